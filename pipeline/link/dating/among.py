"""Dating a cable among the others: by those that cite it, then by those beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from pipeline.catalogue import Mention, Placed
from pipeline.link.dating.dates import is_printed, own_key
from pipeline.link.dating.filed import filed_witness
from pipeline.link.dating.mentions import date_by_mentions, is_within, witnesses
from pipeline.link.dating.neighbours import placed_of, witness_beside
from pipeline.link.dating.witness import GIVEN, Witness
from pipeline.model import Cable, CableDate, CableKey, Form


class Others(Protocol):
    """What the other cables say of one: those that may cite it by (sender, number), and those that may be its neighbours."""

    def citing(self, keys: Iterable[tuple[str, str]]) -> Sequence[Mention]: ...
    def beside(self, own: Placed) -> Sequence[Placed]: ...


class Dateable(NamedTuple):
    """What a studied cable brings along to be dated among the others."""

    uri: str
    form: Form
    date: CableDate | None
    """Its own: printed or inferred."""
    key: CableKey | None
    placed: Placed | None
    filed: Witness | None

    @property
    def is_open(self) -> bool:
        """Whether others have a say in its date."""
        return not is_printed(self.date) and (self.key is not None or self.placed is not None)


def dateable_of(cable: Cable) -> Dateable:
    filed = None if is_printed(cable.date) else filed_witness(cable)
    return Dateable(cable.uri, cable.form, cable.date, own_key(cable), placed_of(cable), filed)


def date_among(cable: Dateable, others: Others) -> tuple[CableDate | None, Sequence[Mention]]:
    """(its date among the others, the mentions that contradict one another or it)."""
    date = cable.date
    contradicting: Sequence[Mention] = ()
    if (key := cable.key) is not None:
        citing = others.citing([(key.sender, key.number)])
        date, contradicting = date_by_mentions(witnesses(key, date, cable.form, cable.uri, citing), date)
    if cable.placed is not None and not contradicting and not (date and date.when):
        date = _beside(cable.placed, cable.filed, date, others.beside(cable.placed))
    return date, contradicting


def _beside(placed: Placed, filed: Witness | None, date: CableDate | None, beside: Sequence[Placed]) -> CableDate | None:
    witness = witness_beside(placed, filed, beside)
    if witness is None or witness.reliability < GIVEN or not is_within(date, witness.day):
        return date
    known = date or CableDate()
    return CableDate(text=known.text, when=witness.day, evidence=(witness.evidence(), *known.evidence))
