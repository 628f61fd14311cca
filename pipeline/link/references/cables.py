"""Citations of papers by their own numbers: "your 117, August 24", "telegram 611 from Cairo", "(861.00/11629)"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property

from pipeline.filenumbers import canonical
from pipeline.link.dating.years import Year, year_of
from pipeline.link.posts import DEPARTMENT, post_named
from pipeline.link.references import grammar
from pipeline.link.references.citations import Citation
from pipeline.link.references.ends import ends_of
from pipeline.model import Cable, CableKey, Form, ReferenceKind
from pipeline.moments import clock, iso_day

_FORMS = {
    "telegram": Form.TELEGRAM,
    "cable": Form.TELEGRAM,
    "tel": Form.TELEGRAM,
    "despatch": Form.DESPATCH,
    "dispatch": Form.DESPATCH,
    "desp": Form.DESPATCH,
    "airgram": Form.AIRGRAM,
    "instruction": Form.INSTRUCTION,
    "circular telegram": Form.CIRCULAR_TELEGRAM,
    "note": Form.NOTE,
    "letter": Form.LETTER,
}


class Context:
    """What a citation is read against: the correspondence, the year its dates lie in, the printed day of the citing cable."""

    def __init__(self, cable: Cable) -> None:
        self._cable = cable
        self.ends = ends_of(cable)
        self.written = cable.date.when[:10] if cable.date and cable.date.when else None

    @cached_property
    def year(self) -> Year | None:
        """Looked for only where a citation needs it."""
        return year_of(self._cable)


def _cable(m: re.Match[str], context: Context, rule: str, sender: str, recipient: str, known: bool) -> Citation:
    form = _FORMS.get((m["form"] or "").lower()) or (Form.TELEGRAM if m["time"] else None)  # only telegrams are timed
    day = _cited_day(m, context) if m["month"] or m["month2"] else None
    time = clock(m) if day else ""
    key = CableKey(sender, recipient, m["number"], day) if known else None
    return Citation(m.start(), m.end(), ReferenceKind.CABLE, rule, key, form, f"{day}T{time}" if day and time else day)


def _cited_day(m: re.Match[str], context: Context) -> str | None:
    """The day that a citation names; without a year it is the last such day before the citing cable."""
    year = context.year.year if context.year else None
    day = iso_day(m, year)
    is_later = day is not None and context.written is not None and day > context.written
    return iso_day(m, year - 1) if is_later and year and not (m["year"] or m["year2"]) else day


def _whose(m: re.Match[str], context: Context) -> Citation:
    sender, recipient = context.ends.of(m["whose"]) if context.ends else ("", "")
    return _cable(m, context, "references.whose", sender, recipient, context.ends is not None)


def _stem(m: re.Match[str], context: Context) -> Citation:
    sender, recipient = context.ends.of(m["stem"]) if context.ends else ("", "")
    return _cable(m, context, "references.stem", sender, recipient, context.ends is not None)


def _from_post(m: re.Match[str], context: Context) -> Citation:
    post = post_named(m["post"], context.year.year if context.year else None)
    sender, recipient = (post, DEPARTMENT) if m["way"] == "from" else (DEPARTMENT, post)
    return _cable(m, context, "references.post", sender, recipient, True)


def _filed(m: re.Match[str], _: Context) -> Citation:
    number = canonical(m["number"])
    return Citation(*m.span("number"), ReferenceKind.FILE_NUMBER, "references.file-number", file_number=number)


_READERS: tuple[tuple[tuple[str, ...], re.Pattern[str], Callable[[re.Match[str], Context], Citation]], ...] = (
    (("’s ", "'s ", "s’ ", "s' "), grammar.WHOSE.regex, _whose),
    (("my ", "our ", "My ", "Our "), grammar.MINE.regex, _whose),
    (("tel ", "tels ", "desp ", "desps "), grammar.STEM.regex, _stem),
    (("elegram ", "espatch ", "irgram ", "nstruction "), grammar.FROM_POST.regex, _from_post),
    (("/",), grammar.FILED.regex, _filed),
)
"""Cheap literals of which one must be there, the pattern, and what reads its match."""
_DIGIT = re.compile(r"\d")


def cited_papers(text: str, context: Context) -> Iterator[Citation]:
    """Each citation of a paper by its number, form by form."""
    if not _DIGIT.search(text):
        return
    for literals, regex, reader in _READERS:
        if any(literal in text for literal in literals):
            for m in regex.finditer(text):
                yield reader(m, context)
