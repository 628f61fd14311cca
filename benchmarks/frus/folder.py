"""Which volumes there are to measure with."""

from __future__ import annotations

from collections.abc import Callable, Collection
from difflib import get_close_matches
from pathlib import Path

from benchmarks.frus.document import Volume
from benchmarks.frus.gold import read_gold
from benchmarks.frus.volume import read_volume
from pipeline.errors import InputError

READERS: dict[str, Callable[[Path, int], Volume]] = {".xml": read_volume, ".jsonl": read_gold, ".jsonl.gz": read_gold}
"""By how a file's name ends; of a volume that is there in two ways the first counts."""
GET_VOLUMES = "a clone of https://github.com/HistoryAtState/frus has them in its folder volumes/, one frus….xml each"


def volumes_in(folder: Path, names: Collection[str] = ()) -> dict[str, Path]:
    """The files of the folder's volumes by the volumes' names, sorted; of those named, where any are.

    folder: with the files, or with a folder volumes/ that has them. Raises InputError where there is no such volume.
    """
    if not folder.is_dir():
        raise InputError(f"there is no folder {folder}", GET_VOLUMES)
    found = _files(folder) or _files(folder / "volumes")
    if not found:
        raise InputError(f"{folder} has no volume: no file frus….xml, frus….jsonl or frus….jsonl.gz", GET_VOLUMES)
    for name in names:
        if name not in found:
            near = get_close_matches(name, found, 3) or sorted(found)[:3]
            raise InputError(f"{folder} has no volume {name}", f"it has {len(found)}, such as {', '.join(near)}")
    return {name: found[name] for name in sorted(names or found)}


def open_volume(path: Path, every: int = 1) -> Volume:
    """The volume in a file, with every Nth of its documents. Raises InputError where the file is not what its name says."""
    return READERS["".join(path.suffixes)](path, every)


def _files(folder: Path) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for ending in READERS:
        for path in folder.glob(f"frus*{ending}"):
            found.setdefault(path.name.removesuffix(ending), path)
    return found
