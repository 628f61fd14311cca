"""The bytes of a source, when its turn has come: read whole, or copied without ever standing in memory."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pipeline.errors import TransientError
from pipeline.ingest.intake import ChangedInput, InputGone, Intake, SourceFault
from pipeline.ingest.listing import CHUNK, reason_of
from pipeline.ingest.members import DAMAGE
from pipeline.ingest.tars import Region
from pipeline.ingest.zips import open_zip_member


def read_bytes(intake: Intake) -> bytes:
    """The bytes that were found.

    Raises InputGone, ChangedInput where they are no longer those, SourceFault where they may not be read (each with its
    finding), and TransientError where the system fails.
    """
    read, size = [], 0
    for chunk in chunks(intake):
        read.append(chunk)
        size += len(chunk)
        if size > intake.size:
            raise ChangedInput(intake)
    whole = b"".join(read)
    if hashlib.sha256(whole).hexdigest() != intake.sha256:
        raise ChangedInput(intake)
    return whole


def copy_to(intake: Intake, path: Path) -> None:
    """Copies the bytes as they are now, a chunk at a time. Raises as `read_bytes`, but not where they have changed;
    OSError where `path` cannot be written."""
    with path.open("wb") as copy:
        for chunk in chunks(intake):
            copy.write(chunk)


def chunks(intake: Intake) -> Iterator[bytes]:
    """The bytes, at most 1 MiB at a time."""
    with _faults_of(intake), _opened(intake) as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


def _opened(intake: Intake) -> IO[bytes] | Region:
    if intake.offset is None:
        return intake.container.open("rb")
    if intake.container.suffix.lower() == ".zip":
        return open_zip_member(intake.container, intake.offset)
    return Region(intake.container, intake.offset, intake.size)


@contextmanager
def _faults_of(intake: Intake) -> Iterator[None]:
    try:
        yield
    except (FileNotFoundError, NotADirectoryError) as fault:
        raise InputGone(intake) from fault
    except PermissionError as fault:
        raise SourceFault(intake, reason_of(fault)) from fault
    except (KeyError, *DAMAGE) as fault:
        raise ChangedInput(intake) from fault
    except OSError as fault:
        if fault.errno is None:
            raise ChangedInput(intake) from fault
        raise TransientError(f"{intake.container} could not be read: {reason_of(fault)}.", "Run again.") from fault
