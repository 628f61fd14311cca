"""The day that a cable's own words give it: that of the meeting which it records, that on which an estimate was agreed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.link.dating.cited import is_of_paper
from pipeline.link.dating.texts import introduction_of
from pipeline.link.dating.witness import Witness
from pipeline.link.dating.years import Year, year_of
from pipeline.model import Cable, Certainty, Evidence, Form
from pipeline.moments import MOMENT, TIME, iso_day
from pipeline.passages import Origin, Passage
from pipeline.patterns import DASH, Pattern

CONCURRED = Pattern(
    r"concurred\s(?:in|with)\s(?:it|(?:the|this)(?:\sspecial)?\sestimate)\son\s",
    matches=["concurred in the estimate on ", "concurred with this special estimate on ", "concurred in it on "],
    rejects=["concurred in the estimate", "concurred in the telegram on "],
)
ESTIMATE_NUMBER = Pattern(
    rf"NIE\s(?:No\.\s)?[\d./]{{1,8}}(?:{DASH}[\d./]{{1,4}})?{DASH}(?P<year>\d\d)(?!\d)",
    matches=["NIE 90–58", "NIE 30–2–59", "NIE 80/90–58"],
    rejects=["NIE 90", "NSC 5820/1"],
)
RECORD = Pattern(
    r"\b(?:for\sthe\s(?:Record|Files?)|(?:Notes|Record|Minutes|Memorandum)\sof\s[\w ]{0,40}?(?:Meeting|Conversation))\b",
    matches=["for the Record", "Notes of Meeting", "Record of the Fourth Meeting", "Memorandum of a Telephone Conversation"],
    rejects=["for the President", "Notes of the Day"],
)
"""In a title: the paper was written of a meeting, and bears its day."""
HOUR_BEFORE = Pattern(rf"{TIME} (?:,?\son)?,?\s$", matches=["3:30 p.m. on ", "6:40 p.m., "], rejects=["3:30 p.m. to the "])
_RECORDS = frozenset({Form.MEMORANDUM_OF_CONVERSATION, Form.MINUTES})
_NOTES = 2
"""Who agreed to an estimate stands in its first notes."""
_ENOUGH = 300
"""So much of a passage may tell when the meeting was."""
_HOUR = 24
"""An hour and what joins it to its day are not longer."""


def told_witnesses(cable: Cable) -> Iterator[Witness]:
    """The day that the cable's words name as its own; most cables name none."""
    if cable.form is Form.ESTIMATE:
        yield from _concurrence(cable)
    elif cable.form in _RECORDS or RECORD.search(cable.title):
        yield from _occasion(cable)


def _concurrence(cable: Cable) -> Iterator[Witness]:
    """The day on which the boards agreed to an estimate, which it bears."""
    for note in cable.notes[:_NOTES]:
        m = CONCURRED.search(note.text)
        if m and (day := MOMENT.match(note.text, m.end())):
            passage = Passage(note.text, note.marks)
            yield from _witness(cable, "estimate", day, passage, note.evidence, "a note says that it was agreed on")


def _occasion(cable: Cable) -> Iterator[Witness]:
    """The day of the meeting, where the introduction of its record names it with the hour."""
    for block in introduction_of(cable):
        for m in MOMENT.finditer(block.text, 0, _ENOUGH):
            timed = m["time"] or HOUR_BEFORE.search(block.text, max(0, m.start() - _HOUR), m.start())
            if timed and not is_of_paper(block.text, m.start()):
                passage = Passage(block.text, block.marks)
                yield from _witness(cable, "occasion", m, passage, block.evidence, "it records what was said on")
                return


def _witness(
    cable: Cable, kind: str, m: re.Match[str], passage: Passage, evidence: Evidence, because: str
) -> Iterator[Witness]:
    year = None if m["year"] or m["year2"] else _estimate_year(cable) or year_of(cable)
    day = iso_day(m, year.year if year else None)
    if day:
        span = Origin(cable.source.text, evidence, passage).span(*m.span())
        said = f"{because} “{m[0]}”" + (f"; {year.because}" if year else "")
        yield Witness(kind, day, (span, *(year.spans if year else ())), said)


def _estimate_year(cable: Cable) -> Year | None:
    """The year with which the number of an estimate ends: "NIE 30–2–59"."""
    for block in introduction_of(cable):
        if cable.form is Form.ESTIMATE and (m := ESTIMATE_NUMBER.search(block.text)):
            span = Origin(cable.source.text, block.evidence, Passage(block.text, block.marks)).span(*m.span())
            return Year(1900 + int(m["year"]), (span,), Certainty.HIGH, f"its number is {m[0]}")
    return None
