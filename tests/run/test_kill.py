"""A run killed by the system, at any moment that can be seen from outside: after the next run all is as if it had not been.

tests/publish/test_kill.py stops the publishing room after each of its operations. Here the command itself is killed, a process
of its own, and the next run is the ordinary one.
"""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.model import Status
from pipeline.publish import Places, read_ledger, verify_ledger
from pipeline.run import ingest
from tests.run.inbox import ONLY_NOTES, cable, fill, tree

CABLES = 40
TRIES = 6
"""A moment lasts some milliseconds: a process that has passed it before it could be killed is one try."""


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the killed run takes in: cables as they stand published, corrected ones, spoiled ones, new ones."""
    folder = tmp_path_factory.mktemp("kill") / "inbox"
    return fill(folder, {f"{n}.txt": _second_text(n) for n in range(100, 100 + CABLES)})


def _second_text(n: int) -> str:
    if n % 4 == 1:
        return cable(n, "The tender was withdrawn.")
    return ONLY_NOTES if n % 10 == 2 else cable(n)


@pytest.fixture(scope="module")
def before(inbox: Path) -> Path:
    """An archive in which three cables of four stand published."""
    earlier = fill(inbox.parent / "earlier" / "inbox", {f"{n}.txt": cable(n) for n in range(100, 100 + CABLES * 3 // 4)})
    ingest(str(earlier), inbox.parent / "before")
    return inbox.parent / "before"


@pytest.fixture(scope="module")
def undisturbed(inbox: Path, before: Path) -> dict[str, bytes]:
    output = inbox.parent / "undisturbed"
    shutil.copytree(before, output)
    counts = ingest(str(inbox), output).run.counts
    assert counts == {Status.PUBLISHED: 9, Status.REPUBLISHED: 8, Status.QUARANTINED: 4, Status.UNCHANGED: 19}
    return papers(output)


def papers(output: Path) -> dict[str, bytes]:
    """All that is kept of cables."""
    rooms = ("published", "quarantine", "history")
    return {f"{room}/{name}": content for room in rooms for name, content in tree(output / room).items()}


# ---- moments --------------------------------------------------------------------------------------------------------


def reading(output: Path) -> bool:
    return any(Places(output).staging.glob("*/read/*"))


def staging(output: Path) -> bool:
    return any(Places(output).staging.glob("*/published/*/*"))


def staging_quarantine(output: Path) -> bool:
    return any(Places(output).staging.glob("*/quarantine/*/*"))


def committed(output: Path) -> bool:
    return any(Places(output).staging.glob("*/plan.json"))


def publishing(output: Path) -> bool:
    return any(output.glob("published/inbox/inbox.13[0-9].tei.xml"))


def reporting(output: Path) -> bool:
    return len(list(Places(output).reports.glob("2*"))) > 1


BEFORE_COMMIT = (reading, staging, staging_quarantine)
AFTER_COMMIT = (committed, publishing, reporting)


def kill_at(moment: Callable[[Path], bool], inbox: Path, output: Path) -> bool:
    """Whether the command was killed at work, at the moment or soon after."""
    command = [sys.executable, "-m", "pipeline.cli", "ingest", str(inbox), "--plain", "--batch-size", "7", "-o", str(output)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        deadline = time.monotonic() + 30
        while process.poll() is None and not moment(output):
            assert time.monotonic() < deadline
            time.sleep(0.0005)
        process.kill()
    return process.returncode == -signal.SIGKILL and any(Places(output).staging.iterdir())


def killed(moment: Callable[[Path], bool], inbox: Path, before: Path, output: Path) -> None:
    for _ in range(TRIES):
        shutil.rmtree(output, ignore_errors=True)
        shutil.copytree(before, output)
        if kill_at(moment, inbox, output):
            return
    pytest.fail(f"the moment {moment.__name__} was passed {TRIES} times")


# Each moment that leaves a trace outside of the process, before the plan is on the disk and after.
@pytest.mark.parametrize("moment", [*BEFORE_COMMIT, *AFTER_COMMIT], ids=lambda moment: moment.__name__)
def test_after_a_kill_the_next_run_leaves_all_as_if_it_had_not_been(
    moment: Callable[[Path], bool], inbox: Path, before: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    day, output = datetime.now(UTC).date(), tmp_path / "output"
    killed(moment, inbox, before, output)
    was_committed, lines = committed(output), len(read_ledger(Places(output).ledger))
    report = ingest(str(inbox), output).run
    if datetime.now(UTC).date() != day:
        pytest.skip("midnight fell within the test: versions of two days cannot have the same bytes")
    assert papers(output) == undisturbed
    assert len(report.recovered) == was_committed
    ledger = Places(output).ledger
    assert verify_ledger(ledger) == []
    entries = read_ledger(ledger)
    assert len(entries) == (3 if was_committed or lines == 2 else 2)
    assert entries[-1].run == report.id
    assert sum(entry.changed for entry in entries[1:]) == 17
    assert not any(Places(output).staging.iterdir())


def test_a_run_that_is_interrupted_from_the_keyboard_takes_its_workroom_away(inbox: Path, tmp_path: Path) -> None:
    def tell(stage: str, done: int, total: int | None) -> None:
        if stage == "link" and done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(str(inbox), tmp_path / "output", batch_size=7, progress=tell)
    assert papers(tmp_path / "output") == {}
    assert not any(Places(tmp_path / "output").staging.iterdir())
