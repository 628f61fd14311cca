"""A passage and its stand-off marks as mixed content of TEI: the same writer for blocks and notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import zip_longest

from pipeline.model import Mark, MarkKind, Note, Outcome, Reference
from pipeline.write.apparatus import Apparatus
from pipeline.write.xml import Element, append_text, calendar_date, fragment, sub, uri, word

AUTHORITIES = {
    MarkKind.PERSON: ("persName", "persons.csv"),
    MarkKind.ROLE: ("roleName", "roles.csv"),
    MarkKind.ORGANISATION: ("orgName", "organisations.csv"),
    MarkKind.PLACE: ("placeName", "places.csv"),
    MarkKind.TERM: ("term", "terms.csv"),
}
"""Element, and the authority list beside the sources whose rows @ref names."""

MESSAGE_NUMBER = "message-number"
"""Value of a LABEL mark on the number that opens a telegram."""

MILESTONES = frozenset({MarkKind.NOTE, MarkKind.PAGE, MarkKind.LINE})
LABELLED = frozenset({"p", "item", "head", "quote", "note", "signed", "salute"})
"""Elements in which TEI allows `label`; elsewhere a label is a `seg`."""


_EXTENT = re.compile(r"(?P<most><)?(?P<quantity>[0-9]{1,6}(?:\.[0-9]{1,3})?) (?P<unit>[a-z]+)")
_WITHIN_WORD = re.compile(r"(?:\w|(?<=\w)[-–])\w")


def write_passage(element: Element, text: str, marks: Sequence[Mark], apparatus: Apparatus) -> None:
    """Appends the text to the element, with an element for each mark. A mark that crosses its neighbour's end is cut there."""
    ordered = sorted(marks, key=_reading_order)
    holders = [(element, len(text))]
    position = 0
    for mark, following in zip_longest(ordered, ordered[1:]):
        start = min(mark.start, len(text))
        _fill(holders, text, position, start)
        position = start
        holder, holder_end = holders[-1]
        end = min(mark.end, holder_end)
        if mark.kind is MarkKind.PAGE:
            write_page(holder, mark, is_within_word=bool(_WITHIN_WORD.match(text, max(start - 1, 0))))
        elif mark.kind in MILESTONES:
            _MILESTONE[mark.kind](holder, mark, apparatus)
        elif start < end:
            is_plain = following is None or following.start >= end
            holders.append((_open(holder, mark, apparatus, is_plain), end))
    _fill(holders, text, position, len(text))


def _fill(holders: list[tuple[Element, int]], text: str, position: int, to: int) -> None:
    """Writes the text from `position` up to `to` and closes, innermost first, the elements that end there or before."""
    while len(holders) > 1 and holders[-1][1] <= to:
        holder, end = holders.pop()
        append_text(holder, text[position:end])
        position = max(position, end)
    append_text(holders[-1][0], text[position:to])


def _reading_order(mark: Mark) -> tuple[int, bool, int]:
    """By start; there milestones before what begins, wider before narrower. Sorting keeps the order of equals."""
    return mark.start, mark.kind not in MILESTONES, -mark.end


# ---- milestones --------------------------------------------------------------------------------------------------------


def write_page(parent: Element, mark: Mark, *, is_within_word: bool = False) -> None:
    page = sub(parent, "pb", n=mark.value)
    if is_within_word:
        page.set("break", "no")


def _write_line(parent: Element, mark: Mark, apparatus: Apparatus) -> None:
    sub(parent, "lb")


def _write_anchor(parent: Element, mark: Mark, apparatus: Apparatus) -> None:
    """The note itself stands where its marker stood; a second marker of the same note points to it.

    A marker with a letter ("14a") stays in the text besides: no letter of the edition goes into an attribute alone.
    """
    if note := apparatus.take_note(mark.value):
        apparatus.mark_inference(write_note(parent, note, apparatus), "note", ".", mark.evidence)
        if note.n[-1:].isalpha():
            sub(parent, "metamark", note.n, function="marker")
    elif apparatus.has_note(mark.value):
        sub(parent, "ptr", type="note", target=f"#{apparatus.cable.id}.{mark.value}")


def write_note(parent: Element, note: Note, apparatus: Apparatus, type: str = "") -> Element:
    element = sub(parent, "note", n=note.n, type=type, place="foot")
    apparatus.identify(element, note.id)
    if note.n_evidence:
        apparatus.mark_inference(element, "note", "@n", note.n_evidence)
    write_passage(element, note.text, note.marks, apparatus)
    return element


_MILESTONE: dict[MarkKind, Callable[[Element, Mark, Apparatus], None]] = {
    MarkKind.LINE: _write_line,
    MarkKind.NOTE: _write_anchor,
}


# ---- stretches of text -------------------------------------------------------------------------------------------------


def _open(parent: Element, mark: Mark, apparatus: Apparatus, is_plain: bool) -> Element:
    """The element that takes the words of a mark, empty as yet. is_plain: no other mark lies within it."""
    if mark.kind in AUTHORITIES:
        tag, table = AUTHORITIES[mark.kind]
        element = sub(parent, tag, ref=authority_uri(table, mark.value))
    elif mark.kind is MarkKind.REFERENCE:
        return _open_reference(parent, mark, apparatus)
    elif number := _number_type(mark):
        element = sub(parent, "idno" if is_plain else "rs", type=number)
    else:
        element = _OPEN[mark.kind](parent, mark)
    apparatus.mark_inference(element, mark.kind.value, _INFERRED.get(mark.kind, "."), mark.evidence)
    return element


def _number_type(mark: Mark) -> str:
    """The type of a number that identifies a paper; empty for what is none. `idno` holds nothing but text."""
    if mark.kind is MarkKind.FILE_NUMBER:
        return "file-number"
    return MESSAGE_NUMBER if mark.kind is MarkKind.LABEL and mark.value == MESSAGE_NUMBER else ""


_INFERRED: dict[MarkKind, str] = {MarkKind.DATE: "@when"} | dict.fromkeys(AUTHORITIES, "@ref")
"""What of the element was inferred, where the mark's evidence has a certainty; otherwise the element as a whole."""


def authority_uri(table: str, identifier: str | None) -> str | None:
    """ "p_HLW1" → "persons.csv#p_HLW1": the row of an authority list that came with the accession."""
    return f"{table}#{fragment(identifier)}" if identifier else None


def _open_reference(parent: Element, mark: Mark, apparatus: Apparatus) -> Element:
    element = sub(parent, "ref")
    if reference := apparatus.references.get(mark.value):
        apparatus.identify(element, reference.id)
        describe_reference(element, reference)
    return element


def describe_reference(element: Element, reference: Reference) -> None:
    """What it points at and what became of following it; without a certain address no @target, but @cert."""
    element.set("type", reference.kind.value)
    element.set("subtype", reference.outcome.value)
    target = uri(reference.target) if reference.target else None
    if target and reference.outcome in (Outcome.RESOLVED, Outcome.EXTERNAL):
        element.set("target", target)
    else:
        element.set("cert", (reference.evidence.certainty or "unknown"))


def _open_date(parent: Element, mark: Mark) -> Element:
    return sub(parent, "date", when=calendar_date(mark.value))


def _open_added(parent: Element, mark: Mark) -> Element:
    return sub(parent, "supplied")


def _open_gap(parent: Element, mark: Mark) -> Element:
    """An empty `gap` says what is missing and why; its printed sign follows as a `metamark`, so that no letter is lost."""
    reason, _, extent = mark.value.partition(" ")
    gap = sub(parent, "gap", reason=word(reason) or "omitted")
    if m := _EXTENT.fullmatch(extent):
        gap.set("atMost" if m["most"] else "quantity", m["quantity"])
        gap.set("unit", m["unit"])
    return sub(parent, "metamark", function="omission")


def _open_sic(parent: Element, mark: Mark) -> Element:
    return sub(parent, "sic")


def _open_label(parent: Element, mark: Mark) -> Element:
    if parent.tag.rpartition("}")[2] in LABELLED:
        return sub(parent, "label", type=word(mark.value))
    return sub(parent, "seg", type=word(mark.value) or "label")


_OPEN: dict[MarkKind, Callable[[Element, Mark], Element]] = {
    MarkKind.DATE: _open_date,
    MarkKind.ADDED: _open_added,
    MarkKind.SIC: _open_sic,
    MarkKind.GAP: _open_gap,
    MarkKind.LABEL: _open_label,
}
