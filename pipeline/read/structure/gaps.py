"""What is left out and what is put in: signs of omission, and the words of editors in square brackets.

". . . .", "[2½ lines not declassified]" and "[Here follows discussion of cotton.]" are gaps, with reason and extent;
"[giving?]", "[Washington,]" and "[sic]" are words of the editors. The printed words stay in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from pipeline.knowledge import rows
from pipeline.model import Evidence, MarkKind, Span
from pipeline.passages import CUTTING, Found, fold
from pipeline.patterns import DASH, Pattern

BRACKETS = Pattern(
    r"\[(?!Page\ )(?P<words>(?:[^\[\]]|\[Page\ [^\[\]]{1,9}\]){1,600})\]",
    matches=["[sic]", "[2½ lines not declassified]", "[Here follows [Page 301] a list.]"],
    rejects=["[]", "[sic", "[a [b] c]", "[Page 301]"],
)
ELLIPSES = (
    ("…", Pattern(r"…(?<!\[…)(?:\s?…){0,3}", matches=["…", "… …"], rejects=["..."])),
    (". . .", Pattern(r"\.(?<!\[\.)\ \.(?:\ \.){1,3}", matches=[". . .", ". . . ."], rejects=[". .", "..."])),
    ("...", Pattern(r"\.(?<!\[\.)\.{2,4}", matches=["...", "...."], rejects=["..", ". . ."])),
    ("*", Pattern(r"\*\ \*(?:\ \*){1,5}", matches=["* * *", "* * * * *"], rejects=["* *", "***"])),
)
"""What each has, and few texts have: the rarest character or the shortest sign; and the whole sign."""
EXTENT = Pattern(
    rf"""\b(?P<most>less\sthan\s)?
        (?P<whole>\d{{1,4}}|an?|one|two|three|four|five|six|seven|eight|nine|ten)?(?:{DASH}|\sand\s)?(?P<half>½|1/2(?!\d))?
        \s(?P<unit>line|paragraph|page|word|sentence|name|place|column|section|item)s?\b""",
    matches=["2½ lines", "1-1/2 lines of source text", "less than 1 line", "1 paragraph (6 lines)", "½ page", "three pages"],
    rejects=["lines", "12 a line", "agenda item 7"],
)
OWN_BRACKETS = re.compile(r"[Bb](?<!\w.)rackets? (?:are |is )?(?:in|appear in) the (?:original|source)")
"""A note that says so: then no bracket tells an editor's word from the writer's."""
_NUMBERS = dict(zip(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), range(1, 11), strict=True))
_FOOTNOTE = re.compile(r"\d+|[*†‡]")
_LAST_WORD = re.compile(r"[^\W_][\w’'-]{0,30}[”\"’,.]{0,2}\s?$")
_LONGEST_ADDED = 60
_LONGEST_WORD = 34


def find_gaps(source: str, spans: Sequence[Span], taken: Sequence[Found]) -> list[Found]:
    """The marks of omissions and of the editors' words within the spans; none that would cross another mark.

    taken: the marks found before, which these may hold or lie within.
    """
    signs = [sign for literal, sign in ELLIPSES if literal in source]
    marks: list[Found] = []
    for span in spans:
        for sign in signs:
            marks += (_found(MarkKind.GAP, Span(*m.span()), "omitted", "sign") for m in sign.finditer(source, *span))
        if source.find("[", *span) >= 0:
            for m in BRACKETS.finditer(source, *span):
                marks += _bracketed(source, m, span)
    if not marks:
        return []
    if "rackets" in source and OWN_BRACKETS.search(source):
        marks = [mark for mark in marks if mark.kind is not MarkKind.ADDED]
    borders = _Borders(taken)
    return [mark for mark in marks if borders.allow(mark.span)]


def _bracketed(source: str, m: re.Match[str], block: Span) -> Iterator[Found]:
    span, words = Span(*m.span()), fold(m["words"]).casefold()
    if _FOOTNOTE.fullmatch(words):
        return
    if not words.strip(" .…"):
        yield _found(MarkKind.GAP, span, "omitted", "sign")
    elif reason := reason_of(words):
        yield _found(MarkKind.GAP, span, " ".join(filter(None, (reason, extent_of(words)))), "omission")
    elif words == "sic":
        if before := _LAST_WORD.search(source, max(block.start, span.start - _LONGEST_WORD), span.start):
            yield _found(MarkKind.SIC, Span(before.start(), span.end), "", "sic")
        yield _found(MarkKind.ADDED, span, "", "added")
    elif len(words) <= _LONGEST_ADDED and span != block:
        yield _found(MarkKind.ADDED, span, "", "added")


def _found(kind: MarkKind, span: Span, value: str, rule: str) -> Found:
    return Found(kind, span, value, Evidence(rule=f"gaps.{rule}", spans=(span,)))


def reason_of(words: str) -> str:
    """Why something is left out, by the words between the brackets, in lower case; empty where nothing is."""
    return next((row["reason"] for row in rows("omissions") if row["words"] in words), "")


def extent_of(words: str) -> str:
    """How much is left out: "2½ lines" → "2.5 line", "less than 1 line" → "<1 line"; empty where the words do not say."""
    m = EXTENT.search(words)
    if m is None or not (m["whole"] or m["half"]):
        return ""
    whole = m["whole"] or "0"
    number = int(whole) if whole.isdigit() else _NUMBERS.get(whole, 1)
    return f"{'<' if m['most'] else ''}{number}{'.5' if m['half'] else ''} {m['unit']}"


class _Borders:
    """Knows the wide marks that there are, which nest or are apart, and whether another would cross one."""

    def __init__(self, marks: Sequence[Found]) -> None:
        wide = sorted({f.span for f in marks if f.kind not in CUTTING and f.span.end > f.span.start})
        self._starts = [s.start for s in wide]
        self._ends = sorted((s.end, s.start) for s in wide)
        self._spans = wide

    def allow(self, span: Span) -> bool:
        """Whether no mark begins within the span and ends after it, or ends within it and began before."""
        within = self._spans[bisect_right(self._starts, span.start) : bisect_left(self._starts, span.end)]
        ending = self._ends[bisect_right(self._ends, (span.start, span.end)) : bisect_left(self._ends, (span.end, -1))]
        return all(s.end <= span.end for s in within) and all(start >= span.start for _, start in ending)
