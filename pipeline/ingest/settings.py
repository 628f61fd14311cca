"""`cablegram.toml` beside the sources: who publishes them, under which addresses."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import ValidationError

from pipeline.errors import ConfigError
from pipeline.model import Archive

FILE_NAME = "cablegram.toml"

EXPECTED = {
    "publisher": "the name of the archive, in quotation marks",
    "base_uri": 'a web address that ends in "/", as "https://archive.example/cables/"',
    "language": 'a BCP 47 tag, as "en" or "pt-BR"',
    "rights": "the URI of a rights statement, in quotation marks",
}
"""The keys of [archive], and what each must be."""


def read_settings(folder: Path) -> Archive:
    """The archive as `cablegram.toml` in `folder` has it; the defaults where there is no such file.

    Raises ConfigError with the file, the key and what was expected.
    """
    path = folder / FILE_NAME
    try:
        tables = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError):
        return Archive()
    except OSError as fault:
        raise ConfigError(
            f"{path} cannot be read: {fault.strerror}.", "Give the user who runs the ingest the right to read it."
        ) from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise ConfigError(f"{path} is no TOML: {fault}.", "Mend that line; text stands in quotation marks.") from fault
    return _archive(path, tables)


def _archive(path: Path, tables: dict[str, object]) -> Archive:
    table = tables.pop("archive", {})
    for key in tables:
        raise ConfigError(f"{path}: there is no “{key}”; the one table is [archive].", f"Take “{key}” out.")
    if not isinstance(table, dict):
        raise ConfigError(f"{path}: “archive” must be a table, [archive].", "Begin the settings with the line [archive].")
    for key in table:
        if key not in EXPECTED:
            raise ConfigError(f"{path}: there is no archive.{key}; the keys are {', '.join(EXPECTED)}.", f"Take “{key}” out.")
    try:
        return Archive.model_validate(table)
    except ValidationError as fault:
        key = str(fault.errors()[0]["loc"][0])
        raise ConfigError(f"{path}: archive.{key} must be {EXPECTED[key]}, not {table[key]!r}.", "Mend that line.") from fault
