"""Citations of papers by their own numbers: "your 117, August 24, and 119", "telegram 611 from Cairo", "(861.00/11629)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from pipeline.filenumbers import canonical
from pipeline.link.dating.years import Year, year_of
from pipeline.link.posts import DEPARTMENT, post_named
from pipeline.link.references import grammar
from pipeline.link.references.citations import Citation
from pipeline.link.references.cues import Cues
from pipeline.link.references.ends import CIRCULAR, Ends, correspondents_of, series_named
from pipeline.link.references.heads import Head, Whose, heads_in
from pipeline.link.references.numbers import Numbered, numbers_from
from pipeline.model import Cable, CableKey, Form, ReferenceKind
from pipeline.moments import clock, day_of, iso_day

_FORMS = {
    "telegram": Form.TELEGRAM,
    "cable": Form.TELEGRAM,
    "tel": Form.TELEGRAM,
    "despatch": Form.DESPATCH,
    "dispatch": Form.DESPATCH,
    "desp": Form.DESPATCH,
    "airgram": Form.AIRGRAM,
    "instruction": Form.INSTRUCTION,
    "circular": Form.CIRCULAR_TELEGRAM,
    "circular telegram": Form.CIRCULAR_TELEGRAM,
    "circular airgram": Form.CIRCULAR_AIRGRAM,
    "note": Form.NOTE,
    "letter": Form.LETTER,
}
_APART = frozenset({"despatch", "dispatch", "desp", "instruction", "note", "letter"})
"""Their numbers count apart from those of telegrams, which a number without its head would be taken for."""
_CIRCULARS = frozenset({Form.CIRCULAR_TELEGRAM, Form.CIRCULAR_AIRGRAM})
_HOUSES = frozenset(
    {"Secretary of State", "Department", "Dept", "Embassy", "Emb", "Legation", "Consulate", "Consulate General", "Mission"}
)

Parties = tuple[str, str]
"""(sender, recipient)"""


class Context:
    """What a citation is read against: the correspondence, the year its dates lie in, the printed day of the citing cable."""

    def __init__(self, cable: Cable) -> None:
        self._cable = cable
        self.written = cable.date.when[:10] if cable.date and cable.date.when else None

    @cached_property
    def ends(self) -> Ends | None:
        return correspondents_of(self._cable)

    @cached_property
    def year(self) -> Year | None:
        """Looked for only where a citation needs it."""
        return year_of(self._cable)

    def parties(self, head: Head, paper: Numbered) -> Parties | None:
        """Between whom a paper went: the Department's circulars, or as the head says and what stands behind the number."""
        if _FORMS.get(head.form) in _CIRCULARS:
            return DEPARTMENT, CIRCULAR
        said = self._of_head(head)
        if not paper.is_routed:
            return said
        sender, recipient = said or (DEPARTMENT, DEPARTMENT)
        return self._named(paper.sender) or sender, self._named(paper.recipient) or recipient

    def _of_head(self, head: Head) -> Parties | None:
        if head.kind is Whose.ROUTED:
            return None
        if head.kind is Whose.SERIES:
            ends = series_named(head.whose)
            return (ends.sender, ends.recipient) if ends else None
        if head.kind is Whose.OWNER and head.whose not in _HOUSES:
            return self._post(head.whose), DEPARTMENT
        return self.ends.of(head.whose) if self.ends else None

    def _named(self, route: re.Match[str] | None) -> str | None:
        if route is None:
            return None
        return DEPARTMENT if route["department"] else self._post(route["post"])

    def _post(self, place: str) -> str:
        return post_named(place, self.year.year if self.year else None)


# ---- the papers -----------------------------------------------------------------------------------------------------


def cited_papers(text: str, cues: Cues, context: Context, *, is_apparatus: bool) -> Iterator[Citation]:
    """Each citation of a paper by its number. is_apparatus: whether the editors say it, after the event."""
    for head in heads_in(text, cues.numbers):
        for start, paper in _listed(text, head):
            yield _cable(start, paper, head, context, is_apparatus=is_apparatus)
    if cues.is_filed:
        for m in grammar.FILED.finditer(text):
            yield _filed(m)


def _filed(m: re.Match[str]) -> Citation:
    number = canonical(m["number"])
    return Citation(*m.span("number"), ReferenceKind.FILE_NUMBER, "references.file-number", file_number=number)


def _listed(text: str, head: Head) -> Iterator[tuple[int, Numbered]]:
    """The papers of a head with where the citation of each begins: the head stands with the first.

    Only the first of a form that counts apart. What the last says of its way goes for all whose head says nothing of it.
    """
    papers = list(numbers_from(text, head.at, is_list=head.is_list, may_count=not head.form))
    for i, paper in enumerate(papers[:1] if head.form in _APART else papers):
        if head.kind is Whose.ROUTED and not paper.is_routed:
            paper = paper._replace(sender=papers[-1].sender, recipient=papers[-1].recipient)
        if _is_paper(head, paper):
            yield (paper.start if i else head.start), paper


def _is_paper(head: Head, paper: Numbered) -> bool:
    """Whether the number is that of a paper: "Embassy’s 12" is one, "Moscow’s 12" and "Embassy 12" only with form or day."""
    if head.kind is Whose.ROUTED:
        return paper.is_routed or _FORMS.get(head.form) in _CIRCULARS
    if head.kind is Whose.HOUSE or (head.kind is Whose.OWNER and head.whose not in _HOUSES):
        return bool(head.form or paper.dated)
    return True


def _cable(start: int, paper: Numbered, head: Head, context: Context, *, is_apparatus: bool) -> Citation:
    day = _cited_day(paper.dated, context, is_apparatus=is_apparatus) if paper.dated else None
    time = clock(paper.dated) if paper.dated and day else ""
    form = _FORMS.get(head.form) or (Form.TELEGRAM if time or head.kind is Whose.SERIES else None)  # only telegrams are timed
    parties = context.parties(head, paper)
    key = CableKey(*parties, _number(head, paper), day) if parties else None
    date = f"{day}T{time}" if day and time else day
    return Citation(start, paper.end, ReferenceKind.CABLE, f"references.{head.kind.value}", key, form, date)


def _number(head: Head, paper: Numbered) -> str:
    """As the paper itself has it: with the name of its series, an airgram's with its A."""
    if head.kind is Whose.SERIES:
        return f"{head.whose} {paper.number}"
    return f"A–{paper.number}" if head.form == "airgram" and paper.number.isdigit() else paper.number


def _cited_day(dated: re.Match[str], context: Context, *, is_apparatus: bool) -> str | None:
    """The day that a citation names; without a year, in a text, the last such day before that was written."""
    year = context.year.year if context.year else None
    day = _day(dated, year)
    if is_apparatus or dated["year"] or dated["year2"] or not (day and year and context.written):
        return day
    return _day(dated, year - 1) if day > context.written else day


def _day(dated: re.Match[str], year: int | None) -> str | None:
    """The day, as the editors correct it: "January 15 [16]"."""
    day = iso_day(dated, year)
    if day is None or not dated["corrected"]:
        return day
    return day_of(int(day[:4]), int(day[5:7]), int(dated["corrected"]))
