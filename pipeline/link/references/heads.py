"""Where the citation of a paper begins: the head before its number, "Embassy’s telegrams Nos.", "Deptel", "Secto".

Numbers are few, and most follow a month or a noun: the word before one tells at once whether a head may stand there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import NamedTuple

from pipeline.knowledge import rows
from pipeline.link.references import grammar
from pipeline.patterns import Pattern


class Whose(Enum):
    """How a head says whose the papers are; the value is that of the rule which reads it."""

    OWNER = "whose"
    """By the house or the post that wrote it: "Department’s", "Moscow’s"."""
    HOUSE = "house"
    """By the house alone, as in "Embassy 1214, July 17"."""
    WRITER = "mine"
    """By one of the two who correspond: "my", "your"."""
    STEM = "stem"
    """By one of them or their houses, in a word with the form: "Embtel", "urtel"."""
    SERIES = "series"
    """By the name of a series: "Secto"."""
    ROUTED = "post"
    """By what stands behind: "telegram 611 from Cairo"."""


class Head(NamedTuple):
    """The words before a number, or a list of numbers."""

    kind: Whose
    start: int
    at: int
    """Where the first number begins, with its "No."."""
    whose: str
    form: str
    """Small and singular; empty where none is named."""
    is_list: bool
    """Whether it is in the plural."""


_PATTERNS: tuple[tuple[Whose, Pattern], ...] = (
    (Whose.OWNER, grammar.WHOSE),
    (Whose.OWNER, grammar.AT_POST),
    (Whose.HOUSE, grammar.HOUSE),
    (Whose.WRITER, grammar.MINE),
    (Whose.STEM, grammar.STEM),
    (Whose.SERIES, grammar.SERIES),
    (Whose.ROUTED, grammar.ALONE),
)
_REACH = 64
"""In characters: so long is a head at most."""
NUMBER = frozenset({"no.", "nos.", "no", "nos", "number", "numbers", "nr.", "nrs."})
_NOUNS = (
    *("tel", "gram", "desp", "patch", "patche", "cable", "instruction", "circular", "note", "letter", "message"),
    *(row["series"].lower() for row in rows("series")),
)
_OWNERS = ("my", "our", "ur", "department", "dept", "embassy", "emb", "legation", "consulate", "general", "s’", "s'")
CUES = (*_NOUNS, *(f"{noun}s" for noun in _NOUNS), *_OWNERS, "’s", "'s")
"""How the last word before the number ends, in small letters."""


def heads_in(text: str, numbers: Iterable[int]) -> Iterator[Head]:
    """Each head in the text. numbers: where those begin before which its last word may stand."""
    for at in numbers:
        if head := _head_before(text, at):
            yield head


def _head_before(text: str, at: int) -> Head | None:
    for kind, pattern in _PATTERNS:
        if m := pattern.search(text, max(0, at - _REACH), at):
            groups = m.groupdict()
            form = "circular" if groups.get("circular") else (groups.get("form") or "").lower()
            return Head(kind, m.start(), m.start("list"), groups.get("whose") or "", form, bool(groups.get("many")))
    return None
