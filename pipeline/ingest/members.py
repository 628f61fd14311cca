"""What zip and tar archives have in common: which members may be read, and what reading them may cost."""

from __future__ import annotations

import lzma
import re
import struct
import tarfile
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import BadZipFile

from pipeline.codes import Code
from pipeline.ingest.identity import printable
from pipeline.ingest.intake import MAX_LIST_BYTES
from pipeline.ingest.listing import (
    CHUNK,
    LISTS,
    Item,
    Listing,
    digest,
    keep_list,
    reason_against_settings,
    reason_of,
    reason_to_pass_by,
    reason_to_set_aside,
    too_large,
)

MAX_MEMBERS = 200_000
MAX_TOTAL_BYTES = 1024**3
MAX_RATIO = 200
"""Unpacked to packed bytes. Text packs at 3 to 20; deflate can reach 1032."""
RATIO_COUNTS_FROM = 10 * 1024 * 1024
"""Small members may well be all of one letter."""

DAMAGE = (
    *(BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, struct.error),
    *(NotImplementedError, ValueError, OverflowError, RecursionError),
)
"""What the standard library's readers raise on bytes that are no sound archive; an OSError without a number also."""


class Bomb(Exception):
    """An archive that unpacks to more than it may."""


class Damaged(Exception):
    """An archive, or the rest of one, that cannot be read."""


@dataclass(slots=True)
class Meter:
    """What reading an archive has cost so far. Raises Bomb at the limit."""

    members: int = 0
    total: int = 0

    def count_member(self) -> None:
        self.members += 1
        if self.members > MAX_MEMBERS:
            raise Bomb(f"it has more than {MAX_MEMBERS:,} members")

    def count(self, size: int, unpacked: int, packed: int) -> None:
        """`size` more bytes, of a stream that has now given `unpacked` for its `packed` bytes."""
        self.total += size
        if self.total > MAX_TOTAL_BYTES:
            raise Bomb(f"it unpacks to more than {MAX_TOTAL_BYTES:,} bytes")
        if unpacked > RATIO_COUNTS_FROM and unpacked > MAX_RATIO * max(1, packed):
            raise Bomb(f"it unpacks to more than {MAX_RATIO} times its size")


class Metered:
    """A stream whose bytes are counted as they are read: a header may lie."""

    def __init__(self, read: Callable[[int], bytes], packed: int, meter: Meter) -> None:
        self._read, self._packed, self._meter, self.unpacked = read, packed, meter, 0

    def read(self, size: int = CHUNK) -> bytes:
        chunk = self._read(size)
        self.unpacked += len(chunk)
        self._meter.count(len(chunk), self.unpacked, self._packed)
        return chunk


@dataclass(slots=True)
class Opened:
    """An archive being read through."""

    file: Path
    path: str
    """What stands before its members' names: `letters.zip`; nothing where the archive is itself what is ingested."""
    place: str
    """The same for ids: `letters`."""
    listing: Listing = field(default_factory=Listing)
    meter: Meter = field(default_factory=Meter)
    damage: list[str] = field(default_factory=list)
    passed_by: Counter[str] = field(default_factory=Counter)
    """How many members lie in each hidden folder."""

    def refuse(self, name: str, reason: str) -> None:
        """Records that a member is not read."""
        shown = printable(name)[:200]
        self.listing.find((Code.UNSAFE_MEMBER, {"name": shown, "reason": reason}), self.path or self.file.name, subject=shown)
        self.listing.unread.add(below(self.path, shown))

    def miss(self, name: str, reason: str) -> None:
        """Records that a member cannot be read."""
        self.damage.append(f"{name}: {reason}")
        self.listing.unread.add(below(self.path, name))

    def read_member(self, name: str, stream: Metered, container: Path, offset: int) -> None:
        """Digests a member, or keeps it where it is a list. Damage is recorded, and reading may go on with the next."""
        path = below(self.path, name)
        try:
            if name.rpartition("/")[2].casefold() in LISTS:
                keep_list(self.listing, _all_of(stream), path)
                return
            sha256, size = digest(stream)
        except (OSError, *DAMAGE) as fault:
            self.miss(name, reason_of(fault) if isinstance(fault, OSError) else str(fault) or type(fault).__name__)
            return
        item = Item(path, below(self.place, name), container, name, offset, sha256, size, too_large(size))
        self.listing.items.append(item)


def _all_of(stream: Metered) -> bytes:
    raw = bytearray()
    while len(raw) <= MAX_LIST_BYTES and (chunk := stream.read()):
        raw += chunk
    return bytes(raw)


def below(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


# ---- names ----------------------------------------------------------------------------------------------------------


def reason_to_refuse_name(name: str) -> str:
    """Why a member's name is not to be trusted; empty for a relative name that stays within the archive."""
    plain = name.replace("\\", "/")
    if "\0" in name:
        return "its name has a NUL"
    if plain.startswith("/") or re.match(r"[A-Za-z]:", plain):
        return "its name is absolute"
    return "its name leads out of the archive" if ".." in plain.split("/") else ""


def name_to_read(opened: Opened, name: str) -> str:
    """The member's name, tidied; nothing where it is refused or set aside, which is recorded."""
    reason = reason_to_refuse_name(name)
    if reason:
        opened.refuse(name, reason)
        return ""
    parts = [printable(part) for part in name.replace("\\", "/").split("/") if part not in ("", ".")]
    for depth, part in enumerate(parts[:-1], start=1):
        if reason_to_pass_by(part):
            opened.passed_by["/".join(parts[:depth])] += 1
            return ""
    tidy = "/".join(parts)
    reason = reason_to_set_aside(parts[-1]) or reason_against_settings(parts[-1]) if parts else "it has no name"
    if reason:
        opened.listing.set_aside[below(opened.path, tidy)] = reason
    return "" if reason else tidy


def set_folders_aside(opened: Opened) -> None:
    """One line for each folder that was passed by, when all members are known."""
    for folder, count in opened.passed_by.items():
        reason = reason_to_pass_by(folder.rpartition("/")[2], count)
        opened.listing.set_aside[below(opened.path, folder) + "/"] = reason
