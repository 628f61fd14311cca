"""What stands before the text of a printed cable: file line, heading, dateline, markings, subject, salute."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.filenumbers import parse
from pipeline.knowledge import rows
from pipeline.model import BlockKind, CableDate, Evidence, Form, Keyword, MarkKind, Reading, Span
from pipeline.passages import Found, fold
from pipeline.patterns import Pattern
from pipeline.read.dates import Dateline, ImpossibleDate, dated_receipt, read_dateline
from pipeline.read.draft import Draft
from pipeline.read.heading import Heading, form_of, read_heading
from pipeline.read.lines import PAGE_LABEL, Unit

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
    heading: Heading | None = None
    title: str = ""
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


def read_front(source: str, units: Sequence[Unit]) -> Front:
    """The front of the cable whose lines these are."""
    front = Front()
    _read_file_line(source, units, front)
    _read_heading(source, units, front)
    while front.rest < min(len(units), _DEEPEST) and _read_opener(source, units, front):
        pass
    return front


def _take(front: Front, kind: BlockKind, unit: Unit, rule: str) -> None:
    front.drafts.append(Draft(kind, unit.span, rule))
    front.rest += 1


def _take_pages(units: Sequence[Unit], front: Front) -> None:
    while front.rest < len(units) and PAGE_LABEL.fullmatch(units[front.rest].text):
        _take(front, BlockKind.PAGE, units[front.rest], "pages.label")


def _read_file_line(source: str, units: Sequence[Unit], front: Front) -> None:
    _take_pages(units, front)
    if front.rest >= len(units):
        return
    unit = units[front.rest]
    m = FILE_LINE.fullmatch(source, *unit.span) if len(unit.text) <= _LONGEST_SOURCE_LINE else None
    if m is None:
        return
    if m["form"]:
        front.form = form_of(m["form"])
    front.file_number = Span(*m.span("number"))
    evidence = Evidence(rule="front.file-line", spans=(front.file_number,))
    number = parse(m["number"])
    front.found.append(
        Found(MarkKind.FILE_NUMBER, front.file_number, number.canonical if number else fold(m["number"]), evidence)
    )
    _take(front, BlockKind.SOURCE, unit, "front.file-line")


def _read_heading(source: str, units: Sequence[Unit], front: Front) -> None:
    """The heading is the first unit that reads as one; after a file line, whatever stands next and is no prose.

    Where the first unit is no heading but the second is, the first says where the paper is filed.
    """
    _take_pages(units, front)
    if front.rest >= len(units):
        return
    unit, following = units[front.rest], units[front.rest + 1 : front.rest + 2]
    heading = _heading(source, unit)
    if heading is None and front.file_number is None and following and _is_source_line(unit):
        heading = _heading(source, following[0])
        if heading is not None:
            _take(front, BlockKind.SOURCE, unit, "front.source-line")
            unit = following[0]
    if heading is None and not (front.file_number and _is_title(unit)):
        return
    front.heading, front.title = heading, fold(unit.text)
    front.found += heading.marks() if heading else []
    _take(front, BlockKind.HEADING, unit, "heading.line")


def _heading(source: str, unit: Unit) -> Heading | None:
    if len(unit.text) > _LONGEST_HEADING or (unit.text.endswith((".", ":", ";")) and not _ENDS_IN_TIME.search(unit.text)):
        return None
    return read_heading(source, unit.span)


def _is_source_line(unit: Unit) -> bool:
    """Whether it may say where a paper is kept: numbers, or the words for files, papers, libraries."""
    return len(unit.text) <= _LONGEST_SOURCE_LINE and bool(_KEPT.search(unit.text))


def _is_title(unit: Unit) -> bool:
    return (
        len(unit.text) <= _LONGEST_SOURCE_LINE
        and not unit.text.endswith((".", ":"))
        and read_dateline(unit.text, Span(0, len(unit.text))) is None
    )


# ---- openers --------------------------------------------------------------------------------------------------------


def _read_opener(source: str, units: Sequence[Unit], front: Front) -> bool:
    """Take one more line of the opener; False where the text has begun."""
    unit = units[front.rest]
    if dateline := read_dateline(source, unit.span):
        _take_dateline(front, unit, dateline)
    elif markings := _markings(unit):
        front.keywords += markings
        _take(front, BlockKind.OPENER, unit, "front.markings")
    elif m := MESSAGE_LINE.fullmatch(source, *unit.span):
        front.message_number = Reading(text=m["n"], evidence=Evidence(rule="front.message-number", spans=(Span(*m.span("n")),)))
        _take(front, BlockKind.OPENER, unit, "front.message-number")
    elif BRACKETED.fullmatch(unit.text):
        _take(front, BlockKind.OPENER, unit, "front.bracketed")
    elif SUBJECT.fullmatch(unit.text.removeprefix("- ")):
        _take_subject(source, units, front)
    elif SALUTE.fullmatch(unit.text):
        _take(front, BlockKind.SALUTE, unit, "front.salute")
        return False
    elif PAGE_LABEL.fullmatch(unit.text) and front.heading:
        _take(front, BlockKind.PAGE, unit, "pages.label")
    else:
        return False
    return True


def _take_dateline(front: Front, unit: Unit, dateline: Dateline) -> None:
    front.place = front.place or dateline.place
    front.date = front.date or dateline.date
    received = dateline.received
    if received and front.date and front.date.when:
        received = dated_receipt(received, front.date.when)
    front.received = front.received or received
    front.impossible = front.impossible or dateline.impossible
    for kind, said in ((MarkKind.PLACE, dateline.place), (MarkKind.DATE, dateline.date or received)):
        if isinstance(said, Reading):
            front.found.append(Found(kind, said.evidence.spans[0], "", said.evidence))
        elif said is not None:
            front.found.append(Found(kind, said.evidence[0].spans[0], said.when or "", said.evidence[0]))
    _take(front, BlockKind.DATELINE, unit, "dates.dateline")


def _markings(unit: Unit) -> list[Keyword]:
    """The classification, precedence and handling that a line consists of: "top secret   priority"; none if it says more."""
    if len(unit.text) > 80:
        return []
    left = fold(unit.text).strip("[]().").lower()
    terms = []
    for row in sorted(rows("markings"), key=lambda r: -len(r["term"])):
        if f" {row['term']} " in f" {left.replace(';', ' ').replace(',', ' ')} ":
            left = left.replace(row["term"], " ", 1)
            terms.append(
                Keyword(scheme=row["scheme"], term=row["term"], evidence=Evidence(rule="front.markings", spans=(unit.span,)))
            )
    return terms if not left.strip(" ;,.—–-") else []


def _take_subject(source: str, units: Sequence[Unit], front: Front) -> None:
    """ "SUBJECT" and what it says, on its line or on the next of its group."""
    label = units[front.rest]
    m = SUBJECT.fullmatch(label.text.removeprefix("- "))
    assert m is not None  # noqa: S101 - the caller matched it
    _take(front, BlockKind.OPENER, label, "front.subject")
    said = [label] if m["rest"] else []
    if not m["rest"]:
        while (
            front.rest < len(units)
            and not units[front.rest].after_blank
            and not SUBJECT.fullmatch(units[front.rest].text.removeprefix("- "))
        ):
            if said and (m["label"].upper() == "SUBJECT" or len(units[front.rest].text) > _LONGEST_SOURCE_LINE):
                break
            said.append(units[front.rest])
            _take(front, BlockKind.OPENER, units[front.rest], "front.subject")
    if m["label"].upper() == "SUBJECT" and said:
        text = fold(m["rest"] or said[0].text.removeprefix("- "))
        front.keywords.append(
            Keyword(scheme="subject", term=text, evidence=Evidence(rule="front.subject", spans=(said[0].span,)))
        )
