"""The page of a run and the index: every decision and finding is named, linked, and in words."""

from __future__ import annotations

import time

import pytest

from pipeline.codes import Code, Severity
from pipeline.model import Decision, Finding, Run, Status, Where
from pipeline.report.pages import (
    OPEN_UP_TO,
    code_words,
    index_page,
    moment_in_words,
    published_href,
    quarantine_href,
    run_page,
    summary_line,
)
from tests.pages.runs import Summary, decision, every_status, inferred, large, make_run, note_lost
from tests.pages.soundness import faults, parse, words_of
from tests.pages.test_cable_page import HOSTILE


@pytest.fixture(scope="module")
def page() -> bytes:
    return run_page(every_status())


def test_the_page_is_sound(page: bytes) -> None:
    assert faults(page) == []


def test_the_same_run_gives_the_same_page(page: bytes) -> None:
    assert run_page(Run.model_validate_json(every_status().model_dump_json())) == page


# ---- what it says ------------------------------------------------------------------------------------------------------

# part of the page · words that must stand in it
RUN_SAYS = {
    "when": ("//h1", "Run of November 22, 2026, 12:42 UTC"),
    "summary": ("//header", "1 published, 1 republished, 2 quarantined, 1 lost, 4 errors, 1 warning, 2 notices."),
    "source": ("//section[h2/@id='came-in']", "Source inbox/2026-11"),
    "how long": ("//section[h2/@id='came-in']", "(1 minute 12 seconds)"),
    "software": ("//section[h2/@id='came-in']", "cablegram 0.1.0"),
    "recovered": ("//section[h2/@id='came-in']", "20261121T060000Z: cut off before its end"),
    "counts": ("//section[h2/@id='counts']//tbody", "In quarantine 2"),
    "bar in words": (
        "//*[@id='bar']",
        "Published: 1; Published again: 1; Unchanged: 1; In quarantine: 2; Lost: 1; Set aside: 1",
    ),
    "cause": ("//details", "2: dated by moscow-1936-203"),
    "reason": ("//details", "The file has no text: 0 bytes, none of them a letter or digit."),
    "still published": ("//details", "Version 3 stays published."),
    "lost": ("//details", "The file could not be read: permission denied."),
    "set aside": ("//details", "Not ingested: a README is no cable."),
    "how to mend": ("//details", "Put the marker back where the edition has it."),
    "where": ("//table", "1936/195.txt, line 45 /TEI/text/body/div/note[3]"),
    "of the run": ("//table", "The run manifest.csv names 204.txt, which is not there. manifest.csv, line 7"),
    "schema": ("//section[h2/@id='schemas']", "cable.rng " + "a" * 64),
}


@pytest.mark.parametrize(("part", "words"), RUN_SAYS.values(), ids=RUN_SAYS)
def test_the_page_says(page: bytes, part: str, words: str) -> None:
    assert any(words in words_of(element) for element in parse(page).xpath(part))


def test_every_decision_is_named_with_its_source_and_digest(page: bytes) -> None:
    words = words_of(parse(page))
    for made in every_status().decisions:
        assert made.cable in words
        assert made.path in words
        assert (made.sha256 or "") in words


def test_every_finding_is_named_with_its_fingerprint(page: bytes) -> None:
    rows = [words_of(row) for row in parse(page).xpath("//table[contains(@class, 'findings')]/tbody/tr")]
    run = every_status()
    told = [*run.findings, *(f for d in run.decisions for f in d.findings)]
    assert len(rows) == len(told)
    for finding in told:
        assert [row for row in rows if finding.message in row and row.endswith(finding.fingerprint)]


def test_findings_stand_under_their_severity(page: bytes) -> None:
    for severity, headings in {
        "error": ["Empty input: 1", "Unreadable input: 1", "Manifest missing file: 1", "No cable recognised: 1"],
        "warning": ["Note unanchored: 1"],
        "notice": ["Set aside: 1", "Date inferred: 1"],
    }.items():
        found = parse(page).xpath(f"//section[@aria-labelledby='{severity}']//h4")
        assert [words_of(h) for h in found] == headings


def test_what_needs_a_hand_stands_first_and_the_unchanged_are_folded(page: bytes) -> None:
    parts = [(words_of(d.find("summary")), "open" in d.attrib) for d in parse(page).xpath("//main/details")]
    assert parts == [
        ("Lost: 1", True),
        ("In quarantine: 2", True),
        ("Published again: 1", True),
        ("Published: 1", True),
        ("Set aside: 1", True),
        ("Unchanged: 1", False),
    ]


def test_the_bar_is_full() -> None:
    bars = parse(run_page(every_status())).xpath("//svg[@role='img']/rect")
    ends = [float(r.get("x").rstrip("%")) + float(r.get("width").rstrip("%")) for r in bars]
    assert len(bars) == 6
    assert ends == pytest.approx([float(r.get("x").rstrip("%")) for r in bars[1:]] + [100], abs=0.01)


# ---- links -------------------------------------------------------------------------------------------------------------

# decision · link to the published page · link to quarantine
LINKS = {
    "published": (decision(1, Status.PUBLISHED), "../../published/soviet-union-1936/moscow-1936-1.html", None),
    "unchanged": (decision(1, Status.UNCHANGED), "../../published/soviet-union-1936/moscow-1936-1.html", None),
    "quarantined": (decision(1, Status.QUARANTINED), None, "../../quarantine/soviet-union-1936/moscow-1936-1/"),
    "quarantined, published before": (
        decision(1, Status.QUARANTINED, version=2),
        "../../published/soviet-union-1936/moscow-1936-1.html",
        "../../quarantine/soviet-union-1936/moscow-1936-1/",
    ),
    "version 0": (decision(1, Status.QUARANTINED, version=0), None, "../../quarantine/soviet-union-1936/moscow-1936-1/"),
    "lost": (decision(1, Status.LOST), None, None),
    "set aside": (decision(1, Status.SET_ASIDE), None, None),
    "strange names": (
        decision(1, Status.PUBLISHED, collection="a b", cable='x"/../y'),
        "../../published/a%20b/x%22%2F..%2Fy.html",
        None,
    ),
}


@pytest.mark.parametrize(("made", "published", "quarantined"), LINKS.values(), ids=LINKS)
def test_where_a_cable_stands(made: Decision, published: str | None, quarantined: str | None) -> None:
    assert published_href(made) == published
    assert quarantine_href(made) == quarantined
    links = parse(run_page(make_run((made,)))).xpath("//main/details//a/@href")
    assert sorted(links) == sorted(link for link in (published, quarantined) if link)


# ---- compared with the run before --------------------------------------------------------------------------------------


def test_new_and_mended_findings_are_told() -> None:
    before = make_run(
        (
            decision(195, Status.PUBLISHED, note_lost(195), note_lost(195, "27")),
            decision(196, Status.PUBLISHED, note_lost(196)),
            decision(197, Status.PUBLISHED, note_lost(197)),
        ),
        id="20261121T060000Z",
    )
    now = make_run(
        (decision(195, Status.REPUBLISHED, note_lost(195), inferred(195), version=2), decision(196, Status.UNCHANGED))
    )
    root = parse(run_page(now, before))
    cells = [row.xpath("td") for row in root.xpath("//table[contains(@class, 'findings')]/tbody/tr")]
    rows = {words_of(fingerprint): words_of(told) for told, _, fingerprint in cells}
    assert rows[note_lost(195).fingerprint] == note_lost(195).message
    assert rows[inferred(195).fingerprint] == f"New. {inferred(195).message}"
    # 196 was not read anew and 197 did not come in: nobody knows whether they are mended
    (mended,) = root.xpath("//section[h3/@id='mended']//li")
    assert words_of(mended) == f"moscow-1936-195: {note_lost(195, '27').message} {note_lost(195, '27').fingerprint}"
    assert root.xpath("//a/@href[. = '../20261121T060000Z/report.html']")


def test_nothing_is_new_without_a_run_before(page: bytes) -> None:
    assert "New." not in words_of(parse(page))


# ---- one line ----------------------------------------------------------------------------------------------------------

MISSING = Finding.of(Code.MANIFEST_MISSING_FILE, None, Where(path="manifest.csv"), "x", manifest="manifest.csv", name="x.txt")

# decisions · findings of the run · the line
LINES = {
    "published": (
        [
            decision(1, Status.PUBLISHED, inferred(1)),
            decision(2, Status.PUBLISHED, inferred(2), inferred(2)),
            decision(3, Status.QUARANTINED),
            decision(4, Status.UNCHANGED),
        ],
        [],
        "2 published, 1 quarantined, 3 notices",
    ),
    "nothing changed": ([decision(1, Status.UNCHANGED, inferred(1), note_lost(1))], [], "nothing changed"),
    "nothing changed, but": ([decision(1, Status.UNCHANGED)], [MISSING], "nothing changed, 1 error"),
    "only quarantined": ([decision(1, Status.QUARANTINED)], [], "1 quarantined"),
    "republished": ([decision(1, Status.REPUBLISHED, note_lost(1), note_lost(1, "2"))], [], "1 republished, 2 warnings"),
    "lost": ([decision(1, Status.LOST)], [], "1 lost"),
    "set aside": ([decision(1, Status.SET_ASIDE)], [], "nothing changed"),
    "nothing": ([], [], "nothing came in"),
    "thousands": ([decision(n, Status.PUBLISHED) for n in range(1200)], [], "1,200 published"),
}


@pytest.mark.parametrize(("decisions", "findings", "line"), LINES.values(), ids=LINES)
def test_summary_line(decisions: list[Decision], findings: list[Finding], line: str) -> None:
    assert summary_line(make_run(tuple(decisions), tuple(findings))) == line


# moment · in words
MOMENTS = {
    "utc": ("2026-11-22T06:05:07Z", "November 22, 2026, 06:05 UTC"),
    "offset": ("2026-11-22T06:05:07+00:00", "November 22, 2026, 06:05 UTC"),
    "no moment": ("yesterday", "yesterday"),
}


@pytest.mark.parametrize(("moment", "words"), MOMENTS.values(), ids=MOMENTS)
def test_moments_of_a_run(moment: str, words: str) -> None:
    assert moment_in_words(moment) == words


def test_headings_of_codes() -> None:
    assert code_words(Code.TEI_SCHEMA) == "TEI schema"
    assert code_words(Code.DC_SCHEMA) == "Dublin Core schema"
    assert code_words(Code.MANIFEST_DUPLICATE_ID) == "Manifest duplicate ID"
    assert code_words(Code.DATE_INFERRED) == "Date inferred"


# ---- the index ---------------------------------------------------------------------------------------------------------


def summary_of(run: Run) -> Summary:
    return Summary(run.id, run.started, run.source, run.counts, summary_line(run))


def test_the_index_has_a_row_for_each_run_the_latest_first() -> None:
    early = make_run((decision(1, Status.PUBLISHED),), id="20261121T060000Z", started="2026-11-21T06:00:00Z", source="seeds")
    page = index_page([summary_of(early), summary_of(every_status())])
    assert faults(page) == []
    root = parse(page)
    assert root.xpath("//tbody//a/@href") == ["20261122T124207Z/report.html", "20261121T060000Z/report.html"]
    assert words_of(root.xpath("//tbody/tr")[1]) == "20261121T060000Z November 21, 2026, 06:00 UTC 1 published seeds 1"


def test_an_index_without_runs() -> None:
    page = index_page([])
    assert faults(page) == []
    assert "None yet." in words_of(parse(page))


# ---- hostile, empty, large ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_runs_stay_text(text: str) -> None:
    finding = Finding(
        code=Code.SET_ASIDE, severity=Severity.ERROR, message=text, cable=text, where=Where(path=text, xpath=text), subject=text
    )
    named = {"cable": text, "collection": text, "path": text, "title": text, "date": text, "cause": text}
    decisions = tuple(decision(1, status, finding, **(named | {"version": 1})) for status in Status)
    run = make_run(decisions, (finding,), schemas={text: text}, recovered=(text,), source=text, output=text, started=text)
    gone = finding.model_copy(update={"subject": "other"})
    before = make_run((decision(1, Status.PUBLISHED, gone, **named),))
    assert faults(run_page(run, before)) == []
    assert faults(index_page([Summary(text, text, text, run.counts, text)])) == []


def test_a_run_without_anything() -> None:
    page = run_page(make_run((), schemas={}))
    assert faults(page) == []
    words = words_of(parse(page))
    assert "Nothing came in." in words
    assert "Nothing: no file came in." in words


def test_ten_thousand_decisions_stay_usable() -> None:
    run = large(10_000)
    begun = time.perf_counter()
    page = run_page(run)
    assert time.perf_counter() - begun < 3
    assert len(page) < 8_000_000
    root = parse(page)
    assert len(root.xpath("//main/details//tbody/tr")) == 10_000
    folded = [d for d in root.xpath("//details") if len(d.xpath(".//tbody/tr")) > OPEN_UP_TO]
    assert folded
    assert not [words_of(d.find("summary")) for d in folded if "open" in d.attrib]
