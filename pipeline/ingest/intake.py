"""The nouns of the room: a source as found, what was found in all, and what stops one from being read."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from pipeline.codes import Code
from pipeline.model import Accession, Archive, Decision, Finding, Where

MAX_CABLE_BYTES = 8 * 1024 * 1024
"""What one cable may have. The longest document of Foreign Relations has under 1 MB."""

MAX_LIST_BYTES = 64 * 1024 * 1024
"""What a manifest or an authority list may have: some 300,000 rows."""


Remark = tuple[Code, dict[str, object]]
"""A code and the values of its sentence, where it is not yet known which cable they concern."""


def finding_of(remark: Remark, path: str, cable: str | None = None, subject: str = "") -> Finding:
    """The finding that a remark on the source at `path` becomes."""
    code, values = remark
    message, where = code.message(**values), Where(path=path)
    return Finding(code=code, severity=code.severity, message=message, cable=cable, where=where, subject=subject)


class Authority(NamedTuple):
    """One row of `persons.csv` or `terms.csv`."""

    id: str
    name: str
    """The name of a person, or the term."""
    note: str


@dataclass(frozen=True, slots=True)
class Authorities:
    """The lists that apply to a folder: its own, or of each list that it lacks the nearest above."""

    persons: tuple[Authority, ...]
    terms: tuple[Authority, ...]
    digest: str
    """SHA-256 of the rows: the same whatever the line ends, the quoting or the encoding of the files."""


@dataclass(frozen=True, slots=True)
class Intake:
    """One source as found, not yet read. It can be pickled and read in another process of the same machine."""

    cable_id: str
    accession: Accession
    container: Path
    """The file on disk: the source itself, the zip that holds it, or the tar (unpacked to the spool where compressed)."""
    member: str | None
    """The name within an archive."""
    sha256: str | None
    """None where not even the bytes could be read."""
    size: int
    """In bytes."""
    authorities: str = ""
    """The key into `Discovery.authorities`; empty: no list applies."""
    findings: tuple[Finding, ...] = ()
    """With an error among them the source is not read: its bytes are quarantined, or it is reported lost without a digest."""
    offset: int | None = None
    """Of a member: where its header stands in a zip, where its bytes stand in a tar."""


@dataclass(frozen=True, slots=True)
class Discovery:
    """All that was found under one source."""

    source: str
    """As the user named it."""
    archive: Archive
    intakes: tuple[Intake, ...]
    """Sorted by path."""
    set_aside: tuple[Decision, ...] = ()
    """What was there and is no source, sorted by path."""
    findings: tuple[Finding, ...] = ()
    """Those of the run: folders, archives, manifests, authority lists."""
    authorities: dict[str, Authorities] = field(default_factory=dict)
    """By folder; the ingested folder itself is "."."""


class SourceFault(Exception):
    """A source cannot be read any more; `finding` says why."""

    code = Code.UNREADABLE_INPUT

    def __init__(self, intake: Intake, reason: str = "") -> None:
        where = Where(path=intake.accession.path)
        self.finding = Finding.of(self.code, cable=intake.cable_id, where=where, reason=reason)
        super().__init__(self.finding.message)


class InputGone(SourceFault):
    """The file was there when the run began."""

    code = Code.VANISHED_INPUT


class ChangedInput(SourceFault):
    """The bytes are not those that were found."""

    code = Code.CHANGED_INPUT
