"""The nouns of Cablegram: what is read from a cable, what is said about it, and what a run did.

Every class is frozen and refuses unknown fields, so that what is published is exactly what is declared here;
`schemas/record.schema.json`, `report.schema.json` and `ledger.schema.json` are generated from these classes.

Two systems of offsets, both counted in characters:
- `Evidence.spans` point into `Source.text`, the decoded source: `source.text[start:end]` is what was read;
- a `Mark` has `start` and `end` in the `text` of the passage that it belongs to, where a zero-width mark
  (a page break, a note's anchor) stands for a label or marker that became markup.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from pipeline.codes import Code, Severity


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


# ---- provenance -----------------------------------------------------------------------------------------------------


class Span(NamedTuple):
    """Where something stands: the half-open interval of characters [start, end)."""

    start: int
    end: int

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type, handler: GetCoreSchemaHandler) -> CoreSchema:
        """One that is a Span already is taken as it is: reading makes very many."""
        schema = handler(source)
        or_made = core_schema.union_schema([core_schema.is_instance_schema(cls), schema], mode="left_to_right")
        return core_schema.json_or_python_schema(json_schema=schema, python_schema=or_made)


class Certainty(StrEnum):
    """TEI's teidata.certainty: how sure an inference is. What was read as printed has none."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    UNKNOWN = "unknown"


class Evidence(Frozen):
    """Why a reading says what it says. Two readings that differ only in their evidence are equal."""

    rule: str = Field(pattern=r"^[a-z-]+(\.[a-z-]+)+$")
    """The rule that read it: module and rule, as `datelines.date`."""
    spans: tuple[Span, ...] = ()
    """Into `Source.text`; the first is the passage itself, the others what confirmed it."""
    certainty: Certainty | None = None
    """None where the text says so itself; set where it was inferred."""
    because: str = ""
    """For what was inferred: the reason, in a sentence for an archivist."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Evidence)

    def __hash__(self) -> int:
        return hash(Evidence)


class Reading(Frozen):
    """One thing that the text says, in its own words."""

    text: str
    evidence: Evidence
    ref: str | None = None
    """The identifier in the authority list that was matched, e.g. `p_HLW1`."""


# ---- where a cable comes from ---------------------------------------------------------------------------------------


class Archive(Frozen):
    """Who publishes, and under which addresses: the settings of an ingest (`cablegram.toml` beside the sources)."""

    publisher: str = "Cablegram"
    base_uri: str | None = Field(default=None, pattern=r"^https?://[^\s]+/$")
    """A cable's landing URI is `base_uri` + collection + "/" + id; without one it is a `urn:uuid:` of the same name."""
    language: str = Field(default="en", pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")
    """BCP 47."""
    rights: str = "http://rightsstatements.org/vocab/UND/1.0/"
    """The rights statement of a source whose manifest gives none: a URI alone."""


class Accession(Frozen):
    """What the archive says of one source: its row in `manifest.csv`, or the defaults."""

    path: str
    """Below the ingested folder, with `/`; a member of an archive as `letters.zip/1936/195.txt`."""
    id: str | None = None
    collection: str
    collection_title: str = ""
    date_from: str | None = Field(default=None, pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")
    date_to: str | None = Field(default=None, pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")
    rights: str = ""
    citation: str = ""
    """Where the text was printed or is kept, as a bibliography would say it."""


class Source(Frozen):
    """The text as it came, decoded, its line ends made `\\n`."""

    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    """Of the bytes as they came."""
    size: int = Field(ge=0)
    """In bytes."""
    encoding: str
    """The name Python knows it by: utf-8, utf-16-le, cp1252, mac-roman…"""
    text: str


# ---- what a cable says ----------------------------------------------------------------------------------------------


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


# ---- references -----------------------------------------------------------------------------------------------------


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


# ---- the cable ------------------------------------------------------------------------------------------------------


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


# ---- findings and runs ----------------------------------------------------------------------------------------------


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
