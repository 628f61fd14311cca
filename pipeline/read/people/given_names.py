"""Given names: whether those of a text are those of a list, in full, short, by initials or as nicknames. All are keys."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pipeline.knowledge import rows
from pipeline.read.people.name_words import key
from pipeline.read.people.roll import Person


@cache
def _nicknames() -> dict[str, frozenset[str]]:
    names = [(key(row["nickname"]), key(row["given"])) for row in rows("nicknames")]
    return {nickname: frozenset(given for n, given in names if n == nickname) for nickname, _ in names}


@cache
def common_given_names() -> frozenset[str]:
    """In keys: before a surname one of them is its bearer's, or it is another's."""
    return frozenset(_nicknames()).union(*_nicknames().values())


def is_called(word: str, person: Person) -> bool:
    """Whether a word is a given name of the person, in full, short ("Fred" for Frederick) or as a nickname."""
    full = _nicknames().get(word, ())
    return any(word == name or name in full or _is_spelling(word, name) for name in person.given)


def _is_spelling(word: str, name: str) -> bool:
    """ "Fred" and "Frederick", "Anatoly" and "Anatoliy"."""
    return len(word) > 2 and (name.startswith(word) or (len(word) > 4 and word[:4] == name[:4]))


def is_named(given: Sequence[str], person: Person) -> bool:
    """Whether the given names of a text are the person's: each word, a second also by its initial; without words an initial."""
    initials = {name[0] for name in person.given}
    words = [name for name in given if len(name) > 1]
    if not words:
        return not given or any(name in initials for name in given)
    return any(is_called(name, person) for name in words) and all(
        is_called(name, person) or name[0] in person.given for name in words
    )
