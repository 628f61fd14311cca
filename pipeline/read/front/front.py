"""What stands before the text of a printed cable: file line, heading, dateline, markings, subject, salute."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.model import BlockKind, CableDate, Evidence, Form, Keyword, MarkKind, Reading, Span
from pipeline.passages import Found, fold
from pipeline.read.draft import Draft
from pipeline.read.front.datelines import Dateline, ImpossibleDate, continued, may_be_place, read_dateline, read_day
from pipeline.read.front.filelines import Filed, may_be_source_line, read_file_line, read_source_line
from pipeline.read.front.openers import (
    BRACKETED,
    DESIGNATION,
    MESSAGE_LINE,
    SALUTE,
    Label,
    count_labelled,
    find_markings,
    read_label,
)
from pipeline.read.front.receipts import dated_receipt
from pipeline.read.heading.heading import NAMELESS, Heading, read_heading
from pipeline.read.lines import PAGE_LABEL, Unit
from pipeline.read.structure.lists import BULLET, LABELLED

_ENDS_IN_TIME = re.compile(r"\b(?:[ap]\.\s?m|Jr|Sr)\.\d{0,3}$")
"""The only full stops at which a heading ends, but for "Mr. Ray to Mr. Orlov."."""
_LONGEST_HEADING = 400
_LONGEST_TITLE = 200
_MOST_SOURCE_LINES = 3
_MOST_ABOVE = 4
"""So many lines may stand over a heading, below the file line."""
_DEEPEST = 60
"""So many units are looked at before the text must have begun."""
_LONGEST_LETTERHEAD = 80
_LETTERHEAD = 6
"""So many lines may stand between a heading and the dateline."""


@dataclass
class Front:
    """What was read before the text; `rest` is the first unit of the text."""

    drafts: list[Draft] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    keywords: list[Keyword] = field(default_factory=list)
    file_number: Span | None = None
    is_filed: bool = False
    """Whether a line says where the paper is kept."""
    form: Form | None = None
    """By the file line."""
    heading: Heading | None = None
    number: Reading | None = None
    """Of the document in its volume, where it stands over the heading."""
    place: Reading | None = None
    date: CableDate | None = None
    received: CableDate | None = None
    impossible: ImpossibleDate | None = None
    message_number: Reading | None = None
    rest: int = 0

    @property
    def is_recognised(self) -> bool:
        """Whether anything says that this is a cable."""
        return bool(self.file_number or self.is_filed or self.heading or self.date)

    @property
    def senders(self) -> tuple[str, ...]:
        """The names of those who sent it, as the heading gives them."""
        return tuple(party.person.text for party in self.heading.sent_by if party.person) if self.heading else ()

    def add_dateline(self, line: Dateline) -> None:
        """What one more dateline says; what an earlier one said stands."""
        self.place = self.place or line.place
        self.date = self.date or line.date
        self.received = self.received or line.received
        if self.received and self.date and self.date.when:
            self.received = dated_receipt(self.received, self.date.when)
        self.impossible = self.impossible or line.impossible
        self.message_number = self.message_number or line.number
        if line.place:
            spans = line.place.evidence.spans
            self.found += [Found(MarkKind.PLACE, span, "", line.place.evidence) for span in spans]
        for said in (line.date, line.received):
            if said:
                self.found.append(Found(MarkKind.DATE, said.evidence[0].spans[0], said.when or "", said.evidence[0]))


def read_front(source: str, units: Sequence[Unit]) -> Front:
    """The front of the cable whose lines these are; where it names no day, the heading may."""
    reader = _Reader(source, units)
    reader.read()
    if reader.front.date is None:
        reader.take_date_of_heading()
    return reader.front


class _Reader:
    """Takes unit after unit from the top, as long as they belong to the front."""

    def __init__(self, source: str, units: Sequence[Unit]) -> None:
        self.source, self.units = source, units
        self.front = Front()

    def read(self) -> None:
        self._pages()
        self._file_lines()
        self._above_heading()
        self._heading()
        self._openers()
        if self.front.date is None and self._letterhead():
            self._openers()

    def _next(self, ahead: int = 0) -> Unit | None:
        at = self.front.rest + ahead
        return self.units[at] if at < len(self.units) else None

    def _take(self, kind: BlockKind, rule: str) -> Unit:
        """The next unit, taken as a block of this kind."""
        unit = self.units[self.front.rest]
        self.front.drafts.append(Draft(kind, unit.span, rule))
        self.front.rest += 1
        return unit

    def _pages(self) -> None:
        while (unit := self._next()) and PAGE_LABEL.fullmatch(unit.text):
            self._take(BlockKind.PAGE, "pages.label")

    # ---- file line and heading --------------------------------------------------------------------------------------

    def _file_lines(self) -> None:
        """The line with the file number; or up to three that say where the paper is kept, and are no heading."""
        unit = self._next()
        if unit and (filed := read_file_line(self.source, unit)):
            self._file("front.file-line", filed)
            return
        for _ in range(_MOST_SOURCE_LINES):
            unit = self._next()
            filed = read_source_line(unit) if unit else None
            if filed is None or (filed.form is None and self._read_heading(unit) and not self._read_heading(self._next(1))):
                return
            self._file("front.source-line", filed)

    def _above_heading(self) -> None:
        """What some volumes print over the heading: "[Extract.]", "No. 128.", the day of a meeting, page labels."""
        lines = 0
        while lines < _MOST_ABOVE and (unit := self._next(lines)) and self._may_stand_above(unit):
            lines += 1
        if lines and not self._read_heading(self._next(lines)):
            lines = 0
        for _ in range(lines):
            self._line_above(self.units[self.front.rest])
        self._pages()

    def _may_stand_above(self, unit: Unit) -> bool:
        patterns = (BRACKETED, MESSAGE_LINE, PAGE_LABEL)
        return any(p.fullmatch(unit.text) for p in patterns) or read_dateline(self.source, unit.span) is not None

    def _line_above(self, unit: Unit) -> None:
        """ "No. 128." over the heading numbers the document; "No. 3.]" is the writer's number, wherever it stands."""
        if PAGE_LABEL.fullmatch(unit.text):
            self._take(BlockKind.PAGE, "pages.label")
            return
        m = MESSAGE_LINE.fullmatch(self.source, *unit.span)
        if m is None or "]" in m[0]:
            self._is_opener(unit)
            return
        self._take(BlockKind.OPENER, "front.document-number")
        span = Span(*m.span("n"))
        self.front.number = Reading(text=m["n"], evidence=Evidence(rule="front.document-number", spans=(span,)))

    def _file(self, rule: str, filed: Filed) -> None:
        self._take(BlockKind.SOURCE, rule)
        self.front.is_filed = True
        self.front.form = self.front.form or filed.form
        if filed.number:
            self.front.file_number = filed.number.span
            self.front.found.append(filed.number)

    def _heading(self) -> None:
        """The heading is the first unit that reads as one; after a file line, whatever stands next and is no prose.

        Where the first unit is no heading but the second is, the first says where the paper is filed.
        """
        unit = self._next()
        if unit is None:
            return
        heading = self._read_heading(unit)
        if heading is None and not self.front.is_filed and may_be_source_line(unit):
            heading = self._read_heading(self._next(1))
            if heading is not None:
                self._take(BlockKind.SOURCE, "front.source-line")
        if heading is None and not (self.front.is_filed and _is_title(unit)):
            return
        self._take(BlockKind.HEADING, "heading.line")
        if heading and heading.number is None:
            heading = heading._replace(number=self.front.number)
        self.front.heading = heading
        self.front.found += heading.marks() if heading else []

    def _read_heading(self, unit: Unit | None) -> Heading | None:
        if unit is None or len(unit.text) > _LONGEST_HEADING or unit.text.endswith((":", ";")):
            return None
        heading = read_heading(self.source, unit.span)
        if heading and unit.text.endswith(".") and not _ENDS_IN_TIME.search(unit.text):
            is_letter = heading.sent_by and heading.sent_to and len(unit.text) <= _LONGEST_TITLE
            return heading if is_letter or NAMELESS.fullmatch(unit.text) else None
        return heading

    # ---- openers ----------------------------------------------------------------------------------------------------

    def _openers(self) -> None:
        while self.front.rest < _DEEPEST and (unit := self._next()) and self._is_opener(unit):
            pass

    def _is_opener(self, unit: Unit) -> bool:
        """Take one more line of the opener; False where the text has begun."""
        if label := read_label(self.source, unit):
            self._labelled(label)
        elif dateline := read_dateline(self.source, unit.span):
            self._take(BlockKind.DATELINE, "datelines.line")
            self.front.add_dateline(dateline)
        elif dateline := self._in_two_lines(unit):
            self._take(BlockKind.DATELINE, "datelines.line")
            self._take(BlockKind.DATELINE, "datelines.line")
            self.front.add_dateline(dateline)
        elif markings := find_markings(unit):
            self._take(BlockKind.OPENER, "openers.markings")
            self.front.keywords += markings
        elif m := MESSAGE_LINE.fullmatch(self.source, *unit.span):
            self._take(BlockKind.OPENER, "openers.message-number")
            evidence = Evidence(rule="openers.message-number", spans=(Span(*m.span("n")),))
            self.front.message_number = Reading(text=m["n"], evidence=evidence)
        elif BRACKETED.fullmatch(unit.text):
            self._take(BlockKind.OPENER, "openers.bracketed")
        elif DESIGNATION.fullmatch(unit.text):
            self._take(BlockKind.OPENER, "openers.designation")
        elif PAGE_LABEL.fullmatch(unit.text) and self.front.heading:
            self._take(BlockKind.PAGE, "pages.label")
        else:
            if SALUTE.fullmatch(unit.text):
                self._take(BlockKind.SALUTE, "openers.salute")
            return False
        return True

    def _in_two_lines(self, unit: Unit) -> Dateline | None:
        """ "Legation of the United States," above "London, May 17, 1861": the first part of the place is on its own line."""
        following = self._next(1)
        if following is None or not unit.text.endswith(",") or not may_be_place(unit.text):
            return None
        below = read_dateline(self.source, following.span)
        if below is None or below.date is None:
            return None
        return below._replace(place=continued(self.source, unit.span, below.place))

    def _letterhead(self) -> bool:
        """Take what stands between the heading and a full dateline a few lines on: letterhead, title, addressee."""
        for ahead in range(_LETTERHEAD):
            unit = self._next(ahead)
            if unit is None:
                return False
            line = read_dateline(self.source, unit.span)
            if line and line.date and (line.date.when or line.date.not_before):
                for _ in range(ahead):
                    self._letterhead_line()
                return True
            if not (_is_letterhead(unit.text) or PAGE_LABEL.fullmatch(unit.text)):
                return False
        return False

    def _letterhead_line(self) -> None:
        is_page = PAGE_LABEL.fullmatch(self.units[self.front.rest].text)
        self._take(BlockKind.PAGE if is_page else BlockKind.OPENER, "pages.label" if is_page else "front.letterhead")

    # ---- labels -----------------------------------------------------------------------------------------------------

    def _labelled(self, label: Label) -> None:
        """A label and what it says, on its line or on those after it."""
        count = count_labelled(self.source, self.units, self.front.rest, label)
        self._take(BlockKind.OPENER, "openers.label")
        said = [label.rest] if label.rest else []
        for _ in range(count):
            said.append(self._take(BlockKind.OPENER, "openers.labelled").span)
        if said and label.means == "subject":
            term = "; ".join(fold(self.source[slice(*span)]).removeprefix(BULLET) for span in said)
            evidence = Evidence(rule="openers.subject", spans=tuple(said))
            self.front.keywords.append(Keyword(scheme="subject", term=term, evidence=evidence))
        if said and label.means == "date" and self.front.date is None and (day := read_day(self.source, said[0])):
            self.front.add_dateline(day)

    # ---- dates elsewhere --------------------------------------------------------------------------------------------

    def take_date_of_heading(self) -> None:
        """ "Memorandum of a Conversation, Department of State, Washington, August 9, 1955"."""
        heading = self.front.heading
        day = read_day(self.source, heading.date) if heading and heading.date else None
        if heading and day:
            self.front.add_dateline(day._replace(place=heading.place))


def take_closing_dateline(source: str, front: Front, drafts: Sequence[Draft]) -> None:
    """A letter may be dated below its signature. drafts: of its text; the dates of enclosures are within divisions."""
    for draft in drafts:
        if draft.kind is BlockKind.DATELINE and front.date is None and (line := read_dateline(source, draft.span)):
            front.add_dateline(line)


def _is_title(unit: Unit) -> bool:
    """Whether a line is no prose and no dateline."""
    if len(unit.text) > _LONGEST_TITLE or unit.text.endswith((".", ":")):
        return False
    return read_dateline(unit.text, Span(0, len(unit.text))) is None


def _is_letterhead(text: str) -> bool:
    """Whether all longer words of a short line have capitals: an office, a title, an addressee; no item of a list."""
    if len(text) > _LONGEST_LETTERHEAD or LABELLED.match(text):
        return False
    return all(word[0].isupper() for word in text.split() if len(word) > 3)
