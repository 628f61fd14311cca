"""Our scores are those of the scorer that the gold set came with, on real documents, whole and damaged."""

from __future__ import annotations

import importlib.util
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from lxml import etree

from benchmarks.frus.document import Document, Form, Volume
from benchmarks.frus.folder import open_volume
from benchmarks.frus.published import PARSER, TEI, read_published
from benchmarks.frus.reading import read_volume_in
from benchmarks.frus.score import score
from benchmarks.frus.tally import Field, Scores

SHARED = Path(__file__).parents[3] / "shared" / "accuracy"
VOLUMES = {"frus1951v07p2": 15, "frus1961-63v06": 6, "frus1969-76v28": 12}
"""With and without lists of persons, source lines and signatures with notes; every so manyeth document of each."""

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason=f"no gold set in {SHARED}")


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_scorer", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def tei_of(volume: Volume, form: Form, folder: Path) -> Iterator[tuple[Document, bytes | None]]:
    """What is published of each document; of every second one something is lost or false, every seventh is not published."""
    for n, reading in enumerate(read_volume_in(form, volume, folder)):
        if n % 7 == 6 or reading.tei is None:
            yield reading.document, None
        else:
            yield reading.document, damaged(reading.tei, n) if n % 2 else reading.tei


def damaged(tei: bytes, n: int) -> bytes:
    """The file with some of what is scored moved, changed or doubled."""
    root = etree.fromstring(tei, PARSER)
    for tag, name, value in (
        ("note", "type", "unanchored"),
        ("pb", "n", "1"),
        ("ref", "target", f"https://history.state.gov/historicaldocuments/frus1951v01/d{n}#fn1"),
        ("persName", "ref", "persons.xml#p_XX1"),
        ("date", "when", "1951-01-01T12:00:00"),
        ("date", "cert", "low"),
    ):
        for element in list(root.iter(f"{TEI}{tag}"))[n % 3 :: 3]:
            element.set(name, value)
    for element in list(root.iter(f"{TEI}signed", f"{TEI}placeName", f"{TEI}idno", f"{TEI}p"))[n % 5 :: 5]:
        element.text = f"{element.text or ''} damaged"
    return etree.tostring(root)


def theirs(scorer: ModuleType, path: Path, every: int, form: Form, files: dict[str, Path]) -> dict[str, tuple[int, int, int]]:
    """The tallies of the gold set's own scorer: right, wrong, missed."""
    tallies: dict[str, Any] = defaultdict(scorer.Tally)
    for record in scorer.records(path, every):
        if "info" in record:
            continue
        said = None
        if record["id"] in files:
            said = scorer.read_tei(files[record["id"]], record["volume"])
            text = next(etree.parse(str(files[record["id"]])).iter(f"{TEI}text"))
            said["all_text"] = " ".join(map(str, text.itertext()))
            said["text_kept"] = scorer.text_kept(record[form], said)
        scorer.compare(record["gold"], said, form.value, record["volume"], tallies, defaultdict(list), record["id"])
    return {name: (tally.tp, tally.fp, tally.fn) for name, tally in tallies.items() if tally.tp + tally.fp + tally.fn}


@pytest.mark.parametrize("form", list(Form))
@pytest.mark.parametrize("name", list(VOLUMES))
def test_agreement(scorer: ModuleType, tmp_path: Path, name: str, form: Form) -> None:
    path, every = SHARED / "gold" / f"{name}.jsonl.gz", VOLUMES[name]
    volume = open_volume(path, every)
    ours, files = Scores(), dict[str, Path]()
    for document, tei in tei_of(volume, form, tmp_path / "raw"):
        score(document, read_published(tei, document.volume) if tei else None, form, ours)
        if tei:
            files[document.id] = tmp_path / f"{len(files)}.tei.xml"
            files[document.id].write_bytes(tei)
    expected = theirs(scorer, path, every, form, files)
    found = {field.value: ours.tallies[field] for field in Field if field in ours.tallies}
    assert {
        name: (tally.right, tally.wrong, tally.missed) for name, tally in found.items() if tally.number + tally.wrong
    } == expected
