"""One source to one format, without catalogue or output folder."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from pipeline.codes import Severity
from pipeline.errors import InputError
from pipeline.ingest import Authorities, Intake, SourceFault, discover, read_bytes
from pipeline.link import Nothing, link
from pipeline.model import Archive, Finding, Revision
from pipeline.read import Lists
from pipeline.run.linking import FIRST
from pipeline.run.reading import read_source
from pipeline.write import FORMATS


class Converted(NamedTuple):
    """What a source becomes: None where an error among the findings keeps it from being a cable."""

    content: bytes | None
    findings: tuple[Finding, ...]


def convert(source: str, to: str, *, today: str) -> Converted:
    """The one source (a file, or "-") in the format `to`, a name in `FORMATS`.

    today: YYYY-MM-DD, the date of the version. The manifest, authority lists and settings beside a file apply.
    Raises InputError where the source is not there, or holds several.
    """
    with TemporaryDirectory(prefix="cablegram-") as spool:
        found = discover(source, spool=Path(spool))
        if len(found.intakes) != 1:
            raise InputError(
                f"{source} holds {len(found.intakes)} sources; one is converted at a time.", f"cablegram ingest {source}"
            )
        intake = found.intakes[0]
        return _converted(intake, found.archive, found.authorities.get(intake.authorities), to, today)


def _converted(intake: Intake, archive: Archive, authorities: Authorities | None, to: str, today: str) -> Converted:
    lists = Lists(authorities.persons, authorities.terms) if authorities else Lists()
    if any(f.severity is Severity.ERROR for f in intake.findings):
        return Converted(None, intake.findings)
    try:
        cable, findings = read_source(read_bytes(intake), intake, archive, lists)
    except SourceFault as fault:
        return Converted(None, (*intake.findings, fault.finding))
    if cable is None:
        return Converted(None, findings)
    linked = link(cable, Nothing())
    revised = linked.cable.model_copy(update={"revisions": (Revision(n=1, date=today, cause=FIRST),)})
    return Converted(FORMATS[to].write(revised), (*findings, *linked.findings))
