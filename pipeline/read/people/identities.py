"""Who is meant: of several bearers of a name the one whom the office before it, or the same cable elsewhere, tells.

"Secretary Dulles" is the one whose entry says "Secretary of State"; "(Bundy)" after "Assistant Secretary of State for Far
Eastern Affairs" is he whose entry says so. Where that leaves two, the name stays without a link.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.model import Certainty, Evidence, Span
from pipeline.read.people.name_words import content_words, key, title
from pipeline.read.people.people import Mention
from pipeline.read.people.roll import Person

_REACH = 160
"""So far before a name its bearer's office may begin."""
_LINKS = frozenset({"of", "for", "the", "and", "to", "in", "on", "at"})
"""Small words within the name of an office."""
_LONGEST_ABBREVIATION = 5
"""Letters: "Brig.", "Capt."; a longer word with a full stop ends a sentence, and so does one that is no title."""
_WIVES = frozenset({"madame", "mrs", "miss", "ms"})


class Identified(NamedTuple):
    span: Span
    id: str
    """Empty where several may be meant."""
    evidence: Evidence
    candidates: tuple[Person, ...]


def identify(source: str, mentions: Sequence[Mention]) -> list[Identified]:
    """Whom each mention means. Doubtful ones stay out, unless the cable elsewhere names their bearer beyond doubt."""
    sure = {person.id for m in mentions if not m.doubt for person in m.candidates}
    kept = [m for m in mentions if not m.doubt or (m.doubt == "first" and any(p.id in sure for p in m.candidates))]
    ends = [0, *(m.span.end for m in kept)]
    told = [_told(source, m, end) for m, end in zip(kept, ends, strict=False)]
    known = {persons[0].id: m.span for m, persons in reversed([*zip(kept, told, strict=True)]) if len(persons) == 1}
    return [_identified(m, persons, known) for m, persons in zip(kept, told, strict=True)]


def _identified(mention: Mention, told: tuple[Person, ...], known: dict[str, Span]) -> Identified:
    if len(mention.candidates) == 1:
        return _as(mention, mention.candidates[0].id, None, "")
    if len(told) == 1:
        return _as(mention, told[0].id, Certainty.HIGH, "of the bearers of the name the list gives this one the office")
    named = [p.id for p in told if p.id in known]
    if len(named) == 1:
        because = "of the bearers of the name the cable names this one more fully"
        return _as(mention, named[0], Certainty.MEDIUM, because, known[named[0]])
    return _as(mention, "", None, "")


def _as(mention: Mention, identifier: str, certainty: Certainty | None, because: str, *confirmed: Span) -> Identified:
    evidence = Evidence(rule="people.person", spans=(mention.span, *confirmed), certainty=certainty, because=because)
    return Identified(mention.span, identifier, evidence, mention.candidates)


def _told(source: str, mention: Mention, since: int) -> tuple[Person, ...]:
    """Those of the candidates to whom the office before the name fits best; all of them where it tells nothing.

    since: where the mention before it ends.
    """
    if len(mention.candidates) == 1:
        return mention.candidates
    office = content_words(_office_before(source, since, mention.span.start))
    candidates = _called_so(mention.candidates, office)
    fits = [(_fit(office, person), person) for person in candidates]
    best = max(fit for fit, _ in fits)
    return tuple(person for fit, person in fits if fit == best)


def _office_before(source: str, since: int, at: int) -> str:
    """The office that a name follows: "Under Secretary of State" before a name, a longer one before one in brackets."""
    before = source[max(since, at - _REACH) : at].rstrip()
    is_bracketed = before.endswith("(")
    office: list[str] = []
    for word in reversed(before.rstrip("( \n").split()):
        is_link = word in _LINKS if is_bracketed else word == "of"
        if not (word[0].isupper() or is_link) or _ends_clause(word, is_bracketed=is_bracketed):
            break
        office.insert(0, word)
    return " ".join(office)


def _ends_clause(word: str, *, is_bracketed: bool) -> bool:
    """Whether another clause begins after a word; "Near Eastern, South Asian, and African Affairs (" is one office."""
    if word.endswith("."):
        return len(word) > _LONGEST_ABBREVIATION or title(key(word)) is None
    return word[-1] in ";:)]”" or (word[-1] == "," and not is_bracketed)


def _called_so(candidates: tuple[Person, ...], office: Iterable[str]) -> tuple[Person, ...]:
    """A wife, listed by her husband's name, is called by it only after "Madame" or the like."""
    if wives := [p for p in candidates if p.titles & _WIVES]:
        is_wife = not _WIVES.isdisjoint(office)
        return tuple(p for p in candidates if (p in wives) == is_wife) or candidates
    return candidates


def _fit(office: tuple[str, ...], person: Person) -> int:
    """How well an office fits a person: by the words that both have, then by a clause of the entry that begins alike."""
    words = {word for clause in person.offices for word in clause} | person.titles
    common = sum(word in words for word in office)
    first = next((word for word in office if title(word)), "")
    return 2 * common + any(clause[0] == first for clause in person.offices) if common else 0
