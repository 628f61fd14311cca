"""Lists within lists: which level of labels an item belongs to, "1." above "a." above "(1)" above "(a)"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.model import BlockKind, Span
from pipeline.read.draft import Draft
from pipeline.read.structure.lists import successor

_FIRST = frozenset({"1", "a", "A", "i"})


class Style(NamedTuple):
    """How the labels of one level look: their brackets, and what they count in."""

    before: str
    after: str
    script: str


class Level(NamedTuple):
    style: Style | None
    n: str
    """The last label of the level."""


class Counter:
    """Follows labels as they are read, level within level."""

    def __init__(self) -> None:
        self.levels: list[Level] = []

    def depth(self, label: str, n: str) -> int | None:
        """The level of the next item, from 0; None for a label that neither goes on at any level nor begins one."""
        for depth in range(len(self.levels) - 1, -1, -1):
            level = self.levels[depth]
            style = _style(label, n, level)
            if level.style == style and _follows(level, n):
                self.levels[depth:] = [Level(style, n)]
                return depth
        if n not in _FIRST or any(level.style == _style(label, n, None) for level in self.levels):
            return None
        self.levels.append(Level(_style(label, n, None), n))
        return len(self.levels) - 1


def are_counted(labels: Iterable[tuple[str, str]]) -> bool:
    """Whether labels, each as printed and as counted, go on from each other, level within level; at least two."""
    counter = Counter()
    depths = [counter.depth(label, n) for label, n in labels]
    return len(depths) > 1 and None not in depths


def nested(items: Sequence[Draft], labels: Sequence[str]) -> list[Draft]:
    """The items of the outermost level, each with the lists within it. labels: as printed; empty for an item without one."""
    counter = Counter()
    levels: list[list[Draft]] = [[]]
    for item, label in zip(items, labels, strict=True):
        depth = counter.depth(label, item.n) if label else None
        depth = min(len(levels) - 1 if depth is None else depth, len(levels))
        if depth == len(levels) and not levels[-1]:
            depth -= 1
        del levels[depth + 1 :]
        if depth == len(levels):
            levels.append(_opened(levels[-1][-1]))
        levels[depth].append(item)
    for item in levels[0]:
        _close(item)
    return levels[0]


def _opened(item: Draft) -> list[Draft]:
    """The items, as yet none, of a new list within an item, whose own words become a paragraph before it."""
    if not item.blocks:
        item.blocks.append(Draft(BlockKind.PARAGRAPH, item.span, "lists.item"))
    item.blocks.append(Draft(BlockKind.LIST, item.span, "lists.nested"))
    return item.blocks[-1].blocks


def _close(item: Draft) -> None:
    """Spans an item over the lists within it."""
    for within in item.blocks:
        if within.kind is BlockKind.LIST:
            for each in within.blocks:
                _close(each)
            within.span = Span(within.blocks[0].span.start, within.blocks[-1].span.end)
            item.span = Span(item.span.start, within.span.end)


def _style(label: str, n: str, level: Level | None) -> Style:
    before, _, after = label.partition(n)
    return Style(before, after, _script(n, level))


def _script(n: str, level: Level | None) -> str:
    """ "i" after "h" is a letter, otherwise a Roman number."""
    if n.isdigit():
        return "digits"
    if n.isupper():
        return "capitals"
    is_roman = set(n) <= set("ivx") and not (
        level and level.style and level.style.script == "letters" and successor(level.n) == n
    )
    return "roman" if is_roman else "letters"


def _follows(level: Level, n: str) -> bool:
    return bool(level.style and level.style.script == "roman") or successor(level.n) == n
