"""The tables: unique, normalised, each row with a source that is known, and each row changing some result."""

from __future__ import annotations

import unicodedata
from collections import Counter
from importlib.resources import files

import pytest

from pipeline.filenumbers import decode
from pipeline.knowledge import rows
from pipeline.link.posts import post_named
from pipeline.link.references.find import find_references
from pipeline.link.references.home import Home
from pipeline.link.references.publications import Publications
from pipeline.link.references.volumes import Volume, read_volume, volume_of
from pipeline.model import ActKind, BlockKind, Correspondent, Evidence, Form, KeptKind, MarkKind, Span
from pipeline.read import Lists
from pipeline.read.heading.heading import form_of, read_heading
from pipeline.read.people.name_words import content_words, key, title
from pipeline.read.sources.holdings import HOLDER
from pipeline.read.sources.sourcenotes import SourceNote, read_source_note
from pipeline.read.structure.gaps import reason_of
from tests.read.texts import Entry, cable_of, marked

KEYS = {
    "abbreviations": ("word",),
    "acts": ("verb",),
    "date_witnesses": ("witness",),
    "decimal_classes": ("scheme", "class"),
    "decimal_countries": ("scheme", "number"),
    "decimal_subjects": ("scheme", "class", "subject"),
    "departments": ("word",),
    "forms": ("words",),
    "labels": ("label",),
    "last_words": ("words",),
    "markings": ("term",),
    "nicknames": ("nickname", "given"),
    "offices": ("word",),
    "omissions": ("words",),
    "posts": ("post", "from"),
    "publications": ("words",),
    "remarks": ("opens",),
    "repositories": ("printed",),
    "roles": ("word",),
    "schemes": ("scheme",),
    "series": ("series",),
    "sources": ("id",),
    "surname_words": ("word",),
    "titles": ("word",),
    "volume_parts": ("volume", "part"),
    "volumes": ("words", "stem"),
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


@pytest.mark.parametrize("row", rows("series"), ids=lambda row: row["series"])
def test_series(row: dict[str, str]) -> None:
    """A number after the name is that of a telegram of the series, whoever cites it; without the row it would be none."""
    text = f"12. Telegram From the Embassy in Ghana to the Department of State\n\nSee {row['series']} 12, May 3, 1950.\n"
    (reference,) = find_references(cable_of(text)).references
    assert reference.key == (row["sender"], row["recipient"], f"{row['series']} 12", "1950-05-03")


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


@pytest.mark.parametrize("word", [row["word"] for row in rows("titles") if row["in_heading"] == "yes"])
def test_titles_in_headings(word: str) -> None:
    """A title stays with the name: a rank, that could be a role, without an article, another with it."""
    is_rank = word in {row["word"] for row in rows("roles")}
    (sender,) = senders(f"12. Letter From {word} Orloff" if is_rank else f"12. Letter From the {word} Orloff")
    assert sender.person is not None
    assert (sender.person.text, sender.role) == (f"{word} Orloff", None)


@pytest.mark.parametrize("row", rows("departments"), ids=lambda row: row["word"])
def test_departments(row: dict[str, str]) -> None:
    """A name may follow what ends a title; after "of" and another word the title goes on."""
    for word, person in ((row["word"], "Orloff"), ("Xylographs", None)):
        (sender,) = senders(f"12. Letter From Secretary of {word} Orloff")
        assert (sender.person.text if sender.person else None) == person


@pytest.mark.parametrize("word", [row["word"] for row in rows("departments") if row["kind"] == "ministry"])
def test_ministries(word: str) -> None:
    """A department modifies what follows: its representative is no department."""
    (sender,) = senders(f"12. Letter From the Department of {word} Representative on the Board (Orloff)")
    assert sender.person is not None


@pytest.mark.parametrize("word", [row["word"] for row in rows("roles") if row["to"] == "person"])
def test_roles_to_a_person(word: str) -> None:
    """The "to" after them is of the title."""
    (sender,) = senders(f"12. Memorandum by the Special {word} to the President")
    assert sender.role is not None
    assert sender.role.text == f"Special {word} to the President"


@pytest.mark.parametrize("word", [row["word"] for table in ("roles", "offices") for row in rows(table) if row["to"] == "place"])
def test_those_sent_to_a_place(word: str) -> None:
    """The first "to" after them is of the title, the second parts sender and recipient."""
    heading = f"12. Telegram From the {word} to the United Nations to the Department of State"
    found = read_heading(heading, Span(0, len(heading)))
    assert found is not None
    assert [party.text for party in found.sent_to] == ["the Department of State"]


def senders(heading: str) -> tuple[Correspondent, ...]:
    found = read_heading(heading, Span(0, len(heading)))
    assert found is not None
    return found.sent_by


def source_note(text: str) -> SourceNote:
    said = read_source_note(text, Span(0, len(text)))
    assert said is not None
    return said


@pytest.mark.parametrize("row", rows("repositories"), ids=lambda row: row["printed"])
def test_repositories(row: dict[str, str]) -> None:
    """Each is one, under its own name; none is told by the noun that it ends in and spelled so already."""
    (kept,) = source_note(f"Source: {row['printed']}. Secret.").kept
    assert (kept.kind, kept.name) == (KeptKind.REPOSITORY, row["name"])
    assert HOLDER.fullmatch(row["printed"]) is None or row["name"] != row["printed"]


@pytest.mark.parametrize("row", rows("acts"), ids=lambda row: row["verb"])
def test_acts(row: dict[str, str]) -> None:
    """A sentence that the verb opens is the act; with a verb that no table has it is a remark."""
    for verb, kinds in ((row["verb"], [ActKind(row["act"])]), ("xylographed", [])):
        note = source_note(f"Source: Xyz Library. Secret. {verb.capitalize()} by Smith.")
        assert [act.kind for act in note.acts] == kinds


@pytest.mark.parametrize("row", rows("remarks"), ids=lambda row: row["opens"])
def test_remarks(row: dict[str, str]) -> None:
    """The words say what the sentence is about; without the last of them it would not be known."""
    for opens, about in ((row["opens"], row["about"]), (row["opens"].rpartition(" ")[0] + " xyz", "account")):
        note = source_note(f"Source: Xyz Library. Secret. {opens[:1].upper()}{opens[1:]} xyz it is so.")
        assert [remark.kind.value for remark in note.remarks] == [about]


@pytest.mark.parametrize("word", [row["word"] for row in rows("abbreviations")])
def test_abbreviations(word: str) -> None:
    """A full stop after one ends no sentence; after a word that no table has it does."""
    for last, sentences in ((word.capitalize(), 1), ("Xylograph", 2)):
        note = source_note(f"Source: Xyz Library. Secret. It came with {last}. Robinson.")
        assert len(note.remarks) == sentences


@pytest.mark.parametrize("row", rows("omissions"), ids=lambda row: row["words"])
def test_omissions(row: dict[str, str]) -> None:
    """The words, and they alone of the table's, give the reason."""
    assert reason_of(f"2 lines {row['words']}s") == row["reason"]
    assert [other["words"] for other in rows("omissions") if other["words"] in row["words"]] == [row["words"]]


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


HEAD = "861.24/88: Telegram\n\nThe Consul at Omsk (Ray) to the Secretary of State\n\nOmsk, May 1, 1919.\n\n"


def named(text: str, *names: str) -> list[tuple[str, str]]:
    """The mentions in a text of persons that a list names so, beside the heading's."""
    lists = Lists(tuple(Entry(f"p_{i}", name) for i, name in enumerate(names)))
    return [mark for mark in marked(cable_of(HEAD + text, lists=lists), MarkKind.PERSON) if mark[1]]


@pytest.mark.parametrize("row", [row for row in rows("titles") if row["means"]], ids=lambda row: row["word"])
def test_titles(row: dict[str, str]) -> None:
    """A title in the list is no given name, so that in a text it stays outside the name; short for an office, it means that."""
    assert named(f"So says {row['word']} Xylander.", f"Xylander, {row['word']} Ivo") == [("Xylander", "p_0")]
    assert content_words(row["word"]) == (row["means"],)
    assert title(key(row["word"])) == row["means"]


@pytest.mark.parametrize("row", rows("titles"), ids=lambda row: row["word"])
def test_personal_titles(row: dict[str, str]) -> None:
    """What stands between "General" and a surname is a given name, of another person; after "Deputy" it may be an office."""
    is_another = named(f"So says {row['word']} Quastor Xylander.", "Xylander, Ivo") == []
    assert is_another == (row["personal"] == "yes")


@pytest.mark.parametrize("row", rows("nicknames"), ids=lambda row: f"{row['nickname']} for {row['given']}")
def test_nicknames(row: dict[str, str]) -> None:
    whole = f"{row['nickname']} Xylander"
    assert named(f"So says {whole}.", f"Xylander, {row['given']}") == [(whole, "p_0")]
    assert named(f"So says {whole}.", "Xylander, Quastor") == []


@pytest.mark.parametrize("row", rows("surname_words"), ids=lambda row: row["word"])
def test_surname_words(row: dict[str, str]) -> None:
    """Without a title the word is no name: nowhere, or not where a sentence begins. Another word is one."""
    word = row["word"]
    assert named(f"{word} it is.", f"{word}, Ivo") == []
    assert (named(f"So it is {word} here.", f"{word}, Ivo") == []) == (row["doubted"] == "always")
    assert named(f"Mr. {word} says so.", f"{word}, Ivo") == [(word, "p_0")]


@pytest.mark.parametrize("row", rows("volumes"), ids=lambda row: row["stem"])
def test_volumes(row: dict[str, str]) -> None:
    """The words, with the row's years or with none, name its volume; other words with those years name another, or none."""
    years = f", {row['years']}" if row["years"] else ""
    named = read_volume(f"{years}, {row['words']}, vol. ii, p. 3", 0, None)
    assert named is not None
    assert named.volume.id == f"frus{row['stem']}v02"
    plain = read_volume(f"{years}, Ruritania, p. 3", 0, None)
    assert plain is None or plain.volume.id != f"frus{row['stem']}"


@pytest.mark.parametrize("row", rows("volume_parts"), ids=lambda row: row["volume"] + row["part"])
def test_volume_parts(row: dict[str, str]) -> None:
    """From its first page on, a page is in the part; before it, in another."""
    volume = volume_of(f"frus{row['volume']}")
    assert isinstance(volume, Volume)
    first = int(row["from"] or 1)
    assert volume.at(first).id == f"frus{row['volume']}{row['part']}"
    assert first == 1 or volume.at(first - 1).id != f"frus{row['volume']}{row['part']}"


@pytest.mark.parametrize("words", [row["words"] for row in rows("publications")])
def test_publications(words: str) -> None:
    """A page after the words is one of that work; after words that no table has, it is of the citing volume."""
    volume = volume_of("frus1943v03")
    assert volume is not None
    for work, count in ((words, 0), ("Xylograph", 1)):
        edition = Publications(Home(volume, 40, is_numbered=False))
        assert len(edition.read(f"For text, see {work}, 1915, p. 12.", is_apparatus=True)) == count
