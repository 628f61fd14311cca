"""What was sent along: enclosures and attachments, from their heading on divisions of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from pipeline.model import BlockKind, Span
from pipeline.patterns import Pattern
from pipeline.read.draft import Draft
from pipeline.read.front.datelines import may_be_place, read_dateline
from pipeline.read.heading.heading import read_heading
from pipeline.read.structure.closers import CLOSING_KINDS

ENCLOSURE = Pattern(
    r"""\[(?:[EI]nclosure|Attachment|Annex|Tab|Appendix|Sub(?:[ei]nclosure|attachment))[^\]\n]{0,60}\]\d{0,3}
      | (?:[EI]nclosure|Attachment|Annex|Tab|Appendix)(?:\s(?:No\.\s)?(?:“?[A-Z]”?|[IVX]{1,4}|\d{1,2}(?=\D|$)))?\d{0,3}""",
    matches=[
        "[Enclosure]",
        "[Enclosure 1—Translation]",
        "[Inclosure No. 3 in No. 24.]",
        "[Attachment]5",
        "Attachment",
        "Tab A2",
        "Annex II",
        "Enclosure 1",
        "Inclosure 2",
        "Appendix “C”8",
    ],
    rejects=["[Page 3]", "Enclosures", "Attachments:", "Tab A is lost", "Annexation"],
)
"""A heading of what was sent along; an unbracketed one is the whole line."""
LABELLED = "body.enclosure"
"""The rule of a draft that is such a heading, and of its division."""
_ENDS_SENTENCE = re.compile(r"[.:;,]\d{0,3}$")
_LONGEST_TITLE = 200


def divided(source: str, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with each enclosure as a division: its label, title and dateline, and all up to the next one.

    What stands after a signature without a label is a division too.
    """
    whole: list[Draft] = []
    into, is_closed = whole, False
    for draft, following in zip_longest(drafts, drafts[1:]):
        if draft.rule == LABELLED and (following is None or following.rule == LABELLED):  # a list of what was sent along
            draft.kind, draft.rule = BlockKind.PARAGRAPH, "body.paragraph"
        if draft.kind in CLOSING_KINDS:
            is_closed = True
        elif draft.rule == LABELLED or (is_closed and draft.kind is not BlockKind.PAGE):
            rule = LABELLED if draft.rule == LABELLED else "enclosures.after-signature"
            whole.append(Draft(BlockKind.DIVISION, draft.span, rule))
            into, is_closed = whole[-1].blocks, False
        into.append(draft)
    for division in (draft for draft in whole if draft.kind is BlockKind.DIVISION):
        _complete(source, division)
    return whole


def _complete(source: str, division: Draft) -> None:
    division.span = Span(division.span.start, division.blocks[-1].span.end)
    if division.rule == LABELLED:
        _read_opening(source, division.blocks)


def _read_opening(source: str, blocks: Sequence[Draft]) -> None:
    """After the label the title, if the next line is one, and a dateline."""
    following = [block for block in blocks[1:5] if block.kind is BlockKind.PARAGRAPH]
    if following and not read_dateline(source, following[0].span) and _is_title(source, following[0].span):
        title = following.pop(0)
        title.kind, title.rule = BlockKind.HEADING, "enclosures.title"
    for draft in _dateline(source, following):
        draft.kind, draft.rule = BlockKind.DATELINE, "enclosures.dateline"


def _dateline(source: str, drafts: Sequence[Draft]) -> Sequence[Draft]:
    """The first of them, or the first two: "Legation of the United States," above "London, May 17, 1861."."""
    above = source[slice(*drafts[0].span)] if drafts else ""
    lines = 2 if above.endswith(",") and may_be_place(above) else 1
    return drafts[:lines] if len(drafts) >= lines and read_dateline(source, drafts[lines - 1].span) else ()


def _is_title(source: str, span: Span) -> bool:
    """A letter's heading may end in a full stop: "Mr. Ray to Mr. Orlov."."""
    if span.end - span.start > _LONGEST_TITLE:
        return False
    heading = read_heading(source, span) if " to " in source[slice(*span)] else None
    return bool(heading and heading.sent_by and heading.sent_to) or not _ENDS_SENTENCE.search(source, *span)
