"""Lists: items with their labels, labels on lines of their own, and labels that the copy lost but a later paragraph counts."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.model import Certainty, Evidence, Span
from pipeline.passages import fold
from pipeline.patterns import Pattern

LABEL = Pattern(
    r"(?P<label>\(?(?P<n>[a-z]|[ivx]{1,5}|\d{1,2}|[A-Z])[.)]\)?)",
    matches=["(a)", "a.", "1)", "(iv)", "3."],
    rejects=["(ab)", "195.", "a"],
)
LABELLED = Pattern(
    r"(?P<label>\(?(?P<n>[a-z]|[ivx]{1,5}|\d{1,2}|[A-Z])[.)]\)?)\s+(?=\S)",
    matches=["(a) to", "1. The"],
    rejects=["195. ", "A–22. "],
)
CITED = Pattern(r"\((?P<n>[a-z]|\d{1,2})\)", matches=["(a)", "(12)"], rejects=["(aa)", "a)"])
BULLET = "- "


def successor(label: str) -> str:
    """The label after this one in its own sequence: "a" → "b", "3" → "4"; Roman ones are not counted here."""
    return str(int(label) + 1) if label.isdigit() else chr(ord(label) + 1)


class Unlabelled(NamedTuple):
    """A list whose items have lost their labels: which draft it is, and how many items it has."""

    at: int
    items: int


class Inferred(NamedTuple):
    at: int
    labels: tuple[str, ...]
    evidence: Evidence


def infer_labels(source: str, lists: Sequence[Unlabelled], later: Sequence[tuple[int, Span]]) -> list[Inferred]:
    """The labels that a later paragraph gives to the items of the lists before it.

    later: the paragraphs, each with its place among the drafts. Where one cites "(a) and (b) … (c), (d), and (e)", and the
    lists just before it together have just so many items, those were lettered so, across the lists. Nothing is invented for
    a list that no paragraph counts.
    """
    if not lists:
        return []
    found: list[Inferred] = []
    waiting: list[Unlabelled] = []
    remaining = deque(lists)
    for at, span in later:
        while remaining and remaining[0].at < at:
            waiting.append(remaining.popleft())
        cited = _cited(source, span) if waiting else []
        if cited and (chosen := _just_before(waiting, len(cited))):
            found += _dealt(chosen, cited, source, span)
            waiting.clear()
    return found


def _cited(source: str, span: Span) -> list[str]:
    """The distinct labels that a paragraph cites, if they are a sequence from its beginning ("a" or "1"), at least two."""
    labels = sorted({m["n"] for m in CITED.finditer(source, *span)}, key=lambda n: (len(n), n))
    if len(labels) < 2 or labels[0] not in ("a", "1"):
        return []
    return labels if all(successor(a) == b for a, b in pairwise(labels)) else []


def _just_before(lists: Sequence[Unlabelled], wanted: int) -> list[Unlabelled]:
    """The last lists whose items come to just so many; none where they do not."""
    chosen: list[Unlabelled] = []
    for entry in reversed(lists):
        chosen.insert(0, entry)
        total = sum(c.items for c in chosen)
        if total >= wanted:
            return chosen if total == wanted else []
    return []


def _dealt(lists: Sequence[Unlabelled], labels: Sequence[str], source: str, span: Span) -> list[Inferred]:
    quoted = Span(next(CITED.finditer(source, *span)).start(), max(m.end() for m in CITED.finditer(source, *span)))
    because = f"a later paragraph counts “{fold(source[quoted.start : quoted.end])}” across the items before it"
    evidence = Evidence(rule="lists.counted-later", spans=(quoted,), certainty=Certainty.HIGH, because=because)
    dealt, rest = [], list(labels)
    for entry in lists:
        dealt.append(Inferred(entry.at, tuple(rest[: entry.items]), evidence))
        rest = rest[entry.items :]
    return dealt
