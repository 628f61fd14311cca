"""`manifest.csv`: what the archive says of each source, before the source itself is read."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from unicodedata import normalize

from pipeline.codes import Code
from pipeline.ingest.identity import ID, PLAIN_NAME
from pipeline.ingest.sheet import Row, read_sheet
from pipeline.model import Finding, Where

COLUMNS = ("path", "id", "collection", "collection_title", "date_from", "date_to", "rights", "citation")

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


class Line(NamedTuple):
    """What one line of a manifest says of the source at `path`; what it does not say is empty."""

    path: str
    """Below the ingested folder, in Unicode's form NFC."""
    id: str = ""
    collection: str = ""
    collection_title: str = ""
    date_from: str = ""
    date_to: str = ""
    rights: str = ""
    citation: str = ""


@dataclass(slots=True)
class Manifest:
    """One manifest, read."""

    name: str
    """Its path below the ingested folder."""
    lines: dict[str, Line] = field(default_factory=dict)
    """By path."""
    numbers: dict[str, int] = field(default_factory=dict)
    """The number of each path's line in the file."""
    findings: list[Finding] = field(default_factory=list)

    def object_to(self, line: int, reason: str) -> None:
        where = Where(path=self.name, line=line)
        self.findings.append(
            Finding.of(Code.MANIFEST_MALFORMED, where=where, subject=reason, line=line, manifest=self.name, reason=reason)
        )


def is_day(text: str) -> bool:
    """Whether the text is a year, a month or a day of the calendar, as W3CDTF writes it."""
    match = _DAY.fullmatch(text)
    if not match:
        return False
    try:
        datetime.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True


EXPECTED: Mapping[str, tuple[Callable[[str], object], str]] = {
    "id": (ID.fullmatch, "a letter or _, then letters, digits, “.”, “_” and “-”"),
    "collection": (PLAIN_NAME.fullmatch, "letters, digits, “.”, “_” and “-”, beginning with a letter or digit"),
    "date_from": (is_day, "a date as 1936, 1936-08 or 1936-08-27"),
    "date_to": (is_day, "a date as 1936, 1936-08 or 1936-08-27"),
}
"""What a column's value must be: the test, and its words."""


def read_manifest(name: str, text: str) -> Manifest:
    """The manifest at `name` below the ingested folder; its paths are relative to its own folder. Faults become findings."""
    manifest = Manifest(name)
    sheet = read_sheet(text, COLUMNS, required=("path",))
    for fault in sheet.faults:
        manifest.object_to(fault.line, fault.reason)
    for row in sheet.rows:
        _take(manifest, row)
    return manifest


def _take(manifest: Manifest, row: Row) -> None:
    path = _path(row.values.get("path", ""))
    if not path:
        manifest.object_to(row.line, f"“{row.values.get('path', '')}” is no path of a file in this folder")
        return
    folder = manifest.name.rpartition("/")[0]
    line = Line(**{**_sound_values(manifest, row), "path": normalize("NFC", f"{folder}/{path}" if folder else path)})
    earlier = manifest.lines.setdefault(line.path, line)
    manifest.numbers.setdefault(line.path, row.line)
    if earlier != line:
        manifest.object_to(row.line, f"{line.path} stands in line {manifest.numbers[line.path]} already, with other values")


def _path(text: str) -> str:
    """The path with `/`, or nothing where it leads out of its folder."""
    parts = [part for part in text.replace("\\", "/").split("/") if part != "."]
    is_inside = all(parts) and ".." not in parts and not re.match(r"[A-Za-z]:", text)
    return "/".join(parts) if is_inside else ""


def _sound_values(manifest: Manifest, row: Row) -> dict[str, str]:
    sound = {}
    for column, value in row.values.items():
        is_sound, expected = EXPECTED.get(column, (bool, ""))
        if is_sound(value):
            sound[column] = value
        else:
            manifest.object_to(row.line, f"{column} is “{value}” and should be {expected}")
    first, last = sound.get("date_from", ""), sound.get("date_to", "")
    common = min(len(first), len(last))
    if first[:common] > last[:common]:
        manifest.object_to(row.line, f"date_from {first} is after date_to {last}")
        del sound["date_from"], sound["date_to"]
    return sound


def contested_ids(manifest: Manifest, default_collection: str) -> dict[tuple[str, str], list[str]]:
    """The paths of every (collection, id) that the manifest gives to more than one path."""
    paths: dict[tuple[str, str], list[str]] = defaultdict(list)
    for line in manifest.lines.values():
        if line.id:
            paths[line.collection or default_collection, line.id].append(line.path)
    return {key: named for key, named in paths.items() if len(named) > 1}
