"""Which stretches of a heading name the senders, and which the recipients.

"The Consul at Omsk (Ray) to the Secretary of State", "Telegram From … to …", "Report to the Council by …",
"Memorandum of a Conversation Between … and …", "Memorandum From A (Ray) and B (Lane) to …"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.model import Correspondent
from pipeline.patterns import Pattern
from pipeline.read.heading.correspondents import BRACKETED, correspondent, is_titled_name, shares_title, sharing
from pipeline.read.heading.nouns import head_word, serving

AUTHORED = Pattern(
    r""",?\s (?:[Ff]rom | [Bb]y
        | (?:Prepared|Drafted|Written|Submitted|Approved|Adopted|Issued|Made|Transmitted),?\s(?:[Bb]y|[Ii]n|[Aa]t)) \s""",
    matches=[" From the Embassy", ", by the Secretary", " Prepared in the Department", " Approved by the Committee"],
    rejects=[" of the", "Prepared"],
)
BETWEEN = Pattern(r"\s(?:[Bb]etween|[Aa]mong)\s", matches=[" Between the", " among the"], rejects=[" With the"])
ADDRESSED = Pattern(
    r"\s (?:(?:Submitted|Addressed|Presented|Prepared)\s)? (?P<word>to|for) \s",
    matches=[" to the Council", " Submitted to the Staff", " for President Ames"],
    rejects=[" of the Council"],
)
TOPIC = Pattern(
    r"\sof\s(?:an?\s|Discussion\b) | ,?\s(?:Regarding|Concerning|Relating|Before)\s | (?<=\)),?\s(?:on|of|[Ww]ith)\s",
    matches=[" of a Conference", ", Regarding the Loan"],
    rejects=[" of the Staff"],
)
"""What the paper is about, after its author: not of the author."""

_TO = re.compile(r"(?:\s|(?<=\)))[Tt]o\s")
_COMMA_TO = re.compile(r",\s[Tt]o\s")
_FOR = re.compile(r"\sfor\s(?=the\s)")
_NAMED = re.compile(r"\)\d{0,3}(?:,?\s(?:in|at)\s[^(),]{1,60})?,?$")
"""The end of a party that has been named in brackets, wherever the person is staying."""
_HAS_NAME = re.compile(r"\(\s*[^\W\d_][^()]*\)")
_OWN_SECRETARY = re.compile(r"(?:Staff|Press|Private|Personal|Appointments|Cabinet)\sSecretary$")
_LAST_WORD = re.compile(r"[^\s-]+$")
_SEPARATOR = re.compile(r",?\sand\s(?=the\s|[Hh]is\s|[A-Z(])|,\s(?=the\s|\()")
_HIS = re.compile(r"[Hh]is\s")
_DEPARTMENT = frozenset({"the Secretary of State", "the Acting Secretary of State", "the Department of State"})
_SMALL = frozenset(
    {"of", "the", "in", "at", "for", "to", "and", "on", "a", "an", "his", "her", "their", "ad", "interim"}
    | {"de", "la", "von", "van", "du", "di", "da", "del", "jr."}
)
"""Words without a capital in a title, or in a name."""
_ELIDED = ("d’", "l’", "d'", "l'")

Parties = tuple[Correspondent, ...]


class Ends(NamedTuple):
    sent_by: Parties = ()
    sent_to: Parties = ()


def find_ends(source: str, start: int, end: int) -> Ends:
    """Who wrote to whom, after the words of the form: "From the Embassy in Ghana to the Department of State".

    Where two or more converse, the last is told as the one addressed, as the editors of the series encode it.
    """
    authored = AUTHORED.search(source, start, end)
    if (m := BETWEEN.search(source, start, end)) and not (authored and _credible(source, authored.end(), m.start())):
        return _conversation(source, m.end(), _author_at(source, m.end(), end))
    by = authored.start() if authored else end
    to = _addressed(source, start, by)
    if authored is None:
        return Ends((), to)
    end = _topic_at(source, authored.end(), end)
    return Ends(_parties(source, authored.end(), end), to) if to else _correspondence(source, authored.end(), end)


def _addressed(source: str, start: int, end: int) -> Parties:
    """ "Report to the Council", "Memorandum for the President": a plan "for Latin America" is for no one by name."""
    m = ADDRESSED.match(source, start, end)
    to = _credible(source, m.end(), _topic_at(source, m.end(), end)) if m else ()
    by_name_alone = any(party.role is None and party.organisation is None for party in to)
    return () if m and m["word"] == "for" and by_name_alone else to


def find_letter_ends(source: str, start: int, end: int) -> Ends | None:
    """Who wrote to whom where a heading begins with the sender: "The Secretary of State to President Wilson"; None in prose.

    Prose has " to " too: every word must be one of a title, and both ends, or one that is named, must be people or offices.
    After "Mr. Lane to" anyone may follow, by whatever words.
    """
    text = source[start:end]
    to = _TO.search(text)
    is_letter = to is not None and is_titled_name(source, start, start + to.start())
    if to is None or not (is_letter or _is_titled(text)):
        return None
    ends = _correspondence(source, start, end)
    if not (ends.sent_by and ends.sent_to):
        return None
    parties = (*ends.sent_by, *ends.sent_to)
    sure = is_letter or all(_is_credible(p) for p in parties) or any(_is_certain(p) for p in parties)
    return ends if sure else None


def _is_titled(text: str) -> bool:
    """Whether each word has a capital or only connects, as in a title; beside a name in brackets one may be misprinted."""
    small = sum(word[0].islower() and word not in _SMALL and not word.startswith(_ELIDED) for word in text.split())
    return small <= bool(_HAS_NAME.search(text))


def _is_credible(party: Correspondent) -> bool:
    return party.person is not None or head_word(party.text.removeprefix("The ").removeprefix("the ")) is not None


def _is_certain(party: Correspondent) -> bool:
    """Whether it can only be a party, whoever the other is: a name in brackets, a president by name, the Department."""
    if party.person:
        return "(" in party.text or (party.role is not None and party.role.text == "President")
    return party.text in _DEPARTMENT


def _credible(source: str, start: int, end: int) -> Parties:
    parties = _parties(source, start, end)
    return parties if all(_is_credible(p) for p in parties) else ()


def _author_at(source: str, start: int, end: int) -> int:
    m = AUTHORED.search(source, start, end)
    return m.start() if m else end


def _topic_at(source: str, start: int, end: int) -> int:
    m = TOPIC.search(source, start, end)
    return m.start() if m else end


# ---- sender and recipient -------------------------------------------------------------------------------------------


def _conversation(source: str, start: int, end: int) -> Ends:
    parties = _parties(source, start, _topic_at(source, start, end))
    if not all(_is_credible(p) for p in parties):
        return Ends()
    return Ends(parties[:-1], parties[-1:]) if len(parties) > 1 else Ends(parties)


def _correspondence(source: str, start: int, end: int) -> Ends:
    cut = _recipient_at(source, start, end) or _intended_at(source, start, end)
    if cut is None:
        return Ends(_parties(source, start, end))
    before, after = cut
    return Ends(_parties(source, start, before), _parties(source, after, end))


def _recipient_at(source: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the sender ends and the recipient begins: the " to " that does not belong to a title.

    One after a sender who is named is it. One after a title that goes with "to" ("Special Assistant to", "Mission to") is not,
    unless what follows is the only recipient that there is.
    """
    if m := _COMMA_TO.search(source, start, end):
        return m.span()
    brackets = [m.span() for m in BRACKETED.finditer(source, start, end)]
    doubtful: tuple[int, int] | None = None
    for m in _TO.finditer(source, start, end):
        if any(a <= m.start() < b for a, b in brackets):
            continue
        sender = source[start : m.start()]
        if _NAMED.search(sender) or _stands_alone(source, start, m.start()):
            return m.span()
        if doubtful is None and not _HAS_NAME.search(sender) and _may_end(source, m, end):
            doubtful = m.span()
    return doubtful


def _intended_at(source: str, start: int, end: int) -> tuple[int, int] | None:
    """ "Prepared in the Department of State for the Delegation" """
    for m in _FOR.finditer(source, start, end):
        if _stands_alone(source, start, m.start()) and _credible(source, m.end(), end):
            return m.span()
    return None


def _stands_alone(source: str, start: int, end: int) -> bool:
    """Whether it names a sender without brackets whom no "to" completes: an office, a person, "the Secretary of State"."""
    party = correspondent(source, start, end)
    if party is None or _relation(source, start, end):
        return False
    return party.role is None or party.person is not None or party.role.text.endswith(("State", "President"))


def _relation(source: str, start: int, end: int) -> str:
    """Whether the sender's last word wants a "to": a "person", as an assistant has, or a "place", as an envoy."""
    m = _LAST_WORD.search(source, start, end)
    word = m[0] if m else ""
    if word in serving("person") or _OWN_SECRETARY.search(source, start, end):
        return "person"
    return "place" if word in serving("place") else ""


def _may_end(source: str, to: re.Match[str], end: int) -> bool:
    """Whether a " to " after a title that may go with it parts two ends all the same."""
    relation = _relation(source, max(0, to.start() - 60), to.start())
    if relation == "person":
        return False
    following = correspondent(source, to.end(), end)
    return not relation or (following is not None and _is_credible(following) and not _keeps_its_brackets(following))


def _keeps_its_brackets(party: Correspondent) -> bool:
    """Whether brackets after an office name whoever has the title before it: "Representative to the Commission (Ray)"."""
    return party.organisation is not None and "(" in party.text


# ---- joint parties --------------------------------------------------------------------------------------------------


def _parties(source: str, start: int, end: int) -> Parties:
    each = (correspondent(source, a, b) for a, b in _separated(source, start, end))
    parties = [party for party in each if party is not None]
    return tuple(sharing(party, parties[i - 1]) if i else party for i, party in enumerate(parties))


def _separated(source: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of joint parties: "Richard Lane and Roger Marsh", "the Consul (Ray) and the Minister (Lane)"."""
    for m in _SEPARATOR.finditer(source, start, end):
        if m.start() > start and _parts(source, start, m, end):
            yield start, m.start()
            start = m.end() + (len(own[0]) if (own := _HIS.match(source, m.end(), end)) else 0)
    yield start, end


def _parts(source: str, start: int, separator: re.Match[str], end: int) -> bool:
    """Whether a separator parts two parties: one in brackets is over, and else both sides must be parties by their words."""
    text = source[start : separator.start()]
    if text.count("(") != text.count(")"):
        return False
    if _NAMED.search(text):
        return True
    left, right = correspondent(source, start, separator.start()), correspondent(source, separator.end(), end)
    if left is None or right is None:
        return False
    if source.startswith(("the ", "his "), separator.end()):
        return _is_credible(left) and _is_credible(right)
    if shares_title(left):
        return " " not in right.text
    if left.person is None and ("(" in right.text or not left.text.startswith("the ")):
        return False
    return right.person is not None
