"""What stands before the text: file line, heading, dateline, markings, subject, brackets, number, salute."""

from __future__ import annotations

import pytest

from pipeline.model import BlockKind, Form, MarkKind
from tests.read.texts import cable_of, codes, kinds, marked, read_text, texts_of

HEADING = "The Consul at Omsk (Ray) to the Secretary of State"
BODY = "The grain that was bought in the spring has left the harbor."


def page(*lines: str) -> str:
    return "\n\n".join([*lines, BODY]) + "\n"


FILE_LINES = [
    ("861.24/88: Telegram", "861.24/88", Form.TELEGRAM),
    ("861.24/88 : Telegram", "861.24/88", Form.TELEGRAM),
    ("861.24/88; Telegram", "861.24/88", Form.TELEGRAM),
    ("861.24/88", "861.24/88", Form.UNKNOWN),
    ("File No. 861.24/88", "861.24/88", Form.UNKNOWN),
    ("File No. 3767/5", "3767/5", Form.UNKNOWN),
    ("861.24/88: Circular telegram", "861.24/88", Form.CIRCULAR_TELEGRAM),
    ("861.24/88: Airgram", "861.24/88", Form.AIRGRAM),
    ("861.24/88a Suppl.: Telegram", "861.24/88a Suppl.", Form.TELEGRAM),
    ("861.24/88½: Telegram", "861.24/88½", Form.TELEGRAM),
    ("861.24/5–2550: Telegram", "861.24/5-2550", Form.TELEGRAM),
    ("740.0011 European War 1939/88: Telegram", "740.0011 European War 1939/88", Form.TELEGRAM),
    ("861.24/88: telegram", "861.24/88", Form.TELEGRAM),
    ("711.61 Grain/88: Telegram", None, Form.TELEGRAM),
]
"""None: a line that is a file number's, though no scheme known here; it is kept as it stands."""


@pytest.mark.parametrize(("line", "number", "form"), FILE_LINES, ids=[line for line, _, _ in FILE_LINES])
def test_file_lines(line: str, number: str | None, form: Form) -> None:
    cable = cable_of(page(line, HEADING))
    assert cable.file_number is not None
    assert cable.file_number.canonical == (number or "711.61 Grain/88")
    assert cable.form is form
    assert texts_of(cable, BlockKind.SOURCE) == [line]
    assert texts_of(cable, BlockKind.HEADING) == [HEADING]
    assert texts_of(cable, BlockKind.PARAGRAPH) == [BODY]
    assert [text for text, _ in marked(cable, MarkKind.FILE_NUMBER)] == [cable.file_number.text]


def test_an_unread_file_number_is_reported_and_kept() -> None:
    cable, findings = read_text(page("861.24.5/88: Telegram", HEADING))
    assert cable is not None
    assert cable.file_number is not None
    assert (cable.file_number.text, cable.file_number.scheme) == ("861.24.5/88", "unknown")
    assert codes(findings) == ["file-number-unread"]


MARKINGS = [
    ("top secret", [("classification", "top secret")]),
    ("Top Secret", [("classification", "top secret")]),
    ("SECRET", [("classification", "secret")]),
    ("[Secret]", [("classification", "secret")]),
    ("confidential", [("classification", "confidential")]),
    ("top secret\u2003\u2003priority", [("classification", "top secret"), ("precedence", "priority")]),
    ("Secret; Priority", [("classification", "secret"), ("precedence", "priority")]),
    ("secret, niact, exdis", [("classification", "secret"), ("precedence", "niact"), ("handling", "exdis")]),
    ("Strictly confidential", [("classification", "strictly confidential")]),
    ("Limited Official Use", [("classification", "limited official use")]),
    ("US urgent", [("precedence", "us urgent")]),
    ("Plain", [("classification", "plain")]),
    ("Secret; Immediate; Nodis; Eyes Only", [
        ("classification", "secret"), ("precedence", "immediate"), ("handling", "nodis"), ("handling", "eyes only"),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("line", "terms"), MARKINGS, ids=[line for line, _ in MARKINGS])
def test_markings(line: str, terms: list[tuple[str, str]]) -> None:
    cable = cable_of(page("861.24/88: Telegram", HEADING, line))
    assert sorted((k.scheme, k.term) for k in cable.keywords) == sorted(terms)
    assert texts_of(cable, BlockKind.OPENER) == [" ".join(line.split())]


NO_MARKINGS = [
    "The matter is secret",
    "Secret agents were seen at the harbor",
    "A priority of the harbor master",
    "Personal and plain words were used",
]
"""Lines of a text that say more than a marking does."""


@pytest.mark.parametrize("line", NO_MARKINGS)
def test_no_markings(line: str) -> None:
    cable = cable_of(page("861.24/88: Telegram", HEADING, line))
    assert cable.keywords == ()
    assert texts_of(cable, BlockKind.PARAGRAPH) == [line, BODY]


SUBJECTS = [
    ("SUBJECT\nGrain at Omsk", "Grain at Omsk"),
    ("SUBJECT: Grain at Omsk", "Grain at Omsk"),
    ("Subject: Grain at Omsk", "Grain at Omsk"),
    ("- SUBJECT\n- Grain at Omsk", "Grain at Omsk"),
    ("RE: Grain at Omsk", "Grain at Omsk"),
    ("SUBJECT\nGrain\nHarvest\nPARTICIPANTS\nMr. Ray", "Grain; Harvest"),
    ("- SUBJECT\n- 1. Grain\n- 2. Harvest\n- PARTICIPANTS\n- Mr. Ray", "1. Grain; 2. Harvest"),
    ("Participants:\tMr. Ray\n\n\tMr. Orlov\n\nSubject: Grain", "Grain"),
    ("SUBJECT\nGrain at Omsk\nPARTICIPANTS\nMr. Ray\nMr. Orlov", "Grain at Omsk"),
    ("PARTICIPANTS\nMr. Ray\nMr. Orlov\nSUBJECT\nGrain at Omsk", "Grain at Omsk"),
]


@pytest.mark.parametrize(("lines", "subject"), SUBJECTS, ids=[lines.replace("\n", "|") for lines, _ in SUBJECTS])
def test_subjects(lines: str, subject: str) -> None:
    cable = cable_of(page("71. Memorandum of Conversation", "Omsk, May 1, 1950.", lines))
    assert [(k.scheme, k.term) for k in cable.keywords] == [("subject", subject)]
    openers = [line.replace("\t", " ").strip() for line in lines.replace("- ", "").split("\n") if line]
    assert [text.removeprefix("- ") for text in texts_of(cable, BlockKind.OPENER)] == openers
    assert texts_of(cable, BlockKind.PARAGRAPH) == [BODY]


def test_a_subject_has_no_marker() -> None:
    """Its lines are read before the notes are aligned."""
    text = page("71. Memorandum of Conversation1", "Omsk, May 1, 1950.", "SUBJECT\nGrain2 at Omsk")
    cable = cable_of(f"{text}\n\n  1. Source: Ray Papers. Secret.\n  2. Not wheat.")
    assert [k.term for k in cable.keywords if k.scheme == "subject"] == ["Grain at Omsk"]


BRACKETS = [
    "(Telegram.)",
    "[Confidential.]",
    "[Extract]",
    "[Extracts]",
    "[Translation]",
    "[Paraphrase]",
    "[Translation from the Russian]",
]


@pytest.mark.parametrize("line", BRACKETS)
def test_brackets(line: str) -> None:
    cable = cable_of(page("861.24/88: Telegram", HEADING, line))
    assert texts_of(cable, BlockKind.OPENER) == [line]
    assert texts_of(cable, BlockKind.PARAGRAPH) == [BODY]


SALUTES = [
    "Sir:",
    "Sirs:",
    "SIR:",
    "Excellency:",
    "Dear John:",
    "My Dear Mr. President:",
    "Dear Mr. Orlov:",
    "Dear Mr. Secretary,",
]


@pytest.mark.parametrize("line", SALUTES)
def test_salutes(line: str) -> None:
    cable = cable_of(page("861.24/88", HEADING, "No. 1850", "Omsk, May 1, 1919.", line))
    assert texts_of(cable, BlockKind.SALUTE) == [line]
    assert kinds(cable) == ["source", "heading", "opener", "dateline", "salute", "paragraph"]
    assert cable.message_number is not None
    assert cable.message_number.text == "1850"


NUMBERS = [
    ("195. The grain has come.", "telegram", "195"),
    ("No. 195. The grain has come.", "telegram", "195"),
    ("Secto 132. The grain has come.", "telegram", "Secto 132"),
    ("A–22. The grain has come.", "airgram", "A–22"),
    ("1. The grain has come.", "telegram", "1"),
    ("1. The grain has come.\n\n2. It is paid for.", "telegram", None),
    ("The grain has come.", "telegram", None),
    ("1919. was a bad year.", "telegram", "1919"),
    ("195 tons have come.", "telegram", None),
    ("12.5 percent is lost.", "telegram", None),
]
"""The number with which a telegram begins, unless its paragraphs are numbered."""


@pytest.mark.parametrize(("text", "form", "number"), NUMBERS, ids=[text.split("\n")[0] for text, _, _ in NUMBERS])
def test_message_numbers(text: str, form: str, number: str | None) -> None:
    cable = cable_of(f"861.24/88: {form.capitalize()}\n\n{HEADING}\n\nOmsk, May 1, 1919.\n\n{text}\n")
    assert (cable.message_number.text if cable.message_number else None) == number


@pytest.mark.parametrize(
    "heading", ["71. Memorandum of Conversation", "72. Editorial Note", "73. Letter From President Wilson"]
)
def test_papers_have_no_message_number(heading: str) -> None:
    assert cable_of(f"{heading}\n\nWashington, May 1, 1919.\n\n195. The grain has come.\n").message_number is None


def test_the_whole_of_a_front() -> None:
    """As a volume of 1950 prints it."""
    cable, findings = read_text(
        "[Page 12]\n\n861.24/5–150: Telegram\n\nThe Ambassador in Sweden (Aldous) to the Secretary of State\n\n"
        "top secret   priority\nStockholm, May 1, 1950—6 p.m.\n[Received May 1—3:10 p.m.]\n\n"
        "512. The grain has come.\n\nAldous\n"
    )
    assert cable is not None
    assert kinds(cable) == ["page", "source", "heading", "opener", "dateline", "dateline", "paragraph", "signed"]
    assert cable.date is not None
    assert cable.date.when == "1950-05-01T18:00"
    assert cable.received is not None
    assert cable.received.when == "1950-05-01T15:10"
    assert cable.place is not None
    assert cable.place.text == "Stockholm"
    assert codes(findings) == []


SOURCES = [
    ("IO Files: US/A/12", None),
    ("CA Files: Lot 59 D 12: Telegram", Form.TELEGRAM),
    ("861.BB Omsk: Telegram", Form.TELEGRAM),
    ("Truman Library, Ray Papers", None),
    ("Embassy Files\nLot 12 D 3, files of the Embassy at Omsk, 1947.", None),
]
"""Where a paper without a file number is kept; what stands next is its heading, of whatever kind."""


@pytest.mark.parametrize(("lines", "form"), SOURCES, ids=[lines.split("\n")[0] for lines, _ in SOURCES])
def test_source_lines(lines: str, form: Form | None) -> None:
    cable = cable_of(page(lines, "Thoughts of the Harbor Master on Grain1"))
    assert texts_of(cable, BlockKind.SOURCE) == lines.split("\n")
    assert texts_of(cable, BlockKind.HEADING) == ["Thoughts of the Harbor Master on Grain1"]
    assert cable.file_number is None
    assert cable.form is (form or Form.UNKNOWN)


def test_a_memorandum_for_the_files_is_no_source_line() -> None:
    cable = cable_of(page("12. Memorandum for the Files", "Omsk, May 1, 1950."))
    assert texts_of(cable, BlockKind.SOURCE) == []
    assert cable.form is Form.MEMORANDUM


PLACES = [
    ("below the heading", ["Omsk, May 1, 1950."], "Omsk", "1950-05-01"),
    ("below markings", ["secret", "NSC 12/1", "Omsk, May 1, 1950."], "Omsk", "1950-05-01"),
    ("below a page label", ["[Page 3]", "Omsk, May 1, 1950."], "Omsk", "1950-05-01"),
    ("below a letterhead", ["THE GRAIN BOARD", "OMSK", "May 1, 1950"], None, "1950-05-01"),
    ("in two lines", ["Legation of Ruritania,", "Omsk, May 1, 1861."], "Legation of Ruritania, Omsk", "1861-05-01"),
    ("the place above", ["Omsk,", "May 1, 1861."], "Omsk", "1861-05-01"),
    ("twice", ["Omsk, May 1, 1950.", "Minsk, May 3, 1950."], "Omsk", "1950-05-01"),
    ("by its label", ["SUBJECT: Grain", "DATE: May 1, 1950"], None, "1950-05-01"),
    ("below its label", ["- DATE:\n- May 1, 1950, 4 p.m.\n- PLACE:\n- Omsk"], None, "1950-05-01T16:00"),
    ("a label after the dateline", ["Omsk, May 1, 1950.", "DATE: May 3, 1950"], "Omsk", "1950-05-01"),
    ("below the signature", [BODY, "Yours truly,", "John Ray", "Omsk, May 1, 1950."], "Omsk", "1950-05-01"),
    ("in an enclosure", [BODY, "John Ray", "[Enclosure]", "Omsk, May 1, 1950.", "It is wet."], None, None),
    ("in the text", [BODY, "Omsk, May 1, 1950."], None, None),
    ("after prose", ["The grain of the harbor is here", "Omsk, May 1, 1950."], None, None),
    ("in a list", ["1. Of the Grain", "2. Of May", "Omsk, May 1, 1950."], None, None),
]
"""A dateline stands above the text, below what belongs there too, or below the signature."""


@pytest.mark.parametrize(("case", "lines", "place", "when"), PLACES, ids=[case for case, *_ in PLACES])
def test_where_datelines_stand(case: str, lines: list[str], place: str | None, when: str | None) -> None:
    body = [] if BODY in lines else [BODY]
    cable = cable_of("\n\n".join(["12. Letter From the Consul at Omsk (Ray) to Mr. Orlov", *lines, *body]))
    assert (cable.place.text if cable.place else None) == place
    assert (cable.date.when if cable.date else None) == when


def test_an_early_despatch() -> None:
    """As a volume of 1861 prints it."""
    cable = cable_of(
        "Mr. Ray to Mr. Aldous.\n\nNo. 3.]\n\nLegation of the United States,\nOmsk, May 17, 1861. (Received June 30.)\n\n"
        "Sir: The grain has come.\n\nI am, sir, your obedient servant,\n\nJOHN RAY.\n"
    )
    assert kinds(cable) == ["heading", "opener", "dateline", "dateline", "paragraph", "closer", "signed"]
    assert cable.message_number is not None
    assert cable.message_number.text == "3"
    assert cable.place is not None
    assert cable.place.text == "Legation of the United States, Omsk"
    assert [text for text, _ in marked(cable, MarkKind.PLACE)] == ["Legation of the United States", "Omsk"]
    assert cable.received is not None
    assert cable.received.when == "1861-06-30"


ABOVE = [
    (["[Extract.]"], ["opener"]),
    (["[Telegram.]"], ["opener"]),
    (["No. 60."], ["opener"]),
    (["No. 60.", "[Translation.]"], ["opener", "opener"]),
    (["[Page 7]", "[Extracts.]"], ["page", "opener"]),
    (["Roosevelt Papers"], ["source"]),
    (["J. C. S. Files", "September 12, 1944, noon"], ["source", "dateline"]),
]
"""What volumes of 1861–1906, and of the conferences of the Second World War, print over a heading."""


@pytest.mark.parametrize(("lines", "above"), ABOVE, ids=["|".join(lines) for lines, _ in ABOVE])
def test_above_the_heading(lines: list[str], above: list[str]) -> None:
    cable = cable_of(page(*lines, "Mr. Ray to Mr. Hay."))
    assert kinds(cable) == [*above, "heading", "paragraph"]
    assert [party.text for party in (*cable.sent_by, *cable.sent_to)] == ["Mr. Ray", "Mr. Hay"]


def test_a_document_number_over_the_heading() -> None:
    """It is the volume's; the writer's own has a bracket."""
    cable = cable_of(page("No. 60.", "Mr. Ray to Mr. Hay.", "No. 3.]"))
    assert cable.document_number is not None
    assert cable.message_number is not None
    assert (cable.document_number.text, cable.message_number.text) == ("60", "3")


NAMELESS = ["[Untitled]", "The same to the same.", "Same to same."]


@pytest.mark.parametrize("heading", NAMELESS)
def test_headings_that_name_no_one(heading: str) -> None:
    cable = cable_of(page(heading, "Omsk, May 1, 1870."))
    assert kinds(cable) == ["heading", "dateline", "paragraph"]
    assert (cable.sent_by, cable.sent_to) == ((), ())


NO_CABLES = [
    ("prose", "The grain has come.\n\nIt is paid for, and the harbor master is content.\n"),
    ("a recipe", "Take two eggs to the kitchen\n\nBeat them. Add 3/4 of a cup of milk, and salt to taste.\n"),
    ("a list", "eggs\nmilk\nbread\n"),
    ("a poem", "The curfew tolls the knell of parting day,\nThe lowing herd wind slowly o’er the lea\n"),
    ("program text", "import os\n\nfor name in os.listdir('.'):\n    print(name)\n"),
    ("a letter without a heading", "Dear John:\n\nThe grain has come.\n\nYours,\nOrlov\n"),
    ("a table", "a,b,c\n1,2,3\n4,5,6\n"),
]


@pytest.mark.parametrize(("case", "text"), NO_CABLES, ids=[case for case, _ in NO_CABLES])
def test_no_cable(case: str, text: str) -> None:
    cable, findings = read_text(text)
    assert cable is None
    assert codes(findings) == ["no-cable-recognised"]


def test_only_a_heading() -> None:
    cable, findings = read_text(f"861.24/88: Telegram\n\n{HEADING}\n")
    assert cable is None
    assert codes(findings) == ["no-body"]
