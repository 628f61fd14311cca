"""The numbers after the head of a citation: "367, September 14, and 422, October 3, to Paris"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.link.references import grammar


class Numbered(NamedTuple):
    """One paper of the list: its number, its day, and between whom it says that it went."""

    start: int
    end: int
    number: str
    dated: re.Match[str] | None
    """A match with the groups of a day and its hour."""
    sender: re.Match[str] | None
    recipient: re.Match[str] | None
    """Matches of `ROUTE`."""

    @property
    def is_routed(self) -> bool:
        return bool(self.sender or self.recipient)


def numbers_from(text: str, at: int, *, is_list: bool, may_count: bool) -> Iterator[Numbered]:
    """The paper whose number begins here, and those that follow it.

    is_list: whether the head is in the plural, so that those which follow may be without a day; may_count: whether a
    number without one may be a count of something ("your 290 men").
    """
    found = _numbered(text, at, may_count=may_count)
    while found:
        yield found
        following = grammar.NEXT.match(text, found.end)
        found = _numbered(text, following.end(), may_count=True) if following else None
        if found and not (is_list or found.dated):
            return


def _numbered(text: str, at: int, *, may_count: bool) -> Numbered | None:
    m = grammar.NUMBER.match(text, at)
    if m is None:
        return None
    ways, end = _routes(text, m.end())
    dated = grammar.DATED.match(text, end)
    if dated:
        more, end = _routes(text, dated.end())
        ways |= more
    elif may_count and not ways and grammar.COUNTS.match(text, end):
        return None
    return Numbered(at, end, m["number"], dated, ways.get("from"), ways.get("to"))


def _routes(text: str, at: int) -> tuple[dict[str, re.Match[str]], int]:
    """Where it came from and went, "from Saigon to Paris", and where that ends."""
    ways: dict[str, re.Match[str]] = {}
    m = grammar.ROUTE.match(text, at)
    while m and m["way"] not in ways:
        ways[m["way"]], at = m, m.end()
        m = grammar.ROUTE.match(text, at)
    return ways, at
