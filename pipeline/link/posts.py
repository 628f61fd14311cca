"""Posts: the names under which the two ends of a correspondence are looked up.

A chief of mission "in the Soviet Union" and a telegram "from Moscow" are one post; the Secretary of State writes for the
Department.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.knowledge import rows
from pipeline.model import Correspondent, Reading

DEPARTMENT = "Department of State"

_DEPARTMENT = re.compile(r"(?:Acting |Under |Assistant )*Secretary of State\b|Department(?: of State)?$")


def post_of(party: Correspondent, place: Reading | None, year: int | None) -> str:
    """The post or office of a party: "Moscow", "Department of State"; a person without one goes by name.

    place: where the dateline says that it wrote; year: of the cable, as seats of government moved.
    """
    for said in (party.role, party.organisation):
        if said and _DEPARTMENT.match(said.text):
            return DEPARTMENT
    if party.place:
        return post_named(party.place.text, year)
    if party.role and place:
        return post_named(_town(place.text), year)
    named = party.organisation or party.role or party.person
    return named.text if named else party.text


def post_named(place: str, year: int | None) -> str:
    """The post that sits in a country, or in the place itself: "the Soviet Union" → "Moscow", "Shanghai" → "Shanghai"."""
    place = place.removeprefix("the ")
    seats = _seats().get(place, ())
    fitting = [post for post, since, until in seats if year is None or since <= year <= until]
    return fitting[0] if len(fitting) == 1 else place


def _town(place: str) -> str:
    """Where an office of a dateline is: "Legation of the United States, London" → "London"."""
    office, comma, town = place.partition(", ")
    return town if comma and not _offices().isdisjoint(office.split()) else place


@cache
def _offices() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("offices"))


@cache
def _seats() -> dict[str, tuple[tuple[str, int, int], ...]]:
    """Each country's posts, with the first and the last year of each."""
    seats: dict[str, tuple[tuple[str, int, int], ...]] = {}
    for row in rows("posts"):
        seat = (row["post"], int(row["from"] or 0), int(row["to"] or 9999))
        for country in row["countries"].split(";"):
            seats[country] = (*seats.get(country, ()), seat)
    return seats
