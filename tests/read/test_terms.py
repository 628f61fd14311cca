"""Mentions of terms: as the list has them, and nothing that only contains them."""

from __future__ import annotations

import pytest

from pipeline.model import MarkKind
from pipeline.read import Lists
from tests.read.rows import rows
from tests.read.texts import Entry, cable_of, marked

HEAD = "861.24/88: Telegram\n\nThe Consul at Omsk (Ray) to the Secretary of State\n\nOmsk, May 1, 1919.\n\n"
CAPITALS = (Entry("t_ARA", "ARA"), Entry("t_ARAM", "ARA Mission"), Entry("t_CER", "C.E.R."), Entry("t_X", "X"))
MIXED = (*CAPITALS, Entry("t_hop", "half-open port"))
TERMED = [
    ("The ARA has come.", [("ARA", "t_ARA")]),
    ("The ARA Mission has come.", [("ARA Mission", "t_ARAM")]),
    ("The C.E.R. runs.", [("C.E.R.", "t_CER")]),
    ("(ARA)", [("ARA", "t_ARA")]),
    # Parts of other words; other cases; a single letter is no term.
    ("ARAB and CARA and ARA_1 and ARA-run and pre-ARA.", []),
    ("X has come.", []),
    ("The ara.", []),
    ("The C.E. runs.", []),
]


@pytest.mark.parametrize(("text", "expected"), rows(TERMED))
@pytest.mark.parametrize("terms", [CAPITALS, MIXED], ids=["capitals", "mixed"])
def test_terms(text: str, expected: list[tuple[str, str]], terms: tuple[Entry, ...]) -> None:
    assert marked(cable_of(HEAD + text, lists=Lists((), terms)), MarkKind.TERM) == expected


def test_terms_of_small_letters() -> None:
    found = marked(cable_of(HEAD + "A half-open port of the ARA.", lists=Lists((), MIXED)), MarkKind.TERM)
    assert found == [("half-open port", "t_hop"), ("ARA", "t_ARA")]


def test_a_term_within_another_mark_is_left_alone() -> None:
    """A person's name that is a term too is the person's."""
    lists = Lists((Entry("p_A", "Ara, Lev"),), (Entry("t_A", "Ara"),))
    cable = cable_of(HEAD + "So says Ara.", lists=lists)
    assert marked(cable, MarkKind.TERM) == []
    assert ("Ara", "p_A") in marked(cable, MarkKind.PERSON)
