"""What a run need not read again, and what it must link again: asked of the catalogue before and between the stages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from pipeline.catalogue import Entry
from pipeline.ingest import Authorities, Intake
from pipeline.link import LINKED_CODES, study
from pipeline.model import Archive, Cable, Finding, Status
from pipeline.publish import RECORD, SUFFIXES, Places, Workroom
from pipeline.run.cards import Linkable, Name, Outcome, Readings, Studied, decision_on_source, input_digest, linkable_of
from pipeline.version import SOFTWARE

if TYPE_CHECKING:
    from pipeline.catalogue.catalogue import Catalogue


def name_of(intake: Intake) -> Name:
    return intake.accession.collection, intake.cable_id


def as_before(
    intakes: Sequence[Intake],
    archive: Archive,
    authorities: Mapping[str, Authorities],
    schemas: str,
    output: Path,
    catalogue: Catalogue,
) -> dict[Name, Outcome]:
    """The outcome of each source that is as it was: same bytes, same description, same software, and its files are there."""
    entries = catalogue.entries(name_of(i) for i in intakes)
    same = {}
    for intake in intakes:
        was = entries.get(name_of(intake))
        digest = input_digest(intake, archive, authorities.get(intake.authorities), SOFTWARE, schemas)
        if was and intake.sha256 and was.input_digest == digest and _stands(was, output):
            same[was.name] = (intake, was)
    findings = catalogue.findings_of(same)
    return {name: _unchanged(intake, was, findings.get(name, [])) for name, (intake, was) in same.items()}


def _stands(was: Entry, output: Path) -> bool:
    places = Places(output)
    if was.state == "quarantined":
        return (places.quarantine(was.collection, was.cable) / "findings.json").is_file()
    return all(places.published(was.collection, was.cable, suffix).is_file() for suffix in SUFFIXES)


def _unchanged(intake: Intake, was: Entry, findings: list[Finding]) -> Outcome:
    waits = was.state == "quarantined"
    return Outcome(decision_on_source(intake, Status.WAITING if waits else Status.UNCHANGED, tuple(findings), was))


# ---- cables to link again -------------------------------------------------------------------------------------------


def read_again(names: Sequence[Name], number: int, room: Workroom, catalogue: Catalogue) -> Readings:
    """Published cables, studied again from their records; one that waits in quarantine or cannot be read is passed over."""
    entries, findings = catalogue.entries(names), catalogue.findings_of(names)
    linkable: list[Linkable] = []

    def lines() -> Iterator[str]:
        for name in names:
            was, cable = entries.get(name), _record(Places(room.output).published(*name, RECORD))
            if was is None or cable is None or was.state != "published":
                continue
            cable = study(cable)
            linkable.append(linkable_of(cable))
            said = tuple(f for f in findings.get(name, []) if f.code not in LINKED_CODES)
            yield Studied(cable=cable, findings=said, input_digest=was.input_digest).model_dump_json()

    file = room.write_lines(f"again-{number:06d}.jsonl", lines())
    return Readings((), tuple(linkable), file, {})


def _record(path: Path) -> Cable | None:
    try:
        return Cable.model_validate_json(path.read_bytes())
    except (FileNotFoundError, ValidationError):
        return None
