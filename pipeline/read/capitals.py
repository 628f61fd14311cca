"""The words of a text that begin with a capital: gathered once, for all who look for names in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from pipeline.model import Span
from pipeline.patterns import CAPITAL, LETTER, REST_OF_NAME

_WORD = re.compile(rf"{CAPITAL}(?<!{LETTER}.){REST_OF_NAME}")


def initial_word(name: str) -> str:
    """The word with a capital that a name begins with, as `Capitals` has it; empty where it begins with none."""
    m = _WORD.match(name)
    return m[0] if m else ""


class Capitals:
    """The words of one text, up to their hyphens."""

    def __init__(self, source: str) -> None:
        self._source = source

    @cached_property
    def places(self) -> Mapping[str, list[int]]:
        """Where each word begins; the words in the order in which they first stand in the text."""
        places: dict[str, list[int]] = defaultdict(list)
        for m in _WORD.finditer(self._source):
            places[m[0]].append(m.start())
        return places

    def spans_of(self, words: Iterable[str]) -> list[Span]:
        """Where any of the words stands, in the order of the text."""
        return sorted(Span(start, start + len(word)) for word in words for start in self.places[word])
