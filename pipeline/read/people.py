"""Mentions of the people and terms that an authority list beside the texts names.

A name is found by its full form or, where only one person of the list bears it, by its surname; a surname that several
share is left alone. Source of the form: the lists of persons in Foreign Relations, "Surname, Given Names, office".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from pipeline.model import Evidence, MarkKind, Span
from pipeline.passages import Found


class Entry(Protocol):
    """A line of an authority list."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...


class Names(NamedTuple):
    """The forms under which an authority's entries occur: form → id, one regex for all."""

    ids: dict[str, str]
    regex: re.Pattern[str] | None
    kind: MarkKind


@lru_cache(maxsize=64)
def person_names(entries: tuple[Entry, ...]) -> Names:
    """Full names and unshared surnames of a list of persons."""
    claims: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        for form in _forms(entry.name):
            claims[form].add(entry.id)
    return _names({form: ids.copy().pop() for form, ids in claims.items() if len(ids) == 1}, MarkKind.PERSON)


@lru_cache(maxsize=64)
def term_names(entries: tuple[Entry, ...]) -> Names:
    """The terms of a list of abbreviations and terms, as they stand."""
    return _names({e.name: e.id for e in entries if len(e.name) >= 2}, MarkKind.TERM)


def _forms(name: str) -> Iterable[str]:
    surname, _, given = (part.strip() for part in name.partition(","))
    yield surname
    if given:
        yield f"{given.split(',')[0].strip()} {surname}"
        yield f"{given.split()[0]} {surname}"


def _names(ids: dict[str, str], kind: MarkKind) -> Names:
    forms = sorted((f for f in ids if len(f) > 2 or kind is MarkKind.TERM), key=len, reverse=True)
    regex = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, forms))})(?![\w-])") if forms else None
    return Names(ids, regex, kind)


def find_mentions(source: str, spans: Sequence[Span], names: Names, taken: Sequence[Span]) -> list[Found]:
    """A mark for each mention within the spans that does not overlap what is `taken` already."""
    if names.regex is None:
        return []
    covered = {offset for span in taken for offset in range(span.start, span.end)}
    found = []
    for span in spans:
        for m in names.regex.finditer(source, *span):
            here = Span(*m.span())
            if covered.isdisjoint(range(*here)):
                evidence = Evidence(rule=f"people.{names.kind.value}", spans=(here,))
                found.append(Found(names.kind, here, names.ids[m[0]], evidence))
    return found
