"""What a cable says of itself: its form, its correspondents, its number, its date, where it is kept."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from pipeline.model.evidence import Certainty, Evidence, Frozen, Reading


class Form(StrEnum):
    """The documentary form, as the editors of Foreign Relations name it."""

    TELEGRAM = "telegram"
    CIRCULAR_TELEGRAM = "circular telegram"
    AIRGRAM = "airgram"
    CIRCULAR_AIRGRAM = "circular airgram"
    DESPATCH = "despatch"
    INSTRUCTION = "instruction"
    LETTER = "letter"
    NOTE = "diplomatic note"
    AIDE_MEMOIRE = "aide-mémoire"
    MEMORANDUM = "memorandum"
    MEMORANDUM_OF_CONVERSATION = "memorandum of conversation"
    MINUTES = "minutes"
    REPORT = "report"
    PAPER = "paper"
    ESTIMATE = "intelligence estimate"
    MESSAGE = "message"
    STATEMENT = "statement"
    PRESS_RELEASE = "press release"
    TREATY = "treaty"
    RESOLUTION = "resolution"
    DIRECTIVE = "directive"
    CHRONOLOGY = "chronology"
    TABLE = "table"
    ENCLOSURE = "enclosure"
    EDITORIAL_NOTE = "editorial note"
    UNKNOWN = "unknown"


class Correspondent(Frozen):
    """One party at one end of the correspondence, told apart as far as the heading goes."""

    text: str
    """As printed: "The Chargé in the Soviet Union (Henderson)"."""
    person: Reading | None = None
    role: Reading | None = None
    organisation: Reading | None = None
    place: Reading | None = None
    """Where the person is accredited or the office stands, by the heading; the place of sending is `Cable.place`."""


class FilePart(Frozen):
    """One part of a file number and what it stood for in the schedule of the cable's own date."""

    name: str
    """class, country, second-country, subject, item, item-date"""
    value: str
    words: str | None = None
    source: str | None = None
    """The row that the words come from."""


class FileNumber(Frozen):
    """A number under which an office filed a paper."""

    text: str
    canonical: str
    scheme: str
    """The filing scheme: `decimal-1910`, `decimal-1950`, `unknown`…"""
    scheme_title: str = ""
    """In words: "Central Decimal File, 1910–49"."""
    parts: tuple[FilePart, ...] = ()
    evidence: Evidence

    @property
    def words(self) -> str:
        """The file class in words: "Internal affairs of states. Russia and the Soviet Union. Political affairs"."""
        return ". ".join(p.words for p in self.parts if p.words and not p.name.startswith("item"))


class CableDate(Frozen):
    """A moment or an interval, local to its place. Either `when`, or bounds, or only a text ("undated")."""

    text: str = ""
    """As printed; empty where nothing is printed."""
    when: str | None = Field(default=None, pattern=r"^\d{4}(-\d\d(-\d\d(T\d\d:\d\d)?)?)?$")
    """W3CDTF without zone, to the minute where the text gives it."""
    not_before: str | None = Field(default=None, pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")
    not_after: str | None = Field(default=None, pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")
    evidence: tuple[Evidence, ...] = ()
    """One for each witness: a dateline is one; an inference names its rule, reason and certainty."""

    @property
    def certainty(self) -> Certainty | None:
        """None for a printed date; of an inferred one the certainty of the first, deciding, witness."""
        return self.evidence[0].certainty if self.evidence else None

    @property
    def is_inferred(self) -> bool:
        return self.certainty is not None


class Keyword(Frozen):
    """A term of a closed or open vocabulary: classification, precedence, handling, subject, TAGS."""

    scheme: str = Field(pattern=r"^[A-Za-z-]+$")
    term: str
    evidence: Evidence


class KeptKind(StrEnum):
    """One level of where a paper is kept, from the repository down to the paper."""

    REPOSITORY = "repository"
    RECORD_GROUP = "record-group"
    COLLECTION = "collection"
    """Named files, papers or a series of them: "Central Files 1970–73", "Whitman File"."""
    LOT = "lot"
    ACCESSION = "accession"
    """Of a records center: "FRC 71 A 3470"."""
    JOB = "job"
    BOX = "box"
    FOLDER = "folder"
    VOLUME = "volume"
    FILE_NUMBER = "file-number"
    CROSS_FILED = "cross-filed"
    """Another file number, under which a copy or a sheet of reference was filed: "XR POL 30 NIGERIA"."""
    FILM = "film"
    SYMBOL = "symbol"
    """The number that the body which made the paper gave it: "US(P)/A/221"."""
    PUBLICATION = "publication"
    """A printed work from which the text was taken."""


class Kept(Frozen):
    """One level of where a paper is kept, as its source note or file line says it."""

    kind: KeptKind
    text: str
    """As printed: "Lot 64D563"; "Central Files"."""
    name: str
    """The name or number alone, in one spelling: "64 D 563"."""
    evidence: Evidence


class ActKind(StrEnum):
    """What was done with a paper, as its source note says."""

    DRAFTED = "drafted"
    CLEARED = "cleared"
    APPROVED = "approved"
    SIGNED = "signed"
    """Signed or initialed."""
    SENT = "sent"
    REPEATED = "repeated"
    """Repeated, relayed, passed or pouched to others."""
    RECEIVED = "received"


class Act(Frozen):
    """One act of drafting, clearing, approving, sending or receiving a paper."""

    kind: ActKind
    text: str
    """As printed: "cleared in draft with Rice and AID"."""
    names: tuple[str, ...] = ()
    """Those who did it or to whom it was sent: people, offices, posts, as printed."""
    evidence: Evidence


class RemarkKind(StrEnum):
    """What a sentence of a source note is about, where it is neither citation, markings nor an act."""

    COPY = "copy"
    """Where copies are kept or went."""
    PRINTED = "printed"
    """Where else the text is printed."""
    INSCRIPTION = "inscription"
    """What is written or stamped on the paper."""
    ATTACHMENT = "attachment"
    OCCASION = "occasion"
    """Place, hour, speakers and notes of a meeting or conversation."""
    SEE = "see"
    CITATION = "citation"
    """In parentheses: where what the sentence before speaks of is kept."""
    ACCOUNT = "account"
    """What the editors tell of the paper: who read it, what came of it."""


class Remark(Frozen):
    """A sentence of a source note that is kept in its own words."""

    kind: RemarkKind
    text: str
    evidence: Evidence
