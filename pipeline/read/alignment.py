"""Which marker belongs to which note: one matching over the whole cable, in order, all evidence weighed.

Printed numbers run on from document to document, the list starts from 1; numbers begin anew with a page or a document; a copy
loses some markers, and digits that are none look like others. Each candidate continues the best chains that end before it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from pipeline.model import Certainty, Evidence
from pipeline.read.affinity import Affinity
from pipeline.read.markers import SURE, Marker
from pipeline.read.notes import Listed

_FOLLOWS, _LOST, _ANEW, _LEAP, _ELSEWHERE = 2.0, -3.0, -1.5, -5.0, -1.0
"""What it is worth, in logarithms of odds, that a number follows the last; that a marker is lost; that numbers begin anew
with 1, or leap; that they begin elsewhere than the list."""
_PLAIN = 3.0
"""From here on a match is as sure as what is read as printed."""
_NO_NUMBER = -10
"""What a chain of signs counts on from."""
_GAP = 5
"""So many lost markers in a row are looked over; after more, numbers count as leaping."""
_BREADTH = 8
"""So many of the best chains are continued where any could be: that keeps it linear."""


@dataclass(frozen=True, slots=True)
class Anchored:
    """A listed note with the marker that it belongs to, or None; `n` as printed or, with `n_evidence`, inferred."""

    listed: Listed
    marker: Marker | None
    n: str
    n_evidence: Evidence | None
    evidence: Evidence | None = None
    """Of the marker; with a certainty where the digits could as well be the text's own."""


class Apparatus(NamedTuple):
    notes: list[Anchored]
    orphans: list[Marker]
    """Markers that are certainly markers, but of no note in the list."""


class _Chain(NamedTuple):
    """Markers matched with notes so far: the last of them and, `before` it, the others."""

    score: float
    number: int
    marker: int
    note: int
    before: _Chain | None


class _Step(NamedTuple):
    """To a note, with what it scores up to there; `number`: what the next one counts on from."""

    note: int
    score: float
    number: int
    before: _Chain | None


def align(source: str, markers: Sequence[Marker], listed: Sequence[Listed], body_from: int) -> Apparatus:
    """Each listed note with its marker, if that is not lost. `body_from`: where the heading has ended."""
    if not listed:
        return Apparatus([], [])
    markers = _plausible(markers, len(listed))
    chains = _Chains(markers, listed, Affinity(source, markers, listed, body_from))
    matches = list(_matched(chains.best(), markers))
    chosen = {note: marker for note, marker, _ in matches}
    certainty = {note: _certainty(weight) for note, _, weight in matches}
    for note, marker in _out_of_order(markers, chosen, len(listed)).items():
        chosen[note], certainty[note] = marker, Certainty.MEDIUM
    notes = [_anchored(i, note, chosen, certainty.get(i)) for i, note in enumerate(listed)]
    return Apparatus(notes, _orphans(markers, chosen, len(listed)))


def _plausible(markers: Sequence[Marker], notes: int) -> list[Marker]:
    """Without the digits that end a number unless they are as in the list, or continue numbers that stand apart."""
    near = {m.number + step for m in markers if m.likely > 0 for step in range(-2, 3)}
    return [m for m in markers if m.likely >= 0 or m.number <= notes or m.number in near]


class _Chains:
    """The best chains that end with each number and note, as the text is gone through."""

    def __init__(self, markers: Sequence[Marker], listed: Sequence[Listed], affinity: Affinity) -> None:
        self._markers, self._notes, self._affinity = markers, len(listed), affinity
        self._repeated = _repeated(listed)
        self._ending: dict[int, dict[int, _Chain]] = {}
        self._leading: list[_Chain] = []

    def best(self) -> _Chain | None:
        """The chain of highest score; None where it is likelier that every marker is lost."""
        best, score = None, _LOST * self._notes
        for _, group in groupby(range(len(self._markers)), key=lambda i: self._markers[i].span.end):
            for chain in [chain for i in group for chain in self._with(i)]:
                self._keep(chain)
                if (whole := chain.score + _LOST * (self._notes - 1 - chain.note)) > score:
                    best, score = chain, whole
        return best

    def _with(self, i: int) -> Iterator[_Chain]:
        """The chains that end with a marker: for each note that it may belong to, the best."""
        marker = self._markers[i]
        best: dict[int, _Step] = {}
        for step in self._steps(marker):
            if 0 <= step.note < self._notes and (step.note not in best or step.score > best[step.note].score):
                best[step.note] = step
        for note, score, number, before in best.values():
            chain = _Chain(score + marker.likely + self._affinity(i, note), number, i, note, before)
            if not marker.second:
                yield chain
            elif note + 1 < self._notes:
                yield _Chain(chain.score + _FOLLOWS, number + 1, i, note + 1, chain)

    def _steps(self, marker: Marker) -> Iterator[_Step]:
        """Each way in which a marker may follow what came before it, or begin."""
        if marker.is_sign:
            yield _Step(0, 0.0, _NO_NUMBER, None)
            yield from (_Step(chain.note + 1, chain.score, chain.number, chain) for chain in self._leading)
            return
        number = marker.number
        yield _Step(number - 1, _LOST * (number - 1), number, None)
        if marker.likely >= 0:
            anew = _ANEW if number <= 1 else 0.0
            begins = _ELSEWHERE * (2 if marker.is_split else 1)
            yield from (_Step(lost, begins + (anew + _LOST) * lost, number, None) for lost in range(3))
        for back in range(1, _GAP + 1):
            for chain in self._ending.get(number - back, {}).values():
                yield _Step(chain.note + back, chain.score + _FOLLOWS + _LOST * (back - 1), number, chain)
        yield from self._uneven(marker)
        if number == 1:
            yield from self._begun_anew()

    def _uneven(self, marker: Marker) -> Iterator[_Step]:
        """Where number and place in the list do not go on alike: letters, signs and repeated numbers take a place alone."""
        number = marker.number
        for chain in self._ending.get(number, {}).values():
            price = _FOLLOWS if marker.is_lettered else 0.0 if chain.note + 1 in self._repeated else _ANEW
            yield _Step(chain.note + 1, chain.score + price, number, chain)
        for chain in self._ending.get(number - 1, {}).values():
            yield _Step(chain.note + 2, chain.score + _LOST + _ANEW, number, chain)
        if marker.likely <= 0 or marker.is_split:
            return
        for chain in self._leading:
            if number < chain.number and chain.note + 1 in self._repeated:
                yield _Step(chain.note + 1, chain.score, chain.number, chain)
            yield _Step(chain.note + 1, chain.score + _leap(chain.number, number), number, chain)

    def _begun_anew(self) -> Iterator[_Step]:
        for chain in self._leading:
            yield _Step(chain.note + 1, chain.score + _ANEW, 1, chain)
            yield _Step(chain.note + 2, chain.score + _ANEW + _LOST, 1, chain)

    def _keep(self, chain: _Chain) -> None:
        ending = self._ending.setdefault(chain.number, {})
        if chain.note in ending and ending[chain.note].score >= chain.score:
            return
        ending[chain.note] = chain
        if len(ending) > _BREADTH:
            del ending[min(ending, key=lambda note: ending[note].score)]
        others = [c for c in self._leading if (c.number, c.note) != (chain.number, chain.note)]
        self._leading = sorted([chain, *others], key=lambda c: -c.score)[:_BREADTH]


def _leap(number: int, following: int) -> float:
    """What it costs that a number follows one that it does not count on from."""
    if number == _NO_NUMBER:
        return _ELSEWHERE
    return _ANEW if following == number + 2 else _LEAP


def _repeated(listed: Sequence[Listed]) -> set[int]:
    """Notes whose text has been listed before: their marker repeats the first one's number."""
    first: dict[str, int] = {}
    return {i for i, note in enumerate(listed) if first.setdefault(note.text, i) != i}


def _matched(chain: _Chain | None, markers: Sequence[Marker]) -> Iterator[tuple[int, Marker, float]]:
    """(note, marker, what speaks for it) of a chain, the last first; two markers in one place are parted."""
    while chain is not None:
        marker, before = markers[chain.marker], chain.before
        if marker.second and before and before.marker == chain.marker:
            marker = Marker(marker.number + 1, marker.second, str(marker.number + 1))
        yield chain.note, marker, chain.score - (before.score if before else 0.0)
        chain = before


def _certainty(weight: float) -> Certainty | None:
    """None where the marker is as good as printed alone."""
    return None if weight >= _PLAIN else Certainty.MEDIUM if weight >= 0 else Certainty.LOW


def _out_of_order(markers: Sequence[Marker], matched: dict[int, Marker], notes: int) -> dict[int, Marker]:
    """Markers of lost notes whose number stands elsewhere, once and for sure: of columns that were copied row by row."""
    if not matched or len(matched) == notes:
        return {}
    taken = {m.span.end for m in matched.values()}
    left = [m for m in markers if m.likely >= SURE - 1 and not (m.is_split or m.is_lettered or m.second or m.span.end in taken)]
    once = {number for number, count in Counter(m.number for m in left).items() if count == 1}
    of_number = {m.number: m for m in left if m.number in once}
    found, distance = {}, None
    for note in range(notes):
        if note in matched:
            distance = matched[note].number - note
        elif distance is not None and (marker := of_number.get(note + distance)):
            found[note] = marker
    return found


# ---- what becomes of a note -----------------------------------------------------------------------------------------


def _anchored(i: int, listed: Listed, matched: dict[int, Marker], certainty: Certainty | None) -> Anchored:
    if i in matched:
        marker = matched[i]
        because = _because(marker) if certainty else ""
        evidence = Evidence(rule="notes.marker", spans=(marker.span,), certainty=certainty, because=because)
        return Anchored(listed, marker, marker.printed, None, evidence)
    if not matched or not listed.label.isdigit():
        return Anchored(listed, None, listed.label, None)
    nearest = min(matched, key=lambda note: abs(note - i))
    n = matched[nearest].number + i - nearest
    if str(n) == listed.label or n < 1:
        return Anchored(listed, None, listed.label, None)
    because = f"note {matched[nearest].number} stands {_places(nearest - i)} it in the list of notes"
    evidence = Evidence(rule="notes.number", spans=(listed.span,), certainty=Certainty.HIGH, because=because)
    return Anchored(listed, None, str(n), evidence)


def _because(marker: Marker) -> str:
    what = "the last of a longer number" if marker.is_split else "glued to what may be their own word"
    return f"the notes before and after it ask for “{marker.printed}” here, though its digits are {what}"


def _places(distance: int) -> str:
    side = "after" if distance > 0 else "before"
    return f"{abs(distance)} place{'s' if abs(distance) > 1 else ''} {side}"


def _orphans(markers: Sequence[Marker], matched: dict[int, Marker], notes: int) -> list[Marker]:
    """Markers beyond the matched ones that count on from them, where every note is taken: their notes are not in the list."""
    sure = [m for m in markers if m.likely >= SURE - 1 and not m.is_split]
    before, after = [], []
    if 0 in matched:
        first = matched[0]
        before = _counting(first, [m for m in reversed(sure) if m.span.end <= first.span.start], -1)
    if notes - 1 in matched:
        last = matched[notes - 1]
        after = _counting(last, [m for m in sure if m.span.start >= last.span.end], 1)
    return [*before[::-1], *after]


def _counting(start: Marker, markers: Sequence[Marker], step: int) -> list[Marker]:
    """Those of the markers that count on from `start`, one by one."""
    counted, wanted = [], start.number + step
    for marker in markers:
        if marker.number == wanted:
            counted.append(marker)
            wanted += step
    return counted
