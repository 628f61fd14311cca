"""The nouns of the catalogue: what it keeps of a cable, and what it answers. No database is needed to import them."""

from __future__ import annotations

from typing import Literal, NamedTuple, Self

from pydantic import Field

from pipeline.model import CableKey, Finding, Frozen, Run, Status

CABLE_ID = r"^[A-Za-z_][A-Za-z0-9_.-]*$"
COLLECTION = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"
SHA256 = r"^[0-9a-f]{64}$"


class Citation(Frozen):
    """A reference of a cable to another cable, as it is looked up from the other side."""

    ref: str
    """The reference's id in the citing cable: `r1`."""
    key: CableKey
    text: str
    """The words of the citation."""


class Entry(Frozen):
    """All that the catalogue keeps of one cable between runs; (collection, cable) is its name."""

    cable: str = Field(pattern=CABLE_ID)
    collection: str = Field(pattern=COLLECTION)
    path: str
    source_sha256: str | None
    """Of the bytes that came in last, published or not."""
    input_digest: str
    """Of all that the outcome depends on; the same digest needs no second reading. Empty: unknown."""
    state: Literal["published", "quarantined"]
    """What became of the bytes that came in last: a cable may be quarantined while an earlier version stays published."""
    version: int = Field(ge=0)
    """The version that stands published; 0: none."""
    uri: str
    form: str
    title: str
    when: str | None = None
    not_before: str | None = None
    not_after: str | None = None
    record_sha256: str | None = None
    """Of the published JSON record."""
    file_number: str | None = None
    """Canonical."""
    place: int | None = None
    """Its number in an edition whose documents stand in the order of their dates."""
    own_day: str | None = None
    """YYYY-MM-DD: the day that its own text gives it, printed or inferred, without other cables."""
    key: CableKey | None = None
    citations: tuple[Citation, ...] = ()

    @property
    def name(self) -> tuple[str, str]:
        return self.collection, self.cable


class Version(Frozen):
    """One published version of a cable."""

    n: int = Field(ge=0)
    run: str
    """The run that published it; empty where a rebuilt catalogue could not tell."""
    date: str
    """YYYY-MM-DD."""
    cause: str
    files: dict[str, str]
    """Suffix → SHA-256; empty where a rebuilt catalogue could not tell."""


class Card(NamedTuple):
    """What one run has to say of one cable: its entry, the versions to add, and all its findings as they now stand."""

    entry: Entry
    versions: tuple[Version, ...] = ()
    findings: tuple[Finding, ...] = ()


class RunSummary(Frozen):
    """A run as the index of runs shows it."""

    id: str
    started: str
    finished: str
    software: str
    source: str
    counts: dict[Status, int]
    message: str
    report_sha256: str

    @classmethod
    def of(cls, run: Run, message: str, report_sha256: str) -> Self:
        return cls(
            id=run.id,
            started=run.started,
            finished=run.finished,
            software=run.software,
            source=run.source,
            counts=run.counts,
            message=message,
            report_sha256=report_sha256,
        )


class Held(NamedTuple):
    """A published cable, as one that cites it may find it: by its key or by its file number."""

    collection: str
    cable: str
    uri: str
    key: CableKey | None
    file_number: str | None
    form: str
    title: str
    when: str | None
    not_before: str | None
    not_after: str | None


class Placed(NamedTuple):
    """A published cable at its place in an edition, as its neighbours find it."""

    collection: str
    cable: str
    place: int
    day: str | None
    """Of its own: YYYY-MM-DD."""


class Mention(NamedTuple):
    """A citation of `key` in another cable, which is named."""

    collection: str
    cable: str
    uri: str
    ref: str
    key: CableKey
    text: str
