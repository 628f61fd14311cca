"""Where pages begin, and whether one begins within a word: "self- [Page 462] rule", "institu [Page 9] tions"."""

from __future__ import annotations

import re
from itertools import islice

from pipeline.model import Certainty, Evidence, MarkKind, Span
from pipeline.passages import Found
from pipeline.patterns import Pattern, stands_alone
from pipeline.read.lines import PAGE_LABEL

BEFORE = re.compile(r"(?P<half>[A-Za-z]{1,24})(?P<hyphen>[-–])?(?P<space>[ \t]?)$")
AFTER = re.compile(r"[ \t]?(?P<half>[A-Za-z]{1,24})(?![\w-])")
_REACH = 26
_MOST = 200
"""So many labels are looked at for words that they part: each may read the whole text."""
SUSPENDED = frozenset({"and", "or", "nor", "to", "as"})
"""After a hyphen these go on with a list of halves: "pre- and post-war"."""
ENDING = Pattern(
    r"(?:tion|sion)(?:s|al|ally|ed|ing)?|ments?|ings?|ity|ities|rity|lity|ness|ences?|ency|ances?|(?:tive|tial|cial)(?:s|ly)?|tures?",
    matches=["tion", "tions", "ment", "ing", "ity", "ences", "tively", "tional"],
    rejects=["ion", "meant", "thing", "active", "social", "unity"],
)
"""Ends of words that are no words themselves."""


def page_breaks(source: str) -> list[Found]:
    """A mark for every page label of the source; that of a page which begins within a word takes the spaces around it."""
    labels = PAGE_LABEL.finditer(source)
    looked_at = [_mark(source, Span(*m.span()), m["n"]) for m in islice(labels, _MOST)]
    return looked_at + [_plain(Span(*m.span()), m["n"]) for m in labels]


def _plain(label: Span, n: str) -> Found:
    return Found(MarkKind.PAGE, label, n, Evidence(rule="pages.label", spans=(label,)))


def _mark(source: str, label: Span, n: str) -> Found:
    after = AFTER.match(source, label.end)
    before = BEFORE.search(source, _last_word(source, label.start), label.start) if after else None
    if before and after and (evidence := _within_word(source, before, after, label)):
        return Found(MarkKind.PAGE, evidence.spans[0], n, evidence)
    return _plain(label, n)


def _last_word(source: str, end: int) -> int:
    """Where the word before a label begins, or not far before it."""
    reach = max(0, end - _REACH)
    return max(reach, source.rfind(" ", reach, end - 1) + 1)


def _within_word(source: str, before: re.Match[str], after: re.Match[str], label: Span) -> Evidence | None:
    """Why the page begins within a word, if it does."""
    span = Span(before.start("space"), after.start("half"))
    one, other = before["half"], after["half"]
    if span == label and not before["hyphen"]:
        return Evidence(rule="pages.label", spans=(span,))
    if before["hyphen"]:
        is_suspended = other in SUSPENDED or not before["space"]
        return None if is_suspended else Evidence(rule="pages.after-hyphen", spans=(span,))
    reason = _are_halves(source, one, other)
    return Evidence(rule="pages.within-word", spans=(span,), certainty=Certainty.HIGH, because=reason) if reason else None


def _are_halves(source: str, one: str, other: str) -> str:
    """What shows that both are one word; empty where nothing does."""
    whole = one + other
    if not other.islower():
        return ""
    if ENDING.fullmatch(other):
        return f"“{other}” is the end of a word and no word"
    if whole in source and _stands(source, whole) and not (_stands(source, one, 2) and _stands(source, other, 2)):
        return f"“{whole}” stands elsewhere in the text, and its halves do not"
    return ""


def _stands(source: str, word: str, times: int = 1) -> bool:
    """Whether the text has a word at least so often."""
    at = source.find(word)
    while at >= 0 and times:
        times -= stands_alone(source, at, at + len(word))
        at = source.find(word, at + 1)
    return not times
