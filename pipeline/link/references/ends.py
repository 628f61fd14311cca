"""The two ends of a correspondence, by the names of their posts: between whom "your 117" went."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from pipeline.knowledge import rows
from pipeline.link.dating.period import period_of
from pipeline.link.posts import DEPARTMENT, post_of
from pipeline.model import Cable, Form

CIRCULAR = "diplomatic missions"
"""To whom the Department's circulars go, which are a series of their own."""
_CIRCULARS = frozenset({Form.CIRCULAR_TELEGRAM, Form.CIRCULAR_AIRGRAM})


class Ends(NamedTuple):
    """The two ends of the correspondence that a cable belongs to, by the names of their posts."""

    sender: str
    recipient: str
    is_consular: bool = False
    """Whether one of them is a consulate."""

    @property
    def post(self) -> str | None:
        """The end that is not the Department; None where neither is the Department."""
        if self.sender == DEPARTMENT:
            return self.recipient
        return self.sender if self.recipient == DEPARTMENT else None

    def of(self, whose: str) -> tuple[str, str] | None:
        """(sender, recipient) of what is "my", "your", "Department’s", "Embassy’s"; None where it is of a third.

        whose: in any case, and shortened as in "Embtel", "Deptel", "urtel".
        """
        whose = whose.lower()
        if whose in ("my", "our"):
            return self.sender, self.recipient
        if whose in ("your", "ur"):
            return self.recipient, self.sender
        if self.post is None:
            return None
        if whose.startswith(("dep", "secretary")):
            return DEPARTMENT, self.post
        return (self.post, DEPARTMENT) if whose.startswith("con") is self.is_consular else None


def correspondents_of(cable: Cable) -> Ends | None:
    """The posts at both ends, or None where the heading does not name one at each."""
    if not (cable.sent_by and cable.sent_to):
        return None
    sender, recipient = cable.sent_by[0], cable.sent_to[0]
    year = _year_of(cable)
    is_consular = "Consul" in sender.text or "Consul" in recipient.text
    return Ends(post_of(sender, cable.place, year), post_of(recipient, None, year), is_consular)


def _year_of(cable: Cable) -> int | None:
    period = period_of(cable.accession)
    said = (cable.date and cable.date.when) or (period and period.first)
    return int(said[:4]) if said else None


def ends_of(cable: Cable) -> Ends | None:
    """Between whom the cable's own number counts: the ends of its series, else its correspondents."""
    if cable.message_number and (ends := series_named(cable.message_number.text.partition(" ")[0])):
        return ends
    ends = correspondents_of(cable)
    if ends and ends.sender == DEPARTMENT and cable.form in _CIRCULARS:
        return Ends(DEPARTMENT, CIRCULAR)
    return ends


def series_named(word: str) -> Ends | None:
    """The ends of a series of telegrams by its name, in any case: "Secto"."""
    return _series().get(word.lower())


@cache
def _series() -> dict[str, Ends]:
    return {row["series"].lower(): Ends(row["sender"], row["recipient"]) for row in rows("series")}
