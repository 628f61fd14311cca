"""Datelines and receipts: where and when a cable was sent, and when it came in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.model import CableDate, Evidence, MarkKind, Reading, Span
from pipeline.moments import DAY, HOUR, MOMENT, TIME, clock, moments, w3cdtf
from pipeline.passages import Found
from pipeline.patterns import DASH, Pattern

DATELINE = Pattern(
    rf"""
    (?P<open>\[)? (?P<place>[^\W\d_][^\d\[\]\n]{{0,60}}?)? ,? \]? [,.]? \s?
    (?P<moment> \[? {DAY} ,?\]? (?: (?:\s?{DASH}\s?|,?\s) {TIME} )? | \[?undated\b )
    ,?\.?\]?\.?
    """,
    matches=[
        "Moscow, August 27, 1936—7 p.m.",
        "[Washington,] February 11, 1943.",
        "Washington, undated.",
        "August 3, 1950.",
        "London, 3 July 1945",
        "Washington, July 25, 1966, 0936Z.",
    ],
    rejects=["He left Moscow on August 27, 1936, and was not seen again.", "Moscow", "On August 27, 1936, the court met."],
)
RECEIVED = Pattern(
    rf"\[? (?:Rec[’']d|Received) :? ,? \s (?P<moment> {DAY} (?: (?:\s?{DASH}\s?|,?\s) {TIME} )? ) \.? \]?",
    matches=["[Received August 28—1:10 a.m.]", "[Received September 2, 3:45 p.m.]"],
    rejects=["[Received]", "Received your note of August 28"],
)
RECEIVED_SAME_DAY = Pattern(
    rf"\[ (?:Rec[’']d|Received) ,? \s (?P<moment> {TIME} ) \]",
    matches=["[Received 3:45 p.m.]", "[Received noon]"],
    rejects=["[Received August 28]"],
)
_SENTENCE = re.compile(r"\b(?:on|was|were|is|the|of the|to|dated|since|by|from)\b", re.IGNORECASE)
"""Words of prose: what stands before a dateline's date is a place and has none of them."""


class ImpossibleDate(NamedTuple):
    text: str
    span: Span


class Dateline(NamedTuple):
    place: Reading | None
    date: CableDate | None
    received: CableDate | None
    span: Span
    impossible: ImpossibleDate | None = None


def read_dateline(source: str, span: Span) -> Dateline | None:
    """Place, moment and receipt of a dateline, or None where the stretch is something else.

    source[span]: one line of the opener, e.g. "Moscow, August 27, 1936—7 p.m." or "[Received August 28—1:10 a.m.]".
    Times are local to the place; none is converted. Source: FRUS editorial practice, volumes 1861–1980.
    """
    if span.end - span.start > 160:
        return None
    if m := RECEIVED.fullmatch(source, *span) or RECEIVED_SAME_DAY.fullmatch(source, *span):
        return _received(m)
    m = DATELINE.fullmatch(source, *span)
    if m is None or _SENTENCE.search(m["place"] or ""):
        return None
    evidence = Evidence(rule="dates.dateline", spans=(Span(*m.span("moment")),))
    place = _place(m)
    when = w3cdtf(m) if m["month"] or m["month2"] else None
    impossible = None
    if when is None and (m["year"] or m["year2"]):
        impossible = ImpossibleDate(m["moment"], Span(*m.span("moment")))
    date = CableDate(text=m["moment"].strip("[], "), when=when, evidence=(evidence,))
    return Dateline(place, date, None, span, impossible)


def _received(m: re.Match[str]) -> Dateline:
    span = Span(*m.span("moment"))
    when = w3cdtf(m) if "month" in m.re.groupindex else None
    received = CableDate(text=m["moment"], when=when, evidence=(Evidence(rule="dates.received", spans=(span,)),))
    return Dateline(None, None, received, Span(*m.span()))


def _place(m: re.Match[str]) -> Reading | None:
    if not m["place"]:
        return None
    start = m.start("place")
    text = m["place"].rstrip(" ,.[")
    return Reading(text=text, evidence=Evidence(rule="dates.place", spans=(Span(start, start + len(text)),)))


def find_days(source: str, spans: Sequence[Span], taken: Sequence[Found]) -> list[Found]:
    """A mark for each full date within the spans that no other mark has taken; one that the calendar lacks gets none."""
    covered = {f.span.start for f in taken if f.kind is MarkKind.DATE}
    found = []
    for span in spans:
        for m in moments(source, *span):
            if m.start() not in covered and (m["year"] or m["year2"]) and (when := w3cdtf(m)):
                here = Span(*m.span())
                found.append(Found(MarkKind.DATE, here, when, Evidence(rule="dates.day", spans=(here,))))
    return found


def dated_receipt(received: CableDate, sent: str) -> CableDate:
    """The receipt with what it leaves to the dateline: the year, or the whole day. sent: the dateline's moment, W3CDTF.

    A telegram of December that came in in January came in in the next year.
    """
    if received.when:
        return received
    if m := MOMENT.fullmatch(received.text):
        when = w3cdtf(m, int(sent[:4]))
        if when and when[5:7] == "01" and sent[5:7] == "12":
            when = w3cdtf(m, int(sent[:4]) + 1)
    else:
        m = HOUR.fullmatch(received.text)
        when = f"{sent[:10]}T{clock(m)}" if m and clock(m) and len(sent) >= 10 else None
    return received.model_copy(update={"when": when})
