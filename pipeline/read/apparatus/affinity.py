"""What a note and the words before a marker have in common: names, and what the note says of the passage that it belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.patterns import LETTER, Pattern
from pipeline.read.apparatus.markers import Marker
from pipeline.read.apparatus.notes import Listed

_CONTEXT, _CITED = 90, 20
"""Characters before a marker in which words are shared; in which its document is cited."""
_WORD = re.compile(rf"{LETTER}{{6,}}+|[A-Z]{LETTER}{{3,}}+|\d{{2,5}}+")
_SHARED_WORD, _MOST_SHARED, _LAST_WORD, _SAME_NUMBER, _CITES, _OF_WHOLE, _NOT_OF_WHOLE = 0.7, 3, 1.0, 3.0, 1.5, 2.0, -3.0

OF_WHOLE = Pattern(
    r"""(?: Source: | Telegram\ in | This\ (?:telegram|conversation|memorandum|letter|meeting)\b | Paraphrase
        | (?:Copy|Sent|Received|Transmitted|Drafted|Repeated)\ )""",
    matches=["Source: Department of State", "Drafted by Mr. Ray", "Paraphrase of"],
    rejects=["See Document 3", "Not printed"],
)
"""A note on the whole document: its marker is at the heading."""

OF_CITED = Pattern(
    r"(?:Not\ (?:printed|found)|Ante|Supra|Infra|Ibid|Document\ \d|See\ Document|Telegram\ \S+\d|Despatch\ \S+\d|Dated\ )",
    matches=["Not printed.", "Supra.", "Document 129.", "Telegram 812 from Omsk"],
    rejects=["Source: Department of State", "Mayor of Omsk."],
    flags=re.IGNORECASE,
)
"""A note on a document that the text cites."""

OF_SOURCE = Pattern(
    r"ootnotes?\b [^.\]]{0,60} \b in\ the\ (?:source|original)",
    matches=["ootnote in the source text", "ootnote and brackets in the original"],
    rejects=["ootnote 3, p. 12"],
)
"""A note of the document's own, whose marker is more often a sign."""

_CITATION = re.compile(
    r"\d\W{0,3}$|(?:telegram|despatch|note|letter|memorandum|report|message|circular|paper|minute)s?\W{0,3}$", re.IGNORECASE
)


class _Said(NamedTuple):
    """What a note says: its words, and whether of the whole document, or of one that the text cites."""

    words: frozenset[str]
    is_of_whole: bool
    is_of_cited: bool
    is_of_source: bool


class _Before(NamedTuple):
    """The passage before a marker: its words, and the last of them."""

    words: frozenset[str]
    last: str
    cites: bool
    """Whether it ends with what may cite a document."""


class Affinity:
    """How well markers and notes go together; the words of each are gathered once."""

    def __init__(self, source: str, markers: Sequence[Marker], listed: Sequence[Listed], body_from: int) -> None:
        """body_from: where the heading has ended."""
        self._markers, self._body_from = markers, body_from
        self._said = [_said(note.text) for note in listed]
        is_cited = any(said.is_of_cited for said in self._said)
        self._before = [_before(source, marker.span.start, is_cited) for marker in markers]

    def __call__(self, marker: int, note: int) -> float:
        """What the words speak for, above nothing, or against, below it; by their places in the lists."""
        before, said = self._before[marker], self._said[note]
        score = 0.0
        if not before.words.isdisjoint(said.words):
            score = _SHARED_WORD * min(len(before.words & said.words), _MOST_SHARED)
            if before.last in said.words:
                score += _SAME_NUMBER if before.last.isdigit() and self._markers[marker].is_split else _LAST_WORD
        if said.is_of_source and self._markers[marker].is_sign:
            score += _CITES
        if said.is_of_whole:
            return score + (_OF_WHOLE if self._markers[marker].span.start < self._body_from else _NOT_OF_WHOLE)
        return score + _CITES if said.is_of_cited and before.cites else score


def _before(source: str, start: int, is_cited: bool) -> _Before:
    """is_cited: whether any note is on what the text may cite."""
    words = _WORD.findall(source, max(0, start - _CONTEXT), start)
    cites = is_cited and _CITATION.search(source, max(0, start - _CITED), start) is not None
    return _Before(frozenset(words), words[-1] if words else "", cites)


def _said(text: str) -> _Said:
    is_of_source = OF_SOURCE.search(text) is not None
    of_whole, of_cited = OF_WHOLE.match(text) is not None, OF_CITED.match(text) is not None
    return _Said(frozenset(_WORD.findall(text)), of_whole, of_cited, is_of_source)
