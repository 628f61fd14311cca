from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import OutputError
from pipeline.publish import Places, lock

HOLD = """
import sys
from pathlib import Path
from pipeline.publish import lock
with lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_two_writers_the_second_is_told_of_the_first(tmp_path: Path) -> None:
    output = tmp_path / "output"
    with lock(output), pytest.raises(OutputError) as raised, lock(output):
        pass
    assert f"in use by process {os.getpid()} on {socket.gethostname()} since 2" in str(raised.value)
    assert "Wait" in raised.value.hint
    with lock(output):
        pass


def test_a_holder_that_is_killed_holds_nothing(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdin=-1, stdout=-1) as other:
        assert other.stdout
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(OutputError, match=f"in use by process {other.pid} on"), lock(tmp_path):
            pass
        other.kill()
        other.wait()
        with lock(tmp_path):
            pass


def test_a_holder_that_has_not_said_its_name(tmp_path: Path) -> None:
    with lock(tmp_path):
        Places(tmp_path).lock.write_text("{")
        with pytest.raises(OutputError, match="in use by another process"), lock(tmp_path):
            pass


@pytest.mark.parametrize("place", ["file", "file/output"])
def test_a_file_where_the_folder_should_be(place: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(OutputError, match="is not a folder") as raised, lock(tmp_path / place):
        pass
    assert "--output" in raised.value.hint


def test_a_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Permission bits do not bind root, who may run the tests: the system's answer is given for it."""

    def refused(*_arguments: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refused)
    with pytest.raises(OutputError, match="cannot be written") as raised, lock(tmp_path):
        pass
    assert "right to write" in raised.value.hint
