"""The pages for an auditor: one for each run, and an index over all of them. Words first, codes after.

`output/reports/RUN/report.html` and `output/reports/index.html`: their links to cables, quarantine and each other are relative.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple, Protocol
from urllib.parse import quote

from pipeline.codes import Code, Severity
from pipeline.model import Decision, Finding, Run, Status
from pipeline.write import words
from pipeline.write.page import render_page

_HERE = Path(__file__).parent

OPEN_UP_TO = 50
"""Rows of a part that stands open when the page opens; a longer one is folded."""

STATUSES = {
    Status.PUBLISHED: "Published",
    Status.REPUBLISHED: "Published again",
    Status.UNCHANGED: "Unchanged",
    Status.QUARANTINED: "In quarantine",
    Status.WAITING: "Still in quarantine",
    Status.LOST: "Lost",
    Status.SET_ASIDE: "Set aside",
}

EXPLANATIONS = {
    Status.LOST: "Could not be read: nothing of these could be kept.",
    Status.QUARANTINED: "Have errors and were not published. Each source is kept with its reasons.",
    Status.WAITING: "Came in as before and have the same errors.",
    Status.REPUBLISHED: "Say something new. The version before is kept in the history.",
    Status.PUBLISHED: "Published for the first time.",
    Status.SET_ASIDE: "Not cables, or copies of what was read.",
    Status.UNCHANGED: "Came in as before and say what is already published.",
}
"""In the order of the page: what needs a hand stands first."""

_ABBREVIATIONS = {"Tei": "TEI", "Dc": "Dublin Core", "Xml": "XML", "id": "ID"}


class Summary(Protocol):
    """What the index tells of a run, as `pipeline.catalogue.RunSummary` has it."""

    @property
    def id(self) -> str: ...
    @property
    def started(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def counts(self) -> Mapping[Status, int]: ...
    @property
    def message(self) -> str: ...


class Segment(NamedTuple):
    """One status in the bar and in the table of counts; start and width are per cent of the whole."""

    name: str
    words: str
    files: int
    start: float
    width: float


class Part(NamedTuple):
    """The decisions of one status."""

    heading: str
    explanation: str
    decisions: Sequence[Decision]
    has_reasons: bool
    """Whether each tells why rather than its version."""
    has_titles: bool
    """Whether each tells its title; those of the unchanged stand in earlier reports and would fill the page."""
    is_open: bool


class FindingRow(NamedTuple):
    finding: Finding
    decision: Decision | None
    """None for a finding about the run itself."""
    is_new: bool


class FindingGroup(NamedTuple):
    """The findings of one code."""

    code: Code
    heading: str
    rows: Sequence[FindingRow]
    is_open: bool


# ---- the pages ---------------------------------------------------------------------------------------------------------


def run_page(run: Run, previous: Run | None = None) -> bytes:
    """The run's page, for `output/reports/RUN/report.html`: each decision and each finding is on it.

    previous: the run before into the same output; with it a finding is told to be new or not, and the mended are listed.
    """
    known = {finding.fingerprint for _, finding in _all_findings(previous)} if previous else set()
    rows = [FindingRow(finding, decision, finding.fingerprint not in known) for decision, finding in _all_findings(run)]
    return render_page(
        _HERE / "run.html",
        run=run,
        previous=previous,
        summary=summary_line(run),
        started=moment_in_words(run.started),
        took=_duration(run.started, run.finished),
        segments=_segments(run.counts),
        parts=_parts(run.decisions),
        severities=[(severity, _groups(rows, severity)) for severity in Severity],
        mended=_mended(run, previous) if previous else [],
        has_collections=len({decision.collection for decision in run.decisions}) > 1,
        published_href=published_href,
        quarantine_href=quarantine_href,
        report_href=report_href,
        words=words,
    )


def index_page(runs: Sequence[Summary]) -> bytes:
    """The index for `output/reports/index.html`: a row for each run, the latest first."""
    latest_first = sorted(runs, key=attrgetter("started"), reverse=True)
    return render_page(
        _HERE / "index.html",
        runs=latest_first,
        statuses=STATUSES,
        report_href=report_href,
        moment_in_words=moment_in_words,
        words=words,
    )


def summary_line(run: Run) -> str:
    """The run in a line: "2 published, 1 quarantined, 3 notices", "nothing changed", "nothing came in".

    Where nothing changed only errors are added: warnings and notices of what stands published were told when it was published.
    """
    changed = [f"{run.counts[status]:,} {status.value}" for status in CHANGES if run.counts.get(status)]
    waiting = [f"{run.counts[Status.WAITING]:,} waiting in quarantine"] if run.counts.get(Status.WAITING) else []
    if not changed:
        changed = ["nothing changed" if any(run.counts.values()) else "nothing came in"]
        told: Iterable[Severity] = (Severity.ERROR,)
    else:
        told = Severity
    found = [words.count_words(run.severities[s], s.value) for s in told if run.severities.get(s)]
    return ", ".join(changed + waiting + found)


CHANGES = (Status.PUBLISHED, Status.REPUBLISHED, Status.QUARANTINED, Status.LOST)
"""What `summary_line` counts, in its order."""


# ---- where things stand -------------------------------------------------------------------------------------------------


def published_href(decision: Decision) -> str | None:
    """From the run's folder to the cable's published page; None where no version stands published."""
    if not (decision.version and decision.collection and decision.cable):
        return None
    return f"../../published/{quote(decision.collection, safe='')}/{quote(decision.cable, safe='')}.html"


def quarantine_href(decision: Decision) -> str | None:
    """From the run's folder to the folder where a quarantined source is kept with its reasons; None for all others."""
    if decision.status not in (Status.QUARANTINED, Status.WAITING):
        return None
    return f"../../quarantine/{quote(decision.collection, safe='')}/{quote(decision.cable, safe='')}/"


def report_href(run: str) -> str:
    """From the folder of reports to the page of a run."""
    return f"{quote(run, safe='')}/report.html"


# ---- times -------------------------------------------------------------------------------------------------------------


def moment_in_words(moment: str) -> str:
    """ "2026-11-22T12:42:07Z" → "November 22, 2026, 12:42 UTC"; what is no such moment comes back as it is."""
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    return f"{words.moment_words(at.date().isoformat())}, {at:%H:%M} UTC"


def _duration(started: str, finished: str) -> str:
    """In words, to the second; empty where the moments give none."""
    try:
        seconds = round((datetime.fromisoformat(finished) - datetime.fromisoformat(started)).total_seconds())
    except (ValueError, TypeError):
        return ""
    if seconds < 1:
        return "less than a second"
    hours, minutes = seconds // 3600, seconds % 3600 // 60
    units = ((hours, "hour"), (minutes, "minute"), (seconds % 60, "second"))
    return " ".join(words.count_words(n, unit) for n, unit in units if n)


# ---- counts and decisions ----------------------------------------------------------------------------------------------


def _segments(counts: Mapping[Status, int]) -> list[Segment]:
    """One for each status that occurs, at least half a per cent wide so that a single cable is seen."""
    present = [status for status in STATUSES if counts.get(status)]
    total = sum(counts[status] for status in present)
    widths = [max(0.5, 100 * counts[status] / total) for status in present]
    scale = 100 / sum(widths) if widths else 0
    segments, start = [], 0.0
    for status, width in zip(present, widths, strict=True):
        name = status.value.replace(" ", "-")
        segments.append(Segment(name, STATUSES[status], counts[status], round(start * scale, 3), round(width * scale, 3)))
        start += width
    return segments


def _parts(decisions: Sequence[Decision]) -> list[Part]:
    by_status: dict[Status, list[Decision]] = {}
    for decision in decisions:
        by_status.setdefault(decision.status, []).append(decision)
    return [
        Part(
            heading=STATUSES[status],
            explanation=explanation,
            decisions=by_status[status],
            has_titles=status is not Status.UNCHANGED,
            has_reasons=status in (Status.LOST, Status.QUARANTINED, Status.WAITING, Status.SET_ASIDE),
            is_open=status is not Status.UNCHANGED and len(by_status[status]) <= OPEN_UP_TO,
        )
        for status, explanation in EXPLANATIONS.items()
        if status in by_status
    ]


# ---- findings ----------------------------------------------------------------------------------------------------------


def _all_findings(run: Run) -> Iterator[tuple[Decision | None, Finding]]:
    yield from ((None, finding) for finding in run.findings)
    yield from ((decision, finding) for decision in run.decisions for finding in decision.findings)


def _groups(rows: Iterable[FindingRow], severity: Severity) -> list[FindingGroup]:
    """The rows of a severity by code, the codes in the order of `pipeline/codes.py`."""
    order = {code: place for place, code in enumerate(Code)}
    mine = sorted((row for row in rows if row.finding.severity is severity), key=lambda row: order[row.finding.code])
    groups = ((code, list(run)) for code, run in groupby(mine, key=lambda row: row.finding.code))
    return [
        FindingGroup(code, code_words(code), run, severity is not Severity.NOTICE and len(run) <= OPEN_UP_TO)
        for code, run in groups
    ]


def code_words(code: Code) -> str:
    """The code as a heading: "date-inferred" → "Date inferred"."""
    parts = words.capitalised(code.value).split("-")
    return " ".join(_ABBREVIATIONS.get(part, part) for part in parts)


def _mended(run: Run, previous: Run) -> list[Finding]:
    """The previous run's findings that are gone from a cable which this run read anew. What did not come in is not mended."""
    now = {finding.fingerprint for _, finding in _all_findings(run)}
    read_anew = {(d.collection, d.cable) for d in run.decisions if d.status in CHANGES and d.status is not Status.LOST}
    return [
        finding
        for decision, finding in _all_findings(previous)
        if decision and (decision.collection, decision.cable) in read_anew and finding.fingerprint not in now
    ]
