"""The two ends of a correspondence, by the names of their posts: between whom "your 117" went."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.link.dating.period import period_of
from pipeline.link.posts import DEPARTMENT, post_of
from pipeline.model import Cable


class Ends(NamedTuple):
    """The two ends of the correspondence that a cable belongs to, by the names of their posts."""

    sender: str
    recipient: str

    @property
    def post(self) -> str:
        """The end that is not the Department: whose "Embassy" is meant."""
        return self.recipient if self.sender == DEPARTMENT else self.sender

    def of(self, whose: str) -> tuple[str, str]:
        """(sender, recipient) of what is called "my", "your", "Department’s", "Embassy’s"."""
        whose = whose.lower()
        if whose.startswith("dep"):
            return DEPARTMENT, self.post
        if whose in ("my", "our"):
            return self.sender, self.recipient
        if whose in ("your", "ur"):
            return self.recipient, self.sender
        return self.post, DEPARTMENT


def ends_of(cable: Cable) -> Ends | None:
    """The posts at both ends, or None where the heading does not name one at each."""
    if not (cable.sent_by and cable.sent_to):
        return None
    period = period_of(cable.accession)
    said = (cable.date and cable.date.when) or (period and period.first)
    year = int(said[:4]) if said else None
    return Ends(post_of(cable.sent_by[0], cable.place, year), post_of(cable.sent_to[0], None, year))
