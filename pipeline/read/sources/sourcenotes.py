"""Source notes: "Source: Department of State, Central Files, 611.61/3–2550. Top Secret; Priority. Drafted by Smith."

The first sentence says where the paper is kept, the second how it was marked, the others who drafted, cleared, approved, sent
and received it. What is none of these is a remark, in its own words. Source: file_numbers.md, "Source-note sentence model".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from pipeline.knowledge import rows
from pipeline.model import Act, CableDate, Evidence, Kept, KeptKind, Keyword, Remark, RemarkKind, Span
from pipeline.passages import fold
from pipeline.patterns import Pattern
from pipeline.read.sources.acts import BEGINS_ACT, read_acts, receipt_of
from pipeline.read.sources.holdings import read_holding

SOURCE = Pattern(
    r"\[?Sources?:\s*",
    matches=["Source: Department", "Source:Kennedy", "[Source: Department"],
    rejects=["Source", "The source:"],
)

MARKINGS = Pattern(
    r"(?P<terms>[A-Za-z\[][^.\d]{2,160})\.?",
    matches=["Top Secret; Priority", "Secret; RYBAT; PBSUCCESS.", "Secret; Eyes Only; [codeword not declassified]"],
    rejects=["Box 3", "Secret. Drafted by Wood"],
)
UNMARKED = Pattern(
    r"No\s(?:security\s)?classification(?:\smarkings?)?\.?", matches=["No classification marking"], rejects=["No"]
)
_FORM = re.compile(r"\s?[:;]\s?(?:Circular\s)?(?:[Tt]elegram|[Aa]irgram|[Dd]espatch|[Ii]nstruction)\.?$")
_LONGEST_FORM = 40
_SEVERAL = re.compile(r"\s*[;,]\s*(?:and\s)?|\s+and\s+(?=[A-Z])|\s*—\s*(?=[A-Z])")
_MOST_WORDS = 6

_END = re.compile(
    r"""[.?!](?<=\S.) [”")\]]{0,2}
        (?=\s+ [“"(\[]{0,2} [A-Z] | \s*(?i:secret|confidential|no\sclass) | \s+\d{1,3}½?\s(?:page|line|paragraph))""",
    re.VERBOSE,
)
_LONGEST_LAST = 40
_LEVEL = re.compile(
    r"(?:Top\sSecret|Secret|Confidential|Unclassified|Restricted|No\sclassification|(?:Limited\s)?Official\sUse)\b\s?[.;,]?"
)
_INITIAL = re.compile(r"(?:[(\[“]?|.*[.-])[A-Z]")
_PARENTHESES = re.compile(r"\([^()]{0,400}\)|\[[^\[\]]{0,200}\]")


@dataclass
class SourceNote:
    """What one source note, or the file line that takes its place, says."""

    kept: tuple[Kept, ...] = ()
    keywords: list[Keyword] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    received: CableDate | None = None

    @property
    def file_number(self) -> Kept | None:
        """The number under which the paper is filed, if the note gives one."""
        return next((k for k in self.kept if k.kind in (KeptKind.FILE_NUMBER, KeptKind.FILM)), None)


def read_source_note(source: str, span: Span) -> SourceNote | None:
    """What the note says; None where it is no source note. source[span]: the note's text, without its label."""
    if (m := SOURCE.match(source, *span)) is None:
        return None
    end = span.end - (source.startswith("[", span.start) and source.endswith("]", span.start, span.end))
    citation, *others = _sentences(source, Span(m.end(), end))
    note = SourceNote(read_holding(source, _unstopped(source, citation)))
    for place, sentence in enumerate(others):
        _read_sentence(source, sentence, note, may_be_marking=place < 2 and not note.keywords)
    return note


def read_source_line(source: str, span: Span) -> SourceNote:
    """What a line before the heading says that is no file number: "S/P Files: Lot 64 D 563: Telegram"."""
    form = _FORM.search(source, max(span.start, span.end - _LONGEST_FORM), span.end)
    return SourceNote(read_holding(source, _unstopped(source, Span(span.start, form.start() if form else span.end))))


# ---- sentences ------------------------------------------------------------------------------------------------------


def _sentences(source: str, span: Span) -> Iterator[Span]:
    """The sentences of a stretch: a full stop ends one before a capital, but not after an initial or an abbreviation."""
    inside = [m.span() for m in _PARENTHESES.finditer(source, *span)]
    start = span.start
    for last, end in _stops(source, span):
        while inside and inside[0][1] <= last.start:
            inside.pop(0)
        following = _after_space(source, end)
        is_inside = inside and inside[0][0] < end < inside[0][1]
        if is_inside or not (_begins(source, following, span.end) or _may_end(source, start, last)):
            continue
        yield Span(start, end)
        start = following
    if start < span.end or start == span.start:
        yield Span(start, span.end)


def _stops(source: str, span: Span) -> Iterator[tuple[Span, int]]:
    """Each word before what may be the end of a sentence, and where the stops after it end."""
    done = span.start
    for m in _END.finditer(source, *span):
        words = source[max(done, m.start() - _LONGEST_LAST) : m.start()].split()
        if words:
            yield Span(m.start() - len(words[-1]), m.start()), m.end()
            done = m.end()


def _begins(source: str, start: int, end: int) -> bool:
    """Whether a sentence is sure to begin here: with a level of classification, or an act."""
    return bool(_LEVEL.match(source, start, end) or BEGINS_ACT.match(source, start, end))


def _may_end(source: str, start: int, last: Span) -> bool:
    """Whether a word may be a sentence's last: no initial, abbreviation or number alone, which is the number of a file."""
    word = source[slice(*last)]
    if _INITIAL.fullmatch(word) or word.strip("(“[").casefold() in _abbreviations():
        return False
    return not (word.isdigit() and source[start : last.start].rstrip().endswith(","))


def _after_space(source: str, at: int) -> int:
    while at < len(source) and source[at].isspace():
        at += 1
    return at


def _unstopped(source: str, span: Span) -> Span:
    return Span(span.start, span.end - 1) if source[span.start : span.end].endswith(".") else span


def _read_sentence(source: str, span: Span, note: SourceNote, *, may_be_marking: bool) -> None:
    if UNMARKED.fullmatch(source, *span):
        return
    if may_be_marking and (keywords := _markings(source, span)):
        note.keywords += keywords
    elif acts := read_acts(source, _unstopped(source, span)):
        note.acts += acts
        note.received = note.received or receipt_of(source, acts)
    else:
        evidence = Evidence(rule="sourcenotes.remark", spans=(span,))
        note.remarks.append(Remark(kind=_remark_kind(source, span), text=fold(source[slice(*span)]), evidence=evidence))


# ---- markings -------------------------------------------------------------------------------------------------------


def _markings(source: str, span: Span) -> list[Keyword]:
    """The terms of a sentence that opens with a known one and has no sentence's words; code words count as handling."""
    m = MARKINGS.fullmatch(source, *span)
    if m is None:
        return []
    parts = [p for p in _SEVERAL.split(fold(m["terms"])) if p]
    if not (parts and _known(parts[0]) and all(_may_be_marking(part) for part in parts)):
        return []
    evidence = Evidence(rule="sourcenotes.markings", spans=(Span(*m.span("terms")),))
    return [
        Keyword(scheme=scheme, term=term, evidence=evidence)
        for part in parts
        for scheme, term in _known(part) or (("handling", part.casefold()),)
        if not UNMARKED.fullmatch(part)
    ]


def _may_be_marking(part: str) -> bool:
    return bool(_known(part)) or (len(part.split()) <= _MOST_WORDS and (part[0].isupper() or part[0] == "["))


@lru_cache(maxsize=1024)
def _known(part: str) -> tuple[tuple[str, str], ...]:
    """The terms that a part consists of, from the left, the longest first: "Niact Immediate" is two."""
    words = part.casefold().replace("-", " ").replace("–", " ").split()
    found = []
    while words:
        for n in range(min(len(words), 4), 0, -1):
            if scheme := _terms().get(" ".join(words[:n])):
                found.append((scheme, " ".join(words[:n])))
                words = words[n:]
                break
        else:
            return ()
    return tuple(found)


@cache
def _terms() -> dict[str, str]:
    return {row["term"]: row["scheme"] for row in rows("markings")}


# ---- remarks --------------------------------------------------------------------------------------------------------


def _remark_kind(source: str, span: Span) -> RemarkKind:
    if source.startswith("(", span.start):
        return RemarkKind.CITATION
    words = source[span.start : span.start + 60].casefold().split()
    for n in range(min(len(words), 5), 0, -1):
        if kind := _openings().get(" ".join(words[:n]).rstrip(",")):
            return kind
    return RemarkKind.ACCOUNT


@cache
def _openings() -> dict[str, RemarkKind]:
    return {row["opens"]: RemarkKind(row["about"]) for row in rows("remarks")}


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("abbreviations"))
