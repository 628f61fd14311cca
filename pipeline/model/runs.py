"""What is to be said of a cable or a run, and what a run did."""

from __future__ import annotations

import hashlib
from enum import StrEnum
from functools import cached_property

from pydantic import Field

from pipeline.codes import Code, Severity
from pipeline.model.evidence import Frozen, Span


class Where(Frozen):
    """The place that a finding speaks of; every part that is known."""

    path: str = ""
    """The source or file, below its folder."""
    line: int | None = None
    """From 1."""
    span: Span | None = None
    """Into the decoded source."""
    xpath: str | None = None


class Finding(Frozen):
    """Something an archivist should know. An error keeps a cable out of `published/`."""

    code: Code
    severity: Severity
    message: str
    cable: str | None = None
    """The cable's id; None for what concerns a run."""
    where: Where = Where()
    subject: str = ""
    """What the finding is about, in few stable words: it distinguishes findings of one code in one cable."""

    @classmethod
    def of(
        cls, code: Code, cable: str | None = None, where: Where | None = None, subject: str = "", **values: object
    ) -> Finding:
        """A finding whose message is the code's sentence, filled with `values`."""
        return cls(
            code=code,
            severity=code.severity,
            message=code.message(**values),
            cable=cable,
            where=where or Where(),
            subject=subject,
        )

    @cached_property
    def fingerprint(self) -> str:
        """The same across runs for the same matter: of code, cable (or path) and subject; not of lines or versions."""
        matter = "\0".join((self.code.value, self.cable or self.where.path, self.subject))
        return hashlib.sha256(matter.encode()).hexdigest()[:16]


class Status(StrEnum):
    """What became of one source in a run."""

    PUBLISHED = "published"
    REPUBLISHED = "republished"
    UNCHANGED = "unchanged"
    QUARANTINED = "quarantined"
    WAITING = "waiting"
    """In quarantine as before, its source unchanged."""
    SET_ASIDE = "set aside"
    """Not a source: a README, a hidden file, an authority list; or a copy of one that was read."""
    LOST = "lost"
    """Could not be read at all: no bytes to keep."""


class Decision(Frozen):
    """One line of a run: a source and what became of it."""

    cable: str
    collection: str
    path: str
    sha256: str | None
    status: Status
    version: int | None = None
    """The version that stands published after the run."""
    cause: str = ""
    title: str = ""
    date: str = ""
    """As a reader would say it: "1936-08-27", "after 1936-08-24"."""
    form: str = ""
    findings: tuple[Finding, ...] = ()


class Run(Frozen):
    """One ingest, as reported: `output/reports/ID/report.json`."""

    id: str = Field(pattern=r"^\d{8}T\d{6}Z(-\d+)?$")
    """The moment of its start in UTC; a second run in that second gets `-2`."""
    started: str
    finished: str
    """ISO 8601 in UTC, to the second."""
    software: str
    schemas: dict[str, str]
    """File name → SHA-256 of each schema that the outputs were checked against."""
    source: str
    """What was ingested, as the user named it."""
    output: str
    counts: dict[Status, int]
    severities: dict[Severity, int]
    decisions: tuple[Decision, ...]
    findings: tuple[Finding, ...] = ()
    """Those of the run itself: the manifest, the archive, the folder."""
    recovered: tuple[str, ...] = ()
    """Runs that had been cut off and were completed before this one."""


class LedgerEntry(Frozen):
    """One line of `output/ledger.jsonl`. `hash` is the SHA-256 of the entry's canonical JSON without `hash`; `previous` is the
    `hash` of the line before (64 zeros for the first), so that no line can be changed, added or taken out unseen."""

    run: str
    time: str
    source: str
    counts: dict[Status, int]
    changed: int
    """How many cables were published or republished."""
    message: str
    """For a reader: "2 published, 1 quarantined", "nothing changed"."""
    report_sha256: str
    published: tuple[tuple[str, int, str], ...]
    """(COLLECTION/ID, version, SHA-256 of the JSON record) of each cable published by this run."""
    previous: str
    hash: str = ""
