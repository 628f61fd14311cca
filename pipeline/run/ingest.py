"""The sequence of a run: discover, read, link, publish, report."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from pydantic import ValidationError

from pipeline.catalogue import Entry
from pipeline.check import schema_digests
from pipeline.errors import OutputError
from pipeline.ingest import STANDARD_INPUT, Discovery, Intake, discover, printable
from pipeline.model import LedgerEntry, Run, Status
from pipeline.publish import Places, Workroom, lock, rebuild, recover, settle
from pipeline.run.cards import LinkBatch, Name, Outcome, ReadBatch, Readings, entry_of
from pipeline.run.conduct import Conduct, Progress, plainly, silently
from pipeline.run.linking import link_batch
from pipeline.run.reading import read_batch
from pipeline.run.surroundings import Surroundings
from pipeline.run.survey import as_before, name_of, read_again
from pipeline.version import SOFTWARE

if TYPE_CHECKING:
    from pipeline.catalogue.catalogue import Catalogue

B = TypeVar("B")
R = TypeVar("R")
T = TypeVar("T")

BATCH = 300
"""Cables a batch: so many that what a task of Prefect costs (20 ms) stays under 5% of the work (measured November 2026)."""


class Settled(NamedTuple):
    """What a run has done, and where it says so."""

    run: Run
    entry: LedgerEntry
    report: Path
    """The HTML report."""


def ingest(
    source: str,
    output: Path,
    *,
    batch_size: int = BATCH,
    conduct: Conduct = plainly,
    progress: Progress = silently,
    now: datetime | None = None,
) -> Settled:
    """The run that took in `source` (a file, folder, zip, tar, or "-") and published into `output` what is valid.

    Raises InputError, OutputError, CatalogueError, LedgerError, ConfigError or TransientError when the run could not do its
    work; nothing is half published then, and the next run completes what was committed. A bad cable raises nothing.
    """
    from pipeline.catalogue.catalogue import Catalogue
    from pipeline.report.pages import index_page

    _refuse_itself(source, output)
    started = (now or datetime.now(UTC)).astimezone(UTC)
    with lock(output), Catalogue.open(Places(output).catalogue) as catalogue:
        if catalogue.is_empty():
            rebuild(output, catalogue, entry_of)
        recovered = recover(output, catalogue, index=index_page)
        room = Workroom.open(output, started)
        run = _Run(source, room, catalogue, batch_size, conduct, progress, started, tuple(recovered))
        try:
            return run.through()
        except BaseException:
            if not room.plan.exists():
                room.remove()
            raise


def _refuse_itself(source: str, output: Path) -> None:
    """Raises OutputError where the folder that is published into is the one that is ingested."""
    if source != STANDARD_INPUT and Path(source).exists() and Path(source).resolve() == output.resolve():
        raise OutputError(f"{output} is the folder that is ingested.", "Name another with --output.")


class _Run:
    def __init__(
        self,
        source: str,
        room: Workroom,
        catalogue: Catalogue,
        batch_size: int,
        conduct: Conduct,
        progress: Progress,
        started: datetime,
        recovered: tuple[str, ...],
    ) -> None:
        self.source, self.room, self.catalogue = source, room, catalogue
        self.batch_size, self.conduct, self.progress = batch_size, conduct, progress
        self.started, self.recovered = started, recovered
        self.schemas = schema_digests()
        self.schemas_digest = hashlib.sha256(repr(sorted(self.schemas.items())).encode()).hexdigest()
        self.outcomes: dict[Name, Outcome] = {}
        self.again: frozenset[Name] = frozenset()

    def through(self) -> Settled:
        found = self._discover()
        same = as_before(found.intakes, found.archive, found.authorities, self.schemas_digest, self.room.output, self.catalogue)
        self.outcomes |= same
        fresh = [i for i in found.intakes if name_of(i) not in same]
        were = self.catalogue.entries(name_of(i) for i in fresh)
        readings = self._read(fresh, found, were)
        self._link(readings, were)
        return self._settle(found)

    # ---- discover ---------------------------------------------------------------------------------------------------

    def _discover(self) -> Discovery:
        self.progress("discover", 0, None)
        found = discover(
            self.source,
            spool=self.room.folder / "spool",
            exclude=(self.room.output,),
            progress=lambda count: self.progress("discover", count, None),
        )
        self.progress("discover", len(found.intakes), len(found.intakes))
        return found

    # ---- read -------------------------------------------------------------------------------------------------------

    def _read(self, fresh: Sequence[Intake], found: Discovery, were: dict[Name, Entry]) -> list[Readings]:
        batches = [
            ReadBatch(
                number,
                self.room,
                found.archive,
                intakes,
                {key: found.authorities[key] for key in {i.authorities for i in intakes} if key in found.authorities},
                {name_of(i): were[name_of(i)] for i in intakes if name_of(i) in were},
                self.schemas_digest,
            )
            for number, intakes in enumerate(_chunks(fresh, self.batch_size), start=1)
        ]
        readings = list(self._conducted("read", read_batch, batches, [len(b.intakes) for b in batches]))
        for outcome in (o for reading in readings for o in reading.outcomes):
            self._take(outcome)
        return readings

    # ---- link -------------------------------------------------------------------------------------------------------

    def _link(self, readings: list[Readings], were: dict[Name, Entry]) -> None:
        """Link what was read, and again those cables of the archive whose links may change by it."""
        around = Surroundings(self.catalogue)
        around.add(readings)
        concerned = around.concerned(were.values())
        self.again = frozenset(concerned)
        for number, names in enumerate(_chunks(concerned, self.batch_size), start=1):
            readings.append(read_again(names, number, self.room, self.catalogue))
        around.add(readings)
        around.settle_dates()
        waiting = [reading for reading in readings if reading.linkable]
        batches = [self._link_batch(reading, around) for reading in waiting]
        for outcomes in self._conducted("link", link_batch, batches, [len(r.linkable) for r in waiting]):
            for outcome in outcomes:
                self._take(outcome)

    def _link_batch(self, reading: Readings, around: Surroundings) -> LinkBatch:
        names = [linkable.name for linkable in reading.linkable]
        standing = self.catalogue.entries(names)
        versions = {name: tuple(self.catalogue.versions(*name)) for name, was in standing.items() if was.version}
        known = around.known(names)
        return LinkBatch(self.room, reading.file, reading.intakes, known, standing, versions, self.started.date().isoformat())

    def _take(self, outcome: Outcome) -> None:
        """Keep an outcome; a cable of the archive that was linked again and stays as it was is no matter of this run."""
        name = (outcome.decision.collection, outcome.decision.cable)
        if outcome.decision.status is Status.UNCHANGED and name in self.again:
            return
        self.outcomes[name] = outcome

    def _conducted(self, stage: str, work: Callable[[B], R], batches: Sequence[B], sizes: Sequence[int]) -> Iterator[R]:
        """The result of each batch, progress being told as they come."""
        done, total = 0, sum(sizes)
        self.progress(stage, 0, total)
        for result, size in zip(self.conduct(stage, work, batches), sizes, strict=True):
            done += size
            self.progress(stage, done, total)
            yield result

    # ---- publish and report -----------------------------------------------------------------------------------------

    def _settle(self, found: Discovery) -> Settled:
        from pipeline.report.pages import index_page, run_page, summary_line

        self.progress("publish", 0, None)
        run = self._report(found)
        outcomes = list(self.outcomes.values())
        plan = self.room.commit(
            run,
            run_page(run, self._previous()),
            message=summary_line(run),
            entries=[o.entry for o in outcomes if o.entry],
            publish=[o.move for o in outcomes if o.move],
            quarantine=[o.quarantine for o in outcomes if o.quarantine],
        )
        entry = settle(self.room, plan, self.catalogue, index=index_page)
        changed = len(plan.publish)
        self.progress("publish", changed, changed)
        return Settled(run, entry, Places(self.room.output).reports / run.id / "report.html")

    def _report(self, found: Discovery) -> Run:
        decisions = sorted((*(o.decision for o in self.outcomes.values()), *found.set_aside), key=lambda d: (d.path, d.cable))
        findings = [f for d in decisions for f in d.findings] + list(found.findings)
        return Run(
            id=self.room.run,
            started=_moment(self.started),
            finished=_moment(max(self.started, datetime.now(UTC))),
            software=SOFTWARE,
            schemas=self.schemas,
            source=printable(self.source),
            output=printable(str(self.room.output)),
            counts=dict(sorted(Counter(d.status for d in decisions).items())),
            severities=dict(sorted(Counter(f.severity for f in findings).items())),
            decisions=tuple(decisions),
            findings=found.findings,
            recovered=self.recovered,
        )

    def _previous(self) -> Run | None:
        """The report of the run before; None where there is none that can be read."""
        last = self.catalogue.last_run()
        path = Places(self.room.output).reports / last.id / "report.json" if last else None
        try:
            return Run.model_validate_json(path.read_bytes()) if path else None
        except (FileNotFoundError, ValidationError):
            return None


def _moment(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _chunks(items: Sequence[T], size: int) -> Iterator[tuple[T, ...]]:
    for start in range(0, len(items), size):
        yield tuple(items[start : start + size])
