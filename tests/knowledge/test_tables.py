"""The tables: unique, normalised, each row with a source that is known, and each row changing some result."""

from __future__ import annotations

import unicodedata
from collections import Counter
from importlib.resources import files

import pytest

from pipeline.filenumbers import decode
from pipeline.knowledge import rows
from pipeline.link.posts import post_named
from pipeline.model import BlockKind, Evidence, Form, Span
from pipeline.read.heading import form_of, read_heading
from tests.read.texts import cable_of

KEYS = {
    "decimal_classes": ("scheme", "class"),
    "decimal_countries": ("scheme", "number"),
    "decimal_subjects": ("scheme", "class", "subject"),
    "forms": ("words",),
    "labels": ("label",),
    "last_words": ("words",),
    "markings": ("term",),
    "offices": ("word",),
    "posts": ("post", "from"),
    "roles": ("word",),
    "schemes": ("scheme",),
    "sources": ("id",),
}
"""What tells the rows of a table apart."""
SOURCED = sorted(KEYS.keys() - {"sources"})


def test_every_table_is_tested() -> None:
    assert sorted(
        f.name.removesuffix(".csv") for f in files("pipeline.knowledge").iterdir() if f.name.endswith(".csv")
    ) == sorted(KEYS)


@pytest.mark.parametrize("table", sorted(KEYS))
def test_rows_are_whole(table: str) -> None:
    """A comma too few or too many moves what stands after it."""
    assert rows(table)
    assert all(None not in row and None not in row.values() for row in rows(table))


@pytest.mark.parametrize("table", sorted(KEYS))
def test_keys_are_unique(table: str) -> None:
    counts = Counter(tuple(row[column] for column in KEYS[table]) for row in rows(table))
    assert [key for key, n in counts.items() if n > 1] == []


@pytest.mark.parametrize("table", sorted(KEYS))
def test_cells_are_normalised(table: str) -> None:
    for row in rows(table):
        for cell in row.values():
            assert cell == unicodedata.normalize("NFC", " ".join(cell.split()))
        assert all(row[column] for column in KEYS[table] if column != "from")


@pytest.mark.parametrize("table", SOURCED)
def test_sources_are_known(table: str) -> None:
    assert {row["source"] for row in rows(table)} <= {row["id"] for row in rows("sources")}


def test_every_source_is_used() -> None:
    assert {row["id"] for row in rows("sources")} == {row["source"] for table in SOURCED for row in rows(table)}


# ---- each row changes some result -----------------------------------------------------------------------------------

POSTS = [
    pytest.param(row["post"], country, row["from"], row["to"], id=f"{country} {row['from']}-{row['to']}")
    for row in rows("posts")
    for country in row["countries"].split(";")
]


@pytest.mark.parametrize(("post", "country", "since", "until"), POSTS)
def test_posts(post: str, country: str, since: str, until: str) -> None:
    """Within a row's years its countries mean its post, and without the row they would not."""
    first = int(since or 0) or int(until or 1950) - 20
    last = int(until or 0) or first + 20
    assert post_named(country, (first + last) // 2) == post


@pytest.mark.parametrize(("post", "country", "since", "until"), POSTS)
def test_posts_are_no_other_countrys(post: str, country: str, since: str, until: str) -> None:
    """The years of two posts of a country may share a year, in which it is open; not more."""
    others = [r for r in rows("posts") if country in r["countries"].split(";") and r["post"] != post]
    for other in others:
        low, high = max(int(since or 0), int(other["from"] or 0)), min(int(until or 9999), int(other["to"] or 9999))
        assert high - low <= 0, f"{post} and {other['post']} from {low} to {high}"


@pytest.mark.parametrize("term", [row["term"] for row in rows("markings")])
def test_markings(term: str) -> None:
    """A line of the term is read as it and no other."""
    text = f"12. Telegram From the Embassy in Ghana to the Department of State\n\n{term.title()}\n\nThe grain has come.\n"
    (row,) = [row for row in rows("markings") if row["term"] == term]
    assert [(k.scheme, k.term) for k in cable_of(text).keywords] == [(row["scheme"], term)]


@pytest.mark.parametrize("row", rows("labels"), ids=lambda row: row["label"])
def test_labels(row: dict[str, str]) -> None:
    """A line that begins with the label belongs to the front; a subject or a date is read from it, people go on below it."""
    text = f"12. Memorandum\n\n{row['label'].upper()}: May 3, 1950\n\tMr. Ray\n\nThe grain has come.\n"
    cable = cable_of(text)
    means = {
        "subject": [k.term for k in cable.keywords] == ["May 3, 1950; Mr. Ray"],
        "date": cable.date is not None and cable.date.when == "1950-05-03",
    }
    assert [b.text for b in cable.blocks if b.kind is BlockKind.PARAGRAPH] == ["The grain has come."]
    assert [kind for kind, is_meant in means.items() if is_meant] == [row["means"]] * (row["means"] in means)


@pytest.mark.parametrize("words", [row["words"] for row in rows("last_words")])
def test_last_words(words: str) -> None:
    """Alone on the last line they would be a name."""
    for line, signs in ((words.title(), False), ("Xylograph", True)):
        cable = cable_of(f"12. Memorandum\n\nOmsk, May 3, 1950.\n\nThe grain has come.\n\n{line}\n")
        assert (cable.blocks[-1].kind is BlockKind.SIGNED) == signs


@pytest.mark.parametrize("row", rows("forms"), ids=lambda row: row["words"])
def test_forms(row: dict[str, str]) -> None:
    """The words, as a file line or a heading has them, give the form, which the model knows."""
    assert form_of(row["words"]) is Form(row["form"])
    heading = f"12. {row['words']} of the Embassy at Omsk"
    found = read_heading(heading, Span(0, len(heading)))
    assert found is not None
    assert found.form is Form(row["form"])


@pytest.mark.parametrize("word", [row["word"] for row in rows("roles")])
def test_roles(word: str) -> None:
    """That someone in a role wrote, and not a body, is told by the noun alone; a noun that no table has names no role."""
    for noun, is_role in ((word, True), ("Xylograph", False)):
        heading = f"12. Letter From the Ruritanian {noun}"
        found = read_heading(heading, Span(0, len(heading)))
        assert found is not None
        (sender,) = found.sent_by
        assert (sender.role is not None) == is_role


@pytest.mark.parametrize("word", [row["word"] for row in rows("offices")])
def test_offices(word: str) -> None:
    """An office "in" a place stands there; what is no office is a role that someone has there."""
    heading = f"12. Telegram From the {word} in Ruritania to the Department of State"
    found = read_heading(heading, Span(0, len(heading)))
    assert found is not None
    (sender,) = found.sent_by
    assert sender.organisation is not None
    assert sender.organisation.text == f"{word} in Ruritania"
    assert sender.place is not None
    assert sender.place.text == "Ruritania"


DAYS = {"decimal-1910": "1936-01-01", "decimal-1950": "1955-01-01", "numerical-1906": "1908-01-01"}


def said(number: str, scheme: str) -> dict[str, str | None]:
    found = decode(number, Evidence(rule="front.file-line"), DAYS[scheme], DAYS[scheme])
    assert found.scheme == scheme
    return {part.name: part.words for part in found.parts}


@pytest.mark.parametrize("row", rows("decimal_classes"), ids=lambda row: f"{row['scheme']} {row['class']}")
def test_classes(row: dict[str, str]) -> None:
    assert said(f"{row['class']}61.00/1", row["scheme"])["class"] == row["words"]


@pytest.mark.parametrize("row", rows("decimal_countries"), ids=lambda row: f"{row['scheme']} {row['number']}")
def test_countries(row: dict[str, str]) -> None:
    assert said(f"8{row['number']}.00/1", row["scheme"])["country"] == row["words"]


@pytest.mark.parametrize("row", rows("decimal_subjects"), ids=lambda row: f"{row['scheme']} {row['class']}{row['subject']}")
def test_subjects(row: dict[str, str]) -> None:
    assert said(f"{row['class']}61.{row['subject']}/1", row["scheme"])["subject"] == row["words"]


@pytest.mark.parametrize("row", rows("schemes"), ids=lambda row: row["scheme"])
def test_schemes(row: dict[str, str]) -> None:
    number = "3767/5" if row["scheme"].startswith("numerical") else "861.00/1"
    found = decode(number, Evidence(rule="front.file-line"), row["to"], row["to"])
    assert (found.scheme, found.scheme_title) == (row["scheme"], row["title"])
    assert row["repository"]
    assert row["collection"].startswith("Record Group 59")
