"""The days and hours of datelines and receipts: "August 27, 1936—7 p.m.", "3–5 July 1945", "January 29/February 11, 1917".

Wider than what a paper cites of another (pipeline/moments.py): ranges, two calendars, two hours, corrections of the editors.
Source: FRUS editorial practice, volumes 1861–1980.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from pipeline.model import Span
from pipeline.moments import MONTH, ORDINAL, YEAR, day_of, month_number, of_12_hours, of_24_hours
from pipeline.patterns import DASH, Pattern

_TO = rf"\s?(?:{DASH}|/|\band\b|\bto\b)\s?"
_CLOCK = r"\d|[:.]\d|\s?[ap]\.?\s?m\b"
_GAP = r"(?:,\s{0,3}|\.?\s{1,3})"
_CORRECTED = r"(?:\s?[\[(]\d{1,2}\??[\])]|\?)?"


def _year(group: str) -> str:
    return rf"(?: {_GAP} \[?(?P<{group}>{YEAR})\]? )"


def _half(group: str) -> str:
    return rf"\s?(?P<{group}>[ap])\s?\.?\s?m\b\.?"


_MONTH_FIRST = rf"""(?P<month>{MONTH}) ,?\s{{0,3}} (?P<day>\d{{1,2}})(?!\d){ORDINAL}{_CORRECTED}
    (?: (?P<to>{_TO}) (?:(?P<until_month>{MONTH})\s)? (?P<until>\d{{1,2}})(?!{_CLOCK}){ORDINAL} )? {_year("year")}?"""
_DAY_FIRST = rf"""(?P<day2>\d{{1,2}}){ORDINAL}
    (?: (?:{_GAP}(?P<from_month>{MONTH}))? (?P<to2>{_TO}|\s\() (?P<until2>\d{{1,2}}){ORDINAL} )?
    {_GAP} (?P<month2>{MONTH})\)? {_year("year2")}?"""
DAYS = Pattern(
    rf"""\[?\b(?=[ADFJMNOSU\d]) (?: {_MONTH_FIRST} | {_DAY_FIRST} | (?P<month3>{MONTH}){_year("year3")} | undated\b )""",
    matches=[
        "August 27, 1936",
        "3 July 1945",
        "23 Dec 1949",
        "May 2d, 1861",
        "August 3–5, 1955",
        "June 30–July 2, 1950",
        "May 25/June 7, 1918",
        "25 May (7 June), 1918",
        "May 24 [23?], 1949",
        "24, May, 1918",
        "June 9",
        "June 9—1:10 a.m.",
        "January 1959",
        "undated",
    ],
    rejects=["Mayor 3, 1950", "13 votes", "27, 1936", "May"],
    flags=re.IGNORECASE,
)
_TWELVE = r"(?:12(?:[:.]00)?\s)?"
_OCLOCK = r"(?:\so[’']clock)?"
_FIRST_HOUR = rf"""(?: {_TWELVE}\b(?P<named>noon|midnight)\b
    | (?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d))?{_OCLOCK} (?:{_half("half")})? )"""
_LAST_HOUR = rf"""(?: {_TWELVE}(?P<until_named>noon|midnight)\b
    | (?P<until_hour>\d{{1,2}})(?:[:.]\d\d)?{_OCLOCK}{_half("until_half")} )"""
HOURS = Pattern(
    rf"""\[?(?: (?P<military>\d{{4}})\s?(?:Z|hours|hrs|E[SD]T)(?![A-Za-z]) | {_FIRST_HOUR} (?:{_TO}{_LAST_HOUR})? )
      (?:\s?\[(?:noon|midnight|[\d:.]{{1,5}}(?:\s?[ap]\.?\s?m\.)?)\??\])? \??\]?""",
    matches=[
        "7 p.m.",
        "12:15 a. m.",
        "noon",
        "12 midnight",
        "0936Z",
        "1121 EST",
        "3:30–5 p.m.",
        "10 a.m.–12:30 p.m.",
        "noon-2:15 p.m.",
    ],
    rejects=["p.m.", "1936 votes", "7 votes"],
    flags=re.IGNORECASE,
)
_BEFORE_HOUR = re.compile(rf"(?:\s?(?:{DASH}){{1,2}}\s?|\s?[,.;:]\s{{0,3}}|\s{{1,3}}(?:at\s)?)\[?")
_BEFORE_DAY = re.compile(rf"(?:\s?[,.;]\s{{0,3}}|\s?{DASH}\s?|\s{{1,3}}(?:on\s|of\s)?)\[?")
_DIGIT = re.compile(r"\d")
_BETWEEN_CALENDARS = (12, 13)
"""Days by which the Julian calendar was behind, 1800–1900 and since."""


class Moment(NamedTuple):
    """A printed day or hour, or both."""

    span: Span
    days: re.Match[str] | None
    hours: re.Match[str] | None

    @property
    def names_year(self) -> bool:
        return self.days is not None and bool(self.days["year"] or self.days["year2"] or self.days["year3"])

    @property
    def names_day(self) -> bool:
        return self.days is not None and bool(self.days["day"] or self.days["day2"])

    def bounds(self, year: int | None = None) -> tuple[str, str] | None:
        """First and last day, YYYY-MM-DD; the month twice, YYYY-MM, where no day is named; None for none there is.

        Of a day by two calendars it is the Gregorian, as W3CDTF wants it. year: where the text names none.
        """
        m = self.days
        named = m and (m["year"] or m["year2"] or m["year3"])
        year = int(named) if named else year
        if m is None or year is None or not (self.names_day or m["month3"]):
            return None
        if m["month3"]:
            return (f"{year:04d}-{month_number(m['month3']):02d}",) * 2
        return _bounds(m, year)

    def time(self) -> str:
        """HH:MM of the hour, or of the first of two; empty where none is printed or there is none such."""
        return _time(self.hours) if self.hours else ""


def _bounds(m: re.Match[str], year: int) -> tuple[str, str] | None:
    last_month = month_number(m["until_month"] or m["month"] or m["month2"])
    first_month = month_number(m["month"] or m["from_month"] or m["month2"])
    first = day_of(year - (first_month > last_month), first_month, int(m["day"] or m["day2"]))
    last = day_of(year, last_month, int(m["until"] or m["until2"] or m["day"] or m["day2"]))
    if first is None or last is None:
        return None
    return (last, last) if _is_one_day(m, first, last) else (first, last)


def _is_one_day(m: re.Match[str], first: str, last: str) -> bool:
    """Whether both are the same, by the Julian and by the Gregorian calendar: "January 29/February 11", "25 May (7 June)"."""
    apart = (date.fromisoformat(last) - date.fromisoformat(first)).days
    return (m["to"] or m["to2"] or "").strip() in ("/", "(") and apart in _BETWEEN_CALENDARS


def _time(m: re.Match[str]) -> str:
    """Where only the last of two hours says which half of the day, the first is in the same if it is earlier on the dial."""
    if m["military"]:
        return of_24_hours(m["military"])
    if m["named"]:
        return "12:00" if m["named"].lower() == "noon" else "00:00"
    half = m["half"]
    if half is None and m["until_half"] and int(m["hour"]) % 12 <= int(m["until_hour"]) % 12:
        half = m["until_half"]
    return of_12_hours(m["hour"], m["minute"], half) if half else ""


def find_moments(source: str, start: int, end: int) -> Iterator[Moment]:
    """Each day of a line with the hour beside it; without a day, an hour alone."""
    has_day = False
    for moment in find_dated(source, start, end):
        has_day = True
        yield moment
    if not has_day:
        yield from (Moment(Span(*m.span()), None, m) for m in HOURS.finditer(source, start, end) if _is_hour(m))


def find_dated(source: str, start: int, end: int) -> Iterator[Moment]:
    """Each day of a line with the hour beside it: "August 3, 4 p.m." or "4 p.m., August 3"."""
    if not (_DIGIT.search(source, start, end) or "undated" in source[start:end].casefold()):
        return
    for m in DAYS.finditer(source, start, end):
        hours = _hours_after(source, m.end(), end)
        if hours is None and (lead := _hours_before(source, start, m.start())):
            yield Moment(Span(lead.start(), m.end()), m, lead)
        else:
            yield Moment(Span(m.start(), hours.end() if hours else m.end()), m, hours)


def _hours_after(source: str, start: int, end: int) -> re.Match[str] | None:
    gap = _BEFORE_HOUR.match(source, start, end)
    m = HOURS.match(source, gap.end(), end) if gap else None
    return m if m and _is_hour(m) else None


def _hours_before(source: str, start: int, end: int) -> re.Match[str] | None:
    found = (m for m in HOURS.finditer(source, start, end) if _is_hour(m))
    return next((m for m in found if _BEFORE_DAY.fullmatch(source, m.end(), end)), None)


def _is_hour(m: re.Match[str]) -> bool:
    """A bare number is one only as the first of two: "3–5 p.m."."""
    return any(m[group] for group in ("military", "named", "half", "until_half", "until_named"))
