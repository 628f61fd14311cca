"""The full dates that a text names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from pipeline.model import Evidence, MarkKind, Span
from pipeline.moments import YEAR, moments, w3cdtf
from pipeline.passages import Found

_YEARS = [re.compile(century) for century in YEAR.split("|")]
"""One by one: each begins with a character of its own, which is searched for eight times as fast as either of two."""
_BEFORE_YEAR, _FROM_YEAR = 42, 26
"""So many characters a month and day may take before the year, and the year and an hour after it."""


def find_days(source: str, spans: Sequence[Span], taken: Sequence[Found]) -> list[Found]:
    """A mark for each full date within the spans that no other mark has taken; one that the calendar lacks gets none."""
    years = sorted(m.start() for century in _YEARS for m in century.finditer(source))
    if not years:
        return []
    covered = {f.span.start for f in taken if f.kind is MarkKind.DATE}
    found = []
    for span in spans:
        first = bisect_left(years, span.start)
        if first == len(years) or years[first] >= span.end:
            continue
        for m in _dated_in_full(source, span, years[first : bisect_left(years, span.end)]):
            if m.start() not in covered and (when := w3cdtf(m)):
                here = Span(*m.span())
                found.append(Found(MarkKind.DATE, here, when, Evidence(rule="dates.day", spans=(here,))))
    return found


def _dated_in_full(source: str, span: Span, years: Sequence[int]) -> Iterator[re.Match[str]]:
    """The days that have a year: only what stands around a year is searched."""
    done = span.start
    for year in years:
        if year < done:
            continue
        for m in moments(source, max(done, year - _BEFORE_YEAR), min(span.end, year + _FROM_YEAR)):
            if m["year"] or m["year2"]:
                done = m.end()
                yield m
