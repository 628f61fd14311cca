"""Tar archives (POSIX pax, GNU, ustar), plain or packed by gzip, bzip2 or xz.

A packed one is unpacked as a whole into the spool, under a name of ours, so that each member can be read where it stands.
"""

from __future__ import annotations

import bz2
import gzip
import hashlib
import io
import lzma
import tarfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import IO

from pipeline.errors import OutputError
from pipeline.ingest.listing import CHUNK, reason_of
from pipeline.ingest.members import DAMAGE, Damaged, Meter, Metered, Opened, name_to_read

Packed = gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile

MAGIC: dict[bytes, Callable[[Path], Packed]] = {
    b"\x1f\x8b": gzip.GzipFile,
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ\x00": lzma.LZMAFile,
}
"""By the first bytes: an archive's suffix may be wrong."""


def list_tar(opened: Opened, spool: Path) -> None:
    """Reads the archive through. Raises Damaged where the rest of it cannot be read, Bomb, OSError, and OutputError."""
    container = _unpacked(opened, spool)
    with container.open("rb") as stream:
        try:
            with closing(tarfile.open(fileobj=stream, mode="r:")) as tar:
                _take_members(opened, tar, container, stream)
        except DAMAGE as fault:
            if not opened.damage:
                raise Damaged(str(fault)) from fault


def _take_members(opened: Opened, tar: tarfile.TarFile, container: Path, stream: IO[bytes]) -> None:
    while info := tar.next():
        opened.meter.count_member()
        if info.size < 0:  # CPython before 3.11.14 would go round for ever (CVE-2025-8194)
            raise Damaged("a member has a negative size")
        if not info.isdir():
            _take(opened, info, container)
    stream.seek(tar.offset)
    if stream.read(tarfile.BLOCKSIZE) != bytes(tarfile.BLOCKSIZE):
        raise Damaged(f"it has no end mark after {opened.meter.members} members")


def _take(opened: Opened, info: tarfile.TarInfo, container: Path) -> None:
    name = name_to_read(opened, info.name)
    reason = _reason_to_refuse(info)
    if not name:
        return
    if reason:
        opened.refuse(name, reason)
        return
    with Region(container, info.offset_data, info.size) as member:
        opened.read_member(name, Metered(member.read, info.size, opened.meter), container, info.offset_data)


def _reason_to_refuse(info: tarfile.TarInfo) -> str:
    if info.issym() or info.islnk():
        return f"it is a {'symbolic' if info.issym() else 'hard'} link"
    if info.issparse():
        return "it is a sparse file"
    return "" if info.isreg() else "it is no plain file"


# ---- one member, later ----------------------------------------------------------------------------------------------


class Region(io.RawIOBase):
    """A member: `size` bytes of an unpacked tar from `offset`. Raises EOFError where the file ends before them."""

    def __init__(self, file: Path, offset: int, size: int) -> None:
        self._file = file.open("rb")
        self._file.seek(offset)
        self._left = size

    def read(self, size: int = -1) -> bytes:
        wanted = self._left if size < 0 else min(size, self._left)
        chunk = self._file.read(wanted)
        if len(chunk) < wanted:
            raise EOFError("the archive ends within it")
        self._left -= wanted
        return chunk

    def close(self) -> None:
        self._file.close()
        super().close()


# ---- packed archives ------------------------------------------------------------------------------------------------


def _unpacked(opened: Opened, spool: Path) -> Path:
    """The archive itself where it is plain; else a copy in the spool, as far as it could be unpacked."""
    with opened.file.open("rb") as stream:
        start = stream.read(6)
    unpack = next((unpack for magic, unpack in MAGIC.items() if start.startswith(magic)), None)
    if not unpack:
        return opened.file
    target = spool / f"{hashlib.sha256(bytes(opened.file.resolve())).hexdigest()[:16]}.tar"
    with unpack(opened.file) as packed, _spooled(target) as copy:
        metered = Metered(packed.read1, opened.file.stat().st_size, Meter())
        while chunk := _next_chunk(opened, metered):
            _write(copy, chunk)
    return target


def _next_chunk(opened: Opened, stream: Metered) -> bytes:
    try:
        return stream.read(CHUNK)
    except DAMAGE as fault:
        opened.damage.append(str(fault))
    except OSError as fault:
        if fault.errno is not None:
            raise
        opened.damage.append(reason_of(fault))
    return b""


def _spooled(target: Path) -> IO[bytes]:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        return target.open("wb")
    except OSError as fault:
        raise _spool_fault(target, fault) from fault


def _write(copy: IO[bytes], chunk: bytes) -> None:
    try:
        copy.write(chunk)
    except OSError as fault:
        raise _spool_fault(Path(copy.name), fault) from fault


def _spool_fault(target: Path, fault: OSError) -> OutputError:
    return OutputError(f"{target} cannot be written: {reason_of(fault)}.", "Free some space, or unpack the archive by hand.")
