"""A block while it is being read: in offsets of the source, before its text is composed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.model import Block, BlockKind, Evidence, Span
from pipeline.passages import Found, compose


@dataclass(slots=True)
class Draft:
    kind: BlockKind
    span: Span
    rule: str
    n: str = ""
    n_evidence: Evidence | None = None
    blocks: list[Draft] = field(default_factory=list)


class Marks:
    """The marks of a text, to be asked for those of one of its stretches."""

    def __init__(self, found: Iterable[Found]) -> None:
        self._found = sorted(found, key=_reading_order)
        self._starts = [f.span.start for f in self._found]

    def of(self, span: Span) -> list[Found]:
        """Those that begin within a span, in the order of their starts, wider ones first."""
        first = bisect_left(self._starts, span.start)
        return self._found[first : bisect_right(self._starts, span.end, first)]


def _reading_order(found: Found) -> tuple[int, int]:
    return found.span.start, -found.span.end


def to_block(source: str, draft: Draft, found: Marks) -> Block:
    """The block that a draft becomes, with those of the marks that lie within it."""
    evidence = Evidence(rule=draft.rule, spans=(draft.span,))
    if draft.blocks:
        blocks = tuple(to_block(source, each, found) for each in draft.blocks)
        return Block(kind=draft.kind, blocks=blocks, n=draft.n, n_evidence=draft.n_evidence, evidence=evidence)
    text, marks = compose(source, draft.span, found.of(draft.span))
    return Block(kind=draft.kind, text=text, marks=marks, n=draft.n, n_evidence=draft.n_evidence, evidence=evidence)
