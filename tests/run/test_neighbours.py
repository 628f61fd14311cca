"""Cables that their neighbours date: the same in whatever batches, and as soon as the neighbours are there."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.catalogue.catalogue import Catalogue
from pipeline.publish import Places
from pipeline.run import ingest
from tests.run.inbox import NOON, fill, run, tree

VOLUME = "frus1951v30"
HEAD = "758.00/{n}: Telegram\n\nThe Ambassador in Sweden (Aldous) to the Secretary of State\n\n"
DATED = HEAD + "Stockholm, May {day}, 1951—6 p.m.\n\n{n}. The ice is breaking up in the harbour.\n"
UNDATED = HEAD + "{n}. The ice is as it was.\n"
MANIFEST = "path,collection\n"


def volume(folder: Path, **texts: str) -> Path:
    """A folder with these documents of a volume: d39="…"."""
    rows = "".join(f"{name}.txt,{VOLUME}\n" for name in texts)
    return fill(folder, {f"{name}.txt": text for name, text in texts.items()} | {"manifest.csv": MANIFEST + rows})


BEFORE = DATED.format(n=39, day=3)
OPEN = UNDATED.format(n=40)
AFTER = DATED.format(n=41, day=3)
LATER = DATED.format(n=41, day=9)


def day_of(output: Path, cable: str) -> str | None:
    with Catalogue.open(Places(output).catalogue) as catalogue:
        entry = catalogue.entry(VOLUME, cable)
    assert entry is not None
    return entry.when


def names(output: Path) -> list[str]:
    return sorted(path.name.removesuffix(".tei.xml") for path in (output / "published" / VOLUME).glob("*.tei.xml"))


@pytest.mark.parametrize("size", [1, 2, 300])
def test_in_batches_of_any_size(size: int, tmp_path: Path) -> None:
    inbox = volume(tmp_path / "inbox", d39=BEFORE, d40=OPEN, d41=AFTER)
    ingest(str(inbox), tmp_path / "output", batch_size=size, now=NOON)
    _, middle, _ = names(tmp_path / "output")
    assert day_of(tmp_path / "output", middle) == "1951-05-03"


def test_when_the_neighbours_come_later(tmp_path: Path) -> None:
    """First alone and undated; its second version is what it would have been with them from the first, but for its history."""
    output = tmp_path / "output"
    run(volume(tmp_path / "first", d40=OPEN), output)
    (alone,) = names(output)
    assert day_of(output, alone) is None
    report = run(volume(tmp_path / "second", d39=BEFORE, d41=AFTER), output).run
    assert day_of(output, alone) == "1951-05-03"
    (redated,) = (d for d in report.decisions if d.cable == alone)
    assert redated.version == 2
    assert redated.cause.startswith("dated 1951-05-03: it stands between")


def test_when_a_neighbour_is_corrected(tmp_path: Path) -> None:
    output = tmp_path / "output"
    run(volume(tmp_path / "inbox", d39=BEFORE, d40=OPEN, d41=AFTER), output)
    _, middle, _ = names(output)
    run(volume(tmp_path / "inbox", d39=BEFORE, d40=OPEN, d41=LATER), output)
    assert day_of(output, middle) is None


def test_a_catalogue_that_is_made_again_knows_the_places(tmp_path: Path) -> None:
    output = tmp_path / "output"
    inbox = volume(tmp_path / "inbox", d39=BEFORE, d40=OPEN, d41=AFTER)
    run(inbox, output)
    before = tree(output / "published")
    with Catalogue.open(Places(output).catalogue) as catalogue:
        placed = catalogue.placed(VOLUME, 1, 99)
    assert [(p.place, p.day) for p in placed] == [(39, "1951-05-03"), (40, None), (41, "1951-05-03")]
    Places(output).catalogue.unlink()
    run(inbox, output)
    assert tree(output / "published") == before
    with Catalogue.open(Places(output).catalogue) as catalogue:
        assert catalogue.placed(VOLUME, 1, 99) == placed
