"""The line above a heading: the number that a paper is filed under, or where else it is kept."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.filenumbers import parse
from pipeline.model import Evidence, Form, MarkKind, Span
from pipeline.passages import Found, fold
from pipeline.patterns import Pattern
from pipeline.read.heading.heading import form_of
from pipeline.read.lines import Unit

FILE_LINE = Pattern(
    r"(?:F(?:ile)?\.?\s?(?:Nos?|W)\.?,?\s*)? (?P<number>\d[^:;]{0,70}?/\s?[^\s:;]{1,16}?(?:\sSuppl\.?)?)"
    r" (?: \s?[:;]\s? (?P<form>[A-Za-z][\w\s()-]{2,40}?) )? \.?",
    matches=[
        "861.00/11630: Telegram",
        "File No. 763.72/3773",
        "740.0011 Pacific War/3326: Telegram",
        "893.20/771: Circular airgram",
        "812.00/151a Suppl.",
        "893.515/88d Suppl.: Telegram",
    ],
    rejects=["The Secretary of State to President Wilson", "On 3 May the court met."],
)
_KEEPERS = r"[Ff]iles?|FILES|Papers|Library|Archives|Collection|Memoranda|Records|[Ll]ot\s\d{2,3}\s?[A-Z]"
_SENT_AS = r"Telegram|Circular\stelegram|Airgram|Circular\sairgram|Despatch|Instruction"
SOURCE_LINE = Pattern(
    rf"""(?: [^\n:;]{{0,80}}\b(?:{_KEEPERS})(?!\w) .{{0,110}}? (?: \s?:\s (?P<form>{_SENT_AS}) )?
           | [A-Z\d][^:;\n]{{2,70}} \s?:\s (?P<sent>{_SENT_AS}) ) \.?""",
    matches=[
        "IO Files: US/A/198",
        "CA Files: Lot 59 D 228: Telegram",
        "Truman Library, Acheson papers",
        "501.BB Korea: Telegram",
    ],
    rejects=["The Secretary of State to President Wilson", "Song: Letter"],
)
_KEPT = re.compile(r"\d|\b(?:files?|flies|library|papers|archives|lot)\b", re.IGNORECASE)
_LONGEST = 200


class Filed(NamedTuple):
    """What the line says: the number, where it is one, and the form."""

    number: Found | None
    form: Form | None


def read_file_line(source: str, unit: Unit) -> Filed | None:
    """The file number that a line consists of, with the form; None where it is another line."""
    m = FILE_LINE.fullmatch(source, *unit.span) if len(unit.text) <= _LONGEST else None
    if m is None:
        return None
    span = Span(*m.span("number"))
    parts = parse(m["number"])
    canonical = parts.canonical if parts else fold(m["number"])
    number = Found(MarkKind.FILE_NUMBER, span, canonical, Evidence(rule="filelines.number", spans=(span,)))
    return Filed(number, form_of(m["form"]) if m["form"] else None)


def read_source_line(unit: Unit) -> Filed | None:
    """What a line says that names files, papers, a library or a lot, or nothing but a subject and "Telegram"."""
    m = SOURCE_LINE.fullmatch(unit.text) if len(unit.text) <= _LONGEST else None
    if m is None:
        return None
    form = m["form"] or m["sent"]
    return Filed(None, form_of(form) if form else None)


def may_be_source_line(unit: Unit) -> bool:
    """Whether a line above a heading may say where the paper is kept: numbers, or the words for files, papers, libraries."""
    return len(unit.text) <= _LONGEST and bool(_KEPT.search(unit.text))
