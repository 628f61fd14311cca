"""Python looks for cycles seldom while a batch is read, and as before afterwards."""

from __future__ import annotations

import gc

import pytest

from pipeline.run.reading import collecting_seldom


def test_within_and_after() -> None:
    before = gc.get_threshold()
    with collecting_seldom():
        assert gc.get_threshold() == (10_000, *before[1:])
    assert gc.get_threshold() == before


def test_after_an_error() -> None:
    before = gc.get_threshold()
    with pytest.raises(ZeroDivisionError), collecting_seldom():
        _ = 1 / 0
    assert gc.get_threshold() == before
