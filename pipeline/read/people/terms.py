"""Mentions of the terms and abbreviations that an authority list beside the texts explains, as they stand there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.model import Evidence, MarkKind, Span
from pipeline.passages import Found
from pipeline.patterns import stands_alone
from pipeline.read.capitals import Capitals, initial_word
from pipeline.read.people.entries import Entry, kept
from pipeline.read.taken import Taken

_FIRST = re.compile(r"\w+")


class Glossary(NamedTuple):
    """The terms of a list by their first words, longer ones first."""

    by_capital: dict[str, tuple[tuple[str, str], ...]]
    """By the word with a capital that they begin with, as `Capitals` has it."""
    others: dict[str, tuple[tuple[str, str], ...]]
    """Those that begin with a small letter or a digit, by their first words; in full where no other has the same."""


@kept
def glossary_of(entries: tuple[Entry, ...]) -> Glossary:
    """A list of terms, ready to be looked for; a single letter is no term."""
    by_capital: dict[str, list[tuple[str, str]]] = defaultdict(list)
    others: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for entry in sorted(entries, key=lambda e: -len(e.name)):
        if len(entry.name) > 1 and (m := _FIRST.match(entry.name)):
            capital = initial_word(entry.name)
            (by_capital if capital else others)[capital or m[0]].append((entry.name, entry.id))
    others = {terms[0][0] if len(terms) == 1 else word: terms for word, terms in others.items()}
    return Glossary(*({word: tuple(terms) for word, terms in each.items()} for each in (by_capital, others)))


def find_terms(source: str, spans: Sequence[Span], glossary: Glossary, taken: Taken, capitals: Capitals) -> Iterator[Found]:
    """A mark for each term within the spans that does not overlap what is taken; capitals: the source's."""
    readable = Taken(spans)
    for start, terms in _places(source, glossary, capitals):
        for term, identifier in terms:
            if source.startswith(term, start) and stands_alone(source, start, start + len(term), "_-"):
                here = Span(start, start + len(term))
                if readable.holds(here) and not taken.overlaps(here):
                    yield Found(MarkKind.TERM, here, identifier, Evidence(rule="terms.term", spans=(here,)))
                break


def _places(source: str, glossary: Glossary, capitals: Capitals) -> Iterator[tuple[int, tuple[tuple[str, str], ...]]]:
    """Where terms may begin, with those that may."""
    if glossary.by_capital:
        for word in glossary.by_capital.keys() & capitals.places.keys():
            for start in capitals.places[word]:
                yield start, glossary.by_capital[word]
    for word, terms in glossary.others.items():
        at = source.find(word)
        while at >= 0:
            yield at, terms
            at = source.find(word, at + 1)
