"""Notes: which lines at the end are their list, in each style; and which marker in the text each belongs to."""

from __future__ import annotations

import pytest

from pipeline.model import MarkKind
from pipeline.read.lines import units
from pipeline.read.notes import split_notes
from tests.read.rows import rows
from tests.read.texts import cable_of, codes, leaves, read_text

HEAD = "861.24/88: Telegram\n\nThe Consul at Omsk (Ray) to the Secretary of State\n\nOmsk, May 1, 1919.\n\n"
TEXT = "The grain has come.1 The consul has paid for it.2"

SPLITS = [
    # Style by style: the notes are the same two.
    ("dotted, indented", f"{TEXT}\n\n  1. Not printed.\n  2. In rubles.", ["Not printed.", "In rubles."]),
    ("dotted, at the margin", f"{TEXT}\n\n1. Not printed.\n2. In rubles.", ["Not printed.", "In rubles."]),
    ("dotted, apart", f"{TEXT}\n\n1. Not printed.\n\n2. In rubles.", ["Not printed.", "In rubles."]),
    ("half brackets", f"{TEXT}\n\n1) Not printed.\n2) In rubles.", ["Not printed.", "In rubles."]),
    ("arrows", f"{TEXT}\n\n- Not printed.↩\n- In rubles.↩", ["Not printed.", "In rubles."]),
    ("arrows after a space", f"{TEXT}\n\n- Not printed. ↩\n- In rubles. ↩", ["Not printed.", "In rubles."]),
    ("arrows without blank lines", f"{TEXT}\n- Not printed.↩\n- In rubles.↩", ["Not printed.", "In rubles."]),
    ("bare", f"{TEXT}\n\n1 Not printed.\n2 In rubles.", ["Not printed.", "In rubles."]),
    ("stars", "The grain has come.* The consul has paid.†\n\n* Not printed.\n† In rubles.", ["Not printed.", "In rubles."]),
    ("a star, glued", "The grain has come.*\n\n*Source: Omsk, Post Files.", ["Source: Omsk, Post Files."]),
    ("one", "The grain has come.1\n\n1. Not printed.", ["Not printed."]),
    # What belongs to a note.
    (
        "of two paragraphs",
        f"{TEXT}\n\n  1. Not printed.\n  2. In rubles.\nThe rate is that of April.",
        ["Not printed.", "In rubles. The rate is that of April."],
    ),
    (
        "of two paragraphs, arrow after the last",
        f"{TEXT}\n\n- Not printed.↩\n- In rubles.\n\nThe rate is that of April.↩",
        ["Not printed.", "In rubles. The rate is that of April."],
    ),
    (
        "a number begins a line of a note",
        f"{TEXT}\n\n  1. Not printed.\n  2. In rubles.\n19 of them are false.",
        ["Not printed.", "In rubles. 19 of them are false."],
    ),
    (
        "ten and more",
        TEXT + "\n\n" + "\n".join(f"  {i}. Note {i}." for i in range(1, 13)),
        [f"Note {i}." for i in range(1, 13)],
    ),
    # What is no list of notes.
    ("none", "The grain has come.\n\nThe consul has paid for it.", []),
    ("numbered paragraphs", "The grain has come.\n\n1. It is wet.\n\n2. It is paid for.", []),
    ("numbered paragraphs after a colon", "It is said that:\n1. The grain is wet.\n2. It is paid for.", []),
    ("numbered paragraphs before notes", "Gone.1\n\n1. It is wet.\n\n2. It is paid.\n\n  1. Not printed.", ["Not printed."]),
    ("a gap", f"{TEXT}\n\n  1. Not printed.\n  3. In rubles.", []),
    ("from two", f"{TEXT}\n\n  2. Not printed.\n  3. In rubles.", []),
    ("bullets without arrows", "It is said that:\n\n- the grain is wet\n- it is paid for", []),
    ("a sum at the end", "The grain has come.1\n\n40 Rubles were paid.", []),
]


@pytest.mark.parametrize(("case", "body", "notes"), rows(SPLITS))
def test_split(case: str, body: str, notes: list[str]) -> None:
    source = HEAD + body
    text, listed = split_notes(source, units(source))
    assert [n.text for n in listed] == notes
    assert len(text) + len(listed) <= len(units(source))
    assert text[-1].span.end <= min([n.span.start for n in listed], default=len(source))


@pytest.mark.parametrize(("case", "body", "notes"), rows([row for row in SPLITS if row[2]]))
def test_listed_notes_slice_back(case: str, body: str, notes: list[str]) -> None:
    source = HEAD + body
    _, listed = split_notes(source, units(source))
    assert [" ".join(source[n.span.start : n.span.end].split()) for n in listed] == notes
    assert [n.label for n in listed] in ([str(i + 1) for i in range(len(notes))], ["*", "†"][: len(notes)])


def test_a_list_of_notes_alone_is_no_cable() -> None:
    cable, findings = read_text("  1. Not printed.\n  2. In rubles.\n")
    assert cable is None
    assert codes(findings) == ["no-body"]


# ---- which marker belongs to which note -----------------------------------------------------------------------------


def anchors(body: str) -> list[tuple[str, str | None]]:
    """(number, the twelve characters before its anchor) of each note; None for one without."""
    cable = cable_of(HEAD + body)
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
