"""Zip and tar archives, read through member by member: nothing is ever written under a member's name.

What a hostile or broken archive can do, and what becomes of it:
- a name that leads out of the archive, a link, a device, an encrypted member: UNSAFE_MEMBER, a finding of the run;
- too many members, too many bytes or too high a ratio, counted while reading: ARCHIVE_BOMB, and nothing of it is ingested;
- a member that fails its checksum, an archive cut short: BROKEN_ARCHIVE, and what can be read is ingested.
Of a bomb and of a broken archive the archive itself is an item with that error, so that its bytes are kept.
"""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.codes import Code
from pipeline.ingest.intake import Remark
from pipeline.ingest.listing import Item, Listing, file_item, reason_of
from pipeline.ingest.members import DAMAGE, Bomb, Damaged, Opened, set_folders_aside
from pipeline.ingest.tars import list_tar
from pipeline.ingest.zips import list_zip

SUFFIX = re.compile(r"\.(?:zip|tar|tgz|tbz2|txz|tar\.(?:gz|bz2|xz))$", re.IGNORECASE)


def is_archive(name: str) -> bool:
    """By its name: a zip by its bytes may be a word processor's document."""
    return bool(SUFFIX.search(name))


def list_archive(file: Path, path: str, spool: Path, *, is_source: bool = False) -> Listing:
    """What the archive at `path` holds.

    spool: the folder for unpacked tars. is_source: the archive is itself what is ingested, so that paths begin within it.
    Raises OutputError where the spool cannot be written.
    """
    opened = Opened(file, "" if is_source else path, "" if is_source else SUFFIX.sub("", path))
    try:
        _read_through(opened, spool)
    except Bomb as bomb:
        return Listing(items=[_whole(file, path, ((Code.ARCHIVE_BOMB, {"reason": str(bomb)}),))])
    set_folders_aside(opened)
    if opened.damage:
        remarks: tuple[Remark, ...] = tuple((Code.BROKEN_ARCHIVE, {"reason": reason}) for reason in opened.damage)
        opened.listing.items.append(_whole(file, path, remarks))
    return opened.listing


def _read_through(opened: Opened, spool: Path) -> None:
    try:
        if opened.file.suffix.lower() == ".zip":
            list_zip(opened)
        else:
            list_tar(opened, spool)
    except (Damaged, *DAMAGE) as fault:
        opened.damage.append(str(fault) or type(fault).__name__)
    except OSError as fault:
        opened.damage.append(reason_of(fault))


def _whole(file: Path, path: str, remarks: tuple[Remark, ...]) -> Item:
    """The archive as an item with these errors; one that cannot be read at all says that instead."""
    item = file_item(file, path, path)
    return item if item.sha256 is None else item._replace(remarks=remarks)
