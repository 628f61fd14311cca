"""An archive whose cables are a word each, with the sequence of a run: the room does not look inside the files.

A cable is rendered with its version in some of its files and not in others, as the real ones are: `dcterms.xml` is the same
bytes in each version.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import Engine, event, select

from pipeline.catalogue import Entry, RunSummary
from pipeline.catalogue.catalogue import Catalogue
from pipeline.catalogue.tables import metadata
from pipeline.codes import Code
from pipeline.model import CableKey, Decision, Finding, LedgerEntry, Run, Status
from pipeline.publish import Keepsake, Move, Places, Quarantine, Workroom, decide, lock, published_digests, recover, settle

COLLECTION = "moscow"


class Arrival(NamedTuple):
    """A source: a cable's id and its text; one that says "bad" has an error."""

    cable: str
    text: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def path(self) -> str:
        return f"{self.cable}.txt"

    @property
    def findings(self) -> tuple[Finding, ...]:
        return (Finding.of(Code.NO_BODY, self.cable, what=self.text),) if "bad" in self.text else ()

    def copy(self, path: Path) -> None:
        path.write_text(self.text)


def files_of(arrival: Arrival, version: int) -> dict[str, bytes]:
    record = {"id": arrival.cable, "text": arrival.text, "version": version}
    return {
        "tei.xml": f'<TEI n="{version}">{arrival.text}</TEI>'.encode(),
        "oai_dc.xml": f"<dc>{arrival.text}</dc>".encode(),
        "dcterms.xml": f"<dcterms>{arrival.cable}</dcterms>".encode(),
        "json": json.dumps(record).encode(),
        "html": f"<p>{arrival.text}, version {version}".encode(),
    }


def moment(day: int) -> datetime:
    return datetime(1936, 8, day, 19, 0, tzinfo=UTC)


def index(runs: Iterable[RunSummary]) -> bytes:
    return "".join(f"{run.id} {run.message}\n" for run in runs).encode()


# ---- a run ----------------------------------------------------------------------------------------------------------


class Staged(NamedTuple):
    decision: Decision
    entry: Entry
    move: Move | None = None
    quarantine: Quarantine | None = None


def stage(workroom: Workroom, was: Entry | None, arrival: Arrival) -> Staged:
    standing = published_digests(workroom.output, COLLECTION, arrival.cable)
    written = files_of(arrival, was.version if was else 0)
    verdict = decide(was, standing, written, arrival.findings, source_sha256=arrival.sha256)
    move = quarantine = None
    if verdict.status in {Status.PUBLISHED, Status.REPUBLISHED}:
        files = files_of(arrival, verdict.version)
        move = workroom.stage_cable(COLLECTION, arrival.cable, files, version=verdict.version, cause=verdict.cause)
    elif verdict.status is Status.QUARANTINED:
        sources = [Keepsake(arrival.path, arrival.copy)]
        quarantine = workroom.stage_quarantine(COLLECTION, arrival.cable, arrival.findings, sources, {"json": written["json"]})
    decision = Decision(
        cable=arrival.cable,
        collection=COLLECTION,
        path=arrival.path,
        sha256=arrival.sha256,
        status=verdict.status,
        version=verdict.version or None,
        cause=verdict.cause,
        findings=arrival.findings,
    )
    return Staged(decision, entry_of(arrival, verdict.version, standing, move), move, quarantine)


def entry_of(arrival: Arrival, version: int, standing: dict[str, str], move: Move | None) -> Entry:
    return Entry(
        cable=arrival.cable,
        collection=COLLECTION,
        path=arrival.path,
        source_sha256=arrival.sha256,
        input_digest=arrival.sha256,
        state="quarantined" if arrival.findings else "published",
        version=version,
        uri=f"urn:x:{arrival.cable}",
        form="telegram",
        title=arrival.text,
        record_sha256=(move.files if move else standing).get("json"),
        key=CableKey("Moscow", "Department of State", arrival.cable, None),
    )


def report_of(workroom: Workroom, started: datetime, decisions: tuple[Decision, ...]) -> Run:
    return Run(
        id=workroom.run,
        started=started.isoformat(),
        finished=started.replace(second=9).isoformat(),
        software="cablegram 0.1.0",
        schemas={},
        source="inbox",
        output="output",
        counts=dict(Counter(decision.status for decision in decisions)),
        severities={},
        decisions=decisions,
    )


def run(workroom: Workroom, catalogue: Catalogue, started: datetime, arrivals: Iterable[Arrival]) -> LedgerEntry:
    staged = [stage(workroom, catalogue.entry(COLLECTION, arrival.cable), arrival) for arrival in arrivals]
    report = report_of(workroom, started, tuple(s.decision for s in staged))
    plan = workroom.commit(
        report,
        b"<h1>Report",
        message=", ".join(f"{count} {status.value}" for status, count in report.counts.items()),
        entries=[s.entry for s in staged],
        publish=[s.move for s in staged if s.move],
        quarantine=[s.quarantine for s in staged if s.quarantine],
    )
    return settle(workroom, plan, catalogue, index=index)


@contextmanager
def opened(output: Path) -> Iterator[Catalogue]:
    with lock(output), Catalogue.open(Places(output).catalogue) as catalogue:
        yield catalogue


def ingest(output: Path, day: int, *arrivals: Arrival) -> LedgerEntry:
    with opened(output) as catalogue:
        recover(output, catalogue, index=index)
        return run(Workroom.open(output, moment(day)), catalogue, moment(day), arrivals)


def recovered(output: Path) -> list[str]:
    with opened(output) as catalogue:
        return recover(output, catalogue, index=index)


# ---- what stands ----------------------------------------------------------------------------------------------------

OUTSIDE = {".lock", "catalogue.sqlite"}


def tree(folder: Path) -> dict[str, bytes | None]:
    """Each file below a folder with its content, each folder with None; without the lock and the database's own bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
        if path.name not in OUTSIDE
    }


def rows(output: Path) -> dict[str, list[str]]:
    """Every row of every table, as text."""
    with Catalogue.open(Places(output).catalogue) as catalogue, catalogue.engine.connect() as connection:
        return {
            table.name: sorted(json.dumps(row._asdict(), sort_keys=True) for row in connection.execute(select(table)))
            for table in metadata.sorted_tables
        }


# ---- a kill ---------------------------------------------------------------------------------------------------------


class Killed(BaseException):
    """No `except Exception` stops it, as none stops a kill."""


PRIMITIVES = ("mkdir", "open", "write", "fsync", "replace", "rename", "link", "unlink", "rmdir", "ftruncate")


@contextmanager
def kill_at(limit: int | None, *, hard: bool = False) -> Iterator[list[str]]:
    """Lets `limit` primitives of the disk and statements of the database be done, and no more; a write is done by half.

    Yields the list of those done: (name and last part of the path). hard: the process ends on the spot, as by SIGKILL.
    """
    done: list[str] = []

    def step(what: str) -> None:
        if limit is not None and len(done) >= limit:
            if hard:
                os._exit(9)
            raise Killed(what)
        done.append(what)

    def patched(name: str) -> None:
        real = getattr(os, name)

        def primitive(*args: object, **options: object) -> object:
            is_reading = name == "open" and args[1] == os.O_RDONLY
            if name == "write" and len(done) == limit:
                real(args[0], memoryview(args[1])[: len(memoryview(args[1])) // 2])  # type: ignore[arg-type]
            if not is_reading:
                step(f"{name} {Path(str(args[0])).name}")
            return real(*args, **options)

        patch.setattr(os, name, primitive)

    def execute(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        step(statement.split("(")[0])

    def commit(_connection: object) -> None:
        step("COMMIT")

    with pytest.MonkeyPatch.context() as patch:
        for name in PRIMITIVES:
            patched(name)
        event.listen(Engine, "before_cursor_execute", execute)
        event.listen(Engine, "commit", commit)
        try:
            yield done
        finally:
            event.remove(Engine, "before_cursor_execute", execute)
            event.remove(Engine, "commit", commit)
