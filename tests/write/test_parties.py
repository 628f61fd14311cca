"""The names of both ends in correspAction: offices as printed, controlled names in Dublin Core without the article."""

from __future__ import annotations

import pytest
from lxml import etree

from pipeline.model import Correspondent, Evidence, Reading
from pipeline.write.citation import controlled_name
from pipeline.write.tei import to_tei
from tests.cables import small_cable


def reading(text: str) -> Reading:
    return Reading(text=text, evidence=Evidence(rule="test.hand"))


PARTIES = [
    (
        Correspondent(text="the Embassy in Chad", organisation=reading("Embassy in Chad")),
        ["the Embassy in Chad"],
        "Embassy in Chad",
    ),
    (
        Correspondent(text="The British Embassy", organisation=reading("British Embassy")),
        ["The British Embassy"],
        "British Embassy",
    ),
    (Correspondent(text="All Posts", organisation=reading("All Posts")), ["All Posts"], "All Posts"),
    # A role is not the name of a body: it has no article; nor has the office of a person who is named.
    (
        Correspondent(text="the Secretary of State", role=reading("Secretary of State")),
        ["Secretary of State"],
        "Secretary of State",
    ),
    (
        Correspondent(text="Roger Marsh of the Staff", person=reading("Roger Marsh"), organisation=reading("Staff")),
        ["Roger Marsh", "Staff"],
        "Roger Marsh (Staff)",
    ),
]


@pytest.mark.parametrize(("party", "names", "controlled"), PARTIES, ids=[party.text for party, _, _ in PARTIES])
def test_names_of_a_party(party: Correspondent, names: list[str], controlled: str) -> None:
    tei = etree.fromstring(to_tei(small_cable(sent_by=(party,))))
    assert [e.text for e in tei.findall(".//{*}correspAction[@type='sent']/*")] == names
    assert controlled_name(party) == controlled
