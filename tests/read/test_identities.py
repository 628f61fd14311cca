"""Who is meant, of several bearers of a name: what the office before it and the rest of the cable tell."""

from __future__ import annotations

import pytest

from pipeline.codes import Code
from pipeline.model import Certainty, MarkKind
from pipeline.read import Lists
from tests.read.rows import rows
from tests.read.texts import Entry, cable_of, marked, read_text

HEAD = "861.24/88: Telegram\n\nThe Consul at Omsk (Ray) to the Secretary of State\n\nOmsk, May 1, 1919.\n\n"
PERSONS = (
    Entry("p_PA", "Petrov, Anna", "Petrov, Anna, Minister of Finance until 1918; thereafter Ambassador in Peking"),
    Entry("p_PI", "Petrov, General Ivan", "Petrov, General Ivan, Deputy Minister of War"),
    Entry("p_PO", "Petrov, Olga", "Petrov, Olga, Under Secretary of Trade for Far Eastern Affairs"),
    Entry("p_TL", "Tran Van Linh"),
    Entry("p_TM", "Tran Van Linh, Madame"),
    Entry("p_CJ", "Casby, James “Jim”"),
    Entry("p_CR", "Casby, James Rupert"),
)
IDENTIFIED = [
    # The office before the name, by the words that it shares with an entry, and by how an entry begins.
    ("Ambassador Petrov has come.", ["p_PA"]),
    ("General Petrov has come.", ["p_PI"]),
    ("Gen. Petrov has come.", ["p_PI"]),
    ("Deputy Minister Petrov has come.", ["p_PI"]),
    ("Minister Petrov has come.", ["p_PA"]),
    ("The Under Secretary of Trade for Far Eastern Affairs (Petrov) has come.", ["p_PO"]),
    # The office of somebody else, of another sentence, of nobody.
    ("The Ambassador spoke. Petrov left.", [""]),
    ("He asked the Minister. General Petrov left.", ["p_PI"]),
    ("The Minister’s Petrov has come.", [""]),
    ("Ambassador Tollixer, Petrov and he.", [""]),
    ("Bishop Petrov has come.", [""]),
    # The same cable elsewhere, before or after; not where it names two.
    ("Petrov has come. Olga Petrov left.", ["p_PO", "p_PO"]),
    ("Olga Petrov and Anna Petrov. Petrov left.", ["p_PO", "p_PA", ""]),
    ("General Petrov and Petrov.", ["p_PI", "p_PI"]),
    # A wife is meant after "Madame" only.
    ("Linh and Madame Linh.", ["p_TL", "p_TM"]),
    # The list's own nickname goes before one of the language.
    ("Jim Casby has come.", ["p_CJ"]),
]


@pytest.mark.parametrize(("text", "expected"), rows(IDENTIFIED))
def test_identities(text: str, expected: list[str]) -> None:
    cable = cable_of(HEAD + text, lists=Lists(PERSONS))
    assert [value for _, value in marked(cable, MarkKind.PERSON)][1:] == expected


def test_correspondents_are_told_by_their_office() -> None:
    text = "12. Telegram From the Deputy Minister of War (Petrov) to the Minister of Finance (Petrov)\n\nThe grain has come.\n"
    cable = cable_of(text, lists=Lists(PERSONS))
    parties = [party.person for party in (*cable.sent_by, *cable.sent_to)]
    assert [(person.text, person.ref) for person in parties if person] == [("Petrov", "p_PI"), ("Petrov", "p_PA")]


def test_what_was_inferred_says_so() -> None:
    """A name that one person bears is read; which of several it means is inferred, and from where."""
    cable = cable_of(HEAD + "General Petrov and Petrov. Madame Linh.", lists=Lists(PERSONS))
    evidence = [mark.evidence for mark in cable.blocks[-1].marks if mark.kind is MarkKind.PERSON]
    assert [e.certainty for e in evidence] == [Certainty.HIGH, Certainty.MEDIUM, Certainty.HIGH]
    assert all(e.because for e in evidence)
    assert [cable.source.text[slice(*span)] for span in evidence[1].spans] == ["Petrov", "Petrov"]


def test_what_may_be_several_is_said_once() -> None:
    _, findings = read_text(HEAD + "Petrov, Petrov and Petrov.", lists=Lists(PERSONS))
    (notice,) = [f for f in findings if f.code is Code.PERSON_AMBIGUOUS]
    assert "p_PA, p_PI, p_PO" in notice.message
