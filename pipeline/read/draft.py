"""A block while it is being read: in offsets of the source, before its text is composed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
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


def to_block(source: str, draft: Draft, found: Sequence[Found]) -> Block:
    """The block that a draft becomes, with those of the marks that lie within it. found: in the order of their starts."""
    evidence = Evidence(rule=draft.rule, spans=(draft.span,))
    if draft.blocks:
        blocks = tuple(to_block(source, each, found) for each in draft.blocks)
        return Block(kind=draft.kind, blocks=blocks, n=draft.n, n_evidence=draft.n_evidence, evidence=evidence)
    text, marks = compose(source, draft.span, between(found, draft.span))
    return Block(kind=draft.kind, text=text, marks=marks, n=draft.n, n_evidence=draft.n_evidence, evidence=evidence)


def between(found: Sequence[Found], span: Span) -> Sequence[Found]:
    """The marks that begin within a span. found: in the order of their starts."""
    first = bisect_left(found, span.start, key=_start)
    return found[first : bisect_right(found, span.end, first, key=_start)]


def _start(found: Found) -> int:
    return found.span.start
