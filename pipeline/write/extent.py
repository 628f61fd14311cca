"""How long a cable is."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.model import Block, Cable


def count_words(cable: Cable) -> int:
    """Words of the text and its notes, as white space parts them."""
    return sum(len(text.split()) for text in (*_texts(cable.blocks), *(note.text for note in cable.notes)))


def _texts(blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        yield block.text
        yield from _texts(block.blocks)
