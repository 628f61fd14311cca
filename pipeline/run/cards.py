"""What passes between the stages of a run: small, frozen, and fit to be sent to another process."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.catalogue import Entry, Held, Mention, Placed, Version
from pipeline.ingest import Authorities, Intake
from pipeline.link import (
    REACH,
    Dateable,
    citations_of,
    date_in_words,
    dateable_of,
    held_of,
    mentions_of,
    own_key,
    placed_of,
    study,
)
from pipeline.model import Accession, Archive, Cable, CableDate, Decision, Finding, Frozen, Status
from pipeline.publish import Move, Quarantine, Verdict, Workroom

Name = tuple[str, str]
"""(collection, cable)"""


class Studied(Frozen):
    """A cable that was read, waiting in the workroom to be linked."""

    cable: Cable
    findings: tuple[Finding, ...]
    input_digest: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source: its line in the report, and what is to be done about it."""

    decision: Decision
    entry: Entry | None = None
    move: Move | None = None
    quarantine: Quarantine | None = None


@dataclass(frozen=True, slots=True)
class Linkable:
    """What the other cables of the run may need to know of one."""

    held: Held
    mentions: tuple[Mention, ...]
    dateable: Dateable

    @property
    def name(self) -> Name:
        return self.held.collection, self.held.cable


def linkable_of(cable: Cable) -> Linkable:
    return Linkable(held_of(cable), mentions_of(cable), dateable_of(cable))


@dataclass(frozen=True, slots=True)
class ReadBatch:
    number: int
    workroom: Workroom
    archive: Archive
    intakes: tuple[Intake, ...]
    authorities: dict[str, Authorities]
    standing: dict[Name, Entry]
    schemas: str
    """A digest of all schemas: what was checked against others is checked again."""


@dataclass(frozen=True, slots=True)
class Readings:
    """What a batch of sources gave: those that were decided on at once, and cables to link, which wait in `file`."""

    outcomes: tuple[Outcome, ...]
    linkable: tuple[Linkable, ...]
    file: Path
    intakes: dict[Name, Intake]


@dataclass(frozen=True, slots=True)
class Known:
    """What the archive holds that concerns the cables of one batch; answers as `link` asks."""

    by_number: dict[tuple[str, str], tuple[Held, ...]] = field(default_factory=dict)
    by_file: dict[str, tuple[Held, ...]] = field(default_factory=dict)
    citing_number: dict[tuple[str, str], tuple[Mention, ...]] = field(default_factory=dict)
    by_place: dict[tuple[str, int], tuple[Placed, ...]] = field(default_factory=dict)

    def held(self, keys: Iterable[tuple[str, str]]) -> list[Held]:
        return [h for key in keys for h in self.by_number.get(key, ())]

    def filed(self, numbers: Iterable[str]) -> list[Held]:
        return [h for number in numbers for h in self.by_file.get(number, ())]

    def citing(self, keys: Iterable[tuple[str, str]]) -> list[Mention]:
        return [m for key in keys for m in self.citing_number.get(key, ())]

    def beside(self, own: Placed) -> list[Placed]:
        places = range(own.place - REACH, own.place + REACH + 1)
        return [p for place in places for p in self.by_place.get((own.collection, place), ())]


@dataclass(frozen=True, slots=True)
class LinkBatch:
    workroom: Workroom
    file: Path
    intakes: dict[Name, Intake]
    known: Known
    standing: dict[Name, Entry]
    versions: dict[Name, tuple[Version, ...]]
    today: str
    """YYYY-MM-DD, for a new version."""


def input_digest(intake: Intake, archive: Archive, authorities: Authorities | None, software: str, schemas: str) -> str:
    """SHA-256 of all that the outcome of a source depends on, but for the other cables."""
    parts = (
        intake.sha256 or "",
        intake.accession.model_dump_json(),
        archive.model_dump_json(),
        authorities.digest if authorities else "",
        "|".join(f.code.value for f in intake.findings),
        software,
        schemas,
    )
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def entry_of(
    cable: Cable, studied: Cable | None = None, *, input_digest: str = "", version: int = 1, record_sha256: str | None = None
) -> Entry:
    """What the catalogue keeps of a published cable. studied: as it was before it was linked; else it is studied anew."""
    said = cable.date or CableDate()
    placed = placed_of(studied or study(cable))
    return Entry(
        cable=cable.id,
        collection=cable.accession.collection,
        path=cable.accession.path,
        source_sha256=cable.source.sha256,
        input_digest=input_digest,
        state="published",
        version=version,
        uri=cable.uri,
        form=cable.form.value,
        title=cable.title,
        when=said.when,
        not_before=said.not_before,
        not_after=said.not_after,
        record_sha256=record_sha256,
        file_number=held_of(cable).file_number,
        place=placed.place if placed else None,
        own_day=placed.day if placed else None,
        key=own_key(cable),
        citations=citations_of(cable),
    )


def waiting_entry(accession: Accession, cable_id: str, sha256: str | None, was: Entry | None, digest: str) -> Entry:
    """What the catalogue keeps of a source that waits in quarantine; a version that stands published stays known."""
    came = {"path": accession.path, "source_sha256": sha256, "input_digest": digest, "state": "quarantined"}
    if was is not None:
        return was.model_copy(update=came)
    blank = {"version": 0, "uri": "", "form": "", "title": ""}
    return Entry.model_validate({"cable": cable_id, "collection": accession.collection, **came, **blank})


def lost(intake: Intake, findings: tuple[Finding, ...], was: Entry | None) -> Outcome:
    """The outcome of a source of which there are no bytes to keep."""
    return Outcome(decision_on_source(intake, Status.LOST, findings, was))


def decision_on(cable: Cable, verdict: Verdict, findings: tuple[Finding, ...]) -> Decision:
    """The line of the report on a cable that was read."""
    return Decision(
        cable=cable.id,
        collection=cable.accession.collection,
        path=cable.accession.path,
        sha256=cable.source.sha256,
        status=verdict.status,
        version=verdict.version or None,
        cause=verdict.cause,
        title=cable.title,
        date=date_in_words(cable.date) if cable.date else "",
        form=cable.form.value,
        findings=findings,
    )


def decision_on_source(
    intake: Intake, status: Status, findings: tuple[Finding, ...], was: Entry | None = None, cause: str = ""
) -> Decision:
    """The line of the report on a source that was not read, or is as it was."""
    said = CableDate(when=was.when, not_before=was.not_before, not_after=was.not_after) if was else CableDate()
    return Decision(
        cable=intake.cable_id,
        collection=intake.accession.collection,
        path=intake.accession.path,
        sha256=intake.sha256,
        status=status,
        version=(was.version or None) if was else None,
        cause=cause,
        title=was.title if was else "",
        date=date_in_words(said),
        form=was.form if was else "",
        findings=findings,
    )
