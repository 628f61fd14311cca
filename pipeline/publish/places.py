"""Where things stand in the output folder.

output/published/COLLECTION/ID.SUFFIX        the five files of a cable
output/quarantine/COLLECTION/ID/             source/, findings.json, the rejected files
output/history/COLLECTION/ID/vN/             what version N published
output/history/COLLECTION/ID/quarantine-RUN/ what had waited in quarantine until that run
output/reports/RUN/, output/reports/index.html
output/catalogue.sqlite, output/ledger.jsonl, output/.lock
output/.staging/RUN/                         a run under way: the same folders, and plan.json once it is committed
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from pipeline.publish.disk import sha256_of

SUFFIXES = ("tei.xml", "oai_dc.xml", "dcterms.xml", "json", "html")
"""Of the files of one cable; the JSON record is the one that the others are written from."""

RECORD = "json"


class Places(NamedTuple):
    """The rooms of an output folder."""

    output: Path

    @property
    def staging(self) -> Path:
        return self.output / ".staging"

    @property
    def lock(self) -> Path:
        return self.output / ".lock"

    @property
    def ledger(self) -> Path:
        return self.output / "ledger.jsonl"

    @property
    def catalogue(self) -> Path:
        return self.output / "catalogue.sqlite"

    @property
    def reports(self) -> Path:
        return self.output / "reports"

    def published(self, collection: str, cable: str, suffix: str) -> Path:
        return self.output / "published" / collection / f"{cable}.{suffix}"

    def quarantine(self, collection: str, cable: str) -> Path:
        return self.output / "quarantine" / collection / cable

    def history(self, collection: str, cable: str) -> Path:
        return self.output / "history" / collection / cable


def published_digests(output: Path, collection: str, cable: str) -> dict[str, str]:
    """Suffix → SHA-256 of each file of a cable that stands published; empty if there is none."""
    files = {suffix: Places(output).published(collection, cable, suffix) for suffix in SUFFIXES}
    return {suffix: sha256_of(file) for suffix, file in files.items() if file.is_file()}
