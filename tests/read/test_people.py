"""Mentions of people and terms: the forms under which an authority list's entries occur, and those that are left alone."""

from __future__ import annotations

import pytest

from pipeline.model import MarkKind
from pipeline.read import Lists
from tests.read.rows import rows
from tests.read.texts import Entry, cable_of, marked

HEAD = "861.24/88: Telegram\n\nThe Consul at Omsk (Ray) to the Secretary of State\n\nOmsk, May 1, 1919.\n\n"
PERSONS = (
    Entry("p_OL", "Orlov, Lev, Mayor of Omsk"),
    Entry("p_PA", "Petrov, Anna"),
    Entry("p_PI", "Petrov, Ivan Sergeevich"),
    Entry("p_VM", "Van Meer, Jan"),
    Entry("p_OB", "O’Brien-Lacy, Grace M., Vice Consul"),
    Entry("p_LI", "Li"),
    Entry("p_ZH", "Zhukovsky"),
)

MENTIONS = [
    # By the surname, where one person of the list bears it; by the full name.
    ("Orlov has come.", [("Orlov", "p_OL")]),
    ("So says Orlov.", [("Orlov", "p_OL")]),
    ("Lev Orlov has come.", [("Lev Orlov", "p_OL")]),
    ("Mr. Orlov’s grain has come.", [("Orlov", "p_OL")]),
    ("Orlov, Orlov and Orlov.", [("Orlov", "p_OL")] * 3),
    ("Jan Van Meer and Van Meer.", [("Jan Van Meer", "p_VM"), ("Van Meer", "p_VM")]),
    ("Grace M. O’Brien-Lacy is here.", [("Grace M. O’Brien-Lacy", "p_OB")]),
    ("Grace O’Brien-Lacy is here.", [("Grace O’Brien-Lacy", "p_OB")]),
    ("O’Brien-Lacy is here.", [("O’Brien-Lacy", "p_OB")]),
    ("Zhukovsky is here.", [("Zhukovsky", "p_ZH")]),
    ("So says (Orlov).", [("Orlov", "p_OL")]),
    # A surname that two share is left alone; their full names are not.
    ("Petrov has come.", []),
    ("Anna Petrov and Ivan Petrov.", [("Anna Petrov", "p_PA"), ("Ivan Petrov", "p_PI")]),
    ("Ivan Sergeevich Petrov.", [("Ivan Sergeevich Petrov", "p_PI")]),
    # Words that only contain a name.
    ("The Orlovs and Orlovka.", []),
    ("The Orlov-Denisov house.", []),
    ("orlov and ORLOV.", []),
    ("Li has come to Lima.", []),
    ("Lev has come.", []),
    ("The Mayor of Omsk has come.", []),
]


@pytest.mark.parametrize(("text", "expected"), rows(MENTIONS))
def test_persons(text: str, expected: list[tuple[str, str]]) -> None:
    cable = cable_of(HEAD + text, lists=Lists(PERSONS))
    found = [mark for mark in marked(cable, MarkKind.PERSON) if mark[1]]
    assert found == expected


def test_persons_across_lines() -> None:
    """A name that a soft-wrapped copy breaks is the same name."""
    text = HEAD + "So Lev\nOrlov says."
    blocks = cable_of(text, lists=Lists(PERSONS)).blocks
    assert "p_OL" in [m.value for b in blocks for m in b.marks]


def test_persons_in_notes_and_heading() -> None:
    text = (
        "861.24/88: Telegram\n\nThe Mayor of Omsk (Orlov) to the Secretary of State\n\nIt1 is wet.\n\n  1. So says Lev Orlov.\n"
    )
    cable = cable_of(text, lists=Lists(PERSONS))
    assert ("Lev Orlov", "p_OL") in marked(cable, MarkKind.PERSON)
    assert cable.notes[0].marks[0].value == "p_OL"


TERMS = (Entry("t_ARA", "ARA"), Entry("t_CER", "C.E.R."), Entry("t_hop", "half-open port"), Entry("t_X", "X"))
TERMED = [
    ("The ARA has come.", [("ARA", "t_ARA")]),
    ("The C.E.R. runs.", [("C.E.R.", "t_CER")]),
    ("A half-open port.", [("half-open port", "t_hop")]),
    ("ARAB and CARA.", []),
    ("X has come.", []),
    ("The ara.", []),
]
"""As they stand; a single letter is no term."""


@pytest.mark.parametrize(("text", "expected"), rows(TERMED))
def test_terms(text: str, expected: list[tuple[str, str]]) -> None:
    assert marked(cable_of(HEAD + text, lists=Lists((), TERMS)), MarkKind.TERM) == expected


def test_no_lists_no_marks() -> None:
    assert [m for m in marked(cable_of(HEAD + "Lev Orlov of the ARA."), MarkKind.PERSON) if m[1]] == []
