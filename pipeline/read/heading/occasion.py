"""Where and when, as the end of a heading says: ", Department of State, Washington, August 9, 1955, 3 p.m."."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.model import Evidence, Reading, Span
from pipeline.moments import DAY, YEAR
from pipeline.passages import fold
from pipeline.patterns import Pattern

DATED = Pattern(
    rf"""(?:,|\son)?\s (?:(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day,?\s)?
        (?P<moment> {DAY} (?:[^()A-Y]|Noon|Midnight){{0,40}} | [Uu]ndated ) $""",
    matches=[
        ", August 9, 1955, 3 p.m.",
        ", Tuesday, May 3, 1956",
        " on May 6–7, 1956",
        ", undated",
        ", May 3, 1956, 1721Z",
        ", May 3, 1956, Noon",
    ],
    rejects=["May 3, 1956", ", May 3, 1956 (Ray)", ", May 3, 1956, Paris"],
)
"""The date that ends a heading."""

_YEAR = re.compile(YEAR)
_PLACE = re.compile(r",\s(?=[^\Wa-z_]|[“\"])")
"""What follows a comma with a capital is a place; ", by the Secretary" and ", and the Minister" are not."""
_DONE_AT = re.compile(r"(?:Signed|Done|Held|Concluded)\s(?:at|in)\s")
_STAYING = re.compile(r"\s(?:in|at)\s(?:the\s)?([^\Wa-z_][^,()\d]{1,40})$")


class Occasion(NamedTuple):
    """`start` is where the stretch of place and date begins: the rest of the heading ends there."""

    start: int
    place: Reading | None = None
    date: Span | None = None


def read_occasion(source: str, start: int, end: int) -> Occasion:
    """The place and the date that end a heading, source[start:end]; neither where it ends in no date."""
    may_be_dated = _YEAR.search(source, start, end) or source.find("ndated", start, end) >= 0
    m = DATED.search(source, start, end) if may_be_dated else None
    if m is None or not (m["moment"].lower() == "undated" or _YEAR.search(m["moment"])):
        return Occasion(end)
    date = Span(m.start("moment"), m.start("moment") + len(m["moment"].rstrip(" ,")))
    after_names = source.rfind(")", start, m.start()) + 1 or start
    parts = list(_PLACE.finditer(source, after_names, m.start()))
    if parts:
        return Occasion(parts[0].start(), _place(source, parts[-1].end(), m.start()), date)
    staying = _STAYING.search(source, after_names, m.start()) if after_names > start else None
    return Occasion(m.start(), _place(source, *staying.span(1)) if staying else None, date)


def _place(source: str, start: int, end: int) -> Reading:
    if at := _DONE_AT.match(source, start, end):
        start = at.end()
    end = start + len(source[start:end].rstrip(", "))
    return Reading(text=fold(source[start:end]), evidence=Evidence(rule="occasion.place", spans=(Span(start, end),)))
