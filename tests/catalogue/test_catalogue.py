"""What goes in comes out, by name, by id and by key; a run goes in whole, once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from pipeline.catalogue import Card, Citation, Entry, Held, Mention, RunSummary, Version
from pipeline.catalogue.catalogue import CHUNK, Catalogue
from pipeline.codes import Code
from pipeline.model import CableKey, Finding, Span, Status, Where

DEPARTMENT = "Department of State"
OWN = CableKey("Moscow", DEPARTMENT, "195", "1936-08-27")
CITED = CableKey(DEPARTMENT, "Moscow", "117", "1936-08-24")


def entry(cable: str = "c195", collection: str = "moscow", **changed: object) -> Entry:
    values: dict[str, object] = {
        "cable": cable,
        "collection": collection,
        "path": f"1936/{cable}.txt",
        "source_sha256": "a" * 64,
        "input_digest": "b" * 64,
        "state": "published",
        "version": 2,
        "uri": f"urn:x:{cable}",
        "form": "telegram",
        "title": "The Chargé in the Soviet Union (Henderson) to the Secretary of State",
        "when": "1936-08-27T19:00",
        "not_before": None,
        "not_after": "1936-08-28",
        "record_sha256": "c" * 64,
        "key": OWN,
        "citations": (
            Citation(ref="r2", key=CITED, text="Department’s 117, August 24, 6 p.m."),
            Citation(ref="r10", key=CITED._replace(day=None), text="your 117"),
        ),
    }
    return Entry.model_validate(values | changed)


def run(day: int, suffix: str = "") -> RunSummary:
    return RunSummary(
        id=f"193608{day:02}T190000Z{suffix}",
        started=f"1936-08-{day:02}T19:00:00Z",
        finished=f"1936-08-{day:02}T19:00:09Z",
        software="cablegram 0.1.0",
        source="inbox",
        counts={Status.PUBLISHED: 2, Status.SET_ASIDE: 1},
        message="2 published",
        report_sha256="d" * 64,
    )


FINDINGS = (
    Finding.of(Code.NOTE_UNANCHORED, "c195", Where(path="c195.txt", line=3, span=Span(5, 9)), subject="25", n="25"),
    Finding.of(Code.DATE_MISSING, "c195"),
)
V1 = Version(n=1, run="", date="1936-08-27", cause="first published", files={})
V2 = Version(n=2, run="19360828T190000Z", date="1936-08-28", cause="source corrected", files={"json": "c" * 64})


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    with Catalogue.open(tmp_path / "catalogue.sqlite") as catalogue:
        yield catalogue


def test_an_entry_comes_back_as_it_went_in(catalogue: Catalogue) -> None:
    plain = entry("plain", key=None, citations=(), when=None, source_sha256=None, record_sha256=None, state="quarantined")
    assert catalogue.record(run(1), [Card(entry(), (V1, V2), FINDINGS), Card(plain)])
    assert catalogue.entry("moscow", "c195") == entry()
    assert catalogue.entry("moscow", "plain") == plain
    assert catalogue.entry("berlin", "c195") is None
    assert catalogue.findings("moscow", "c195") == list(FINDINGS)
    assert catalogue.findings_of([("moscow", "c195"), ("moscow", "plain")]) == {("moscow", "c195"): list(FINDINGS)}
    assert catalogue.versions("moscow", "c195") == [V1, V2]


def test_a_new_card_replaces_the_old_one_and_keeps_the_versions(catalogue: Catalogue) -> None:
    catalogue.record(run(1), [Card(entry(version=1), (V1,), FINDINGS), Card(entry("other"))])
    again = entry(key=OWN._replace(number="196"), citations=(Citation(ref="r10", key=CITED, text="other words"),))
    catalogue.record(run(2), [Card(again, (V2,))])
    assert catalogue.entry("moscow", "c195") == again
    assert catalogue.findings("moscow", "c195") == []
    assert catalogue.versions("moscow", "c195") == [V1, V2]
    assert catalogue.entry("moscow", "other") == entry("other")


def test_a_run_is_recorded_once(catalogue: Catalogue) -> None:
    assert catalogue.record(run(1), [Card(entry(version=1))])
    assert not catalogue.record(run(1), [Card(entry(version=9))])
    assert catalogue.entry("moscow", "c195") == entry(version=1)


def test_find_by_id_alone(catalogue: Catalogue) -> None:
    catalogue.record(run(1), [Card(entry()), Card(entry(collection="berlin")), Card(entry("other"))])
    assert [found.name for found in catalogue.find("c195")] == [("berlin", "c195"), ("moscow", "c195")]
    assert catalogue.find("nothing") == []


def test_held_are_the_published_cables_of_a_number(catalogue: Catalogue) -> None:
    cards = [
        entry(),
        entry("twin", key=OWN._replace(day=None)),
        entry("never-published", version=0, state="quarantined"),
        entry("replaced-by-a-bad-source", state="quarantined"),
        entry("other-number", key=OWN._replace(number="1950")),
        entry("other-post", key=OWN._replace(sender="Riga")),
    ]
    catalogue.record(run(1), map(Card, cards))
    held = catalogue.held([("Moscow", "195"), ("Moscow", "999")])
    assert [h.cable for h in held] == ["c195", "replaced-by-a-bad-source", "twin"]
    assert held[0] == Held(
        "moscow", "c195", "urn:x:c195", OWN, None, "telegram", entry().title, "1936-08-27T19:00", None, "1936-08-28"
    )
    assert held[2].key == OWN._replace(day=None)
    assert catalogue.held([]) == []


def test_filed_are_the_published_cables_under_a_file_number(catalogue: Catalogue) -> None:
    number = "861.00/11630"
    cards = (entry("b", file_number=number), entry("a", file_number=number, key=None), entry("c", file_number="861.00/1"))
    catalogue.record(run(1), [Card(e) for e in (*cards, entry("d", file_number=number, version=0, state="quarantined"))])
    assert [(h.cable, h.key, h.file_number) for h in catalogue.filed([number])] == [("a", None, number), ("b", OWN, number)]


def test_citing_are_the_citations_of_a_number_in_order(catalogue: Catalogue) -> None:
    catalogue.record(run(1), [Card(entry()), Card(entry("b", citations=())), Card(entry("a"))])
    citing = catalogue.citing([(DEPARTMENT, "117")])
    assert [(m.cable, m.ref) for m in citing] == [("a", "r2"), ("a", "r10"), ("c195", "r2"), ("c195", "r10")]
    assert citing[2] == Mention("moscow", "c195", "urn:x:c195", "r2", CITED, "Department’s 117, August 24, 6 p.m.")
    assert catalogue.citing([("Moscow", "117")]) == []


def test_more_than_a_chunk(catalogue: Catalogue) -> None:
    count = 2 * CHUNK + 1
    catalogue.record(run(1), (Card(entry(f"c{n}", key=OWN._replace(number=str(n)))) for n in range(count)))
    assert len(catalogue.entries([("moscow", f"c{n}") for n in range(count + 5)])) == count
    assert len(catalogue.held([("Moscow", str(n)) for n in range(count)])) == count


def test_runs_the_latest_first(catalogue: Catalogue) -> None:
    assert catalogue.is_empty()
    assert catalogue.last_run() is None
    for summary in (run(1), run(2), run(2, "-9"), run(2, "-10")):
        catalogue.record(summary, [])
    assert catalogue.runs() == [run(2, "-10"), run(2, "-9"), run(2), run(1)]
    assert catalogue.last_run() == run(2, "-10")
    assert not catalogue.is_empty()


def test_refill_replaces_everything(catalogue: Catalogue) -> None:
    catalogue.record(run(1), [Card(entry("gone"), (V1,), FINDINGS)])
    assert catalogue.refill([run(2), run(3)], [Card(entry(), (V1, V2))]) == 1
    assert catalogue.entry("moscow", "gone") is None
    assert catalogue.versions("moscow", "gone") == []
    assert catalogue.entry("moscow", "c195") == entry()
    assert [summary.id for summary in catalogue.runs()] == [run(3).id, run(2).id]


class Cut(BaseException):
    pass


def test_a_run_goes_in_whole_or_not_at_all(catalogue: Catalogue) -> None:
    def cards() -> Iterator[Card]:
        yield from (Card(entry(f"c{n}"), (V1,), FINDINGS) for n in range(CHUNK + 1))
        raise Cut

    catalogue.record(run(1), [Card(entry(version=1))])
    with pytest.raises(Cut):
        catalogue.record(run(2), cards())
    assert catalogue.entry("moscow", "c195") == entry(version=1)
    assert catalogue.entry("moscow", "c1") is None
    assert [summary.id for summary in catalogue.runs()] == [run(1).id]


def test_every_question_of_many_cables_uses_an_index(catalogue: Catalogue) -> None:
    """300,000 cables cannot be gone through for each: SQLite says SEARCH where it uses an index, SCAN where it does not."""
    catalogue.record(run(1), [Card(entry())])
    asked: list[tuple[str, tuple[Any, ...]]] = []

    def heard(_connection: object, _cursor: object, statement: str, parameters: tuple[Any, ...], *_rest: object) -> None:
        asked.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", heard)
    try:
        catalogue.entries([("moscow", "c195")])
        catalogue.findings("moscow", "c195")
        catalogue.versions("moscow", "c195")
        catalogue.find("c195")
        catalogue.held([("Moscow", "195")])
        catalogue.filed(["861.00/11630"])
        catalogue.citing([("Moscow", "195")])
        catalogue.record(run(2), [Card(entry(), (V1,), FINDINGS)])
    finally:
        event.remove(Engine, "before_cursor_execute", heard)
    queries = [(s, p) for s, p in asked if s.startswith(("SELECT", "DELETE"))]
    assert len(queries) == 3 + 1 + 1 + 1 + 3 + 1 + 1 + 1 + 1 + 5
    with catalogue.engine.connect() as connection:
        for statement, parameters in queries:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            steps = [row[3] for row in plan]
            assert not [step for step in steps if step.startswith("SCAN") and "CONSTANT" not in step], (statement, steps)
