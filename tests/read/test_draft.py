"""The marks of a stretch, in reading order."""

from __future__ import annotations

from pipeline.model import Evidence, MarkKind, Span
from pipeline.passages import Found
from pipeline.read.draft import Marks


def found(start: int, end: int) -> Found:
    return Found(MarkKind.TERM, Span(start, end), "", Evidence(rule="test.mark", spans=(Span(start, end),)))


def test_marks_of_a_stretch() -> None:
    """Wider ones first; those at its borders are of it, those before and after are not."""
    marks = Marks([found(30, 34), found(10, 14), found(10, 20), found(2, 6), found(20, 20)])
    assert [f.span for f in marks.of(Span(10, 20))] == [(10, 20), (10, 14), (20, 20)]
    assert marks.of(Span(21, 29)) == []
