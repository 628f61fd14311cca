"""The digits and signs in a text that may be the markers of its notes, each with how likely it is to be one.

Print raises a marker; a copy glues it to what stands before it: "6 p.m.26", "the Embassy.1", "1954" with note 1 as "19541".
Nothing is decided here: a run of digits gives a candidate for each way in which it may end with a marker.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.model import Span
from pipeline.moments import MONTHS

SIGNS = "*†‡§║¶"

SURE, OPEN, DOUBTFUL, POOR, REMOTE = 4.0, 0.0, -2.0, -4.0, -6.0
"""Likelihoods as logarithms of odds, rounded. Measured over ten volumes of 1914–1980 (2026-11): a number glued to a small
letter, a bracket or a closing quotation mark is a marker in 98 cases of 100, one after "12." or after a capital in 30 to 45,
the last digit of a number that stands alone in 2 (of two digits) to 14 (of four or more)."""


class Marker(NamedTuple):
    """What may be a note's marker: its number (0 for a sign), where it stands, and how likely it is one."""

    number: int
    span: Span
    printed: str
    likely: float = SURE
    is_split: bool = False
    """Whether the digits before it would belong to something else: "1954" in "19541"."""
    second: Span | None = None
    """Where the next note's marker follows at once: "12" for notes 1 and 2."""

    @property
    def is_lettered(self) -> bool:
        """Whether it was put in after the notes had been numbered: "14a"."""
        return self.printed[-1].isalpha()

    @property
    def is_sign(self) -> bool:
        """Whether it has no number: "*"."""
        return self.printed[0] in SIGNS


_RUN = re.compile(r"[0-9](?<![0-9][0-9])[0-9]*+(?P<letter>[a-d](?!\w))?+(?![\d/°%½¼¾]|[-–]\d|[.,:]\d|(?:st|nd|rd|th)\b)")
"""A run of digits that may end with a marker, and its letter; fractions, ranges, sums, hours and ordinals are left out."""
_SIGN = re.compile(r"(?<=[^\s*†‡§║¶])[*†‡§║¶]{1,4}(?!\w)|(?<!\S)[†‡§║¶]{1,4}(?=\w)")
_LONGEST = 12
"""A run of more digits is a sum or a cipher, and has no marker."""
_IS_DIGIT = bytes(b"01"[chr(byte) in "0123456789"] for byte in range(256))
"""For each byte, whether it is a digit: "1" or "0"."""

_GLUE = dict.fromkeys(')]”"…_!?;%½', SURE) | {"*": OPEN, "’": SURE, "'": SURE, "“": POOR}
"""What a marker may follow, letters and points aside. After an opening bracket, a stroke or a currency there is none."""
_FOLLOWING = dict.fromkeys(")]”\"’'—>", OPEN) | dict.fromkeys(",;:?!-–", POOR) | {".": REMOTE}
"""What may follow a marker, spaces aside: it stands after the points of its clause, not before."""


def find_markers(source: str, spans: Iterable[Span]) -> list[Marker]:
    """Every place in the stretches where a note's marker may stand, in reading order; those of one run of digits together."""
    spans = list(spans)
    markers = [marker for m in _runs(source, spans) for marker in _of_run(source, m) if marker.likely >= REMOTE]
    if any(sign in source for sign in SIGNS):
        markers += [Marker(0, Span(*m.span()), m[0], OPEN + 1) for span in spans for m in _SIGN.finditer(source, *span)]
        markers.sort(key=lambda marker: marker.span.end)
    return markers


def _runs(source: str, spans: Iterable[Span]) -> Iterator[re.Match[str]]:
    """The runs of digits in the stretches; where one begins is found in bytes, in half the time that a pattern takes."""
    digits = source.encode("ascii", "replace").translate(_IS_DIGIT)
    for start, end in spans:
        at = digits.find(b"1", start, end)
        while at >= 0:
            if m := _RUN.match(source, at, end):
                yield m
            after = digits.find(b"0", at, end)
            at = digits.find(b"1", after, end) if after >= 0 else -1


def _of_run(source: str, m: re.Match[str]) -> Iterator[Marker]:
    start, end = m.span()
    after = _after(source, end)
    if after is None or end - start > _LONGEST or start == 0 or source.startswith("[Page ", start - 6):
        return
    letter = len(m["letter"] or "")
    before = _before(source, Span(start, end), letter)
    is_numeral = source[start] != "0" or (end - start == 1 and before == SURE)
    if before is not None and end - start <= 3 + letter and is_numeral:
        yield _marker(source, Span(start, end), letter, before + after)
    digits = source[start : end - letter]
    if len(digits) == 1:
        return
    if after == OPEN or source[end].isalpha():
        yield from _split(source, digits, Span(start, end), letter, after)
    if not letter:
        yield from _pair(digits, Span(start, end), before, after)


def _marker(source: str, span: Span, letter: int, likely: float, *, is_split: bool = False) -> Marker:
    return Marker(int(source[span.start : span.end - letter]), span, source[span.start : span.end], likely, is_split)


def _after(source: str, end: int) -> float | None:
    """What speaks for or against a marker that ends here; None where a word goes on."""
    after = source[end : end + 1]
    if not after or after.isspace():
        return OPEN
    if after.isalpha():
        return POOR
    return _FOLLOWING.get(after)


def _before(source: str, run: Span, letter: int) -> float | None:
    """What speaks for or against digits as a marker, by what they are glued to; None where they are glued to nothing."""
    before, earlier = source[run.start - 1], source[max(0, run.start - 2) : run.start - 1]
    if before.isalpha():
        return SURE if before.islower() or earlier.isdigit() else OPEN
    if before in ".,:":
        if earlier.isdigit():
            return _after_point(source, run, letter)
        return POOR if _names_number(source, run.start) else SURE
    if before in "’'\"" and not earlier.strip():
        return None
    return _GLUE.get(before)


_NUMBERED = {"p.", "pp.", "no.", "nos.", "vol.", "par.", "sec."}


def _names_number(source: str, start: int) -> bool:
    """Whether what stands before is "p." or "No.": the digits are a page's or a despatch's own."""
    return source[max(0, start - 5) : start].lower().rpartition(" ")[2] in _NUMBERED


def _after_point(source: str, run: Span, letter: int) -> float | None:
    """After a digit and a point: "Embtel 756.3 He" and "in 1907,1", or "2.3 tons", "18,825" and "8:55"."""
    point, digits = source[run.start - 1], run.end - letter - run.start
    if point == ".":
        following = source[run.end : run.end + 3].lstrip(" ")[:1]
        return DOUBTFUL - 1 if following.islower() else SURE - 1
    if point == ",":
        return None if digits == 3 else SURE - 1
    return POOR if digits == 2 else DOUBTFUL


# ---- digits of which the last are a marker --------------------------------------------------------------------------

_MONTHS = {name[:length] for name in MONTHS for length in range(3, len(name) + 1)}
_REST = {1: POOR, 2: DOUBTFUL - 1}
"""By the digits that would be left: the longer the number, the more often a marker ends it."""


def _split(source: str, digits: str, run: Span, letter: int, after: float) -> Iterator[Marker]:
    for count in range(1, min(4, len(digits))):
        rest = digits[:-count]
        if digits[-count] != "0":
            likely = _rest(source, digits, rest, run.start) + after - (count - 1)
            yield _marker(source, Span(run.start + len(rest), run.end), letter, likely, is_split=True)


def _rest(source: str, digits: str, rest: str, start: int) -> float:
    """How likely it is that the run is this number and a marker, rather than one number."""
    if source[start - 1] in "/–":
        return DOUBTFUL if source[start - 1] == "/" else POOR
    if _is_year(rest):
        return SURE
    if _is_year(digits):
        return POOR if digits.startswith("17") else REMOTE
    if len(digits) <= 4 and (day := _month_before(source, start)):
        is_date = int(rest) <= 31 < int(digits) or (day.isdigit() and len(rest) == 2)
        return SURE - 1 if is_date else REMOTE
    return _REST.get(len(rest), DOUBTFUL)


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and digits[:2] in ("17", "18", "19")


def _month_before(source: str, start: int) -> str:
    """What stands before the name of a month, if that is what comes before: the day, or a mere dot."""
    words = source[max(0, start - 14) : start].split()
    if not words or words[-1].rstrip(".") not in _MONTHS:
        return ""
    return words[-2] if len(words) > 1 else "."


def _pair(digits: str, run: Span, before: float | None, after: float) -> Iterator[Marker]:
    """Two markers in one place, their numbers one after the other: "12" for notes 1 and 2."""
    first, second = int(digits[-2:-1] or 0), int(digits[-1])
    rest = digits[:-2]
    likely = before if not rest else SURE if _is_year(rest) else None
    if likely is not None and first and second == first + 1:
        end = run.end
        yield Marker(first, Span(end - 2, end - 1), digits[-2], likely + after - 1, bool(rest), Span(end - 1, end))
