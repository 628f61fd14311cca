"""A document of a TEI volume as print has it: blocks of lines, with the places of notes and page breaks among the words.

The elements are those of https://github.com/HistoryAtState/frus: `head`, `opener` with `dateline` and `seg`, `p`, `list` with
`label` and `item`, `table`, `quote`, `closer` with `signed`, `pb`, `note`, and `div` or `frus:attachment` within a document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import Enum, auto
from functools import partial
from typing import NamedTuple

from lxml import etree

from benchmarks.frus.letters import squeeze

TEI = "{http://www.tei-c.org/ns/1.0}"


class Kind(Enum):
    TEXT = auto()
    DATELINE = auto()
    CLOSER = auto()
    LIST = auto()


class Foot(NamedTuple):
    """The place of a footnote's marker."""

    n: str
    element: etree._Element


class Page(NamedTuple):
    n: str


class Break(NamedTuple):
    """A new line within a block."""


Token = str | Foot | Page | Break
Run = list[Token]


class Block(NamedTuple):
    """lines: of a list its items, each a label and a text or a text alone; of all else one run a line."""

    kind: Kind
    lines: list[list[Run]]


def blocks(document: etree._Element) -> Iterator[Block]:
    """The document's blocks in the order of print, its own and those of what is attached."""
    for piece in pieces(document):
        yield from _block(piece) if isinstance(piece, etree._Element) else _lines(Kind.TEXT, [piece])


def _lines(kind: Kind, runs: Iterable[Run]) -> Iterator[Block]:
    lines = [[line] for run in runs for line in split(run)]
    if lines:
        yield Block(kind, lines)


def _block(element: etree._Element) -> Iterator[Block]:
    return MAKERS.get(name_of(element), blocks)(element)


def _opener(element: etree._Element) -> Iterator[Block]:
    """The datelines first: they stand at the right of the classification's line, and pages show them over it."""
    found = list(blocks(element))
    found.sort(key=lambda block: block.kind is not Kind.DATELINE)
    yield from found


def _whole(kind: Kind, element: etree._Element) -> Iterator[Block]:
    """One block, whatever stands in the element."""
    return _lines(kind, runs(element))


def _rows(element: etree._Element) -> Iterator[Block]:
    for row in element.iter(f"{TEI}row"):
        cells: Run = []
        for cell in row.iterchildren(f"{TEI}cell"):
            cells += ["\t"] if cells else [""]
            cells += [" " if isinstance(token, Break) else token for run in runs(cell) for token in run]
        if is_printed(cells):
            yield Block(Kind.TEXT, [[cells]])


def _list(element: etree._Element) -> Iterator[Block]:
    lines = list(_items(element))
    if lines:
        yield Block(Kind.LIST, lines)


def _items(element: etree._Element) -> Iterator[list[Run]]:
    """The lines of a list: its head, its items with their labels, and page breaks between them."""
    label: list[Run] = []
    for child in children(element):
        if isinstance(child, str):
            continue
        if name_of(child) == "label":
            label = [line for run in runs(child) for line in split(run)]
            continue
        for parts in _item(child):
            yield label + parts
            label = []
    if label:
        yield label


def _item(element: etree._Element) -> Iterator[list[Run]]:
    """A line for what stands in the item itself and for each block in it; those of a list in it with their labels."""
    for piece in pieces(element) if name_of(element) == "item" else [list(inline(element))]:
        if not isinstance(piece, etree._Element):
            yield from ([line] for line in split(piece))
        elif name_of(piece) == "list":
            yield from _items(piece)
        else:
            yield from (line for block in _block(piece) for line in block.lines)


MAKERS: dict[str, Callable[[etree._Element], Iterator[Block]]] = {
    "opener": _opener,
    "dateline": partial(_whole, Kind.DATELINE),
    "closer": partial(_whole, Kind.CLOSER),
    "signed": partial(_whole, Kind.CLOSER),
    "list": _list,
    "table": _rows,
}
"""How an element becomes blocks; any other has blocks and words in it, as the document has."""
ALWAYS = MAKERS.keys() | {"div", "attachment", "p", "head", "salute", "postscript"}
"""What is a block wherever it stands; others are in an opener, with blocks in them, or as `is_line` says."""


# ---- elements -------------------------------------------------------------------------------------------------------


def name_of(element: etree._Element) -> str:
    return etree.QName(element).localname


def children(element: etree._Element) -> Iterator[str | etree._Element]:
    """Text and elements in order; comments and processing instructions only leave the text after them."""
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield child
        yield child.tail or ""


def is_line(element: etree._Element) -> bool:
    """Whether it is a line of its own that volumes encode as a note: the source over the heading, "[Attachment]"."""
    return name_of(element) == "note" and element.get("rend") == "inline"


def is_block(element: etree._Element) -> bool:
    name = name_of(element)
    if name in ALWAYS or is_line(element):
        return True
    parent = element.getparent()
    if name == "seg" and parent is not None and name_of(parent) == "opener":
        return True
    return name != "note" and any(is_block(child) for child in element if isinstance(child.tag, str))


def pieces(element: etree._Element) -> Iterator[Run | etree._Element]:
    """What stands in an element: runs of words, and the blocks between them."""
    run: Run = []
    for child in children(element):
        if isinstance(child, etree._Element) and is_block(child):
            yield run
            yield child
            run = []
        else:
            run += [child] if isinstance(child, str) else inline(child)
    yield run


def runs(element: etree._Element) -> Iterator[Run]:
    """The words of an element, run by run, whatever blocks they stand in."""
    for piece in pieces(element):
        if isinstance(piece, etree._Element):
            yield from runs(piece)
        else:
            yield piece


def inline(element: etree._Element) -> Iterator[Token]:
    """The words of an element within a line."""
    name = name_of(element)
    if name == "note" and element.get("n"):
        yield Foot(element.get("n", ""), element)
    elif name == "pb":
        yield Page(element.get("n", ""))
    elif name == "lb":
        yield Break()
    else:
        for child in children(element):
            yield from [child] if isinstance(child, str) else inline(child)


def words(element: etree._Element) -> str:
    """The text of an element alone, on one line, without notes and page breaks."""
    return squeeze(" ".join("".join(_word(token) for token in run) for run in runs(element)))


def _word(token: Token) -> str:
    return token if isinstance(token, str) else " " * isinstance(token, Break)


# ---- runs -----------------------------------------------------------------------------------------------------------


def is_printed(run: Iterable[Token]) -> bool:
    return any(token.strip() if isinstance(token, str) else not isinstance(token, Break) for token in run)


def split(run: Run) -> list[Run]:
    """The lines of a run that have anything in them."""
    lines: list[Run] = [[]]
    for token in run:
        if isinstance(token, Break):
            lines.append([])
        else:
            lines[-1].append(token)
    return [line for line in lines if is_printed(line)]
