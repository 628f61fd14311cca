"""Where a citation may stand: one look over all the passages of a cable, most of which hold none.

Numbers are few, and most follow a month or a noun: the word before one tells at once whether it may be that of a paper.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate

from pipeline.link.references import grammar, heads, locators
from pipeline.patterns import DASH

_WORDS = 28
"""In characters: so long are the last words of a head, with their "Nos. A–"."""


def _endings() -> Iterator[str]:
    """The last two letters of the cues, in a regex for each last one."""
    before: dict[str, set[str]] = defaultdict(set)
    for cue in (*heads.CUES, *heads.NUMBER, *locators.COUNTED):
        before[cue[-1]] |= {cue[-2], cue[-2].upper()}
    return (f"[{re.escape(''.join(sorted(letters)))}][{re.escape(last + last.upper())}]" for last, letters in before.items())


_NUMBER = re.compile(rf"[0-9](?:(?<=\s[0-9])(?<=(?:{'|'.join(_endings())})..)|(?<=[ACG]{DASH}.|nt.|ts.|p\..))")
"""The first digit of a number after what may be the end of a cue."""
_DASH = re.compile(DASH)


class Cues:
    """What in a passage may be a citation."""

    def __init__(self) -> None:
        self.numbers: list[int] = []
        """Where the numbers begin that may have the head of a citation before them."""
        self.is_filed = False
        """Whether it names a file number."""
        self.is_edition = False
        """Whether it may cite the edition."""


def cues_of(texts: Sequence[str]) -> dict[int, Cues]:
    """By the number of the passage, from 0; without those that cite nothing."""
    whole = "\0".join(texts)  # no space: what opens a passage has nothing before it
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    cues: dict[int, Cues] = defaultdict(Cues)
    for digit in _NUMBER.finditer(whole):
        at = digit.start()
        word = _word_before(whole, at)
        if word.endswith(locators.COUNTED):
            cues[bisect_right(starts, at) - 1].is_edition = True
        elif word.endswith(heads.CUES) or word in heads.NUMBER:
            n = bisect_right(starts, at) - 1
            cues[n].numbers.append(at - starts[n])
    for n in _passages_with("/", whole, starts):
        if grammar.FILED.search(whole, starts[n], starts[n + 1]):
            cues[n].is_filed = True
    for cue in locators.CUES:
        for n in _passages_with(cue, whole, starts):
            cues[n].is_edition = True
    return cues


def _word_before(text: str, at: int) -> str:
    """The word before a number, without the letter of an airgram, in small letters."""
    words = text[max(0, at - _WORDS) : at].lower().rsplit(None, 2)
    if words and _DASH.fullmatch(words[-1][-1]):
        words.pop()
    return words[-1] if words else ""


def _passages_with(cue: str, whole: str, starts: Sequence[int]) -> Iterator[int]:
    at = whole.find(cue)
    while at >= 0:
        n = bisect_right(starts, at)
        yield n - 1
        at = whole.find(cue, starts[n])
