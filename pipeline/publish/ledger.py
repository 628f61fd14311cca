"""The ledger: one line a run, each bound to the one before by its hash.

A line is the entry's canonical JSON: keys sorted, no spaces, UTF-8, `\\n`. `hash` is the SHA-256 of the same without `hash`.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from pipeline.errors import LedgerError
from pipeline.model import LedgerEntry
from pipeline.publish import disk

NONE_BEFORE = "0" * 64


def canonical(values: Mapping[str, object]) -> bytes:
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def line_of(entry: LedgerEntry) -> bytes:
    return canonical(entry.model_dump(mode="json")) + b"\n"


def hash_of(values: Mapping[str, object]) -> str:
    """The hash that an entry must have, whatever it says in `hash`."""
    return hashlib.sha256(canonical({key: value for key, value in values.items() if key != "hash"})).hexdigest()


def read_ledger(path: Path) -> list[LedgerEntry]:
    """All entries, the first run first; none where there is no ledger. Raises LedgerError for a line that is no entry."""
    return [_entry(line, n, path) for n, line in enumerate(_lines(path), 1)]


def _lines(path: Path) -> list[bytes]:
    return path.read_bytes().removesuffix(b"\n").split(b"\n") if path.exists() and path.stat().st_size else []


def _entry(line: bytes, n: int, path: Path) -> LedgerEntry:
    try:
        return LedgerEntry.model_validate_json(line)
    except ValidationError as error:
        raise LedgerError(f"{path}, line {n}, is no entry of a ledger: {error}", "Restore it from a copy.") from error


# ---- adding ----


class Tail(NamedTuple):
    """The end of a ledger."""

    size: int
    """The bytes of its whole lines."""
    lines: int
    last: bytes
    """The last whole line."""
    torn: bytes
    """What stands after it and is no line: JSON that was cut off, or no JSON."""


def append(path: Path, draft: LedgerEntry) -> LedgerEntry:
    """The entry of a run as it stands in the ledger: `draft` with `previous` and `hash`, unless it stands there already.

    The part of this line that an interrupted run wrote is written over; any other last line that is no JSON is put aside as
    `ledger.cut-RUN`. Raises LedgerError when the last line is JSON but no entry, as a later program might write.
    """
    tail = _tail(path)
    last = _entry(tail.last, tail.lines, path) if tail.last else None
    if last and last.run == draft.run:
        entry, line = last, b""
    else:
        entry = draft.model_copy(update={"previous": last.hash if last else NONE_BEFORE, "hash": ""})
        entry = entry.model_copy(update={"hash": hash_of(entry.model_dump(mode="json"))})
        line = line_of(entry)
    if tail.torn:
        _cut(path, tail, None if line.startswith(tail.torn) else path.with_name(f"ledger.cut-{draft.run}"))
    if tail.last and not tail.last.endswith(b"\n"):
        line = b"\n" + line
    if line:
        _add(path, line)
    return entry


def _tail(path: Path) -> Tail:
    lines = path.read_bytes().splitlines(keepends=True) if path.exists() else []
    torn = lines.pop() if lines and not _is_json(lines[-1]) else b""
    return Tail(sum(map(len, lines)), len(lines), lines[-1] if lines else b"", torn)


def _is_json(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


def _cut(path: Path, tail: Tail, aside: Path | None) -> None:
    if aside:
        disk.write(aside, tail.torn)
        disk.sync(aside)
    handle = os.open(path, os.O_WRONLY)
    try:
        os.ftruncate(handle, tail.size)
        os.fsync(handle)
    finally:
        os.close(handle)


def _add(path: Path, line: bytes) -> None:
    disk.put(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666), line)
    disk.sync(path)
    disk.sync(path.parent)


# ---- checking ----


def verify_ledger(path: Path) -> list[str]:
    """What is wrong with the ledger, a sentence a fault; empty where every line is as it was written and none is missing.

    That lines are missing at the end, the ledger alone cannot tell: the reports can.
    """
    lines = _lines(path)
    faults = ["The last line has no end."] if lines and not path.read_bytes().endswith(b"\n") else []
    previous: LedgerEntry | None = None
    runs: set[str] = set()
    for n, line in enumerate(lines, 1):
        try:
            entry = _entry(line, n, path)
        except LedgerError:
            faults.append(f"Line {n} is no entry of a ledger.")
            previous = None
            continue
        faults += [f"Line {n} {fault}." for fault in _faults(line, entry, previous, is_first=n == 1)]
        if entry.run in runs:
            faults.append(f"Line {n} is a second entry of the run {entry.run}.")
        runs.add(entry.run)
        previous = entry
    return faults


def _faults(line: bytes, entry: LedgerEntry, previous: LedgerEntry | None, *, is_first: bool) -> Iterator[str]:
    values = json.loads(line)
    if canonical(values) != line:
        yield "is not written as an entry is"
    if hash_of(values) != entry.hash:
        yield f"(run {entry.run}) was changed: its hash is not that of its words"
    if is_first and entry.previous != NONE_BEFORE:
        yield f"(run {entry.run}) is not the first: one before it is missing"
    if previous and entry.previous != previous.hash:
        yield f"(run {entry.run}) does not follow the line before: one was changed, moved, added or taken out"
    if previous and entry.time < previous.time:
        yield f"(run {entry.run}) is earlier than the line before"
