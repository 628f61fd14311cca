"""The catalogue made again from what stands in the output folder, when it was lost."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError

from pipeline.catalogue.entry import Card, Entry, RunSummary, Version
from pipeline.model import Cable, Finding, LedgerEntry, Run, Status
from pipeline.publish.disk import faults_of, sha256_of
from pipeline.publish.places import RECORD, SUFFIXES, Places, published_digests
from pipeline.publish.workroom import Workroom

if TYPE_CHECKING:
    from pipeline.catalogue.catalogue import Catalogue

Name = tuple[str, str]
"""(collection, cable)"""

EntryOf = Callable[[Cable], Entry]
"""The entry of a published cable, as an ingest would make it."""


class Rebuilt(NamedTuple):
    cables: int
    unreadable: tuple[Path, ...]
    """Records, reports and findings that are not what they should be; their cables are unknown until they are ingested."""


def rebuild(output: Path, catalogue: Catalogue, entry_of: EntryOf) -> Rebuilt:
    """How many cables were entered from published records and quarantine; what the catalogue held before is gone.

    To be called under the lock when `catalogue.is_empty()`, before `recover`. In one transaction: all or nothing.
    """
    shelves = _Shelves(Places(output), entry_of)
    with faults_of(output):
        shelves.read_reports()
        count = catalogue.refill(shelves.summaries, shelves.cards())
    return Rebuilt(count, tuple(shelves.unreadable))


class _Shelves:
    """What is found on the way through the output folder."""

    def __init__(self, places: Places, entry_of: EntryOf) -> None:
        self.places = places
        self.entry_of = entry_of
        self.summaries: list[RunSummary] = []
        self.findings: dict[Name, tuple[Finding, ...]] = {}
        self.published_by: dict[tuple[str, str, int], str] = {}
        """(collection, cable, version) → run"""
        self.unreadable: list[Path] = []

    # ---- runs ----

    def read_reports(self) -> None:
        """Of every run but one that was cut off: that one `recover` will enter."""
        messages = _messages(self.places.ledger)
        for path in sorted(self.places.reports.glob("*/report.json"), key=lambda path: (len(path.parent.name), path)):
            if Workroom(self.places.output, path.parent.name).plan.exists():
                continue
            try:
                run = Run.model_validate_json(path.read_bytes())
            except ValidationError:
                self.unreadable.append(path)
                continue
            self._enter(run)
            self.summaries.append(RunSummary.of(run, messages.get(run.id, ""), sha256_of(path)))

    def _enter(self, run: Run) -> None:
        """Later runs overrule earlier ones."""
        latest: dict[Name, tuple[Finding, ...]] = {}
        for decision in run.decisions:
            name = (decision.collection, decision.cable)
            if decision.status in {Status.PUBLISHED, Status.REPUBLISHED} and decision.version:
                self.published_by[(*name, decision.version)] = run.id
            if decision.status not in {Status.SET_ASIDE, Status.LOST}:
                latest[name] = latest.get(name, ()) + decision.findings
        self.findings |= latest

    # ---- cables ----

    def cards(self) -> Iterator[Card]:
        seen: set[Name] = set()
        for path in sorted((self.places.output / "published").glob(f"*/*.{RECORD}")):
            card = self._published(path)
            if card:
                seen.add(card.entry.name)
                yield card
        for folder in sorted((self.places.output / "quarantine").glob("*/*")):
            name = (folder.parent.name, folder.name)
            if name not in seen and (waiting := self._waiting(*name)):
                yield Card(waiting, (), self.findings.get(name, ()))

    def _published(self, path: Path) -> Card | None:
        try:
            cable = Cable.model_validate_json(path.read_bytes())
            entry = self.entry_of(cable)
        except ValidationError:
            self.unreadable.append(path)
            return None
        name = (path.parent.name, path.name.removesuffix(f".{RECORD}"))
        if entry.name != name:
            self.unreadable.append(path)
            return None
        version = max((revision.n for revision in cable.revisions), default=1)
        stands = {"state": "published", "version": version, "record_sha256": sha256_of(path)}
        if waiting := self._waiting(*name):
            came = {"path": waiting.path, "source_sha256": waiting.source_sha256, "input_digest": ""}
            stands |= {"state": "quarantined", **came}
        return Card(entry.model_copy(update=stands), self._versions(cable, name, version), self.findings.get(name, ()))

    def _versions(self, cable: Cable, name: Name, current: int) -> tuple[Version, ...]:
        return tuple(
            Version(
                n=revision.n,
                run=self.published_by.get((*name, revision.n), ""),
                date=revision.date,
                cause=revision.cause,
                files=published_digests(self.places.output, *name) if revision.n == current else self._kept(name, revision.n),
            )
            for revision in sorted(cable.revisions, key=lambda revision: revision.n)
        )

    def _kept(self, name: Name, n: int) -> dict[str, str]:
        folder = self.places.history(*name) / f"v{n}"
        files = {suffix: folder / f"{name[1]}.{suffix}" for suffix in SUFFIXES}
        return {suffix: sha256_of(file) for suffix, file in files.items() if file.is_file()}

    def _waiting(self, collection: str, cable: str) -> Entry | None:
        """The entry of what waits in quarantine, as far as its folder tells."""
        folder = self.places.quarantine(collection, cable)
        told = folder / "findings.json"
        if not told.is_file():
            return None
        try:
            source = json.loads(told.read_bytes())["sources"][0]
            file, path = folder / source["file"], source["path"]
        except (ValueError, LookupError, TypeError):
            self.unreadable.append(told)
            return None
        return Entry(
            cable=cable,
            collection=collection,
            path=path,
            source_sha256=sha256_of(file) if file.is_file() else None,
            input_digest="",
            state="quarantined",
            version=0,
            uri="",
            form="",
            title="",
        )


def _messages(path: Path) -> dict[str, str]:
    """Run → its message, of each line that can be read: to say that one cannot is the business of `verify_ledger`."""
    entries = []
    for line in path.read_bytes().splitlines() if path.exists() else ():
        with suppress(ValidationError):
            entries.append(LedgerEntry.model_validate_json(line))
    return {entry.run: entry.message for entry in entries}
