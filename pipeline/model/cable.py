"""The cable."""

from __future__ import annotations

from pydantic import Field

from pipeline.model.accession import Accession, Archive, Source
from pipeline.model.evidence import Frozen, Reading
from pipeline.model.passages import Block, Note
from pipeline.model.references import Reference
from pipeline.model.said import Act, CableDate, Correspondent, FileNumber, Form, Kept, Keyword, Remark


class Revision(Frozen):
    """One published version of a cable."""

    n: int = Field(ge=1)
    date: str = Field(pattern=r"^\d{4}-\d\d-\d\d$")
    cause: str
    """Why there is a new version: "first published", "source corrected", "dated by moscow-1936-203"…"""


class Cable(Frozen):
    """One cable as read: the published JSON record. From it alone each other format is written."""

    id: str = Field(pattern=r"^[A-Za-z_][A-Za-z0-9_.-]*$")
    uri: str
    software: str
    """Name and version of what read it: "cablegram 0.1.0"."""
    archive: Archive
    accession: Accession
    source: Source
    form: Form
    title: str
    file_number: FileNumber | None = None
    document_number: Reading | None = None
    """The number of the document in its edition: "40" of "40. Telegram From…"."""
    message_number: Reading | None = None
    """The serial of the message: "195"; series keep their name: "Secto 132"."""
    sent_by: tuple[Correspondent, ...] = ()
    sent_to: tuple[Correspondent, ...] = ()
    place: Reading | None = None
    """Of sending, by the dateline."""
    date: CableDate | None = None
    received: CableDate | None = None
    keywords: tuple[Keyword, ...] = ()
    kept: tuple[Kept, ...] = ()
    """Where the paper is kept, from the repository down."""
    acts: tuple[Act, ...] = ()
    remarks: tuple[Remark, ...] = ()
    """What else the source note says."""
    blocks: tuple[Block, ...] = ()
    notes: tuple[Note, ...] = ()
    references: tuple[Reference, ...] = ()
    revisions: tuple[Revision, ...] = ()
