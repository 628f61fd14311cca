"""The day in a file number: "890.20/8–2449" was given to a paper of August 24, 1949. Which paper that was is another matter.

A telegram that comes in founds a number; the answer is often filed under it, and a memorandum under that of what it is about.
"""

from __future__ import annotations

from datetime import date

from pipeline.filenumbers import parse
from pipeline.filenumbers.grammar import ITEM_DATE
from pipeline.link.dating.cited import answers_undated, cites_paper_of
from pipeline.link.dating.period import period_of
from pipeline.link.dating.witness import Witness
from pipeline.link.posts import DEPARTMENT, post_of
from pipeline.model import Cable, Correspondent, FileNumber, Form

_MEMORANDA = {Form.MEMORANDUM: "filed-memorandum", Form.MEMORANDUM_OF_CONVERSATION: "filed-conversation"}


def filed_witness(cable: Cable) -> Witness | None:
    """The day in the cable's file number, with the kind that says whose day that may be; None where there is no such day."""
    witness = filed_year(cable)
    return witness and witness._replace(kind=_kind(cable, date.fromisoformat(witness.day)))


def filed_year(cable: Cable) -> Witness | None:
    """The day in the cable's file number as a witness of its year alone."""
    number = cable.file_number
    day = item_day(number) if number else None
    period = period_of(cable.accession)
    if number is None or day is None or (period and not period.has_year(day.year, give=1)):
        return None
    because = f"its file number, {number.canonical}, has that day"
    return Witness("filed-year", day.isoformat(), number.evidence.spans, because)


def item_day(number: FileNumber) -> date | None:
    """The day that an item as "8-2449" stands for; None where it stands for none, or for one that the calendar lacks."""
    parts = parse(number.text)
    m = ITEM_DATE.fullmatch(parts.item) if parts else None
    if m is None:
        return None
    try:
        return date(1900 + int(m["year"]), int(m["month"]), int(m["day"]))
    except ValueError:
        return None


def _kind(cable: Cable, day: date) -> str:
    """The kind of witness that the number is, by the cable's form and direction and by what it cites."""
    kind = _MEMORANDA.get(cable.form) or _direction(cable)
    if kind == "filed-received":
        return kind
    if cites_paper_of(cable, day):
        return "filed-cited"
    return "filed-answer" if kind == "filed-sent" and answers_undated(cable) else kind


def _direction(cable: Cable) -> str:
    if _is_department(cable.sent_to):
        return "filed-received"
    return "filed-sent" if _is_department(cable.sent_by) else "filed-other"


def _is_department(parties: tuple[Correspondent, ...]) -> bool:
    return bool(parties) and post_of(parties[0], None, None) == DEPARTMENT
