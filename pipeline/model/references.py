"""What a cable cites, and what became of it."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from pydantic import Field

from pipeline.model.evidence import Evidence, Frozen
from pipeline.model.said import Form


class CableKey(NamedTuple):
    """What a cable is known by when another one cites it: who to whom, number, day. Posts in the names of `posts.csv`."""

    sender: str
    """The post or office: "Moscow", "Department of State"."""
    recipient: str
    number: str
    day: str | None
    """YYYY-MM-DD, or None where the citation gives no certain day."""


class ReferenceKind(StrEnum):
    CABLE = "cable"
    FILE_NUMBER = "file-number"
    DOCUMENT = "document"
    NOTE = "note"
    PAGE = "page"
    VOLUME = "volume"


class Outcome(StrEnum):
    RESOLVED = "resolved"
    EXTERNAL = "external"
    """Its address is known, but it is not held here."""
    NOT_HELD = "not-held"
    NOT_PRINTED = "not-printed"
    """The edition says so."""
    AMBIGUOUS = "ambiguous"
    BROKEN = "broken"


class Reference(Frozen):
    """A passage that points at another paper, and what became of following it."""

    id: str = Field(pattern=r"^r\d+$")
    kind: ReferenceKind
    text: str
    key: CableKey | None = None
    """Of a cable: what it is looked up by."""
    form: Form | None = None
    """Of a cable: the form that the citation names."""
    date: str | None = None
    """The cited date, W3CDTF, its year inferred where the words have none."""
    file_number: str | None = None
    """Canonical: the cited number itself, or the one that a note gives for the cited cable."""
    note: str | None = None
    """The id of the note that speaks of it."""
    outcome: Outcome
    reason: str
    """Why the outcome is what it is, in a sentence."""
    target: str | None = Field(default=None, pattern=r"^[a-z][a-z0-9+.-]*:[^\s]+$")
    """A URI, only where one is certain."""
    candidates: tuple[str, ...] = ()
    """Of an ambiguous reference: the URIs of all."""
    evidence: Evidence
