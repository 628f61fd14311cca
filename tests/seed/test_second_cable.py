"""A cable that cites the seed by number and day: the seed is dated on its word, and dated back when the word falls away."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.model import Certainty, Outcome
from pipeline.run import Settled
from tests.seed import runs
from tests.seed.runs import SEED, SEED_TEXT, said

SECOND_TEXT = (Path(__file__).parent / "fixtures" / "moscow-1936-203.txt").read_text(encoding="utf-8")
SECOND = "moscow-1936-203"
CITATION = "my telegram No. 195, August 27, 1936"


def third_text(citation: str = CITATION) -> str:
    """Another cable of the same post and sender, some days later."""
    return (
        "861.00/11650: Telegram\n\nThe Chargé in the Soviet Union (Henderson) to the Secretary of State\n\n"
        f"Moscow, September 8, 1936—noon.\n\n211. As I said in {citation}, the matter is not at an end.\n\nHenderson\n"
    )


class Archive(NamedTuple):
    """An output folder, and the last run that wrote to it."""

    output: Path
    last: Settled


@pytest.fixture
def one_after_another(tmp_path: Path) -> Archive:
    """The project's seeds on the 22nd; the second cable, alone, on the 23rd."""
    output = tmp_path / "output"
    runs.run(runs.SEEDS, output, day=22)
    later = runs.folder(tmp_path / "later", {SECOND: SECOND_TEXT})
    return Archive(output, runs.run(later, output, day=23))


def test_fixture_cites_the_seed() -> None:
    assert SECOND_TEXT.count(CITATION) == 1


# ---- later, alone ---------------------------------------------------------------------------------------------------


def test_seed_is_dated(one_after_another: Archive) -> None:
    cable = runs.record(one_after_another.output)
    assert cable.date is not None
    assert (cable.date.when, cable.date.not_before, cable.date.not_after) == ("1936-08-27", None, None)
    witness = cable.date.evidence[0]
    assert witness.rule == "dates.mentioned"
    assert witness.certainty is Certainty.MEDIUM
    assert SECOND in witness.because
    assert CITATION in witness.because


def test_seed_is_version_2(one_after_another: Archive) -> None:
    cable = runs.record(one_after_another.output)
    assert [(r.n, r.date) for r in cable.revisions] == [(1, "2026-11-22"), (2, "2026-11-23")]
    assert "1936-08-27" in cable.revisions[1].cause
    assert SECOND in cable.revisions[1].cause
    (decision,) = [d for d in one_after_another.last.run.decisions if d.cable == SEED]
    assert (decision.status.value, decision.version, decision.date) == ("republished", 2, "1936-08-27")


def test_tei_says_so(one_after_another: Archive) -> None:
    tei = runs.xml(one_after_another.output, "tei.xml")
    date = "//t:correspAction[@type='sent']/t:date"
    assert said(tei, f"{date}/@when") == ["1936-08-27"]
    assert said(tei, f"{date}/@notBefore") == []
    assert said(tei, f"{date}/@cert") == ["medium"]
    assert said(tei, f"{date}/@evidence") == ["external"]
    (target,) = said(tei, f"{date}/@xml:id")
    (because,) = said(tei, f"//t:standOff/t:certainty[@target='#{target}'][@type='dates.mentioned']/t:desc")
    assert CITATION in because
    changes = dict(zip(said(tei, "//t:revisionDesc/t:change/@n"), said(tei, "//t:revisionDesc/t:change/@when"), strict=True))
    assert changes == {"1": "2026-11-22", "2": "2026-11-23"}
    assert any("1936-08-27" in change for change in said(tei, "//t:revisionDesc/t:change[@n='2']"))


def test_dublin_core_says_so(one_after_another: Archive) -> None:
    """EDTF has a sign for what one witness says ("?"); W3CDTF has none, and gives what is certain: the year."""
    assert said(runs.xml(one_after_another.output, "oai_dc.xml"), "dc:date") == ["1936"]
    assert said(runs.xml(one_after_another.output, "dcterms.xml"), "dcterms:created") == ["1936-08-27?"]


def test_history_holds_version_1(tmp_path: Path) -> None:
    output = tmp_path / "output"
    runs.run(runs.SEEDS, output, day=22)
    first = {Path(name).name: content for name, content in runs.published(output).items()}
    runs.run(runs.folder(tmp_path / "later", {SECOND: SECOND_TEXT}), output, day=23)
    kept = output / "history" / runs.COLLECTION / SEED / "v1"
    assert {f.name.removeprefix(f"{SEED}."): f.read_bytes() for f in kept.iterdir()} == {
        name.removeprefix(f"{SEED}."): content for name, content in first.items()
    }
    now = {Path(name).name: content for name, content in runs.published(output).items()}
    assert now[f"{SEED}.tei.xml"] != first[f"{SEED}.tei.xml"]


def test_its_reference_resolves(one_after_another: Archive) -> None:
    second = runs.record(one_after_another.output, SECOND)
    (cited,) = [r for r in second.references if r.text == CITATION]
    assert cited.outcome is Outcome.RESOLVED
    assert cited.target == runs.record(one_after_another.output).uri
    assert SEED in cited.reason
    tei = runs.xml(one_after_another.output, "tei.xml", SECOND)
    assert said(tei, "//t:body//t:ref/@target") == [cited.target]
    assert [r.n for r in second.revisions] == [1]
    assert second.date is not None
    assert second.date.when == "1936-09-03T16:00"


def test_seed_alone_again_changes_nothing(one_after_another: Archive) -> None:
    before = runs.published(one_after_another.output)
    again = runs.run(runs.SEEDS, one_after_another.output, day=24)
    assert again.entry.message == "nothing changed"
    assert runs.published(one_after_another.output) == before


def test_second_alone_again_changes_nothing(one_after_another: Archive, tmp_path: Path) -> None:
    before = runs.published(one_after_another.output)
    again = runs.run(tmp_path / "later", one_after_another.output, day=24)
    assert again.entry.message == "nothing changed"
    assert runs.published(one_after_another.output) == before


# ---- in other orders ------------------------------------------------------------------------------------------------


def test_both_in_one_run(tmp_path: Path) -> None:
    output = tmp_path / "output"
    settled = runs.run(runs.folder(tmp_path / "in", {SEED: SEED_TEXT, SECOND: SECOND_TEXT}), output)
    cable, second = runs.record(output), runs.record(output, SECOND)
    assert cable.date is not None
    assert cable.date.when == "1936-08-27"
    assert [r.n for r in cable.revisions] == [1]
    assert [r.target for r in second.references if r.text == CITATION] == [cable.uri]
    assert settled.entry.changed == 2
    assert runs.run(tmp_path / "in", output, day=23).entry.message == "nothing changed"


def test_second_before_the_seed(tmp_path: Path) -> None:
    """The citing cable waits unresolved, and is found when the seed comes."""
    output = tmp_path / "output"
    runs.run(runs.folder(tmp_path / "first", {SECOND: SECOND_TEXT}), output, day=22)
    waiting = next(r for r in runs.record(output, SECOND).references if r.text == CITATION)
    assert (waiting.outcome, waiting.target) == (Outcome.NOT_HELD, None)
    runs.run(runs.folder(tmp_path / "then", {SEED: SEED_TEXT}), output, day=23)
    cable, second = runs.record(output), runs.record(output, SECOND)
    assert cable.date is not None
    assert cable.date.when == "1936-08-27"
    assert [r.n for r in cable.revisions] == [1]
    assert [r.n for r in second.revisions] == [1, 2]
    assert [r.target for r in second.references if r.text == CITATION] == [cable.uri]


def test_order_does_not_matter_to_what_is_said(tmp_path: Path) -> None:
    """But for the versions, the same is published whichever cable came first, or both at once."""
    cables = {SEED: SEED_TEXT, SECOND: SECOND_TEXT, "moscow-1936-211": third_text()}
    said_of = []
    for n, order in enumerate([list(cables), list(cables)[::-1]]):
        output = tmp_path / f"output{n}"
        for day, name in enumerate(order, start=20):
            runs.run(runs.folder(tmp_path / f"{n}-{day}", {name: cables[name]}), output, day=day)
        said_of.append([runs.record(output, name).model_copy(update={"revisions": ()}) for name in cables])
    output = tmp_path / "at-once"
    runs.run(runs.folder(tmp_path / "all", cables), output)
    said_of.append([runs.record(output, name).model_copy(update={"revisions": ()}) for name in cables])
    assert said_of[0] == said_of[1] == said_of[2]
    dumped = [[cable.model_dump_json() for cable in cables] for cables in said_of]
    assert dumped[0] == dumped[1] == dumped[2]


# ---- more witnesses, and fewer --------------------------------------------------------------------------------------


def test_two_witnesses_make_it_certain(one_after_another: Archive, tmp_path: Path) -> None:
    third = runs.folder(tmp_path / "third", {"moscow-1936-211": third_text()})
    runs.run(third, one_after_another.output, day=24)
    cable = runs.record(one_after_another.output)
    assert cable.date is not None
    assert cable.date.when == "1936-08-27"
    assert cable.date.certainty is Certainty.HIGH
    assert {SECOND, "moscow-1936-211"} <= set(cable.date.evidence[0].because.split())
    assert said(runs.xml(one_after_another.output, "tei.xml"), "//t:correspAction[@type='sent']/t:date/@cert") == ["high"]
    assert said(runs.xml(one_after_another.output, "oai_dc.xml"), "dc:date") == ["1936-08-27"]
    assert said(runs.xml(one_after_another.output, "dcterms.xml"), "dcterms:created") == ["1936-08-27"]
    assert [r.n for r in cable.revisions] == [1, 2, 3]


def test_contradicting_witnesses_date_nothing(tmp_path: Path) -> None:
    other = third_text("my telegram No. 195, August 28, 1936")
    source = runs.folder(tmp_path / "in", {SEED: SEED_TEXT, SECOND: SECOND_TEXT, "moscow-1936-211": other})
    settled = runs.run(source, tmp_path / "output")
    cable = runs.record(tmp_path / "output")
    assert cable.date is not None
    assert (cable.date.when, cable.date.not_before) == (None, "1936-08-24")
    (contradicted,) = [f for d in settled.run.decisions for f in d.findings if f.code.value == "date-contradicted"]
    assert contradicted.cable == SEED
    assert all(said in contradicted.message for said in (SECOND, "moscow-1936-211", "1936-08-27", "1936-08-28"))


def test_a_contradiction_that_comes_later_takes_the_date_back(one_after_another: Archive, tmp_path: Path) -> None:
    other = third_text("my telegram No. 195, August 28, 1936")
    runs.run(runs.folder(tmp_path / "third", {"moscow-1936-211": other}), one_after_another.output, day=24)
    cable = runs.record(one_after_another.output)
    assert cable.date is not None
    assert (cable.date.when, cable.date.not_before) == (None, "1936-08-24")
    assert [r.n for r in cable.revisions] == [1, 2, 3]


@pytest.mark.parametrize(
    "citation",
    ["my telegram No. 196, August 27, 1936", "certain reports of August 27, 1936", "your telegram No. 195, August 27, 1936"],
    ids=["another number", "none", "another sender"],
)
def test_a_corrected_citation_takes_the_date_back(one_after_another: Archive, tmp_path: Path, citation: str) -> None:
    corrected = runs.folder(tmp_path / "later", {SECOND: SECOND_TEXT.replace(CITATION, citation)})
    runs.run(corrected, one_after_another.output, day=24)
    cable = runs.record(one_after_another.output)
    assert cable.date is not None
    assert (cable.date.when, cable.date.not_before) == (None, "1936-08-24")
    assert cable.date.evidence[0].rule == "dates.cites-earlier"
    assert [r.n for r in cable.revisions] == [1, 2, 3]
    assert said(runs.xml(one_after_another.output, "tei.xml"), "//t:correspAction[@type='sent']/t:date/@when") == []
    assert [r.n for r in runs.record(one_after_another.output, SECOND).revisions] == [1, 2]


IMPOSSIBLE = [
    ("another number", "my telegram No. 196, August 27, 1936"),
    ("before its own bounds", "my telegram No. 195, August 20, 1936"),
    ("without a day", "my telegram No. 195"),
    ("another post", "Embassy’s telegram No. 195, August 27, 1936"),
]
"""What does not date the seed: only a citation of this number, from these ends, on a day that it may have. The last is
from a cable of the Department to another post."""


@pytest.mark.parametrize(("case", "citation"), IMPOSSIBLE, ids=[case for case, _ in IMPOSSIBLE])
def test_what_dates_nothing(tmp_path: Path, case: str, citation: str) -> None:
    text = third_text(citation)
    if case == "another post":
        text = text.replace(
            "The Chargé in the Soviet Union (Henderson) to the Secretary of State",
            "The Secretary of State to the Ambassador in France (Straus)",
        ).replace("Moscow,", "Washington,")
    runs.run(runs.folder(tmp_path / "in", {SEED: SEED_TEXT, "moscow-1936-211": text}), tmp_path / "output")
    cable = runs.record(tmp_path / "output")
    assert cable.date is not None
    assert (cable.date.when, cable.date.not_before) == (None, "1936-08-24")
