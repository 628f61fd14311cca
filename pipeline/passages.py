"""Between the two systems of offsets: a stretch of the source and the passage that it becomes.

A reader works in offsets of the source; `compose` turns a stretch of it into the text and marks of a passage: white space is
folded, printed labels that became markup (note markers, page labels) are cut out. `Origin` finds the way back.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.model import Evidence, Mark, MarkKind, Span

CUTTING = frozenset({MarkKind.NOTE, MarkKind.PAGE, MarkKind.LINE})
"""Kinds whose printed label does not stay in the text: their marks are zero-width."""

BULLET_CUT = "bullet"
"""Value of a LINE mark on a bullet between a label and its text: cut out like a label, it leaves no mark."""

_SPACES = re.compile(r"\s+")


class Found(NamedTuple):
    """A mark as a reader finds it: in offsets of the source."""

    kind: MarkKind
    span: Span
    value: str
    evidence: Evidence


class Passage(NamedTuple):
    text: str
    marks: tuple[Mark, ...]


_BROKEN = re.compile(r"(?<=\w)-\n[ \t]*(?=\w)")
"""A line broken at a hyphen: no space belongs there. Whether the hyphen does cannot be told, so it stays."""


def fold(text: str) -> str:
    """The text with each run of white space made one space, none at its ends; none after a hyphen at a line's end."""
    if text.isprintable() and "  " not in text and text.strip() == text:
        return text  # of white space, only the plain space is printable
    return " ".join((_BROKEN.sub("-", text) if "-\n" in text else text).split())


def compose(source: str, span: Span, found: Iterable[Found] = ()) -> Passage:
    """The passage that `source[span]` becomes: folded text, and the marks within it in offsets of that text.

    found: marks in offsets of the source and in reading order, wider ones first; those outside `span` are passed over.
    """
    start, end = span
    within = [f for f in found if start <= f.span.start and f.span.end <= end]
    text = source[start:end]
    folded = fold(text)
    if not within:
        return Passage(folded, ())
    if folded == text and not any(f.kind in CUTTING for f in within):
        return Passage(text, tuple(_mark(f, f.span.start - start, f.span.end - start) for f in within))
    return _Composer(source, span, within, is_even=folded == text).passage()


def _mark(found: Found, start: int, end: int) -> Mark:
    return Mark(kind=found.kind, start=start, end=end, value=found.value, evidence=found.evidence)


class _Composer:
    """Copies the source from cut to cut, so that the place of each of its characters in the text is known."""

    def __init__(self, source: str, span: Span, found: Sequence[Found], *, is_even: bool) -> None:
        """is_even: whether the only white space is single spaces between words: nothing of it is folded."""
        self.source, self.found, self.is_even = source, found, is_even
        self.pieces: list[str] = []
        self.begins: list[int] = []
        """Where each piece begins in the source, and where it begins in the text; after them, where the text ends."""
        self.places = [0]
        cuts = [f.span for f in found if f.kind in CUTTING]
        if not is_even:  # a piece for each stretch between borders: only where it begins its place is known
            cuts = sorted([*cuts, *(Span(border, border) for f in found for border in f.span)])
        at = span.start
        for start, end in (*cuts, Span(span.end, span.end)):
            if start >= at:
                self._copy(at, start)
            at = max(at, end)

    def passage(self) -> Passage:
        text = "".join(self.pieces).rstrip()
        return Passage(text, tuple(self._placed(f, len(text)) for f in self.found if f.value != BULLET_CUT))

    def _copy(self, start: int, end: int) -> None:
        piece = self.source[start:end]
        if not self.is_even:
            piece = _SPACES.sub(" ", _BROKEN.sub("-", piece) if "-\n" in piece else piece)
        if piece.startswith(" ") and (not self.pieces or self.pieces[-1].endswith(" ")):
            piece, start = piece[1:], start + 1
        if piece:
            self.pieces.append(piece)
            self.begins.append(start)
            self.places.append(self.places[-1] + len(piece))

    def _placed(self, found: Found, length: int) -> Mark:
        """A mark where its borders came to stand, within the length of the text."""
        start = min(self._place(found.span.start), length)
        return _mark(found, start, start if found.kind in CUTTING else max(start, min(self._place(found.span.end), length)))

    def _place(self, border: int) -> int:
        piece = bisect_right(self.begins, border) - 1
        return 0 if piece < 0 else min(self.places[piece] + border - self.begins[piece], self.places[piece + 1])


class Origin:
    """The source offsets of a passage's characters. Raises nothing: an offset past the end gives the passage's end."""

    def __init__(self, source: str, evidence: Evidence, passage: Passage) -> None:
        self._source = source
        self._span = evidence.spans[0]
        self._passage = passage
        self._jumps: dict[int, int] = {}
        for mark in passage.marks:
            if mark.kind in CUTTING and mark.evidence.spans:
                self._jumps[mark.start] = max(self._jumps.get(mark.start, 0), mark.evidence.spans[0].end)
        self._borders = sorted(self._jumps)
        self._positions: list[int] = []
        """Where each stretch of the text begins that stands in the source as it is, and where it stands there."""
        self._places: list[int] = []
        self._walked, self._at = 0, self._span.start

    def span(self, start: int, end: int) -> Span:
        """Where `text[start:end]` of the passage was read from; start < end."""
        text = self._passage.text
        if not self._jumps and self._source.startswith(text, self._span.start):
            return Span(self._span.start + min(start, len(text)), self._span.start + min(end, len(text)))
        last = min(end, len(text)) - 1
        self._walk_to(last)
        return Span(self._place(min(start, last)), self._place(last) + 1)

    def _place(self, position: int) -> int:
        stretch = bisect_right(self._positions, position) - 1
        return self._places[stretch] + position - self._positions[stretch]

    def _walk_to(self, last: int) -> None:
        """Text and source differ only in white space and in the labels of zero-width marks, whose spans are known."""
        text, source = self._passage.text, self._source
        position, at = self._walked, self._at
        while position <= last:
            at = max(at, self._jumps.get(position, at))
            while source[at] != text[position] and not text[position].isspace():
                at += 1  # folded white space, or a bullet that was cut
            self._positions.append(position)
            self._places.append(at)
            same = self._as_it_was(position, at)
            position, at = position + same, at + same
        self._walked, self._at = position, at

    def _as_it_was(self, position: int, at: int) -> int:
        """How many characters from here stand in the source as in the text: all up to the next border, a word, or this one."""
        text, following = self._passage.text, bisect_right(self._borders, position)
        border = self._borders[following] if following < len(self._borders) else len(text)
        if (position in self._jumps or not position) and self._source.startswith(text[position:border], at):
            return border - position
        space = text.find(" ", position + 1, border)
        word = text[position : border if space < 0 else space]
        return len(word) if self._source.startswith(word, at) else 1
