"""The first step of a run: what is there to ingest. Bytes are digested here and read later, cable by cable."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import InputError, OutputError
from pipeline.ingest.accession import take_in
from pipeline.ingest.archives import SUFFIX, is_archive, list_archive
from pipeline.ingest.folder import list_folder
from pipeline.ingest.identity import plain_name, printable
from pipeline.ingest.intake import Discovery
from pipeline.ingest.listing import LISTS, Listing, add_list, file_item, reason_of
from pipeline.ingest.settings import read_settings
from pipeline.model import Archive

STANDARD_INPUT = "-"


class _Found(NamedTuple):
    listing: Listing
    archive: Archive
    collection: str
    is_complete: bool = True
    """The listing has all that its manifests may name."""


def discover(
    source: str,
    *,
    spool: Path,
    exclude: tuple[Path, ...] = (),
    progress: Callable[[int], None] | None = None,
) -> Discovery:
    """All that lies in a folder, a zip or tar, one file, or standard input ("-").

    spool: a folder of the run's own for what has to be put on disk to be read (standard input, unpacked tars); it must stay
    until the last intake is read. exclude: folders below the source that are not its own, such as the run's output.
    progress: called with the number of items found so far. A folder with nothing in it gives an empty Discovery.
    Raises InputError, ConfigError (cablegram.toml), OutputError (the spool), TransientError.
    """
    found = _list(source, spool, exclude, progress or (lambda count: None))
    intakes, set_aside, authorities = take_in(found.listing, found.collection, is_complete=found.is_complete)
    findings = tuple(found.listing.findings)
    return Discovery(source, found.archive, tuple(intakes), tuple(set_aside), findings, authorities)


def _list(source: str, spool: Path, exclude: tuple[Path, ...], progress: Callable[[int], None]) -> _Found:
    if source == STANDARD_INPUT:
        return _Found(Listing(items=[file_item(_spooled_input(spool), "stdin.txt", "stdin.txt")]), Archive(), "stdin")
    path, mode = Path(source), _mode(source)
    if stat.S_ISDIR(mode):
        root = path.resolve()
        archive = read_settings(root)
        listing = list_folder(root, spool, {folder.resolve() for folder in exclude}, progress)
        return _Found(listing, archive, plain_name(printable(root.name)))
    if not stat.S_ISREG(mode):
        raise InputError(f"{source} is neither a file nor a folder.", "To read a pipe, name it as standard input: `-`.")
    found = _archive(path, spool) if is_archive(path.name) else _single_file(path)
    progress(len(found.listing.items))
    return found


def _mode(source: str) -> int:
    try:
        return os.stat(source).st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError) as fault:
        raise InputError(f"There is no file or folder {source!r}.", "Check the name; `-` reads standard input.") from fault
    except OSError as fault:
        raise InputError(f"{source} cannot be read: {reason_of(fault)}.", "Check the name and the rights.") from fault


def _archive(path: Path, spool: Path) -> _Found:
    file = path.absolute()
    name = printable(file.name)
    listing = list_archive(file, name, spool, is_source=True)
    return _Found(listing, read_settings(file.parent), plain_name(SUFFIX.sub("", name)))


def _single_file(path: Path) -> _Found:
    """One file, with the lists that lie beside it."""
    file = path.absolute()
    name = printable(file.name)
    listing = Listing(items=[file_item(file, name, name)])
    for list_name in sorted(LISTS):
        if (file.parent / list_name).is_file() and list_name != file.name:
            add_list(listing, file.parent / list_name, list_name)
    collection = plain_name(printable(file.parent.resolve().name))
    return _Found(listing, read_settings(file.parent), collection, is_complete=False)


def _spooled_input(spool: Path) -> Path:
    target = spool / "stdin.txt"
    try:
        spool.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as copy:
            shutil.copyfileobj(sys.stdin.buffer, copy)
    except OSError as fault:
        raise OutputError(f"{target} cannot be written: {reason_of(fault)}.", "Free some space, or name a file.") from fault
    return target
