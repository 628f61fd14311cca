"""Markers: which digits and signs of a text may be the markers of its notes, and how likely they are."""

from __future__ import annotations

import pytest

from pipeline.model import Span
from pipeline.read.apparatus.markers import OPEN, SURE, Marker, find_markers
from tests.read.rows import rows


def markers(text: str) -> list[Marker]:
    return find_markers(text, [Span(0, len(text))])


LIKELY = [
    # A marker is glued to the word or the point that it follows, whatever that ends with.
    ("a word", "the Embassy3 says", "3"),
    ("a stop", "the Embassy.3 He", "3"),
    ("an abbreviation", "at 6 p.m.26 he", "26"),
    ("a comma after a year", "in 1907,4 when", "4"),
    ("a stop after a number", "in my 756.3 He", "3"),
    ("a bracket", "(the Consul)12 has", "12"),
    ("a bracket that stands apart", "( Orlov )12 has", "12"),
    ("an insertion", "he [has?]12 come", "12"),
    ("a quotation", "the “Zemstvo”9 met", "9"),
    ("an omission", "the Zemstvo …9 met", "9"),
    ("a share", "some 25%11 of it", "11"),
    ("a time of day", "061710Z2 and", "2"),
    ("in brackets", "(see Orlov5) and", "5"),
    ("before a dash", "the Zemstvo3—so he", "3"),
    ("at the end", "the Zemstvo3", "3"),
    ("with a letter", "the Zemstvo16a met", "16a"),
    ("nought", "the Zemstvo0", "0"),
    ("a year before it", "in 19543 he", "3"),
    ("a year before two digits", "in 191762 he", "62"),
    ("a day before it", "of May 285 he", "5"),
    ("a day before two digits", "of Sept. 1241 he", "41"),
    ("a military date", "of 14 Feb 623 he", "3"),
    ("a sign", "the Zemstvo* met", "*"),
    ("signs", "the Zemstvo‡‡ met", "‡‡"),
]


@pytest.mark.parametrize(("case", "text", "printed"), rows(LIKELY))
def test_likely(case: str, text: str, printed: str) -> None:
    likely = [m for m in markers(text) if m.likely > OPEN]
    assert printed in [m.printed for m in likely]
    assert all(text[m.span.start : m.span.end] == m.printed for m in likely)


UNLIKELY = [
    # Digits that something else explains.
    ("a number alone", "In 31 days"),
    ("a year", "in 1917 he"),
    ("a day", "on May 28 he"),
    ("an ordinal", "the 31st of"),
    ("a designation", "the U–12 boats"),
    ("a unit's number", "the U12-3 boats"),
    ("a sum", "of $4,000 and £12"),
    ("a thousand", "of 18,825 men"),
    ("a decimal", "of 2.3 tons"),
    ("an hour", "at 8:55 he"),
    ("a fraction", "of 1/3 and 7½"),
    ("a paragraph", "(4) He says"),
    ("a page", "on p.12 of"),
    ("a page label", "[Page 12] He"),
    ("an opening quotation", "the “12 men”"),
    ("a footnote mark of its own line", "* He says"),
    ("a cipher group", "of 4810229931764 he"),
]


@pytest.mark.parametrize(("case", "text"), rows(UNLIKELY))
def test_unlikely(case: str, text: str) -> None:
    assert [m.printed for m in markers(text) if m.likely >= OPEN] == []


def test_digits_that_stand_alone_give_a_candidate_for_each_end() -> None:
    """Telegram 412 with note 3, or telegram 41 with note 23; the longer the rest, the likelier."""
    found = markers("in my 4123 he")
    assert [(m.printed, m.is_split) for m in found] == [("3", True), ("23", True), ("123", True)]
    assert found[0].likely > found[1].likely > found[2].likely


def test_two_markers_in_one_place() -> None:
    (pair,) = [m for m in markers("in 196912 he") if m.second]
    assert (pair.printed, pair.span, pair.second) == ("1", Span(7, 8), Span(8, 9))


def test_two_digits_that_do_not_count_on_are_one_marker() -> None:
    assert [(m.printed, m.second) for m in markers("the Embassy13 says") if not m.is_split] == [("13", None)]


def test_a_letter_belongs_to_the_marker_only_at_its_end() -> None:
    assert [m.printed for m in markers("the Embassy3and others") if m.likely >= SURE] == []


def test_order() -> None:
    """Signs and digits in the order of the text, so that chains of them run forward."""
    found = markers("the grain1 came* and was paid2 for†")
    assert [m.printed for m in found] == ["1", "*", "2", "†"]
