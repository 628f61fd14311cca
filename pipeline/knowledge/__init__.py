"""What is known apart from any cable: tables, each row with its source (`sources.csv`).

`rows` reads one; whoever needs an index of it builds and keeps it.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def rows(table: str) -> tuple[dict[str, str], ...]:
    """Every row of `table`.csv, by column. Raises FileNotFoundError for a table that there is not."""
    text = (files(__name__) / f"{table}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
