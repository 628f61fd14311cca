"""Signs of omission and the words of editors, marked where they stand."""

from __future__ import annotations

import pytest

from pipeline.model import MarkKind
from tests.read.rows import rows
from tests.read.texts import cable_of, marked

HEAD = "861.24/88: Telegram\n\nThe Consul at Omsk (Ray) to the Secretary of State\n\nOmsk, May 1, 1919.\n\n"

GAPS = [
    # Signs alone; three full stops at least.
    ("He left . . . . The rest stayed.", [(". . . .", "omitted")]),
    ("He left … and came.", [("…", "omitted")]),
    ("He left ... and came.", [("...", "omitted")]),
    ("He left.\n\n* * *\n\nThe rest stayed.", [("* * *", "omitted")]),
    ("He left [. . .] and came.", [("[. . .]", "omitted")]),
    ("He left . . and came.", []),
    # What was withheld, and how much of it.
    ("He met [name not declassified] there.", [("[name not declassified]", "not-declassified")]),
    ("He left. [2½ lines not declassified]", [("[2½ lines not declassified]", "not-declassified 2.5 line")]),
    (
        "He left. [2-1/2 lines of text not declassified]",
        [("[2-1/2 lines of text not declassified]", "not-declassified 2.5 line")],
    ),
    ("He left. [½ page not declassified]", [("[½ page not declassified]", "not-declassified 0.5 page")]),
    (
        "He left. [less than 1 line not declassified] It rained.",
        [("[less than 1 line not declassified]", "not-declassified <1 line")],
    ),
    (
        "He left. [1 paragraph (6 lines) not declassified]",
        [("[1 paragraph (6 lines) not declassified]", "not-declassified 1 paragraph")],
    ),
    ("He left. [three pages deleted]", [("[three pages deleted]", "deleted 3 page")]),
    ("He met [Name deleted] there.", [("[Name deleted]", "deleted")]),
    # What could not be read, and what the editors pass over.
    ("The [garble] came.", [("[garble]", "garbled")]),
    ("The [illegible] came.", [("[illegible]", "illegible")]),
    ("He left. [omission in the source text]", [("[omission in the source text]", "omitted-in-source")]),
    ("[Here follows discussion of cotton.]", [("[Here follows discussion of cotton.]", "editorial")]),
    ("[Here follows agenda item 7.]", [("[Here follows agenda item 7.]", "editorial")]),
    (
        "He left. [Here follow two paragraphs on cotton.]",
        [("[Here follow two paragraphs on cotton.]", "editorial 2 paragraph")],
    ),
    ("[Here follows a list of [Page 4] ships.]", [("[Here follows a list of ships.]", "editorial")]),
]


@pytest.mark.parametrize(("text", "expected"), rows(GAPS))
def test_gaps(text: str, expected: list[tuple[str, str]]) -> None:
    assert marked(cable_of(HEAD + "It is late.\n\n" + text), MarkKind.GAP) == expected


ADDED = [
    ("They were [giving?] it away.", ["[giving?]"]),
    ("The [First] Secretary came.", ["[First]"]),
    ("They recieved [sic] it.", ["[sic]"]),
    # Page labels, numbers and long passages, which may be the writer's own.
    ("They came. [Page 4] It rained.", []),
    ("See paragraph [12] of it.", []),
    ("They came [and this the Minister had himself foretold when he spoke to the Consul] late.", []),
]


@pytest.mark.parametrize(("text", "expected"), rows(ADDED))
def test_words_of_editors(text: str, expected: list[str]) -> None:
    assert [words for words, _ in marked(cable_of(HEAD + text), MarkKind.ADDED)] == expected


def test_brackets_that_a_note_says_are_the_writers_own_add_nothing() -> None:
    text = HEAD + "They were [giving] it away.1\n\n  1. Brackets in the original.\n"
    assert marked(cable_of(text), MarkKind.ADDED) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They recieved [sic] it.", [("recieved [sic]", "")]),
        ("The “grain,” [sic] came.", [("grain,” [sic]", "")]),
        ("[sic]", []),
    ],
    ids=["word", "quoted", "none before"],
)
def test_sic_speaks_of_the_word_before_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert marked(cable_of(HEAD + text), MarkKind.SIC) == expected


def test_the_printed_words_stay() -> None:
    cable = cable_of(HEAD + "He met [name not declassified] . . . there.")
    assert cable.blocks[-1].text == "He met [name not declassified] . . . there."
