"""The archive as the cables of a run see it: the catalogue, with the run's own cables laid over it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from pipeline.catalogue import Entry, Held, Mention
from pipeline.link import FILED, date_by_mentions, is_printed, witnesses
from pipeline.model import CableDate, CableKey, Form
from pipeline.run.cards import Known, Linkable, Name, Readings

if TYPE_CHECKING:
    from pipeline.catalogue.catalogue import Catalogue

Number = tuple[str, str]
"""(sender, number)"""


class Surroundings:
    """The catalogue with the run's own cables laid over it: what each batch is linked against."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._own: dict[Name, Linkable] = {}
        self._held: dict[Number, dict[Name, Held]] = defaultdict(dict)
        self._filed: dict[str, dict[Name, Held]] = defaultdict(dict)
        self._citing: dict[Number, dict[Name, tuple[Mention, ...]]] = defaultdict(dict)

    def add(self, readings: Iterable[Readings]) -> None:
        """Lay the cables over what the catalogue knows of them; one that was added before stays as it is."""
        for linkable in (each for reading in readings for each in reading.linkable):
            name = linkable.name
            if name in self._own:
                continue
            self._own[name] = linkable
            self._index(name, linkable.held)
            for key in {(m.key.sender, m.key.number) for m in linkable.mentions}:
                fitting = tuple(m for m in linkable.mentions if (m.key.sender, m.key.number) == key)
                self._citing[key][name] = fitting

    def _index(self, name: Name, held: Held) -> None:
        if held.key:
            self._held[held.key.sender, held.key.number][name] = held
        if held.file_number:
            self._filed[held.file_number][name] = held

    def settle_dates(self) -> None:
        """Date those of the run's cables that others cite, so that all are linked against the same dates."""
        undated = {name: own for name, own in self._own.items() if own.held.key and not is_printed(own.date)}
        keys = {(own.held.key.sender, own.held.key.number) for own in undated.values() if own.held.key}
        citing = self._all_citing(keys)
        for name, own in undated.items():
            key = own.held.key
            if key is None:
                continue
            seen = witnesses(key, own.date, Form(own.held.form), own.held.uri, citing.get((key.sender, key.number), ()))
            date, _ = date_by_mentions(seen, own.date)
            if date and date is not own.date:
                self._index(name, _redated(own.held, key, date))

    def known(self, names: Iterable[Name]) -> Known:
        """What concerns these cables of the run."""
        own = [self._own[name] for name in names]
        cited = {(m.key.sender, m.key.number) for o in own for m in o.mentions}
        keys = {(o.held.key.sender, o.held.key.number) for o in own if o.held.key}
        numbers = {number for sender, number in cited if sender == FILED}
        numbered = {key for key in cited if key[0] != FILED}
        return Known(self._all_held(numbered), self._all_filed(numbers), self._all_citing(keys))

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
        keys = [o.held.key for o in own] + [e.key for e in old] + [h.key for h in named]
        filed = [o.held.file_number for o in own] + [e.file_number for e in old]
        asked = {(k.sender, k.number) for k in keys if k} | {(FILED, number) for number in filed if number}
        names = {(h.collection, h.cable) for h in named} | {(m.collection, m.cable) for m in self._catalogue.citing(asked)}
        return sorted(names - self._own.keys())


def _redated(held: Held, key: CableKey, date: CableDate) -> Held:
    """The cable as others find it once they have dated it."""
    day = date.when[:10] if date.when else None
    return held._replace(when=date.when, not_before=date.not_before, not_after=date.not_after, key=key._replace(day=day))


def _sorted(held: dict[Name, Held]) -> tuple[Held, ...]:
    return tuple(held[name] for name in sorted(held))


def _reading_order(mention: Mention) -> tuple[str, str, int]:
    return mention.collection, mention.cable, int(mention.ref[1:])
