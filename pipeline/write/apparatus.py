"""What the parts of one TEI document share while it is written: identifiers, notes, references, and what was inferred."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.model import Block, Cable, Evidence, Mark, MarkKind, Note, Reference
from pipeline.write.xml import XML_ID, Element, word


class Inference(NamedTuple):
    """One `certainty` of the standOff: which attribute of which element was inferred, and why."""

    target: str
    match: str
    evidence: Evidence


class Apparatus:
    """Hands out each identifier once and each note once, and collects the inferences for the standOff."""

    def __init__(self, cable: Cable) -> None:
        self.cable = cable
        self.references: dict[str, Reference] = {r.id: r for r in cable.references}
        self.inferences: list[Inference] = []
        self._notes: dict[str, Note] = {n.id: n for n in cable.notes}
        self._unwritten = dict(self._notes)
        self._identifiers: set[str] = set()
        self._counted: dict[str, int] = {}

    def identify(self, element: Element, local: str) -> str | None:
        """Gives the element the xml:id `cable.local`; None, and no xml:id, where another has it already."""
        identifier = f"{self.cable.id}.{word(local)}"
        if identifier in self._identifiers:
            return None
        self._identifiers.add(identifier)
        element.set(XML_ID, identifier)
        return identifier

    def number(self, element: Element, kind: str) -> str:
        """Gives the element the next xml:id of its kind: `moscow-1936-195.date2`."""
        while True:
            self._counted[kind] = self._counted.get(kind, 0) + 1
            if identifier := self.identify(element, f"{kind}{self._counted[kind]}"):
                return identifier

    def mark_inference(self, element: Element, kind: str, match: str, evidence: Evidence) -> None:
        """Sets @cert of the element and keeps the reason for the standOff. What was printed is left alone."""
        if evidence.certainty is None:
            return
        element.set("cert", evidence.certainty.value)
        self.explain(element, kind, match, evidence)

    def explain(self, element: Element, kind: str, match: str, evidence: Evidence) -> None:
        target = element.get(XML_ID) or self.number(element, kind)
        self.inferences.append(Inference(target, match, evidence))

    def take_note(self, id: str) -> Note | None:
        """The note, the first time that it is asked for."""
        return self._unwritten.pop(id, None)

    def has_note(self, id: str) -> bool:
        return id in self._notes

    def left_notes(self) -> Iterator[Note]:
        """Those that no marker of the text asked for, as listed. A note that anchors another one takes it along."""
        while self._unwritten:
            yield self._unwritten.pop(next(iter(self._unwritten)))


def marks_of(blocks: tuple[Block, ...]) -> Iterator[Mark]:
    """Every mark of the blocks and of what they hold, in reading order."""
    for block in blocks:
        yield from block.marks
        yield from marks_of(block.blocks)


def all_marks(cable: Cable) -> Iterator[Mark]:
    yield from marks_of(cable.blocks)
    for note in cable.notes:
        yield from note.marks


def referred_in_text(cable: Cable) -> list[str]:
    """The ids of the references that stand in the text itself, not in its notes, in reading order."""
    return list(dict.fromkeys(m.value for m in marks_of(cable.blocks) if m.kind is MarkKind.REFERENCE))
