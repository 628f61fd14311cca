"""Where a citation may stand: one look over all the passages of a cable, most of which hold none."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from pipeline.link.references.heads import numbers_after_heads
from pipeline.link.references.locators import CUES


class Cues(NamedTuple):
    """What in a passage may be a citation."""

    numbers: list[int]
    """Where the numbers begin that may have the head of a citation before them."""
    is_filed: bool
    """Whether it may name a file number."""
    is_edition: bool
    """Whether it may cite the edition."""


def cues_of(texts: Sequence[str]) -> list[Cues | None]:
    """For each of the passages its cues; None for one that cites nothing."""
    whole = "\n".join(texts)
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    numbers: dict[int, list[int]] = {}
    for at in numbers_after_heads(whole):
        n = bisect_right(starts, at) - 1
        numbers.setdefault(n, []).append(at - starts[n])
    filed = set(_with(whole, starts, "/"))
    edition = {n for cue in CUES for n in _with(whole, starts, cue)}
    found: list[Cues | None] = [None] * len(texts)
    for n in numbers.keys() | filed | edition:
        found[n] = Cues(numbers.get(n, []), n in filed, n in edition)
    return found


def _with(whole: str, starts: Sequence[int], cue: str) -> Iterator[int]:
    """The numbers of the passages that have the words."""
    at = whole.find(cue)
    while at >= 0:
        n = bisect_right(starts, at)
        yield n - 1
        at = whole.find(cue, starts[n])
