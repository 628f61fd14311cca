"""The second stage over a batch: studied cables are linked, written, checked, decided on and staged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from pipeline.catalogue import Entry, Version
from pipeline.check import check_files
from pipeline.codes import Severity
from pipeline.ingest import SourceFault
from pipeline.link import link
from pipeline.model import Cable, Finding, Revision, Status
from pipeline.publish import RECORD, Keepsake, Move, Places, Verdict, decide, digests_of, published_digests
from pipeline.run.cards import LinkBatch, Outcome, Studied, decision_on, entry_of, lost, waiting_entry
from pipeline.run.causes import cause_of
from pipeline.run.reading import keepsake
from pipeline.write import render

FIRST = "first published"

Files = dict[str, bytes]


def link_batch(batch: LinkBatch) -> list[Outcome]:
    """What becomes of each cable of the batch; what is to be published or quarantined is staged."""
    return [_decide(studied, batch) for studied in _studied(batch.file)]


def _studied(file: Path) -> Iterator[Studied]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            yield Studied.model_validate_json(line)


def _decide(studied: Studied, batch: LinkBatch) -> Outcome:
    linked = link(studied.cable, batch.known)
    name = (linked.cable.accession.collection, linked.cable.id)
    was, standing = batch.standing.get(name), published_digests(batch.workroom.output, *name)
    cable, files, verdict = _write(linked.cable, was, standing, batch)
    findings = (*studied.findings, *linked.findings, *check_files(cable, files))
    if any(f.severity is Severity.ERROR for f in findings):
        return _quarantine(cable, files, findings, studied, batch)
    record = digests_of(files)[RECORD]
    entry = entry_of(cable, studied.cable, input_digest=studied.input_digest, version=verdict.version, record_sha256=record)
    return Outcome(decision_on(cable, verdict, findings), entry, _stage(cable, files, verdict, batch))


def _write(cable: Cable, was: Entry | None, standing: dict[str, str], batch: LinkBatch) -> tuple[Cable, Files, Verdict]:
    """The cable with its revisions, its files, and what is to be done with them if they are valid.

    Written with the revisions that it has, a cable that says nothing new gives the bytes that stand published.
    """
    past = _revisions(batch.versions.get((cable.accession.collection, cable.id), ()))
    as_it_was = _revised(cable, past or (Revision(n=1, date=batch.today, cause=FIRST),))
    files = render(as_it_was)
    verdict = decide(was, standing, files, (), source_sha256=cable.source.sha256)
    if verdict.status is Status.UNCHANGED or not past:
        return as_it_was, files, verdict
    before = _published(batch, as_it_was, was)
    verdict = verdict._replace(cause=(cause_of(before, cable) if before else "") or verdict.cause)
    revised = _revised(cable, (*past, Revision(n=verdict.version, date=batch.today, cause=verdict.cause)))
    return revised, render(revised), verdict


def _revisions(versions: Iterable[Version]) -> tuple[Revision, ...]:
    return tuple(Revision(n=v.n, date=v.date, cause=v.cause) for v in versions)


def _revised(cable: Cable, revisions: tuple[Revision, ...]) -> Cable:
    return cable.model_copy(update={"revisions": revisions})


def _published(batch: LinkBatch, cable: Cable, was: Entry | None) -> Cable | None:
    """The cable as it stands published; None where its record was lost or changed by hand."""
    path = Places(batch.workroom.output).published(cable.accession.collection, cable.id, RECORD)
    try:
        record = path.read_bytes()
        known = was is not None and digests_of({RECORD: record})[RECORD] == was.record_sha256
        return Cable.model_validate_json(record) if known else None
    except (FileNotFoundError, ValidationError):
        return None


def _stage(cable: Cable, files: Files, verdict: Verdict, batch: LinkBatch) -> Move | None:
    if verdict.status is Status.UNCHANGED:
        return None
    name = (cable.accession.collection, cable.id)
    return batch.workroom.stage_cable(*name, files, version=verdict.version, cause=verdict.cause)


def _quarantine(cable: Cable, files: Files, findings: tuple[Finding, ...], studied: Studied, batch: LinkBatch) -> Outcome:
    """The outcome of a cable whose files are not valid: source, reasons and rejected files are staged."""
    name = (cable.accession.collection, cable.id)
    was = batch.standing.get(name)
    try:
        staged = batch.workroom.stage_quarantine(*name, findings, [_kept(cable, batch)], files)
    except SourceFault as fault:
        return lost(batch.intakes[name], (*findings, fault.finding), was)
    verdict = decide(was, {}, files, findings, source_sha256=cable.source.sha256)
    entry = waiting_entry(cable.accession, cable.id, cable.source.sha256, was, studied.input_digest)
    return Outcome(decision_on(cable, verdict, findings), entry, quarantine=staged)


def _kept(cable: Cable, batch: LinkBatch) -> Keepsake:
    """The source: as it came in this run, or, of a cable that is only linked anew, as its record holds it."""
    intake = batch.intakes.get((cable.accession.collection, cable.id))
    if intake is not None:
        return keepsake(intake)

    def copy(path: Path) -> None:
        path.write_text(cable.source.text, encoding="utf-8")

    return Keepsake(cable.accession.path, copy)
