"""The words of a text that begin with a capital."""

from __future__ import annotations

import pytest

from pipeline.model import Span
from pipeline.read.capitals import Capitals, initial_word

TEXT = "Mr. O’Neill’s note to McCray, the Orlov-Denisov paper; deGray, Émile and Note3 of O’Neill."


def test_places() -> None:
    assert dict(Capitals(TEXT).places) == {
        "Mr": [0], "O’Neill": [4, 82], "McCray": [22], "Orlov": [34], "Denisov": [40], "Émile": [63], "Note": [73],
    }  # fmt: skip


def test_spans_are_in_the_order_of_the_text() -> None:
    assert Capitals(TEXT).spans_of(["McCray", "O’Neill"]) == [Span(4, 11), Span(22, 28), Span(82, 89)]


@pytest.mark.parametrize(("name", "word"), [("NATO council", "NATO"), ("A/PAO", "A"), ("3rd Division", ""), ("détente", "")])
def test_initial_word(name: str, word: str) -> None:
    assert initial_word(name) == word
