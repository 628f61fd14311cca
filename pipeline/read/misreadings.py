"""Names that are probably misread: they occur once, and nearly as another name that the cable has.

Only a notice comes of it: the text is never changed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from pipeline.model import Span
from pipeline.passages import fold

_NAME = re.compile(r"(?<![^\W\d_])[A-Z][^\W\d_]{5,}+")
_COMPOUND = re.compile(r"(?<![^\W\d_])([A-Z][^\W\d_]{4,}+)[-–](?:\n[ \t]*)?([A-Z][^\W\d_]{4,}+)")
_PAIR = re.compile(r"(?<![^\W\d_])([A-Z][^\W\d_]{4,}+)(?:,|,? and) ([A-Z][^\W\d_]{4,}+)")
_NEAR, _NEAR_IN_PAIR = 0.86, 0.6
"""Likeness (difflib's ratio) from which two names count as one misread; lower where two names side by side agree."""
_MOST_COMPARED = 40
"""With so many names of the same first letters is one compared: the cost stays linear."""
_DERIVED = re.compile(r"(?:’s|'s|s|es|n|an|ian|ist|ists|ism|ic|ish|ese|ly|al|ment|y|ed|er|ers|ry|i|l)?")


class Misreading(NamedTuple):
    text: str
    likely: str
    span: Span


def find_misreadings(text: str) -> list[Misreading]:
    """Each name in the text that is probably another, misread; in the order of the text."""
    compounds = list(_COMPOUND.finditer(text))
    return sorted((*_compounds(text, compounds), *_singles(text, compounds)), key=lambda found: found.span)


def _compounds(text: str, compounds: Sequence[re.Match[str]]) -> Iterator[Misreading]:
    """ "Zinoxyez-Kamenyev" where the text has "Zinoviev, Kamenev": both halves are near, and at least one is not the same."""
    if not compounds:
        return
    pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one, other in sorted({(m[1], m[2]) for m in _PAIR.finditer(text)}):
        pairs[one[:2] + other[:2]].append((one, other))
    for m in compounds:
        for one, other in pairs[m[1][:2] + m[2][:2]][:_MOST_COMPARED]:
            alike = _likeness(m[1], one), _likeness(m[2], other)
            if min(alike) >= _NEAR_IN_PAIR and alike != (1.0, 1.0):
                yield Misreading(fold(m[0]), f"{one}, {other}", Span(*m.span()))
                break


def _singles(text: str, compounds: Sequence[re.Match[str]]) -> Iterator[Misreading]:
    """A name that stands once, near one that stands at least three times."""
    counts = Counter(m[0] for m in _NAME.finditer(text))
    often: dict[str, list[str]] = defaultdict(list)
    for name, n in counts.items():
        if n >= 3:
            often[name[:2]].append(name)
    halves = {start for m in compounds for start in (m.start(1), m.start(2))}
    for m in _NAME.finditer(text):
        if counts[m[0]] > 1 or m.start() in halves:
            continue
        for name in often.get(m[0][:2], ())[:_MOST_COMPARED]:
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
