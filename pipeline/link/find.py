"""Finding references: which passages point at other papers, and by what key those are looked up.

Nothing is resolved here: each reference leaves with the outcome that the text itself gives it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from pipeline.filenumbers import canonical
from pipeline.link import grammar
from pipeline.link.period import period_of
from pipeline.link.posts import DEPARTMENT, post_named, post_of
from pipeline.link.years import Year, year_of
from pipeline.model import (
    Block,
    BlockKind,
    Cable,
    CableKey,
    Evidence,
    Form,
    Mark,
    MarkKind,
    Note,
    Outcome,
    Reference,
    ReferenceKind,
)
from pipeline.moments import clock, iso_day
from pipeline.passages import Origin, Passage

FRUS = "https://history.state.gov/historicaldocuments/"
"""Where the Office of the Historian publishes the volumes of Foreign Relations: VOLUME/dN, VOLUME/dN#fnM."""

_DIGIT = re.compile(r"\d")
_FORMS = {
    "telegram": Form.TELEGRAM,
    "cable": Form.TELEGRAM,
    "tel": Form.TELEGRAM,
    "despatch": Form.DESPATCH,
    "dispatch": Form.DESPATCH,
    "desp": Form.DESPATCH,
    "airgram": Form.AIRGRAM,
    "instruction": Form.INSTRUCTION,
    "circular telegram": Form.CIRCULAR_TELEGRAM,
    "note": Form.NOTE,
    "letter": Form.LETTER,
}


class Ends(NamedTuple):
    """The two ends of the correspondence that a cable belongs to, by the names of their posts."""

    sender: str
    recipient: str

    @property
    def post(self) -> str:
        """The end that is not the Department: whose "Embassy" is meant."""
        return self.recipient if self.sender == DEPARTMENT else self.sender

    def of(self, whose: str) -> tuple[str, str]:
        """(sender, recipient) of what is called "my", "your", "Department’s", "Embassy’s"."""
        whose = whose.lower()
        if whose.startswith("dep"):
            return DEPARTMENT, self.post
        if whose in ("my", "our"):
            return self.sender, self.recipient
        if whose in ("your", "ur"):
            return self.recipient, self.sender
        return self.post, DEPARTMENT


def ends_of(cable: Cable) -> Ends | None:
    """The posts at both ends, or None where the heading does not name one at each."""
    if not (cable.sent_by and cable.sent_to):
        return None
    period = period_of(cable.accession)
    said = (cable.date and cable.date.when) or (period and period.first)
    year = int(said[:4]) if said else None
    return Ends(post_of(cable.sent_by[0], cable.place, year), post_of(cable.sent_to[0], None, year))


class Citation(NamedTuple):
    """A reference as found in one passage: what it cites, and where it stands in the passage's text."""

    start: int
    end: int
    kind: ReferenceKind
    rule: str
    key: CableKey | None = None
    form: Form | None = None
    date: str | None = None
    file_number: str | None = None
    target: str | None = None


class _Context(NamedTuple):
    """What a citation is read against: the correspondence, the year its dates lie in, the volume it is printed in."""

    ends: Ends | None
    year: Year | None
    volume: str | None
    written: str | None
    """The day of the citing cable, as printed."""


Reader = Callable[[re.Match[str], _Context], Citation | None]


def find_references(cable: Cable) -> Cable:
    """The cable with a reference for each citation in its text and notes, and a mark where each stands.

    Ids count in reading order, the notes after the text. References that were found before are replaced.
    """
    volume = cable.accession.collection if cable.accession.collection.startswith("frus") else None
    written = cable.date.when[:10] if cable.date and cable.date.when else None
    finder = _Finder(cable, _Context(ends_of(cable), year_of(cable), volume, written))
    blocks = tuple(finder.block(b) for b in cable.blocks)
    notes = tuple(finder.note(n) for n in cable.notes)
    return cable.model_copy(update={"blocks": blocks, "notes": notes, "references": tuple(finder.references)})


class _Finder:
    def __init__(self, cable: Cable, context: _Context) -> None:
        self.cable, self.context = cable, context
        self.notes = {n.id: n for n in cable.notes}
        self.references: list[Reference] = []

    def block(self, block: Block) -> Block:
        if block.blocks:
            return block.model_copy(update={"blocks": tuple(self.block(b) for b in block.blocks)})
        if block.kind in (BlockKind.SOURCE, BlockKind.HEADING, BlockKind.DATELINE) or not block.text:
            return block
        marks = self._marks(Passage(block.text, block.marks), block.evidence, None)
        return block.model_copy(update={"marks": marks}) if marks is not block.marks else block

    def note(self, note: Note) -> Note:
        marks = self._marks(Passage(note.text, note.marks), note.evidence, note)
        return note.model_copy(update={"marks": marks}) if marks is not note.marks else note

    def _marks(self, passage: Passage, evidence: Evidence, note: Note | None) -> tuple[Mark, ...]:
        citations = _apart(_citations(passage.text, self.context))
        if any(m.kind is MarkKind.REFERENCE for m in passage.marks):
            passage = passage._replace(marks=tuple(m for m in passage.marks if m.kind is not MarkKind.REFERENCE))
        if not citations:
            return passage.marks
        origin = Origin(self.cable.source.text, evidence, passage)
        crossing = _Crossing(passage.marks)
        marks = list(passage.marks)
        for citation in citations:
            reference = self._reference(citation, passage, origin, note)
            self.references.append(reference)
            mark = Mark(
                kind=MarkKind.REFERENCE, start=citation.start, end=citation.end, value=reference.id, evidence=reference.evidence
            )
            if not crossing.is_crossed_by(mark):
                marks.append(mark)
        return tuple(sorted(marks, key=lambda m: (m.start, -m.end)))

    def _reference(self, citation: Citation, passage: Passage, origin: Origin, note: Note | None) -> Reference:
        spoken_of = note or self._note_at(passage, citation.end)
        outcome, reason = _by_statement(citation, note, spoken_of)
        file_number = citation.file_number
        if file_number is None and spoken_of is not None and note is None and (m := grammar.FILED.search(spoken_of.text)):
            file_number = canonical(m["number"])
        return Reference(
            id=f"r{len(self.references) + 1}",
            kind=citation.kind,
            text=passage.text[citation.start : citation.end],
            key=citation.key,
            form=citation.form,
            date=citation.date,
            file_number=file_number,
            note=spoken_of.id if spoken_of else None,
            outcome=outcome,
            reason=reason,
            target=citation.target,
            evidence=Evidence(rule=citation.rule, spans=(origin.span(citation.start, citation.end),)),
        )

    def _note_at(self, passage: Passage, end: int) -> Note | None:
        """The note whose marker stands at the end of a citation, or after the bracket or stop that closes it."""
        for mark in passage.marks:
            if (
                mark.kind is MarkKind.NOTE
                and end <= mark.start <= end + 2
                and not passage.text[end : mark.start].strip(").,;”")
            ):
                return self.notes.get(mark.value)
        return None


def _by_statement(citation: Citation, within: Note | None, spoken_of: Note | None) -> tuple[Outcome, str]:
    """The outcome that the edition's own words give, and why."""
    if citation.target:
        return Outcome.EXTERNAL, "a document of the edition, at the Office of the Historian"
    said = grammar.NOT_PRINTED.match(spoken_of.text) if spoken_of else None
    if spoken_of and said:
        what = "gives it as the number of a paper and says" if within else "says"
        return Outcome.NOT_PRINTED, f"note {spoken_of.n} {what} “{said['said']}”"
    if citation.kind is ReferenceKind.CABLE and citation.key is None:
        return Outcome.BROKEN, "the heading does not say between whom it went"
    return Outcome.NOT_HELD, "not looked for yet"


# ---- the readers of the grammar -------------------------------------------------------------------------------------


def _cable(m: re.Match[str], context: _Context, rule: str, sender: str, recipient: str, known: bool) -> Citation:
    form = _FORMS.get((m["form"] or "").lower()) or (Form.TELEGRAM if m["time"] else None)  # only telegrams are timed
    day = _cited_day(m, context) if m["month"] or m["month2"] else None
    time = clock(m) if day else ""
    key = CableKey(sender, recipient, m["number"], day) if known else None
    return Citation(m.start(), m.end(), ReferenceKind.CABLE, rule, key, form, f"{day}T{time}" if day and time else day)


def _cited_day(m: re.Match[str], context: _Context) -> str | None:
    """The day that a citation names; without a year it is the last such day before the citing cable."""
    year = context.year.year if context.year else None
    day = iso_day(m, year)
    is_later = day is not None and context.written is not None and day > context.written
    return iso_day(m, year - 1) if is_later and year and not (m["year"] or m["year2"]) else day


def _whose(m: re.Match[str], context: _Context) -> Citation:
    sender, recipient = context.ends.of(m["whose"]) if context.ends else ("", "")
    return _cable(m, context, "references.whose", sender, recipient, context.ends is not None)


def _stem(m: re.Match[str], context: _Context) -> Citation:
    sender, recipient = context.ends.of(m["stem"]) if context.ends else ("", "")
    return _cable(m, context, "references.stem", sender, recipient, context.ends is not None)


def _from_post(m: re.Match[str], context: _Context) -> Citation:
    post = post_named(m["post"], context.year.year if context.year else None)
    sender, recipient = (post, DEPARTMENT) if m["way"] == "from" else (DEPARTMENT, post)
    return _cable(m, context, "references.post", sender, recipient, True)


def _filed(m: re.Match[str], _: _Context) -> Citation:
    number = canonical(m["number"])
    return Citation(*m.span("number"), ReferenceKind.FILE_NUMBER, "references.file-number", file_number=number)


def _document(m: re.Match[str], context: _Context) -> Citation | None:
    if context.volume is None:
        return None
    note = f"#fn{m['note']}" if m["note"] else ""
    kind = ReferenceKind.NOTE if note else ReferenceKind.DOCUMENT
    return Citation(*m.span(), kind, "references.document", target=f"{FRUS}{context.volume}/d{m['document']}{note}")


READERS: Sequence[tuple[str, re.Pattern[str], Reader]] = (
    ("’", grammar.WHOSE.regex, _whose),
    ("'", grammar.WHOSE.regex, _whose),
    ("y", grammar.MINE.regex, _whose),
    ("our", grammar.MINE.regex, _whose),
    ("tel", grammar.STEM.regex, _stem),
    ("desp", grammar.STEM.regex, _stem),
    (" from ", grammar.FROM_POST.regex, _from_post),
    (" to ", grammar.FROM_POST.regex, _from_post),
    ("/", grammar.FILED.regex, _filed),
    ("Document ", grammar.DOCUMENT.regex, _document),
)
"""A cheap literal that must be there, the pattern, and what reads its match."""


def _citations(text: str, context: _Context) -> Iterator[Citation]:
    if not _DIGIT.search(text):
        return
    tried = set()
    for literal, regex, reader in READERS:
        if regex in tried or literal not in text:
            continue
        tried.add(regex)
        for m in regex.finditer(text):
            if citation := reader(m, context):
                yield citation


def _apart(citations: Iterator[Citation]) -> list[Citation]:
    """In reading order; of two that overlap, the longer."""
    chosen: list[Citation] = []
    for citation in sorted(citations, key=lambda c: (c.start, c.start - c.end)):
        if not chosen or chosen[-1].end <= citation.start:
            chosen.append(citation)
        elif citation.end - citation.start > chosen[-1].end - chosen[-1].start:
            chosen[-1] = citation
    return chosen


class _Crossing:
    """Tells whether a mark overlaps one of these without one being within the other."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._marks = sorted((m for m in marks if m.end > m.start), key=lambda m: m.start)
        self._starts = [m.start for m in self._marks]
        self._reach = list(accumulate((m.end for m in self._marks), max))

    def is_crossed_by(self, mark: Mark) -> bool:
        first, last = bisect_left(self._starts, mark.start), bisect_left(self._starts, mark.end)
        if any(m.start > mark.start and m.end > mark.end for m in self._marks[first:last]):
            return True
        if first == 0 or self._reach[first - 1] <= mark.start:
            return False
        return any(mark.start < m.end < mark.end for m in self._marks[:first])
