"""The day that a cable's own words give it: the hour at which a recorded meeting began, the day on which an estimate was agreed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.link.texts import introduction_of
from pipeline.link.witness import Witness
from pipeline.link.years import year_of
from pipeline.model import Cable, Evidence, Form, Mark
from pipeline.moments import MOMENT, TIME, iso_day
from pipeline.passages import Origin, Passage
from pipeline.patterns import Pattern

CONCURRED = Pattern(
    r"concurred\sin\s(?:the|this)\sestimate\son\s",
    matches=["concurred in the estimate on "],
    rejects=["concurred in the estimate"],
)
RECORD = Pattern(
    r"\b(?:for\sthe\s(?:Record|Files?)|(?:Notes|Record|Minutes|Memorandum)\sof\s(?:a|the)?\s?[\w ]{0,40}?(?:Meeting|Conversation))\b",
    matches=["for the Record", "Notes of Meeting", "Record of the Fourth Meeting", "Memorandum of a Telephone Conversation"],
    rejects=["for the President", "Notes of the Day"],
)
"""In a title: the paper was written of a meeting, and bears its day."""
HOUR_BEFORE = Pattern(rf"{TIME} (?:,?\son)?,?\s$", matches=["3:30 p.m. on ", "6:40 p.m., "], rejects=["3:30 p.m. to the "])
_ENOUGH = 300
"""So much of a passage may tell when the meeting was."""
_HOUR = 24
"""An hour and what joins it to its day are not longer."""


def told_witnesses(cable: Cable) -> Iterator[Witness]:
    """The days that the cable's words name as its own; most cables name none."""
    if cable.form is Form.ESTIMATE and cable.notes and (m := CONCURRED.search(cable.notes[0].text)):
        note = cable.notes[0]
        if day := MOMENT.match(note.text, m.end()):
            yield from _witness(cable, "estimate", day, Passage(note.text, note.marks), note.evidence)
    if cable.form in _RECORDS or RECORD.search(cable.title):
        yield from _occasion(cable)


_RECORDS = frozenset({Form.MEMORANDUM_OF_CONVERSATION, Form.MINUTES})


def _occasion(cable: Cable) -> Iterator[Witness]:
    """The day and hour of the meeting, where those who introduce the record name one such moment and no other."""
    for block in introduction_of(cable):
        for m in MOMENT.finditer(block.text, 0, _ENOUGH):
            if m["time"] or HOUR_BEFORE.search(block.text, max(0, m.start() - _HOUR), m.start()):
                yield from _witness(cable, "occasion", m, Passage(block.text, block.marks), block.evidence)
                return


def _witness(cable: Cable, kind: str, m: re.Match[str], passage: Passage, evidence: Evidence) -> Iterator[Witness]:
    year = None if m["year"] or m["year2"] else year_of(cable)
    day = iso_day(m, year.year if year else None)
    if day:
        span = Origin(cable.source.text, evidence, passage).span(*m.span())
        because = f"{_SAYS[kind]} “{m[0]}”" + (f"; {year.because}" if year else "")
        yield Witness(kind, day, (span, *(year.spans if year else ())), because)


_SAYS = {"estimate": "its note says that it was agreed on", "occasion": "it records what was said on"}
