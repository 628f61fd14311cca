"""Alignment: which marker in the text each note of the list belongs to, and how sure that is."""

from __future__ import annotations

import pytest

from pipeline.model import Certainty, Mark, MarkKind
from tests.read.rows import rows
from tests.read.texts import cable_of, leaves, read_text

HEAD = "861.24/88: Telegram\n\nThe Consul at Omsk (Ray) to the Secretary of State\n\nOmsk, May 1, 1919.\n\n"


def anchors(body: str, head: str = HEAD) -> list[tuple[str, str | None]]:
    """(number, the twelve characters before its anchor) of each note; None for one without."""
    cable = cable_of(head + body)
    places = {
        m.value: b.text[max(0, m.start - 12) : m.start]
        for b in leaves(cable.blocks)
        for m in b.marks
        if m.kind is MarkKind.NOTE
    }
    return [(n.n, places.get(n.id)) for n in cable.notes]


def notes(*texts: str) -> str:
    return "\n\n" + "\n".join(f"  {i}. {text}" for i, text in enumerate(texts, start=1))


LONG = "It was a long day, and all that was said of the grain has been said by him before, so that it is left out here."
SPEAKING = notes("The Zemstvo was elected in April.", "The Provisional Duma was not.", "The Bishop of Perm.", "So he says.")
THREE = notes("Not printed.", "In rubles.", "Twice.")
FOUR = notes("Not printed.", "In rubles.", "Twice.", "So he says.")
TWO = notes("In rubles.", "Twice.")
SIX = notes("One.", "Two.", "Three.", "Four.", "Five.", "Six.")
TWICE = notes("Rye.", "Not printed.", "Wheat.", "Not printed.", "Milled.")
FIVE = notes("Not printed.", "In rubles.", "Of wheat.", "His name was Orlov.", "At Omsk.")
ALIGNED = [
    # Printed numbers that begin with the list, run far ahead of it, or start anew with a page.
    (
        "from one",
        "The grain1 has come, paid2 for and weighed.3" + notes("Not printed.", "In rubles.", "Twice."),
        [("1", "The grain"), ("2", " come, paid"), ("3", "and weighed.")],
    ),
    (
        "far ahead",
        "The grain87 has come, paid88 for and weighed.89" + THREE,
        [("87", "The grain"), ("88", " come, paid"), ("89", "and weighed.")],
    ),
    (
        "across a hundred",
        "The grain98 has come, paid99 for and weighed.100 It is wet.101" + FOUR,
        [("98", "The grain"), ("99", " come, paid"), ("100", "and weighed."), ("101", " It is wet.")],
    ),
    (
        "restart",
        "The grain98 has come, paid99 for and weighed.1 It is wet.2" + FOUR,
        [("98", "The grain"), ("99", " come, paid"), ("1", "and weighed."), ("2", " It is wet.")],
    ),
    # Markers that the copy has lost: the number is that of its place.
    (
        "first lost",
        "The grain has come, paid12 for, weighed13 and ground14 at last15 here." + FIVE,
        [("11", None), ("12", " come, paid"), ("13", "for, weighed"), ("14", "d and ground"), ("15", "d at last")],
    ),
    (
        "middle lost",
        "The grain11 has come, paid12 for, weighed and ground14 at last15 here." + FIVE,
        [("11", "The grain"), ("12", " come, paid"), ("13", None), ("14", "d and ground"), ("15", "d at last")],
    ),
    (
        "last lost, by what the words share",
        f"The Zemstvo11 has met. {LONG} The Provisional Duma12 too. {LONG} And the Bishop13 is ill." + SPEAKING,
        [("11", "The Zemstvo"), ("12", "isional Duma"), ("13", "d the Bishop"), ("14", None)],
    ),
    (
        "first lost, by what the words share",
        f"The Zemstvo met. {LONG} The Provisional Duma12 too. {LONG} And the Bishop13 is ill. {LONG} It is cold.14" + SPEAKING,
        [("11", None), ("12", "isional Duma"), ("13", "d the Bishop"), ("14", " It is cold.")],
    ),
    (
        "all lost",
        "The grain has come, paid for, weighed and ground at last here." + FIVE,
        [("1", None), ("2", None), ("3", None), ("4", None), ("5", None)],
    ),
    (
        "a marker after a year",
        "The grain was bought in 191811 and paid12 for." + notes("Not printed.", "In rubles."),
        [("11", "ught in 1918"), ("12", "918 and paid")],
    ),
    (
        "after a stop, a quotation mark, a bracket",
        "The grain.11 So “said he.”12 (He is ill.)13" + notes("Not printed.", "In rubles.", "Twice."),
        [("11", "The grain."), ("12", "o “said he.”"), ("13", "(He is ill.)")],
    ),
    ("stars", "The grain* has come, paid† for.\n\n* Not printed.\n† In rubles.", [("*", "The grain"), ("†", " come, paid")]),
    # Digits that run into what stands before them.
    ("after a year", "It came in 19121 and went in 1913.2" + TWO, [("1", "came in 1912"), ("2", "ent in 1913.")]),
    ("after a day", "Of June 91 and of June 202 we know." + TWO, [("1", "Of June 9"), ("2", " of June 20")]),
    (
        "after a day of one digit",
        "Of July 314 and July 115 we know.16" + THREE,
        [("14", "Of July 3"), ("15", "July 1"), ("16", "we know.")],
    ),
    ("after a number", "My 8041 and 805,2 of May." + TWO, [("1", "My 804"), ("2", " and 805,")]),
    (
        "after a symbol with a stroke",
        "By ZK 17/41 and ZK 18/32 we know.3" + THREE,
        [("1", "ZK 17/4"), ("2", "ZK 18/3"), ("3", "we know.")],
    ),
    (
        "two in one place",
        "The grain of 190412 has come.3" + THREE,
        [("1", "rain of 1904"), ("2", "rain of 1904"), ("3", "has come.")],
    ),
    # Numbers that do not count with the list.
    ("from nought", "The grain0 has come1 at last.2" + THREE, [("0", "The grain"), ("1", "has come"), ("2", "at last.")]),
    (
        "letters",
        "The grain14 came,14a was paid14b and ground.15" + FOUR,
        [("14", "grain"), ("14a", "came,"), ("14b", "was paid"), ("15", "ground.")],
    ),
    (
        "a new page",
        "The grain1 came,2 was paid1 and ground.2" + FOUR,
        [("1", "grain"), ("2", "came,"), ("1", "was paid"), ("2", "ground.")],
    ),
    (
        "one number left out",
        "The grain7 came,8 was paid10 and ground.11" + FOUR,
        [("7", "grain"), ("8", "came,"), ("10", "was paid"), ("11", "ground.")],
    ),
    (
        "a note printed twice",
        "The grain5 of May,6 of June,7 of July,6 and ground.8" + TWICE,
        [("5", "grain"), ("6", "May,"), ("7", "June,"), ("6", "July,"), ("8", "ground.")],
    ),
    (
        "signs among numbers",
        "The grain4 came,* was paid† and ground.5" + FOUR,
        [("4", "grain"), ("*", "came,"), ("†", "was paid"), ("5", "ground.")],
    ),
    ("a sign first", "The grain* came,31 was paid.32" + THREE, [("*", "grain"), ("31", "came,"), ("32", "was paid.")]),
    (
        "columns copied row by row",
        "Mr. Orlov1\tMr. Popov4\n\nMr. Ivanov2\tMr. Sokolov5\n\nMr. Lebedev3\tall of Omsk6" + SIX,
        [("1", "Orlov"), ("2", "Ivanov"), ("3", "Lebedev"), ("4", "Popov"), ("5", "Sokolov"), ("6", "of Omsk")],
    ),
    # What the note says of its passage.
    (
        "the number that the note names",
        "In my 4121 of May and in my 5131 of June the grain was named." + notes("Telegram 513 is not printed."),
        [("1", " my 513")],
    ),
    (
        "a person whom the note names",
        f"Mr. Orlov2 has come. {LONG} Mr. Popov2 has not." + notes("Ivan Popov, of the Zemstvo."),
        [("2", "Mr. Popov")],
    ),
    (
        "by what the words share",
        "The meeting of the Zemstvo7 was long. He spoke of the Provisional Duma.8"
        + notes("The Zemstvo was elected in April.", "Elected by the Provisional Duma."),
        [("7", " the Zemstvo"), ("8", "sional Duma.")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("case", "body", "expected"), rows(ALIGNED))
def test_alignment(case: str, body: str, expected: list[tuple[str, str | None]]) -> None:
    found = anchors(body)
    assert [n for n, _ in found] == [n for n, _ in expected]
    for (_, before), (_, wanted) in zip(found, expected, strict=True):
        assert (before is None) == (wanted is None)
        assert (before or "").endswith((wanted or "").strip())


FALSE_CANDIDATES = [
    ("days", "On June 11 and July 12 the grain11 came and is paid12 for."),
    ("decimals", "At 4.11 tons and 5.12 tons the grain11 came and is paid12 for."),
    ("pages", "On p.11 and p.12 the grain11 came and is paid12 for."),
    ("page labels", "On [Page 11] and [Page 12] the grain11 came and is paid12 for."),
    ("paragraphs", "[“]11. Of wheat. [“]12. Of rye. The grain11 came and is paid12 for."),
    ("fractions and shares", "Of 9/11 and 8.12% the grain11 came and is paid12 for."),
    ("years", "Since 1917 the grain11 of 1918 has come, as in 1914, paid12 for."),
    ("file numbers", "By 861.24/87 and 861.24/12 the grain11 has come and is paid12 for."),
    ("sums", "The grain11 has cost R12,500 and $11.50 a ton and is paid12 for."),
    ("hours", "At 6.11 and 7:12 the grain11 has come and is paid12 for."),
    ("designations", "U–11 and the U12-boats saw the grain11 that is paid12 for."),
    ("ordinals", "On the 11th and the 12th the grain11 came and is paid12 for."),
    ("paragraph numbers", "(11) and (12) say that the grain11 came and is paid12 for."),
    ("numbers of telegrams", "In my 11 and your 12 the grain11 came and is paid12 for."),
]
"""Each has the markers 11 and 12, after "grain" and "paid", among numbers that are none."""


@pytest.mark.parametrize(("case", "body"), rows(FALSE_CANDIDATES))
def test_false_candidates(case: str, body: str) -> None:
    (first, before_first), (second, before_second) = anchors(body + notes("Not printed.", "In rubles."))
    assert (first, second) == ("11", "12")
    assert before_first is not None
    assert before_second is not None
    assert before_first.endswith("grain")
    assert before_second.endswith("paid")


def test_a_lost_marker_is_reported() -> None:
    body = f"The Zemstvo has met. {LONG} The Provisional Duma12 too. {LONG} And the Bishop13 is ill."
    _, findings = read_text(HEAD + body + notes("So he says.", "The Provisional Duma of Ufa.", "The Bishop of Perm."))
    assert [(f.code.value, f.subject) for f in findings] == [("note-unanchored", "11"), ("note-number-inferred", "11")]


def test_a_marker_that_counts_on_is_reported() -> None:
    body = "The Zemstvo11 has met, the Provisional Duma12 too, and the Bishop13 is ill.14 So he says.15"
    _, findings = read_text(HEAD + body + notes("The Zemstvo of April.", "The Provisional Duma.", "The Bishop of Perm."))
    assert [(f.code.value, f.subject) for f in findings] == [("marker-without-note", "14"), ("marker-without-note", "15")]


def test_a_marker_too_many_is_reported() -> None:
    """Three notes cannot answer four markers; which one has none is open, that one has is not."""
    body = "The grain11 has come, paid12 for, weighed13 and ground.14"
    _, findings = read_text(HEAD + body + notes("Not so.", "In rubles.", "Twice."))
    assert [f.code.value for f in findings] == ["marker-without-note"]


def test_marker_of_the_heading() -> None:
    """A note on the whole document has its marker at the heading."""
    text = (
        "The Consul at Omsk (Ray) to the Secretary of State1\n\nOmsk, May 1, 1919.\n\n7. The grain2 has come.\n\n"
        "  1. Source: Omsk Consulate, Post Files.\n  2. Of wheat.\n"
    )
    cable = cable_of(text)
    assert [(n.n, n.is_anchored) for n in cable.notes] == [("1", True), ("2", True)]
    heading = next(b for b in cable.blocks if b.kind.value == "heading")
    assert heading.text == "The Consul at Omsk (Ray) to the Secretary of State"
    assert [(m.start, m.value) for m in heading.marks if m.kind is MarkKind.NOTE] == [(len(heading.text), "n1")]


# ---- how sure it is -------------------------------------------------------------------------------------------------


def marks(body: str) -> list[Mark]:
    return [m for b in leaves(cable_of(HEAD + body).blocks) for m in b.marks if m.kind is MarkKind.NOTE]


def test_what_is_printed_apart_has_no_certainty() -> None:
    assert [m.evidence.certainty for m in marks("The grain1 has come, paid2 for and weighed.3" + THREE)] == [None] * 3


def test_the_end_of_a_longer_number_is_less_sure() -> None:
    """ "39" could be a day of none; "4122" could be its own number, were there no other note to ask for the 2."""
    first, second, third = marks("The grain1 of my 4122 has come.3" + THREE)
    assert first.evidence.certainty is None
    assert second.evidence.certainty in (Certainty.MEDIUM, Certainty.LOW)
    assert "“2”" in second.evidence.because
    assert third.evidence.certainty is None


def test_of_two_equal_candidates_none_is_taken() -> None:
    """Either 412 or 415 may have note 2; nothing says which."""
    found = anchors("The grain1 of my 4122 and my 4152 has come. It is wet, he says.3" + THREE)
    assert [before for _, before in found][1] is None


def test_a_source_note_belongs_to_the_heading() -> None:
    """Of two markers with one number the one at the heading has the note on the whole document."""
    head = HEAD.replace("Secretary of State", "Secretary of State1")
    found = anchors("He has 31 tons. The grain1 has come.2" + notes("Source: Omsk, Post Files.", "Twice."), head)
    assert found == [("1", "ary of State"), ("2", "n1 has come.")]
