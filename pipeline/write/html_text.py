"""The text of a cable as HTML: passages with their stand-off marks, and the blocks that hold them.

Whatever the marks claim, no letter of a passage is lost and none is left unescaped: a mark that reaches beyond its passage or
across another's border is cut there.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup, escape

from pipeline.model import Block, BlockKind, Cable, Mark, MarkKind, Note, Outcome
from pipeline.write.page import web_link
from pipeline.write.words import inference_words

_HELD = re.compile(r"(?P<collection>[A-Za-z0-9][A-Za-z0-9._-]*)/(?P<id>[A-Za-z_][A-Za-z0-9_.-]*)")
_DAY = re.compile(r"\d{4}-\d\d(-\d\d(T\d\d:\d\d)?)?")

PHRASES = {
    MarkKind.PERSON: ("person", "Person"),
    MarkKind.ROLE: ("role", "Office"),
    MarkKind.ORGANISATION: ("organisation", "Organisation"),
    MarkKind.PLACE: ("place", "Place"),
    MarkKind.TERM: ("term", "Term"),
    MarkKind.FILE_NUMBER: ("number", "File number"),
    MarkKind.ADDED: ("added", ""),
    MarkKind.SIC: ("sic", ""),
    MarkKind.GAP: ("gap", "Left out"),
    MarkKind.LABEL: ("label", ""),
}
"""Mark → class, and the word that introduces its value in the tooltip."""

LEAVES = {
    BlockKind.SOURCE: "source",
    BlockKind.DATELINE: "dateline",
    BlockKind.OPENER: "opener",
    BlockKind.SALUTE: "salute",
    BlockKind.PARAGRAPH: "paragraph",
    BlockKind.PAGE: "between",
    BlockKind.CLOSER: "closer",
    BlockKind.SIGNED: "signed",
    BlockKind.POSTSCRIPT: "postscript",
}
CONTAINERS = {BlockKind.QUOTE: "blockquote", BlockKind.DIVISION: "section"}


class Piece(NamedTuple):
    """A run of a passage; a link cannot stand within a link, so each piece says whether it holds one."""

    html: Markup
    has_link: bool = False


class Typesetter:
    """Sets the blocks and notes of one cable; knows which places of the page are taken, so that each id is unique."""

    def __init__(self, cable: Cable) -> None:
        self.notes = {note.id: note for note in reversed(cable.notes)}
        self.references = {reference.id: reference for reference in reversed(cable.references)}
        self.base = cable.archive.base_uri
        self.anchored: set[str] = set()
        """The ids of the notes and references whose place in the text has been set."""
        self._taken: set[str] = set()

    # ---- passages ----

    def passage(self, text: str, marks: Sequence[Mark]) -> Markup:
        """The text with its marks, escaped. A zero-width mark stands before a wider one that begins at its place."""
        if not marks:
            return escape(text)
        waiting = deque(sorted(marks, key=lambda m: (m.start, m.end > m.start, -m.end)))
        pieces = list(self._weave(text, waiting, 0, len(text)))
        pieces += [self._set(mark, []) for mark in waiting]
        return Markup().join(piece.html for piece in pieces)

    def _weave(self, text: str, waiting: deque[Mark], start: int, end: int) -> Iterator[Piece]:
        """text[start:end], with the marks that begin in it taken from `waiting`."""
        while waiting and waiting[0].start < end:
            mark = waiting.popleft()
            begin = max(mark.start, start)
            stop = min(max(mark.end, begin), end)
            yield Piece(escape(text[start:begin]))
            yield self._set(mark, list(self._weave(text, waiting, begin, stop)))
            start = stop
        yield Piece(escape(text[start:end]))

    def _set(self, mark: Mark, within: list[Piece]) -> Piece:
        inner = Markup().join(piece.html for piece in within)
        has_link = any(piece.has_link for piece in within)
        if mark.kind is MarkKind.NOTE:
            return self._marker(mark, inner)
        if mark.kind is MarkKind.REFERENCE:
            return self._reference(mark, within)
        if mark.kind is MarkKind.PAGE:
            return Piece(self._page(mark.value) + inner, has_link)
        if mark.kind is MarkKind.LINE:
            return Piece(Markup("<br/>") + inner, has_link)
        if mark.kind is MarkKind.DATE:
            return Piece(_time(mark.value, inner), has_link)
        return Piece(_phrase(mark, inner), has_link)

    def _marker(self, mark: Mark, inner: Markup) -> Piece:
        note = self.notes.get(mark.value)
        if note is None:
            return Piece(Markup("<sup>{}</sup>").format(mark.value) + inner)
        marker = Markup('<sup><a class="marker" id="{}" href="#{}" role="doc-noteref" title="{}">{}</a></sup>')
        return Piece(marker.format(self._place(note.id), note.id, _shortened(note.text), note_number(note)) + inner, True)

    def _reference(self, mark: Mark, within: list[Piece]) -> Piece:
        """Each run without a link of its own becomes a link to what the reference means, or to why nobody knows."""
        reference = self.references.get(mark.value)
        if reference is None:
            return Piece(Markup().join(piece.html for piece in within), any(piece.has_link for piece in within))
        link = Markup('<a class="{}" href="{}" title="{}">{}</a>')
        known = reference.outcome in (Outcome.RESOLVED, Outcome.EXTERNAL)
        href = (self.target(reference.target) if known else None) or f"#{reference.id}"
        name = "cited found" if known else "cited"
        runs = (
            html if has_link or not html else link.format(name, href, reference.reason, html)
            for html, has_link in _runs(within)
        )
        return Piece(Markup('<span id="{}">{}</span>').format(self._place(reference.id), Markup().join(runs)), True)

    def _page(self, number: str) -> Markup:
        spoken = Markup('<span class="spoken">page </span><span class="folio">{}</span>').format(number)
        place = self.unique("page-" + (re.sub(r"[^A-Za-z0-9]+", "-", number) or "x"))
        return Markup('<span class="page" id="{}" role="doc-pagebreak">{}</span>').format(place, spoken)

    # ---- places ----

    def _place(self, id: str) -> str:
        self.anchored.add(id)
        return self.unique(f"at-{id}")

    def unique(self, name: str) -> str:
        """The name, with the first number that makes it the only one of this page."""
        tried, n = name, 1
        while tried in self._taken:
            n += 1
            tried = f"{name}_{n}"
        self._taken.add(tried)
        return tried

    def target(self, uri: str | None) -> str | None:
        """Where a reader may go for a URI: to a page of this folder if it is this archive's, else to the web, else None."""
        if uri and self.base and uri.startswith(self.base):
            held = _HELD.fullmatch(uri[len(self.base) :].partition("#")[0])
            if held:
                return f"../{held['collection']}/{held['id']}.html"
        return web_link(uri)

    # ---- blocks ----

    def blocks(self, blocks: Sequence[Block], level: int = 2) -> Markup:
        """The blocks in their order; level: of a heading among them, from 2."""
        return Markup("\n").join(self._block(block, level) for block in blocks)

    def _block(self, block: Block, level: int) -> Markup:
        if block.kind is BlockKind.LIST:
            return self._list(block, level)
        if block.kind is BlockKind.ITEM:
            return _listing(self._item(block, level))
        if block.kind is BlockKind.TABLE and block.blocks:
            return self._table(block)
        text = _inferred_label(block) + self.passage(block.text, block.marks)
        if block.kind is BlockKind.HEADING:
            return Markup("<h{0}>{1}</h{0}>").format(min(level, 6), text) + self.blocks(block.blocks, level)
        if block.kind in CONTAINERS:
            return Markup("<{0}>{1}{2}</{0}>").format(
                CONTAINERS[block.kind], _paragraph(text), self._within(block.blocks, level)
            )
        tag = "div" if block.blocks else "p"
        name = LEAVES.get(block.kind, "paragraph")
        return Markup('<{0} class="{1}">{2}{3}</{0}>').format(tag, name, text, self.blocks(block.blocks, level))

    def _within(self, blocks: Sequence[Block], level: int) -> Markup:
        """The blocks of a division or quotation: if a heading begins it, what follows is a level below."""
        if blocks and blocks[0].kind is BlockKind.HEADING:
            return self._block(blocks[0], level) + self.blocks(blocks[1:], level + 1)
        return self.blocks(blocks, level)

    def _list(self, block: Block, level: int) -> Markup:
        text = _inferred_label(block) + self.passage(block.text, block.marks)
        items = Markup("\n").join(self._item(within, level) for within in block.blocks)
        return _paragraph(text) + (_listing(items) if items else Markup())

    def _table(self, block: Block) -> Markup:
        """Rows of cells, none a heading, because print does not say so; whatever holds text in a row is a cell of it."""
        caption = Markup("<caption>{}</caption>").format(self.passage(block.text, block.marks)) if block.text else Markup()
        cells = (Markup().join(Markup("<td>{}</td>").format(cell) for cell in self._cells(row)) for row in block.blocks)
        rows = Markup("\n").join(Markup("<tr>{}</tr>").format(row) for row in cells)
        return Markup('<div class="table"><table class="printed">{}<tbody>{}</tbody></table></div>').format(caption, rows)

    def _cells(self, block: Block) -> Iterator[Markup]:
        if block.text or not block.blocks:
            yield self.passage(block.text, block.marks)
        for child in block.blocks:
            yield from self._cells(child)

    def _item(self, block: Block, level: int) -> Markup:
        if block.kind is not BlockKind.ITEM:
            return Markup("<li>{}</li>").format(self._block(block, level))
        text = _inferred_label(block) + self.passage(block.text, block.marks)
        return Markup("<li>{}{}</li>").format(text, self.blocks(block.blocks, level))


def note_number(note: Note) -> str:
    """The number as a reader sees it: in brackets where it is inferred."""
    return f"[{note.n}]" if note.n_evidence else note.n or "*"


def _inferred_label(block: Block) -> Markup:
    """The label of an item where it does not stand in the text, in the brackets of an editor."""
    if not (block.n and block.n_evidence):
        return Markup()
    label = Markup('<span class="label inferred" title="Inferred: {}">[({})]</span> ')
    return label.format(inference_words(block.n_evidence), block.n)


def _paragraph(text: Markup) -> Markup:
    return Markup("<p>{}</p>\n").format(text) if text else text


def _listing(items: Markup) -> Markup:
    return Markup('<ul role="list">{}</ul>').format(items)


def _phrase(mark: Mark, inner: Markup) -> Markup:
    name, says = PHRASES[mark.kind]
    if not (mark.value and says):
        return Markup('<span class="{}">{}</span>').format(name, inner)
    return Markup('<span class="{}" title="{}: {}">{}</span>').format(name, says, mark.value, inner)


def _time(value: str, inner: Markup) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(value, inner) if _DAY.fullmatch(value) else inner


def _runs(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces, those without links joined to their neighbours of that sort."""
    for has_link, run in groupby((p for p in pieces if p.html), key=lambda piece: piece.has_link):
        yield Piece(Markup().join(piece.html for piece in run), has_link)


def _shortened(text: str, length: int = 240) -> str:
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + " …"
