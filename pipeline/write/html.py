"""One cable as a page for a historian: the text as an edition prints it, and beside it what was read, inferred and found.

A pure function of the Cable: the same cable gives the same bytes. `cable.html` orders the page, `page.css` gives its looks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from pipeline.model import Block, BlockKind, Cable, Correspondent, Evidence, Form, Reading, Reference
from pipeline.write import words
from pipeline.write.dublincore import statements
from pipeline.write.holding import original_of, rights_of
from pipeline.write.html_text import Typesetter, note_number
from pipeline.write.page import render_page, web_link

TEMPLATE = Path(__file__).with_name("cable.html")

SIBLINGS = (
    ("tei.xml", "application/tei+xml", "TEI"),
    ("oai_dc.xml", "application/xml", "Dublin Core"),
    ("dcterms.xml", "application/xml", "Qualified Dublin Core"),
    ("json", "application/json", "JSON record"),
)
"""Suffix, media type and name of the other formats, which are published beside the page."""


ABOVE_HEADING = frozenset({BlockKind.SOURCE, BlockKind.OPENER, BlockKind.PAGE})


class Passages(NamedTuple):
    """The text set for print: what stands above the heading, the heading if it is the title, and the rest."""

    above: Markup
    heading: Markup | None
    text: Markup


class NoteRow(NamedTuple):
    id: str
    number: str
    text: Markup
    place: str | None
    """The id of its marker in the text; None where the marker is lost."""
    remarks: tuple[str, ...]


class ReferenceRow(NamedTuple):
    id: str
    reference: Reference
    place: str | None
    target: str | None
    """Where a reader may go for it."""
    candidates: tuple[tuple[str, str | None], ...]
    """URI and where a reader may go for it."""


class ReadingRow(NamedTuple):
    """How one statement about the cable came about."""

    name: str
    text: str
    evidence: Evidence
    passages: tuple[tuple[int, str], ...] = ()
    """Line of the source, from 1, and the words that stand there."""


def to_html(cable: Cable) -> bytes:
    """The cable's page: UTF-8, self-contained, well-formed as HTML and as XML; links to its other formats beside it."""
    typesetter = Typesetter(cable)
    passages = _passages(cable, typesetter)
    note_texts = [typesetter.passage(note.text, note.marks) for note in cable.notes]
    return render_page(
        TEMPLATE,
        cable=cable,
        passages=passages,
        notes=_note_rows(cable, typesetter, note_texts),
        references=_reference_rows(cable, typesetter),
        readings=[_located(row, cable.source.text) for row in _readings(cable)],
        keywords=_keywords(cable),
        form="" if cable.form is Form.UNKNOWN else words.capitalised(cable.form.value),
        original=original_of(cable),
        rights=rights_of(cable),
        statements=_dublin_core(cable),
        siblings=SIBLINGS,
        has_brackets=any(True for _ in _inferred_labels(cable)),
        web_link=web_link,
        words=words,
    )


# ---- the text ----------------------------------------------------------------------------------------------------------


def _passages(cable: Cable, typesetter: Typesetter) -> Passages:
    """The blocks; the first heading, if it is the title and only lines of source and opener are above, is that of the page."""
    i = next((i for i, block in enumerate(cable.blocks) if block.kind not in ABOVE_HEADING), len(cable.blocks))
    first = cable.blocks[i : i + 1]
    if first and first[0].kind is BlockKind.HEADING and not first[0].blocks and first[0].text.split() == cable.title.split():
        above = typesetter.blocks(cable.blocks[:i])
        heading = typesetter.passage(first[0].text, first[0].marks)
        return Passages(above, heading, typesetter.blocks(cable.blocks[i + 1 :]))
    return Passages(Markup(), None, typesetter.blocks(cable.blocks))


def _note_rows(cable: Cable, typesetter: Typesetter, texts: Sequence[Markup]) -> list[NoteRow]:
    return [
        NoteRow(
            id=typesetter.unique(note.id),
            number=note_number(note),
            text=text,
            place=f"at-{note.id}" if note.id in typesetter.anchored else None,
            remarks=tuple(_note_remarks(note.n_evidence, note.id in typesetter.anchored)),
        )
        for note, text in zip(cable.notes, texts, strict=True)
    ]


def _note_remarks(number: Evidence | None, is_anchored: bool) -> Iterator[str]:
    if not is_anchored:
        yield "The marker of this note is lost from the text."
    if number:
        yield f"Its number is inferred. {words.inference_words(number)}"


def _reference_rows(cable: Cable, typesetter: Typesetter) -> list[ReferenceRow]:
    return [
        ReferenceRow(
            id=typesetter.unique(reference.id),
            reference=reference,
            place=f"at-{reference.id}" if reference.id in typesetter.anchored else None,
            target=typesetter.target(reference.target),
            candidates=tuple((uri, typesetter.target(uri)) for uri in reference.candidates),
        )
        for reference in cable.references
    ]


# ---- what was read -----------------------------------------------------------------------------------------------------


def _readings(cable: Cable) -> Iterator[ReadingRow]:
    """Every statement of the page that has evidence, in the order of the page."""
    yield from _correspondent_readings("From", cable.sent_by)
    yield from _correspondent_readings("To", cable.sent_to)
    yield from _reading("Place", cable.place)
    for name, date in (("Date", cable.date), ("Received", cable.received)):
        if date:
            yield from (ReadingRow(name, words.date_words(date), evidence) for evidence in date.evidence)
    yield from _reading("Number", cable.message_number)
    yield from _reading("Document", cable.document_number)
    if cable.file_number:
        yield ReadingRow("File number", cable.file_number.canonical, cable.file_number.evidence)
    yield from (ReadingRow(words.scheme_words(k.scheme), k.term, k.evidence) for k in cable.keywords)
    yield from (ReadingRow(words.scheme_words(k.kind.value), k.name, k.evidence) for k in cable.kept)
    yield from (ReadingRow(words.capitalised(a.kind.value), a.text, a.evidence) for a in cable.acts)
    yield from _inferred_labels(cable)
    yield from (ReadingRow("Reference", r.text, r.evidence) for r in cable.references)


def _correspondent_readings(name: str, parties: Iterable[Correspondent]) -> Iterator[ReadingRow]:
    for party in parties:
        for part in ("person", "role", "organisation", "place"):
            yield from _reading(f"{name}: {part}", getattr(party, part))


def _reading(name: str, reading: Reading | None) -> Iterator[ReadingRow]:
    if reading:
        yield ReadingRow(name, reading.text, reading.evidence)


def _inferred_labels(cable: Cable) -> Iterator[ReadingRow]:
    """The labels of items and numbers of notes that are not printed; those inferred for one reason are one row."""
    labels = ((f"({b.n})", b.n_evidence) for b in _flat(cable.blocks) if b.n)
    for evidence, run in groupby(labels, key=lambda label: label[1] and (label[1].rule, label[1].because)):
        texts = list(run)
        if evidence and texts[0][1]:
            yield ReadingRow("Labels", ", ".join(text for text, _ in texts), texts[0][1])
    yield from (ReadingRow("Note number", n.n, n.n_evidence) for n in cable.notes if n.n_evidence)


def _flat(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        yield from _flat(block.blocks)


def _located(row: ReadingRow, source: str) -> ReadingRow:
    """The row with the words of the source that it rests on; a span outside the source is passed over."""
    spans = [span for span in row.evidence.spans if span.end <= len(source)]
    passages = tuple((source.count("\n", 0, span.start) + 1, source[span.start : span.end]) for span in spans)
    return row._replace(passages=passages)


def _keywords(cable: Cable) -> dict[str, list[str]]:
    """Scheme in words → its terms, in the order in which they were read."""
    terms: dict[str, list[str]] = {}
    for keyword in cable.keywords:
        terms.setdefault(words.scheme_words(keyword.scheme), []).append(keyword.term)
    return terms


# ---- Dublin Core in the head -------------------------------------------------------------------------------------------


def _dublin_core(cable: Cable) -> list[tuple[str, str]]:
    """Element and value for `<meta name="DC.…">`, by which a reference manager knows the page: those of the oai_dc file.

    Its format is left out: it is that of the TEI.
    """
    said = [(s.element, s.value if s.simple == "" else s.simple) for s in statements(cable) if s.element != "format"]
    return [(element, value) for element, value in dict.fromkeys(said) if value]
