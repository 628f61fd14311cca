"""Which marker belongs to which note: one matching over the whole cable, in order, all evidence weighed.

Printed numbers run on from document to document, the list starts from 1; numbers begin anew with a page or a document; a copy
loses some markers, and digits that are none look like others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.model import Certainty, Evidence
from pipeline.read.apparatus.affinity import Affinity
from pipeline.read.apparatus.chains import Match, best_matches
from pipeline.read.apparatus.markers import SURE, Marker
from pipeline.read.apparatus.notes import Listed

_PLAIN, _EVEN = 3.0, 0.0
"""Weights of a match. From the first on it is as sure as what is read as printed: right in 997 cases of 1000 (2026-11, every
third document of twenty volumes); from the second on in 96 of 100; below in 91."""


@dataclass(frozen=True, slots=True)
class Anchored:
    """A listed note with the marker that it belongs to, or None; `n` as printed or, with `n_evidence`, inferred."""

    listed: Listed
    marker: Marker | None
    n: str
    n_evidence: Evidence | None
    evidence: Evidence | None = None
    """Of the marker; with a certainty where its digits could as well be the text's own."""


class Apparatus(NamedTuple):
    notes: list[Anchored]
    orphans: list[Marker]
    """Markers that are certainly markers, but of no note in the list."""


def align(source: str, markers: Sequence[Marker], listed: Sequence[Listed], body_from: int) -> Apparatus:
    """Each listed note with its marker, if that is not lost. `body_from`: where the heading has ended."""
    if not listed:
        return Apparatus([], [])
    markers = _plausible(markers, len(listed))
    found = best_matches(markers, listed, Affinity(source, markers, listed, body_from))
    matches = {match.note: match for match in found}
    matches |= {match.note: match for match in _out_of_order(markers, matches, len(listed))}
    notes = [_anchored(n, matches[i]) if i in matches else _unanchored(i, n, matches) for i, n in enumerate(listed)]
    return Apparatus(notes, _orphans(markers, matches, len(listed)))


def _plausible(markers: Sequence[Marker], notes: int) -> list[Marker]:
    """Those that are certainly markers, where they count as the list does; else all but the digits that end a number, unless
    they are as in the list, or continue numbers that stand apart."""
    sure = [m for m in markers if m.likely >= SURE - 1]
    if [m.number for m in sure] == list(range(1, notes + 1)):
        return sure
    near = {m.number + step for m in markers if m.likely > 0 for step in range(-2, 3)}
    return [m for m in markers if m.likely >= 0 or m.number <= notes or m.number in near]


def _out_of_order(markers: Sequence[Marker], matches: dict[int, Match], notes: int) -> list[Match]:
    """Notes without a marker whose number stands elsewhere, once and for sure: columns are copied row by row."""
    if not matches or len(matches) == notes:
        return []
    taken = {m.marker.span.end for m in matches.values()}
    left = [m for m in markers if m.likely >= SURE - 1 and not (m.is_split or m.is_lettered or m.second or m.span.end in taken)]
    often = Counter(m.number for m in left)
    once = {m.number: m for m in left if often[m.number] == 1}
    found, distance = [], None
    for note in range(notes):
        if note in matches:
            distance = matches[note].marker.number - note
        elif distance is not None and (marker := once.get(note + distance)):
            found.append(Match(note, marker, _EVEN))
    return found


# ---- what becomes of a note -----------------------------------------------------------------------------------------


def _anchored(listed: Listed, match: Match) -> Anchored:
    marker, certainty = match.marker, _certainty(match)
    because = _because(marker) if certainty else ""
    evidence = Evidence(rule="notes.marker", spans=(marker.span,), certainty=certainty, because=because)
    return Anchored(listed, marker, marker.printed, None, evidence)


def _certainty(match: Match) -> Certainty | None:
    """None where the marker is as good as printed alone."""
    return None if match.weight >= _PLAIN else Certainty.MEDIUM if match.weight >= _EVEN else Certainty.LOW


def _unanchored(i: int, listed: Listed, matches: dict[int, Match]) -> Anchored:
    """With the number that its place in the list gives it, where the others' numbers are not their places."""
    if not matches or not listed.label.isdigit():
        return Anchored(listed, None, listed.label, None)
    nearest = matches[min(matches, key=lambda note: abs(note - i))]
    n = nearest.marker.number + i - nearest.note
    if str(n) == listed.label or n < 1:
        return Anchored(listed, None, listed.label, None)
    because = f"note {nearest.marker.number} stands {_places(nearest.note - i)} it in the list of notes"
    evidence = Evidence(rule="notes.number", spans=(listed.span,), certainty=Certainty.HIGH, because=because)
    return Anchored(listed, None, str(n), evidence)


def _because(marker: Marker) -> str:
    doubt = "end a longer number" if marker.is_split else "may be the text's own"
    return f"the digits “{marker.printed}” {doubt}, but their value and place fit the list of notes"


def _places(distance: int) -> str:
    side = "after" if distance > 0 else "before"
    return f"{abs(distance)} place{'s' if abs(distance) > 1 else ''} {side}"


def _orphans(markers: Sequence[Marker], matches: dict[int, Match], notes: int) -> list[Marker]:
    """Markers beyond the matched ones that count on from them, where every note is taken: their notes are not in the list."""
    sure = [m for m in markers if m.likely >= SURE - 1 and not m.is_split]
    before, after = [], []
    if 0 in matches:
        first = matches[0].marker
        before = _counting(first, [m for m in reversed(sure) if m.span.end <= first.span.start], -1)
    if notes - 1 in matches:
        last = matches[notes - 1].marker
        after = _counting(last, [m for m in sure if m.span.start >= last.span.end], 1)
    return [*before[::-1], *after]


def _counting(start: Marker, markers: Sequence[Marker], step: int) -> list[Marker]:
    """Those of the markers that count on from `start`, one by one."""
    counted, wanted = [], start.number + step
    for marker in markers:
        if marker.number == wanted:
            counted.append(marker)
            wanted += step
    return counted
