"""Mentions of people: the forms under which an authority list's entries occur, their extent, and what is left alone."""

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
    Entry("p_GR", "Grau, Rear Admiral Frederick T., Jr., USN"),
    Entry("p_RA", "Ramos Vidal, Tomás (Chico)"),
    Entry("p_AR", "Arbúthnot, William"),
    Entry("p_MO", "Montreuil, Jacques de"),
    Entry("p_NL", "Nguyen Van Lam"),
    Entry("p_NT", "Nguyen Thi Tam"),
    Entry("p_HW", "Hsu Wei-ming"),
    Entry("p_SA", "al-Sabri, Karim"),
    Entry("p_KE", "Keller (also Köhler), Otto"),
    Entry("p_TH", "Thomas, Hugh"),
    Entry("p_TQ", "Quist, Thomas"),
    Entry("p_MY", "May, Robert K."),
    Entry("p_DO", "Do"),
    Entry("p_BE", "Bell, Henry"),
    Entry("p_RB", "Ruiz-Bermann, José"),
    Entry("p_IH", "Ibrahim, Hadi"),
)

MENTIONS = [
    # By the surname; by the full name.
    ("Orlov has come.", [("Orlov", "p_OL")]),
    ("So says Orlov.", [("Orlov", "p_OL")]),
    ("Lev Orlov has come.", [("Lev Orlov", "p_OL")]),
    ("Orlov, Orlov and Orlov.", [("Orlov", "p_OL")] * 3),
    ("Jan Van Meer and Van Meer.", [("Jan Van Meer", "p_VM"), ("Van Meer", "p_VM")]),
    ("Grace M. O’Brien-Lacy is here.", [("Grace M. O’Brien-Lacy", "p_OB")]),
    ("Grace O’Brien-Lacy is here.", [("Grace O’Brien-Lacy", "p_OB")]),
    ("O’Brien-Lacy and O'Brien-Lacy are here.", [("O’Brien-Lacy", "p_OB"), ("O'Brien-Lacy", "p_OB")]),
    ("Zhukovsky is here.", [("Zhukovsky", "p_ZH")]),
    ("So says (Orlov).", [("Orlov", "p_OL")]),
    # Titles stay outside, those of the list too; "Jr." after a full name is part of it.
    ("Mr. Orlov’s grain has come.", [("Orlov", "p_OL")]),
    ("Admiral Grau and Rear Admiral F. T. Grau.", [("Grau", "p_GR"), ("F. T. Grau", "p_GR")]),
    ("Frederick T. Grau, Jr., is here.", [("Frederick T. Grau, Jr.", "p_GR")]),
    ("Mr. Grau, Junior Fellow.", [("Grau", "p_GR")]),
    # Initials, short given names, nicknames of the language and of the list.
    ("F.T. Grau, F.T.Grau and F. Grau.", [("F.T. Grau", "p_GR"), ("F.T.Grau", "p_GR"), ("F. Grau", "p_GR")]),
    ("Fred Grau and Bill Arbuthnot.", [("Fred Grau", "p_GR"), ("Bill Arbuthnot", "p_AR")]),
    ("Chico Ramos and “Chico” Ramos.", [("Chico Ramos", "p_RA"), ("Chico” Ramos", "p_RA")]),
    # Accents and capitals.
    ("Arbuthnot and ARBÚTHNOT.", [("Arbuthnot", "p_AR"), ("ARBÚTHNOT", "p_AR")]),
    ("TOMAS RAMOS SAYS SO.", [("TOMAS RAMOS", "p_RA")]),
    # A surname of two words by its first; the parts of a double one.
    ("Ramos Vidal and Ramos.", [("Ramos Vidal", "p_RA"), ("Ramos", "p_RA")]),
    ("Ruiz-Bermann and Bermann.", [("Ruiz-Bermann", "p_RB"), ("Bermann", "p_RB")]),
    # Particles, wherever the list has them.
    ("M. de Montreuil and Jacques de Montreuil.", [("de Montreuil", "p_MO"), ("Jacques de Montreuil", "p_MO")]),
    ("Al-Sabri, Karim al-Sabri and Karim.", [("Al-Sabri", "p_SA"), ("Karim al-Sabri", "p_SA"), ("Karim", "p_SA")]),
    # Names in the order of their language; a family's name is nobody's.
    ("Nguyen Van Lam and Lam.", [("Nguyen Van Lam", "p_NL"), ("Lam", "p_NL")]),
    ("Nguyen has come.", []),
    ("Hsu Wei-ming and Hsu.", [("Hsu Wei-ming", "p_HW"), ("Hsu", "p_HW")]),
    ("Ibrahim Hadi has come.", [("Ibrahim Hadi", "p_IH")]),
    # Another surname in brackets.
    ("Keller and Kohler.", [("Keller", "p_KE"), ("Kohler", "p_KE")]),
    # Hyphens before and after.
    ("Pro-Orlov, anti-Orlov and Orlov-inspired.", [("Orlov", "p_OL")] * 2),
    ("The Orlov-Grau talks, the Orlov–Grau talks.", [("Orlov", "p_OL"), ("Grau", "p_GR")] * 2),
    # A surname that two share is left without a link; their full names are not.
    ("Petrov has come.", []),
    ("Anna Petrov and Ivan Petrov.", [("Anna Petrov", "p_PA"), ("Ivan Petrov", "p_PI")]),
    ("Ivan Sergeevich Petrov and I. Petrov.", [("Ivan Sergeevich Petrov", "p_PI"), ("I. Petrov", "p_PI")]),
    # Another bearer: a given name of the list that is not his, a word between a title and the name, a foreign particle.
    ("William Orlov has come.", []),
    ("W. Orlov has come.", []),
    ("Dr. Casimir Orlov has come.", []),
    ("Hassan bin Orlov has come.", []),
    # A surname that is a given name too.
    ("Thomas says so.", [("Thomas", "p_TH")]),
    ("Thomas Casby says so.", []),
    ("Hugh Thomas says so.", [("Hugh Thomas", "p_TH")]),
    # Ordinary words are names after a title or a given name; some also within a sentence, and then at its beginning.
    ("In May the ice goes.", []),
    ("Mr. May and Robert May.", [("May", "p_MY"), ("Robert May", "p_MY")]),
    ("Mr. May comes in May.", [("May", "p_MY")]),
    ("Do come.", []),
    ("Here Do speaks.", [("Do", "p_DO")]),
    ("Bell rings.", []),
    ("Bell rings. Mr. Bell comes.", [("Bell", "p_BE")] * 2),
    ("A BELL RINGS.", []),
    # Words that only contain a name.
    ("The Orlovs and Orlovka.", []),
    ("The Orlov-Denisov house.", []),
    ("orlov has come.", []),
    ("Li has come to Lima.", [("Li", "p_LI")]),
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


def test_persons_on_lines_of_their_own() -> None:
    """In a list of names the one above is no given name, though he may bear one."""
    text = HEAD + "Thomas\nOrlov"
    assert marked(cable_of(text, lists=Lists(PERSONS)), MarkKind.PERSON)[-2:] == [("Thomas", "p_TH"), ("Orlov", "p_OL")]


def test_persons_in_notes_and_heading() -> None:
    text = (
        "861.24/88: Telegram\n\nThe Mayor of Omsk (Orlov) to the Secretary of State\n\nIt1 is wet.\n\n  1. So says Lev Orlov.\n"
    )
    cable = cable_of(text, lists=Lists(PERSONS))
    assert marked(cable, MarkKind.PERSON) == [("Orlov", "p_OL"), ("Lev Orlov", "p_OL")]
    assert cable.notes[0].marks[0].value == "p_OL"
    assert [party.person.ref for party in cable.sent_by if party.person] == ["p_OL"]


@pytest.mark.parametrize("n", range(50, 70))
def test_no_part_of_a_word_is_a_name(n: int) -> None:
    """Wherever the neighbourhood of a name ends: it is no "Li" in "Lilac"."""
    cable = cable_of(HEAD + f"Orlov {'x' * n} Lilac.", lists=Lists(PERSONS))
    assert marked(cable, MarkKind.PERSON)[1:] == [("Orlov", "p_OL")]


def test_a_correspondent_is_no_ordinary_word() -> None:
    text = "12. Telegram From the Consul at Omsk (May) to the Department of State\n\nIn May the ice goes.\n"
    assert marked(cable_of(text, lists=Lists(PERSONS)), MarkKind.PERSON) == [("May", "p_MY")]


def test_a_cross_reference_has_its_name() -> None:
    """ "Ky, see Nguyen Cao Ky": the text says Ky, and the list has that entry."""
    lists = Lists((Entry("p_LA", "Lam", "Lam, see Nguyen Van Lam"), Entry("p_NL", "Nguyen Van Lam")))
    cable = cable_of(HEAD + "Lam and Nguyen Van Lam.", lists=lists)
    assert marked(cable, MarkKind.PERSON)[1:] == [("Lam", "p_LA"), ("Nguyen Van Lam", "p_NL")]


def test_unlisted_forms_of_names_do_no_harm() -> None:
    """Whatever stands in the name column, the list is read."""
    odd = ["", ",", "-", "al-", "X-, Y", "al-Said, de", "(Only)", ", Lev", "Ⅷ, Ⅷ", "de", "II", "Mr., Jr.", "“Q”, “R”"]
    lists = Lists(tuple(Entry(f"p_{i}", name) for i, name in enumerate(odd)))
    assert cable_of(HEAD + "De X- and al-Said said II to Lev. Mr. Y.", lists=lists).blocks


def test_no_lists_no_marks() -> None:
    assert [m for m in marked(cable_of(HEAD + "Lev Orlov of the ARA."), MarkKind.PERSON) if m[1]] == []
