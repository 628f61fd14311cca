"""The full dates that a text names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from pipeline.model import Evidence, MarkKind, Span
from pipeline.moments import full_dates, w3cdtf, years_in
from pipeline.passages import Found


def find_days(source: str, spans: Sequence[Span], taken: Sequence[Found]) -> list[Found]:
    """A mark for each full date within the spans that no other mark has taken; one that the calendar lacks gets none."""
    years = years_in(source)
    if not years:
        return []
    covered = {f.span.start for f in taken if f.kind is MarkKind.DATE}
    found = []
    for span in spans:
        within = years[bisect_left(years, span.start) : bisect_left(years, span.end)]
        for m in full_dates(source, within, *span) if within else ():
            if m.start() not in covered and (when := w3cdtf(m)):
                here = Span(*m.span())
                found.append(Found(MarkKind.DATE, here, when, Evidence(rule="dates.day", spans=(here,))))
    return found
