"""The text of a cable as TEI: blocks in reading order become a `div` whose parts stand where TEI allows them.

TEI wants a division to begin with headings and openers, to go on with paragraphs, then nested divisions, and to end with
closers. A cable may have them in another order; then the words stay where they are and only the element gives way: a dateline
between two paragraphs is `<p rend="dateline">`, and what follows an enclosure stands in a further division.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from itertools import groupby

from pipeline.model import Block, BlockKind, Evidence, MarkKind
from pipeline.write.apparatus import Apparatus
from pipeline.write.passages import write_note, write_page, write_passage
from pipeline.write.tables import write_table
from pipeline.write.xml import Element, sub, word

ENCLOSURES = ("enclosure", "attachment", "annex", "appendix", "tab", "inclosure")
"""First words of the heading of what was sent along; any other division is a part of the paper itself."""


class Zone(IntEnum):
    """Where in a division a block may stand."""

    TOP = 1
    MIDDLE = 2
    BOTTOM = 3


K = BlockKind
OPENING = frozenset({K.HEADING, K.DATELINE, K.OPENER, K.SALUTE})
CLOSING = frozenset({K.CLOSER, K.SIGNED, K.DATELINE, K.POSTSCRIPT})


def write_body(text: Element, apparatus: Apparatus) -> None:
    """Appends `body` with one `div` of the cable's form; notes without a marker go last in it."""
    cable = apparatus.cable
    div = sub(sub(text, "body"), "div", type=word(cable.form.value))
    write_division(div, tuple(_unfolded(cable.blocks)), apparatus)
    for note in apparatus.left_notes():
        write_note(div, note, apparatus, type="unanchored")


def _unfolded(blocks: Iterable[Block]) -> Iterator[Block]:
    """What stands within a paragraph, heading or line of its own follows it."""
    for block in blocks:
        if block.blocks and block.kind not in (K.LIST, K.ITEM, K.TABLE, K.QUOTE, K.DIVISION):
            yield block.model_copy(update={"blocks": ()})
            yield from _unfolded(block.blocks)
        else:
            yield block


# ---- divisions ---------------------------------------------------------------------------------------------------------


def write_division(div: Element, blocks: Sequence[Block], apparatus: Apparatus) -> None:
    """Fills `div`. Closing matter before a division within it, and any text after one, get a div of their own."""
    runs = [(nested, list(run)) for nested, run in groupby(blocks, lambda b: b.kind is K.DIVISION)]
    for place, (nested, run) in enumerate(runs):
        if nested:
            for block in run:
                _write_nested(div, block, apparatus)
        elif len(runs) == 1:
            _write_run(div, run, apparatus)
        elif place == 0:
            _write_before_divisions(div, run, apparatus)
        else:
            _write_after_divisions(div, run, apparatus, is_last=place == len(runs) - 1)


def _write_before_divisions(div: Element, run: list[Block], apparatus: Apparatus) -> None:
    zones = zones_of(run)
    top = zones.count(Zone.TOP)
    _write_run(div, run[:top], apparatus)
    if Zone.BOTTOM in zones:
        div = sub(div, "div", type="main")
    _write_run(div, run[top:], apparatus, Zone.MIDDLE)


def _write_after_divisions(div: Element, run: list[Block], apparatus: Apparatus, is_last: bool) -> None:
    closing_only = all(b.kind in CLOSING or _fits_anywhere(b) for b in run)
    if is_last and closing_only:
        _write_run(div, run, apparatus, Zone.BOTTOM)
    elif all(_fits_anywhere(b) for b in run):
        _write_run(div, run, apparatus)
    else:
        _write_run(sub(div, "div", type="continuation"), run, apparatus)


def _write_nested(parent: Element, block: Block, apparatus: Apparatus) -> None:
    div = sub(parent, "div", type=_division_type(block))
    if block.text:
        write_passage(sub(div, "head"), block.text, block.marks, apparatus)
    write_division(div, tuple(_unfolded(block.blocks)), apparatus)


def _division_type(block: Block) -> str:
    heading = block.text or (block.blocks[0].text if block.blocks else "")
    first = heading.strip(" [(").casefold()
    return "enclosure" if first.startswith(ENCLOSURES) else "part"


def zones_of(run: Sequence[Block], begin: Zone = Zone.TOP) -> list[Zone]:
    """For each block the zone that it falls in: opening matter as far as it reaches, closing matter from the end."""
    first = 0 if begin is not Zone.TOP else _reach(run, OPENING)
    last = max(first, len(run) - _reach(run[::-1], CLOSING))
    if begin is not Zone.BOTTOM:
        while last < len(run) and _fits_anywhere(run[last]):
            last += 1
        if last == first:  # TEI allows closing matter only after something
            last = len(run)
    return [Zone.TOP] * first + [Zone.MIDDLE] * (last - first) + [Zone.BOTTOM] * (len(run) - last)


def _reach(run: Sequence[Block], kinds: frozenset[BlockKind]) -> int:
    """How many blocks from the first on are of these kinds or fit anywhere."""
    return next((i for i, b in enumerate(run) if b.kind not in kinds and not _fits_anywhere(b)), len(run))


def _fits_anywhere(block: Block) -> bool:
    """A page break or a source note neither ends the top nor begins the bottom."""
    return block.kind is K.SOURCE or (block.kind is K.PAGE and not block.text)


def _write_run(div: Element, run: Sequence[Block], apparatus: Apparatus, begin: Zone = Zone.TOP) -> None:
    """Blocks of one division without divisions among them."""
    for block, zone in zip(run, zones_of(run, begin), strict=True):
        _write_block(div, block, zone, apparatus)


# ---- blocks ------------------------------------------------------------------------------------------------------------


def _write_block(div: Element, block: Block, zone: Zone, apparatus: Apparatus) -> None:
    if block.kind is K.PAGE and not block.text:
        _write_pages(div, block, apparatus)
    elif block.kind is K.LIST:
        _write_list(div, block, apparatus)
    elif block.kind is K.ITEM:  # outside a list: a list of its own
        _write_list(div, Block(kind=K.LIST, blocks=(block,), evidence=block.evidence), apparatus)
    elif block.kind is K.TABLE:
        write_table(div, block, apparatus)
    elif block.kind is K.QUOTE:
        _write_holder(sub(div, "quote"), block, apparatus)
    else:
        write_passage(_place(div, block, zone, apparatus), block.text, block.marks, apparatus)


def _write_pages(parent: Element, block: Block, apparatus: Apparatus) -> None:
    for mark in block.marks:
        if mark.kind is MarkKind.PAGE:
            write_page(parent, mark)


def _place(div: Element, block: Block, zone: Zone, apparatus: Apparatus) -> Element:
    """The element that takes the block's words."""
    if block.kind is K.SOURCE:
        return sub(div, "note", type="source", place="above")
    if zone is Zone.TOP and block.kind in OPENING:
        return _place_opening(div, block.kind)
    if zone is Zone.BOTTOM and block.kind in CLOSING:
        return _place_closing(div, block.kind)
    if block.kind is K.PARAGRAPH:
        element = sub(div, "p", n=block.n)
        if block.n and block.n_evidence:
            apparatus.mark_inference(element, "p", "@n", block.n_evidence)
        return element
    return sub(div, "p", rend=block.kind.value)


def _place_opening(div: Element, kind: BlockKind) -> Element:
    if kind is K.HEADING:
        return sub(div, "head")
    if kind is K.OPENER:
        return sub(div, "opener")
    return sub(_last_or_new(div, "opener"), "dateline" if kind is K.DATELINE else "salute")


def _place_closing(div: Element, kind: BlockKind) -> Element:
    if kind is K.POSTSCRIPT:
        return sub(sub(div, "postscript"), "p")
    closer = _last_or_new(div, "closer")
    return sub(closer, {K.CLOSER: "salute", K.SIGNED: "signed", K.DATELINE: "dateline"}[kind])


def _last_or_new(div: Element, tag: str) -> Element:
    """The last child, if it is such an element without words of its own: a dateline and a salute share one opener."""
    last = div[-1] if len(div) else None
    if last is not None and last.tag.endswith("}" + tag) and not last.text and all(c.tag.endswith(_LINES) for c in last):
        return last
    return sub(div, tag)


_LINES = ("}dateline", "}salute", "}signed")


# ---- lists, items, quotations ------------------------------------------------------------------------------------------


def _write_list(parent: Element, block: Block, apparatus: Apparatus) -> None:
    """A list of at least one item; what is neither item nor page stands in an item of its own."""
    children = list(_unfolded(block.blocks))
    items = [b for b in children if b.kind is not K.PAGE or b.text]
    if not items:
        write_passage(sub(parent, "p", rend="list"), block.text, block.marks, apparatus)
        for page in children:
            _write_pages(parent, page, apparatus)
        return
    element = sub(parent, "list")
    if block.text:
        write_passage(sub(element, "head"), block.text, block.marks, apparatus)
    for child in children:
        if child.kind is K.PAGE and not child.text:
            _write_pages(element, child, apparatus)
        else:
            _write_item(element, child, apparatus)
    for evidence in _reasons(items):
        apparatus.explain(element, "list", "item/@n", evidence)


def _write_item(parent: Element, block: Block, apparatus: Apparatus) -> None:
    item = sub(parent, "item", n=block.n)
    if block.n_evidence and block.n_evidence.certainty:
        item.set("cert", block.n_evidence.certainty.value)
    if block.kind is K.ITEM:
        _write_holder(item, block, apparatus)
    else:
        _write_inner(item, block.model_copy(update={"n": "", "n_evidence": None}), apparatus)


def _reasons(items: Iterable[Block]) -> list[Evidence]:
    """Why labels were inferred, each reason once."""
    inferred = [b.n_evidence for b in items if b.n_evidence and b.n_evidence.certainty]
    return list({(e.because, e.certainty): e for e in inferred}.values())


def _write_holder(element: Element, block: Block, apparatus: Apparatus) -> None:
    """An item or quotation: its words, then what it holds."""
    write_passage(element, block.text, block.marks, apparatus)
    for child in _unfolded(block.blocks):
        _write_inner(element, child, apparatus)


def _write_inner(element: Element, block: Block, apparatus: Apparatus) -> None:
    """A block where no division can stand: the blocks of a division follow each other."""
    if block.kind is K.DIVISION:
        if block.text:
            write_passage(sub(element, "p", rend="heading"), block.text, block.marks, apparatus)
        for child in _unfolded(block.blocks):
            _write_inner(element, child, apparatus)
    else:
        _write_block(element, block, Zone.MIDDLE, apparatus)
