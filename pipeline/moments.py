"""Days and hours as cables write them: "August 24, 6 p.m.", "3 July 1945", "July 25, 1966, 0936Z"."""

from __future__ import annotations

import calendar
import re
import sys
from collections.abc import Iterator, Sequence

from pipeline.patterns import DASH, Pattern

MONTHS = tuple(calendar.month_name[1:])
_NUMBERS = {name[:3].lower(): number for number, name in enumerate(MONTHS, start=1)}
MONTH = r"""(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?
            |Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"""
TIME = r"""(?P<time> (?P<hour>\d{1,2}) (?:[:.](?P<minute>\d\d))? \s? (?P<half>[ap])\s?\.?\s?m\b\.?
          | noon\b | midnight\b | (?P<zulu>[0-2]\d[0-5]\d)\ ?Z\b )"""
YEAR = r"1[789]\d\d|20\d\d"
ORDINAL = r"(?:(?:st|nd|rd|th|d)\b)?"
_SPACE = r"\s{1,12}"  # a line may break within a date, and the next be indented
DAY = rf"""(?: (?P<month>{MONTH}) {_SPACE} (?P<day>\d{{1,2}}){ORDINAL} (?: ,?{_SPACE} (?P<year>{YEAR})(?!\d) )?
         | (?P<day2>\d{{1,2}}){ORDINAL}{_SPACE} (?P<month2>{MONTH}) ,? {_SPACE} (?P<year2>{YEAR})(?!\d) )"""

MOMENT = Pattern(
    rf"{DAY} (?: (?:\s?{DASH}\s?|,?\s) {TIME} )?",
    matches=[
        "August 27, 1936—7 p.m.",
        "August 24, 6 p.m.",
        "February 11, 1943",
        "3 July 1945",
        "August 20—5 p.m.",
        "June 1, 1951—noon",
        "July 25, 1966, 0936Z",
        "Sept. 12, 1951",
        "23 Dec 1949",
        "May 2d, 1861",
    ],
    rejects=["August", "27, 1936", "March 1936"],
)

HOUR = Pattern(TIME, matches=["7 p.m.", "1:10 a.m.", "noon", "0936Z"], rejects=["7", "25:00"])


def month_number(name: str) -> int:
    """1 to 12. name: as printed, whole or shortened: "September", "Sept.", "SEP"."""
    return _NUMBERS[name[:3].lower()]


def day_of(year: int, month: int, day: int) -> str | None:
    """YYYY-MM-DD, or None where the calendar has no such day."""
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def iso_day(m: re.Match[str], year: int | None = None) -> str | None:
    """YYYY-MM-DD of a match with DAY's groups; None where it has no year and none is given, or there is no such day."""
    named = m["year"] or m["year2"]
    year = int(named) if named else year
    if year is None:
        return None
    return day_of(year, month_number(m["month"] or m["month2"]), int(m["day"] or m["day2"]))


def clock(m: re.Match[str]) -> str:
    """HH:MM of a match with TIME's groups; empty where it has none or there is no such hour.

    Midnight is 00:00 of the day that it is named with, as the Office of the Historian encodes it.
    """
    if not m["time"]:
        return ""
    if m["zulu"]:
        return of_24_hours(m["zulu"])
    if not m["hour"]:
        return "12:00" if m["time"].startswith("noon") else "00:00"
    return of_12_hours(m["hour"], m["minute"], m["half"])


def of_12_hours(hour: str, minute: str | None, half: str) -> str:
    """HH:MM of "6", "15" and "p"; empty where there is no such hour."""
    if not (1 <= int(hour) <= 12 and int(minute or 0) < 60):
        return ""
    return f"{int(hour) % 12 + (12 if half.lower() == 'p' else 0):02d}:{int(minute or 0):02d}"


def of_24_hours(digits: str) -> str:
    """HH:MM of "0936"; empty where there is no such hour."""
    return f"{digits[:2]}:{digits[2:]}" if digits[:2] < "24" and digits[2:] < "60" else ""


def w3cdtf(m: re.Match[str], year: int | None = None) -> str | None:
    """The moment as W3CDTF without zone, to the minute where the text gives it."""
    day, time = iso_day(m, year), clock(m)
    return f"{day}T{time}" if day and time else day


_CENTURIES = [re.compile(century) for century in YEAR.split("|")]
"""One by one: each begins with a character of its own, which is searched for eight times as fast as either of two."""
_BEFORE_YEAR, _FROM_YEAR = 42, 26
"""So many characters a month and day may take before the year, and the year and an hour after it."""


def years_in(text: str) -> list[int]:
    """Where each year begins, in order."""
    return sorted(m.start() for century in _CENTURIES for m in century.finditer(text))


def full_dates(text: str, years: Sequence[int], start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
    """Every day named with its year in text[start:end], with its time where it has one.

    years: where those within begin; only what stands around them is searched.
    """
    done = start
    for year in years:
        if year < done:
            continue
        for m in MOMENT.finditer(text, max(done, year - _BEFORE_YEAR), min(end, year + _FROM_YEAR)):
            if m["year"] or m["year2"]:
                done = m.end()
                yield m
