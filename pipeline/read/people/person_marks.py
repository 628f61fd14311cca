"""The people of an authority list as marks on a source, those of its heading among them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.model import Correspondent, MarkKind, Span
from pipeline.passages import Found, fold
from pipeline.read.capitals import Capitals
from pipeline.read.heading.heading import Heading
from pipeline.read.people.entries import Entry
from pipeline.read.people.identities import Identified, identify
from pipeline.read.people.people import find_mentions
from pipeline.read.people.roll import roll_of
from pipeline.read.taken import Taken

_HOLDERS = frozenset({MarkKind.ROLE, MarkKind.ORGANISATION})
"""Marks within which a name may stand."""


class People(NamedTuple):
    identified: list[Identified]
    marks: list[Found]
    """Those given, the heading's persons among them with their identifiers, and one for each other mention."""

    def heading(self, heading: Heading) -> Heading:
        """The heading with its persons identified."""
        ids = {m.span: m.value for m in self.marks if m.kind is MarkKind.PERSON and m.value}
        by, to = (tuple(_identified(party, ids) for party in parties) for parties in (heading.sent_by, heading.sent_to))
        return heading._replace(sent_by=by, sent_to=to)

    def ambiguous(self, source: str) -> list[tuple[str, Identified]]:
        """The first mention of each name that may be several people's, as printed."""
        first: dict[str, Identified] = {}
        for each in self.identified:
            if not each.id:
                first.setdefault(fold(source[each.span.start : each.span.end]), each)
        return list(first.items())


def mark_people(
    source: str, spans: Sequence[Span], entries: tuple[Entry, ...], found: list[Found], capitals: Capitals
) -> People:
    """Marks for the people whom the spans mention. found: the marks that the source has already; capitals: its words."""
    mentions = find_mentions(source, spans, roll_of(entries), capitals)
    if not mentions:
        return People([], found)
    persons = Taken(f.span for f in found if f.kind is MarkKind.PERSON)
    mentions = [m._replace(doubt="") if m.doubt and persons.overlaps(m.span) else m for m in mentions]
    identified = identify(source, mentions)
    in_order = sorted(identified, key=lambda each: each.span)
    kept = [_named(f, in_order) if f.kind is MarkKind.PERSON else f for f in found]
    taken = Taken(f.span for f in found if f.kind not in _HOLDERS)
    holders = Taken(f.span for f in found if f.kind in _HOLDERS)
    kept += [
        Found(MarkKind.PERSON, each.span, each.id, each.evidence)
        for each in identified
        if not taken.overlaps(each.span) and (holders.holds(each.span) or not holders.overlaps(each.span))
    ]
    return People(identified, kept)


def _named(party: Found, in_order: Sequence[Identified]) -> Found:
    """A person whom the heading names, by the mention that its name is: the heading's extent stays."""
    at = bisect_left(in_order, party.span.end, key=lambda each: each.span.start) - 1
    if at < 0 or in_order[at].span.end <= party.span.start:
        return party
    mention = in_order[at]
    changed = {"rule": party.evidence.rule, "spans": (party.span, *mention.evidence.spans[1:])}
    return party._replace(value=mention.id, evidence=mention.evidence.model_copy(update=changed))


def _identified(party: Correspondent, ids: dict[Span, str]) -> Correspondent:
    person = party.person
    if person is None or person.evidence.spans[0] not in ids:
        return party
    return party.model_copy(update={"person": person.model_copy(update={"ref": ids[person.evidence.spans[0]]})})
