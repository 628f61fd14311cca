"""Tables, quotations and lists within lists."""

from __future__ import annotations

import pytest

from pipeline.model import Block, BlockKind
from tests.read.rows import rows
from tests.read.texts import cable_of, kinds

HEAD = "861.24/88: Telegram\n\nThe Consul at Omsk (Ray) to the Secretary of State\n\nOmsk, May 1, 1919.\n\n"


def shape(block: Block) -> object:
    """The text of what holds no blocks, else the shapes of those."""
    return [shape(b) for b in block.blocks] or block.text


def body(text: str) -> list[tuple[str, object]]:
    return [(b.kind.value, shape(b)) for b in cable_of(HEAD + text).blocks[3:]]


GRAIN = [["wheat", "12"], ["rye", "3"]]
TABLES = [
    ("tabs", "wheat\t12\nrye\t3", [("table", GRAIN)]),
    ("tabs, blank lines between", "wheat\t12\n\nrye\t3", [("table", GRAIN)]),
    ("several tabs, an empty cell", "wheat\t\t12\nrye\t2\t3", [("table", [["wheat", "", "12"], ["rye", "2", "3"]])]),
    ("bars", "| wheat | 12 |\n| rye | 3 |", [("table", GRAIN)]),
    (
        "bars within",
        "wheat | of spring | 12\nrye | of fall | 3",
        [("table", [["wheat", "of spring", "12"], ["rye", "of fall", "3"]])],
    ),
    ("wide gaps", "wheat    12\nrye       3\noats      1", [("table", [*GRAIN, ["oats", "1"]])]),
    (
        "prose around",
        "He has:\n\nwheat\t12\nrye\t3\n\nIt is late.",
        [("paragraph", "He has:"), ("table", GRAIN), ("paragraph", "It is late.")],
    ),
    ("a page among the rows", "wheat\t12\n\n[Page 4]\n\nrye\t3", [("table", [["wheat", "12"], "", ["rye", "3"]])]),
    (
        "a page after them",
        "wheat\t12\nrye\t3\n\n[Page 4]\n\nIt is late.",
        [("table", GRAIN), ("page", ""), ("paragraph", "It is late.")],
    ),
    # No tables.
    ("one row", "wheat\t12", [("paragraph", "wheat 12")]),
    ("one bar", "wheat | 12\nrye | 3", [("paragraph", "wheat | 12"), ("paragraph", "rye | 3")]),
    ("two lines with a gap", "wheat    12\nrye     3", [("paragraph", "wheat 12"), ("paragraph", "rye 3")]),
    (
        "gaps that do not agree",
        "wheat    12\nrye     3     4\noats    1",
        [("paragraph", "wheat 12"), ("paragraph", "rye 3 4"), ("paragraph", "oats 1")],
    ),
]


@pytest.mark.parametrize(("case", "text", "expected"), rows(TABLES))
def test_tables(case: str, text: str, expected: list[tuple[str, object]]) -> None:
    assert body(text) == expected


QUOTES = [
    ("after a colon", "He said:\n\n“It is late.”\n\nI left.", ["paragraph", "quote", "paragraph"]),
    ("after a colon and a marker", "He said:1\n\n“It is late.”2\n\n  1. Not now.\n  2. Nor then.", ["paragraph", "quote"]),
    ("paragraphs that all open", "He said:\n\n“It is late.\n\n“I left.”\n\nSo be it.", ["paragraph", "quote", "paragraph"]),
    ("without a colon", "He spoke.\n\n“It is late.\n\n“I left.”\n\nSo be it.", ["paragraph", "quote", "paragraph"]),
    ("a page within", "He said:\n\n“It is late.\n\n[Page 4]\n\n“I left.”", ["paragraph", "quote"]),
    # No quotations of whole paragraphs.
    ("no colon", "He spoke.\n\n“It is late.”", ["paragraph", "paragraph"]),
    ("words after it", "He said:\n\n“It is late,” and left.", ["paragraph", "paragraph"]),
    ("two of them", "He said:\n\n“It is late,” and “I left.”", ["paragraph", "paragraph"]),
    ("never closed", "He said:\n\n“It is late.\n\n“I left.", ["paragraph", "paragraph", "paragraph"]),
    ("one that does not open", "He said:\n\n“It is late.\n\nI left.”", ["paragraph", "paragraph", "paragraph"]),
]


@pytest.mark.parametrize(("case", "text", "expected"), rows(QUOTES))
def test_quotations(case: str, text: str, expected: list[str]) -> None:
    assert kinds(cable_of(HEAD + text))[3:] == expected


NESTED = [
    (
        "letters within numbers",
        "1. wheat\n2. oats\na. of spring\nb. of fall\n3. rye",
        ["1. wheat", ["2. oats", ["a. of spring", "b. of fall"]], "3. rye"],
    ),
    (
        "labels on lines of their own",
        "1.\nwheat\n2.\noats\na.\nof spring\nb.\nof fall",
        ["1. wheat", ["2. oats", ["a. of spring", "b. of fall"]]],
    ),
    (
        "three levels",
        "(a) wheat\n(1) of spring\n(i) red\n(ii) white\n(2) of fall\n(b) rye",
        [["(a) wheat", [["(1) of spring", ["(i) red", "(ii) white"]], "(2) of fall"]], "(b) rye"],
    ),
    ("brackets tell levels apart", "1. wheat\n(1) red\n(2) white\n2. rye", [["1. wheat", ["(1) red", "(2) white"]], "2. rye"]),
    (
        "i after h",
        "\n".join(f"({c}) {c}" for c in "abcdefghij"),
        [f"({c}) {c}" for c in "abcdefghij"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("case", "text", "expected"), rows(NESTED))
def test_lists_within_lists(case: str, text: str, expected: list[object]) -> None:
    assert body(f"He asks for:\n\n{text}") == [("paragraph", "He asks for:"), ("list", expected)]
    assert body(f"It is late.\n\n{text}") == [("paragraph", "It is late."), ("list", expected)]


def test_a_nested_item_keeps_its_label() -> None:
    (block,) = (b for b in cable_of(HEAD + "Late.\n\n1. wheat\na. red\nb. white\n2. rye").blocks if b.kind is BlockKind.LIST)
    first, second = block.blocks
    assert (first.n, second.n) == ("1", "2")
    assert [item.n for item in first.blocks[1].blocks] == ["a", "b"]
