"""Source notes and lines: where the paper is kept, how it was marked, who handled it. Worded as in Foreign Relations."""

from __future__ import annotations

import pytest

from pipeline.codes import Code
from pipeline.model import Cable, KeptKind, Span
from pipeline.read.sources.sourcenotes import SourceNote, read_source_line, read_source_note
from tests.read.rows import rows
from tests.read.texts import cable_of, codes, read_text

K = KeptKind
HEAD = "12. Telegram From the Embassy in Ruritania to the Department of State1\n\n"


def note_of(text: str) -> SourceNote:
    said = read_source_note(text, Span(0, len(text)))
    assert said is not None
    return said


def kept_of(note: SourceNote) -> list[tuple[KeptKind, str]]:
    return [(level.kind, level.name) for level in note.kept]


def cable_with(note: str) -> Cable:
    return cable_of(f"{HEAD}Strelsau, May 2, 1958—4 p.m.\n\nThe grain has come.\n\n  1. {note}\n")


HOLDINGS = [
    # The central files: a number by the decimal schedules, by subject, of the film.
    (
        "Department of State, Central Files, 711.52/5–258",
        [(K.REPOSITORY, "Department of State"), (K.COLLECTION, "Central Files"), (K.FILE_NUMBER, "711.52/5-258")],
    ),
    (
        "National Archives, RG 59, Central Files 1964–66, POL 27–3 RUR–US",
        [
            (K.REPOSITORY, "National Archives"),
            (K.RECORD_GROUP, "59"),
            (K.COLLECTION, "Central Files 1964–66"),
            (K.FILE_NUMBER, "POL 27-3 RUR-US"),
        ],
    ),
    (
        "National Archives, RG 59, Central Foreign Policy File, P810022–0417",
        [
            (K.REPOSITORY, "National Archives"),
            (K.RECORD_GROUP, "59"),
            (K.COLLECTION, "Central Foreign Policy File"),
            (K.FILM, "P810022-0417"),
        ],
    ),
    (
        "Department of State, Central Files, POL 7 RUR, XR POL 3 ZEN",
        [
            (K.REPOSITORY, "Department of State"),
            (K.COLLECTION, "Central Files"),
            (K.FILE_NUMBER, "POL 7 RUR"),
            (K.CROSS_FILED, "POL 3 ZEN"),
        ],
    ),
    # A number parted after its full stop; a number that goes by a name, whose comma parts nothing.
    ("Central Files, 501. BB/5–248", [(K.COLLECTION, "Central Files"), (K.FILE_NUMBER, "501.BB/5-248")]),
    ("Central Files, 123–Sapt, Rudolf", [(K.COLLECTION, "Central Files"), (K.FILE_NUMBER, "123-Sapt, Rudolf")]),
    ("Department of State/Central Files, 711.52/5–258", [
        (K.REPOSITORY, "Department of State"), (K.COLLECTION, "Central Files"), (K.FILE_NUMBER, "711.52/5-258"),
    ]),
    # Lots in every spelling are one; a folder, quoted or not; dates belong to the title before them.
    ("S/X Files: Lot 64 D 199", [(K.COLLECTION, "S/X Files"), (K.LOT, "64 D 199")]),
    ("S/X files, lot 64D199, “Basic Papers”", [(K.COLLECTION, "S/X files"), (K.LOT, "64 D 199"), (K.FOLDER, "Basic Papers")]),
    ("Strelsau Embassy Files: Lot 65–F–12", [(K.COLLECTION, "Strelsau Embassy Files"), (K.LOT, "65 F 12")]),
    (
        "XA Files: Lot 61 D 2, Memoranda to the Minister, October 1958",
        [(K.COLLECTION, "XA Files"), (K.LOT, "61 D 2"), (K.COLLECTION, "Memoranda to the Minister, October 1958")],
    ),
    # Libraries, agencies and records centers.
    (
        "Zenda Library, Security File, Country File, Ruritania, Vol. XII(A), Memos",
        [
            (K.REPOSITORY, "Zenda Library"),
            (K.COLLECTION, "Security File"),
            (K.COLLECTION, "Country File"),
            (K.FOLDER, "Ruritania"),
            (K.VOLUME, "XII"),
            (K.FOLDER, "Memos"),
        ],
    ),
    (
        "Central Intelligence Agency, Job 81–00123R, Box 4, Folder 7",
        [(K.REPOSITORY, "Central Intelligence Agency"), (K.JOB, "81–00123R"), (K.BOX, "4"), (K.FOLDER, "7")],
    ),
    (
        "Washington National Records Center, RG 84, Strelsau Files: FRC 67 A 44, Box CL 9",
        [
            (K.REPOSITORY, "Washington National Records Center"),
            (K.RECORD_GROUP, "84"),
            (K.COLLECTION, "Strelsau Files"),
            (K.ACCESSION, "FRC 67 A 44"),
            (K.BOX, "CL 9"),
        ],
    ),
    # The number that a delegation gave its own paper.
    ("XO Files: US(P)/A/77", [(K.COLLECTION, "XO Files"), (K.SYMBOL, "US(P)/A/77")]),
    # A printed work is one thing, whatever its commas; a committee's folder is no file number.
    ("Public Papers: Rassendyll, 1958, Book I, pp. 4–9", [(K.PUBLICATION, "Public Papers: Rassendyll, 1958, Book I, pp. 4–9")]),
    ("UN Files, Grain 12", [(K.COLLECTION, "UN Files"), (K.FOLDER, "Grain 12")]),
]  # fmt: skip


@pytest.mark.parametrize(("citation", "expected"), rows(HOLDINGS))
def test_where_a_paper_is_kept(citation: str, expected: list[tuple[KeptKind, str]]) -> None:
    assert kept_of(note_of(f"Source: {citation}. Secret.")) == expected
    assert kept_of(read_source_line(citation, Span(0, len(citation)))) == expected


@pytest.mark.parametrize("tail", ["", ": Telegram", ": Circular airgram"])
def test_the_form_at_the_end_of_a_line_is_no_level(tail: str) -> None:
    line = "XA Files: Lot 61 D 2" + tail
    assert kept_of(read_source_line(line, Span(0, len(line)))) == [(K.COLLECTION, "XA Files"), (K.LOT, "61 D 2")]


MARKINGS = [
    ("Secret.", [("classification", "secret")]),
    ("Top Secret; Priority; Exdis.", [("classification", "top secret"), ("precedence", "priority"), ("handling", "exdis")]),
    (
        "Confidential; Niact Immediate.",
        [("classification", "confidential"), ("precedence", "niact"), ("precedence", "immediate")],
    ),
    # Code words are handling, whatever they are; so is what nobody has listed.
    ("Secret; ELPHBERG.", [("classification", "secret"), ("handling", "elphberg")]),
    ("Secret; Official–Informal.", [("classification", "secret"), ("handling", "official informal")]),
    ("secret; limdis.", [("classification", "secret"), ("handling", "limdis")]),
    # That there is none is no marking; a sentence is none.
    ("No classification marking.", []),
    ("Secret meetings of the Cabinet were held on the grain.", []),
    ("Sapt told the King of it.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), rows(MARKINGS))
def test_markings(sentence: str, expected: list[tuple[str, str]]) -> None:
    note = note_of(f"Source: Department of State, Central Files, 711.52/5–258. {sentence} Drafted by Sapt.")
    assert [(k.scheme, k.term) for k in note.keywords] == expected
    assert [(a.kind.value, a.names) for a in note.acts] == [("drafted", ("Sapt",))]


ACTS = [
    ("Drafted by Sapt.", [("drafted", ("Sapt",))]),
    ("Drafted in XA on May 1.", [("drafted", ("XA",))]),
    ("Drafted on May 1 by Sapt and Tarlenheim.", [("drafted", ("Sapt", "Tarlenheim"))]),
    ("Drafted by Robert R. Sapt, Jr.", [("drafted", ("Robert R. Sapt, Jr.",))]),
    ("Drafted and signed by Sapt.", [("drafted", ("Sapt",)), ("signed", ("Sapt",))]),
    (
        "Drafted by Sapt (XA), cleared in draft with AID, S/X, and the Department of Defense, and approved by Tarlenheim.",
        [
            ("drafted", ("Sapt (XA)",)),
            ("cleared", ("AID", "S/X", "the Department of Defense")),
            ("approved", ("Tarlenheim",)),
        ],
    ),
    (
        "Drafted by Sapt; cleared by Hentzau, and with Strakencz; and approved by Tarlenheim who signed for the Minister.",
        [("drafted", ("Sapt",)), ("cleared", ("Hentzau", "Strakencz")), ("approved", ("Tarlenheim",))],
    ),
    ("Repeated to Paris and London.", [("repeated", ("Paris", "London"))]),
    ("Also sent to Zenda and repeated to Paris for the Minister.", [("sent", ("Zenda",)), ("repeated", ("Paris",))]),
    ("Transmitted in two sections and pouched to Rome.", [("sent", ()), ("repeated", ("Rome",))]),
    ("Sent for information.", [("sent", ())]),
    ("Received at 9:01 p.m.", [("received", ())]),
    # No act of the paper's own.
    ("Sapt sent a copy to the King.", []),
    ("The drafted text is lost.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), rows(ACTS))
def test_acts(sentence: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    note = note_of(f"Source: Department of State, Central Files, 711.52/5–258. Secret. {sentence}")
    assert [(a.kind.value, a.names) for a in note.acts] == expected
    assert len(note.remarks) == (not expected)


REMARKS = [
    ("The source text bears the King’s initials.", ["inscription"]),
    ("Another copy is in the Zenda Library. (Ibid., Elphberg Papers)", ["copy", "citation"]),
    ("Also printed in Grain of the World, vol. II, p. 4.", ["printed"]),
    ("The meeting was held in Col. Sapt’s office at 4 p.m. Attached but not printed is a map.", ["occasion", "attachment"]),
    ("See Document 4.", ["see"]),
    ("Sapt told the King of it (he did so on May 3. The King was glad.) and left.", ["account"]),
]


@pytest.mark.parametrize(("sentences", "expected"), rows(REMARKS))
def test_what_is_none_of_these_is_kept_in_its_own_words(sentences: str, expected: list[str]) -> None:
    note = note_of(f"Source: Department of State, Central Files, 711.52/5–258. Secret. {sentences}")
    assert [r.kind.value for r in note.remarks] == expected
    assert " ".join(r.text for r in note.remarks) == sentences


def test_every_statement_points_at_what_was_read() -> None:
    text = "Source: Department of State, Central Files,\n 711.52/5–258. Secret. Drafted by Sapt. See Document 4."
    note = note_of(text)
    said = [(level.text, level.evidence) for level in note.kept]
    said += [(act.text, act.evidence) for act in note.acts]
    said += [(remark.text, remark.evidence) for remark in note.remarks]
    assert len(said) == 5
    for words, evidence in said:
        (span,) = evidence.spans
        assert " ".join(text[span.start : span.end].split()) == words


@pytest.mark.parametrize("text", ["Not printed.", "The source: a letter.", "See Sources: I."])
def test_other_notes_are_none(text: str) -> None:
    assert read_source_note(text, Span(0, len(text))) is None


# ---- in a cable -----------------------------------------------------------------------------------------------------


def test_the_number_of_the_file_is_that_of_the_source_note() -> None:
    cable = cable_with("Source: Department of State, Central Files, 711.52/5–258. Secret.")
    assert cable.file_number is not None
    assert (cable.file_number.canonical, cable.file_number.evidence.rule) == ("711.52/5-258", "holdings.file-number")


def test_the_line_before_the_heading_goes_before_the_note() -> None:
    heading = HEAD.removeprefix("12. ")
    note = "Source: Department of State, Central Files, 711.52/6–358. Secret."
    cable = cable_of(f"711.52/5–258: Telegram\n\n{heading}The grain has come.\n\n  1. {note}\n")
    assert cable.file_number is not None
    assert cable.file_number.canonical == "711.52/5-258"


def test_a_number_of_no_scheme_is_kept_and_reported() -> None:
    _, findings = read_text(
        f"{HEAD}The grain has come.\n\n  1. Source: Department of State, Central Files, 711–grain. Secret.\n"
    )
    assert codes(findings) == [Code.FILE_NUMBER_UNREAD.value]


def test_a_term_of_opener_and_note_is_one_keyword() -> None:
    cable = cable_of(f"{HEAD}Secret\n\nThe grain has come.\n\n  1. Source: Zenda Library. Secret; Niact.\n")
    assert [(k.scheme, k.term) for k in cable.keywords] == [("classification", "secret"), ("precedence", "niact")]


RECEIPTS = [
    ("Received at 9:01 p.m.", "9:01 p.m.", "1958-05-02T21:01"),
    ("Received in the Department of State at 6:07 a.m. on May 3.", "6:07 a.m. on May 3", "1958-05-03T06:07"),
    ("Received May 3, 8 p.m.", "May 3, 8 p.m.", "1958-05-03T20:00"),
]


@pytest.mark.parametrize(("sentence", "text", "when"), rows(RECEIPTS))
def test_receipt(sentence: str, text: str, when: str) -> None:
    received = cable_with(f"Source: Zenda Library. Secret. {sentence}").received
    assert received is not None
    assert (received.text, received.when) == (text, when)


@pytest.mark.parametrize("label", ["[Source: {}]", "Source: {}"])
def test_a_paragraph_may_be_the_source_note(label: str) -> None:
    note = label.format("Zenda Library, Security File, Ruritania, vol. 3. Secret. 2 pages not declassified.")
    cable = cable_of(f"12. Telegram From the Embassy in Ruritania to the Department of State\n\n{note}\n")
    assert [(level.kind, level.name) for level in cable.kept][-1] == (K.VOLUME, "3")
    assert [k.term for k in cable.keywords] == ["secret"]


def test_a_line_that_names_files_says_where_the_paper_is_kept() -> None:
    cable = cable_of("XA Files: Lot 61 D 2\n\nThe Consul at Omsk (Ray) to the Secretary of State\n\nThe grain has come.\n")
    assert [(level.kind, level.name) for level in cable.kept] == [(K.COLLECTION, "XA Files"), (K.LOT, "61 D 2")]
    assert cable.file_number is None
