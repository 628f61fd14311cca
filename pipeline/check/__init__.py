"""Check a cable's files against their schemas, the rules, the source and each other: files in, findings out.

`check_files` is what publishing asks before anything is moved; `check_path` and `check_paths` look at files already written.
Each kind of check has a module; schemas are compiled once a thread, when they are first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.check.files import check_files, check_path, check_paths
    from pipeline.check.schemas import SCHEMAS, schema_digests

__all__ = ["SCHEMAS", "check_files", "check_path", "check_paths", "schema_digests"]


def __getattr__(name: str) -> object:
    """Loads lxml only when something is checked."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    room = "schemas" if name in ("SCHEMAS", "schema_digests") else "files"
    return getattr(import_module(f"{__name__}.{room}"), name)
