"""Names that are probably misread: they occur once, and nearly as another name that the cable has.

Only a notice comes of it: the text is never changed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from pipeline.model import Span

_NAME = re.compile(r"[A-Z][^\W\d_]{5,}")
_COMPOUND = re.compile(r"([A-Z][^\W\d_]{4,})[-–]([A-Z][^\W\d_]{4,})")
_PAIR = re.compile(r"([A-Z][^\W\d_]{4,})(?:,|,? and) ([A-Z][^\W\d_]{4,})")
_NEAR, _NEAR_IN_PAIR = 0.86, 0.6
"""Likeness (difflib's ratio) from which two names count as one misread; lower where two names side by side agree."""
_DERIVED = re.compile(r"(?:’s|'s|s|es|n|an|ian|ist|ists|ism|ic|ish|ese|ly|al|ment|y|ed|er|ers)?")


class Misreading(NamedTuple):
    text: str
    likely: str
    span: Span


def find_misreadings(text: str) -> list[Misreading]:
    """Each name in the text that is probably another, misread; in the order of the text."""
    counts = Counter(m[0] for m in _NAME.finditer(text))
    found = [*_compounds(text), *_singles(text, counts)]
    return sorted(found, key=lambda f: f.span)


def _compounds(text: str) -> Iterator[Misreading]:
    """ "Zinoxyez-Kamenyev" where the text has "Zinoviev, Kamenev": both halves are near, and at least one is not the same."""
    pairs = {(m[1], m[2]) for m in _PAIR.finditer(text)}
    for m in _COMPOUND.finditer(text):
        for one, other in sorted(pairs):
            alike = _likeness(m[1], one), _likeness(m[2], other)
            if min(alike) >= _NEAR_IN_PAIR and alike != (1.0, 1.0) and m[1][0] == one[0] and m[2][0] == other[0]:
                yield Misreading(m[0], f"{one}, {other}", Span(*m.span()))
                break


def _singles(text: str, counts: Counter[str]) -> Iterator[Misreading]:
    """A name that stands once, near one that stands at least three times."""
    often: dict[str, list[str]] = defaultdict(list)
    for name, n in counts.items():
        if n >= 3:
            often[name[:2]].append(name)
    compounds = [m.span() for m in _COMPOUND.finditer(text)]
    for m in _NAME.finditer(text):
        if counts[m[0]] > 1 or any(a <= m.start() < b for a, b in compounds):
            continue
        for name in often.get(m[0][:2], ()):
            if abs(len(name) - len(m[0])) <= 1 and not _is_derived(m[0], name) and _likeness(m[0], name) >= _NEAR:
                yield Misreading(m[0], name, Span(*m.span()))
                break


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.lower(), other.lower(), autojunk=False).ratio()


def _is_derived(one: str, other: str) -> bool:
    """Whether two names share a stem and differ in a common ending only: German, Germans, Germany."""
    stem = 0
    while stem < min(len(one), len(other)) and one[stem] == other[stem]:
        stem += 1
    return stem >= 3 and bool(_DERIVED.fullmatch(one[stem:])) and bool(_DERIVED.fullmatch(other[stem:]))
