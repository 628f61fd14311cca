"""Units: what was one paragraph, heading or item before it was copied, in each layout that copies have."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pipeline.read.lines import PAGE_LABEL, units
from tests.read.rows import rows

PARAGRAPH = (
    "The grain that was bought in the spring has not left the harbor, and the merchants who paid for it have been told to wait "
    "until the new regulations are printed, of which nobody in the customs house has seen a copy. "
)
WRAPPED = (
    "The grain that was bought in the spring has not left the harbor, and\n"
    "the merchants who paid for it have been told to wait until the new\n"
    "regulations are printed, of which nobody in the customs house has\n"
    "seen a copy."
)
WRAPPED_AGAIN = (
    "The consul has spoken with the harbor master, who is a reasonable man\n"
    "but has no instructions, and with the bishop, who has instructions but\n"
    "is not a reasonable man, and he has written to both of them at length\n"
    "without an answer."
)

TELEGRAM = "The Ambassador in the Grand Duchy of Ruritania (Ray) to the Secretary of State"
LAYOUTS = [
    ("nothing", "", []),
    ("a heading over markings", f"{TELEGRAM}\nus urgent  secret\nIt is late.", [TELEGRAM, "us urgent  secret", "It is late."]),
    ("white space", " \n\n\t\n", []),
    ("one line", "one", ["one"]),
    ("lines", "one\ntwo", ["one", "two"]),
    ("blank lines", "one\n\ntwo\n\n\nthree", ["one", "two", "three"]),
    ("spaces around", "  one  \n\t two", ["one", "two"]),
    ("a line of spaces is blank", "one\n   \ntwo", ["one", "two"]),
    ("long paragraphs", f"{PARAGRAPH}\n{PARAGRAPH}", [PARAGRAPH.strip()] * 2),
    ("soft-wrapped", f"{WRAPPED}\n\n{WRAPPED_AGAIN}", [WRAPPED, WRAPPED_AGAIN]),
    ("soft-wrapped under a heading", f"861.00/1\n\n{WRAPPED}\n\n{WRAPPED_AGAIN}", ["861.00/1", WRAPPED, WRAPPED_AGAIN]),
    (
        "soft-wrapped, indented first lines, no blank lines",
        f"    {WRAPPED}\n    {WRAPPED_AGAIN}",
        [WRAPPED, WRAPPED_AGAIN],
    ),
    (
        "soft-wrapped, a list of short lines between",
        f"{WRAPPED}\n\nwheat\nrye\noats\n\n{WRAPPED_AGAIN}",
        [WRAPPED, "wheat", "rye", "oats", WRAPPED_AGAIN],
    ),
    (
        "a column of names is no paragraph",
        "Aldous\nBarlow\nCorliss\nDunne\nEkström\nFernald\nGrey\nHarlan",
        ["Aldous", "Barlow", "Corliss", "Dunne", "Ekström", "Fernald", "Grey", "Harlan"],
    ),
]


@pytest.mark.parametrize(("case", "source", "expected"), rows(LAYOUTS))
def test_layouts(case: str, source: str, expected: list[str]) -> None:
    assert [u.text for u in units(source)] == expected


@pytest.mark.parametrize("source", [row[1] for row in LAYOUTS], ids=[row[0] for row in LAYOUTS])
def test_units_slice_back(source: str) -> None:
    """Spans are of the source, in order and apart, and together hold all of it but white space."""
    found = units(source)
    assert [source[u.span.start : u.span.end] for u in found] == [u.text for u in found]
    assert all(a.span.end < b.span.start for a, b in pairwise(found))
    assert "".join("".join(u.text.split()) for u in found) == "".join(source.split())


def test_after_blank_and_indent() -> None:
    assert [(u.text, u.after_blank, u.indent) for u in units("one\ntwo\n\n  three\n\tfour")] == [
        ("one", True, 0),
        ("two", False, 0),
        ("three", True, 2),
        ("four", False, 1),
    ]


PAGES = [
    ("[Page 301]", "301"),
    ("[Page 7]", "7"),
    ("[Page 1204]", "1204"),
    ("[Page xviii]", "xviii"),
    ("[Page A-3]", "A-3"),
    ("[Page 12a]", "12a"),
    ("[Page]", None),
    ("[Pages 3–4]", None),
    ("(Page 3)", None),
    ("[page 3]", None),
    ("[Page 3", None),
    ("[Page three]", None),
]


@pytest.mark.parametrize(("label", "n"), PAGES, ids=[label for label, _ in PAGES])
def test_page_labels(label: str, n: str | None) -> None:
    m = PAGE_LABEL.fullmatch(label)
    assert (m["n"] if m else None) == n
