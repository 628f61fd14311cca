"""Mentions of the terms and abbreviations that an authority list beside the texts explains, as they stand there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.model import Evidence, MarkKind, Span
from pipeline.passages import Found
from pipeline.read.people.entries import Entry, kept
from pipeline.read.taken import Taken

_FIRST = re.compile(r"\w+")
_CAPITALISED = re.compile(r"[A-Z0-9]\w*")
"""Three times as fast as all words, and enough for most terms."""


class Glossary(NamedTuple):
    """The terms of a list by their first words, longer ones first."""

    by_first: dict[str, tuple[tuple[str, str], ...]]
    small: tuple[str, ...]
    """Those of the first words that have no capital."""


@kept
def glossary_of(entries: tuple[Entry, ...]) -> Glossary:
    """A list of terms, ready to be looked for; a single letter is no term."""
    by_first: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for entry in sorted(entries, key=lambda e: -len(e.name)):
        if len(entry.name) > 1 and (m := _FIRST.match(entry.name)):
            by_first[m[0]].append((entry.name, entry.id))
    small = tuple(word for word in by_first if not _CAPITALISED.match(word))
    return Glossary({word: tuple(terms) for word, terms in by_first.items()}, small)


def find_terms(source: str, spans: Sequence[Span], glossary: Glossary, taken: Taken) -> Iterator[Found]:
    """A mark for each term within the spans that does not overlap what is taken."""
    if not glossary.by_first:
        return
    small = [word for word in glossary.small if word in source]
    for span in spans:
        for word in (*small, *glossary.by_first.keys() & set(_CAPITALISED.findall(source, *span))):
            for start in _places(source, word, span):
                found = _term_at(source, start, span.end, glossary.by_first[word])
                if found and not taken.overlaps(found.span):
                    yield found


def _places(source: str, word: str, span: Span) -> Iterator[int]:
    """Where the word stands, be it within a longer one."""
    at = source.find(word, *span)
    while at >= 0:
        yield at
        at = source.find(word, at + 1, span.end)


def _term_at(source: str, start: int, end: int, terms: tuple[tuple[str, str], ...]) -> Found | None:
    if start and _is_of_word(source[start - 1]):
        return None
    for term, identifier in terms:
        here = Span(start, start + len(term))
        if source.startswith(term, start) and here.end <= end and not _is_of_word(source[here.end : here.end + 1]):
            return Found(MarkKind.TERM, here, identifier, Evidence(rule="terms.term", spans=(here,)))
    return None


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character in {"_", "-"}
