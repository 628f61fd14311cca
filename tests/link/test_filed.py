"""Whose day a file number has: by the direction and form of the cable, and by what else it speaks of."""

from __future__ import annotations

import time

import pytest

from pipeline.link.dating.filed import filed_witness
from tests.read.rows import rows
from tests.read.texts import NO_LISTS, cable_of

IN = "The Ambassador in Sweden (Aldous) to the Secretary of State"
OUT = "The Secretary of State to the Embassy in Sweden"
MEMO = "Memorandum by Mr. Hollis Reed to Mr. Bryce"
TALK = "Memorandum of Conversation, by Mr. Hollis Reed"
LETTER = "Mr. Hollis Reed to Mr. Bryce"
DAY = "1951-05-03"

KINDS = [
    # What comes in founds its number, whatever it cites.
    ("in", IN, "512. The ice is gone.", "filed-received"),
    ("in, another paper of the day", IN, "512. Oslo’s telegram 40, May 3, is wrong.", "filed-received"),
    # What goes out has its own, unless it answers a paper that may have founded it.
    ("out", OUT, "87. The ice is gone.", "filed-sent"),
    ("out, it answers", OUT, "87. Your 512. The ice is gone.", "filed-answer"),
    ("out, by the post's name", OUT, "87. Re Stockholm’s 512. The ice is gone.", "filed-answer"),
    ("out, by the stem", OUT, "87. Reurtel. The ice is gone.", "filed-answer"),
    ("out, it answers a paper of another day", OUT, "87. Your 512, April 30. The ice is gone.", "filed-sent"),
    ("out, one of two has no day", OUT, "87. Your 512, April 30, and your 514 on the ice.", "filed-answer"),
    ("out, a number that is no paper", OUT, "87. On May 9 Congress passed PL 85 on the ice.", "filed-sent"),
    ("out, it cites later on", OUT, f"87. {'The ice is gone. ' * 12}This was in your 512.", "filed-sent"),
    # The day is that of a paper that it cites.
    ("out, a paper of the day", OUT, "87. The ice of your telegram of May 3 is gone.", "filed-cited"),
    ("out, shortened", OUT, "87. Urtel 512 May 3 rptd Oslo. The ice is gone.", "filed-cited"),
    ("out, in a note", OUT, "87. The ice is gone.1\n\n  1. Telegram 512, May 3, not printed.", "filed-cited"),
    ("out, the day of an event", OUT, "87. On May 3 the ice was gone.", "filed-sent"),
    ("out, a longer day", OUT, "87. The ice of the note of May 31 is gone.", "filed-sent"),
    ("out, a paper of the sentence before", OUT, "87. So his note says. The ice was gone on May 3.", "filed-sent"),
    ("memorandum", MEMO, "The ice is gone.", "filed-memorandum"),
    ("memorandum on a paper of the day", MEMO, "The letter of May 3 is attached.", "filed-cited"),
    ("conversation", TALK, "He called on May 3 about the ice.", "filed-conversation"),
    ("between others", LETTER, "The ice is gone.", "filed-other"),
]  # fmt: skip


def filed(number: str, heading: str, text: str) -> str:
    return f"{number}\n\n{heading}\n\n{text}\n"


@pytest.mark.parametrize(("case", "heading", "text", "kind"), rows(KINDS))
def test_kinds(case: str, heading: str, text: str, kind: str) -> None:
    witness = filed_witness(cable_of(filed("758.00/5–351", heading, text), collection="swedish"))
    assert witness is not None
    assert (witness.kind, witness.day) == (kind, DAY)


NO_DAY = [
    ("a paper's place in its file", "758.00/351", {}),
    ("no such day", "758.00/2–3051", {}),
    ("years before the collection", "758.00/5–341", {"date_from": "1950", "date_to": "1952"}),
]


@pytest.mark.parametrize(("case", "number", "accession"), rows(NO_DAY))
def test_numbers_without_a_day(case: str, number: str, accession: dict[str, str]) -> None:
    row = {"collection": "swedish"} | accession
    assert filed_witness(cable_of(filed(number, IN, "512. The ice is gone."), lists=NO_LISTS, **row)) is None


def test_its_span_is_that_of_the_number() -> None:
    cable = cable_of(filed("758.00/5–351: Telegram", IN, "512. The ice is gone."), collection="swedish")
    witness = filed_witness(cable)
    assert witness is not None
    assert [cable.source.text[s.start : s.end] for s in witness.spans] == ["758.00/5–351"]


HOSTILE = [
    ("its day, again and again", "May 3 "),
    ("papers without a day", "Your 512 "),
    ("a sentence without an end", "tele"),
    ("longer days", "May 31"),
]


@pytest.mark.parametrize(("case", "unit"), rows(HOSTILE))
def test_long_texts_take_no_longer(case: str, unit: str) -> None:
    """Twice the size, twice the time: what stands around a day is looked at over a bounded stretch."""
    took = []
    for size in (100_000, 200_000):
        cable = cable_of(filed("758.00/5–351", OUT, "87. " + unit * (size // len(unit))), collection="swedish")
        began = time.process_time()
        filed_witness(cable)
        took.append(time.process_time() - began)
    assert took[1] < 3 * took[0] + 0.02
