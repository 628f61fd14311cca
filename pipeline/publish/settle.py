"""Carrying out a plan; and carrying out, at the next run, what an interrupted one had planned.

Each step can be done twice: what is done already is passed over, known by what is staged no longer. Steps that lose nothing
(the old version stands in history too) come before those that change what readers see; the disk is told to hold the former
before the latter begin.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from pipeline.catalogue.entry import Card, RunSummary, Version
from pipeline.errors import OutputError
from pipeline.model import Finding, LedgerEntry, Status
from pipeline.publish import disk, ledger
from pipeline.publish.places import RECORD, Places
from pipeline.publish.plan import Move, Plan, Quarantine
from pipeline.publish.workroom import Workroom

if TYPE_CHECKING:
    from pipeline.catalogue.catalogue import Catalogue

IndexPage = Callable[[Sequence[RunSummary]], bytes]
"""Writes the page over all runs, the latest first."""


def settle(workroom: Workroom, plan: Plan, catalogue: Catalogue, *, index: IndexPage) -> LedgerEntry:
    """The run's line in the ledger, once everything that it planned is done and its workroom is gone.

    Raises OutputError, CatalogueError or TransientError when it cannot be done to the end: the next run will do the rest.
    """
    places = Places(workroom.output)
    with disk.faults_of(workroom.output):
        _keep(places, plan.publish)
        _publish(places, workroom, plan.publish)
        _quarantine(places, workroom, plan)
        catalogue.record(RunSummary.of(plan.run, plan.message, plan.report_sha256), cards_of(plan))
        _report(places, workroom)
        entry = ledger.append(places.ledger, draft_of(plan))
        disk.write_whole(places.reports / "index.html", index(catalogue.runs()), by_way_of=workroom.folder / "index.part")
        workroom.remove()
    return entry


def recover(output: Path, catalogue: Catalogue, *, index: IndexPage) -> list[str]:
    """The runs that had been interrupted after their plan was made, now completed; of others what was staged is removed.

    Under the lock, before a run begins. Raises OutputError for a plan that cannot be read.
    """
    completed = []
    staging = Places(output).staging
    for folder in sorted(staging.iterdir()) if staging.is_dir() else ():
        workroom = Workroom(output, folder.name)
        if workroom.plan.exists():
            settle(workroom, read_plan(workroom), catalogue, index=index)
            completed.append(folder.name)
        else:
            workroom.remove()
    return completed


def read_plan(workroom: Workroom) -> Plan:
    try:
        return Plan.model_validate_json(workroom.plan.read_bytes())
    except ValidationError as error:
        what = f"The plan {workroom.plan} of an interrupted run cannot be read: {error}"
        raise OutputError(what, "If another version of Cablegram made it, let that version run once.") from error


# ---- the files of cables ----


def _keep(places: Places, moves: Iterable[Move]) -> None:
    """Lets what stands published stand in history too. Files that are there already are those: none was replaced before."""
    for move in moves:
        kept = places.history(move.collection, move.cable) / move.kept_as
        if move.before:
            disk.make_folder(kept)
        for suffix in move.before:
            path = places.published(move.collection, move.cable, suffix)
            if path.exists() and not (kept / path.name).exists():
                disk.keep(path, kept / path.name)
        if move.before:
            disk.sync(kept)


def _publish(places: Places, workroom: Workroom, moves: Iterable[Move]) -> None:
    touched = {places.published(move.collection, move.cable, RECORD).parent for move in moves}
    for folder in sorted(touched):
        disk.make_folder(folder)
    for move in moves:
        for suffix, digest in move.files.items():
            _replace(
                workroom.staged.published(move.collection, move.cable, suffix),
                places.published(move.collection, move.cable, suffix),
                digest,
            )
        for suffix in move.before.keys() - move.files.keys():
            places.published(move.collection, move.cable, suffix).unlink(missing_ok=True)
    for folder in sorted(touched):
        disk.sync(folder)


def _replace(staged: Path, path: Path, digest: str) -> None:
    if staged.exists():
        os.replace(staged, path)
    elif not path.exists() or disk.sha256_of(path) != digest:
        raise OutputError(f"{path} is to be published, but {staged} is gone.", "Ingest its source again.")


def _quarantine(places: Places, workroom: Workroom, plan: Plan) -> None:
    for release in plan.release:
        _shelve(places, release.collection, release.cable, workroom.run)
    for quarantine in plan.quarantine:
        _take_in(places, workroom, quarantine)


def _take_in(places: Places, workroom: Workroom, quarantine: Quarantine) -> None:
    staged = workroom.staged.quarantine(quarantine.collection, quarantine.cable)
    folder = places.quarantine(quarantine.collection, quarantine.cable)
    if staged.is_dir():
        _shelve(places, quarantine.collection, quarantine.cable, workroom.run)
        _move_folder(staged, folder)
    elif not folder.is_dir() or disk.digest_of(folder) != quarantine.digest:
        raise OutputError(f"{folder} is to be quarantined, but {staged} is gone.", "Ingest its source again.")


def _shelve(places: Places, collection: str, cable: str, run: str) -> None:
    """Moves what waits in quarantine to history, if something does and that is not done yet."""
    folder, kept = places.quarantine(collection, cable), places.history(collection, cable) / f"quarantine-{run}"
    if folder.is_dir() and not kept.exists():
        _move_folder(folder, kept)


def _move_folder(folder: Path, to: Path) -> None:
    disk.make_folder(to.parent)
    os.rename(folder, to)
    disk.sync(to.parent)
    disk.sync(folder.parent)


# ---- what is said of them ----


def _report(places: Places, workroom: Workroom) -> None:
    staged, folder = workroom.staged.reports / workroom.run, places.reports / workroom.run
    disk.make_folder(places.reports)
    if staged.is_dir():
        _move_folder(staged, folder)


def cards_of(plan: Plan) -> Iterable[Card]:
    """What the catalogue is to know anew."""
    moves = {move.name: move for move in plan.publish}
    findings: dict[tuple[str, str], tuple[Finding, ...]] = {}
    for decision in plan.run.decisions:
        name = (decision.collection, decision.cable)
        if decision.status not in {Status.SET_ASIDE, Status.LOST}:
            findings[name] = findings.get(name, ()) + decision.findings
    for entry in plan.entries:
        move = moves.get(entry.name)
        yield Card(entry, (_version(move, plan),) if move else (), findings.get(entry.name, ()))


def _version(move: Move, plan: Plan) -> Version:
    return Version(n=move.version, run=plan.run.id, date=plan.run.started[:10], cause=move.cause, files=move.files)


def draft_of(plan: Plan) -> LedgerEntry:
    """The run's line in the ledger, without its place in the chain."""
    return LedgerEntry(
        run=plan.run.id,
        time=plan.run.finished,
        source=plan.run.source,
        counts=plan.run.counts,
        changed=len(plan.publish),
        message=plan.message,
        report_sha256=plan.report_sha256,
        published=tuple((f"{m.collection}/{m.cable}", m.version, m.files[RECORD]) for m in plan.publish),
        previous=ledger.NONE_BEFORE,
    )
