"""What other marks already cover of a source."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from pipeline.model import Span


class Taken:
    """Stretches of a source, to be asked how another lies to them; each question costs O(log n)."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(span for span in spans if span.start < span.end)
        self._starts = [span.start for span in ordered]
        self._ends = list(accumulate((span.end for span in ordered), max))
        """The furthest end of all that start no later."""

    def overlaps(self, span: Span) -> bool:
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._ends[before - 1] > span.start

    def holds(self, span: Span) -> bool:
        """Whether it lies within what one or more of those that begin no later cover."""
        before = bisect_right(self._starts, span.start)
        return before > 0 and self._ends[before - 1] >= span.end
