"""What the command prints: tables and progress on a terminal, plain lines elsewhere."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipeline.catalogue import Entry, Version
from pipeline.codes import Severity
from pipeline.model import Cable, CableDate, Decision, Finding, Frozen, Run, Status
from pipeline.publish import RECORD, Places

if TYPE_CHECKING:
    from pipeline.run import Progress, Settled

STAGES = {
    "prefect": "starting Prefect",
    "discover": "looking for sources",
    "read": "reading",
    "link": "linking, writing, checking",
    "publish": "publishing",
}
MOST_ROWS = 20
"""So many cables, and so many findings, are listed in the terminal; the report has all."""

UNTOLD = (Status.UNCHANGED, Status.WAITING, Status.SET_ASIDE)
"""What the terminal only counts."""

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"}


WIDTH_OF_A_FILE = 160
"""Columns where the output is no terminal."""


def _console(*, to_error: bool = False) -> Console:
    is_terminal = (sys.stderr if to_error else sys.stdout).isatty()
    return Console(stderr=to_error, highlight=False, soft_wrap=True, width=None if is_terminal else WIDTH_OF_A_FILE)


# ---- progress -------------------------------------------------------------------------------------------------------


@contextmanager
def progress() -> Iterator[Progress]:
    """Who shows the progress of a run: bars on a terminal, a line a stage elsewhere; on standard error."""
    if not sys.stderr.isatty():
        yield _tell_in_lines
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description:28}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bars(*columns, console=_console(to_error=True), transient=True) as bars:
        tasks = {}

        def tell(stage: str, done: int, total: int | None) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(STAGES.get(stage, stage), total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield tell


def _tell_in_lines(stage: str, done: int, total: int | None) -> None:
    """A line when a stage that may take long begins, and one after each batch of it."""
    if stage == "prefect":
        print(f"{STAGES[stage]} …", file=sys.stderr)
    elif total and done:
        print(f"{STAGES.get(stage, stage)}: {done} of {total}", file=sys.stderr)


# ---- a run ----------------------------------------------------------------------------------------------------------


def say_settled(settled: Settled) -> None:
    """The end of an ingest: the cables, the findings, the sum, the way to the report."""
    console, run = _console(), settled.run
    told = [d for d in run.decisions if d.status not in UNTOLD]
    if told:
        console.print(_decisions(told[:MOST_ROWS]))
        _say_more(console, len(told))
    say_findings(run.findings[:MOST_ROWS])
    _say_more(console, len(run.findings))
    _say_counted(console, run)
    console.print(f"[bold]{escape(settled.entry.message)}[/bold]")
    if run.recovered:
        console.print(f"Completed first: {', '.join(run.recovered)}, which had been cut off.")
    console.print(f"Report: {settled.report.resolve().as_uri()}")


def _decisions(decisions: Sequence[Decision]) -> Table:
    table = Table(title=None, box=None, pad_edge=False, header_style="bold")
    for column in ("cable", "status", "date", "findings", "title or reason"):
        table.add_column(column, overflow="fold")
    for d in decisions:
        said = d.cause if d.status in (Status.QUARANTINED, Status.LOST) or (d.version or 0) > 1 else d.title
        status = f"{d.status.value}" + (f" v{d.version}" if d.version and d.status is not Status.QUARANTINED else "")
        table.add_row(*(escape(text) for text in (d.cable or d.path, status, d.date, str(len(d.findings)), said)))
    return table


def _say_more(console: Console, count: int) -> None:
    if count > MOST_ROWS:
        console.print(f"… and {count - MOST_ROWS} more: see the report.")


def _say_counted(console: Console, run: Run) -> None:
    counts = [f"{count} {status.value}" for status, count in run.counts.items()]
    found = [f"[{COLOURS[s]}]{count} {s.value}{'s' if count > 1 else ''}[/]" for s, count in run.severities.items()]
    console.print(f"\nSources: {', '.join(counts) or 'none'}. Findings: {', '.join(found) or 'none'}.")


# ---- findings -------------------------------------------------------------------------------------------------------


def say_findings(findings: Iterable[Finding], *, to_error: bool = False) -> None:
    """A line a finding: severity, where, message, and how to mend it if it is an error."""
    console = _console(to_error=to_error)
    for finding in findings:
        place = finding.where.path + (f":{finding.where.line}" if finding.where.line else "")
        severity = f"[{COLOURS[finding.severity]}]{finding.severity.value}[/]"
        console.print(f"{escape(place)}: {severity} [dim]{finding.code.value}[/dim] {escape(finding.message)}")
        if finding.severity is Severity.ERROR:
            console.print(f"    {escape(finding.code.mend)}")


def say_checked(paths: Sequence[Path], findings: Sequence[Finding]) -> None:
    """The end of a check: its findings, and a sentence."""
    say_findings(findings)
    _console().print(f"{len(findings)} findings." if findings else f"All is well in {', '.join(map(str, paths))}.")


class Shown(Frozen):
    """What `cablegram show --json` prints of a cable."""

    entry: Entry
    versions: list[Version]
    findings: list[Finding]


def to_json(items: Iterable[BaseModel]) -> bytes:
    """A JSON array in UTF-8, whatever the terminal's encoding."""
    return json.dumps([item.model_dump(mode="json") for item in items], ensure_ascii=False, indent=1).encode() + b"\n"


# ---- a cable --------------------------------------------------------------------------------------------------------


def say_cable(shown: Shown, output: Path) -> None:
    """What the archive knows of a cable."""
    console, entry = _console(), shown.entry
    path = Places(output).published(entry.collection, entry.cable, RECORD)
    console.print(f"[bold]{escape(entry.title or entry.cable)}[/bold]")
    table = Table(box=None, show_header=False, pad_edge=False)
    cable = Cable.model_validate_json(path.read_bytes()) if entry.version and path.is_file() else None
    for name, said in [
        ("id", f"{entry.collection}/{entry.cable}"),
        ("state", _state(entry)),
        *(_facts(cable) if cable else ()),
    ]:
        table.add_row(name, escape(said))
    for version in shown.versions:
        table.add_row(f"version {version.n}", escape(f"{version.date}: {version.cause}"))
    console.print(table)
    if cable:
        console.print(f"files: {path.with_suffix('')}.*")
    say_findings(shown.findings)


def _state(entry: Entry) -> str:
    if entry.state == "published":
        return f"published, version {entry.version}"
    stands = f"; version {entry.version} stays published" if entry.version else ""
    return f"in quarantine{stands}"


def _facts(cable: Cable) -> Iterator[tuple[str, str]]:
    yield "form", cable.form.value
    for name, parties in (("from", cable.sent_by), ("to", cable.sent_to)):
        yield from ((name, party.text) for party in parties)
    yield from _date(cable.date)
    if cable.file_number:
        yield "file number", f"{cable.file_number.text}  {cable.file_number.words}"
    if cable.message_number:
        yield "message number", cable.message_number.text
    for reference in cable.references:
        yield "reference", f"{reference.text} → {reference.outcome.value}: {reference.target or reference.reason}"


def _date(said: CableDate | None) -> Iterator[tuple[str, str]]:
    from pipeline.link import date_in_words

    if said:
        yield "date", date_in_words(said)
        yield from (("", f"{e.certainty.value} certainty: {e.because}") for e in said.evidence if e.certainty)
