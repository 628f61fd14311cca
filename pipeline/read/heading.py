"""The heading: which document it is, of what form, who wrote to whom.

"The Chargé in the Soviet Union (Henderson) to the Secretary of State"
"40. Telegram From the Embassy in Thailand to the Department of State"
"Memorandum by the Director of the Policy Planning Staff (Kennan) to the Secretary of State"
Source: the headings of Foreign Relations of the United States, 1861–1980.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from pipeline.knowledge import rows
from pipeline.model import Correspondent, Evidence, Form, MarkKind, Reading, Span
from pipeline.passages import Found, fold
from pipeline.patterns import Pattern


class Heading(NamedTuple):
    number: Reading | None
    form: Form
    sent_by: tuple[Correspondent, ...]
    sent_to: tuple[Correspondent, ...]
    place: Reading | None = None
    """Where it was written, of a heading that ends in place and date: ", Washington, August 9, 1955, 3 p.m."."""
    date: Span | None = None
    """Where its date stands: "August 9, 1955, 3 p.m."."""

    def marks(self) -> list[Found]:
        """What the heading names, as marks in offsets of the source."""
        parties = (*self.sent_by, *self.sent_to)
        named = [
            (kind, reading)
            for party in parties
            for kind, reading in (
                (MarkKind.PERSON, party.person),
                (MarkKind.ROLE, party.role),
                (MarkKind.ORGANISATION, party.organisation),
                (MarkKind.PLACE, party.place),
            )
            if reading is not None
        ]
        return [Found(kind, r.evidence.spans[0], r.ref or "", r.evidence) for kind, r in named]


NUMBER = Pattern(
    r"(?: \[(?P<bracketed>\d{1,4}[a-z]?)\] | (?P<n>\d{1,4}[a-z]?) )\.\s+(?=\S)",
    matches=["40. Telegram", "[24a]. Letter"],
    rejects=["1.5 percent", "40) "],
)
ACCREDITED = Pattern(
    r"(?P<role>\S.{0,120}) \s (?:in|at) \s (?:the\s)?(?P<place>(?![Cc]harge\b)[A-Z][\w’'. -]{0,60}\w)",
    matches=[
        "Chargé in the Soviet Union",
        "Consul General at Hong Kong",
        "Ambassador in Thailand",
        "Acting Political Adviser in Japan",
        "Officer in Charge at Tiflis",
    ],
    rejects=["Secretary of State", "Embassy", "Officer in Charge"],
)
SEATED = Pattern(
    r".{0,160} \s (?:in|at) \s (?:the\s)?(?P<place>[A-Z][\w’'. -]{0,60}\w)",
    matches=["Embassy in Thailand", "Mission at the United Nations"],
    rejects=["Department of State"],
)
NAME = Pattern(
    r"(?:[A-Z]\.-?\s?|[A-Z][\w’'-]{1,30}\s{1,3}|(?:de|von|van|du)\s){0,6} [A-Z][\w’'-]{0,30}\w (?:,?\s(?:Jr|Sr|2d|3d)\.?)?",
    matches=["Kennan", "U. Alexis Johnson", "Chester L. Cooper", "E. M. House", "John S.D. Eisenhower"],
    rejects=["the President", "of State"],
)
_GLUED_MARKER = re.compile(r"(?<=[^\s\d])\d{1,3}\s*$")
_PARENTHESIS = re.compile(r"\(\s*([^()]*?)\s*\)")
_AUTHORED = re.compile(r",?\s(?:From|[Bb]y|Prepared\s(?:by|in)|Between|Drafted\sby)\s")
_TO = re.compile(r"\s[Tt]o\s")
_NOT_RECIPIENT = re.compile(
    r"(?:Assistants?|Advis[eo]r|Counsel|Aide|Deputy|Secretary|Ambassador|Minister|Delegat(?:e|ion)|Consultant|Mission|Envoy)$"
)
"""Before " to " these do not end a sender: "the Special Assistant to the Secretary of State"; a name in brackets does."""
_TAIL = re.compile(r",\s(?:at\s[A-Z]|[A-Z][\w. ]*,\s(?:[A-Z][a-z]+\s\d|undated)|[A-Z][a-z]+\s\d{1,2},\s\d{4})")
"""", at Paris", ", Washington, August 9, 1955": after the recipient, not of it."""
_OF_OFFICE = re.compile(r"\sof\sthe\s")
_WORD = re.compile(r"\S+")
_ARTICLE = re.compile(r"[Tt]he\s+")
_JOINT = re.compile(r"(?<=\))(?:,\s?|\s)and\s(?=the\s|[A-Z])|(?<=\)),\s(?=the\s)")


def read_heading(source: str, span: Span) -> Heading | None:
    """What a heading says, or None where the stretch names no form and no correspondents, so that it may be no heading.

    source[span]: one unit, e.g. "40. Telegram From the Embassy in Thailand to the Department of State1".
    """
    start, end = span
    if glued := _GLUED_MARKER.search(source, start, end):
        end = glued.start()
    number, start = _number(source, start, end)
    words = _form_words(source[start:end])
    authored = _AUTHORED.search(source, start, end)
    if words is None:
        return _letter_heading(source, start, end, number)
    by, to = _parties(source, authored.end(), end) if authored else ((), ())
    return Heading(number, Form(words["form"]), by, to)


def _number(source: str, start: int, end: int) -> tuple[Reading | None, int]:
    m = NUMBER.match(source, start, end)
    if m is None:
        return None, start
    group = "n" if m["n"] else "bracketed"
    return Reading(text=m[group], evidence=_evidence("number", *m.span(group))), m.end()


def _letter_heading(source: str, start: int, end: int, number: Reading | None) -> Heading | None:
    """A heading that begins with the sender, "The Secretary of State to President Wilson", or that a number marks as a title.

    Prose has " to " too: both ends must be people or offices by their words. The form is for the file line to say.
    """
    by, to = _parties(source, start, end)
    if by and to and all(_is_credible(party) for party in (*by, *to)):
        return Heading(number, Form.UNKNOWN, by, to)
    return Heading(number, Form.UNKNOWN, (), ()) if number and _is_title(source[start:end]) else None


def _is_credible(party: Correspondent) -> bool:
    return party.person is not None or _head_word(party.text.removeprefix("The ").removeprefix("the ")) is not None


def _is_title(text: str) -> bool:
    """Whether most of its longer words have capitals, as titles do and prose does not."""
    longer = [word for word in text.split() if len(word) > 3]
    return sum(word[0].isupper() for word in longer) > 0.6 * len(longer)


# ---- form -----------------------------------------------------------------------------------------------------------


@cache
def _form_table() -> tuple[tuple[str, dict[str, str]], ...]:
    return tuple(sorted(((r["words"].casefold(), r) for r in rows("forms")), key=lambda pair: -len(pair[0])))


def _form_words(text: str) -> dict[str, str] | None:
    """The row of the form that a heading names before any author: "United States Delegation Position Paper" is a paper."""
    opening = fold(_AUTHORED.split(text, maxsplit=1)[0].split("(")[0].split(",")[0]).casefold()
    if opening.startswith("the ") and _TO.search(text):
        return None
    for words, row in _form_table():
        if opening.startswith(words):
            return row
    for words, row in _form_table():
        if opening.endswith(" " + words) or f" {words} of " in opening or f" {words} on " in opening:
            return row
    return None


def form_of(words: str) -> Form | None:
    """The form that a file line names: "Telegram", "Circular airgram", "Telegram (part air)"."""
    row = _form_words(words)
    return Form(row["form"]) if row else None


# ---- parties --------------------------------------------------------------------------------------------------------


def _parties(source: str, start: int, end: int) -> tuple[tuple[Correspondent, ...], tuple[Correspondent, ...]]:
    cut = _recipient_at(source, start, end)
    if cut is None:
        return _party(source, start, _tail_at(source, start, end)), ()
    before, after = cut
    return _party(source, start, before), _party(source, after, _tail_at(source, after, end))


def _recipient_at(source: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the sender ends and the recipient begins: the first " to " outside brackets that does not belong to a title."""
    brackets = [m.span() for m in _PARENTHESIS.finditer(source, start, end)]
    for m in _TO.finditer(source, start, end):
        if any(a <= m.start() < b for a, b in brackets) or _NOT_RECIPIENT.search(source, start, m.start()):
            continue
        return m.span()
    return None


def _tail_at(source: str, start: int, end: int) -> int:
    m = _TAIL.search(source, start, end)
    return m.start() if m else end


def _party(source: str, start: int, end: int) -> tuple[Correspondent, ...]:
    borders = [start, *(b for m in _JOINT.finditer(source, start, end) for b in m.span()), end]
    each = zip(borders[::2], borders[1::2], strict=True)
    return tuple(c for a, b in each if (c := correspondent(source, a, b)) is not None)


def correspondent(source: str, start: int, end: int) -> Correspondent | None:
    """One party of the correspondence, told apart into person, role, office and place; None for an empty stretch."""
    start, end = _trim(source, start, end)
    if start >= end:
        return None
    text = fold(source[start:end])
    article = _ARTICLE.match(source, start, end)
    bare = article.end() if article else start
    person = None
    if (m := _PARENTHESIS.search(source, bare, end)) and NAME.fullmatch(fold(m[1])):
        person, end = _reading(source, *m.span(1), "person"), m.start()
    return _tell_apart(source, *_trim(source, bare, end), text, person, has_article=article is not None)


def _tell_apart(source: str, start: int, end: int, text: str, person: Reading | None, *, has_article: bool) -> Correspondent:
    """What stands before the name in brackets, or is all there is. A person's bare name has no article."""
    office = _head_word(source[start:end])
    if office == "office":
        place = SEATED.fullmatch(source, start, end)
        return Correspondent(
            text=text, person=person, organisation=_reading(source, start, end, "organisation"),
            place=_reading(source, *place.span("place"), "place") if place else None,
        )  # fmt: skip
    if m := ACCREDITED.fullmatch(source, start, end):
        role, place_ = _reading(source, *m.span("role"), "role"), _reading(source, *m.span("place"), "place")
        return Correspondent(text=text, person=person, role=role, place=place_)
    titled = _titled_name(source, start, end) if person is None else None
    if titled and not (has_article and titled[0] == start):
        role_end, name_start, name_end = titled
        role_ = _reading(source, start, role_end, "role") if role_end > start else None
        return Correspondent(text=text, person=_reading(source, name_start, name_end, "person"), role=role_)
    kind = "role" if office == "role" or person is not None else "organisation"
    return Correspondent(text=text, person=person, **{kind: _reading(source, start, end, kind)})


@cache
def _nouns() -> dict[str, str]:
    return {r["word"]: kind for table, kind in (("roles", "role"), ("offices", "office")) for r in rows(table)}


def _head_word(text: str) -> str | None:
    """Whether the noun that heads the phrase is a role or an office: the last such word before "of", "in", "at", "for"."""
    head = re.split(r"\s(?:of|in|at|for|to|on)\s|,", fold(text), maxsplit=1)[0]
    words = head.split()
    found = [_nouns()[word] for word in words if word in _nouns() and (word != "General" or len(words) == 1)]
    return found[-1] if found else ("role" if "General" in words else None)


def _titled_name(source: str, start: int, end: int) -> tuple[int, int, int] | None:
    """End of the title, start and end of the name: "Secretary of State Rusk", "Colonel E. M. House", "Roger Morris of the"."""
    of_office = _OF_OFFICE.search(source, start, end)
    if of_office and NAME.fullmatch(source, start, of_office.start()) and not _head_word(source[start : of_office.start()]):
        return start, start, of_office.start()
    words = list(_WORD.finditer(source, start, end))
    last_noun = max((i for i, w in enumerate(words) if _nouns().get(w[0]) == "role"), default=None)
    if last_noun is None:
        whole = NAME.fullmatch(source, start, end)
        return (start, start, end) if whole and len(words) >= 2 and _head_word(source[start:end]) is None else None
    after = last_noun + 1
    while after < len(words) and words[after][0] in ("of", "State", "Defense", "the", "Treasury", "Commerce", "General"):
        after += 1
    if after >= len(words):
        return None
    name = NAME.fullmatch(source, words[after].start(), end)
    return (words[after - 1].end(), words[after].start(), end) if name else None


def _trim(source: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (source[start].isspace() or source[start] in ",;"):
        start += 1
    while end > start and (source[end - 1].isspace() or source[end - 1] in ",;:"):
        end -= 1
    return start, end


def _reading(source: str, start: int, end: int, rule: str) -> Reading:
    start, end = _trim(source, start, end)
    return Reading(text=fold(source[start:end]), evidence=_evidence(rule, start, end))


def _evidence(rule: str, start: int, end: int) -> Evidence:
    return Evidence(rule=f"heading.{rule}", spans=(Span(start, end),))
