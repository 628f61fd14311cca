"""The codes of findings: each declared once, with its severity, its sentence, and how to mend what it reports.

`docs/findings.md` is generated from this table, and `tests/test_codes.py` asserts that each code is raised by a fixture of its
own and by nothing that is well.
"""

from __future__ import annotations

from enum import StrEnum


class Severity(StrEnum):
    ERROR = "error"
    """Keeps the cable out of `published/`."""
    WARNING = "warning"
    NOTICE = "notice"


class Code(StrEnum):
    """A finding's code; `sentence` has a field in braces for each value of the case."""

    severity: Severity
    sentence: str
    mend: str

    def __new__(cls, value: str, severity: Severity, sentence: str, mend: str) -> Code:
        member = str.__new__(cls, value)
        member._value_ = value
        member.severity = severity
        member.sentence = sentence
        member.mend = mend
        return member

    def message(self, **values: object) -> str:
        """The sentence, filled. Raises KeyError when a value that it names is missing."""
        return self.sentence.format(**values)

    # -- ingest: the bytes and what was said of them --
    EMPTY_INPUT = (
        "empty-input", Severity.ERROR, "The file has no text: {size} bytes, none of them a letter or digit.",
        "Look for the text where the file came from; an interrupted copy is the usual cause.")  # fmt: skip
    BINARY_INPUT = (
        "binary-input", Severity.ERROR, "The file is not text but {what}.",
        "Convert it to plain text (for a PDF: `pdftotext -layout`) and ingest that.")  # fmt: skip
    TOO_LARGE = (
        "too-large", Severity.ERROR, "The file has {size} bytes, more than the {limit} that one cable may have.",
        "If it holds many cables, split it into one file each.")  # fmt: skip
    CONTROL_CHARACTERS = (
        "control-characters", Severity.WARNING, "{count} control characters ({which}) cannot stand in XML and were left out.",
        "Harmless if they are leftovers of a transfer; otherwise compare with the source.")  # fmt: skip
    ENCODING_ASSUMED = (
        "encoding-assumed", Severity.NOTICE, "The text is not UTF-8; it was read as {encoding} ({why}).",
        "If letters look wrong, save the file as UTF-8.")  # fmt: skip
    ENCODING_DAMAGED = (
        "encoding-damaged", Severity.ERROR,
        "{count} bytes are not valid {encoding}; the first is byte {offset} (0x{byte:02x}).",
        "Obtain an undamaged copy: what stood there is lost.")  # fmt: skip
    UNREADABLE_INPUT = (
        "unreadable-input", Severity.ERROR, "The file could not be read: {reason}.",
        "Give the user who runs the ingest the right to read it, and run again.")  # fmt: skip
    VANISHED_INPUT = (
        "vanished-input", Severity.ERROR, "The file was there when the run began and is gone.",
        "Ingest folders to which nobody is still writing; run again.")  # fmt: skip
    CHANGED_INPUT = (
        "changed-input", Severity.ERROR, "The file changed while the run was under way.",
        "Ingest folders to which nobody is still writing; run again.")  # fmt: skip
    UNSAFE_MEMBER = (
        "unsafe-member", Severity.ERROR, "The archive's member {name} was not read: {reason}.",
        "Pack the archive again with plain files under relative names.")  # fmt: skip
    ARCHIVE_BOMB = (
        "archive-bomb", Severity.ERROR, "The archive was not unpacked: {reason}.",
        "If it is well meant, unpack it by hand and ingest the folder.")  # fmt: skip
    BROKEN_ARCHIVE = (
        "broken-archive", Severity.ERROR, "The archive is damaged: {reason}.",
        "Obtain an undamaged copy; what could be read was ingested.")  # fmt: skip
    MANIFEST_MALFORMED = (
        "manifest-malformed", Severity.WARNING, "Line {line} of {manifest}: {reason}; the value was not used.",
        "Mend the line; the README shows a manifest.")  # fmt: skip
    MANIFEST_MISSING_FILE = (
        "manifest-missing-file", Severity.ERROR, "{manifest} names {name}, which is not there.",
        "Bring the file, or take its line out.")  # fmt: skip
    MANIFEST_DUPLICATE_ID = (
        "manifest-duplicate-id", Severity.ERROR, "{manifest} gives the id {id} to {names}.",
        "Give each source an id of its own; until then none of them is published.")  # fmt: skip
    AUTHORITY_MALFORMED = (
        "authority-malformed", Severity.WARNING, "Line {line} of {name}: {reason}; the line was not used.",
        "The columns are id,name,note (persons.csv) and id,term,note (terms.csv).")  # fmt: skip
    DUPLICATE_ID = (
        "duplicate-id", Severity.ERROR, "{names} would all become {id}.",
        "Give each an id of its own in the manifest; until then none of them is published.")  # fmt: skip
    DUPLICATE_SOURCE = (
        "duplicate-source", Severity.NOTICE, "The same bytes under the same id as {name}: read once.",
        "Nothing to do.")  # fmt: skip
    SET_ASIDE = (
        "set-aside", Severity.NOTICE, "Not ingested: {reason}.",
        "If it is a cable after all, give it another name.")  # fmt: skip

    # -- read: the text --
    NO_CABLE_RECOGNISED = (
        "no-cable-recognised", Severity.ERROR,
        "no cable recognised: no file number, heading, dateline or transmission header was found.",
        "If it is a cable, add the heading line that its edition prints.")  # fmt: skip
    NO_BODY = (
        "no-body", Severity.ERROR, "There is {what} but no text of a cable.",
        "Look for the text where the file came from.")  # fmt: skip
    TEXT_WITHHELD = (
        "text-withheld", Severity.NOTICE, "The edition names the document but does not print its text.",
        "Nothing to do.")  # fmt: skip
    CORRESPONDENTS_MISSING = (
        "correspondents-missing", Severity.NOTICE, "The heading does not say who wrote to whom.",
        "Nothing to do for minutes, papers and editorial notes; otherwise mend the heading.")  # fmt: skip
    DATE_INFERRED = (
        "date-inferred", Severity.NOTICE, "The text has no dateline; the date is inferred: {date}, because {because}.",
        "Add the dateline if the edition has one.")  # fmt: skip
    DATE_MISSING = (
        "date-missing", Severity.WARNING, "The text has no dateline and nothing that bounds its date.",
        "Add the dateline, or date_from and date_to in the manifest.")  # fmt: skip
    DATE_IMPOSSIBLE = (
        "date-impossible", Severity.WARNING, "{text} is no day of the calendar; no date was taken from it.",
        "Compare with the edition.")  # fmt: skip
    DATE_OUTSIDE_COLLECTION = (
        "date-outside-collection", Severity.WARNING, "The date {date} is outside its collection's {range}.",
        "Compare with the edition, or correct the manifest.")  # fmt: skip
    NOTE_UNANCHORED = (
        "note-unanchored", Severity.WARNING, "Note {n} has lost its marker in the text; it stands at the end.",
        "Put the marker back where the edition has it.")  # fmt: skip
    NOTE_NUMBER_INFERRED = (
        "note-number-inferred", Severity.NOTICE, "The number {n} of a note is inferred: {because}.",
        "Nothing to do.")  # fmt: skip
    MARKER_WITHOUT_NOTE = (
        "marker-without-note", Severity.WARNING, "The text has a marker {n} but there is no such note.",
        "Add the note from the edition.")  # fmt: skip
    PAGE_ORDER = (
        "page-order", Severity.WARNING, "Page {n} begins after page {before}.",
        "Compare the page labels with the edition.")  # fmt: skip
    PERSON_AMBIGUOUS = (
        "person-ambiguous", Severity.NOTICE, "“{name}” may be any of {ids} of the list of persons; it was not linked.",
        "Nothing to do, unless the list names one person twice.")  # fmt: skip
    LABELS_INFERRED = (
        "labels-inferred", Severity.NOTICE, "The labels {labels} of a list are inferred: {because}.",
        "Nothing to do.")  # fmt: skip
    PROBABLE_MISREADING = (
        "probable-misreading", Severity.NOTICE, "“{text}” is probably a misreading of “{likely}”; the text was left as it is.",
        "Compare with the edition and correct the source.")  # fmt: skip
    FILE_NUMBER_UNREAD = (
        "file-number-unread", Severity.NOTICE, "The file number {number} follows no known scheme; it was kept as it stands.",
        "Compare with the edition.")  # fmt: skip

    # -- link: the archive --
    REFERENCE_AMBIGUOUS = (
        "reference-ambiguous", Severity.NOTICE, "“{text}” may mean any of {candidates}; it was left unresolved.",
        "Nothing to do.")  # fmt: skip
    DATE_CONTRADICTED = (
        "date-contradicted", Severity.WARNING, "What dates this cable disagrees: {witnesses}.",
        "Compare with the edition; no date was taken from them.")  # fmt: skip

    # -- check: the files --
    XML_MALFORMED = (
        "xml-malformed", Severity.ERROR, "The file is not well-formed XML: {reason}.",
        "Publish the cable again from its source.")  # fmt: skip
    TEI_SCHEMA = (
        "tei-schema", Severity.ERROR, "Not valid against {schema}: {reason}",
        "If the file was edited by hand, undo that; if not, this is a fault of Cablegram: please report it.")  # fmt: skip
    TEI_RULE = (
        "tei-rule", Severity.ERROR, "{rule}: {reason}",
        "If the file was edited by hand, undo that; if not, this is a fault of Cablegram: please report it.")  # fmt: skip
    DC_SCHEMA = (
        "dc-schema", Severity.ERROR, "Not valid against {schema}: {reason}",
        "If the file was edited by hand, undo that; if not, this is a fault of Cablegram: please report it.")  # fmt: skip
    RECORD_SCHEMA = (
        "record-schema", Severity.ERROR, "Not valid against {schema}: {reason}",
        "If the file was edited by hand, undo that; if not, this is a fault of Cablegram: please report it.")  # fmt: skip
    TEXT_LOST = (
        "text-lost", Severity.ERROR,
        "{count} letters or digits of the source are not in the TEI; the first missing: “{missing}”.",
        "This is a fault of Cablegram: please report it with the source.")  # fmt: skip
    TEXT_ADDED = (
        "text-added", Severity.ERROR, "{count} letters or digits of the TEI are not in the source; the first added: “{added}”.",
        "This is a fault of Cablegram: please report it with the source.")  # fmt: skip
    FILES_DISAGREE = (
        "files-disagree", Severity.ERROR, "The {what} is {one} in {first} but {other} in {second}.",
        "Publish the cable again from its source.")  # fmt: skip
