"""The lines of a text, and the units that they form: a unit is what was one paragraph, heading or item before it was copied.

Copies differ in where they break lines: paragraphs parted by blank lines, by single newlines, or soft-wrapped at some width.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.knowledge import rows
from pipeline.model import Span
from pipeline.patterns import Pattern

PAGE_LABEL = Pattern(
    r"\[Page\ \[?(?P<n>[A-Za-z]{0,2}-?\d{1,5}[a-z]?|[ivxlcdm]{1,8})\]?\]",
    matches=["[Page 301]", "[Page xviii]", "[Page A-3]", "[Page [302]]"],
    rejects=["[Page]", "(Page 3)", "[Pages 3–4]"],
)

_NUMBERED = re.compile(r"\d{1,3}[.)]?\s")
_WRAP_WIDTH = 100
"""No soft-wrapped copy seen is wider; unwrapped paragraphs of prose nearly always are."""
_LEAST_WIDTH = 40
_WRAPPED_LINES = 6
"""So many lines must look wrapped before a text counts as soft-wrapped."""


class Unit(NamedTuple):
    """One line, or the lines of one soft-wrapped paragraph. `span` is without the white space around it."""

    span: Span
    text: str
    """As in the source, line ends and all."""
    after_blank: bool
    """Whether a blank line (or the start of the text) comes before it."""
    indent: int


def units(source: str) -> list[Unit]:
    """Every line with something on it, soft-wrapped paragraphs joined."""
    lines = list(_lines(source))
    if any(u.indent + len(u.text) > _WRAP_WIDTH for u in lines):
        return lines
    width = max((u.indent + len(u.text) for u in lines), default=0)
    if width < _LEAST_WIDTH:
        return lines
    belongs = _is_full if _is_soft_wrapped(lines, width) else _is_unfinished
    return list(_joined(source, lines, lambda a, b: belongs(a, b, width)))


def _lines(source: str) -> Iterator[Unit]:
    start, after_blank = 0, True
    for line in source.split("\n"):
        text = line.strip()
        if text:
            indent = len(line) - len(line.lstrip()) if line[0].isspace() else 0
            yield Unit(Span(start + indent, start + indent + len(text)), text, after_blank, indent)
        after_blank = not text
        start += len(line) + 1


def _is_soft_wrapped(lines: list[Unit], width: int) -> bool:
    """Whether nearly every line that another follows in its group is full."""
    followed = [(a, b) for a, b in pairwise(lines) if not b.after_blank]
    full = sum(_is_full(a, b, width) for a, b in followed)
    return full >= _WRAPPED_LINES and full > 0.7 * len(followed)


def _is_full(line: Unit, following: Unit, width: int) -> bool:
    """Whether the next line's first word would not have fitted on this one."""
    return line.indent + len(line.text) + 1 + len(following.text.split(maxsplit=1)[0]) > width


def _is_unfinished(line: Unit, following: Unit, width: int) -> bool:
    """In a text too short to show its width: whether a long line breaks off in mid-sentence."""
    if len(line.text) < 0.6 * width or width < 60 or line.text[-1] in ".:;!?" or not following.text[0].islower():
        return False
    return _markings().fullmatch(following.text) is None


@cache
def _markings() -> re.Pattern[str]:
    """A line of markings, which print sets in small capitals and copies without a capital: "us urgent", "secret priority"."""
    terms = "|".join(re.escape(row["term"]) for row in rows("markings"))
    return re.compile(rf"(?:(?:{terms})[\s;,.]{{0,9}}){{1,4}}")


def _begins_note(group: list[Unit], line: Unit) -> bool:
    """Whether a line stands as the numbered first line of its group does: it is the next note of an indented list."""
    first = group[0]
    return line.indent == first.indent > 0 and bool(_NUMBERED.match(first.text) and _NUMBERED.match(line.text))


def _joined(source: str, lines: list[Unit], belongs: Callable[[Unit, Unit], bool]) -> Iterator[Unit]:
    group: list[Unit] = []
    for unit in lines:
        if group and (unit.after_blank or _begins_note(group, unit) or not belongs(group[-1], unit)):
            yield _join(source, group)
            group = []
        group.append(unit)
    if group:
        yield _join(source, group)


def _join(source: str, group: list[Unit]) -> Unit:
    span = Span(group[0].span.start, group[-1].span.end)
    return Unit(span, source[span.start : span.end], group[0].after_blank, group[0].indent)
