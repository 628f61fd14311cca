"""Names that are probably misread: they occur once, and nearly as another name that the cable has.

Only a notice comes of it: the text is never changed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from pipeline.model import Span
from pipeline.passages import fold
from pipeline.patterns import LETTER
from pipeline.read.capitals import Capitals

_BEGUN = rf"[A-Z](?<!{LETTER}.)"
_SHORTEST = 6
"""Letters of a name that is compared."""
_DASHED = [re.compile(rf"{dash}(?:\n[ \t]*)?([A-Z]{LETTER}{{4,}}+)") for dash in "-–"]
"""By dash: what begins with a literal is found ten times as fast."""
_LEFT_HALF = re.compile(rf"{_BEGUN}{LETTER}{{4,}}+(?=[-–])")
_LONGEST_HALF = 40
_PAIR = re.compile(rf"{_BEGUN}{LETTER}{{4,}}+(?:,|,? and) [A-Z]{LETTER}{{4,}}+")
_OF_PAIR = re.compile(r",? and |, ")
_NEAR, _NEAR_IN_PAIR = 0.86, 0.6
"""Likeness (difflib's ratio) from which two names count as one misread; lower where two names side by side agree."""
_MOST_COMPARED = 40
"""With so many names of the same first letters is one compared: the cost stays linear."""
_DERIVED = re.compile(r"(?:’s|'s|s|es|n|an|ian|ist|ists|ism|ic|ish|ese|ly|al|ment|y|ed|er|ers|ry|i|l)?")


class Misreading(NamedTuple):
    text: str
    likely: str
    span: Span


class _Compound(NamedTuple):
    """Two names with a dash between them."""

    one: str
    other: str
    span: Span
    other_start: int


def find_misreadings(text: str, capitals: Capitals) -> list[Misreading]:
    """Each name in the text that is probably another, misread; in the order of the text. capitals: the text's."""
    compounds = list(_compounds(text))
    return sorted((*_misread_compounds(text, compounds), *_misread_singles(capitals, compounds)), key=lambda found: found.span)


def _compounds(text: str) -> Iterator[_Compound]:
    for m in (m for dashed in _DASHED for m in dashed.finditer(text)):
        for left in _LEFT_HALF.finditer(text, max(0, m.start() - _LONGEST_HALF), m.start() + 1):
            if left.end() == m.start():
                yield _Compound(left[0], m[1], Span(left.start(), m.end()), m.start(1))


def _misread_compounds(text: str, compounds: Sequence[_Compound]) -> Iterator[Misreading]:
    """ "Zinoxyez-Kamenyev" where the text has "Zinoviev, Kamenev": both halves are near, and at least one is not the same."""
    if not compounds:
        return
    pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one, other in sorted({(p[0], p[-1]) for p in map(_OF_PAIR.split, _PAIR.findall(text))}):
        pairs[one[:2] + other[:2]].append((one, other))
    for compound in compounds:
        for one, other in pairs[compound.one[:2] + compound.other[:2]][:_MOST_COMPARED]:
            alike = _likeness(compound.one, one), _likeness(compound.other, other)
            if min(alike) >= _NEAR_IN_PAIR and alike != (1.0, 1.0):
                yield Misreading(fold(text[slice(*compound.span)]), f"{one}, {other}", compound.span)
                break


def _misread_singles(capitals: Capitals, compounds: Sequence[_Compound]) -> Iterator[Misreading]:
    """A name that stands once, near one that stands at least three times."""
    often: dict[str, list[str]] = defaultdict(list)
    compared = [(name, at) for name, at in capitals.places.items() if len(name) >= _SHORTEST and name[0].isascii()]
    for name, at in compared:
        if len(at) >= 3:
            often[name[:2]].append(name)
    if not often:
        return
    halves = {start for c in compounds for start in (c.span.start, c.other_start)}
    for name, at in compared:
        if len(at) == 1 and name[:2] in often:
            likely = _near(name, often[name[:2]][:_MOST_COMPARED])
            if likely and at[0] not in halves:
                yield Misreading(name, likely, Span(at[0], at[0] + len(name)))


def _near(name: str, others: Sequence[str]) -> str | None:
    """The first of the others that the name is probably misread for."""
    return next((o for o in others if abs(len(o) - len(name)) <= 1 and not _is_derived(name, o) and _is_near(name, o)), None)


def _is_near(one: str, other: str) -> bool:
    """Whether they are as alike as two readings of one name. Their letters are counted first: no order of them does better."""
    one, other = one.lower(), other.lower()
    shared = sum(min(one.count(letter), other.count(letter)) for letter in set(one))
    return 2 * shared >= _NEAR * (len(one) + len(other)) and _likeness(one, other) >= _NEAR


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.lower(), other.lower(), autojunk=False).ratio()


def _is_derived(one: str, other: str) -> bool:
    """Whether two names share a stem and differ in a common ending only: German, Germans, Germany."""
    stem = 0
    while stem < min(len(one), len(other)) and one[stem] == other[stem]:
        stem += 1
    return stem >= 3 and bool(_DERIVED.fullmatch(one[stem:])) and bool(_DERIVED.fullmatch(other[stem:]))
