"""The authority lists as reading needs them, and what is made of one, kept for the cables to come."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Protocol, TypeVar

Made = TypeVar("Made")

_MOST = 64
"""So many lists are kept: a batch seldom has more folders with lists of their own."""


class Entry(Protocol):
    """A line of an authority list."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def note(self) -> str: ...


def kept(make: Callable[[tuple[Entry, ...]], Made]) -> Callable[[tuple[Entry, ...]], Made]:
    """`make`, which is called once for equal lists. A list that comes again is known at once: to compare it costs 25 µs."""
    by_value = lru_cache(maxsize=_MOST)(make)
    by_identity: dict[int, tuple[tuple[Entry, ...], Made]] = {}

    def of(entries: tuple[Entry, ...]) -> Made:
        if id(entries) not in by_identity:
            if len(by_identity) == _MOST:
                by_identity.clear()
            by_identity[id(entries)] = entries, by_value(entries)  # the list is kept too: while it is, its id is its own
        return by_identity[id(entries)][1]

    return of
