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

Parts = dict[str, Reading]
"""What is told of a party, by the attribute of Correspondent."""


@lru_cache(maxsize=32)
def correspondent(source: str, start: int, end: int) -> Correspondent | None:
    """The party that a stretch of a heading names; None for an empty stretch.

    Kept for a while: where a heading is to be parted is told by what the parts would be.
    """
    start, end = trim(source, start, end)
    if start >= end:
        return None
    article = _ARTICLE.match(source, start, end)
    bare = article.end() if article else start
    named = _named_with_article if article else _named
    parts = named(source, bare, end) or _bracketed(source, bare, end) or _post(source, bare, end)
    return Correspondent(text=fold(source[start:end]), **parts)


# ---- people ---------------------------------------------------------------------------------------------------------


def _bracketed(source: str, start: int, end: int) -> Parts | None:
    """ "Ambassador in Mexico (Fernald)", "Secretary of State (Ray) at Geneva"; what follows an office is no person."""
    named = [m for m in BRACKETED.finditer(source, start, end) if NAME.fullmatch(_without_marker(fold(m[1])))]
    if not named or head_word(source[start : named[-1].start()]) == "office":
        return None
    m = named[-1]
    parts = _post(source, start, m.start(), is_role=True) | {"person": _reading(source, *m.span(1), "person")}
    if staying := STAYING.fullmatch(source, m.end(), end):
        parts.setdefault("place", _reading(source, *staying.span("place"), "place"))
    return parts


def _named(source: str, start: int, end: int) -> Parts | None:
    """A person named without brackets, who then has no article: by name, by title and name, by role and name."""
    return _person(source, start, end) or _apposed(source, start, end) or _member(source, start, end)


def _named_with_article(source: str, start: int, end: int) -> Parts | None:
    """ "the Marquis de Ferrand", "the Secretary of State Rusk"; but in "the Commander Naval Forces" the title goes on."""
    if kind_of(source[start:end].split()[0]) is None and is_titled_name(source, start, end):
        return {"person": _reading(source, start, end, "person")}
    parts = _by_role(source, start, end)
    return parts if parts and is_ministry(parts["role"].text.split()[-1]) else None


def _person(source: str, start: int, end: int) -> Parts | None:
    """ "Count Orloff", "Senator Ames in Paris", "Secretary of State Rusk, at Geneva" """
    staying = _STAYS.search(source, start, end)
    until = staying.start() if staying else end
    parts = _by_name(source, start, until) or _by_role(source, start, until)
    if parts and staying:
        parts["place"] = _reading(source, *staying.span("place"), "place")
    return parts


def _by_name(source: str, start: int, end: int) -> Parts | None:
    """After titles any name, "Count Orloff"; else one of two words or more that are no role or office."""
    start, end = trim(source, start, end)
    is_name = is_titled_name(source, start, end) or (
        NAME.fullmatch(source, start, end) and " " in source[start:end] and head_word(source[start:end]) is None
    )
    return {"person": _reading(source, start, end, "person")} if is_name else None


def is_titled_name(source: str, start: int, end: int) -> bool:
    """Whether it is titles and a name: "Lt. Col. Roger Marsh", "Earl of Arden"; a general "of" something has a role."""
    words = list(_WORD.finditer(source, start, end))
    titles = next((i for i, m in enumerate(words) if not is_title(m[0])), len(words))
    if not 0 < titles < len(words):
        return False
    name = words[titles].start()
    if (of := _MEMBER_OF.match(source, name, end)) and kind_of(words[titles - 1][0]) is None:
        name = of.end()
    return NAME.fullmatch(source, name, end) is not None


def _by_role(source: str, start: int, end: int) -> Parts | None:
    """ "Secretary of State Rusk", "Chairman of the Council of Ministers Vasko", "Prime Minister Lane": the name ends it."""
    words = list(_WORD.finditer(source, start, end))
    name = _name_at([m[0] for m in words])
    if not name or head_word(source[start:end]) != "role" or " to " in source[start : words[name].start()]:
        return None
    if not NAME.fullmatch(source, words[name].start(), end):
        return None
    return {
        "role": _reading(source, start, words[name - 1].end(), "role"),
        "person": _reading(source, words[name].start(), end, "person"),
    }


def _name_at(words: list[str]) -> int | None:
    """The word after the last one that ends a title: a role, "Affairs", or "State" after a secretary."""
    end = max((i for i, word in enumerate(words, start=1) if ends_title(word)), default=len(words))
    if end == len(words) or (is_ministry(words[end - 1]) and _MINISTERS.isdisjoint(words)):
        return None
    return end


def _apposed(source: str, start: int, end: int) -> Parts | None:
    """ "Howard Lane, Adviser, United States Delegation" """
    for comma in _COMMA.finditer(source, start, end):
        of = _MEMBER_OF.match(source, comma.end(), end)
        what = of.end() if of else comma.end()
        kind = head_word(source[what:end])
        if kind and (parts := _person(source, start, comma.start())):
            key = "role" if kind == "role" else "organisation"
            return {key: _reading(source, what, end, key)} | parts
    return None


def _member(source: str, start: int, end: int) -> Parts | None:
    """ "Roger Marsh of the Policy Planning Staff", "King Otto of Ruritania" """
    for of in _OF.finditer(source, start, end):
        parts = {} if _WITHHELD.fullmatch(source, start, of.start()) else _person(source, start, of.start())
        if parts is not None:
            key = "organisation" if head_word(source[of.end() : end]) else "place"
            return {key: _reading(source, of.end(), end, key)} | parts
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


def _post(source: str, start: int, end: int, *, is_role: bool = False) -> Parts:
    """The role or office that a stretch names, and the place of it. is_role: a person has been named who has it."""
    start, end = trim(source, start, end)
    if start >= end:
        return {}
    if head_word(source[start:end]) == "office" and not is_role:
        return _office(source, start, end)
    for m in _accredited(source, start, end):
        if head_word(m["place"]) is None:
            return {
                "role": _reading(source, *m.span("role"), "role"),
                "place": _reading(source, *m.span("place"), "place"),
            }
    key = "role" if is_role or head_word(source[start:end]) == "role" else "organisation"
    return {key: _reading(source, start, end, key)}


def _office(source: str, start: int, end: int) -> Parts:
    parts = {"organisation": _reading(source, start, end, "organisation")}
    if place := SEATED.fullmatch(source, start, end):
        parts["place"] = _reading(source, *place.span("place"), "place")
    return parts


def _accredited(source: str, start: int, end: int) -> Iterator[re.Match[str]]:
    if m := ACCREDITED.fullmatch(source, start, end):
        yield m
    if (m := SENT_TO.fullmatch(source, start, end)) and _WORD.findall(m["role"])[-1] in serving("place"):
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


def _reading(source: str, start: int, end: int, rule: str) -> Reading:
    start, end = trim(source, start, end)
    evidence = Evidence(rule=f"correspondents.{rule}", spans=(Span(start, end),))
    return Reading(text=fold(source[start:end]), evidence=evidence)
