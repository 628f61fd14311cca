"""The day that a cable's own words give it: only where the form says that it is the paper's own."""

from __future__ import annotations

import pytest

from pipeline.link.dating.told import told_witnesses
from tests.read.rows import rows
from tests.read.texts import cable_of

TALK = "Memorandum of Conversation, by Mr. Hollis Reed"
RECORD = "14. Memorandum for the Record"
LETTER = "14. Letter From Hollis Reed to Secretary of State Bryce"
ESTIMATE = "14. Special National Intelligence Estimate"
GOES = "The ice1 will go.\n\n  1. "

TOLD = [
    ("an hour after", TALK, "He called on May 3, 1951, 4 p.m., about the ice.", [("occasion", "1951-05-03")]),
    ("an hour before", TALK, "He called at 4:30 p.m. on May 3, 1951, about the ice.", [("occasion", "1951-05-03")]),
    ("the subject", RECORD, "SUBJECT\nMeeting on ice, 3 May 1951, 10 a.m.\n\nHe began.", [("occasion", "1951-05-03")]),
    ("the year of the collection", TALK, "He called at noon on May 3 about the ice.", [("occasion", "1951-05-03")]),
    ("without an hour", TALK, "He spoke of what he had heard on May 3, 1951, of the ice.", []),
    ("a paper's hour", TALK, "He had read my telegram of May 3, 4 p.m., on the ice.", []),
    ("later on", TALK, "He called about the ice.\n\nHe leaves at 4 p.m. on May 3, 1951.", []),
    ("no record", LETTER, "He called at 4 p.m. on May 3, 1951, about the ice.", []),
    ("agreed", ESTIMATE, f"{GOES}All concurred in this estimate on May 3, 1951.", [("estimate", "1951-05-03")]),
    ("its own year", ESTIMATE, f"SNIE 58–51\n\n{GOES}It concurred in the estimate on May 3.", [("estimate", "1951-05-03")]),
    ("agreed, no day", ESTIMATE, f"{GOES}All concurred in this estimate.", []),
    ("agreed to something else", ESTIMATE, f"{GOES}He concurred in the telegram on May 3, 1951.", []),
]  # fmt: skip


@pytest.mark.parametrize(("case", "heading", "text", "told"), rows(TOLD))
def test_told(case: str, heading: str, text: str, told: list[tuple[str, str]]) -> None:
    cable = cable_of(f"{heading}\n\n{text}\n", collection="ice", collection_title="Ice, 1951")
    said = list(told_witnesses(cable))
    assert [(w.kind, w.day) for w in said] == told
    assert all("May" in cable.source.text[w.spans[0].start : w.spans[0].end] for w in said)


def test_a_day_without_a_year_is_none() -> None:
    assert list(told_witnesses(cable_of(f"{TALK}\n\nHe called at noon on May 3.\n", collection="ice"))) == []
