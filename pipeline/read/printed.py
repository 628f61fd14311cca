"""The printed dialect: a cable as an edition prints it, copied as text from a page or a web site.

One direction: lines → notes split off → front → body → markers aligned → everything composed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.codes import Code
from pipeline.model import (
    Block,
    BlockKind,
    Evidence,
    Form,
    Keyword,
    MarkKind,
    Note,
    Reading,
    Span,
)
from pipeline.passages import Found, compose, fold
from pipeline.patterns import Pattern
from pipeline.read.apparatus.alignment import Anchored, Apparatus, align
from pipeline.read.apparatus.markers import find_markers
from pipeline.read.apparatus.notes import Listed, split_notes
from pipeline.read.capitals import Capitals
from pipeline.read.draft import Draft, Marks, to_block
from pipeline.read.front.dates import find_days
from pipeline.read.front.front import Front, read_front, take_closing_dateline
from pipeline.read.lines import units
from pipeline.read.misreadings import find_misreadings
from pipeline.read.people.entries import Entry
from pipeline.read.people.person_marks import mark_people
from pipeline.read.people.terms import find_terms, glossary_of
from pipeline.read.reporter import Reporter
from pipeline.read.sources.sourcenotes import SourceNote, read_source_line, read_source_note
from pipeline.read.structure.body import read_body
from pipeline.read.structure.enclosures import divided
from pipeline.read.structure.gaps import find_gaps
from pipeline.read.structure.lists import BULLET, Unlabelled, infer_labels
from pipeline.read.structure.pages import page_breaks
from pipeline.read.structure.quotes import quoted
from pipeline.read.taken import Taken

MESSAGE_NUMBER = Pattern(
    r"(?:No\.\s)?(?P<n>(?:[A-Z][A-Za-z]{2,8}\s|[A-Z]{1,4}[-–—])?\d{1,5}[A-Za-z]?)\.\s+(?=\S)",
    matches=["195. Reference", "A–22. There", "Secto 132. Paris", "No. 1850. Sir"],
    rejects=["1936 ", "(a) "],
)
"""The number with which a telegram's first paragraph begins."""


WITHHELD = re.compile(r"\bnot (?:declassified|printed|reproduced)\b|\bwithheld\b|\bdenied\b", re.IGNORECASE)
"""What the notes say of a document that the edition names and does not print."""

_UNNUMBERED = frozenset(
    {Form.LETTER, Form.MEMORANDUM, Form.MEMORANDUM_OF_CONVERSATION, Form.EDITORIAL_NOTE, Form.MINUTES, Form.PAPER}
)
"""Forms whose first paragraph may begin with a number that is no message number."""


@dataclass(frozen=True, slots=True)
class Read:
    """What the text of one cable says, before it is put among the archive's facts."""

    front: Front
    form: Form
    title: str
    message_number: Reading | None
    source_note: SourceNote
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]


def read_printed(source: str, report: Reporter, persons: tuple[Entry, ...] = (), terms: tuple[Entry, ...] = ()) -> Read | None:
    """What the text says; None where it is no cable or has no body: a Finding then says so.

    source: decoded, its line ends `\\n`; persons, terms: the authority lists that apply.
    """
    body_units, listed = split_notes(source, units(source))
    if not body_units:
        report.say(Code.NO_BODY, what="a list of notes" if listed else "nothing")
        return None
    front = read_front(source, body_units)
    if not (front.is_recognised or any(n.text.startswith("Source:") for n in listed)):
        report.say(Code.NO_CABLE_RECOGNISED)
        return None
    drafts, labels = read_body(body_units[front.rest :], front.senders)
    take_closing_dateline(source, front, drafts)
    drafts = quoted(source, divided(source, drafts))
    if not drafts and not any(WITHHELD.search(note.text) for note in listed):
        report.say(Code.NO_BODY, what="a heading")
        return None
    if not drafts:
        report.say(Code.TEXT_WITHHELD, listed[0].span)
    text = _Text(source, report, front, drafts, listed)
    text.found += labels
    text.mark_mentions(persons, terms)
    return text.read()


class _Text:
    """The parts of one text on their way to blocks and notes; `found` gathers the marks of all, in offsets of the source."""

    def __init__(self, source: str, report: Reporter, front: Front, body: list[Draft], listed: list[Listed]) -> None:
        self.source, self.report, self.front, self.body = source, report, front, body
        self.drafts = [*front.drafts, *body]
        self.capitals = Capitals(source)
        self.found = [*front.found, *page_breaks(source)]
        spans = [_end_of(source, d) if d.kind is BlockKind.SOURCE else d.span for d in self.drafts if listed]
        markers = find_markers(source, spans)
        body_from = body[0].span.start if body else len(source)
        self.apparatus: Apparatus = align(source, markers, listed, body_from)
        anchors = [
            Found(MarkKind.NOTE, note.marker.span, f"n{i}", note.evidence)
            for i, note in enumerate(self.apparatus.notes, start=1)
            if note.marker is not None and note.evidence is not None
        ]
        self.found += anchors
        anchors.sort(key=_start)
        self.front.keywords = [self._without_markers(keyword, anchors) for keyword in front.keywords]

    def _without_markers(self, keyword: Keyword, anchors: Sequence[Found]) -> Keyword:
        """A subject is read before it is known which of its digits are markers: "Grain for Norway2". anchors: in order."""
        spans = keyword.evidence.spans
        within = [anchors[slice(*(bisect_left(anchors, border, key=_start) for border in span))] for span in spans]
        if not any(within):
            return keyword
        said = (compose(self.source, span, marks)[0] for span, marks in zip(spans, within, strict=True))
        return keyword.model_copy(update={"term": "; ".join(text.removeprefix(BULLET) for text in said)})

    def mark_mentions(self, persons: tuple[Entry, ...], terms: tuple[Entry, ...]) -> None:
        """People and terms of the authority lists, and full dates."""
        spans = [d.span for d in self.drafts if d.kind is not BlockKind.SOURCE] + [n.listed.span for n in self.apparatus.notes]
        self.found += find_days(self.source, spans, self.found)
        people = mark_people(self.source, spans, persons, self.found, self.capitals)
        self.found = people.marks
        if self.front.heading:
            self.front.heading = people.heading(self.front.heading)
        for name, identified in people.ambiguous(self.source):
            ids = ", ".join(person.id for person in identified.candidates)
            self.report.say(Code.PERSON_AMBIGUOUS, identified.span, name, name=name, ids=ids)
        taken = Taken(f.span for f in self.found)
        self.found += find_terms(self.source, spans, glossary_of(terms), taken, self.capitals)
        self.found += find_gaps(self.source, spans, self.found)

    def read(self) -> Read:
        self._infer_labels()
        message_number = self._message_number()
        self._report_apparatus()
        self._report_pages()
        self._report_misreadings()
        marks = Marks(self.found)
        blocks = tuple(to_block(self.source, d, marks) for d in self.drafts)
        notes = tuple(self._note(i, n, marks) for i, n in enumerate(self.apparatus.notes, start=1))
        heading = next((b.text for b in blocks if b.kind is BlockKind.HEADING), "")
        return Read(
            self.front, self._form(), heading or _first_words(blocks), message_number, self._source_note(), blocks, notes
        )

    def _source_note(self) -> SourceNote:
        """The first note that says where the paper is kept; a paragraph that does; or else the line before the heading."""
        if "Source" in self.source:
            paragraphs = [d.span for d in self.body if d.kind is BlockKind.PARAGRAPH]
            for span in (*(n.listed.span for n in self.apparatus.notes), *paragraphs[:1], *paragraphs[-1:]):
                if said := read_source_note(self.source, span):
                    return said
        line = next((d for d in self.front.drafts if d.kind is BlockKind.SOURCE), None)
        if line is None or self.front.file_number:
            return SourceNote()
        return read_source_line(self.source, line.span)

    # ---- lists ------------------------------------------------------------------------------------------------------

    def _infer_labels(self) -> None:
        lists = [
            Unlabelled(at, len(d.blocks))
            for at, d in enumerate(self.body)
            if d.kind is BlockKind.LIST and not any(item.n for item in d.blocks)
        ]
        paragraphs = [(at, d.span) for at, d in enumerate(self.body) if d.kind is BlockKind.PARAGRAPH]
        for inferred in infer_labels(self.source, lists, paragraphs):
            draft = self.body[inferred.at]
            for item, n in zip(draft.blocks, inferred.labels, strict=True):
                item.n, item.n_evidence = n, inferred.evidence
            labels = f"({inferred.labels[0]})–({inferred.labels[-1]})"
            self.report.say(Code.LABELS_INFERRED, draft.span, labels, labels=labels, because=inferred.evidence.because)

    # ---- notes ------------------------------------------------------------------------------------------------------

    def _note(self, i: int, note: Anchored, found: Marks) -> Note:
        text, marks = compose(self.source, note.listed.span, found.of(note.listed.span))
        return Note(
            id=f"n{i}",
            n=note.n,
            listed=note.listed.label,
            n_evidence=note.n_evidence,
            is_anchored=note.marker is not None,
            text=text,
            marks=marks,
            evidence=Evidence(rule="notes.list", spans=(note.listed.span,)),
        )

    def _report_apparatus(self) -> None:
        for note in self.apparatus.notes:
            if note.marker is None:
                self.report.say(Code.NOTE_UNANCHORED, note.listed.span, note.n, n=note.n)
            if note.n_evidence:
                self.report.say(Code.NOTE_NUMBER_INFERRED, note.listed.span, note.n, n=note.n, because=note.n_evidence.because)
        for marker in self.apparatus.orphans:
            self.report.say(Code.MARKER_WITHOUT_NOTE, marker.span, marker.printed, n=marker.printed)

    # ---- pages, numbers, form ---------------------------------------------------------------------------------------

    def _report_pages(self) -> None:
        pages = sorted((f for f in self.found if f.kind is MarkKind.PAGE and f.value.isdigit()), key=lambda f: f.span)
        for before, page in pairwise(pages):
            if int(page.value) <= int(before.value):
                self.report.say(Code.PAGE_ORDER, page.span, page.value, n=page.value, before=before.value)

    def _report_misreadings(self) -> None:
        for misreading in find_misreadings(self.source, self.capitals):
            self.report.say(
                Code.PROBABLE_MISREADING, misreading.span, misreading.text, text=misreading.text, likely=misreading.likely
            )

    def _form(self) -> Form:
        by_heading = self.front.heading.form if self.front.heading else Form.UNKNOWN
        return by_heading if by_heading is not Form.UNKNOWN else self.front.form or Form.UNKNOWN

    def _message_number(self) -> Reading | None:
        """From an opener, or the number that the first paragraph begins with, unless it opens a numbered sequence."""
        if self.front.message_number is not None:
            return self.front.message_number
        first = next((d for d in self.body if d.kind is BlockKind.PARAGRAPH), None)
        m = MESSAGE_NUMBER.match(self.source, *first.span) if first else None
        if m is None or self._form() in _UNNUMBERED or (m["n"] == "1" and any(d.n == "2" for d in self.body)):
            return None
        evidence = Evidence(rule="printed.message-number", spans=(Span(*m.span("n")),))
        self.found.append(Found(MarkKind.LABEL, evidence.spans[0], "message-number", evidence))
        return Reading(text=fold(m["n"]), evidence=evidence)


def _start(found: Found) -> int:
    return found.span.start


def _end_of(source: str, line: Draft) -> Span:
    """Its last word: the only one of a file number that may have a note."""
    return Span(line.span.start + len(source[line.span.start : line.span.end].rpartition(" ")[0]), line.span.end)


def _first_words(blocks: Sequence[Block]) -> str:
    """A title for what has no heading."""
    words = next((b.text for b in blocks if b.text), "").split()
    return " ".join(words[:12]) + (" …" if len(words) > 12 else "")
