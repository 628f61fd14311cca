"""File numbers in words: by the schedule of the paper's own date, and by none where the date leaves it open."""

from __future__ import annotations

import pytest

from pipeline.filenumbers import decode
from pipeline.model import Evidence, FileNumber
from tests.read.rows import rows

EVIDENCE = Evidence(rule="front.file-line")


def decoded(number: str, low: str | None, high: str | None = None) -> FileNumber:
    return decode(number, EVIDENCE, low, high or low)


def words(number: FileNumber) -> list[tuple[str, str, str | None]]:
    return [(p.name, p.value, p.words) for p in number.parts if not p.name.startswith("item")]


FIRST = "Central Decimal File, first schedule, 1910–49"
SECOND = "Central Decimal File, second schedule, 1950–63"
RUSSIA = ("country", "61", "Russia and the Soviet Union")
US = ("country", "11", "United States")
INTERNAL = ("class", "8", "Internal affairs of states")
POLITICAL = ("subject", "00", "Political affairs")
DECODED = [
    # The Records Codification Manual: class 8 of 1910 is internal affairs, 61 Russia, .00 political affairs.
    ("861.00/11630", "1936-08-27", FIRST, [INTERNAL, RUSSIA, POLITICAL]),
    ("893.51/391", "1912-05-01", FIRST, [INTERNAL, ("country", "93", "China"), ("subject", "51", "Finance")]),
    # In class 7 of the first schedule and class 6 of the second, what follows the point is another country.
    (
        "711.61/100", "1934-01-01", FIRST,
        [("class", "7", "Political relations of states; bilateral treaties"), US, ("second-country", *RUSSIA[1:])],
    ),
    (
        "611.61/3-2550", "1950-03-25", SECOND,
        [("class", "6", "International political relations; bilateral treaties"), US, ("second-country", *RUSSIA[1:])],
    ),
    (
        "761.00/1-152", "1952-01-01", SECOND,
        [("class", "7", "Internal political and national defense affairs"), RUSSIA, POLITICAL],
    ),
    # A part that no table has keeps its value, without words.
    ("861.0077/1", "1936-08-27", FIRST, [INTERNAL, RUSSIA, ("subject", "0077", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("number", "day", "title", "expected"), rows(DECODED))
def test_decoded(number: str, day: str, title: str, expected: list[tuple[str, str, str | None]]) -> None:
    found = decoded(number, day)
    assert found.scheme_title == title
    assert words(found) == expected


def test_the_same_number_before_and_after_1950() -> None:
    """Class 6 was commerce and is political relations; 7 was political relations and is internal affairs."""
    for number in ("611.61/25", "711.61/25"):
        before, after = decoded(number, "1938-01-01"), decoded(number, "1955-01-01")
        assert (before.scheme, after.scheme) == ("decimal-1910", "decimal-1950")
        assert before.parts[0].words != after.parts[0].words
        assert None not in (before.parts[0].words, after.parts[0].words)


SCHEDULES = [
    ("the last day of the first", "1949-12-31", "1949-12-31", "decimal-1910"),
    ("the first day of the second", "1950-01-01", "1950-01-01", "decimal-1950"),
    ("across the change", "1949-12-31", "1950-01-01", None),
    ("years across it", "1949", "1950", None),
    ("a year before", "1949", "1949", "decimal-1910"),
    ("a year after", "1950", "1950", "decimal-1950"),
    ("a month", "1949-12", "1949-12", "decimal-1910"),
    ("before any", "1905", "1909", None),
    ("after all", "1964", "1964", None),
    ("no date", None, None, None),
    ("the first year", "1910", "1910", "decimal-1910"),
]
"""Of a decimal number: the one schedule that its dates overlap."""


@pytest.mark.parametrize(("case", "low", "high", "scheme"), rows(SCHEDULES))
def test_schedules(case: str, low: str | None, high: str | None, scheme: str | None) -> None:
    found = decode("861.00/11630", EVIDENCE, low, high)
    if scheme is None:
        assert found.scheme_title == ""
        assert words(found) == [("class", "8", None), ("country", "61", None), ("subject", "00", None)]
        assert all(p.source is None for p in found.parts)
        assert [p.value for p in found.parts] == ["8", "61", "00", "11630"]
    else:
        assert found.scheme == scheme
        assert found.parts[0].words is not None


def test_numerical_file() -> None:
    found = decoded("3767/5", "1908-05-01")
    assert found.scheme == "numerical-1906"
    assert [(p.name, p.value) for p in found.parts] == [("case", "3767"), ("item", "5")]


ITEM_DATES = [
    ("611.61/3–2550", "1950-03-25", ("item-date", "3-2550")),
    ("611.61/12-152", "1952-12-01", ("item-date", "12-152")),
    ("861.00/11630", "1936-08-27", ("item", "11630")),
    ("861.00/4-5", "1936-08-27", ("item", "4-5")),
    ("763.72/3578½", "1917-08-27", ("item", "3578½")),
]
"""From the forties on the item is the day of the paper: month, day, year."""


@pytest.mark.parametrize(("number", "day", "item"), rows(ITEM_DATES))
def test_items(number: str, day: str, item: tuple[str, str]) -> None:
    last = decoded(number, day).parts[-1]
    assert (last.name, last.value) == item


IMPOSSIBLE = ["611.61/13-150", "611.61/0-150", "611.61/2-3050", "611.61/4-3150"]
"""No days of the calendar: month 13, month 0, February 30, April 31."""


@pytest.mark.parametrize("number", IMPOSSIBLE)
def test_an_item_that_is_no_day_is_none(number: str) -> None:
    assert decoded(number, "1950-03-25").parts[-1].name == "item"


def test_an_unknown_number_is_kept_as_it_stands() -> None:
    found = decoded("Minister’s desk 3", "1966-01-01")
    assert (found.text, found.canonical, found.scheme, found.parts) == ("Minister’s desk 3", "Minister’s desk 3", "unknown", ())


@pytest.mark.parametrize(
    ("number", "scheme"),
    [
        ("POL 27–14 VIET", "subject-numeric"),
        ("POL US-USSR", "subject-numeric"),
        ("AID (US) 15-4 UAR", "subject-numeric"),
        ("NATO 3 UK (LO)", "subject-numeric"),
        ("INCO-CHROME 17 US-RHOD", "subject-numeric"),
        ("P750066–0259", "film"),
    ],
)
def test_numbers_after_1963_are_recognised_and_not_taken_apart(number: str, scheme: str) -> None:
    found = decoded(number, "1966-01-01")
    assert (found.canonical, found.scheme, found.parts) == (number.replace("–", "-"), scheme, ())


def test_words_of_a_number_are_its_class() -> None:
    assert decoded("861.00/11630", "1936-08-27").words == (
        "Internal affairs of states. Russia and the Soviet Union. Political affairs"
    )
