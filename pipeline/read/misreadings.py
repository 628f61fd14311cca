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

_BEGINS = r"[A-Z](?<![^\W\d_][A-Z])"  # the capital first: so the regex engine leaps from capital to capital, thrice as fast
_NAME = re.compile(rf"{_BEGINS}[^\W\d_]{{5,}}+")
_COMPOUND = re.compile(rf"({_BEGINS}[^\W\d_]{{4,}}+)[-–](?:\n[ \t]*)?([A-Z][^\W\d_]{{4,}}+)")
_PAIR = re.compile(rf"({_BEGINS}[^\W\d_]{{4,}}+)(?:,|,? and) ([A-Z][^\W\d_]{{4,}}+)")
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
    names = list(_NAME.finditer(text))
    counts = Counter(m[0] for m in names)
    often: dict[str, list[str]] = defaultdict(list)
    for name, n in counts.items():
        if n >= 3:
            often[name[:2]].append(name)
    halves = {start for m in compounds for start in (m.start(1), m.start(2))}
    for m in names:
        if counts[m[0]] > 1 or m[0][:2] not in often or m.start() in halves:
            continue
        if likely := _nearest(m[0], often[m[0][:2]]):
            yield Misreading(m[0], likely, Span(*m.span()))


def _nearest(name: str, often: Sequence[str]) -> str | None:
    """The first of the frequent names that this one is probably a misreading of."""
    for other in often[:_MOST_COMPARED]:
        if abs(len(other) - len(name)) <= 1 and not _is_derived(name, other) and _likeness(name, other) >= _NEAR:
            return other
    return None


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.lower(), other.lower(), autojunk=False).ratio()


def _is_derived(one: str, other: str) -> bool:
    """Whether two names share a stem and differ in a common ending only: German, Germans, Germany."""
    stem = 0
    while stem < min(len(one), len(other)) and one[stem] == other[stem]:
        stem += 1
    return stem >= 3 and bool(_DERIVED.fullmatch(one[stem:])) and bool(_DERIVED.fullmatch(other[stem:]))
