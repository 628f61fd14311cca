"""One run over volumes in forms, spread over processes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from multiprocessing import Pool
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.frus.document import Form
from benchmarks.frus.folder import open_volume
from benchmarks.frus.reading import Result, read_volume_in
from benchmarks.frus.tally import Field, Scores


class Job(NamedTuple):
    """A volume to be read in some forms."""

    path: Path
    forms: tuple[Form, ...]
    every: int
    asked: frozenset[Field] = frozenset()
    raw: Path | None = None
    """Where the raw texts stay, below FORM/VOLUME/; None: nowhere."""


class Done(NamedTuple):
    volume: str
    results: dict[Form, Result]


def run(jobs: Sequence[Job], processes: int) -> Iterator[Done]:
    """What came of each job, in their order."""
    if processes == 1 or len(jobs) == 1:
        yield from map(read_job, jobs)
        return
    with Pool(min(processes, len(jobs))) as pool:
        yield from pool.imap(read_job, jobs)


def read_job(job: Job) -> Done:
    """Reads one volume in each of the forms."""
    volume = open_volume(job.path, job.every)
    results = {form: Result(Scores(asked=job.asked)) for form in job.forms}
    for form, result in results.items():
        with TemporaryDirectory(prefix="cablegram-accuracy-") as folder:
            place = (job.raw or Path(folder)) / form / volume.id
            for reading in read_volume_in(form, volume, place):
                result.take(reading, form)
    return Done(volume.id, results)


def together(done: Iterable[Done]) -> dict[Form, Result]:
    """The results of all volumes, form by form."""
    whole: dict[Form, Result] = {}
    for one in done:
        for form, result in one.results.items():
            whole.setdefault(form, Result(Scores())).add(result)
    return whole
