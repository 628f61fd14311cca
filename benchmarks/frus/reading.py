"""A volume ingested by itself: what is published of it."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.frus.document import Document, Form, Volume
from benchmarks.frus.published import read_published
from benchmarks.frus.score import score
from benchmarks.frus.tally import Scores
from pipeline.codes import Severity
from pipeline.model import Decision, Finding
from pipeline.publish import Places
from pipeline.run import ingest
from pipeline.write import FORMATS


class Reading(NamedTuple):
    document: Document
    tei: bytes | None
    """None: it was not published."""
    reasons: tuple[str, ...]
    """Why it was not."""


@dataclass(slots=True)
class Result:
    """What came of the documents of one form."""

    scores: Scores
    documents: int = 0
    published: int = 0
    kept_out: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    """The ids of what was not published, and why."""

    def take(self, reading: Reading, form: Form) -> None:
        """Counts one document more."""
        document, tei = reading.document, reading.tei
        said = read_published(tei, document.volume) if tei is not None else None
        score(document, said, form, self.scores)
        self.documents += 1
        self.published += tei is not None
        if tei is None:
            self.kept_out.append((document.id, reading.reasons))

    def add(self, other: Result) -> None:
        self.scores.add(other.scores)
        self.documents += other.documents
        self.published += other.published
        self.kept_out += other.kept_out


def read_volume_in(form: Form, volume: Volume, folder: Path) -> Iterator[Reading]:
    """Each document of the volume, ingested with the others from its raw text in this form, which is written to the folder."""
    lay_out(volume, form, folder)
    with TemporaryDirectory(prefix="cablegram-output-") as output:
        run = ingest(str(folder), Path(output)).run
        decisions = {decision.path: decision for decision in run.decisions}
        for document in volume.documents:
            decision = decisions[file_name(document)]
            tei = _published(decision, Path(output))
            yield Reading(document, tei, () if tei else _reasons(decision.findings))


def _published(decision: Decision, output: Path) -> bytes | None:
    """The TEI that the run published; None where it published none."""
    path = Places(output).published(decision.collection, decision.cable, FORMATS["tei"].suffix)
    return path.read_bytes() if path.exists() else None


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
