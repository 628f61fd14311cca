"""The notes: the list of them at the end, the markers in the text, and which belongs to which.

A marker is a number glued to a word ("6 p.m.26"), and so are many that are none. Markers and notes are therefore matched at
once over the whole cable: in order, by the constant distance of the numbers from the places in the list, and by the words that
note and context share.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.model import Certainty, Evidence, Span
from pipeline.passages import fold
from pipeline.patterns import Pattern
from pipeline.read.lines import Unit

# ---- the list of notes ----------------------------------------------------------------------------------------------


class Listed(NamedTuple):
    """A note as the end of the text lists it. `span` is its text, without label and return arrow."""

    label: str
    span: Span
    text: str


DOTTED = Pattern(r"(?P<label>\d{1,3})[.)]\s+(?=\S)", matches=["1. Not", "26.  Not"], rejects=["1.5", "a. "])
BARE = Pattern(r"(?P<label>\d{1,3})\s+(?=[A-Z“\"‘(])", matches=["1 Not printed."], rejects=["1 text", "12."])
STARRED = Pattern(r"(?P<label>[*†‡])\s*(?=\S)", matches=["* Source", "†Not"], rejects=["- "])
ARROW = "↩"
SIGNS = "*†‡"


def split_notes(source: str, units: Sequence[Unit]) -> tuple[list[Unit], list[Listed]]:
    """The units of the text proper, and the notes listed after it, in their order."""
    if units and units[-1].text.endswith(ARROW):
        return _split_arrows(source, units)
    for label in (DOTTED, STARRED, BARE):
        first = _first_of_list(units, label)
        if first is not None:
            return list(units[:first]), list(_listed(source, units[first:], label))
    return list(units), []


def _split_arrows(source: str, units: Sequence[Unit]) -> tuple[list[Unit], list[Listed]]:
    """ "- text↩", one after another to the end; a note of several paragraphs has its arrow after the last."""
    ends = [i for i, u in enumerate(units) if u.text.endswith(ARROW)]
    listed: list[Listed] = []
    stop = len(units)
    for end in reversed(ends):
        if end != stop - 1:
            break
        first = end
        while first > 0 and not units[first].text.startswith("- ") and not units[first - 1].text.endswith(ARROW):
            first -= 1
        start = units[first].span.start + (2 if units[first].text.startswith("- ") else 0)
        listed.append(_note(source, "", start, units[end].span.end - 1))
        stop = first
    listed.reverse()
    return list(units[:stop]), [n._replace(label=str(i)) for i, n in enumerate(listed, start=1)]


def _first_of_list(units: Sequence[Unit], label: Pattern) -> int | None:
    """Where the last list begins that counts up to the end without a gap."""
    wanted: int | None = None
    for i in range(len(units) - 1, -1, -1):
        m = label.match(units[i].text)
        if m is None:
            continue
        number = _number(m["label"])
        if wanted is not None and number != wanted:
            return None
        if number == 1:
            return i if _is_note_list(units, i, label) else None
        wanted = number - 1
    return None


def _number(printed: str) -> int:
    """What a label or marker counts as: "26" is 26, "*" 1, "†" 2, "‡" 3."""
    return int(printed) if printed.isdigit() else SIGNS.index(printed) + 1


def _is_note_list(units: Sequence[Unit], first: int, label: Pattern) -> bool:
    """Notes are indented, or a text stands before them in which markers are glued to words; numbered paragraphs are neither."""
    if not units[first].after_blank and label is not STARRED and units[first].indent == 0:
        return False
    if units[first].indent > 0:
        return True
    if first == 0:
        return len(units) > 1 and all(label.match(u.text) for u in units)
    return any(_CANDIDATE.search(u.text) or "*" in u.text for u in units[:first])


def _listed(source: str, units: Sequence[Unit], label: Pattern) -> Iterator[Listed]:
    """A note from each label to the unit before the next; the first unit has one."""
    labelled = [(i, m) for i, unit in enumerate(units) if (m := label.match(source, *unit.span))]
    ends = [i for i, _ in labelled[1:]] + [len(units)]
    for (_, m), end in zip(labelled, ends, strict=True):
        yield _note(source, m["label"], m.end(), units[end - 1].span.end)


def _note(source: str, label: str, start: int, end: int) -> Listed:
    while start < end and source[start].isspace():
        start += 1
    while end > start and source[end - 1].isspace():
        end -= 1
    return Listed(label, Span(start, end), fold(source[start:end]))


# ---- markers --------------------------------------------------------------------------------------------------------

_CANDIDATE = re.compile(
    r"""(?: (?<=[^\W\d_]) | (?<=[^\W\d_][.,;:!?”"’)\]]) | (?<=[.,;:!?”"’)\]][.,;:!?”"’)\]]) | (?<=\d[)\]”"’]) )   # glued
        (?P<n>\d{1,3}) (?![\w/–—:.-]*\d) (?!,\d{3}) (?![A-Za-z/–—-])
      | (?<=\b1[789]\d\d) (?P<after_year>\d{1,2}) (?!\d) (?![\w/–-])
      | (?<=[^\s*]) (?P<star>[*†‡]) (?!\w)""",
    re.VERBOSE,
)


class Marker(NamedTuple):
    """What may be a note's marker: its number, and where it stands."""

    number: int
    span: Span
    printed: str


@dataclass(frozen=True, slots=True)
class Anchored:
    """A listed note with the marker that it belongs to, or None; `n` as printed or, with `n_evidence`, inferred."""

    listed: Listed
    marker: Marker | None
    n: str
    n_evidence: Evidence | None


class Apparatus(NamedTuple):
    notes: list[Anchored]
    orphans: list[Marker]
    """Markers that are certainly markers, but of no note in the list."""


def find_markers(source: str, spans: Iterable[Span]) -> list[Marker]:
    """Every place in the stretches where a note's marker may stand, in reading order."""
    return [_marker(m) for span in spans for m in _CANDIDATE.finditer(source, *span)]


def _marker(m: re.Match[str]) -> Marker:
    printed = m["n"] or m["after_year"] or m["star"]
    group = "n" if m["n"] else "after_year" if m["after_year"] else "star"
    return Marker(_number(printed), Span(*m.span(group)), printed)


# ---- alignment ------------------------------------------------------------------------------------------------------

_OFFSETS = 6
"""So many distances between printed number and place in the list are weighed, those with most support: that keeps it linear."""
_MATCH, _RESTART, _SHARED_WORD, _NOT_PRINTED, _OF_THE_WHOLE = 2.0, -2.5, 0.6, 1.5, -2.0
_CONTEXT = 90
_WORD = re.compile(r"[^\W\d_]{6,}|[A-Z][^\W\d_]{3,}")
_CITATION = re.compile(r"\d[^.;]{0,30}$|(?:telegram|despatch|note|letter|memorandum|report)s?\W*$", re.IGNORECASE)
_OF_WHOLE = re.compile(
    r"(?:Telegram in|Source:|Copy |Sent |Received |Transmitted |This telegram|Drafted |Repeated |Paraphrase)"
)


class _Pair(NamedTuple):
    score: float
    marker: int
    note: int
    before: _Pair | None


def align(source: str, markers: Sequence[Marker], listed: Sequence[Listed], body_from: int) -> Apparatus:
    """Each listed note with its marker: the monotone matching of highest score. `body_from`: where the heading has ended.

    Printed numbers run on from document to document, the list starts from 1: within a document their distance is constant,
    but for a restart. A note whose marker is lost gets its number from that distance.
    """
    if not listed:
        return Apparatus([], [])
    chosen, score = _best_matching(source, markers, listed, body_from)
    matched = {note: markers[marker] for marker, note in chosen}
    certainty = Certainty.HIGH if score > _MATCH * len(chosen) else Certainty.LOW
    notes = [_anchored(i, note, matched, certainty) for i, note in enumerate(listed)]
    return Apparatus(notes, _orphans(markers, chosen, len(listed)))


def _best_matching(
    source: str, markers: Sequence[Marker], listed: Sequence[Listed], body_from: int
) -> tuple[list[tuple[int, int]], float]:
    """(marker, note) pairs, in order, and their score: above `_MATCH` a pair where words or statements bear them out."""
    words = [set(_WORD.findall(note.text)) for note in listed]
    distances = _distances(markers, len(listed))
    stairs = _Stairs()
    going: dict[int, _Pair] = {}  # the best chain of each distance
    for i, marker in enumerate(markers):
        pairs = []
        for distance in distances:
            j = marker.number - distance
            if 0 <= j < len(listed):
                score, before = _best_before(j, going.get(distance), stairs)
                score += _affinity(source, marker, listed[j], words[j], body_from)
                pairs.append((distance, _Pair(score, i, j, before)))
        for distance, pair in pairs:
            if distance not in going or pair.score >= going[distance].score:
                going[distance] = pair
            stairs.add(pair)
    best = stairs.best_before(len(listed))
    return _unwound(best), best.score if best else 0.0


def _best_before(note: int, going: _Pair | None, stairs: _Stairs) -> tuple[float, _Pair | None]:
    """The best chain that a pair with this note may continue: of its own distance, or, at a price, of another."""
    options: list[tuple[float, _Pair | None]] = [(0.0, None)]
    if going is not None and going.note < note:
        options.append((going.score, going))
    if other := stairs.best_before(note):
        options.append((other.score + (0.0 if other is going else _RESTART), other))
    return max(options, key=lambda option: option[0])


class _Stairs:
    """The best chain for each last note: only those that beat all that end earlier are kept, so scores rise with the notes."""

    def __init__(self) -> None:
        self._notes: list[int] = []
        self._pairs: list[_Pair] = []

    def best_before(self, note: int) -> _Pair | None:
        at = bisect_left(self._notes, note)
        return self._pairs[at - 1] if at else None

    def add(self, pair: _Pair) -> None:
        known = self.best_before(pair.note + 1)
        if known is not None and known.score >= pair.score:
            return
        start = end = bisect_left(self._notes, pair.note)
        while end < len(self._pairs) and self._pairs[end].score <= pair.score:
            end += 1
        self._notes[start:end], self._pairs[start:end] = [pair.note], [pair]


def _unwound(pair: _Pair | None) -> list[tuple[int, int]]:
    chain = []
    while pair is not None:
        chain.append((pair.marker, pair.note))
        pair = pair.before
    return chain[::-1]


def _distances(markers: Sequence[Marker], notes: int) -> list[int]:
    """The distances between number and place that most distinct numbers support."""
    numbers = {m.number for m in markers}
    support = Counter(n - j for n in numbers for j in range(min(notes, 1000)))
    ranked = sorted(support.items(), key=lambda item: (-item[1], abs(item[0] - 1)))
    return [distance for distance, _ in ranked[:_OFFSETS]]


def _affinity(source: str, marker: Marker, note: Listed, words: set[str], body_from: int) -> float:
    """How well the words before a marker go with a note: a constant for any match, more for shared words."""
    context = source[max(0, marker.span.start - _CONTEXT) : marker.span.start]
    shared = sum(1 for word in set(_WORD.findall(context)) if word in words)
    score = _MATCH + _SHARED_WORD * min(shared, 3)
    if note.text.startswith("Not printed") and _CITATION.search(context):
        score += _NOT_PRINTED
    speaks_of_whole = marker.span.start >= body_from and _OF_WHOLE.match(note.text)
    return score + (_OF_THE_WHOLE if speaks_of_whole else 0)


def _anchored(i: int, listed: Listed, matched: dict[int, Marker], certainty: Certainty) -> Anchored:
    if i in matched:
        return Anchored(listed, matched[i], matched[i].printed, None)
    if not matched or not listed.label.isdigit():
        return Anchored(listed, None, listed.label, None)
    nearest = min(matched, key=lambda note: abs(note - i))
    n = matched[nearest].number + i - nearest
    if str(n) == listed.label or n < 1:
        return Anchored(listed, None, listed.label, None)
    because = f"note {matched[nearest].number} stands {_places(nearest - i)} it in the list of notes"
    evidence = Evidence(rule="notes.number", spans=(listed.span,), certainty=certainty, because=because)
    return Anchored(listed, None, str(n), evidence)


def _places(distance: int) -> str:
    side = "after" if distance > 0 else "before"
    return f"{abs(distance)} place{'s' if abs(distance) > 1 else ''} {side}"


def _orphans(markers: Sequence[Marker], chosen: list[tuple[int, int]], notes: int) -> list[Marker]:
    """Markers beyond the matched ones that count on from them, where every note is taken: their notes are not in the list."""
    if not chosen:
        return []
    (first, first_note), (last, last_note) = chosen[0], chosen[-1]
    before = _counting(markers[first], markers[:first][::-1], -1) if first_note == 0 else []
    after = _counting(markers[last], markers[last + 1 :], 1) if last_note == notes - 1 else []
    return [*before[::-1], *after]


def _counting(start: Marker, markers: Sequence[Marker], step: int) -> list[Marker]:
    """Those of the markers that count on from `start`, one by one."""
    counted, wanted = [], start.number + step
    for marker in markers:
        if marker.number == wanted:
            counted.append(marker)
            wanted += step
    return counted
