"""The words of a text that begin with a capital."""

from __future__ import annotations

import pytest

from pipeline.model import Span
from pipeline.read.capitals import Capitals, initial_word

TEXT = "Mr. O’Neill’s note to McCray, the Orlov-Denisov paper; deGray, Émile and Note3 of O’Neill."


def test_counts_and_places_agree() -> None:
    assert dict(Capitals(TEXT).counts) == {
        "Mr": 1, "O’Neill": 2, "McCray": 1, "Orlov": 1, "Denisov": 1, "Émile": 1, "Note": 1,
    }  # fmt: skip
    after_places = Capitals(TEXT)
    assert {word: [TEXT.index(word)] for word in after_places.places if word != "O’Neill"} == {
        word: starts for word, starts in after_places.places.items() if word != "O’Neill"
    }
    assert after_places.counts == Capitals(TEXT).counts


def test_spans_are_in_the_order_of_the_text() -> None:
    assert Capitals(TEXT).spans_of(["McCray", "O’Neill"]) == [Span(4, 11), Span(22, 28), Span(82, 89)]


@pytest.mark.parametrize(("name", "word"), [("NATO council", "NATO"), ("A/PAO", "A"), ("3rd Division", ""), ("détente", "")])
def test_initial_word(name: str, word: str) -> None:
    assert initial_word(name) == word
