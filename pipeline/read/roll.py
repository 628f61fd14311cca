"""The roll: the persons of an authority list, by the words with which a text may name them.

The lists print "Surname, Given Names, office": "Couve de Murville, Maurice", "Twining, General Nathan F., USAF", "Vorster (also
Voerster), Balthazar Johannes"; a name without a comma is in the order of its own language: "Ngo Dinh Diem", "Mao Tse-tung".
Source: the lists of persons of Foreign Relations, 1952–1980.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from enum import Enum, auto
from functools import cache, lru_cache
from typing import NamedTuple, Protocol

from pipeline.knowledge import rows

PARTICLES = frozenset(
    "abu af al am auf bin da das de del della den der di do dos du el ibn la las le los ten ter van von y zu".split()
)
"""Small words within surnames, before which none of them sorts: "de Gaulle", "al-Said"."""
_SUFFIXES = frozenset("jr sr i ii iii iv v 2d 3d".split())
_ALIAS = re.compile(r"\(([^()]*)\)|[“\"]([^“”\"]*)[”\"]")
_HYPHENED = re.compile(r"\w[\w’'‘ʼ]*-[\w’'‘ʼ-]+")
_GENITIVE = re.compile(r"['’‘ʼ][sS]?$")
_CONNECTIVES = frozenset("the of for and to in on at from until".split())
_ABBREVIATION = re.compile(r"\b[A-Z]{3,}\b|\bUS[A-Z]?\b")
"""Not a name: "USAF", "CDU"."""

_LETTER = r"[^\W\d_]"
WORD = re.compile(
    rf"(?<!{_LETTER})(?:[^\W\d_a-zß-öø-ÿ]|(?:{'|'.join(sorted(PARTICLES, key=len, reverse=True))})(?!{_LETTER}))"
    rf"{_LETTER}*(?:['’‘ʼ](?![sS](?!{_LETTER})){_LETTER}+)*(?:-{_LETTER}+(?:['’‘ʼ](?![sS](?!{_LETTER})){_LETTER}+)*)*"
)
"""A word with a capital, or a particle; its apostrophes and hyphens within, the "’s" of the genitive without."""


CAPITALISED = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ɏḀ-ỿ][A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ’'‘ʼ]*")
"""What may be such a word, found fast."""


class Entry(Protocol):
    """A line of an authority list."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def note(self) -> str: ...


class Word(NamedTuple):
    start: int
    end: int
    key: str
    """The same whatever the case, the accents, the apostrophes and the hyphens."""


class Person(NamedTuple):
    """One entry of a list, in keys."""

    id: str
    given: tuple[str, ...]
    particles: frozenset[str]
    """Those before the surname: "de Beaumarchais", printed as "Beaumarchais, Jacques de"."""
    titles: frozenset[str]
    offices: tuple[tuple[str, ...], ...]
    """What the note says of the person, clause by clause."""


class Claim(NamedTuple):
    """A sequence of words after its first with which a text may name a person."""

    rest: tuple[str, ...]
    person: Person


class Roll(NamedTuple):
    claims: dict[str, tuple[Claim, ...]]
    """By the first word, longer ones first."""
    given: frozenset[str]
    """All given names of the list: one of them before a surname is another person's, unless it is its bearer's."""
    compounds: frozenset[str]
    """Words of the list that have hyphens: all others are taken apart at theirs."""
    openings: frozenset[str]
    """What the claims' first words begin with, up to a hyphen."""

    def may_open(self, word: str) -> bool:
        """Whether a claim may begin with a word of a text."""
        return (word.casefold() if word.isascii() and word.isalpha() else key(_GENITIVE.sub("", word))) in self.openings


def key(word: str) -> str:
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFD", word) if c.isalpha())
    elif not word.isalpha():
        word = "".join(c for c in word if c.isalpha())
    return word.casefold()


def words_of(text: str, start: int, end: int, compounds: frozenset[str]) -> Iterator[Word]:
    """The words of text[start:end] that may belong to a name. compounds: keys that are not taken apart at their hyphens."""
    for m in WORD.finditer(text, start, end):
        word = m[0]
        if "-" not in word or key(word) in compounds:
            yield Word(*m.span(), key(word))
            continue
        at = m.start()
        for part in word.split("-"):
            if part[:1].isupper() or part in PARTICLES:
                yield Word(at, at + len(part), key(part))
            at += len(part) + 1


@cache
def titles() -> dict[str, str]:
    """What stands before names and is none, and what it means: "gen" is "general"."""
    return {key(row["word"]): key(row["word"]) for row in rows("roles")} | {
        key(row["word"]): row["means"] for row in rows("titles")
    }


def title(word: str) -> str | None:
    """What a word means as a title, "gen" or "generals": "general"; None for what is none."""
    return titles().get(word) or titles().get(word.removesuffix("s"))


@cache
def personal_titles() -> frozenset[str]:
    """Titles that a name follows at once: "Mr.", "General"; after "Deputy" an office may."""
    return frozenset(key(row["word"]) for row in rows("titles") if row["personal"] == "yes")


@lru_cache(maxsize=64)
def roll_of(entries: tuple[Entry, ...]) -> Roll:
    """The persons of a list by the words that name them."""
    compounds = frozenset(key(word) for entry in entries for word in _HYPHENED.findall(entry.name) if not _has_particle(word))
    called = [form for entry in entries for form in _forms(entry, compounds)]
    claims: dict[str, set[Claim]] = defaultdict(set)
    bearers: dict[tuple[str, ...], set[str]] = defaultdict(set)
    whole = {form.words for form in called if form.kind is _Kind.WHOLE}
    for form in called:
        bearers[form.words].add(form.person.id)
    for form in called:
        is_lesser = form.words in whole if form.kind is _Kind.PART else len(bearers[form.words]) > 1
        if form.kind is _Kind.WHOLE or not is_lesser:
            claims[form.words[0]].add(Claim(form.words[1:], form.person))
    ordered = {head: tuple(sorted(each, key=lambda c: -len(c.rest))) for head, each in claims.items()}
    given = frozenset(name for form in called for name in form.person.given if len(name) > 1)
    hyphened = {key(word.partition("-")[0]) for entry in entries for word in _HYPHENED.findall(entry.name)}
    return Roll(ordered, given, compounds, frozenset(ordered) | hyphened)


class _Kind(Enum):
    WHOLE = auto()
    """The entry's whole name: "Ky, see Nguyen Cao Ky" has the name Ky before all others."""
    PART = auto()
    FIRST = auto()
    """First word of a name in the order of its language: whom it names alone is uncertain, "Nguyen" of many nobody."""


class _Form(NamedTuple):
    words: tuple[str, ...]
    person: Person
    kind: _Kind


def _has_particle(word: str) -> bool:
    return any(part.casefold() in PARTICLES for part in word.split("-"))


def _forms(entry: Entry, compounds: frozenset[str]) -> Iterator[_Form]:
    """All words that name the person of an entry."""
    plain = _ALIAS.sub(" ", entry.name)
    surname, _, rest = plain.partition(",")
    head, given = _keys(surname, compounds), _given(rest, compounds)
    named = frozenset(titles()[word] for word in (*head, *_keys(rest, compounds)) if word in titles())
    head = [word for word in head if word not in titles()] or head
    while len(head) > 1 and head[-1] in _SUFFIXES:
        head.pop()
    while len(head) > 1 and len(head[-1]) == 1:
        given.append(head.pop())
    if not head:
        return
    particles = [word for word in given if word in PARTICLES]
    while len(head) > 1 and head[0] in PARTICLES:
        particles.append(head.pop(0))
    surnames, nicknames = _aliases(entry.name, compounds)
    if not given:
        yield from _in_own_order(Person(entry.id, (), frozenset(particles), named, _offices(entry)), head)
        return
    person = Person(
        entry.id,
        tuple(word for word in given if word not in PARTICLES) + nicknames,
        frozenset(particles),
        named,
        _offices(entry),
    )
    yield _Form(tuple(head), person, _Kind.PART)
    yield from (_Form(form, person, _Kind.PART) for form in _shorter(surname, head, person, surnames))


def _given(rest: str, compounds: frozenset[str]) -> list[str]:
    """The given names: of what follows the surname the first part that has any."""
    for part in _ABBREVIATION.sub(" ", rest).split(","):
        if words := [w for w in _keys(part, compounds) if w not in _SUFFIXES and w not in titles()]:
            return words
    return []


def _shorter(surname: str, head: list[str], person: Person, aliases: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """ "Castro Ruz" is called Castro, "Rolz-Bennett" also Bennett, "al-Said, Nuri" also Nuri."""
    yield from ((alias,) for alias in aliases)
    if len(head) > 1:
        yield (head[0],)
    if "-" in surname and not _has_particle(surname):
        yield (key(surname.rpartition("-")[2]),)
    if person.particles & {"al", "el"}:
        yield person.given[:1]


def _in_own_order(bare: Person, words: list[str]) -> Iterator[_Form]:
    """ "Ngo Dinh Diem" is called Diem, "Mao Tse-tung" Mao; the list does not say which word is which."""
    yield _Form(tuple(words), bare, _Kind.WHOLE)
    if len(words) > 1:
        yield _Form((words[0],), bare, _Kind.FIRST)
        if not PARTICLES & set(words):
            yield _Form((words[-1],), bare._replace(given=tuple(words[:-1])), _Kind.PART)


def _aliases(name: str, compounds: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Other surnames, in brackets before the comma; other given names, after it: "(Che)", "“Jimmy”"."""
    comma = name.find(",")
    sides: tuple[list[str], list[str]] = ([], [])
    for m in _ALIAS.finditer(name):
        words = _keys(_ABBREVIATION.sub(" ", m[1] or m[2] or ""), compounds)
        sides[comma < 0 or m.start() > comma].extend(w for w in words if w not in titles())
    return tuple(sides[0]), tuple(sides[1])


def _keys(text: str, compounds: frozenset[str]) -> list[str]:
    return [word.key for word in words_of(text, 0, len(text), compounds)]


def _offices(entry: Entry) -> tuple[tuple[str, ...], ...]:
    clauses = re.split("[,;]", entry.note.removeprefix(entry.name))
    return tuple(content_words(clause) for clause in clauses if clause.strip())


def content_words(text: str) -> tuple[str, ...]:
    """The words of an office that tell it from others, in keys: abbreviated titles in full."""
    return tuple(title(word) or word for word in map(key, text.split()) if len(word) > 1 and word not in _CONNECTIVES)
