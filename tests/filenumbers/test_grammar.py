"""File numbers taken apart: the forms that the central files print, what is none, and the one form under which each is kept."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.filenumbers import Parts, canonical, parse
from pipeline.link.references.grammar import FILED
from tests.read.rows import rows

PARSED = [
    # (number, class, country, subject, infix, item)
    ("861.00/11630", "8", "61", "00", "", "11630"),
    ("861.00b/11", "8", "61", "00b", "", "11"),
    ("861.24/88", "8", "61", "24", "", "88"),
    ("893.51/391", "8", "93", "51", "", "391"),
    ("763.72/3578½", "7", "63", "72", "", "3578½"),
    ("741.61/9a", "7", "41", "61", "", "9a"),
    ("860c.4016/22", "8", "60c", "4016", "", "22"),
    ("860C.4016/22", "8", "60c", "4016", "", "22"),
    ("740.0011 European War 1939/6363", "7", "40", "0011", "European War 1939", "6363"),
    ("740.00119 Control (Italy)/9", "7", "40", "00119", "Control (Italy)", "9"),
    ("751K.5-MSP/6-1461", "7", "51k", "5", "MSP", "6-1461"),
    ("751K.5–MSP/6–1461", "7", "51k", "5", "MSP", "6-1461"),
    ("611.61/3–2550", "6", "11", "61", "", "3-2550"),
    ("501.BC Indonesia/12–648", "5", "01", "bc", "Indonesia", "12-648"),
    ("823.00/—", "8", "23", "00", "", "-"),
    ("320/10–450", "3", "20", "", "", "10-450"),
    (" 861.00 / 11630 ", "8", "61", "00", "", "11630"),
    ("861.00/\n11630", "8", "61", "00", "", "11630"),
]


@pytest.mark.parametrize(("number", "class_", "country", "subject", "infix", "item"), rows(PARSED))
def test_decimal(number: str, class_: str, country: str, subject: str, infix: str, item: str) -> None:
    parts = parse(number)
    assert parts is not None
    assert parts == Parts("decimal", parts.canonical, class_, country, subject, infix, item)


NUMERICAL = [("3767/5", "3767", "5"), ("774/245B", "774", "245B"), ("9254/5-7", "9254", "5-7"), ("12/1", "12", "1")]


@pytest.mark.parametrize(("number", "case", "item"), rows(NUMERICAL))
def test_numerical(number: str, case: str, item: str) -> None:
    assert parse(number) == Parts("numerical", number, case, item=item)


REFUSED = [
    "", "861", "861.00", "861.00/", "/11630", "86.00/1", "8.61/1", "Telegram", "RG 59", "UN Files", "12.5 percent/year",
    "861.00:1", "No. 861.00/1", "1918/19/20", "861.00/11630 and 11631", "P/V 11", "Moscow Embassy Files", "A861.00/1",
]  # fmt: skip


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: text or "nothing")
def test_refused(text: str) -> None:
    assert parse(text) is None


CANONICAL = [
    ("861.00/11630", "861.00/11630"),
    ("861.00 / 11630", "861.00/11630"),
    ("861.00/\n 11630", "861.00/11630"),
    ("611.61/3–2550", "611.61/3-2550"),
    ("611.61/3—2550", "611.61/3-2550"),
    ("740.0011  European\nWar 1939/6363", "740.0011 European War 1939/6363"),
    ("823.00/—", "823.00/-"),
]


@pytest.mark.parametrize(("text", "expected"), rows(CANONICAL))
def test_canonical(text: str, expected: str) -> None:
    assert canonical(text) == expected


NUMBERS = st.one_of(
    st.from_regex(r"\A[0-9]{3}[A-Za-z]?\.[0-9A-Za-z]{1,6}( European War 1939|[-–]MSP)? ?/ ?[0-9]{1,5}[a-z½]?\Z"),
    st.from_regex(r"\A[0-9]{3}\.[0-9]{2}/[0-9]{1,2}[–—-][0-9]{3,4}\Z"),
    st.from_regex(r"\A[0-9]{1,6}/[0-9]{1,4}[A-Z]?\Z"),
)


@settings(max_examples=300, deadline=None, database=None)
@given(number=NUMBERS)
def test_canonical_form_is_stable(number: str) -> None:
    """The canonical form is read as the number was, and is its own canonical form."""
    parts = parse(number)
    assert parts is not None
    assert canonical(parts.canonical) == parts.canonical == canonical(number)
    assert parse(parts.canonical) == parts


@settings(max_examples=300, deadline=None, database=None)
@given(text=st.text(alphabet="0123456789./–—-½ abBC\n", max_size=30))
def test_parse_is_total(text: str) -> None:
    parts = parse(text)
    assert parts is None or parse(parts.canonical) == parts


IN_TEXT = [
    ("(861.00/11629)", "861.00/11629"),
    ("see 861.00/11629", "861.00/11629"),
    ("see 611.61/3–2550.", "611.61/3–2550"),
    ("see 763.72/3578½, of", "763.72/3578½"),
    ("see 740.0011 European War 1939/88;", "740.0011 European War 1939/88"),
    ("see 860C.4016/22", "860C.4016/22"),
    ("861.00/11629", None),
    ("x861.00/11629", None),
    ("(1918/19)", None),
    ("(3767/5)", None),
    ("a 12.5/3 share", None),
]
"""In running text a number must stand after a space or bracket; the old numerical ones are too like others to be looked for."""


@pytest.mark.parametrize(("text", "number"), rows(IN_TEXT))
def test_in_running_text(text: str, number: str | None) -> None:
    m = FILED.search(text)
    assert (m["number"] if m else None) == number
    if number:
        assert parse(number) is not None
