"""Tables of cases as parameters: the id of a row is its first cell; a row that is known to fail says why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest
from _pytest.mark.structures import ParameterSet


def rows(table: Iterable[tuple[object, ...]], faults: Mapping[str, str] | None = None) -> list[ParameterSet]:
    """Each row of the table; faults: id → why the row fails for now (strictly: a row that passes fails the test)."""
    return [_row(row, (faults or {}).get(_id(row))) for row in table]


def _id(row: tuple[object, ...]) -> str:
    return str(row[0]).replace("\n", "|") or "nothing"


def _row(row: tuple[object, ...], why: str | None) -> ParameterSet:
    return pytest.param(*row, id=_id(row), marks=[pytest.mark.xfail(reason=why, strict=True)] if why else [])
