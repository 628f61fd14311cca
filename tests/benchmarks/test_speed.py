"""What reading costs, step by step."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import speed
from benchmarks.speed import Times

SEEDS = Path(__file__).parents[2] / "seeds"


def test_the_fastest_counts_step_by_step() -> None:
    assert Times(1, 5, 2).fastest(Times(2, 3, 2)) == Times(1, 3, 2)
    assert Times(1, 5, 2).plus(Times(2, 3, 2)) == Times(3, 8, 4)


def test_rows(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["speed.py", str(SEEDS), "--passes", "2"])
    speed.main()
    head, rule, *rows = capsys.readouterr().out.splitlines()
    assert head.startswith("| 1 cables of 5.0 KB on average; Python 3.")
    assert rule == "|---|---|---|"
    steps = {row.split(" | ")[0]: [float(cell) for cell in row.strip("| ").split(" | ")[1:]] for row in rows}
    assert list(steps) == ["| decode", "| read", "| study", "| together"]
    assert all(0 < least <= first for least, first in steps.values())
    *parts, together = steps.values()
    assert together[0] == pytest.approx(sum(least for least, _ in parts), abs=0.02)


@pytest.mark.parametrize(("name", "said"), [("empty", "nothing to read there"), ("missing", "There is no file or folder")])
def test_nothing_to_read(
    name: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.setattr(sys, "argv", ["speed.py", str(tmp_path / name)])
    with pytest.raises(SystemExit):
        speed.main()
    assert said in capsys.readouterr().err
