"""Small cables of an invented harbour, an inbox for them, and the question whether a run has lost any of it."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from pipeline.catalogue.catalogue import Catalogue
from pipeline.codes import Code
from pipeline.model import Decision, Run, Status
from pipeline.publish import Places, read_ledger, verify_ledger
from pipeline.run import Settled, ingest

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
"""When runs begin whose trees are compared: the date of a version stands in the TEI."""

CONSULTED = {"manifest.csv", "persons.csv", "terms.csv", "cablegram.toml"}
"""Files that are read for what they say of others; they are no sources."""

ONLY_NOTES = "1. Not printed.\n2. The board met on May 4.\n"
"""A bad source: its cable is missing."""


def cable(n: int = 15, said: str = "The harbour board has accepted the lowest tender for the new cranes.") -> str:
    """A telegram with all that a cable should have: nothing is to be found against it."""
    return (
        f"841.156/{n}: Telegram\n\n"
        "The Ambassador in the United Kingdom (Carton) to the Secretary of State\n\n"
        "London, March 3, 1934—6 p.m.\n\n"
        f"{n}. {said}\n\n"
        "Delivery is expected before the autumn gales.\n\n"
        "Carton\n"
    )


def fill(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """The folder, with these files: name → text or bytes."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def run(inbox: Path, output: Path, *, now: datetime = NOON) -> Settled:
    return ingest(str(inbox), output, now=now)


# ---- what a run says ------------------------------------------------------------------------------------------------


def decision_on(path: str, of: Run) -> Decision:
    """The one line of the report about the source at `path`."""
    (decision,) = (d for d in of.decisions if d.path == path)
    return decision


def statuses(of: Run) -> dict[str, Status]:
    return {d.path: d.status for d in of.decisions}


def codes(of: Run | Decision) -> list[Code]:
    return [finding.code for finding in of.findings]


def accounted_for(of: Run, inbox: Path) -> None:
    """Asserts that every file below the inbox, and every member of a zip, is told of by the run; and by one line alone."""
    decided = [d.path for d in of.decisions]
    assert len(decided) == len(set(decided))
    whole = {path for path, status in statuses(of).items() if status is not Status.SET_ASIDE}
    refused = {f"{f.where.path}/{f.subject}" for f in of.findings if f.code is Code.UNSAFE_MEMBER}
    for file in (path for path in inbox.rglob("*") if path.is_file()):
        path = file.relative_to(inbox).as_posix()
        if path in whole or file.name in CONSULTED:
            continue
        if file.suffix == ".zip":
            with zipfile.ZipFile(file) as archive:
                members = {f"{path}/{name}" for name in archive.namelist() if not name.endswith("/")}
            assert members <= {*decided, *refused}
        else:
            assert path in decided


# ---- what stands in the output folder -------------------------------------------------------------------------------


def tree(folder: Path) -> dict[str, bytes]:
    """Each file below a folder with its content."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def published(output: Path) -> dict[str, bytes]:
    return tree(output / "published")


def published_ids(output: Path) -> set[str]:
    """The ids of the published cables, each of which must have all five files."""
    names = list(published(output))
    ids = {Path(name).name.removesuffix(".tei.xml") for name in names if name.endswith(".tei.xml")}
    assert len(names) == 5 * len(ids)
    return ids


def kept_sources(output: Path) -> set[str]:
    """The SHA-256 of each source that waits in quarantine."""
    return {hashlib.sha256(path.read_bytes()).hexdigest() for path in (output / "quarantine").glob("*/*/source/*")}


def sha256(content: str | bytes) -> str:
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def assert_at_rest(output: Path, runs: int) -> None:
    """Nothing is left over from a run, and the ledger has one sound line for each."""
    staging = Places(output).staging
    assert not staging.exists() or list(staging.iterdir()) == []
    ledger = Places(output).ledger
    assert verify_ledger(ledger) == []
    assert len(read_ledger(ledger)) == runs


def version_of(output: Path, collection: str, cable_id: str) -> int:
    with Catalogue.open(Places(output).catalogue, create=False) as catalogue:
        entry = catalogue.entry(collection, cable_id)
        assert entry is not None
        return entry.version
