"""`persons.csv` and `terms.csv`: the authority lists of a folder and all that lies below it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping

from pipeline.codes import Code
from pipeline.ingest.intake import Authorities, Authority
from pipeline.ingest.sheet import read_sheet
from pipeline.model import Finding, Where

NAME_COLUMN = {"persons.csv": "name", "terms.csv": "term"}

IDENTIFIER = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.:-]*")
"""What can stand after `#` in a `ref`: `p_HLW1`, `118540238`."""

Lists = Mapping[str, tuple[Authority, ...]]
"""By folder; the ingested folder is "."."""


def read_authorities(name: str, text: str) -> tuple[tuple[Authority, ...], list[Finding]]:
    """The rows of the list at path `name`, in its order, and what is wrong with the others."""
    column = NAME_COLUMN[name.rpartition("/")[2].casefold()]
    sheet = read_sheet(text, ("id", column, "note"), required=("id", column))
    faults = [(fault.line, fault.reason) for fault in sheet.faults]
    rows: dict[str, Authority] = {}
    for row in sheet.rows:
        read = Authority(row.values.get("id", ""), row.values.get(column, ""), row.values.get("note", ""))
        reason = _reason_against(read, rows.get(read.id))
        if reason:
            faults.append((row.line, reason))
        else:
            rows.setdefault(read.id, read)
    return tuple(rows.values()), [_malformed(name, line, reason) for line, reason in faults]


def _reason_against(read: Authority, earlier: Authority | None) -> str:
    if not read.id or not read.name:
        return "it lacks the id or the name"
    if not IDENTIFIER.fullmatch(read.id):
        return f"the id “{read.id}” should be letters, digits, “.”, “_”, “:” and “-”"
    if earlier and earlier != read:
        return f"the id {read.id} stands above already, for “{earlier.name}”"
    return ""


def _malformed(name: str, line: int, reason: str) -> Finding:
    where = Where(path=name, line=line)
    return Finding.of(Code.AUTHORITY_MALFORMED, where=where, subject=reason, line=line, name=name, reason=reason)


def authorities_by_folder(persons: Lists, terms: Lists) -> dict[str, Authorities]:
    """For every folder with a list of its own the lists that apply in it."""
    made = {}
    for folder in sorted({*persons, *terms}):
        people, words = _nearest(persons, folder), _nearest(terms, folder)
        rows = json.dumps([people, words], ensure_ascii=False)
        made[folder] = Authorities(people, words, hashlib.sha256(rows.encode("utf-8", "surrogatepass")).hexdigest())
    return made


def _nearest(lists: Lists, folder: str) -> tuple[Authority, ...]:
    key = nearest_folder(lists, folder)
    return lists[key] if key else ()


def nearest_folder(folders: Iterable[str], folder: str) -> str:
    """`folder` itself or the nearest above it that is among `folders`; empty where none is."""
    known = folders if isinstance(folders, Mapping) else frozenset(folders)
    while folder not in known:
        if folder == ".":
            return ""
        folder = folder.rpartition("/")[0] or "."
    return folder
