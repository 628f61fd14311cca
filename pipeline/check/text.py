"""Whether the TEI keeps the source: each letter and digit, in order, and none besides.

What may be missing from the text are labels that became markup, and each only where the record says that it was read and only
if it says what the markup says: a page label its pb/@n, a note's marker its note/@n, the label of a listed note its `listed`.
Notes move from where they were listed to their markers; so the body is compared with the body and each note with its own text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from lxml import etree

from pipeline.check.documents import Document, Element
from pipeline.codes import Code
from pipeline.model import Block, Cable, Evidence, Finding, Mark, MarkKind, Note, Span, Where

NOTE = "{http://www.tei-c.org/ns/1.0}note"
BODY = "{http://www.tei-c.org/ns/1.0}body"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
PAGE_WORDS = frozenset({"", "p", "pg", "page"})
SHOWN = 60
MAX_COMPARED = 5_000_000
"""Pairs of equal words, one of each side; beyond it a difference is counted whole. Ten thousand words make a million."""

_SIGNS = re.compile(r"[\W_]+")


class Difference(NamedTuple):
    """Letters of one side that the other lacks."""

    size: int
    first: str
    """The first of what is lacking, at most `SHOWN` characters of it."""


def check_text(document: Document, cable: Cable, path: str) -> list[Finding]:
    """TEXT_LOST and TEXT_ADDED, each at most once a cable, with how much and the first of it."""
    written = passages_of(document)
    read = source_passages(cable)
    lost, added = Difference(0, ""), Difference(0, "")
    for key in dict.fromkeys((*read, *written)):
        missing, extra = compare(read.get(key, ""), written.get(key, ""))
        lost, added = _sum(lost, missing), _sum(added, extra)
    findings = []
    if lost.size:
        findings.append(
            Finding.of(Code.TEXT_LOST, cable.id, Where(path=path), "text lost", count=lost.size, missing=lost.first)
        )
    if added.size:
        findings.append(
            Finding.of(Code.TEXT_ADDED, cable.id, Where(path=path), "text added", count=added.size, added=added.first)
        )
    return findings


def _sum(one: Difference, other: Difference) -> Difference:
    return Difference(one.size + other.size, one.first or other.first)


# ---- the TEI -----------------------------------------------------------------------------------------------------------


def passages_of(document: Document) -> dict[str, str]:
    """The text of the body ("") and of each note of the cable (its id), without the notes within them."""
    body = next(document.getroot().iter(BODY))
    prefix = f"{document.getroot().get(XML_ID)}."
    texts: dict[str, list[str]] = {"": []}
    holders = [texts[""]]
    for event, element in etree.iterwalk(body, events=("start", "end")):
        is_note = _is_foot_note(element)
        if event == "start":
            if is_note:
                holders.append(texts.setdefault(element.get(XML_ID, "").removeprefix(prefix), []))
            holders[-1].append(element.text or "")
        else:
            if is_note:
                holders.pop()
            holders[-1].append(element.tail or "" if element is not body else "")
    return {key: "".join(pieces) for key, pieces in texts.items()}


def _is_foot_note(element: Element) -> bool:
    return element.tag == NOTE and element.get("type") != "source"


# ---- the source --------------------------------------------------------------------------------------------------------


def source_passages(cable: Cable) -> dict[str, str]:
    """The same of the source: what is left of the body, and of each note, without the labels that became markup."""
    text = cable.source.text
    labels = sorted(_labels(cable))
    notes = [(note.id, *_note_spans(note, text)) for note in cable.notes if note.evidence.spans]
    passages = {id: _without(text, passage, labels) for id, _, passage in notes}
    outer = sorted([*labels, *(whole for _, whole, _ in notes)])
    return {"": _without(text, Span(0, len(text)), outer)} | passages


def _without(text: str, span: Span, cut: list[Span]) -> str:
    """The span of the text without what `cut`, in order, holds of it."""
    pieces: list[str] = []
    position = span.start
    for start, end in cut:
        if start < span.start or end > span.end or (start, end) == span:
            continue
        pieces.append(text[position : max(position, start)])
        position = max(position, end)
    return "".join((*pieces, text[position : span.end]))


def _labels(cable: Cable) -> Iterator[Span]:
    """Where labels stood that became markup and say no more than it."""
    numbers = {note.id: note.n for note in cable.notes}
    for mark in _marks(cable):
        if mark.start != mark.end or not mark.evidence.spans:
            continue
        span = mark.evidence.spans[0]
        printed = letters(cable.source.text[span.start : span.end])
        is_page = mark.kind is MarkKind.PAGE and _is_page_label(printed, letters(mark.value))
        if is_page or (mark.kind is MarkKind.NOTE and printed == letters(numbers.get(mark.value, ""))):
            yield span


def _is_page_label(printed: str, number: str) -> bool:
    return printed.endswith(number) and printed.removesuffix(number).casefold() in PAGE_WORDS


def _marks(cable: Cable) -> Iterator[Mark]:
    yield from _marks_of(cable.blocks)
    for note in cable.notes:
        yield from note.marks


def _marks_of(blocks: tuple[Block, ...]) -> Iterator[Mark]:
    for block in blocks:
        yield from block.marks
        yield from _marks_of(block.blocks)


def _note_spans(note: Note, text: str) -> tuple[Span, Span]:
    """The note with its label in the list, and without it; the label stands before it on its line, or begins it with a stop.

    A copy may have lost its labels: then the digits before a note end another, and "6 UST 701" is no sixth.
    """
    start, end = _first(note.evidence)
    label = re.escape(note.listed)
    if not label:
        return Span(start, end), Span(start, end)
    if before := re.search(rf"(?<![^\W_]){label}(?:[^\w\n]|_)*\Z", text[max(0, start - 40) : start]):
        return Span(start - len(before[0]), end), Span(start, end)
    if within := re.match(rf"[\W_]*{label}[.)\]]", text[start:end]):
        return Span(start, end), Span(start + len(within[0]), end)
    return Span(start, end), Span(start, end)


def _first(evidence: Evidence) -> Span:
    return evidence.spans[0]


# ---- comparing ---------------------------------------------------------------------------------------------------------


def letters(text: str) -> str:
    """Letters and digits alone: spaces and signs may differ."""
    return _SIGNS.sub("", text)


def compare(read: str, written: str) -> tuple[Difference, Difference]:
    """What of `read` is missing from `written`, and what of `written` is not in `read`; moved words are both."""
    if "".join(read.split()) == "".join(written.split()) or letters(read) == letters(written):
        return Difference(0, ""), Difference(0, "")
    one, other = _SIGNS.split(read), _SIGNS.split(written)
    missing: list[str] = []
    extra: list[str] = []
    for tag, a, b, c, d in _opcodes(one, other):
        if tag != "equal" and "".join(one[a:b]) != "".join(other[c:d]):
            missing += [" ".join(one[a:b]).strip()]
            extra += [" ".join(other[c:d]).strip()]
    return _difference(missing), _difference(extra)


def _opcodes(one: list[str], other: list[str]) -> list[tuple[str, int, int, int, int]]:
    """As SequenceMatcher's; what begins and ends alike is left out, and what is too much to compare is one replacement."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    middle, changed = one[start : len(one) - end], other[start : len(other) - end]
    often = Counter(changed)
    if sum(n * often[word] for word, n in Counter(middle).items()) > MAX_COMPARED:
        return [("replace", start, len(one) - end, start, len(other) - end)]
    matcher = SequenceMatcher(None, middle, changed, autojunk=False)
    return [(tag, a + start, b + start, c + start, d + start) for tag, a, b, c, d in matcher.get_opcodes()]


def _difference(pieces: list[str]) -> Difference:
    first = next((p for p in pieces if p), "")
    return Difference(sum(len(letters(p)) for p in pieces), first if len(first) <= SHOWN else first[: SHOWN - 1] + "…")
