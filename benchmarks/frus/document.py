"""The nouns: a volume, its documents, the raw text of each, and the truth that its editors encoded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

CONTEXT = 16
"""How many letters and digits before a note tell its place."""


class Form(StrEnum):
    """How a copy of a document lost its markup."""

    WEB = "web"
    """Copied from a web page: dateline and signature lost, notes in a list from 1, labels of a list on lines of their own."""
    FLAT = "flat"
    """One line a block; items and notes begin with a hyphen."""
    FULL = "full"
    """As a careful editor's plain text: with all that is printed, blank lines between the blocks."""


class Entry(NamedTuple):
    """A line of a volume's list of persons or of terms."""

    id: str
    name: str
    note: str


class PrintedNote(NamedTuple):
    text: str
    before: str
    """The last 16 letters and digits before its marker."""
    is_lost_on_web: bool
    """Its marker stands in a dateline or a signature."""


class Mention(NamedTuple):
    name: str
    id: str
    """In the volume's list of persons; empty: the editors did not say who is meant."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What the editors encoded in a document. None and empty: nothing; a reading is then neither right nor wrong."""

    source: str | None = None
    """The line over the heading: "851.51/2201: Telegram"."""
    senders: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    place: str | None = None
    when: str | None = None
    """As in TEI's @when: a date, or a date and a time."""
    signed: tuple[str, ...] = ()
    notes: tuple[PrintedNote, ...] = ()
    pages: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    """VOLUME#dN, VOLUME#dNfnM, VOLUME#pg_N or VOLUME."""
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    id: str
    """VOLUME/dN."""
    volume: str
    texts: Mapping[Form, str]
    truth: Truth


@dataclass(frozen=True, slots=True)
class Volume:
    id: str
    title: str
    persons: tuple[Entry, ...]
    terms: tuple[Entry, ...]
    documents: tuple[Document, ...]
