"""The text: paragraphs, lists and their labels, pages, closers, enclosures."""

from __future__ import annotations

import pytest

from pipeline.model import Block, BlockKind, MarkKind
from tests.read.rows import rows
from tests.read.texts import cable_of, codes, marked, read_text, texts_of

HEAD = "861.24/88: Telegram\n\nThe Consul at Omsk (Ray) to the Secretary of State\n\nOmsk, May 1, 1919.\n\n"


def body(text: str) -> list[Block]:
    """The blocks after the dateline."""
    blocks = cable_of(HEAD + text).blocks
    return list(blocks[3:])


def shape(text: str) -> list[object]:
    """A paragraph as its text; a list as the list of its items, each (label, text); what else, by its kind and text."""
    return [
        b.text if b.kind is BlockKind.PARAGRAPH
        else [(item.n, item.text) for item in b.blocks] if b.kind is BlockKind.LIST
        else (b.kind.value, b.text)
        for b in body(text)
    ]  # fmt: skip


LISTS = [
    # Lines after a colon are items.
    (
        "after a colon",
        "He asks for:\n\nwheat\nrye\n\nIt is late.",
        ["He asks for:", [("", "wheat"), ("", "rye")], "It is late."],
    ),
    (
        "colon on the line before",
        "He asks for:\nwheat\nrye\n\nIt is late.",
        ["He asks for:", [("", "wheat"), ("", "rye")], "It is late."],
    ),
    ("bullets", "He asks for\n\n- wheat\n- rye", ["He asks for", [("", "wheat"), ("", "rye")]]),
    ("after a dash", "He asks for—\n\nwheat\nrye", ["He asks for—", [("", "wheat"), ("", "rye")]]),
    ("a colon and a marker", "He asks for:1\n\nwheat\nrye\n\n  1. Not now.", ["He asks for:", [("", "wheat"), ("", "rye")]]),
    # Labels, as printed, stay in the text.
    ("letters", "He asks for:\n\n(a) wheat\n(b) rye", ["He asks for:", [("a", "(a) wheat"), ("b", "(b) rye")]]),
    ("numbers", "He asks for:\n\n1. wheat\n2. rye", ["He asks for:", [("1", "1. wheat"), ("2", "2. rye")]]),
    ("labels alone make a list", "He asks.\n\n(a) wheat\n(b) rye", ["He asks.", [("a", "(a) wheat"), ("b", "(b) rye")]]),
    ("on lines of their own", "He asks for:\n\n(a)\nwheat\n(b)\nrye", ["He asks for:", [("a", "(a) wheat"), ("b", "(b) rye")]]),
    ("bulleted labels", "He asks for:\n\n- (a) wheat\n- (b) rye", ["He asks for:", [("a", "(a) wheat"), ("b", "(b) rye")]]),
    ("one lost", "He asks for:\n\n(a) wheat\nrye", ["He asks for:", [("a", "(a) wheat"), ("", "rye")]]),
    # Lines that are no items.
    ("one line after a colon", "He says:\n\nIt is late.", ["He says:", "It is late."]),
    ("no colon", "He asks.\nIt is late.", ["He asks.", "It is late."]),
    ("labels that do not count on", "He asks.\n\n(a) wheat\n(c) rye", ["He asks.", "(a) wheat", "(c) rye"]),
]


@pytest.mark.parametrize(("case", "text", "expected"), rows(LISTS))
def test_lists(case: str, text: str, expected: list[object]) -> None:
    assert shape(text) == expected


COUNTED = [
    # "(a) and (b)" in a later paragraph letters the lists before it, across them, where the count is right.
    ("one list", "He asks for:\n\nwheat\nrye\n\nOf these (a) and (b) are here.", [["a", "b"]]),
    ("across two", "He asks for:\n\nwheat\nrye\n\nBut not for:\n\noats\n\nand bran\n\nThere are (a) and (b).", [["a", "b"]]),
    (
        "across two lists",
        "He asks for:\n\nwheat\nrye\n\nBut not for:\n\noats\nbran\n\nI have (a) and (b), not (c) and (d).",
        [["a", "b"], ["c", "d"]],
    ),
    (
        "the nearer of two",
        "He asks for:\n\nwheat\nrye\n\nBut not for:\n\noats\nbran\n\nI have (a) and (b).",
        [["", ""], ["a", "b"]],
    ),
    ("numbers", "He asks for:\n\nwheat\nrye\n\nOf these (1) and (2) are here.", [["1", "2"]]),
    ("one mention each is enough, in any order", "He asks for:\n\nwheat\nrye\n\nNot (b), but (a).", [["a", "b"]]),
    # Nothing is invented otherwise.
    ("more items than labels", "He asks for:\n\nwheat\nrye\noats\n\nOf these (a) and (b) are here.", [["", "", ""]]),
    ("more labels than items", "He asks for:\n\nwheat\nrye\n\nOf these (a), (b) and (c) are here.", [["", ""]]),
    ("one label", "He asks for:\n\nwheat\nrye\n\nOf these (a) is here.", [["", ""]]),
    ("labels not from the first", "He asks for:\n\nwheat\nrye\n\nOf these (b) and (c) are here.", [["", ""]]),
    ("a gap in the labels", "He asks for:\n\nwheat\nrye\n\nOf these (a) and (c) are here.", [["", ""]]),
    ("no later paragraph", "As to (a) and (b), he asks for:\n\nwheat\nrye", [["", ""]]),
    ("the list has labels", "He asks for:\n\n(a) wheat\n(b) rye\n\nOf these (a) and (b) are here.", [["a", "b"]]),
]


@pytest.mark.parametrize(("case", "text", "labels"), rows(COUNTED))
def test_labels_counted_later(case: str, text: str, labels: list[list[str]]) -> None:
    lists = [b for b in body(text) if b.kind is BlockKind.LIST]
    assert [[item.n for item in b.blocks] for b in lists][: len(labels)] == labels
    _, findings = read_text(HEAD + text)
    is_printed = case == "the list has labels"
    inferred = [item for b in lists for item in b.blocks if item.n_evidence]
    assert len(inferred) == (0 if is_printed else sum(1 for each in labels for n in each if n))
    assert codes(findings).count("labels-inferred") == (0 if is_printed else sum(1 for each in labels if any(each)))


def test_a_page_within_a_list_stands_before_its_item() -> None:
    cable = cable_of(HEAD + "He asks for:\n\nwheat\n[Page 13]\nrye\n\nIt is late.")
    (listing,) = [b for b in cable.blocks if b.kind is BlockKind.LIST]
    assert [item.text for item in listing.blocks] == ["wheat", "rye"]
    assert [(m.value, m.start, m.end) for m in listing.blocks[1].marks] == [("13", 0, 0)]


# ---- paragraphs and pages -------------------------------------------------------------------------------------------

JOINED = [
    ("in mid-sentence", "The grain has\n\n[Page 13]\n\ncome.", ["The grain has come."]),
    ("in mid-sentence, without blank lines", "The grain has\n[Page 13]\ncome.", ["The grain has come."]),
    ("in a line", "The grain has [Page 13] come.", ["The grain has come."]),
    ("in a word", "The gra[Page 13]in has come.", ["The grain has come."]),
    ("at the end of a line", "The grain has [Page 13]\ncome late.", ["The grain has", "come late."]),
    ("between sentences", "The grain has come.\n\n[Page 13]\n\nIt is late.", ["The grain has come.", "It is late."]),
    ("before a capital", "The grain has\n\n[Page 13]\n\nIt is late.", ["The grain has", "It is late."]),
    ("after a stop, lower case", "The grain has come.\n\n[Page 13]\n\nit is late.", ["The grain has come.", "it is late."]),
]


@pytest.mark.parametrize(("case", "text", "paragraphs"), rows(JOINED))
def test_paragraphs_across_a_page(case: str, text: str, paragraphs: list[str]) -> None:
    cable = cable_of(HEAD + text)
    assert texts_of(cable, BlockKind.PARAGRAPH) == paragraphs
    assert [n for _, n in marked(cable, MarkKind.PAGE)] == ["13"]


ORDERS = [
    ("rising", ["13", "14"], []),
    ("the same twice", ["13", "13"], ["page-order"]),
    ("falling", ["14", "13"], ["page-order"]),
    ("skipping", ["13", "17"], []),
    ("roman ones are not compared", ["xii", "3"], []),
]


@pytest.mark.parametrize(("case", "pages", "expected"), rows(ORDERS))
def test_page_order(case: str, pages: list[str], expected: list[str]) -> None:
    _, findings = read_text(HEAD + "".join(f"Some words.\n\n[Page {n}]\n\n" for n in pages) + "The end.")
    assert codes(findings) == expected


NUMBERED = [
    # (why, what the paragraphs begin with, their numbers)
    ("one after the other", ["1.", "2.", "4."], ["1", "2", ""]),
    ("anew under each title", ["1.", "2.", "Grain:", "1.", "2.", "3."], ["1", "2", "", "1", "2", "3"]),
    ("a sequence within one, which then goes on", ["1.", "2.", "3.", "1.", "2.", "4."], ["1", "2", "3", "1", "2", "4"]),
    ("a year begins nothing", ["1.", "1936.", "2."], ["1", "", "2"]),
]


@pytest.mark.parametrize(("why", "begin", "numbers"), NUMBERED, ids=[row[0] for row in NUMBERED])
def test_numbered_paragraphs(why: str, begin: list[str], numbers: list[str]) -> None:
    assert [b.n for b in body("\n\n".join(f"{label} It is wet." for label in begin))] == numbers


# ---- the end --------------------------------------------------------------------------------------------------------

CLOSERS = [
    ("a signature", "It is late.\n\nRay", [("signed", "Ray")]),
    ("in capitals", "It is late.\n\nRAY", [("signed", "RAY")]),
    ("in brackets", "It is late.\n\n[Ray]", [("signed", "[Ray]")]),
    ("with initials", "It is late.\n\nE. M. Ray", [("signed", "E. M. Ray")]),
    (
        "a close and a signature",
        "It is late.\n\nSincerely yours,\n\nJohn Ray",
        [("closer", "Sincerely yours,"), ("signed", "John Ray")],
    ),
    (
        "respectfully",
        "It is late.\n\nRespectfully yours,\nJohn Ray",
        [("closer", "Respectfully yours,"), ("signed", "John Ray")],
    ),
    (
        "for the Secretary",
        "It is late.\n\nFor the Acting Secretary of State:\nOrlov",
        [("closer", "For the Acting Secretary of State:"), ("signed", "Orlov")],
    ),
    ("two", "It is late.\n\nRay\nOrlov", [("signed", "Ray"), ("signed", "Orlov")]),
    ("none", "It is late.", []),
    ("a last sentence is none", "It is late.\n\nHe has gone.", []),
    ("a page after it", "It is late.\n\nRay\n\n[Page 13]", [("signed", "Ray"), ("page", "")]),
]


@pytest.mark.parametrize(("case", "text", "closing"), rows(CLOSERS))
def test_closers(case: str, text: str, closing: list[tuple[str, str]]) -> None:
    blocks = body(text)
    assert blocks[0].text == "It is late."
    assert [(b.kind.value, b.text) for b in blocks if b.kind is not BlockKind.PARAGRAPH] == closing


ENCLOSURES = [
    "[Enclosure]",
    "[Enclosure 1]",
    "[Attachment]",
    "[Annex]",
    "[Tab A]",
    "[Enclosure—Translation]",
    "Attachment",
    "Tab B",
    "Annex II",
]


@pytest.mark.parametrize("label", ENCLOSURES)
def test_enclosures(label: str) -> None:
    """From its label on, an enclosure is a division of its own, its label its heading."""
    blocks = body(f"It is late.\n\nRay\n\n{label}\n\nThe harbor is closed.\n\nIt will open.")
    division = blocks[-1]
    assert division.kind is BlockKind.DIVISION
    assert [(b.kind.value, b.text) for b in division.blocks] == [
        ("heading", label), ("paragraph", "The harbor is closed."), ("paragraph", "It will open."),
    ]  # fmt: skip


def test_two_enclosures() -> None:
    blocks = body("It is late.\n\n[Enclosure 1]\n\nOne.\n\n[Enclosure 2]\n\nTwo.")
    assert [[b.text for b in d.blocks] for d in blocks[1:]] == [["[Enclosure 1]", "One."], ["[Enclosure 2]", "Two."]]


def test_lines_of_a_group_are_paragraphs() -> None:
    assert shape("It is late.\nThe grain has come.\n\nIt is wet.") == ["It is late.", "The grain has come.", "It is wet."]


OPENINGS = [
    # Title and dateline of what was sent along, each only where it stands.
    ("Memorandum by the Vice Consul\n\nOmsk, April 3, 1919.\n\nIt rained.", ["heading", "heading", "dateline", "paragraph"]),
    ("Memorandum by the Vice Consul\n\nIt rained.", ["heading", "heading", "paragraph"]),
    ("Omsk, April 3, 1919.\n\nIt rained.", ["heading", "dateline", "paragraph"]),
    ("It rained.\n\nOmsk, April 3, 1919.", ["heading", "paragraph", "paragraph"]),
    ("My Dear Mr. Ray:\n\nIt rained.", ["heading", "paragraph", "paragraph"]),
]


@pytest.mark.parametrize(("text", "expected"), rows(OPENINGS))
def test_openings_of_enclosures(text: str, expected: list[str]) -> None:
    (division,) = (b for b in body(f"It is late.\n\n[Enclosure]\n\n{text}") if b.kind is BlockKind.DIVISION)
    assert [b.kind.value for b in division.blocks] == expected


@pytest.mark.parametrize(
    "text", ["Attachments:\n\nTab A\n\nTab B", "Tab A is lost.", "Enclosures", "It is late.\n\nAttachment"]
)
def test_what_only_names_enclosures_opens_none(text: str) -> None:
    assert not [b for b in body(f"It rained.\n\n{text}") if b.kind is BlockKind.DIVISION]
