"""The full dates that a text names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.model import Evidence, MarkKind, Span
from pipeline.moments import YEAR, moments, w3cdtf
from pipeline.passages import Found

_YEAR = re.compile(YEAR)
_BEFORE_YEAR, _FROM_YEAR = 42, 26
"""So many characters a month and day may take before the year, and the year and an hour after it."""


def find_days(source: str, spans: Sequence[Span], taken: Sequence[Found]) -> list[Found]:
    """A mark for each full date within the spans that no other mark has taken; one that the calendar lacks gets none."""
    covered = {f.span.start for f in taken if f.kind is MarkKind.DATE}
    found = []
    for span in spans:
        for m in _dated_in_full(source, span):
            if m.start() not in covered and (when := w3cdtf(m)):
                here = Span(*m.span())
                found.append(Found(MarkKind.DATE, here, when, Evidence(rule="dates.day", spans=(here,))))
    return found


def _dated_in_full(source: str, span: Span) -> Iterator[re.Match[str]]:
    """The days that have a year: only what stands around a year is searched."""
    done = span.start
    for year in _YEAR.finditer(source, *span):
        if year.start() < done:
            continue
        for m in moments(source, max(done, year.start() - _BEFORE_YEAR), min(span.end, year.start() + _FROM_YEAR)):
            if m["year"] or m["year2"]:
                done = m.end()
                yield m
