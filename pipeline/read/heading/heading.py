"""The heading: which document it is, of what form, who wrote to whom, and where and when if it says so.

"The Chargé in the Soviet Union (Henderson) to the Secretary of State"
"40. Telegram From the Embassy in Thailand to the Department of State"
"Mr. Lane to Mr. Orloff."
"12. Memorandum of a Conversation Between the Secretary of State and the Swedish Ambassador (Ekström), Washington, May 3, 1956"
Source: the headings of Foreign Relations of the United States, 1861–1988.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.model import Correspondent, Evidence, Form, MarkKind, Reading, Span
from pipeline.passages import Found
from pipeline.patterns import Pattern
from pipeline.read.heading.correspondents import NAME, correspondent
from pipeline.read.heading.forms import form_of, named_form
from pipeline.read.heading.occasion import read_occasion
from pipeline.read.heading.parties import Ends, find_ends, find_letter_ends


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
    r"(?: \[(?P<bracketed>\d{1,4}[a-z]?)\] | (?:No\.\s)?(?P<n>\d{1,4}[a-z]?) )\.(?:\s+(?=\S)|(?=[A-Z][a-z]))",
    matches=["40. Telegram", "[24a]. Letter", "No. 12. Mr. Lane", "80.Memorandum"],
    rejects=["1.5 percent", "40) "],
)
_LONGEST = 400
"""No heading of the series has more characters."""
_GLUED_MARKER = re.compile(r"(?:(?<=[^\s\d])\d{1,3}[a-z]?|(?<=\s1[789]\d\d)\d{1,2})\s*$")
_FULL_STOP = re.compile(r"(?<=[a-z]{2})(?<!\b[js]r)\.\s*$")
_COPY = re.compile(
    r"[.,]?\s?[—–-]?\s?[\[(](?:Extracts?|Translation|Copy|Paraphrase|Telegram|Private|Confidential)\b\.?[\])]\s*$"
)
"""What the copy is, after its heading: "[Extract.]"."""
_ENDINGS = ((_GLUED_MARKER, 16), (_COPY, 32), (_FULL_STOP, 8))
"""Each with as many characters as it may have, and some white space."""
NAMELESS = Pattern(
    r"\[Untitled\] | (?:The\s)?[Ss]ame\sto\s(?:the\s)?same\.?",
    matches=["[Untitled]", "The same to the same.", "Same to same."],
    rejects=["Untitled", "Mr. Lane to the same."],
)
"""A heading that names no one: the paper has none in print, or goes between the two of the paper before it."""


def read_heading(source: str, span: Span) -> Heading | None:
    """What a heading says, or None where the stretch names no form and no correspondents, so that it may be no heading.

    source[span]: one unit, e.g. "40. Telegram From the Embassy in Thailand to the Department of State1".
    """
    if span.end - span.start > _LONGEST:
        return None
    number, start = _number(source, *span)
    if NAMELESS.fullmatch(source, start, span.end):
        return Heading(number, Form.UNKNOWN, (), ())
    if not source[start : start + 1].isalnum():
        return None
    occasion = read_occasion(source, start, _end(source, start, span.end))
    named = named_form(source[start : occasion.start])
    if named:
        form, length = named
        ends: Ends | None = find_ends(source, start + length, occasion.start)
    else:
        form, ends = Form.UNKNOWN, find_letter_ends(source, start, occasion.start)
    if ends is None and number and _is_title(source[start : occasion.start]):
        ends = Ends()
    return Heading(number, form, *ends, occasion.place, occasion.date) if ends else None


def _end(source: str, start: int, end: int) -> int:
    """Without the marker of a note, what the copy is, and a full stop."""
    for last, longest in _ENDINGS:
        if m := last.search(source, max(start, end - longest), end):
            end = m.start()
    return end


def _number(source: str, start: int, end: int) -> tuple[Reading | None, int]:
    m = NUMBER.match(source, start, end)
    if m is None:
        return None, start
    group = "n" if m["n"] else "bracketed"
    return Reading(text=m[group], evidence=Evidence(rule="heading.number", spans=(Span(*m.span(group)),))), m.end()


def _is_title(text: str) -> bool:
    """Whether most of its longer words have capitals, as titles do and prose does not."""
    longer = [word for word in text.split() if len(word) > 3]
    return sum(word[0].isupper() for word in longer) > 0.6 * len(longer)


__all__ = ["NAME", "NUMBER", "Heading", "correspondent", "form_of", "read_heading"]
