"""The first stage over a batch: bytes to text, text to cables that are ready to be linked."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.catalogue import Entry
from pipeline.codes import Severity
from pipeline.ingest import Intake, SourceFault, cable_uri, copy_to, decode, finding_of, read_bytes
from pipeline.link import study
from pipeline.model import Archive, Cable, Finding, Source, Status
from pipeline.publish import Keepsake, decide
from pipeline.read import Lists, read
from pipeline.run.cards import (
    Linkable,
    Name,
    Outcome,
    ReadBatch,
    Readings,
    Studied,
    decision_on_source,
    input_digest,
    linkable_of,
    lost,
    waiting_entry,
)
from pipeline.version import SOFTWARE

_SELDOM = 10_000
"""So many objects more than before are made until Python looks for cycles; 700 unless told."""


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Reading makes very many objects and hardly a cycle: to look for them as often as Python does costs 4 % of its time."""
    before = gc.get_threshold()
    gc.set_threshold(_SELDOM, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


@collecting_seldom()
def read_batch(batch: ReadBatch) -> Readings:
    """Every source of the batch, read; what cannot be is quarantined with its reasons, its bytes kept."""
    outcomes: list[Outcome] = []
    linkable: list[Linkable] = []
    intakes: dict[Name, Intake] = {}

    def lines() -> Iterator[str]:
        for intake in batch.intakes:
            studied = _study(intake, batch)
            if isinstance(studied, Outcome):
                outcomes.append(studied)
                continue
            linkable.append(linkable_of(studied.cable))
            intakes[linkable[-1].name] = intake
            yield studied.model_dump_json()

    file = batch.workroom.write_lines(f"{batch.number:06d}.jsonl", lines())
    return Readings(tuple(outcomes), tuple(linkable), file, intakes)


def _study(intake: Intake, batch: ReadBatch) -> Studied | Outcome:
    name = (intake.accession.collection, intake.cable_id)
    authorities = batch.authorities.get(intake.authorities)
    digest = input_digest(intake, batch.archive, authorities, SOFTWARE, batch.schemas)
    was = batch.standing.get(name)
    if intake.sha256 is None:
        return lost(intake, intake.findings, was)
    if _errors(intake.findings):
        return quarantine(batch, intake, intake.findings, was, digest)
    try:
        data = read_bytes(intake)
    except SourceFault as fault:
        return lost(intake, (*intake.findings, fault.finding), was)
    lists = Lists(authorities.persons, authorities.terms) if authorities else Lists()
    cable, findings = read_source(data, intake, batch.archive, lists)
    if cable is None:
        return quarantine(batch, intake, findings, was, digest)
    return Studied(cable=cable, findings=findings, input_digest=digest)


def read_source(data: bytes, intake: Intake, archive: Archive, lists: Lists) -> tuple[Cable | None, tuple[Finding, ...]]:
    """The cable in the bytes of a source, studied, or None where an error keeps it from being one; and all findings."""
    path, cable_id = intake.accession.path, intake.cable_id
    decoded = decode(data)
    findings = (*intake.findings, *(finding_of(remark, path, cable_id) for remark in decoded.remarks))
    if _errors(findings):
        return None, findings
    source = Source(sha256=intake.sha256 or "", size=len(data), encoding=decoded.encoding, text=decoded.text)
    uri = cable_uri(archive, intake.accession.collection, cable_id)
    cable, said = read(source, cable_id=cable_id, uri=uri, accession=intake.accession, archive=archive, lists=lists)
    return (study(cable) if cable else None), (*findings, *said)


def quarantine(batch: ReadBatch, intake: Intake, findings: tuple[Finding, ...], was: Entry | None, digest: str) -> Outcome:
    """The outcome of a source that is kept out: its bytes and the reasons are staged."""
    name = (intake.accession.collection, intake.cable_id)
    try:
        staged = batch.workroom.stage_quarantine(*name, findings, [keepsake(intake)])
    except SourceFault as fault:
        return lost(intake, (*findings, fault.finding), was)
    verdict = decide(was, {}, None, findings, source_sha256=intake.sha256)
    decision = decision_on_source(intake, Status.QUARANTINED, findings, was, verdict.cause)
    entry = waiting_entry(intake.accession, intake.cable_id, intake.sha256, was, digest)
    return Outcome(decision, entry, quarantine=staged)


def keepsake(intake: Intake) -> Keepsake:
    """The source as quarantine keeps it."""

    def copy(path: Path) -> None:
        copy_to(intake, path)

    return Keepsake(intake.accession.path, copy)


def _errors(findings: tuple[Finding, ...]) -> list[Finding]:
    return [f for f in findings if f.severity is Severity.ERROR]
