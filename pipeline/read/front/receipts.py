"""When a paper came in: "[Received August 28—1:10 a.m.]", "(Received June 3.)", "[Rec’d 3:45 p.m.]"."""

from __future__ import annotations

import re

from pipeline.model import CableDate, Evidence
from pipeline.moments import MONTH
from pipeline.passages import fold
from pipeline.patterns import Pattern
from pipeline.read.front.days import find_moments

RECEIVED = Pattern(
    rf"""[\[(]?\s? (?:Rec[’'][dv]\.?|Rec(?:ei)?ve?d|RECEIVED)
      (?:\s(?:at|in)(?:\s(?!{MONTH}\s)[A-Z]\w{{2,20}}){{1,2}} | \sat(?=\s\d) )? \s?[:,]?\s
      (?=.{{0,60}}\d|.{{0,40}}(?:noon|midnight))""",
    matches=[
        "[Received August 28—1:10 a.m.]",
        "(Received June 3.)",
        "[Rec’d 3:45 p.m.]",
        "[Received at Washington May 3]",
        "(Received at 1.30 p. m.)",
    ],
    rejects=["[Received]", "[Receipts of 3 May]"],
)
_END = re.compile(r"[\s.,;:\])]{0,6}\d{0,3}[\s.\])]{0,3}")
"""What may follow: stops, and the marker of a note within the bracket or after it."""


def receipt_at(source: str, start: int, end: int) -> int:
    """Where on the line a receipt begins; `end` where it has none."""
    if "ec" not in source[start:end] and "RECEIVED" not in source[start:end]:
        return end
    m = RECEIVED.search(source, start, end)
    return m.start() if m else end


def read_receipt(source: str, start: int, end: int) -> CableDate | None:
    """When it came in, or None where more is said than that. source[start:end]: from "[Received" on."""
    m = RECEIVED.match(source, start, end)
    if m is None:
        return None
    for moment in find_moments(source, m.end(), end):
        if moment.span.start == m.end() and _END.fullmatch(source, moment.span.end, end):
            text = fold(source[slice(*moment.span)]).strip("[], ")
            evidence = Evidence(rule="receipts.received", spans=(moment.span,))
            return CableDate(text=text, when=_when(text), evidence=(evidence,))
    return None


def dated_receipt(received: CableDate, sent: str) -> CableDate:
    """The receipt with what it leaves to the dateline: the year, or the whole day. sent: the dateline's moment, W3CDTF.

    A telegram of December that came in in January came in in the next year.
    """
    if received.when or len(sent) < len("1936-08-27"):
        return received
    when = _when(received.text, sent)
    if when and when[5:7] == "01" and sent[5:7] == "12":
        when = _when(received.text, f"{int(sent[:4]) + 1}{sent[4:]}")
    return received.model_copy(update={"when": when})


def _when(text: str, sent: str = "") -> str | None:
    moment = next(find_moments(text, 0, len(text)))
    bounds = moment.bounds(int(sent[:4]) if sent else None)
    day = bounds[1] if bounds else sent[:10] if moment.days is None else ""
    time = moment.time()
    return f"{day}T{time}" if day and time else day or None
