"""The search for the likeliest matching of markers with notes: chains of matches, continued marker by marker.

Each candidate continues the best chains that end before it. What a chain is worth is a sum of logarithms of odds: of its
markers by themselves, of the words that note and passage share, of its numbers going on as numbers do, and of the markers that
it takes for lost. Only so many chains are kept that the time is linear.
"""

from __future__ import annotations

from bisect import insort_left
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from pipeline.read.apparatus.affinity import Affinity
from pipeline.read.apparatus.markers import Marker
from pipeline.read.apparatus.notes import Listed

_FOLLOWS, _LOST, _ANEW, _LEAP, _ELSEWHERE = 2.0, -3.0, -1.5, -5.0, -1.0
"""That a number follows the last; that a marker is lost; that numbers begin anew with 1, or leap; that they begin elsewhere
than the list."""
_NO_NUMBER = -10
"""What a chain of signs counts on from."""
_GAP = 5
"""So many places are looked back over lost markers; after more, numbers count as leaping."""
_FIRST_LOST = 2
"""So many notes may have lost their markers before numbers that begin elsewhere than the list."""
_BREADTH = 8
"""So many of the best chains are continued where any could be."""


class Match(NamedTuple):
    """A listed note, by its place, with its marker; `weight`: what speaks for it above nothing, or against it below."""

    note: int
    marker: Marker
    weight: float


class _Chain(NamedTuple):
    """Markers matched with notes so far: the last of them and, `before` it, the others."""

    score: float
    number: int
    marker: int
    note: int
    before: _Chain | None


_Step = tuple[int, float, int, _Chain | None]
"""To a note, with what the chain before is worth there, what the next marker counts on from, and that chain; so many are made
that they are mere tuples."""


def best_matches(markers: Sequence[Marker], listed: Sequence[Listed], affinity: Affinity) -> list[Match]:
    """The matches of the likeliest chain, the last first. Where two markers are equally good for a note, it is left without."""
    return list(_Chains(markers, listed, affinity).matches())


class _Chains:
    """The best chains that end with each number and note, as the text is gone through."""

    def __init__(self, markers: Sequence[Marker], listed: Sequence[Listed], affinity: Affinity) -> None:
        self._markers, self._notes, self._affinity = markers, len(listed), affinity
        self._repeated = _repeated(listed)
        self._ending: dict[int, dict[int, _Chain]] = {}
        self._equal: dict[tuple[int, int], list[_Chain]] = {}
        self._leading: list[_Chain] = []

    def matches(self) -> Iterator[Match]:
        chain = self._best()
        until = len(self._markers)
        while chain is not None:
            marker, before = self._markers[chain.marker], chain.before
            if marker.second and before and before.marker == chain.marker:
                marker = Marker(marker.number + 1, marker.second, str(marker.number + 1))
            if not self._is_tied(chain, until):
                yield Match(chain.note, marker, _weight(chain))
            until = chain.marker
            chain = before

    def _is_tied(self, chain: _Chain, until: int) -> bool:
        """Whether another marker before the one `until` is as good for the same note."""
        equal = self._equal.get((chain.number, chain.note), ())
        return any(c.score == chain.score and c.marker != chain.marker and c.marker < until for c in equal)

    def _best(self) -> _Chain | None:
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
            note, score = step[:2]
            if 0 <= note < self._notes and (note not in best or score > best[note][1]):
                best[note] = step
        for note, score, number, before in best.values():
            chain = _Chain(score + marker.likely + self._affinity(i, note), number, i, note, before)
            if not marker.second:
                yield chain
            elif note + 1 < self._notes:
                yield _Chain(chain.score + _FOLLOWS, number + 1, i, note + 1, chain)

    def _keep(self, chain: _Chain) -> None:
        ending = self._ending.setdefault(chain.number, {})
        known = ending.get(chain.note)
        if known is not None and known.score >= chain.score:
            if known.score == chain.score:
                self._equal.setdefault((chain.number, chain.note), []).append(chain)
            return
        ending[chain.note] = chain
        if len(ending) > _BREADTH:
            del ending[min(ending, key=lambda note: ending[note].score)]
        self._lead(chain)

    def _lead(self, chain: _Chain) -> None:
        """Keep the best at the front, the latest of equals first."""
        if len(self._leading) == _BREADTH and chain.score < self._leading[-1].score:
            return
        leading = [c for c in self._leading if c.note != chain.note or c.number != chain.number]
        insort_left(leading, chain, key=_by_score)
        self._leading = leading[:_BREADTH]

    # ---- how a marker may follow what came before it ----------------------------------------------------------------

    def _steps(self, marker: Marker) -> Iterator[_Step]:
        if marker.is_sign:
            yield (0, 0.0, _NO_NUMBER, None)
            yield from ((chain.note + 1, chain.score, chain.number, chain) for chain in self._leading)
            return
        yield from self._begun(marker)
        for back in range(1, _GAP + 1):
            for chain in self._ending.get(marker.number - back, {}).values():
                yield (chain.note + back, chain.score + _FOLLOWS + _LOST * (back - 1), marker.number, chain)
        yield from self._uneven(marker)
        if marker.likely > 0 and not marker.is_split:
            yield from self._leaps(marker.number)

    def _begun(self, marker: Marker) -> Iterator[_Step]:
        """As the first of the cable, counted as in the list or elsewhere, or as the first of another page or enclosure."""
        number = marker.number
        yield (number - 1, _LOST * (number - 1), number, None)
        if marker.likely >= 0:
            begun = _ELSEWHERE * (2 if marker.is_split else 1)
            lost = _LOST if number > 1 else _LOST + _ANEW
            yield from ((first, begun + lost * first, number, None) for first in range(_FIRST_LOST + 1))
        if number == 1:
            for chain in self._leading:
                yield (chain.note + 1, chain.score + _ANEW, number, chain)
                yield (chain.note + 2, chain.score + _ANEW + _LOST, number, chain)

    def _uneven(self, marker: Marker) -> Iterator[_Step]:
        """Where number and place in the list do not go on alike: letters, signs and repeated numbers take a place alone."""
        number = marker.number
        for chain in self._ending.get(number, {}).values():
            price = _FOLLOWS if marker.is_lettered else 0.0 if chain.note + 1 in self._repeated else _ANEW
            yield (chain.note + 1, chain.score + price, number, chain)
        for chain in self._ending.get(number - 1, {}).values():
            yield (chain.note + 2, chain.score + _LOST + _ANEW, number, chain)

    def _leaps(self, number: int) -> Iterator[_Step]:
        """To any number; back to an earlier one cheaply where the list repeats an earlier note."""
        for chain in self._leading:
            if number < chain.number and chain.note + 1 in self._repeated:
                yield (chain.note + 1, chain.score, chain.number, chain)
            yield (chain.note + 1, chain.score + _leap(chain.number, number), number, chain)


def _by_score(chain: _Chain) -> float:
    return -chain.score


def _weight(chain: _Chain) -> float:
    """What the chain's last match adds to it, the price of lost markers aside."""
    score, note = (chain.before.score, chain.before.note) if chain.before else (0.0, -1)
    return chain.score - score - _LOST * (chain.note - note - 1)


def _leap(number: int, following: int) -> float:
    """What it costs that a number follows one that it does not count on from; one left out by the edition costs little."""
    if number == _NO_NUMBER:
        return _ELSEWHERE
    return _ANEW if following == number + 2 else _LEAP


def _repeated(listed: Sequence[Listed]) -> set[int]:
    """Notes whose text has been listed before: their marker may repeat the first one's number."""
    first: dict[str, int] = {}
    return {i for i, note in enumerate(listed) if first.setdefault(note.text, i) != i}
