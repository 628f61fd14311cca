"""The nouns of a heading: which are roles, offices, titles of a person, or end a title ("Secretary of State")."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipeline.knowledge import rows

_HEAD_ENDS = re.compile(r"\s(?:of|in|at|for|to|on)\s|,")
_POSSESSIVE = re.compile(r"(?:[’']s|s[’'])\s")
_MODIFIER = re.compile(r"Department\sof\s(?:the\s)?(\w+)\s(?=[A-Z])")
_WORD = re.compile(r"[^\s-]+")


@lru_cache(maxsize=4096)
def head_word(text: str) -> str | None:
    """Whether the noun that heads the phrase is a "role" or an "office": the last one before "of", "in", "at", "for".

    What belongs to someone heads the phrase, not its owner: "the Board’s Liaison". "General" heads a phrase only where nothing
    else does: a consulate general is an office.
    """
    phrase = _POSSESSIVE.split(_MODIFIER.sub(_unmodified, text))[-1]
    words = _WORD.findall(_HEAD_ENDS.split(phrase, maxsplit=1)[0])
    kinds = [kind for word in words if word != "General" and (kind := kind_of(word))]
    return kinds[-1] if kinds else kind_of("General") if "General" in words else None


def _unmodified(m: re.Match[str]) -> str:
    """ "Department of State Representative": a representative."""
    return "" if m[1] in _departments() else m[0]


@lru_cache(maxsize=4096)
def kind_of(word: str) -> str | None:
    """ "role" or "office", of a noun or its plural."""
    return _nouns().get(word) or _nouns().get(_singular(word))


def is_plural_role(title: str) -> bool:
    """ "Chairmen" """
    last = title.split()[-1]
    return last not in _nouns() and kind_of(last) == "role"


def is_title(word: str) -> bool:
    """Whether it stands before a name and is part of it: "Mr.", "Count", "Colonel"."""
    return word in _titles()


def is_ministry(word: str) -> bool:
    """Whether it is what a secretary is of: "State", "Treasury"."""
    return _departments().get(word) == "ministry"


def ends_title(word: str) -> bool:
    """Whether a person's name may follow it: "Minister Lane", "Director of Political Affairs Lane"."""
    return kind_of(word) is not None or word in _departments()


@cache
def serving(whom: str) -> frozenset[str]:
    """The roles and offices that one has "to" a person, or "to" a place."""
    return frozenset(r["word"] for table in ("roles", "offices") for r in rows(table) if r["to"] == whom)


def _singular(word: str) -> str:
    return word[:-3] + "man" if word.endswith("men") else word.removesuffix("s")


@cache
def _nouns() -> dict[str, str]:
    return {r["word"]: kind for table, kind in (("roles", "role"), ("offices", "office")) for r in rows(table)}


@cache
def _titles() -> frozenset[str]:
    return frozenset(r["word"] for r in rows("titles") if r["in_heading"] == "yes")


@cache
def _departments() -> dict[str, str]:
    return {r["word"]: r["kind"] for r in rows("departments")}
