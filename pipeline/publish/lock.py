"""One writer at a time in an output folder."""

from __future__ import annotations

import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pipeline.errors import OutputError
from pipeline.publish.disk import faults_of, make_folder
from pipeline.publish.places import Places


@contextmanager
def lock(output: Path) -> Iterator[None]:
    """Holds the output folder, which is made if it is not there.

    The system lets go of the lock when its holder ends, however it ends; the file that stays behind means nothing.
    Raises OutputError when another holds it, whom it names, or when the folder cannot be made or written.
    """
    with faults_of(output):
        make_folder(output)
        handle = os.open(Places(output).lock, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        with faults_of(output):
            _take(handle, output)
        yield
    finally:
        os.close(handle)


def _take(handle: int, output: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        what = f"The output folder {output} is in use by {_holder(handle)}."
        raise OutputError(what, "Wait until that run ends, or name another folder with --output.") from error
    holder = {"pid": os.getpid(), "host": socket.gethostname(), "since": datetime.now(UTC).isoformat(timespec="seconds")}
    os.ftruncate(handle, 0)
    os.pwrite(handle, json.dumps(holder).encode(), 0)


def _holder(handle: int) -> str:
    """Who says to hold the lock; it may not have come to say so yet."""
    try:
        holder = json.loads(os.pread(handle, 4096, 0))
        return f"process {holder['pid']} on {holder['host']} since {holder['since']}"
    except (ValueError, KeyError, TypeError):
        return "another process"
