"""How well Cablegram reads Foreign Relations of the United States: the accuracy table in the README.

FOLDER has volumes as the Office of the Historian encoded them in TEI (a clone of https://github.com/HistoryAtState/frus, or
some of its files volumes/frus….xml), or files of JSON lines frus….jsonl.gz with texts and truth ready made. From each
document three raw texts are made, as if its markup had been lost:

  web    copied from a web page: dateline and signature lost, notes in a list from 1, markers glued to the words
  flat   one line a block, a hyphen before items and notes
  full   all that is printed, blank lines between the blocks

Each is read as an ingest would read it, checked, and the TEI that would be published is compared with what the editors
encoded. What an error keeps out counts as missed in every field. F1 is the harmonic mean of precision (of what was read, how
much is right) and recall (of what the editors encoded, how much was read). Figures are kept, so that the next run over the
same documents tells gains and losses.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.frus.document import Form
from benchmarks.frus.figures import Figures, keep, last_figures, usual_place
from benchmarks.frus.folder import volumes_in
from benchmarks.frus.reading import Result
from benchmarks.frus.run import Done, Job, run, together
from benchmarks.frus.table import markdown_table, plain_table
from benchmarks.frus.tally import Field
from pipeline.errors import CablegramError, InputError

EXAMPLES = """examples:
  benchmarks/accuracy.py ~/frus --every 10               a tenth of the documents, all forms
  benchmarks/accuracy.py ~/frus --markdown               the rows of the README
  benchmarks/accuracy.py ~/frus --form web --volumes frus1951v07p2,frus1961-63v02 --misses sender
  benchmarks/accuracy.py ~/frus --raw /tmp/raw           leaves the raw texts in /tmp/raw/web/VOLUME/dN.txt and so on
"""
MOST_KEPT_OUT = 5
"""So many documents that were not published are named in each form."""


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 0, or 2 where there was nothing to measure."""
    asked = parser().parse_args(arguments)
    try:
        measure(asked)
    except CablegramError as fault:
        print(f"{fault}\n{fault.hint}", file=sys.stderr)
        return 2
    return 0


def parser() -> argparse.ArgumentParser:
    it = argparse.ArgumentParser(
        prog="accuracy.py", description=__doc__, epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    it.add_argument("folder", type=Path, metavar="FOLDER", help="where the volumes are")
    it.add_argument("--form", choices=[*Form, "all"], default="all", help="the form to read; all unless told")
    it.add_argument("--every", type=number, default=1, metavar="N", help="only every Nth document of each volume")
    it.add_argument("--volumes", type=names, default=(), metavar="A,B", help="only these, such as frus1951v07p2")
    it.add_argument(
        "--misses", type=Field, choices=list(Field), metavar="FIELD", help="list what was missed or wrong in this field"
    )
    it.add_argument("--show", type=number, default=40, metavar="N", help="how many of the misses; 40 unless told")
    it.add_argument("--markdown", action="store_true", help="print the table as the README has it")
    it.add_argument("--json", action="store_true", help="print the figures as JSON")
    it.add_argument("--save", type=Path, metavar="FILE", help="keep the figures here, not in the cache folder")
    it.add_argument("--raw", type=Path, metavar="FOLDER", help="leave the raw texts here")
    it.add_argument(
        "-j", type=number, default=os.cpu_count() or 1, metavar="N", help="how many processes; one a core unless told"
    )
    return it


def number(text: str) -> int:
    value = int(text)
    if value < 1:
        raise ValueError
    return value


def names(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, text.split(","))))


def measure(asked: argparse.Namespace) -> None:
    """Runs, prints to standard output, and keeps the figures. Raises CablegramError where there is nothing to measure."""
    paths = volumes_in(asked.folder, asked.volumes)
    volumes = tuple(paths)
    place = asked.save or usual_place(asked.folder, volumes, asked.every)
    last = last_figures(place)
    forms = tuple(Form) if asked.form == "all" else (Form(asked.form),)
    fields = frozenset([asked.misses] if asked.misses else [])
    jobs = [Job(path, forms, asked.every, fields, asked.raw) for path in paths.values()]
    results = together(tell(run(jobs, asked.j), len(jobs)))
    if not any(result.documents for result in results.values()):
        raise InputError(f"the volumes in {asked.folder} have no documents", "a document is a div of type document")
    figures = Figures.of(results, volumes, asked.every)
    show(figures, last, asked)
    if asked.misses and not asked.json:
        show_misses(results, asked.show)
    keep(figures, place, last)
    print(f"the figures are kept in {place}", file=sys.stderr)


def tell(done: Iterator[Done], volumes: int) -> Iterator[Done]:
    """The same, each told of on standard error."""
    for n, one in enumerate(done, 1):
        documents = max(result.documents for result in one.results.values())
        print(f"{n} of {volumes}: {one.volume}, {documents:,} documents", file=sys.stderr, flush=True)
        for form, result in one.results.items():
            for id_, reasons in result.kept_out[:MOST_KEPT_OUT]:
                print(f"  {form}: {id_} was not published: {'; '.join(reasons)}", file=sys.stderr)
        yield one


def show(figures: Figures, last: Figures | None, asked: argparse.Namespace) -> None:
    if asked.json:
        print(figures.model_dump_json(indent=1))
    elif asked.markdown:
        print(markdown_table(figures))
    else:
        is_comparable = last is not None and figures.is_of_same(last)
        if last and not is_comparable:
            print("the last run read other documents, so nothing is compared with it", file=sys.stderr)
        print(plain_table(figures, last if is_comparable else None))


def show_misses(results: Mapping[Form, Result], most: int) -> None:
    """A line each: the form, the document, what the editors encoded, and what was read."""
    for form, result in results.items():
        print(f"\n{form}: {len(result.scores.misses):,} misses")
        for id_, truth, read in result.scores.misses[:most]:
            print(f"{id_}\t{json.dumps(truth, ensure_ascii=False)}\t{json.dumps(read, ensure_ascii=False)}")
