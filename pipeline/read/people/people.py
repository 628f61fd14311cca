"""Mentions of people whom an authority list beside the texts names.

A mention is a surname with the given names, initials and particles that stand before it, without titles: "Mr. ⟨Dulles⟩",
"Ambassador ⟨U. Alexis Johnson⟩", "President ⟨de Gaulle⟩". A given name that is none of the bearers' makes it another person's.
Who is meant is for `identities` to say. Source of the extent: the mentions that the editors of Foreign Relations marked.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pipeline.knowledge import rows
from pipeline.model import Span
from pipeline.patterns import LETTER
from pipeline.read.capitals import Capitals
from pipeline.read.people.given_names import common_given_names, is_called, is_named
from pipeline.read.people.name_words import PARTICLES, key, personal_titles, title, words_of
from pipeline.read.people.roll import Claim, Person, Roll

_SUFFIX = re.compile(r",?\s(?:Jr|JR|Sr|SR|II|III|IV|2d|3d)(?!\w)\.?")
_REACH = 48
"""So far from a surname the words of its name may stand."""
_GAP = re.compile(r"[ \t\xa0]*\n?[ \t\xa0]*[“”\"‘’]?|-|[“”\"’]\s|\s[dDlL][’']")
"""Between two words of a name."""
_GAP_AFTER_INITIAL = re.compile(r"\.?[ \t\xa0]*\n?[ \t\xa0]*|-")
_WIDEST_GAP = 8
_WORD_END = re.compile(r"[\W\d_]")
_SMALL = rf" (?!(?:{'|'.join(sorted(PARTICLES))})(?!{LETTER})|[dl][’'])[a-z]"
"""The beginning of a small word that is no part of a name: no name goes across it."""
_SMALL_AFTER = re.compile(_SMALL)
_SMALL_BEFORE = re.compile(rf"(?s:.*){_SMALL}")
_PLACE_WORDS = frozenset({"camp", "cape", "ciudad", "fort", "lake", "mount", "new", "port", "viet"})
"""Before a surname these make it a place: "Cape Kennedy"."""
_OPENS_SENTENCE = re.compile(r"(?:^|[.?!:;]|\n)[\s”\"’)]*[“\"‘(\[]*$")


class Mention(NamedTuple):
    span: Span
    candidates: tuple[Person, ...]
    """All whom the words may mean, at least one."""
    doubt: str
    """ "always" or "first" where the word is an ordinary one too, and nothing but its capital says that it is a name here; so
    too within sentences, or at their beginning only."""


def find_mentions(source: str, spans: Sequence[Span], roll: Roll, capitals: Capitals) -> list[Mention]:
    """Every mention within the spans, in their order; capitals: the source's."""
    if not roll.claims:
        return []
    openings = capitals.spans_of(word for word in capitals.places if key(word) in roll.openings)
    starts = [opening.start for opening in openings]
    mentions: list[Mention] = []
    for span in spans:
        near = openings[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        if near:
            mentions += _Stretch(source, span, near, roll).mentions()
    return mentions


def _windows(source: str, span: Span, openings: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """The neighbourhoods within a span of the words with which a claim begins, up to the small words around them."""
    start = end = span.start
    for opening in openings:
        before = _before(source, max(opening.start - _REACH, span.start), opening.start)
        if before > end:
            if end > start:
                yield start, end
            start = before
        end = _after(source, opening.end, span.end)
    if end > start:
        yield start, end


def _before(source: str, limit: int, at: int) -> int:
    m = _SMALL_BEFORE.match(source, limit, at)
    return m.end() if m else limit


def _after(source: str, at: int, limit: int) -> int:
    reach = min(at + _REACH, limit)
    m = _SMALL_AFTER.search(source, at, reach)
    return m.start() if m else _word_end(source, reach, limit)


def _word_end(source: str, at: int, limit: int) -> int:
    m = _WORD_END.search(source, at, limit)
    return m.start() if m else limit


class _Stretch:
    """A span as the words that may belong to names."""

    def __init__(self, source: str, span: Span, openings: Sequence[Span], roll: Roll) -> None:
        self.source, self.span, self.roll = source, span, roll
        windows = _windows(source, span, openings)
        self.words = [word for window in windows for word in words_of(source, *window, roll.compounds)]
        self.next = 0
        """The first word that no mention has yet."""

    def mentions(self) -> Iterator[Mention]:
        for at, word in enumerate(self.words):
            claims = self.roll.claims.get(word.key)
            if claims and at >= self.next and self._is_capital(at) and (mention := self._mention_at(at, claims)):
                yield mention

    def _mention_at(self, at: int, claims: tuple[Claim, ...]) -> Mention | None:
        holding = [claim for claim in claims if not claim.rest or self._follows(at, claim)]
        if not holding:
            return None
        rest = len(holding[0].rest)
        persons = {claim.person.id: claim.person for claim in holding if len(claim.rest) == rest}
        end = at + 1 + rest
        return None if self._is_given_name(at, end) else self._mention(at, end, tuple(persons.values()))

    # ---- the surname ------------------------------------------------------------------------------------------------

    def _follows(self, at: int, claim: Claim) -> bool:
        end = at + 1 + len(claim.rest)
        return end <= len(self.words) and all(
            self.words[i].key == word and self._joins(i - 1) for i, word in enumerate(claim.rest, start=at + 1)
        )

    def _is_given_name(self, at: int, end: int) -> bool:
        """Whether it stands before another surname: "Allen" in "Allen Dulles", where both are surnames of the list."""
        following = end
        while following < len(self.words) and self.words[following].key in PARTICLES and self._joins(following - 1):
            following += 1
        if following >= len(self.words) or not self._joins(following - 1) or not self._is_capital(following):
            return False
        word, claims = self.words[at].key, self.roll.claims.get(self.words[following].key, ())
        is_given = self._is_known_given(word) and not self._ends_line(end - 1)
        return is_given or any(is_called(word, claim.person) for claim in claims)

    # ---- around it --------------------------------------------------------------------------------------------------

    def _mention(self, at: int, end: int, persons: tuple[Person, ...]) -> Mention | None:
        first, bearers = self._given_before(at, persons)
        if not bearers or self._is_part(first, end) or self._is_place(first):
            return None
        is_full = first < at and any(word.key not in PARTICLES for word in self.words[first:at])
        if not is_full:
            end, bearers = self._given_after(end, bearers)
        self.next = end
        doubt = "" if is_full or end - at > 1 or self._title_before(first) else self._doubt(at)
        return Mention(Span(self.words[first].start, self._stop(end, is_full)), bearers, doubt)

    def _stop(self, end: int, is_full: bool) -> int:
        """Where the last word ends, or the "Jr." that follows a full name."""
        stop = self.words[end - 1].end
        suffix = _SUFFIX.match(self.source, stop, self.span.end) if is_full else None
        return suffix.end() if suffix else stop

    def _given_before(self, at: int, persons: tuple[Person, ...]) -> tuple[int, tuple[Person, ...]]:
        """The first word of the name, and those of the persons whom what stands before the surname allows."""
        first = at
        while first > self.next and self._joins(first - 1) and self._may_be_given(first - 1, at, persons):
            first -= 1
        while first < at - 1 and not self._begins_name(self.words[first].key, persons):
            first += 1
        if first == at:
            return at, persons
        before = [word.key for word in self.words[first:at]]
        particles, given = PARTICLES.intersection(before), [word for word in before if word not in PARTICLES]
        bearers = tuple(p for p in persons if particles <= p.particles and is_named(given, p))
        return first, tuple(p for p in bearers if set(given) <= set(p.given)) or bearers

    def _may_be_given(self, at: int, surname: int, persons: tuple[Person, ...]) -> bool:
        """Whether the word is a given name of one of the persons, or of somebody else of the same surname."""
        word = self.words[at].key
        if title(word):
            return False
        if len(word) == 1 or word in PARTICLES or any(is_called(word, p) for p in persons):
            return True
        if self._ends_line(at):
            return False
        return self._is_known_given(word) or (at == surname - 1 and self._follows_personal_title(at))

    def _is_known_given(self, word: str) -> bool:
        return word in self.roll.given or word in common_given_names()

    def _begins_name(self, word: str, persons: tuple[Person, ...]) -> bool:
        """Not so "B." before "Frank Press": it is a label."""
        return len(word) > 1 or any(word == name[0] for p in persons for name in p.given)

    def _given_after(self, end: int, persons: tuple[Person, ...]) -> tuple[int, tuple[Person, ...]]:
        """ "Haile Selassie", listed as "Haile, Selassie": given names that follow."""
        while end < len(self.words) and self._joins(end - 1):
            named = tuple(p for p in persons if len(self.words[end].key) > 1 and self.words[end].key in p.given)
            if not named:
                break
            end, persons = end + 1, named
        return end, persons

    def _is_part(self, first: int, end: int) -> bool:
        """Whether a hyphen joins it to a word that is no surname of the list: "Orlov-Denisov"."""
        before, after = self.words[first].start - 1, self.words[end - 1].end
        return (self.source.startswith("-", before) and self._is_stranger(first - 1, before)) or (
            self.source.startswith("-", after) and self._is_stranger(end, after)
        )

    def _is_place(self, first: int) -> bool:
        return first > 0 and self.words[first - 1].key in _PLACE_WORDS and self._joins(first - 1)

    def _is_stranger(self, at: int, hyphen: int) -> bool:
        if not 0 <= at < len(self.words):
            return False
        word = self.words[at]
        return hyphen in (word.start - 1, word.end) and word.key not in self.roll.claims

    # ---- the words themselves ---------------------------------------------------------------------------------------

    def _is_capital(self, at: int) -> bool:
        return self.source[self.words[at].start].isupper()

    def _joins(self, at: int) -> bool:
        """Whether the word and the next may belong to one name by what stands between them."""
        word, following = self.words[at], self.words[at + 1]
        if following.start - word.end > _WIDEST_GAP:
            return False
        between = self.source[word.end : following.start]
        if between == " ":
            return True
        gap = _GAP_AFTER_INITIAL if word.end - word.start <= 2 else _GAP
        return gap.fullmatch(between) is not None

    def _ends_line(self, at: int) -> bool:
        """Whether a line ends between the word and the next: in a list the next is somebody else."""
        return "\n" in self.source[self.words[at].end : self.words[at + 1].start]

    def _title_before(self, first: int) -> str:
        """The title that stands right before a word, if any: "mr", "general"."""
        if not first or self.words[first].start - self.words[first - 1].end > 3:
            return ""
        gap = self.source[self.words[first - 1].end : self.words[first].start]
        word = self.words[first - 1].key
        return word if gap.strip(" .\n") == "" and title(word) else ""

    def _follows_personal_title(self, at: int) -> bool:
        return self._is_capital(at) and self._title_before(at) in personal_titles()

    def _doubt(self, at: int) -> str:
        doubt = _ordinary_words().get(self.words[at].key, "")
        if doubt != "first":
            return doubt
        start = self.words[at].start
        opens = _OPENS_SENTENCE.search(self.source[max(self.span.start, start - 6) : start])
        return doubt if opens or self.source[start : self.words[at].end].isupper() else ""


@cache
def _ordinary_words() -> dict[str, str]:
    return {key(row["word"]): row["doubted"] for row in rows("surname_words")}
