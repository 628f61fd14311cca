"""What lies in a folder or an archive, in one form: items to ingest, lists to consult, and what is set aside."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol

from pipeline.codes import Code
from pipeline.ingest.authorities import NAME_COLUMN
from pipeline.ingest.intake import MAX_CABLE_BYTES, MAX_LIST_BYTES, Remark, finding_of
from pipeline.ingest.settings import FILE_NAME as SETTINGS
from pipeline.model import Finding

CHUNK = 1024 * 1024

MANIFEST = "manifest.csv"
LISTS = frozenset({MANIFEST, *NAME_COLUMN})
"""Files that are consulted, in whatever case their names are written."""

README = re.compile(r"readme(?![a-z0-9])", re.IGNORECASE)
OF_THE_SYSTEM = frozenset({"thumbs.db", "desktop.ini"})


class Readable(Protocol):
    def read(self, size: int = ..., /) -> bytes: ...


class Item(NamedTuple):
    """One source, before it is known what the archive calls it."""

    path: str
    """As people see it: `letters.zip/1936/195.txt`."""
    place: str
    """What its id is made of: as `path`, but an archive stands as a folder of its name without suffix."""
    container: Path
    member: str | None = None
    offset: int | None = None
    sha256: str | None = None
    size: int = 0
    remarks: tuple[Remark, ...] = ()


@dataclass(slots=True)
class Listing:
    """All that was found, collected on the way."""

    items: list[Item] = field(default_factory=list)
    lists: dict[str, bytes] = field(default_factory=dict)
    """The bytes of manifests and authority lists, by path."""
    set_aside: dict[str, str] = field(default_factory=dict)
    """The reason, by path."""
    unread: set[str] = field(default_factory=set)
    """Paths of members that were not read, of which a finding says why."""
    findings: list[Finding] = field(default_factory=list)

    def add(self, other: Listing) -> None:
        self.items += other.items
        self.lists |= other.lists
        self.set_aside |= other.set_aside
        self.unread |= other.unread
        self.findings += other.findings

    def find(self, remark: Remark, path: str, subject: str = "") -> None:
        """Adds a finding of the run about `path`."""
        self.findings.append(finding_of(remark, path, subject=subject))


def reason_to_pass_by(name: str, count: int = 0) -> str:
    """Why nothing in a folder of this name, `count` files, is a source; empty where some may be."""
    if name.startswith("."):
        return f"a hidden folder ({count} {'file' if count == 1 else 'files'})"
    return f"notes that macOS takes of files, not the files themselves ({count})" if name == "__MACOSX" else ""


def reason_to_set_aside(name: str) -> str:
    """Why a file of this name is no source; empty where it may be one."""
    if name.startswith("."):
        return "it is hidden: its name begins with a dot"
    if name.casefold() in OF_THE_SYSTEM:
        return "it is a file of the operating system"
    if README.match(name):
        return "a README describes the sources and is none"
    return ""


def reason_against_settings(name: str) -> str:
    """Why settings elsewhere than beside the sources are not used; empty for any other file."""
    return f"{SETTINGS} counts only at the root of the ingested folder" if name == SETTINGS else ""


# ---- files on disk --------------------------------------------------------------------------------------------------


def digest(stream: Readable) -> tuple[str, int]:
    """SHA-256 and number of bytes of what is left of a stream."""
    sha, size = hashlib.sha256(), 0
    while chunk := stream.read(CHUNK):
        sha.update(chunk)
        size += len(chunk)
    return sha.hexdigest(), size


def too_large(size: int) -> tuple[Remark, ...]:
    """TOO_LARGE where a cable has more bytes than it may have."""
    return ((Code.TOO_LARGE, {"size": size, "limit": MAX_CABLE_BYTES}),) if size > MAX_CABLE_BYTES else ()


def reason_of(fault: OSError) -> str:
    """What the system says, as part of a sentence: "permission denied"."""
    return (fault.strerror or str(fault) or type(fault).__name__).lower()


def file_item(container: Path, path: str, place: str) -> Item:
    """A file on disk, digested by streaming. One that is gone or cannot be read has a remark and no digest."""
    try:
        with container.open("rb") as stream:
            sha256, size = digest(stream)
    except (FileNotFoundError, NotADirectoryError):
        return Item(path, place, container, remarks=((Code.VANISHED_INPUT, {}),))
    except OSError as fault:
        return Item(path, place, container, remarks=((Code.UNREADABLE_INPUT, {"reason": reason_of(fault)}),))
    return Item(path, place, container, sha256=sha256, size=size, remarks=too_large(size))


def add_list(listing: Listing, container: Path, path: str) -> None:
    """Keeps the bytes of a manifest or an authority list, or says why it cannot be consulted."""
    try:
        with container.open("rb") as stream:
            keep_list(listing, stream.read(MAX_LIST_BYTES + 1), path)
    except (FileNotFoundError, NotADirectoryError):
        listing.find((Code.VANISHED_INPUT, {}), path)
    except OSError as fault:
        listing.find((Code.UNREADABLE_INPUT, {"reason": reason_of(fault)}), path)


def keep_list(listing: Listing, raw: bytes, path: str) -> None:
    if len(raw) > MAX_LIST_BYTES:
        listing.find((Code.TOO_LARGE, {"size": f"over {MAX_LIST_BYTES}", "limit": MAX_LIST_BYTES}), path)
    else:
        listing.lists[path] = raw
