"""A folder on disk and all below it. Links are not followed; nothing is passed over in silence."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from pipeline.codes import Code
from pipeline.errors import InputError, TransientError
from pipeline.ingest.archives import is_archive, list_archive
from pipeline.ingest.identity import printable
from pipeline.ingest.listing import (
    LISTS,
    Listing,
    add_list,
    file_item,
    reason_against_settings,
    reason_of,
    reason_to_pass_by,
    reason_to_set_aside,
)
from pipeline.ingest.members import below
from pipeline.ingest.settings import FILE_NAME as SETTINGS

OF_AN_OUTPUT = ("ledger.jsonl", "catalogue.sqlite")
"""What lies in every folder that a run has published into."""


def list_folder(root: Path, spool: Path, exclude: Collection[Path], progress: Callable[[int], None]) -> Listing:
    """Every file below `root`: an item, a list, or set aside. `exclude`: folders, resolved, that are left out unmentioned.

    Raises InputError where `root` cannot be listed, TransientError where that may pass; a folder below it that cannot be
    listed is a finding. `progress` gets the number of items so far.
    """
    listing, waiting = Listing(), [(root, "")]
    while waiting:
        folder, path = waiting.pop()
        for entry in _entries(listing, folder, path):
            if entry.is_dir(follow_symlinks=False):
                waiting += _folder(listing, entry, below(path, printable(entry.name)), exclude)
            else:
                _file(listing, entry, below(path, printable(entry.name)), spool)
            progress(len(listing.items))
    return listing


def _entries(listing: Listing, folder: Path, path: str) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return iter(sorted(entries, key=lambda entry: entry.name))
    except (FileNotFoundError, NotADirectoryError, PermissionError) as fault:
        if not path:
            raise InputError(f"{folder} cannot be listed: {reason_of(fault)}.", "Check the name and the rights.") from fault
        listing.find((Code.UNREADABLE_INPUT, {"reason": f"the folder cannot be listed: {reason_of(fault)}"}), path)
    except OSError as fault:
        raise TransientError(f"{folder} could not be listed: {reason_of(fault)}.", "Run again.") from fault
    return iter(())


def _folder(listing: Listing, entry: os.DirEntry[str], path: str, exclude: Collection[Path]) -> list[tuple[Path, str]]:
    """The folder, if what is in it is to be listed."""
    if Path(entry.path) in exclude:
        return []
    if reason_to_pass_by(entry.name):
        count = sum(len(files) for _, _, files in os.walk(entry.path))
        listing.set_aside[f"{path}/"] = reason_to_pass_by(entry.name, count)
        return []
    if all((Path(entry.path) / name).is_file() for name in OF_AN_OUTPUT):
        listing.set_aside[f"{path}/"] = "it is a folder that Cablegram publishes into"
        return []
    return [(Path(entry.path), path)]


def _file(listing: Listing, entry: os.DirEntry[str], path: str, spool: Path) -> None:
    file = Path(entry.path)
    reason = _reason_to_set_aside(entry, path)
    if reason:
        listing.set_aside[path] = reason
    elif entry.name.casefold() in LISTS:
        add_list(listing, file, path)
    elif is_archive(entry.name):
        listing.add(list_archive(file, path, spool))
    elif path != SETTINGS:
        listing.items.append(file_item(file, path, path))


def _reason_to_set_aside(entry: os.DirEntry[str], path: str) -> str:
    if entry.is_symlink():
        return "it is a symbolic link; links are not followed"
    if not entry.is_file(follow_symlinks=False):
        return "it is no file but a pipe, a socket or a device"
    return reason_to_set_aside(entry.name) or ("" if path == SETTINGS else reason_against_settings(entry.name))
