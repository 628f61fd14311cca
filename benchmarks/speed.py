"""What reading costs, in processor time a cable. usage: .venv/bin/python benchmarks/speed.py FOLDER...

FOLDER is what `cablegram ingest` takes: the texts with their manifest and authority lists; those of the accuracy table are
left in RAW/web/VOLUME by `benchmarks/accuracy.py GOLD --form web --raw RAW`. The sources are in memory when the clock starts.
Of the passes the fastest counts, step by step, since the slower ones measure the machine's other work; the first, in which
every list and table is made, is told apart.
"""

from __future__ import annotations

import argparse
import platform
import time
from collections.abc import Iterator
from functools import reduce
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from pipeline.errors import CablegramError
from pipeline.ingest import Intake, cable_uri, decode, discover, read_bytes
from pipeline.link import study
from pipeline.model import Archive, Cable, Source
from pipeline.read import Lists, read
from pipeline.run.reading import collecting_seldom


class Work(NamedTuple):
    data: bytes
    intake: Intake
    archive: Archive
    lists: Lists


class Times(NamedTuple):
    """In seconds of processor time: bytes to text; text to a cable; its references found and its date inferred."""

    decode: float = 0.0
    read: float = 0.0
    study: float = 0.0

    def plus(self, other: Times) -> Times:
        return Times(*map(sum, zip(self, other, strict=True)))

    def fastest(self, other: Times) -> Times:
        return Times(*map(min, zip(self, other, strict=True)))


def works_in(folder: str, every: int, spool: Path) -> Iterator[Work]:
    found = discover(folder, spool=spool)
    lists = {key: Lists(known.persons, known.terms) for key, known in found.authorities.items()}
    for intake in found.intakes[::every]:
        yield Work(read_bytes(intake), intake, found.archive, lists.get(intake.authorities, Lists()))


def measured(work: Work) -> Times:
    """What one source costs."""
    intake, archive = work.intake, work.archive
    began = time.process_time()
    decoded = decode(work.data)
    source = Source(sha256=intake.sha256 or "", size=len(work.data), encoding=decoded.encoding, text=decoded.text)
    is_text = time.process_time()
    uri = cable_uri(archive, intake.accession.collection, intake.cable_id)
    cable: Cable | None
    cable, _ = read(source, cable_id=intake.cable_id, uri=uri, accession=intake.accession, archive=archive, lists=work.lists)
    is_read = time.process_time()
    if cable:
        study(cable)
    return Times(is_text - began, is_read - is_text, time.process_time() - is_read)


@collecting_seldom()
def one_pass(works: list[Work]) -> Times:
    total = Times()
    for work in works:
        total = total.plus(measured(work))
    return total


def rows(works: list[Work], passes: list[Times]) -> Iterator[str]:
    size = sum(len(work.data) for work in works) / len(works)
    best, first = (Times(*(1000 * each / len(works) for each in of)) for of in (reduce(Times.fastest, passes), passes[0]))
    cables = f"{len(works):,} cables of {size / 1000:.1f} KB on average"
    yield f"| {cables}; Python {platform.python_version()} | ms of CPU a cable | in the first pass |"
    yield "|---|---|---|"
    for name, least, at_first in zip(Times._fields, best, first, strict=True):
        yield f"| {name} | {least:.2f} | {at_first:.2f} |"
    yield f"| together | {sum(best):.2f} | {sum(first):.2f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", metavar="FOLDER", nargs="+", help="what `cablegram ingest` takes")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth source")
    parser.add_argument("--passes", type=int, default=3, metavar="N", help="3 unless told")
    told = parser.parse_args()
    with TemporaryDirectory() as spool:
        try:
            works = [work for folder in told.folders for work in works_in(folder, told.every, Path(spool))]
        except CablegramError as error:
            parser.error(f"{error} {error.hint}")
        if not works:
            parser.error("nothing to read there")
        print("\n".join(rows(works, [one_pass(works) for _ in range(told.passes)])))


if __name__ == "__main__":
    main()
