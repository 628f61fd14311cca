"""Zip archives (PKWARE APPNOTE 6.3.10), as far as Python reads them."""

from __future__ import annotations

import stat
from functools import lru_cache
from pathlib import Path
from typing import IO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

from pipeline.ingest.members import DAMAGE, Damaged, Metered, Opened, name_to_read

METHODS = frozenset({ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA})
IS_ENCRYPTED = 0x1
IS_UTF8 = 0x800
UNIX = 3


def list_zip(opened: Opened) -> None:
    """Reads the archive through. Raises Damaged where it has no readable directory, Bomb, and OSError."""
    try:
        archive = ZipFile(opened.file)
    except DAMAGE as fault:
        raise Damaged(f"its directory cannot be read ({fault})") from fault
    with archive:
        size = opened.file.stat().st_size
        for info in archive.infolist():
            opened.meter.count_member()
            if not info.is_dir():
                _take(opened, archive, info, size)


def _take(opened: Opened, archive: ZipFile, info: ZipInfo, size: int) -> None:
    name = name_to_read(opened, name_of(info))
    reason = _reason_to_refuse(info)
    if not name:
        return
    if reason:
        opened.refuse(name, reason)
        return
    try:
        stream = archive.open(info)
    except DAMAGE as fault:
        opened.miss(name, str(fault))
        return
    with stream:
        packed = min(info.compress_size, size)
        opened.read_member(name, Metered(stream.read, packed, opened.meter), opened.file, info.header_offset)


def name_of(info: ZipInfo) -> str:
    """The whole name, with its NULs; as UTF-8 where it is that without saying so, as macOS writes it."""
    if info.flag_bits & IS_UTF8:
        return info.orig_filename
    try:
        return info.orig_filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.orig_filename


def _reason_to_refuse(info: ZipInfo) -> str:
    kind = stat.S_IFMT(info.external_attr >> 16) if info.create_system == UNIX else 0
    if kind == stat.S_IFLNK:
        return "it is a symbolic link"
    if kind not in (0, stat.S_IFREG):
        return "it is no plain file"
    if info.flag_bits & IS_ENCRYPTED:
        return "it is encrypted"
    return "" if info.compress_type in METHODS else f"it is packed by method {info.compress_type}, which cannot be read"


# ---- one member, later ----------------------------------------------------------------------------------------------


def open_zip_member(file: Path, offset: int) -> IO[bytes]:
    """The member whose header stands at `offset`. Raises OSError, KeyError and what `members.DAMAGE` lists."""
    state = file.stat()
    archive, members = _directory(file, state.st_mtime_ns, state.st_size)
    return archive.open(members[offset])


@lru_cache(maxsize=4)
def _directory(file: Path, _mtime_ns: int, _size: int) -> tuple[ZipFile, dict[int, ZipInfo]]:
    """Kept open: reading the directory of a large archive takes longer than a member."""
    archive = ZipFile(file)
    return archive, {info.header_offset: info for info in archive.infolist()}
