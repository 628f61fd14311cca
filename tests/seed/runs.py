"""Runs over the project's seeds and over small folders, and what they leave in the output folder."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from lxml import etree

from pipeline.model import Cable
from pipeline.run import Settled, ingest

SEEDS = Path(__file__).parents[2] / "seeds"
SEED_FILE = SEEDS / "moscow-195-zinoviev-kamenev-trial.txt"
SEED_TEXT = SEED_FILE.read_text(encoding="utf-8")
COLLECTION = "frus1933-39"
SEED = "moscow-1936-195"

NAMESPACES = {
    "t": "http://www.tei-c.org/ns/1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
}


def run(source: Path, output: Path, *, day: int = 22) -> Settled:
    """The whole run, as of noon of a day of November 2026."""
    return ingest(str(source), output, now=datetime(2026, 11, day, 12, 0, tzinfo=UTC))


def folder(at: Path, cables: Mapping[str, str], *, collection: str = COLLECTION) -> Path:
    """A folder of sources: id → text, with the manifest that says so."""
    at.mkdir(parents=True, exist_ok=True)
    rows = io.StringIO()
    sheet = csv.writer(rows)
    sheet.writerow(["path", "id", "collection", "date_from", "date_to"])
    for cable, text in cables.items():
        (at / f"{cable}.txt").write_text(text, encoding="utf-8")
        sheet.writerow([f"{cable}.txt", cable, collection, "1933", "1939"])
    (at / "manifest.csv").write_text(rows.getvalue(), encoding="utf-8")
    return at


def published(output: Path) -> dict[str, bytes]:
    """Every file under published/, by its path there."""
    root = output / "published"
    return {str(f.relative_to(root)): f.read_bytes() for f in sorted(root.rglob("*")) if f.is_file()}


def record(output: Path, cable: str = SEED) -> Cable:
    return Cable.model_validate_json((output / "published" / COLLECTION / f"{cable}.json").read_bytes())


def xml(output: Path, suffix: str, cable: str = SEED) -> etree._Element:
    return etree.parse(output / "published" / COLLECTION / f"{cable}.{suffix}").getroot()


def said(root: etree._Element, xpath: str) -> list[str]:
    """The string values of the nodes, white space folded."""
    found = cast("list[etree._Element | str]", root.xpath(xpath, namespaces=NAMESPACES))
    return [" ".join(str(f if isinstance(f, str) else f.xpath("string()")).split()) for f in found]


def ledger_messages(output: Path) -> list[str]:
    lines = (output / "ledger.jsonl").read_text(encoding="utf-8").splitlines()
    return [cast("str", json.loads(line)["message"]) for line in lines]


def finding_codes(settled: Settled, cable: str) -> list[str]:
    return sorted(f.code.value for d in settled.run.decisions if d.cable == cable for f in d.findings)
