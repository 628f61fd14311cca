"""The archive as the cables of a run see it: the catalogue, with the run's own cables laid over it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pipeline.catalogue import Entry, Held, Mention, Placed
from pipeline.link import FILED, REACH, date_among
from pipeline.model import CableDate
from pipeline.run.cards import Known, Linkable, Name, Readings

if TYPE_CHECKING:
    from pipeline.catalogue.catalogue import Catalogue

Number = tuple[str, str]
"""(sender, number)"""
Place = tuple[str, int]
"""(collection, place in its edition)"""


class Surroundings:
    """The catalogue with the run's own cables laid over it: what each batch is linked against."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._own: dict[Name, Linkable] = {}
        self._held: dict[Number, dict[Name, Held]] = defaultdict(dict)
        self._filed: dict[str, dict[Name, Held]] = defaultdict(dict)
        self._citing: dict[Number, dict[Name, tuple[Mention, ...]]] = defaultdict(dict)
        self._placed: dict[Place, dict[Name, Placed]] = defaultdict(dict)

    def add(self, readings: Iterable[Readings]) -> None:
        """Lay the cables over what the catalogue knows of them; one that was added before stays as it is."""
        for linkable in (each for reading in readings for each in reading.linkable):
            name = linkable.name
            if name in self._own:
                continue
            self._own[name] = linkable
            self._index(name, linkable.held)
            if placed := linkable.dateable.placed:
                self._placed[placed.collection, placed.place][name] = placed
            for key in {(m.key.sender, m.key.number) for m in linkable.mentions}:
                fitting = tuple(m for m in linkable.mentions if (m.key.sender, m.key.number) == key)
                self._citing[key][name] = fitting

    def _index(self, name: Name, held: Held) -> None:
        if held.key:
            self._held[held.key.sender, held.key.number][name] = held
        if held.file_number:
            self._filed[held.file_number][name] = held

    def settle_dates(self) -> None:
        """Date those of the run's cables that others cite or stand beside, so that all are linked against the same dates."""
        undated = {name: own for name, own in self._own.items() if own.dateable.is_open}
        citing = self._all_citing(_keys(undated.values()))
        others = Known(citing_number=citing, by_place=self._all_placed(_places(undated.values())))
        for name, own in undated.items():
            date, _ = date_among(own.dateable, others)
            if date and date is not own.dateable.date:
                self._index(name, _redated(own.held, date))

    def known(self, names: Iterable[Name]) -> Known:
        """What concerns these cables of the run."""
        own = [self._own[name] for name in names]
        cited = {(m.key.sender, m.key.number) for o in own for m in o.mentions}
        numbers = {number for sender, number in cited if sender == FILED}
        numbered = {key for key in cited if key[0] != FILED}
        citing, beside = self._all_citing(_keys(own)), self._all_placed(_places(own))
        return Known(self._all_held(numbered), self._all_filed(numbers), citing, beside)

    def _all_held(self, keys: set[Number]) -> dict[Number, tuple[Held, ...]]:
        found: dict[Number, dict[Name, Held]] = {key: {} for key in keys}
        for held in self._catalogue.held(keys):
            if held.key and (held.collection, held.cable) not in self._own:
                found[held.key.sender, held.key.number][held.collection, held.cable] = held
        return {key: _sorted(held | self._held.get(key, {})) for key, held in found.items()}

    def _all_filed(self, numbers: set[str]) -> dict[str, tuple[Held, ...]]:
        found: dict[str, dict[Name, Held]] = {number: {} for number in numbers}
        for held in self._catalogue.filed(numbers):
            if held.file_number and (held.collection, held.cable) not in self._own:
                found[held.file_number][held.collection, held.cable] = held
        return {number: _sorted(held | self._filed.get(number, {})) for number, held in found.items()}

    def _all_citing(self, keys: set[Number]) -> dict[Number, tuple[Mention, ...]]:
        found: dict[Number, list[Mention]] = {key: [] for key in keys}
        for mention in self._catalogue.citing(keys):
            if (mention.collection, mention.cable) not in self._own:
                found[mention.key.sender, mention.key.number].append(mention)
        for key in keys:
            found[key] += [m for mentions in self._citing.get(key, {}).values() for m in mentions]
        return {key: tuple(sorted(mentions, key=_reading_order)) for key, mentions in found.items()}

    def _all_placed(self, places: set[Place]) -> dict[Place, tuple[Placed, ...]]:
        """The cables at these places and at those within reach, by place."""
        found: dict[Place, dict[Name, Placed]] = defaultdict(dict)
        for placed in self._catalogued(places):
            if (placed.collection, placed.cable) not in self._own:
                found[placed.collection, placed.place][placed.collection, placed.cable] = placed
        near = found.keys() | {(c, n) for c, place in places for n in range(place - REACH, place + REACH + 1)}
        merged = {place: found.get(place, {}) | self._placed.get(place, {}) for place in near}
        return {place: tuple(named[name] for name in sorted(named)) for place, named in merged.items() if named}

    def _catalogued(self, places: set[Place]) -> Iterator[Placed]:
        """What the catalogue has around these places: of each collection one stretch is asked for."""
        stretches: dict[str, list[int]] = defaultdict(list)
        for collection, place in places:
            stretches[collection].append(place)
        for collection, numbers in sorted(stretches.items()):
            yield from self._catalogue.placed(collection, min(numbers) - REACH, max(numbers) + REACH)

    # ---- who is concerned -------------------------------------------------------------------------------------------

    def concerned(self, were: Iterable[Entry]) -> list[Name]:
        """The published cables outside the run whose links may change by it, sorted.

        were: what the catalogue had of the run's cables before, as links that they had may fall away. Those that are cited may
        get a date; those that cite them, or a cable that may get one, may find it.
        """
        own = list(self._own.values())
        old = list(were)
        cited = {(m.key.sender, m.key.number) for o in own for m in o.mentions if m.key.sender != FILED}
        cited |= {(c.key.sender, c.key.number) for e in old for c in e.citations if c.key.sender != FILED}
        named = self._catalogue.held(cited)
        beside = self._catalogue.entries(self._beside(old))
        keys = [o.held.key for o in own] + [e.key for e in (*old, *beside.values())] + [h.key for h in named]
        filed = [o.held.file_number for o in own] + [e.file_number for e in old]
        asked = {(k.sender, k.number) for k in keys if k} | {(FILED, number) for number in filed if number}
        names = (
            beside.keys()
            | {(h.collection, h.cable) for h in named}
            | {(m.collection, m.cable) for m in self._catalogue.citing(asked)}
        )
        return sorted(names - self._own.keys())

    def _beside(self, were: Iterable[Entry]) -> set[Name]:
        """The cables of the archive without a day of their own that stand within reach of a day that is new, or is gone."""
        old = {(e.collection, e.place, e.own_day) for e in were if e.place is not None}
        new = {(p.collection, p.place, p.day) for named in self._placed.values() for p in named.values()}
        changed = {(collection, place) for collection, place, _ in old ^ new}
        open_ = [p for p in self._catalogued(changed) if p.day is None]
        reached = {(c, n) for c, place in changed for n in range(place - REACH, place + REACH + 1)}
        return {(p.collection, p.cable) for p in open_ if (p.collection, p.place) in reached}


def _keys(cables: Iterable[Linkable]) -> set[Number]:
    return {(o.dateable.key.sender, o.dateable.key.number) for o in cables if o.dateable.key}


def _places(cables: Iterable[Linkable]) -> set[Place]:
    return {(o.dateable.placed.collection, o.dateable.placed.place) for o in cables if o.dateable.placed}


def _redated(held: Held, date: CableDate) -> Held:
    """The cable as others find it once they have dated it."""
    key = held.key._replace(day=date.when[:10] if date.when else None) if held.key else None
    return held._replace(when=date.when, not_before=date.not_before, not_after=date.not_after, key=key)


def _sorted(held: dict[Name, Held]) -> tuple[Held, ...]:
    return tuple(held[name] for name in sorted(held))


def _reading_order(mention: Mention) -> tuple[str, str, int]:
    return mention.collection, mention.cable, int(mention.ref[1:])
