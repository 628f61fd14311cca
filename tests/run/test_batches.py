"""How the work is carried out changes nothing in what comes of it: the size of the batches, a try that failed."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Any, TypeVar

import pytest

from pipeline.errors import TransientError
from pipeline.run import conduct, ingest, plainly
from tests.run.inbox import NOON, ONLY_NOTES, accounted_for, assert_at_rest, cable, fill, published, published_ids, run, tree

B = TypeVar("B")
R = TypeVar("R")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Cables that speak of each other across batches, and a bad one among them."""
    said = {n: f"Reference my telegram No. {n - 1}, March 3, 1934. The tender is as it was." for n in range(16, 22)}
    return fill(
        tmp_path / "inbox",
        {f"{n}.txt": cable(n, text) for n, text in said.items()} | {"notes.txt": ONLY_NOTES},
    )


# One cable a batch, a rest at the end, and all in one: cables are linked over the whole run, not over their batch.
def test_batches_of_any_size_publish_the_same_bytes(inbox: Path, tmp_path: Path) -> None:
    trees = {}
    for size in (1, 2, 300):
        report = ingest(str(inbox), tmp_path / str(size), batch_size=size, now=NOON).run
        trees[size] = {room: tree(tmp_path / str(size) / room) for room in ("published", "quarantine")}
        accounted_for(report, inbox)
    assert trees[1] == trees[2] == trees[300]
    assert len(trees[1]["published"]) == 6 * 5
    assert b'subtype="resolved"' in trees[1]["published"]["inbox/inbox.17.tei.xml"]


def test_each_stage_has_as_many_batches_as_its_size_asks_for(inbox: Path, tmp_path: Path) -> None:
    asked: list[tuple[str, int]] = []

    def counting(stage: str, work: Callable[[B], R], batches: Iterable[B]) -> Iterable[R]:
        whole = list(batches)
        asked.append((stage, len(whole)))
        return plainly(stage, work, whole)

    ingest(str(inbox), tmp_path / "output", batch_size=3, conduct=counting, now=NOON)
    assert asked == [("read", 3), ("link", 2)]


def test_progress_counts_every_source_and_comes_to_an_end(inbox: Path, tmp_path: Path) -> None:
    told: dict[str, list[tuple[int, int | None]]] = {}

    def tell(stage: str, done: int, total: int | None) -> None:
        told.setdefault(stage, []).append((done, total))

    ingest(str(inbox), tmp_path / "output", batch_size=3, progress=tell, now=NOON)
    assert list(told) == ["discover", "read", "link", "publish"]
    assert told["read"] == [(0, 7), (3, 7), (6, 7), (7, 7)]
    assert told["link"][-1] == (6, 6)
    assert told["publish"][-1] == (6, 6)


# ---- tries ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that were waited between tries; none of them in truth."""
    waited: list[float] = []
    monkeypatch.setattr("pipeline.run.conduct.time.sleep", waited.append)
    return waited


def failing(name: str, error: int, calls: range) -> Callable[..., IO[Any]]:
    """`Path.open`, but for one file: of the times that it is opened for reading, these fail (from 0)."""
    real, count = Path.open, 0

    def opened(self: Path, mode: str = "r", *args: Any, **options: Any) -> IO[Any]:
        nonlocal count
        if self.name == name and "r" in mode:
            count += 1
            if count - 1 in calls:
                raise OSError(error, os.strerror(error), str(self))
        return real(self, mode, *args, **options)

    return opened


def test_a_disk_that_fails_once_is_tried_again_and_all_is_published(
    inbox: Path, tmp_path: Path, pauses: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(inbox, tmp_path / "undisturbed")
    monkeypatch.setattr(Path, "open", failing("18.txt", errno.EIO, range(1, 2)))  # it was opened once to be found
    report = run(inbox, tmp_path / "output").run
    assert pauses == [0.5]
    assert published(tmp_path / "output") == published(tmp_path / "undisturbed")
    accounted_for(report, inbox)
    assert_at_rest(tmp_path / "output", runs=1)


def test_pauses_double_and_the_fourth_try_is_the_last(
    inbox: Path, tmp_path: Path, pauses: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "open", failing("18.txt", errno.EIO, range(1, 5)))
    with pytest.raises(TransientError, match=r"18\.txt"):
        run(inbox, tmp_path / "output")
    assert pauses == [0.5, 1.0, 2.0]
    assert_at_rest(tmp_path / "output", runs=0)


def test_a_source_that_may_not_be_read_is_not_tried_again(
    inbox: Path, tmp_path: Path, pauses: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "open", failing("18.txt", errno.EACCES, range(1, 2)))
    run(inbox, tmp_path / "output")
    assert pauses == []
    assert "inbox.18" not in published_ids(tmp_path / "output")


def test_a_fault_of_the_program_is_not_tried_again(pauses: list[float]) -> None:
    tries = []

    def work(batch: int) -> int:
        tries.append(batch)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(plainly("read", work, [1, 2]))
    assert (tries, pauses) == ([1], [])


def test_results_come_in_the_order_of_the_batches(pauses: list[float]) -> None:
    tries: list[int] = []

    def work(batch: int) -> int:
        tries.append(batch)
        if tries == [1]:
            raise TransientError("busy")
        return batch * 10

    assert list(conduct.plainly("read", work, [1, 2, 3])) == [10, 20, 30]
    assert (tries, pauses) == ([1, 1, 2, 3], [0.5])
