"""A party of a correspondence, told apart into person, role, office and place.

"the Chargé in the Soviet Union (Henderson)", "Secretary of State Rusk", "Count Orloff", "the Embassy in Ghana"
"Roger Marsh of the National Security Council Staff", "Mr. Howard Lane, Adviser, United States Delegation"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.model import Correspondent, Evidence, Reading, Span
from pipeline.passages import fold
from pipeline.patterns import Pattern
from pipeline.read.heading.nouns import ends_title, head_word, is_ministry, is_plural_role, is_title, kind_of, serving

_CAPITAL = "A-ZÀ-ÖØ-ÞĀĆČĐĞİŁŚŞŠŻŽ"
_PARTICLE = "de|von|van|der|den|du|di|da|del|della|de\\sla|la|le|dos|das|ter|y|bin|ibn|al|el|zu"
_PLACE = rf"[{_CAPITAL}][\w’'. -]{{0,60}}\w"

NAME = Pattern(
    rf"(?: [{_CAPITAL}]\.-?\s? | [{_CAPITAL}][\w’'-]{{1,30}}\s{{1,3}} | (?:{_PARTICLE})\s ){{0,6}}"
    rf"(?:[dl][’']|al-|el-)? [{_CAPITAL}][\w’'-]{{0,30}}\w (?:,?\s(?:[Jj]r|[Ss]r|2d|3d)\.?)?",
    matches=[
        "Kennan",
        "U. Alexis Johnson",
        "Chester L. Cooper",
        "E. M. House",
        "John S.D. Eisenhower",
        "de la Colina",
        "Macchi di Cellere",
        "Öberg",
        "Giscard d’Estaing",
        "Drouyn de l’Huys",
    ],
    rejects=["the President", "of State"],
)
ACCREDITED = Pattern(
    rf"(?P<role>\S.{{0,120}}) \s (?:in|at) \s (?:the\s)?(?P<place>(?![Cc]harge\b){_PLACE})",
    matches=[
        "Chargé in the Soviet Union",
        "Consul General at Hong Kong",
        "Ambassador in Thailand",
        "Acting Political Adviser in Japan",
        "Officer in Charge at Tiflis",
    ],
    rejects=["Secretary of State", "Embassy", "Officer in Charge"],
    flags=re.DOTALL,
)
SENT_TO = Pattern(
    rf"(?P<role>\S.{{0,120}}) \s to \s (?:the\s)?(?P<place>{_PLACE})",
    matches=["Ambassador to Italy", "Representative to the United Nations"],
    rejects=["Ambassador", "Embassy in Italy"],
    flags=re.DOTALL,
)
SEATED = Pattern(
    rf".{{0,160}} \s (?:in|at) \s (?:the\s)?(?P<place>{_PLACE})",
    matches=["Embassy in Thailand", "Mission at the United Nations"],
    rejects=["Department of State"],
    flags=re.DOTALL,
)
STAYING = Pattern(
    rf",?\s(?:in|at)\s(?:the\s)?(?P<place>{_PLACE}(?:,\s{_PLACE})?)",
    matches=[" in Caracas", ", at Geneva", ", at Camp David, Maryland"],
    rejects=["at Geneva"],
)
"""Where someone is who has been named: "(Herter) at Geneva"."""

BRACKETED = re.compile(r"\(\s*([^()]{1,80}?)\s*\)")
_ARTICLE = re.compile(r"[Tt]he\s+")
_OF = re.compile(r"\sof\s(?:the\s)?")
_MEMBER_OF = re.compile(r"of\s(?:the\s)?")
_MINISTERS = frozenset({"Secretary", "Minister", "General"})
"""Who may be one of a ministry by its bare name: "Secretary of Defense", "General of the Army"."""
_WORD = re.compile(r"[^\s-]+")
_COMMA = re.compile(r",\s")
_STAYS = re.compile(STAYING.regex.pattern + "$", re.VERBOSE)
_BOTH = "Messrs."
_WITHHELD = re.compile(r"\[[^\]]{1,60} not declassified\]")
_GLUED = re.compile(r"(?<=[^\W\d])\d{1,3}[a-z]?$")

Parts = dict[str, Span]
"""Where what is told of a party stands in its text, by the attribute of Correspondent."""


def correspondent(source: str, start: int, end: int) -> Correspondent | None:
    """The party that a stretch of a heading names; None for an empty stretch."""
    start, end = trim(source, start, end)
    if start >= end:
        return None
    text = source[start:end]
    said = {
        key: Reading(
            text=fold(text[slice(*span)]),
            evidence=Evidence(rule=f"correspondents.{key}", spans=(Span(start + span.start, start + span.end),)),
        )
        for key, span in _parts(text).items()
    }
    return Correspondent(text=fold(text), **said)


@lru_cache(maxsize=4096)
def _parts(text: str) -> Parts:
    """What a party is told apart into; kept, since the headings of a collection name the same ones over and over."""
    article = _ARTICLE.match(text)
    bare = article.end() if article else 0
    named = _named_with_article if article else _named
    return named(text, bare, len(text)) or _bracketed(text, bare, len(text)) or _post(text, bare, len(text))


# ---- people ---------------------------------------------------------------------------------------------------------


def _bracketed(text: str, start: int, end: int) -> Parts | None:
    """ "Ambassador in Mexico (Fernald)", "Secretary of State (Ray) at Geneva"; what follows an office is no person."""
    named = [m for m in BRACKETED.finditer(text, start, end) if NAME.fullmatch(_without_marker(fold(m[1])))]
    if not named or head_word(text[start : named[-1].start()]) == "office":
        return None
    m = named[-1]
    parts = _post(text, start, m.start(), is_role=True) | {"person": _told(text, *m.span(1))}
    if staying := STAYING.fullmatch(text, m.end(), end):
        parts.setdefault("place", _told(text, *staying.span("place")))
    return parts


def _named(text: str, start: int, end: int) -> Parts | None:
    """A person named without brackets, who then has no article: by name, by title and name, by role and name."""
    return _person(text, start, end) or _apposed(text, start, end) or _member(text, start, end)


def _named_with_article(text: str, start: int, end: int) -> Parts | None:
    """ "the Marquis de Ferrand", "the Secretary of State Rusk"; but in "the Commander Naval Forces" the title goes on."""
    if kind_of(text[start:end].split()[0]) is None and is_titled_name(text, start, end):
        return {"person": _told(text, start, end)}
    parts = _by_role(text, start, end)
    return parts if parts and is_ministry(fold(text[slice(*parts["role"])]).split()[-1]) else None


def _person(text: str, start: int, end: int) -> Parts | None:
    """ "Count Orloff", "Senator Ames in Paris", "Secretary of State Rusk, at Geneva" """
    staying = _STAYS.search(text, start, end)
    until = staying.start() if staying else end
    parts = _by_name(text, start, until) or _by_role(text, start, until)
    if parts and staying:
        parts["place"] = _told(text, *staying.span("place"))
    return parts


def _by_name(text: str, start: int, end: int) -> Parts | None:
    """After titles any name, "Count Orloff"; else one of two words or more that are no role or office."""
    start, end = trim(text, start, end)
    is_name = is_titled_name(text, start, end) or (
        NAME.fullmatch(text, start, end) and " " in text[start:end] and head_word(text[start:end]) is None
    )
    return {"person": _told(text, start, end)} if is_name else None


def is_titled_name(text: str, start: int, end: int) -> bool:
    """Whether it is titles and a name: "Lt. Col. Roger Marsh", "Earl of Arden"; a general "of" something has a role."""
    words = list(_WORD.finditer(text, start, end))
    titles = next((i for i, m in enumerate(words) if not is_title(m[0])), len(words))
    if not 0 < titles < len(words):
        return False
    name = words[titles].start()
    if (of := _MEMBER_OF.match(text, name, end)) and kind_of(words[titles - 1][0]) is None:
        name = of.end()
    return NAME.fullmatch(text, name, end) is not None


def _by_role(text: str, start: int, end: int) -> Parts | None:
    """ "Secretary of State Rusk", "Chairman of the Council of Ministers Vasko", "Prime Minister Lane": the name ends it."""
    words = list(_WORD.finditer(text, start, end))
    name = _name_at([m[0] for m in words])
    if not name or head_word(text[start:end]) != "role" or " to " in text[start : words[name].start()]:
        return None
    if not NAME.fullmatch(text, words[name].start(), end):
        return None
    return {
        "role": _told(text, start, words[name - 1].end()),
        "person": _told(text, words[name].start(), end),
    }


def _name_at(words: list[str]) -> int | None:
    """The word after the last one that ends a title: a role, "Affairs", or "State" after a secretary."""
    end = max((i for i, word in enumerate(words, start=1) if ends_title(word)), default=len(words))
    if end == len(words) or (is_ministry(words[end - 1]) and _MINISTERS.isdisjoint(words)):
        return None
    return end


def _apposed(text: str, start: int, end: int) -> Parts | None:
    """ "Howard Lane, Adviser, United States Delegation" """
    for comma in _COMMA.finditer(text, start, end):
        of = _MEMBER_OF.match(text, comma.end(), end)
        what = of.end() if of else comma.end()
        kind = head_word(text[what:end])
        if kind and (parts := _person(text, start, comma.start())):
            key = "role" if kind == "role" else "organisation"
            return {key: _told(text, what, end)} | parts
    return None


def _member(text: str, start: int, end: int) -> Parts | None:
    """ "Roger Marsh of the Policy Planning Staff", "King Otto of Ruritania" """
    for of in _OF.finditer(text, start, end):
        parts = {} if _WITHHELD.fullmatch(text, start, of.start()) else _person(text, start, of.start())
        if parts is not None:
            key = "organisation" if head_word(text[of.end() : end]) else "place"
            return {key: _told(text, of.end(), end)} | parts
    return None


def shares_title(party: Correspondent) -> bool:
    """Whether a title in the plural stands before the one name: "Chairmen Vasko", "Messrs. Lane", and another must follow."""
    if party.person is None:
        return False
    return party.person.text.startswith(_BOTH) or (party.role is not None and is_plural_role(party.role.text))


def sharing(party: Correspondent, first: Correspondent) -> Correspondent:
    """A bare name that shares the title of the party before it: "Chairmen Vasko and Orloff"."""
    named = party.organisation
    if named is None or not shares_title(first):
        return party
    person = named.model_copy(update={"evidence": named.evidence.model_copy(update={"rule": "correspondents.sharing"})})
    return Correspondent(text=party.text, person=person, role=first.role)


# ---- posts ----------------------------------------------------------------------------------------------------------


def _post(text: str, start: int, end: int, *, is_role: bool = False) -> Parts:
    """The role or office that a stretch names, and the place of it. is_role: a person has been named who has it."""
    start, end = trim(text, start, end)
    if start >= end:
        return {}
    if head_word(text[start:end]) == "office" and not is_role:
        return _office(text, start, end)
    for m in _accredited(text, start, end):
        if head_word(m["place"]) is None:
            return {
                "role": _told(text, *m.span("role")),
                "place": _told(text, *m.span("place")),
            }
    key = "role" if is_role or head_word(text[start:end]) == "role" else "organisation"
    return {key: _told(text, start, end)}


def _office(text: str, start: int, end: int) -> Parts:
    parts = {"organisation": _told(text, start, end)}
    if place := SEATED.fullmatch(text, start, end):
        parts["place"] = _told(text, *place.span("place"))
    return parts


def _accredited(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    if m := ACCREDITED.fullmatch(text, start, end):
        yield m
    if (m := SENT_TO.fullmatch(text, start, end)) and _WORD.findall(m["role"])[-1] in serving("place"):
        yield m


# ---- stretches ------------------------------------------------------------------------------------------------------


def trim(source: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without white space and stops at its ends, and without a note's marker glued to its last word."""
    while start < end and (source[start].isspace() or source[start] in ",;"):
        start += 1
    while end > start and (source[end - 1].isspace() or source[end - 1] in ",;:"):
        end -= 1
    if not any(character.isdigit() for character in source[max(start, end - 2) : end]):
        return start, end
    marker = _GLUED.search(source, max(start, end - 5), end)
    return start, marker.start() if marker else end


def _without_marker(text: str) -> str:
    return _GLUED.sub("", text)


def _told(text: str, start: int, end: int) -> Span:
    """The stretch, as part of what is told."""
    return Span(*trim(text, start, end))
