"""What the editors encoded in a document of a TEI volume."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from benchmarks.frus.document import CONTEXT, Mention, PrintedNote, Truth
from benchmarks.frus.letters import bare, reference, two_ends
from benchmarks.frus.printed import TEI, Block, Foot, Page, Token, is_line, words

LOST_ON_WEB = frozenset(f"{TEI}{name}" for name in ("dateline", "closer", "signed"))


def truth_of(document: etree._Element, blocks: Sequence[Block], volume: str) -> Truth:
    """blocks: those of the document; volume: its id."""
    dateline = next(document.iter(f"{TEI}dateline"), None)
    senders, recipients = _correspondents(document.find(f"{TEI}head"))
    return Truth(
        source=_source(document),
        senders=senders,
        recipients=recipients,
        place=_place(dateline),
        when=_when(dateline),
        signed=tuple(words(signed) for signed in document.iter(f"{TEI}signed")),
        notes=tuple(_notes(tokens(blocks))),
        pages=tuple(token.n for token in tokens(blocks) if isinstance(token, Page)),
        references=tuple(_references(document, volume)),
        mentions=tuple(_mentions(document)),
    )


def tokens(blocks: Iterable[Block]) -> Iterator[Token]:
    """All the words, markers and page breaks, in the order of print."""
    return (token for block in blocks for line in block.lines for run in line for token in run)


def _source(document: etree._Element) -> str | None:
    """The line over the heading; where the source is a footnote, as in later volumes, there is none."""
    notes = document.iterchildren(f"{TEI}note")
    return next((words(note) for note in notes if is_line(note) and note.get("type") == "source"), None)


def _correspondents(head: etree._Element | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if head is None:
        return (), ()
    senders, recipients = ([words(name) for name in head.iterfind(f".//*[@type='{end}']")] for end in ("from", "to"))
    return two_ends(senders, recipients, words(head))


def _place(dateline: etree._Element | None) -> str | None:
    place = dateline.find(f".//{TEI}placeName") if dateline is not None else None
    return words(place) or None if place is not None else None


def _when(dateline: etree._Element | None) -> str | None:
    date = dateline.find(f".//{TEI}date") if dateline is not None else None
    return date.get("when") if date is not None else None


def _notes(tokens: Iterable[Token]) -> Iterator[PrintedNote]:
    before = ""
    for token in tokens:
        if isinstance(token, Foot):
            is_lost = any(above.tag in LOST_ON_WEB for above in token.element.iterancestors())
            yield PrintedNote(words(token.element), before, is_lost)
        elif isinstance(token, str):
            before = (before + bare(token))[-CONTEXT:]


def _references(document: etree._Element, volume: str) -> Iterator[str]:
    """Those to the series: a reference to another site is not for the text to tell."""
    for ref in document.iter(f"{TEI}ref"):
        target = (ref.get("target") or "").strip()
        if target.startswith(("#", "frus")):
            yield reference(target, volume)


def _mentions(document: etree._Element) -> Iterator[Mention]:
    """The persons that the text names, outside of its notes."""
    for name in document.iter(f"{TEI}persName"):
        if not any(above.tag == f"{TEI}note" for above in name.iterancestors()):
            yield Mention(words(name), (name.get("corresp") or "").lstrip("#"))
