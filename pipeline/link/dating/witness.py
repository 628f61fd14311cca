"""What dates a cable that has lost its dateline, and how often each kind of witness was right."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from pipeline.knowledge import rows
from pipeline.model import Certainty, Evidence, Span

SURE, LIKELY, GIVEN = 0.95, 0.85, 0.6
"""From these shares on a witness is of high, of medium and of low certainty; below, its day is a bound at most."""


class Witness(NamedTuple):
    """One passage that names a day on which the cable may have been written."""

    kind: str
    """Its row in `date_witnesses.csv`."""
    day: str
    """YYYY-MM-DD"""
    spans: tuple[Span, ...]
    because: str

    @property
    def reliability(self) -> float:
        return reliability(self.kind)

    def evidence(self, share: float | None = None) -> Evidence:
        """As evidence of a date that is right in this share of cases; by itself, in its own."""
        certainty = certainty_of(self.reliability if share is None else share)
        return Evidence(rule=f"dates.{self.kind}", spans=self.spans, certainty=certainty, because=self.because)


@cache
def reliability(kind: str) -> float:
    """The share of the cables with such a witness that were written on the day that it names."""
    (row,) = (row for row in rows("date_witnesses") if row["witness"] == kind)
    return int(row["agreed"]) / int(row["of"])


def certainty_of(share: float) -> Certainty:
    if share >= SURE:
        return Certainty.HIGH
    return Certainty.MEDIUM if share >= LIKELY else Certainty.LOW
