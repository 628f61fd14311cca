"""A run killed at any instruction is completed, or undone, by the next: the archive is then as if nothing had happened.

The run that is killed does all that a run can do to a cable. It is killed after each of its operations on disk and database
in turn, within each write, and, by a sample, in a process of its own that ends on the spot.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from pipeline.publish import Places, read_ledger, verify_ledger
from tests.publish.archive import Arrival, Killed, ingest, kill_at, moment, recovered, rows, tree

DAY = 29
LAST_RUN = moment(DAY).strftime("%Y%m%dT%H%M%SZ")
ARRIVALS = (
    Arrival("new", "never seen"),
    Arrival("corrected", "second text"),
    Arrival("mended", "good at last"),
    Arrival("spoiled", "bad now"),
    Arrival("worse", "bad in another way"),
    Arrival("restored", "good as before"),
    Arrival("same", "as ever"),
    Arrival("waiting", "bad as ever"),
)


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("before") / "output"
    ingest(
        output,
        27,
        Arrival("corrected", "first text"),
        Arrival("mended", "bad at first"),
        Arrival("spoiled", "good at first"),
        Arrival("worse", "bad at first"),
        Arrival("restored", "good as before"),
        Arrival("same", "as ever"),
        Arrival("waiting", "bad as ever"),
    )
    ingest(output, 28, Arrival("restored", "bad in between"))
    return output


@pytest.fixture(scope="module")
def undisturbed(before: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("undisturbed") / "output"
    shutil.copytree(before, output)
    ingest(output, DAY, *ARRIVALS)
    return output


@pytest.fixture(scope="module")
def operations(before: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """All that the run does, in order."""
    output = tmp_path_factory.mktemp("operations") / "output"
    shutil.copytree(before, output)
    with kill_at(None) as done:
        ingest(output, DAY, *ARRIVALS)
    return done


@pytest.fixture(scope="module")
def commit_point(operations: list[str]) -> int:
    return operations.index("replace plan.part") + 1


def assert_as_undisturbed(output: Path, undisturbed: Path) -> None:
    assert tree(output) == tree(undisturbed)
    assert rows(output) == rows(undisturbed)
    assert [entry.run for entry in read_ledger(Places(output).ledger)].count(LAST_RUN) == 1
    assert verify_ledger(Places(output).ledger) == []


def test_the_run_does_all_that_a_run_can_do(operations: list[str], undisturbed: Path) -> None:
    statuses = {decision["status"] for decision in last_report(undisturbed)["decisions"]}
    assert statuses == {"published", "republished", "unchanged", "quarantined"}
    done = {name.split()[0] for name in operations}
    assert done >= {"mkdir", "write", "fsync", "replace", "rename", "link", "unlink", "rmdir", "COMMIT"}


def last_report(output: Path) -> dict[str, list[dict[str, str]]]:
    report: dict[str, list[dict[str, str]]] = json.loads((Places(output).reports / LAST_RUN / "report.json").read_bytes())
    return report


def test_killed_before_its_plan_nothing_was_done(
    before: Path, undisturbed: Path, operations: list[str], commit_point: int, tmp_path: Path
) -> None:
    for limit in sorted({*range(0, commit_point - 1, 9), commit_point - 1}):
        output = tmp_path / str(limit)
        shutil.copytree(before, output)
        with pytest.raises(Killed), kill_at(limit):
            ingest(output, DAY, *ARRIVALS)
        assert recovered(output) == [], operations[limit]
        assert {k: v for k, v in tree(output).items() if v} == {k: v for k, v in tree(before).items() if v}, operations[limit]
        assert rows(output) == rows(before)
        shutil.rmtree(output)


def test_killed_after_its_plan_it_is_completed(
    before: Path, undisturbed: Path, operations: list[str], commit_point: int, tmp_path: Path
) -> None:
    planned_away = operations.index("unlink plan.json")
    for limit in range(commit_point, len(operations)):
        if operations[limit - 1].startswith("fsync"):
            continue  # the same state as one operation before
        output = tmp_path / str(limit)
        shutil.copytree(before, output)
        with pytest.raises(Killed), kill_at(limit):
            ingest(output, DAY, *ARRIVALS)
        print(f"killed before {operations[limit]}")
        assert recovered(output) == ([LAST_RUN] if limit <= planned_away else [])
        assert_as_undisturbed(output, undisturbed)
        shutil.rmtree(output)


def test_killed_again_while_it_is_completed(
    before: Path, undisturbed: Path, operations: list[str], commit_point: int, tmp_path: Path
) -> None:
    for first in range(commit_point, len(operations), 23):
        for second in range(0, len(operations) - commit_point, 31):
            output = tmp_path / f"{first}-{second}"
            shutil.copytree(before, output)
            with pytest.raises(Killed), kill_at(first):
                ingest(output, DAY, *ARRIVALS)
            try:
                with kill_at(second):
                    recovered(output)
            except Killed:
                recovered(output)
            assert_as_undisturbed(output, undisturbed)


def test_killed_on_the_spot(before: Path, undisturbed: Path, operations: list[str], commit_point: int, tmp_path: Path) -> None:
    for limit in range(commit_point, len(operations), 11):
        output = tmp_path / str(limit)
        shutil.copytree(before, output)
        child = os.fork()
        if not child:
            with kill_at(limit, hard=True):
                ingest(output, DAY, *ARRIVALS)
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9, operations[limit]
        recovered(output)
        assert_as_undisturbed(output, undisturbed)
        shutil.rmtree(output)


def test_published_readers_never_miss_a_file(before: Path, operations: list[str], commit_point: int, tmp_path: Path) -> None:
    """Between any two operations each file that was published is there, whole, in its old or its new version."""
    for limit in range(commit_point, len(operations), 5):
        output = tmp_path / str(limit)
        shutil.copytree(before, output)
        with pytest.raises(Killed), kill_at(limit):
            ingest(output, DAY, *ARRIVALS)
        texts = [path.read_text() for path in sorted((output / "published").rglob("corrected.*")) if path.is_file()]
        assert len(texts) == 5
        assert all("first text" in text or "second text" in text or "dcterms" in text for text in texts)
