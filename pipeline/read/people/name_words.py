"""The words of names: which of a text may belong to one, in a spelling that texts and lists share; and titles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.knowledge import rows
from pipeline.patterns import CAPITAL, LETTER, REST_OF_NAME

PARTICLES = frozenset(
    {"al", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "ibn", "la", "las", "le"}
    | {"los", "ten", "ter", "van", "von", "y", "zu"}
)
"""Small words within surnames, by which lists seldom sort: "Beaumarchais, Jacques de"."""

_PARTICLE = rf"(?:{'|'.join(sorted(PARTICLES))})(?!{LETTER})"
_WORD = re.compile(rf"(?<!{LETTER})(?:{CAPITAL}|{_PARTICLE}){REST_OF_NAME}(?:-{REST_OF_NAME})*")
"""A word with a capital, or a particle; its apostrophes and hyphens within, the "’s" of the genitive without."""
_PART = re.compile("[^-]+")
_GENITIVE = re.compile(r"['’‘ʼ][sS]?$")
_CONNECTIVES = frozenset({"the", "of", "for", "and", "to", "in", "on", "at", "from", "until"})


class Word(NamedTuple):
    start: int
    end: int
    key: str


@lru_cache(maxsize=2**14)
def key(word: str) -> str:
    """The same whatever the case, the accents, the apostrophes and the hyphens; empty where there is no letter."""
    if not word.isascii():
        word = unicodedata.normalize("NFD", word)
    return (word if word.isalpha() else "".join(c for c in word if c.isalpha())).casefold()


def words_of(text: str, start: int, end: int, compounds: frozenset[str]) -> Iterator[Word]:
    """The words of text[start:end] that may belong to a name. compounds: keys that are not taken apart at their hyphens."""
    for m in _WORD.finditer(text, start, end):
        is_taken_apart = "-" in m[0] and key(m[0]) not in compounds
        for part in _PART.finditer(text, *m.span()) if is_taken_apart else (m,):
            word = part[0]
            if (word[0].isupper() or word in PARTICLES) and (same := key(word)):
                yield Word(*part.span(), same)


# ---- titles -----------------------------------------------------------------------------------------------------------


@cache
def _titles() -> dict[str, str]:
    nouns = {key(row["word"]): key(row["word"]) for row in rows("roles")}
    return nouns | {key(row["word"]): row["means"] for row in rows("titles") if row["means"]}


def title(word: str) -> str | None:
    """What a word, in its key, means as a title: "gen" or "generals" is "general"; None for what is none."""
    return _titles().get(word) or _titles().get(word.removesuffix("s"))


@cache
def personal_titles() -> frozenset[str]:
    """Titles that a name follows at once: "Mr.", "General"; after "Deputy" an office may."""
    return frozenset(key(row["word"]) for row in rows("titles") if row["personal"] == "yes")


def content_words(text: str) -> tuple[str, ...]:
    """The words of an office that tell it from others, in keys: abbreviated titles in full, "President’s" as it is."""
    pairs = ((key(word), _GENITIVE.search(word)) for word in text.split())
    return tuple(
        word if genitive else title(word) or word for word, genitive in pairs if len(word) > 1 and word not in _CONNECTIVES
    )
