"""The years of a collection: those that the manifest gives, or that its title names ("1955–1957, Japan, Volume XXIII")."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.model import Accession
from pipeline.patterns import DASH, Pattern

_YEAR = r"(?:1[789]\d\d|20\d\d)"
YEARS = Pattern(
    rf"""(?<!\d) (?P<message>[A-Z][a-z]{{2,8}}\s\d{{1,2}},\s)? (?P<year>{_YEAR})
         (?: {DASH} (?:[A-Z][a-z]{{2,8}}\s)? (?P<last>{_YEAR}|\d\d) )? (?!\d)""",
    matches=["1943", "1952–1954", "1955-57", "1969–October 1970", "December 7, 1896"],
    rejects=["Volume II", "18601", "XXIII–XXIV", "1955–"],
)


class Period(NamedTuple):
    """The first and the last of its days, each as precise as it was given ("1943", "1950-06"); either may be open."""

    first: str | None
    last: str | None
    because: str

    @property
    def year(self) -> int | None:
        """The one year that it lies in; None where there are several."""
        return int(self.first[:4]) if self.first and self.last and self.first[:4] == self.last[:4] else None

    def has_year(self, year: int, *, give: int = 0) -> bool:
        """Whether it has days of that year; give: how many years before and after it may be, too."""
        return int((self.first or "0")[:4]) - give <= year <= int((self.last or "9999")[:4]) + give


def period_of(accession: Accession) -> Period | None:
    """What bounds the papers of a collection, or None where nothing says. What the archive gives goes before the title."""
    if accession.date_from or accession.date_to:
        return Period(accession.date_from, accession.date_to, "the manifest gives its collection these dates")
    edition = accession.collection.removeprefix("frus") if accession.collection.startswith("frus") else ""
    return _named_in(accession.collection_title) or _named_in(edition)


@lru_cache(maxsize=256)
def _named_in(title: str) -> Period | None:
    """The years that a title names; of several, the fewest within the first: "1961–1963, Volume II, Vietnam, 1962"."""
    named = [_years(m) for m in YEARS.finditer(title)]
    within = [(first, last) for first, last in named if named[0][0] <= first and last <= named[0][1]]
    if not within:
        return None
    first, last = min(within, key=lambda years: years[1] - years[0])
    return Period(str(first), str(last), "the title of its collection names these years")


def _years(m: re.Match[str]) -> tuple[int, int]:
    """First and last. A full day is that of an annual message, with which go the papers since the one before."""
    first = m["year"]
    if m["message"]:
        return int(first) - 1, int(first)
    last = m["last"] or first
    return int(first), int(first[: 4 - len(last)] + last)
