"""Datelines: where and when a paper was written, as the line above or below its text says it.

"Moscow, August 27, 1936—7 p.m.", "[Washington,] 3 July 1945", "American Legation, London, May 17, 1861. (Received June 3.)"
A line is one only if all of it is read: place, day and hour, receipt, and nothing left over but stops and a note's marker.
"""

from __future__ import annotations

import calendar
import re
from functools import cache
from typing import NamedTuple

from pipeline.knowledge import rows
from pipeline.model import CableDate, Evidence, Reading, Span
from pipeline.passages import fold
from pipeline.read.front.days import Moment, find_dated
from pipeline.read.front.receipts import read_receipt, receipt_at

_LONGEST = 160
_LONGEST_PLACE = 70
_END = re.compile(r"[\s.,;:\])]{0,6}[*†‡]?\d{0,3}[a-z]?")
_MESSAGE_NUMBER = re.compile(r"No\.\s?(?P<n>\d{1,5})[.,]?\s?\]?[\s,]+")
_WEEKDAY = re.compile(r"\b(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day[\s,.]*$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w’'.&-]*")
_STOPS = " \n\t,.;:[](—–-?"
_INITIAL = re.compile(r"\b[A-Z]\.\s?[A-Z]$")
"""Before a full stop that belongs to the name: "Washington, D. C."."""
_WITHHELD = "place not declassified"
_LITTLE = {"a", "and", "at", "au", "aux", "board", "da", "de", "del", "der", "des", "di", "do", "du", "en", "es", "et", "in",
           "la", "las", "le", "les", "los", "of", "on", "route", "sea", "sur", "the", "to", "upon", "van", "von"}  # fmt: skip
"""Words that the name of a place has without a capital."""
_BEFORE_A_DAY = {"at", "by", "dated", "from", "in", "of", "on", "since", "the", "until"}
"""What ends in such a word is prose that names a day."""
_CITING = {"after", "before", "by", "date", "dated", "during", "from", "ref", "reference", "see", "since", "subject", "time",
           "until", "your", "my", "our"}  # fmt: skip
"""What begins with such a word names a day and is no dateline."""


class ImpossibleDate(NamedTuple):
    text: str
    span: Span


class Dateline(NamedTuple):
    place: Reading | None
    date: CableDate | None
    impossible: ImpossibleDate | None
    received: CableDate | None
    number: Reading | None = None
    """Of the message, where the line begins with it: "No. 252 Taipei, October 21, 1955"."""


def read_dateline(source: str, span: Span) -> Dateline | None:
    """Place, moment and receipt of a dateline, or None where the stretch is something else.

    source[span]: one line, e.g. "Moscow, August 27, 1936—7 p.m." or "[Received August 28—1:10 a.m.]".
    Times are local to the place; none is converted. Source: FRUS editorial practice, volumes 1861–1980.
    """
    start, end = span
    if end - start > _LONGEST:
        return None
    cut = receipt_at(source, start, end)
    received = read_receipt(source, cut, end)
    if cut < end and received is None:
        return None
    if cut == start and received:
        return Dateline(None, None, None, received)
    number = _MESSAGE_NUMBER.match(source, start, cut)
    moment = _only_moment(source, number.end() if number else start, cut)
    if moment is None:
        return None
    date, impossible = _dated(source, moment)
    place = _place(source, number.end() if number else start, moment.span.start)
    return Dateline(place, date, impossible, received, _number(number) if number else None)


def _only_moment(source: str, start: int, end: int) -> Moment | None:
    """The moment before which there is only a place and after which there is nothing."""
    for moment in find_dated(source, start, end):
        if _END.fullmatch(source, moment.span.end, end) and may_be_place(source[start : moment.span.start]):
            return moment
    return None


def read_day(source: str, span: Span) -> Dateline | None:
    """The first full date of a stretch that a label or the heading says to be the date, as a dateline without place."""
    for moment in find_dated(source, *span):
        if moment.names_year:
            return Dateline(None, *_dated(source, moment), None)
    return None


def _dated(source: str, moment: Moment) -> tuple[CableDate, ImpossibleDate | None]:
    """The printed date: a moment, or the bounds of several days; or only its words, with what makes them impossible."""
    text = _unbracketed(fold(source[slice(*moment.span)]))
    evidence = (Evidence(rule="datelines.date", spans=(moment.span,)),)
    bounds = moment.bounds()
    if bounds is None:
        impossible = ImpossibleDate(text, moment.span) if moment.names_year else None
        return CableDate(text=text, evidence=evidence), impossible
    first, last = bounds
    if first != last:
        return CableDate(text=text, not_before=first, not_after=last, evidence=evidence), None
    time = moment.time()
    return CableDate(text=text, when=f"{first}T{time}" if time and moment.names_day else first, evidence=evidence), None


def _unbracketed(text: str) -> str:
    """Without the bracket that opened before the place or closes the line; "—[noon?]" keeps its own."""
    text = text.removeprefix("[")
    return text.removesuffix("]") if text.count("]") > text.count("[") else text


def _number(m: re.Match[str]) -> Reading:
    return Reading(text=m["n"], evidence=Evidence(rule="datelines.number", spans=(Span(*m.span("n")),)))


# ---- place ----------------------------------------------------------------------------------------------------------


def may_be_place(text: str) -> bool:
    """Whether what stands before the day is a name, or nothing: prose has words without capitals, titles name a paper."""
    text = _WEEKDAY.sub("", text)
    words = _WORD.findall(text)
    if _WITHHELD in text or not (words or any(c.isdigit() for c in text)):
        return True
    if len(text) > _LONGEST_PLACE or "(" in text or any(c.isdigit() for c in text):
        return False
    if words[-1].lower() in _BEFORE_A_DAY or words[0].lower() in _CITING or words[0] in _LITTLE:
        return False
    return all((word[0].isupper() and word.casefold() not in _papers()) or word in _LITTLE for word in words)


@cache
def _papers() -> frozenset[str]:
    """Words for a paper, of which a place has none: "Draft Report, August 3, 1950"; and those for months."""
    words = (word for row in rows("forms") for word in row["words"].casefold().split() if word not in _LITTLE)
    return frozenset({*words, *(name.casefold() for name in calendar.month_name)})


def _place(source: str, start: int, end: int) -> Reading | None:
    """The place as printed, with an office that is named, "White House, Washington"; without brackets and weekday."""
    if day := _WEEKDAY.search(source, start, end):
        end = day.start()
    while start < end and source[start] in _STOPS:
        start += 1
    end -= len(source[start:end]) - len(source[start:end].rstrip(_STOPS))
    if start >= end:
        return None
    end += source.startswith(".", end) and _INITIAL.search(source, start, end) is not None
    return Reading(text=fold(source[start:end]), evidence=Evidence(rule="datelines.place", spans=(Span(start, end),)))


def continued(source: str, above: Span, place: Reading | None) -> Reading:
    """The place of a dateline in two lines. above: the first, "Legation of the United States,"; place: on the second."""
    span = Span(above.start, above.start + len(source[slice(*above)].rstrip(_STOPS)))
    text = fold(source[slice(*span)])
    spans = (span, *(place.evidence.spans if place else ()))
    return Reading(text=f"{text}, {place.text}" if place else text, evidence=Evidence(rule="datelines.place", spans=spans))
