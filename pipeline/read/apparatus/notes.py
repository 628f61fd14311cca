"""The list of notes at the end of a text, in each style in which copies put it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.model import Span
from pipeline.passages import fold
from pipeline.patterns import Pattern
from pipeline.read.lines import Unit

# ---- the list of notes ----------------------------------------------------------------------------------------------


class Listed(NamedTuple):
    """A note as the end of the text lists it. `span` is its text, without label and return arrow."""

    label: str
    span: Span
    text: str


DOTTED = Pattern(r"(?P<label>\d{1,3})[.)](?:\s+(?=\S)|\Z)", matches=["1. Not", "26.  Not", "5."], rejects=["1.5", "a. "])
BARE = Pattern(r"(?P<label>\d{1,3})\s+(?=[A-Z“\"‘(])", matches=["1 Not printed."], rejects=["1 text", "12."])
STARRED = Pattern(r"(?P<label>[*†‡])\s*(?=\S)", matches=["* Source", "†Not"], rejects=["- "])
GLUED = Pattern(
    r"(?: [^\W\d_] [.,;:!?”’)\]\"]{0,3} | \b1[789]\d\d ) \d{1,3} (?! [\w/–—:.-]*\d | ,\d{3} | [A-Za-z/–—-] )",
    matches=["m.26", "n1", "l.)13", "191811"],
    rejects=["n 1", "U12-boats", "7:12", "1918"],
)
"""A number glued to a word or a year, as a note's marker is."""
ARROW = "↩"
SIGNS = "*†‡"


def split_notes(source: str, units: Sequence[Unit]) -> tuple[list[Unit], list[Listed]]:
    """The units of the text proper, and the notes listed after it, in their order."""
    if units and units[-1].text.endswith(ARROW):
        return _split_arrows(source, units)
    for label in (DOTTED, STARRED, BARE):
        first = _first_of_list(units, label)
        if first is not None:
            return list(units[:first]), list(_listed(source, units[first:], label))
    return list(units), []


def _split_arrows(source: str, units: Sequence[Unit]) -> tuple[list[Unit], list[Listed]]:
    """ "- text↩", one after another to the end; a note of several paragraphs has its arrow after the last."""
    ends = [i for i, u in enumerate(units) if u.text.endswith(ARROW)]
    listed: list[Listed] = []
    stop = len(units)
    for end in reversed(ends):
        if end != stop - 1:
            break
        first = end
        while first > 0 and not units[first].text.startswith("- ") and not units[first - 1].text.endswith(ARROW):
            first -= 1
        start = units[first].span.start + (2 if units[first].text.startswith("- ") else 0)
        listed.append(_note(source, "", start, units[end].span.end - 1))
        stop = first
    listed.reverse()
    return list(units[:stop]), [n._replace(label=str(i)) for i, n in enumerate(listed, start=1)]


def _first_of_list(units: Sequence[Unit], label: Pattern) -> int | None:
    """Where the last list begins that counts up to the end without a gap."""
    wanted: int | None = None
    for i in range(len(units) - 1, -1, -1):
        m = _labelled(units[i], label)
        if m is None:
            continue
        number = _number(m["label"])
        if wanted is not None and number != wanted:
            return None
        if number == 1:
            return i if _is_note_list(units, i, label) else None
        wanted = number - 1
    return None


def _number(printed: str) -> int:
    """What a label or marker counts as: "26" is 26, "*" 1, "†" 2, "‡" 3."""
    return int(printed) if printed.isdigit() else SIGNS.index(printed) + 1


def _is_note_list(units: Sequence[Unit], first: int, label: Pattern) -> bool:
    """Notes are indented, or a text stands before them in which markers are glued to words; numbered paragraphs are neither."""
    if not units[first].after_blank and label is not STARRED and units[first].indent == 0:
        return False
    if units[first].indent > 0:
        return True
    if first == 0:
        return len(units) > 1 and all(label.match(u.text) for u in units)
    return any(GLUED.search(u.text) or "*" in u.text for u in units[:first])


def _listed(source: str, units: Sequence[Unit], label: Pattern) -> Iterator[Listed]:
    """A note from each label to the unit before the next; the first unit has one."""
    labelled = [(i, m) for i, unit in enumerate(units) if (m := _labelled(unit, label))]
    ends = [i for i, _ in labelled[1:]] + [len(units)]
    for (i, m), end in zip(labelled, ends, strict=True):
        yield _note(source, m["label"], units[i].span.start + m.end(), units[end - 1].span.end)


def _labelled(unit: Unit, label: Pattern) -> re.Match[str] | None:
    """The label with which a unit begins; one alone on its line is an empty note only where notes are indented."""
    m = label.match(unit.text)
    return m if m and (m.end() < len(unit.text) or unit.indent > 0) else None


def _note(source: str, label: str, start: int, end: int) -> Listed:
    while start < end and source[start].isspace():
        start += 1
    while end > start and source[end - 1].isspace():
        end -= 1
    return Listed(label, Span(start, end), fold(source[start:end]))
