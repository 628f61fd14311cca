"""A sheet of comma-separated values, row by row, with what is wrong with it and on which line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

_BROKEN_LINE = re.compile(r"\s*\n\s*")


class Row(NamedTuple):
    line: int
    """Where it ends, from 1."""
    values: dict[str, str]
    """By column, without white space at the ends or line breaks within; what is empty is left out."""


class Fault(NamedTuple):
    line: int
    reason: str


@dataclass(slots=True)
class Sheet:
    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_sheet(text: str, columns: Sequence[str], required: Sequence[str]) -> Sheet:
    """The rows below the header of a decoded CSV file (RFC 4180), and its faults.

    columns: those that mean something, in any order in the file; required: without these in the header no row is read.
    """
    sheet = Sheet()
    lines = _lines(text, sheet)
    _, header = next(lines, (1, []))
    names = [name.strip().casefold() for name in header]
    missing = [name for name in required if name not in names]
    if missing:
        sheet.faults.append(Fault(1, f"the header has no column {' or '.join(missing)}; columns are parted by commas"))
        return sheet
    sheet.faults += [Fault(1, f"there is no column “{name}”") for name in names if name not in columns]
    sheet.faults += [Fault(1, f"the column “{name}” stands twice") for name in columns if names.count(name) > 1]
    for line, cells in lines:
        if len(cells) > len(names):
            sheet.faults.append(Fault(line, f"it has {len(cells)} values and the header {len(names)}"))
        sheet.rows.append(Row(line, _values(names, cells, columns)))
    return sheet


def _lines(text: str, sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
    """Every line that is not blank, split; one that cannot be split is a fault of the sheet."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            sheet.faults.append(Fault(reader.line_num, f"it is no CSV ({fault})"))
            continue
        if any(cell.strip() for cell in cells):
            yield reader.line_num, cells


def _values(names: list[str], cells: list[str], columns: Sequence[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for name, cell in zip(names, cells, strict=False):
        value = _BROKEN_LINE.sub(" ", cell.strip())
        if name in columns and value:
            values.setdefault(name, value)
    return values
