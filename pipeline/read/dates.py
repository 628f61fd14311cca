"""The full dates that a text names."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Evidence, MarkKind, Span
from pipeline.moments import moments, w3cdtf
from pipeline.passages import Found


def find_days(source: str, spans: Sequence[Span], taken: Sequence[Found]) -> list[Found]:
    """A mark for each full date within the spans that no other mark has taken; one that the calendar lacks gets none."""
    covered = {f.span.start for f in taken if f.kind is MarkKind.DATE}
    found = []
    for span in spans:
        for m in moments(source, *span):
            if m.start() not in covered and (m["year"] or m["year2"]) and (when := w3cdtf(m)):
                here = Span(*m.span())
                found.append(Found(MarkKind.DATE, here, when, Evidence(rule="dates.day", spans=(here,))))
    return found
