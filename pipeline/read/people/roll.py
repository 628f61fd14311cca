"""The roll: the persons of an authority list, by the words with which a text may name them.

The lists print "Surname, Given Names, office": "Couve de Murville, Maurice", "Twining, General Nathan F., USAF", "Vorster (also
Voerster), Balthazar Johannes"; a name without a comma is in the order of its own language: "Ngo Dinh Diem", "Mao Tse-tung".
Source: the lists of persons of Foreign Relations, 1952–1980.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from typing import NamedTuple

from pipeline.read.people.entries import Entry, kept
from pipeline.read.people.name_words import PARTICLES, content_words, key, title, words_of

_SUFFIXES = frozenset({"jr", "sr", "i", "ii", "iii", "iv", "v"})
_PATRONYMIC = frozenset({"al", "bin", "el", "ibn"})
"""After these stands a father, or where the person comes from: nobody is called by that alone."""
_ALIAS = re.compile(r"\(([^()]*)\)|[“\"]([^“”\"]*)[”\"]")
_HYPHENED = re.compile(r"\w[\w’'‘ʼ]*-[\w’'‘ʼ-]+")
_ABBREVIATION = re.compile(r"\b[A-Z]{3,}\b")
"""No name: "USAF", "CDU"."""


class Person(NamedTuple):
    """One entry of a list; all words are keys."""

    id: str
    given: tuple[str, ...]
    particles: frozenset[str]
    """Those before the surname: "de" of "Beaumarchais, Jacques de"."""
    titles: frozenset[str]
    offices: tuple[tuple[str, ...], ...]
    """What the note says of the person, clause by clause."""


class Claim(NamedTuple):
    """The words that must follow a first one for both to name a person."""

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
    """The claims' first words, up to a hyphen."""


@kept
def roll_of(entries: tuple[Entry, ...]) -> Roll:
    """The persons of a list by the words that name them."""
    hyphened = [word for entry in entries for word in _HYPHENED.findall(entry.name) if not _has_particle(word)]
    compounds = frozenset(map(key, hyphened))
    claims = _claims([form for entry in entries for form in _forms(entry, compounds)])
    given = frozenset(name for each in claims.values() for claim in each for name in claim.person.given if len(name) > 1)
    openings = frozenset(claims) | {key(word.partition("-")[0]) for word in hyphened}
    return Roll(claims, given, compounds, openings)


class _Kind(Enum):
    WHOLE = auto()
    """The entry's whole name: "Ky, see Nguyen Cao Ky" has the name Ky before all others."""
    PART = auto()
    FIRST = auto()
    """The first word of a name in the order of its language, which may be a family's: of many, "Nguyen" names nobody."""


class _Form(NamedTuple):
    words: tuple[str, ...]
    person: Person
    kind: _Kind


def _claims(forms: list[_Form]) -> dict[str, tuple[Claim, ...]]:
    bearers: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for form in forms:
        bearers[form.words].add(form.person.id)
    whole = {form.words for form in forms if form.kind is _Kind.WHOLE}
    lacking = {_Kind.WHOLE: set(), _Kind.PART: whole, _Kind.FIRST: {words for words, ids in bearers.items() if len(ids) > 1}}
    claims: dict[str, dict[Claim, None]] = defaultdict(dict)
    for form in forms:
        if form.words not in lacking[form.kind]:
            claims[form.words[0]][Claim(form.words[1:], form.person)] = None
    return {first: tuple(sorted(each, key=lambda claim: -len(claim.rest))) for first, each in claims.items()}


# ---- an entry's name ---------------------------------------------------------------------------------------------------


def _forms(entry: Entry, compounds: frozenset[str]) -> Iterator[_Form]:
    """The words, each way, that name the person of an entry."""
    before, _, after = _ALIAS.sub(" ", entry.name).partition(",")
    surname, rest = _keys(before, compounds), _keys(after, compounds)
    titles = frozenset(known for word in (*surname, *rest) if (known := title(word)))
    head = [word for word in surname if not title(word)] or surname
    while len(head) > 1 and head[-1] in _SUFFIXES:
        head.pop()
    given = _given(after, compounds)
    while len(head) > 1 and len(head[-1]) == 1:
        given.append(head.pop())
    particles = [word for word in given if word in PARTICLES]
    while len(head) > 1 and head[0] in PARTICLES:
        particles.append(head.pop(0))
    if not head:
        return
    surnames, nicknames = _aliases(entry.name, compounds)
    names = tuple(word for word in given if word not in PARTICLES)
    person = Person(entry.id, (*names, *nicknames) if names else (), frozenset(particles), titles, _offices(entry))
    if not names:
        yield from _in_own_order(person, head)
        return
    yield _Form(tuple(head), person, _Kind.PART)
    for word in (*_shorter(before, head, person), *surnames):
        yield _Form((word,), person, _Kind.PART)


def _given(after: str, compounds: frozenset[str]) -> list[str]:
    """The given names: of what follows the surname the first part that has any."""
    for part in _ABBREVIATION.sub(" ", after).split(","):
        if words := [word for word in _keys(part, compounds) if word not in _SUFFIXES and not title(word)]:
            return words
    return []


def _shorter(surname: str, head: list[str], person: Person) -> Iterator[str]:
    """ "Castro Ruz" is called Castro, "Rolz-Bennett" also Bennett, "al-Said, Nuri" also Nuri."""
    if len(head) > 1:
        yield head[0]
    if "-" in surname and not _has_particle(surname):
        yield key(surname.rpartition("-")[2])
    if person.particles & {"al", "el"}:
        yield person.given[0]


def _in_own_order(person: Person, words: list[str]) -> Iterator[_Form]:
    """ "Ngo Dinh Diem" is called Diem, "Mao Tse-tung" Mao; the list does not say which word is which."""
    yield _Form(tuple(words), person, _Kind.WHOLE)
    if len(words) > 1:
        yield _Form((words[0],), person, _Kind.FIRST)
        if _PATRONYMIC.isdisjoint(words):
            yield _Form((words[-1],), person._replace(given=tuple(words[:-1])), _Kind.PART)


def _aliases(name: str, compounds: frozenset[str]) -> tuple[list[str], list[str]]:
    """Other surnames, in brackets before the comma; other given names, after it: "(Che)", "“Jimmy”"."""
    comma = name.find(",")
    surnames: list[str] = []
    nicknames: list[str] = []
    for m in _ALIAS.finditer(name) if comma > 0 else ():
        words = _keys(_ABBREVIATION.sub(" ", m[1] or m[2] or ""), compounds)
        (surnames if m.start() < comma else nicknames).extend(word for word in words if not title(word))
    return surnames, nicknames


def _keys(text: str, compounds: frozenset[str]) -> list[str]:
    return [word.key for word in words_of(text, 0, len(text), compounds)]


def _has_particle(word: str) -> bool:
    return not PARTICLES.isdisjoint(word.casefold().split("-"))


def _offices(entry: Entry) -> tuple[tuple[str, ...], ...]:
    clauses: Iterable[str] = re.split("[,;]", entry.note.removeprefix(entry.name))
    return tuple(words for clause in clauses if (words := content_words(clause)))
