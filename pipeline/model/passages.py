"""The passages of a cable, and what is to be said of their stretches."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from pipeline.model.evidence import Evidence, Frozen


class MarkKind(StrEnum):
    NOTE = "note"
    """Zero-width: a note is anchored here; `value` is the note's id."""
    PAGE = "page"
    """Zero-width: a page begins here; `value` is its number."""
    LINE = "line"
    """Zero-width: the printed line ends here, where lines matter (datelines, signatures)."""
    REFERENCE = "reference"
    """`value` is the reference's id."""
    PERSON = "person"
    ROLE = "role"
    ORGANISATION = "organisation"
    PLACE = "place"
    TERM = "term"
    """`value` of the four above and this is the authority's identifier, or empty."""
    DATE = "date"
    """`value` is the date as W3CDTF, or empty where the words give no certain day."""
    FILE_NUMBER = "file-number"
    """`value` is the canonical form."""
    ADDED = "added"
    """Words that the editors put in: "[Washington,]"."""
    SIC = "sic"
    """A word that the editors say is as it was: "recieved [sic]"."""
    GAP = "gap"
    """Words that are left out: ". . . ."; `value` is the reason, and how much where it is said: "not-declassified 2.5 line"."""
    LABEL = "label"
    """A printed label: "(a)" of an item, "SUBJECT"; with the value "message-number" the number that opens a telegram."""


class Mark(Frozen):
    """Something to say about a stretch of a passage's text: stand-off, in offsets of that text. Marks nest or are apart."""

    kind: MarkKind
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    value: str = ""
    evidence: Evidence


class BlockKind(StrEnum):
    SOURCE = "source"
    """The line that says where the paper is filed: "861.00/11630: Telegram"."""
    HEADING = "heading"
    DATELINE = "dateline"
    OPENER = "opener"
    """Other matter before the text: classification and precedence lines, "[Extract]", subject and participants."""
    SALUTE = "salute"
    PARAGRAPH = "paragraph"
    LIST = "list"
    """Its items are its `blocks`."""
    ITEM = "item"
    TABLE = "table"
    """Its rows are its `blocks`, and theirs its cells."""
    ROW = "row"
    CELL = "cell"
    QUOTE = "quote"
    PAGE = "page"
    """A page that begins between two blocks; its mark holds the number."""
    CLOSER = "closer"
    SIGNED = "signed"
    POSTSCRIPT = "postscript"
    DIVISION = "division"
    """An enclosure, attachment or titled part: its first block is its heading."""


class Block(Frozen):
    """A passage of the cable in reading order."""

    kind: BlockKind
    text: str = ""
    marks: tuple[Mark, ...] = ()
    n: str = ""
    """The label of an item, without brackets: "a"; of a numbered paragraph: "3"."""
    n_evidence: Evidence | None = None
    """Set where `n` does not stand in the text but was inferred."""
    blocks: tuple[Block, ...] = ()
    evidence: Evidence


class Note(Frozen):
    """A note at the foot of the page or the end of the text."""

    id: str = Field(pattern=r"^n\d+$")
    """The order in which notes are listed, from `n1`."""
    n: str
    """The number as its marker printed it: "26"; inferred where `n_evidence` says so."""
    listed: str = ""
    """The label of the text in the list of notes: "2"."""
    n_evidence: Evidence | None = None
    is_anchored: bool
    """False where the marker is lost from the text."""
    text: str
    marks: tuple[Mark, ...] = ()
    evidence: Evidence
