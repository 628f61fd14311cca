"""The figures of a run, kept for the next one to be compared with."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError

from benchmarks.frus.document import Form
from benchmarks.frus.reading import Result
from benchmarks.frus.tally import Field, Tally
from pipeline.errors import InputError
from pipeline.model import Frozen
from pipeline.version import SOFTWARE


class FieldFigures(Frozen):
    precision: float
    recall: float
    f1: float
    number: int
    """How many there were to be read."""

    @classmethod
    def of(cls, tally: Tally) -> FieldFigures:
        p, r, f1 = (round(share, 4) for share in (tally.precision, tally.recall, tally.f1))
        return cls(precision=p, recall=r, f1=f1, number=tally.number)


class FormFigures(Frozen):
    documents: int
    published: int
    fields: dict[Field, FieldFigures]

    @classmethod
    def of(cls, result: Result) -> FormFigures:
        counted = {name: result.scores.tallies[name] for name in Field if name in result.scores.tallies}
        return cls(
            documents=result.documents,
            published=result.published,
            fields={name: FieldFigures.of(tally) for name, tally in counted.items() if tally.number or tally.wrong},
        )


class Figures(Frozen):
    made: str
    software: str
    volumes: tuple[str, ...]
    every: int
    forms: dict[Form, FormFigures]

    @classmethod
    def of(cls, results: Mapping[Form, Result], volumes: tuple[str, ...], every: int) -> Figures:
        made = datetime.now(UTC).isoformat(timespec="seconds")
        forms = {form: FormFigures.of(result) for form, result in results.items()}
        return cls(made=made, software=SOFTWARE, volumes=volumes, every=every, forms=forms)

    def is_of_same(self, other: Figures) -> bool:
        """Whether both runs read the same documents, so that a difference is a gain or a loss."""
        return (self.volumes, self.every) == (other.volumes, other.every)


def usual_place(folder: Path, volumes: tuple[str, ...], every: int) -> Path:
    """Where the figures of a run over these documents are kept: a file in the user's cache folder."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    key = sha256(repr((str(folder.resolve()), volumes, every)).encode()).hexdigest()[:12]
    return cache / "cablegram" / "accuracy" / f"{key}.json"


def last_figures(path: Path) -> Figures | None:
    """Those of the last run kept there; None: there was none. Raises InputError where the file holds something else."""
    try:
        return Figures.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValidationError) as fault:
        raise InputError(f"{path} does not hold the figures of a run: {fault}", "name another file with --save") from fault


def keep(figures: Figures, path: Path, last: Figures | None) -> None:
    """Writes the figures for the next run; forms that only the last run read stay, where it read the same documents."""
    if last and figures.is_of_same(last):
        figures = figures.model_copy(update={"forms": {**last.forms, **figures.forms}})
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(figures.model_dump_json(indent=1) + "\n", encoding="utf-8")
