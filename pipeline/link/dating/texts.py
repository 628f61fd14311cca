"""What a cable says, passage by passage, as those read it who look for its date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.model import Block, BlockKind, Cable

_ABOUT = frozenset({BlockKind.SOURCE, BlockKind.HEADING, BlockKind.DATELINE, BlockKind.PAGE})
_BEFORE = frozenset({BlockKind.OPENER, BlockKind.SALUTE})


def body_of(cable: Cable) -> Iterator[Block]:
    """The innermost blocks that are the cable's own words: without its file line, heading and dateline."""
    return _leaves(cable.blocks)


def _leaves(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if block.blocks:
            yield from _leaves(block.blocks)
        elif block.kind not in _ABOUT:
            yield block


def opening_of(cable: Cable) -> str:
    """The first passage of the text itself; empty where there is none."""
    return next((block.text for block in body_of(cable) if block.kind not in _BEFORE), "")


def introduction_of(cable: Cable) -> Iterator[Block]:
    """What stands before the text (subject, those present) and its first passage."""
    for block in body_of(cable):
        yield block
        if block.kind not in _BEFORE:
            return
