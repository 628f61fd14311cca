"""Each form of a head and of a citation of the edition has a cue, which its passage alone decides."""

from __future__ import annotations

import pytest

from pipeline.link.references import grammar
from pipeline.link.references.cues import cues_of

HEADS = (grammar.WHOSE, grammar.AT_POST, grammar.HOUSE, grammar.MINE, grammar.STEM, grammar.SERIES, grammar.ALONE)
PLAIN = "The Embassy in Moscow was open on August 24, 1936, for 12 hours; 290 men came by 7 p.m., see above."


@pytest.mark.parametrize("words", [words for head in HEADS for words in head.matches])
def test_number_after_head_is_cue(words: str) -> None:
    text = f"See {words}117."
    assert cues_of([PLAIN, text])[1].numbers == [text.index("117")]


@pytest.mark.parametrize(
    "text",
    [
        *("See Document 12.", "See Documents 12 and 14.", "See footnote 3.", "On p. 12.", "Printed (pp. 3–5).", "See page 5."),
        *("Foreign Relations, 1936", "Foreign relations, 1936", "see vol. II", "see volume E–15", "Ibid., supra.", "Infra."),
    ],
)
def test_citation_of_edition_has_cue(text: str) -> None:
    cues = cues_of([PLAIN, text, PLAIN])
    assert cues.keys() == {1}
    assert cues[1].is_edition


def test_file_number_is_cue() -> None:
    assert cues_of([PLAIN, "Not printed (861.00/11629).", "1936/37"])[1].is_filed


@pytest.mark.parametrize("texts", [[PLAIN], ["Telegram", "117 men"], ["No", "12"], ["", "12"], [], ["and/or", "3767/5"]])
def test_passage_without_cue_is_passed_over(texts: list[str]) -> None:
    """A number that opens a passage has no head in the passage before."""
    assert not cues_of(texts)
