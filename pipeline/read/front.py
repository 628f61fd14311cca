"""What stands before the text of a printed cable: file line, heading, dateline, markings, subject, salute."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from pipeline.filenumbers import parse
from pipeline.knowledge import rows
from pipeline.model import BlockKind, CableDate, Evidence, Form, Keyword, MarkKind, Reading, Span
from pipeline.passages import Found, fold
from pipeline.patterns import Pattern
from pipeline.read.datelines import Dateline, ImpossibleDate, read_dateline
from pipeline.read.draft import Draft
from pipeline.read.heading import Heading, form_of, read_heading
from pipeline.read.lines import PAGE_LABEL, Unit
from pipeline.read.lists import BULLET
from pipeline.read.receipts import dated_receipt

FILE_LINE = Pattern(
    r"(?:F(?:ile)?\.?\s?(?:Nos?|W)\.?,?\s*)? (?P<number>\d[^:;]{0,70}?/\s?[^\s:;]{1,16}?)"
    r" (?: \s?[:;]\s (?P<form>[A-Z][\w\s()-]{2,40}?) )? \.?",
    matches=[
        "861.00/11630: Telegram",
        "File No. 763.72/3773",
        "740.0011 Pacific War/3326: Telegram",
        "893.20/771: Circular airgram",
    ],
    rejects=["The Secretary of State to President Wilson", "On 3 May the court met."],
)
SALUTE = Pattern(
    r"(?:My\s)?D(?:ear|EAR)\s(?:(?:Mr|Mrs|Dr)\.\s)?[^.!?\n]{1,60}[:,]"
    r" | (?:Sirs?|SIRS?|Gentlemen|Excellency|Madam|Mr\.\s\w+)\s?[:,]",
    matches=["Dear John:", "Sir:", "My Dear Mr. President:", "Excellency:"],
    rejects=["Dear me. What now:", "Sir Winston"],
)
BRACKETED = Pattern(
    r"\[(?:Extracts?|Translation|Paraphrase|Enclosure|Copy|Circular|Telegram|Summary|Draft)[^\]]{0,60}\]",
    matches=["[Extract]", "[Translation]"],
    rejects=["[Page 3]", "[Here follows the text.]"],
)
_LABELS = "SUBJECT|Subject|RE|PARTICIPANTS|Participants|PRESENT|Present|REFERENCE|Reference|REF|DATE|PLACE"
SUBJECT = re.compile(rf"(?P<label>{_LABELS})(?:\s?:\s?(?P<rest>.*))?")
MESSAGE_LINE = Pattern(r"No\.\s(?P<n>\d{1,5})\.?", matches=["No. 1850", "No. 7."], rejects=["No. A", "1850"])

_KEPT = re.compile(r"\d|\b(?:files?|flies|library|papers|archives|lot)\b", re.IGNORECASE)
_ENDS_IN_TIME = re.compile(r"\b(?:[ap]\.\s?m|Jr|Sr)\.\d{0,3}$")
"""The only full stops at which a heading ends."""
_LONGEST_HEADING = 400
_LONGEST_SOURCE_LINE = 200
_STOPS = re.compile(r"[\[\]().;,—–-]+")
_MOST_PRESENT = 60
"""So many lines a list of participants may have."""
_DEEPEST = 40
"""So many units are looked at before the text must have begun."""


@dataclass
class Front:
    """What was read before the text; `rest` is the first unit of the text."""

    drafts: list[Draft] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    keywords: list[Keyword] = field(default_factory=list)
    file_number: Span | None = None
    form: Form | None = None
    """By the file line."""
    heading: Heading | None = None
    place: Reading | None = None
    date: CableDate | None = None
    received: CableDate | None = None
    impossible: ImpossibleDate | None = None
    message_number: Reading | None = None
    rest: int = 0

    @property
    def is_recognised(self) -> bool:
        """Whether anything says that this is a cable."""
        return bool(self.file_number or self.heading or self.date)

    @property
    def senders(self) -> tuple[str, ...]:
        """The names of those who sent it, as the heading gives them."""
        return tuple(party.person.text for party in self.heading.sent_by if party.person) if self.heading else ()


def read_front(source: str, units: Sequence[Unit]) -> Front:
    """The front of the cable whose lines these are."""
    reader = _Reader(source, units)
    reader.read()
    return reader.front


class _Reader:
    """Takes unit after unit from the top, as long as they belong to the front."""

    def __init__(self, source: str, units: Sequence[Unit]) -> None:
        self.source, self.units = source, units
        self.front = Front()

    def read(self) -> None:
        self._pages()
        self._file_line()
        self._pages()
        self._heading()
        while self.front.rest < _DEEPEST and (unit := self._next()) and self._is_opener(unit):
            pass

    def _next(self) -> Unit | None:
        return self.units[self.front.rest] if self.front.rest < len(self.units) else None

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

    def _file_line(self) -> None:
        unit = self._next()
        if unit is None or len(unit.text) > _LONGEST_SOURCE_LINE:
            return
        if (m := FILE_LINE.fullmatch(self.source, *unit.span)) is None:
            return
        self._take(BlockKind.SOURCE, "front.file-line")
        self.front.form = form_of(m["form"]) if m["form"] else None
        self.front.file_number = span = Span(*m.span("number"))
        parts = parse(m["number"])
        canonical = parts.canonical if parts else fold(m["number"])
        self.front.found.append(Found(MarkKind.FILE_NUMBER, span, canonical, Evidence(rule="front.file-line", spans=(span,))))

    def _heading(self) -> None:
        """The heading is the first unit that reads as one; after a file line, whatever stands next and is no prose.

        Where the first unit is no heading but the second is, the first says where the paper is filed.
        """
        unit = self._next()
        if unit is None:
            return
        heading = self._read_heading(unit)
        if heading is None and self.front.file_number is None and _is_source_line(unit):
            heading = self._read_heading(*self.units[self.front.rest + 1 : self.front.rest + 2])
            if heading is not None:
                self._take(BlockKind.SOURCE, "front.source-line")
        if heading is None and not (self.front.file_number and _is_title(unit)):
            return
        self._take(BlockKind.HEADING, "heading.line")
        self.front.heading = heading
        self.front.found += heading.marks() if heading else []

    def _read_heading(self, unit: Unit | None = None) -> Heading | None:
        if unit is None or len(unit.text) > _LONGEST_HEADING:
            return None
        if unit.text.endswith((".", ":", ";")) and not _ENDS_IN_TIME.search(unit.text):
            return None
        return read_heading(self.source, unit.span)

    # ---- openers ----------------------------------------------------------------------------------------------------

    def _is_opener(self, unit: Unit) -> bool:
        """Take one more line of the opener; False where the text has begun."""
        if dateline := read_dateline(self.source, unit.span):
            self._dateline(dateline)
        elif markings := _markings(unit):
            self._take(BlockKind.OPENER, "front.markings")
            self.front.keywords += markings
        elif m := MESSAGE_LINE.fullmatch(self.source, *unit.span):
            self._take(BlockKind.OPENER, "front.message-number")
            self.front.message_number = Reading(text=m["n"], evidence=_evidence("message-number", Span(*m.span("n"))))
        elif BRACKETED.fullmatch(unit.text):
            self._take(BlockKind.OPENER, "front.bracketed")
        elif m := SUBJECT.fullmatch(unit.text.removeprefix(BULLET)):
            self._labelled(m)
        elif PAGE_LABEL.fullmatch(unit.text) and self.front.heading:
            self._take(BlockKind.PAGE, "pages.label")
        else:
            if SALUTE.fullmatch(unit.text):
                self._take(BlockKind.SALUTE, "front.salute")
            return False
        return True

    def _dateline(self, dateline: Dateline) -> None:
        self._take(BlockKind.DATELINE, "dates.dateline")
        front, received = self.front, dateline.received
        front.place = front.place or dateline.place
        front.date = front.date or dateline.date
        if received and front.date and front.date.when:
            received = dated_receipt(received, front.date.when)
        front.received = front.received or received
        front.impossible = front.impossible or dateline.impossible
        if dateline.place:
            front.found.append(Found(MarkKind.PLACE, dateline.place.evidence.spans[0], "", dateline.place.evidence))
        if said := dateline.date or received:
            front.found.append(Found(MarkKind.DATE, said.evidence[0].spans[0], said.when or "", said.evidence[0]))

    def _labelled(self, m: re.Match[str]) -> None:
        """ "SUBJECT" or another label, and what it says: on its line, or on the next of its group; people may take more."""
        label = self._take(BlockKind.OPENER, "front.subject")
        is_subject = m["label"].upper() == "SUBJECT"
        said = [label] if m["rest"] else self._rest_of_group(1 if is_subject else _MOST_PRESENT)
        if is_subject and said:
            term = fold(m["rest"] or said[0].text.removeprefix(BULLET))
            self.front.keywords.append(Keyword(scheme="subject", term=term, evidence=_evidence("subject", said[0].span)))

    def _rest_of_group(self, most: int) -> list[Unit]:
        """The units that follow without a blank line, at most so many; prose or another label ends them."""
        taken: list[Unit] = []
        while len(taken) < most and (unit := self._next()) and not unit.after_blank:
            if SUBJECT.fullmatch(unit.text.removeprefix(BULLET)) or (taken and len(unit.text) > _LONGEST_SOURCE_LINE):
                break
            taken.append(self._take(BlockKind.OPENER, "front.subject"))
        return taken


def _evidence(rule: str, span: Span) -> Evidence:
    return Evidence(rule=f"front.{rule}", spans=(span,))


def _is_source_line(unit: Unit) -> bool:
    """Whether it may say where a paper is kept: numbers, or the words for files, papers, libraries."""
    return len(unit.text) <= _LONGEST_SOURCE_LINE and bool(_KEPT.search(unit.text))


def _is_title(unit: Unit) -> bool:
    if len(unit.text) > _LONGEST_SOURCE_LINE or unit.text.endswith((".", ":")):
        return False
    return read_dateline(unit.text, Span(0, len(unit.text))) is None


def _markings(unit: Unit) -> list[Keyword]:
    """The classification, precedence and handling that a line consists of: "top secret   priority"; none if it says more."""
    if len(unit.text) > 80:
        return []
    left = f" {_STOPS.sub(' ', fold(unit.text)).lower()} "
    found = []
    for row in _marking_rows():
        if f" {row['term']} " in left:
            left = left.replace(f" {row['term']} ", " ", 1)
            found.append(Keyword(scheme=row["scheme"], term=row["term"], evidence=_evidence("markings", unit.span)))
    return [] if left.strip() else found


@cache
def _marking_rows() -> list[dict[str, str]]:
    """The longer terms first: "top secret" before "secret"."""
    return sorted(rows("markings"), key=lambda row: -len(row["term"]))
