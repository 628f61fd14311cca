"""Notes: which lines at the end are their list, in each style."""

from __future__ import annotations

import pytest

from pipeline.read.apparatus.notes import split_notes
from pipeline.read.lines import units
from tests.read.rows import rows
from tests.read.texts import codes, read_text

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
    ("an empty one", f"{TEXT}\n\n  1. Not printed.\n  2.\n  3. In rubles.", ["Not printed.", "", "In rubles."]),
    # What is no list of notes.
    ("none", "The grain has come.\n\nThe consul has paid for it.", []),
    ("numbered paragraphs", "The grain has come.\n\n1. It is wet.\n\n2. It is paid for.", []),
    ("numbered paragraphs after a colon", "It is said that:\n1. The grain is wet.\n2. It is paid for.", []),
    ("numbered paragraphs before notes", "Gone.1\n\n1. It is wet.\n\n2. It is paid.\n\n  1. Not printed.", ["Not printed."]),
    ("a gap", f"{TEXT}\n\n  1. Not printed.\n  3. In rubles.", []),
    ("from two", f"{TEXT}\n\n  2. Not printed.\n  3. In rubles.", []),
    ("bullets without arrows", "It is said that:\n\n- the grain is wet\n- it is paid for", []),
    ("items whose labels have their own lines", f"{TEXT}\n\n1.\nIt is wet.\n2.\nIt is paid for.", []),
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
