"""Findings about one text, with the line that each speaks of."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

from pipeline.codes import Code
from pipeline.model import Finding, Span, Where


class Reporter:
    """Gathers the Findings of one text; lines are counted from 1."""

    def __init__(self, source: str, cable: str, path: str) -> None:
        self._source, self._cable, self._path = source, cable, path
        self.findings: list[Finding] = []

    @cached_property
    def _line_ends(self) -> list[int]:
        return [m.start() for m in re.finditer("\n", self._source)]

    def say(self, code: Code, span: Span | None = None, subject: str = "", **values: object) -> None:
        """Report a code about a stretch of the source; `subject` tells findings of a code apart, `values` fill its sentence."""
        line = None if span is None else bisect_left(self._line_ends, span.start) + 1
        where = Where(path=self._path, line=line, span=span)
        self.findings.append(Finding.of(code, self._cable, where, subject, **values))
