"""How the batches of a stage are carried out."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from pipeline.errors import TransientError

B = TypeVar("B")
R = TypeVar("R")

TRIES = 4
FIRST_PAUSE = 0.5
"""Seconds before the second try; each further pause is twice as long."""


class Conduct(Protocol):
    """Carries out one stage: the results of `work` on each batch, in the order of the batches."""

    def __call__(self, stage: str, work: Callable[[B], R], batches: Iterable[B]) -> Iterable[R]: ...


class Progress(Protocol):
    """Is told how far a stage has come; `total` is None while it is not known."""

    def __call__(self, stage: str, done: int, total: int | None) -> None: ...


def plainly(stage: str, work: Callable[[B], R], batches: Iterable[B]) -> Iterable[R]:
    """One batch after another in this process; what fails by a TransientError is tried again."""
    return (patiently(work, batch) for batch in batches)


def patiently(work: Callable[[B], R], batch: B) -> R:
    """`work(batch)`, tried up to four times while it raises TransientError."""
    for attempt in range(TRIES - 1):
        try:
            return work(batch)
        except TransientError:
            time.sleep(FIRST_PAUSE * 2**attempt)
    return work(batch)


def silently(stage: str, done: int, total: int | None) -> None:
    """Tells nobody."""
