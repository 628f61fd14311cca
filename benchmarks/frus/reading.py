"""A volume read by the pipeline as an ingest would, in one process, with no catalogue and no output."""

from __future__ import annotations

import csv
import time
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from benchmarks.frus.document import Document, Form, Volume
from benchmarks.frus.published import read_published
from benchmarks.frus.score import score
from benchmarks.frus.tally import Scores
from pipeline.check import check_files
from pipeline.codes import Severity
from pipeline.ingest import discover, read_bytes
from pipeline.link import Nothing, link
from pipeline.model import Cable, Finding, Revision
from pipeline.read import Lists
from pipeline.run.reading import read_source
from pipeline.write import FORMATS, render

PUBLISHED = Revision(n=1, date="1970-01-01", cause="read by the benchmark")


class Reading(NamedTuple):
    document: Document
    tei: bytes | None
    """None: it was not published."""
    reasons: tuple[str, ...]
    """Why it was not."""
    seconds: float
    """Of processor time, for reading its words and finding its references."""


@dataclass(slots=True)
class Result:
    """What came of the documents of one form."""

    scores: Scores
    documents: int = 0
    published: int = 0
    seconds: float = 0.0
    kept_out: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    """The ids of what was not published, and why."""

    def take(self, reading: Reading, form: Form) -> None:
        """Counts one document more."""
        document, tei = reading.document, reading.tei
        said = read_published(tei, document.volume) if tei is not None else None
        score(document, said, form, self.scores)
        self.documents += 1
        self.published += tei is not None
        self.seconds += reading.seconds
        if tei is None:
            self.kept_out.append((document.id, reading.reasons))

    def add(self, other: Result) -> None:
        self.scores.add(other.scores)
        self.documents += other.documents
        self.published += other.published
        self.seconds += other.seconds
        self.kept_out += other.kept_out


def read_volume_in(form: Form, volume: Volume, folder: Path) -> Iterator[Reading]:
    """Each document of the volume, read from its raw text in this form, which is written to the folder first."""
    lay_out(volume, form, folder)
    found = discover(str(folder), spool=folder)
    intakes = {intake.accession.path: intake for intake in found.intakes}
    lists = {key: Lists(known.persons, known.terms) for key, known in found.authorities.items()}
    for document in volume.documents:
        intake = intakes[file_name(document)]
        data = read_bytes(intake)
        began = time.process_time()
        cable, findings = read_source(data, intake, found.archive, lists.get(intake.authorities, Lists()))
        seconds = time.process_time() - began
        yield Reading(document, *(_publish(cable) if cable else (None, _reasons(findings))), seconds)


def _publish(cable: Cable) -> tuple[bytes | None, tuple[str, ...]]:
    """The TEI of the cable, or None and the reasons why an error in its files keeps it out."""
    linked = link(cable, Nothing()).cable.model_copy(update={"revisions": (PUBLISHED,)})
    files = render(linked)
    reasons = _reasons(check_files(linked, files))
    return (None if reasons else files[FORMATS["tei"].suffix]), reasons


def _reasons(findings: Iterable[Finding]) -> tuple[str, ...]:
    return tuple(finding.message for finding in findings if finding.severity is Severity.ERROR)


def lay_out(volume: Volume, form: Form, folder: Path) -> None:
    """Writes what an archive would ingest: the raw texts, a manifest, and the volume's lists as authority lists."""
    folder.mkdir(parents=True, exist_ok=True)
    for document in volume.documents:
        (folder / file_name(document)).write_text(document.texts[form], encoding="utf-8", newline="")
    rows = [(file_name(document), volume.id, volume.title) for document in volume.documents]
    _write_rows(folder / "manifest.csv", ("path", "collection", "collection_title"), rows)
    _write_rows(folder / "persons.csv", ("id", "name", "note"), volume.persons)
    _write_rows(folder / "terms.csv", ("id", "term", "note"), volume.terms)


def file_name(document: Document) -> str:
    return document.id.rpartition("/")[2] + ".txt"


def _write_rows(path: Path, header: tuple[str, ...], rows: Collection[tuple[str, ...]]) -> None:
    if rows:
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([header, *rows])
