"""Whether a cable speaks of another paper of a certain day, which its own number may then have come from."""

from __future__ import annotations

import calendar
from datetime import date

from pipeline.link.dating.texts import body_of, opening_of
from pipeline.model import Cable
from pipeline.moments import MONTH
from pipeline.patterns import Pattern

_MONTHS = "|".join(calendar.month_abbr[1:])
PAPER = Pattern(
    r"""\b(?: [Tt]elegrams?|[Cc]ables?|\w{0,5}[Tt]els?|[Cc]ir(?:cular)?|[Dd]esp(?:atch)?\w{0,3}|[Dd]ispatch|[Ll](?:et)?te?rs?
        | [Mm]emo(?:randum|randa|s)?|[Nn]otes?|[Mm]essages?|[Aa]irgrams?|[Dd]ated|[Uu]r|[Yy]our|[Ee]mb\w{0,5}|[Rr]e\w{0,3} ) \b
        | (?<![:.\d]) \d{2,5},?\s(?:of\s)? \Z""",
    matches=["telegram 1176", "Urtel", "Embdesp", "letter", "memorandum", "note", "Re 1117", "dated", "your", "495 "],
    rejects=["meeting", "conference", "conversation", "3:30 "],
)
"""Before a day in its sentence: then it is the day of a paper."""
CITATION = Pattern(
    rf"""\b(?!(?:{_MONTHS})\w*\b|No\b|Subject\b|PL\b|NSC\b) (?: [A-Z][A-Za-z]{{1,14}}(?:['’]s)?|your|ur|reur|urtel|reurtel )
         \s(?:tel\s)?(?:No\.\s)?\d{{1,5}}\b
       | \b(?:[Rr]eur|[Rr]e|[Uu]r|[Ee]mb|[Ll]eg|[Cc]on|[Mm]is|[Rr]ef|[Yy]our)-?(?:tels?|cir|desp|airgram)\b
       | \b[Yy]our\s(?:telegram|cable|message|despatch|letter|note)\b""",
    matches=["Delga 273", "Your 586", "Saigon’s 1117", "Embtel 1041", "reurtel", "Re 495", "your telegram"],
    rejects=["August 3", "No. 117", "Please deliver", "NSC 68", "Jan 13"],
)
DAY = Pattern(
    rf"\b(?:{MONTH}|(?:{_MONTHS})\.?)\s\d{{1,2}}\b", matches=["August 3", "Dec. 12", "Jul 21"], rejects=["Mayor 3", "May"]
)
_SENTENCE = 70
"""So far before a day may its sentence name the paper."""
_OPENING = 140
"""So much of the text may say what it answers."""
_DATED = 24
"""So close after a citation stands its day."""


def cites_paper_of(cable: Cable, day: date) -> bool:
    """Whether the text or a note cites another paper by this day: "Telegram 1176, May 31, reported"."""
    texts = [block.text for block in body_of(cable)] + [note.text for note in cable.notes]
    whole = "\n".join(texts)
    names = [name for name in _names(day) if name in whole]
    return any(is_of_paper(text, at) for text in texts for name in names for at in _places(text, name))


def _names(day: date) -> tuple[str, ...]:
    """As a cable writes it: "August 3", "Aug 3", "Aug. 3"."""
    month = calendar.month_name[day.month]
    return tuple(f"{each} {day.day}" for each in dict.fromkeys((month, month[:3], f"{month[:3]}.")))


def _places(text: str, name: str) -> list[int]:
    """Where the day stands in the text, "May 3" not as the beginning of "May 31"."""
    if name not in text:
        return []
    places, at = [], text.find(name)
    while at >= 0:
        end = at + len(name)
        if not text[end : end + 1].isdigit():
            places.append(at)
        at = text.find(name, end)
    return places


def is_of_paper(text: str, at: int) -> bool:
    """Whether the day that begins here is that of a paper: its sentence has named one just before."""
    start = max(0, at - _SENTENCE)
    start = max(start, text.rfind(". ", start, at) + 1, text.rfind(";", start, at) + 1)
    return PAPER.search(text, start, at) is not None


def answers_undated(cable: Cable) -> bool:
    """Whether the text opens by citing a paper without its day, as an answer does: "Your 586", "Re Delga 273"."""
    opening = opening_of(cable)[:_OPENING]
    return any(not DAY.search(opening, m.end(), m.end() + _DATED) for m in CITATION.finditer(opening))
