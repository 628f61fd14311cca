"""Finding references: which passages point at other papers, and by what key or address.

Nothing is looked up here: each reference leaves with the outcome that the text itself gives it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, islice
from operator import is_
from typing import TypeVar

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
    blocks = list(_citing(cable.blocks))
    cues = cues_of([block.text for block in blocks] + [note.text for note in cable.notes])
    if not cues:
        return cable
    finder = _Finder(cable)
    passages: list[Block | Note] = [*blocks, *cable.notes]
    marks = {id(passages[n]): finder.marks(passages[n], cues[n]) for n in sorted(cues)}
    notes = tuple(_marked(note, marks) if id(note) in marks else note for note in cable.notes)
    update = {"blocks": _marked_blocks(cable.blocks, marks), "notes": notes, "references": tuple(finder.references)}
    return cable.model_copy(update=update) if finder.references else cable


def _citing(blocks: Iterable[Block]) -> Iterator[Block]:
    """The innermost blocks that may cite, in reading order."""
    for block in blocks:
        if block.blocks:
            yield from _citing(block.blocks)
        elif block.kind not in _CITING_NOTHING:
            yield block


_Text = TypeVar("_Text", Block, Note)
_Marks = Mapping[int, tuple[Mark, ...]]
"""The marks of passages, by the passage's identity."""


def _marked_blocks(blocks: tuple[Block, ...], marks: _Marks) -> tuple[Block, ...]:
    """The blocks with these marks; the same ones where there is none for them."""
    marked = tuple(_marked_block(block, marks) if block.blocks or id(block) in marks else block for block in blocks)
    return blocks if all(map(is_, marked, blocks)) else marked


def _marked_block(block: Block, marks: _Marks) -> Block:
    if not block.blocks:
        return _marked(block, marks)
    blocks = _marked_blocks(block.blocks, marks)
    return block if blocks is block.blocks else block.model_copy(update={"blocks": blocks})


def _marked(passage: _Text, marks: _Marks) -> _Text:
    found = marks[id(passage)]
    return passage if found is passage.marks else passage.model_copy(update={"marks": found})


class _Finder:
    def __init__(self, cable: Cable) -> None:
        self.cable, self.context = cable, Context(cable)
        self.notes = {n.id: n for n in cable.notes}
        self.references: list[Reference] = []
        home = home_of(cable)
        self.edition = {is_note: Publications(home) for is_note in (False, True)} if home else {}
        """Of the text and of the notes: the "ibid." of the ones is none of the others'."""

    def marks(self, cited: Block | Note, cues: Cues) -> tuple[Mark, ...]:
        """The marks of a passage with those of its references; the same ones where it has none."""
        note = cited if isinstance(cited, Note) else None
        citations = self._citations(cited.text, cues, note)
        if not citations:
            return cited.marks
        passage = Passage(cited.text, tuple(sorted(cited.marks, key=_start)))
        origin = Origin(self.cable.source.text, cited.evidence, passage)
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

    def _citations(self, text: str, cues: Cues, note: Note | None) -> list[Citation]:
        is_apparatus = note is not None or self.cable.form is Form.EDITORIAL_NOTE
        found = list(cited_papers(text, cues, self.context, is_apparatus=is_apparatus))
        if cues.is_edition and (edition := self.edition.get(note is not None)):
            found += edition.read(text, is_apparatus=is_apparatus)
        return _apart(found) if found else found

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
