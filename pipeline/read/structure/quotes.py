"""Messages and passages that are quoted whole: paragraphs between quotation marks become one quotation.

As print has it, each paragraph of a quotation opens with a mark and only the last one closes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model import BlockKind, Span
from pipeline.read.draft import Draft

_INTRODUCES = re.compile(r"[:—]\d{0,3}$")
_CLOSES = re.compile(r"”[.,;]?(?:\d{1,3}|[*†‡])?$")
_TAIL = 8
_WITHIN = frozenset({BlockKind.PARAGRAPH, BlockKind.PAGE, BlockKind.LIST, BlockKind.TABLE})
_LONGEST = 60
"""So many blocks are looked through for the end of a quotation."""


def quoted(source: str, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, those that one quotation spans gathered in it; in the divisions as well."""
    if "“" not in source:
        return list(drafts)
    result: list[Draft] = []
    at = 0
    while at < len(drafts):
        draft = drafts[at]
        if draft.kind is BlockKind.DIVISION:
            draft.blocks = quoted(source, draft.blocks)
        length = _length(source, drafts, at)
        if length:
            blocks = list(drafts[at : at + length])
            draft = Draft(BlockKind.QUOTE, Span(blocks[0].span.start, blocks[-1].span.end), "quotes.block", blocks=blocks)
        result.append(draft)
        at += length or 1
    return result


def _length(source: str, drafts: Sequence[Draft], at: int) -> int:
    """How many blocks the quotation has that begins at a draft; 0 where none does.

    A single paragraph is one only after a colon, and if its first closing mark is its end.
    """
    if not _opens(source, drafts[at]):
        return 0
    if _is_closed_by_its_end(source, drafts[at]):
        return 1 if at and _introduces(source, drafts[at - 1]) else 0
    if not _is_left_open(source, drafts[at]):
        return 0
    for length, draft in enumerate(drafts[at + 1 : at + _LONGEST], start=2):
        if draft.kind is BlockKind.PARAGRAPH:
            if not _opens(source, draft):
                return 0
            if not _is_left_open(source, draft):
                return length if _CLOSES.search(_end(source, draft)) else 0
        elif draft.kind not in _WITHIN:
            return 0
    return 0


def _opens(source: str, draft: Draft) -> bool:
    return source[draft.span.start] == "“" and draft.kind is BlockKind.PARAGRAPH


def _introduces(source: str, draft: Draft) -> bool:
    return draft.kind is BlockKind.PARAGRAPH and bool(_INTRODUCES.search(_end(source, draft)))


def _end(source: str, draft: Draft) -> str:
    return source[max(draft.span.start, draft.span.end - _TAIL) : draft.span.end]


def _is_closed_by_its_end(source: str, draft: Draft) -> bool:
    first = source.find("”", *draft.span)
    return first >= 0 and bool(_CLOSES.match(source[first : draft.span.end]))


def _is_left_open(source: str, draft: Draft) -> bool:
    """Whether it opens more quotations than it closes."""
    return source.count("“", *draft.span) > source.count("”", *draft.span)
