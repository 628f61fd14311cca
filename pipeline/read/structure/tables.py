"""Tables: lines of cells that are parted by tabs, bars or wide gaps, as a page copies them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.model import BlockKind, Span
from pipeline.read.draft import Draft
from pipeline.read.lines import PAGE_LABEL, Unit

_TAB = re.compile(r" *\t *")
_BAR = re.compile(r"\s*\|\s*")
_WIDE = re.compile(r"[ ]{3,}")
_FEWEST = 2
"""A lone line with a tab may be a label and what it says; two are rows."""
_FEWEST_ALIGNED = 3
"""Wide gaps alone also come from justified lines: so many lines must have the same number of cells."""


def parted(units: Sequence[Unit]) -> Iterator[Draft | list[Unit]]:
    """The units in their order: each table as a draft, what stands between tables as it is."""
    others: list[Unit] = []
    at = 0
    while at < len(units):
        separator = _separator(units[at].text)
        rows = _rows_from(units, at, separator) if separator else []
        if not rows:
            others.append(units[at])
            at += 1
            continue
        if others:
            yield others
            others = []
        yield Draft(BlockKind.TABLE, Span(rows[0].span.start, rows[-1].span.end), "tables.rows", blocks=rows)
        at += len(rows)
    if others:
        yield others


def _rows_from(units: Sequence[Unit], at: int, separator: re.Pattern[str]) -> list[Draft]:
    """The rows, and the page labels among them, of the table that begins at a unit; none where none does."""
    rows, width = [_row(units[at], separator)], len(separator.split(units[at].text))
    for unit in units[at + 1 :]:
        if PAGE_LABEL.fullmatch(unit.text):
            rows.append(Draft(BlockKind.PAGE, unit.span, "pages.label"))
        elif _separator(unit.text) is separator and (separator is not _WIDE or len(separator.split(unit.text)) == width):
            rows.append(_row(unit, separator))
        else:
            break
    while rows[-1].kind is BlockKind.PAGE:
        rows.pop()
    fewest = _FEWEST_ALIGNED if separator is _WIDE else _FEWEST
    return rows if sum(row.kind is BlockKind.ROW for row in rows) >= fewest else []


def _separator(text: str) -> re.Pattern[str] | None:
    """What parts the cells of a line; None where nothing does."""
    if "\t" in text:
        return _TAB
    if "|" in text and text.count("|") >= 2:
        return _BAR
    return _WIDE if "   " in text else None


def _row(unit: Unit, separator: re.Pattern[str]) -> Draft:
    return Draft(BlockKind.ROW, unit.span, "tables.row", blocks=list(_cells(unit, separator)))


def _cells(unit: Unit, separator: re.Pattern[str]) -> Iterator[Draft]:
    """The cells; a bar at either end of the line borders the table and makes none."""
    start = 0
    for m in (*separator.finditer(unit.text), None):
        end = m.start() if m else len(unit.text)
        is_border = separator is _BAR and start == end and (start == 0 or m is None)
        if not is_border:
            yield Draft(BlockKind.CELL, Span(unit.span.start + start, unit.span.start + end), "tables.cell")
        start = m.end() if m else end
