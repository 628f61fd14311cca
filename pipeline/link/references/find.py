"""Finding references: which passages point at other papers, and by what key or address.

Nothing is looked up here: each reference leaves with the outcome that the text itself gives it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, count, islice
from operator import is_

from pipeline.filenumbers import canonical
from pipeline.link.references import grammar
from pipeline.link.references.cables import Context, cited_papers
from pipeline.link.references.citations import Citation
from pipeline.link.references.cues import Cues, cues_of
from pipeline.link.references.ends import ends_of
from pipeline.link.references.home import home_of
from pipeline.link.references.publications import Publications
from pipeline.model import (
    Block,
    BlockKind,
    Cable,
    Evidence,
    Form,
    Mark,
    MarkKind,
    Note,
    Outcome,
    Reference,
    ReferenceKind,
)
from pipeline.passages import Origin, Passage

__all__ = ["ends_of", "find_references"]

_CITING_NOTHING = frozenset({BlockKind.SOURCE, BlockKind.HEADING, BlockKind.DATELINE})
"""What identifies the cable itself."""


def find_references(cable: Cable) -> Cable:
    """The cable with a reference for each citation in its text and notes, and a mark where each stands.

    Ids count in reading order, the notes after the text. References that were found before are replaced.
    """
    if cable.references:
        cable = _unlinked(cable)
    cues = cues_of([*(block.text for block in _citing(cable.blocks)), *(note.text for note in cable.notes)])
    if not cues:
        return cable
    finder = _Finder(cable, cues)
    blocks = finder.blocks(cable.blocks)
    notes = tuple(finder.note(n) for n in cable.notes)
    return cable.model_copy(update={"blocks": blocks, "notes": notes, "references": tuple(finder.references)})


def _citing(blocks: Iterable[Block]) -> Iterator[Block]:
    """The innermost blocks that may cite, in reading order."""
    for block in blocks:
        if block.blocks:
            yield from _citing(block.blocks)
        elif block.kind not in _CITING_NOTHING:
            yield block


class _Finder:
    def __init__(self, cable: Cable, cues: Mapping[int, Cues]) -> None:
        """cues: of the passages that may cite, by their number in reading order."""
        self.cable, self.context = cable, Context(cable)
        self.passages = map(cues.get, count())
        """What each passage may cite, in reading order."""
        self.notes = {n.id: n for n in cable.notes}
        self.references: list[Reference] = []
        home = home_of(cable)
        self.edition = {is_note: Publications(home) for is_note in (False, True)} if home else {}
        """Of the text and of the notes: the "ibid." of the ones is none of the others'."""

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """The blocks with the marks of what they cite; the same ones where they cite nothing."""
        found = tuple(self.block(block) for block in blocks)
        return blocks if all(map(is_, found, blocks)) else found

    def block(self, block: Block) -> Block:
        if block.blocks:
            blocks = self.blocks(block.blocks)
            return block if blocks is block.blocks else block.model_copy(update={"blocks": blocks})
        if block.kind in _CITING_NOTHING or not (cues := next(self.passages)):
            return block
        marks = self._marks(Passage(block.text, block.marks), cues, block.evidence, None)
        return block.model_copy(update={"marks": marks}) if marks is not block.marks else block

    def note(self, note: Note) -> Note:
        if not (cues := next(self.passages)):
            return note
        marks = self._marks(Passage(note.text, note.marks), cues, note.evidence, note)
        return note.model_copy(update={"marks": marks}) if marks is not note.marks else note

    def _citations(self, text: str, cues: Cues, note: Note | None) -> list[Citation]:
        is_apparatus = note is not None or self.cable.form is Form.EDITORIAL_NOTE
        found = list(cited_papers(text, cues, self.context, is_apparatus=is_apparatus))
        if cues.is_edition and (edition := self.edition.get(note is not None)):
            found += edition.read(text, is_apparatus=is_apparatus)
        return _apart(found) if found else found

    def _marks(self, passage: Passage, cues: Cues, evidence: Evidence, note: Note | None) -> tuple[Mark, ...]:
        citations = self._citations(passage.text, cues, note)
        if not citations:
            return passage.marks
        passage = passage._replace(marks=tuple(sorted(passage.marks, key=_start)))
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
        return Reference(
            id=f"r{len(self.references) + 1}",
            kind=citation.kind,
            text=passage.text[citation.start : citation.end],
            key=citation.key,
            form=citation.form,
            date=citation.date,
            file_number=citation.file_number or _filed_as(citation, None if note else spoken_of),
            note=spoken_of.id if spoken_of else None,
            outcome=outcome,
            reason=reason,
            target=citation.target,
            evidence=Evidence(
                rule=citation.rule,
                spans=(origin.span(citation.start, citation.end),),
                certainty=citation.certainty,
                because=citation.because if citation.target else "",
            ),
        )

    def _note_at(self, passage: Passage, end: int) -> Note | None:
        """The note whose marker stands at the end of a citation, or after the bracket or stop that closes it."""
        first = bisect_left(passage.marks, end, key=_start)
        for mark in islice(passage.marks, first, None):
            if mark.start > end + 2:
                return None
            if mark.kind is MarkKind.NOTE and not passage.text[end : mark.start].strip(").,;”"):
                return self.notes.get(mark.value)
        return None


def _unlinked(cable: Cable) -> Cable:
    """The cable without references and their marks."""
    blocks = tuple(map(_unlinked_block, cable.blocks))
    notes = tuple(note.model_copy(update={"marks": _unlinked_marks(note.marks)}) for note in cable.notes)
    return cable.model_copy(update={"blocks": blocks, "notes": notes, "references": ()})


def _unlinked_block(block: Block) -> Block:
    blocks = tuple(map(_unlinked_block, block.blocks))
    return block.model_copy(update={"blocks": blocks, "marks": _unlinked_marks(block.marks)})


def _unlinked_marks(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    return tuple(mark for mark in marks if mark.kind is not MarkKind.REFERENCE)


def _start(mark: Mark) -> int:
    return mark.start


def _filed_as(citation: Citation, note: Note | None) -> str | None:
    """The number under which a cable is filed, by the note on its citation."""
    m = grammar.FILED.search(note.text) if note and citation.kind is ReferenceKind.CABLE else None
    return canonical(m["number"]) if m else None


def _by_statement(citation: Citation, within: Note | None, spoken_of: Note | None) -> tuple[Outcome, str]:
    """The outcome that the edition's own words give, and why."""
    if citation.target:
        return Outcome.EXTERNAL, f"a {citation.kind.value} of the edition, at the Office of the Historian"
    if citation.because:
        return Outcome.NOT_HELD, citation.because
    said = grammar.NOT_PRINTED.match(spoken_of.text) if spoken_of else None
    if spoken_of and said:
        what = "gives it as the number of a paper and says" if within else "says"
        return Outcome.NOT_PRINTED, f"note {spoken_of.n} {what} “{said['said']}”"
    if citation.kind is ReferenceKind.CABLE and citation.key is None:
        return Outcome.BROKEN, "the heading does not say between whom it went"
    return Outcome.NOT_HELD, "not looked for yet"


def _apart(citations: Iterable[Citation]) -> list[Citation]:
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
