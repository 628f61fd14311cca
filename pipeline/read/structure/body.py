"""The text of a printed cable: paragraphs, lists, pages, signature, enclosures."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from pipeline.model import BlockKind, Evidence, MarkKind, Span
from pipeline.passages import BULLET_CUT, Found
from pipeline.read.draft import Draft
from pipeline.read.lines import PAGE_LABEL, Unit
from pipeline.read.structure.closers import find_closings
from pipeline.read.structure.enclosures import ENCLOSURE
from pipeline.read.structure.lists import BULLET, LABEL, LABELLED
from pipeline.read.structure.nesting import are_counted, nested
from pipeline.read.structure.tables import parted

_TERMINAL = re.compile(r"[.:;!?”\"’)\]…]\d{0,3}\s*$")
_OPENS_LIST = re.compile(r"[:—]\d{0,3}\s*$")


def read_body(units: Sequence[Unit], senders: Collection[str] = ()) -> tuple[list[Draft], list[Found]]:
    """The blocks of the text in reading order, and the labels found in it.

    units: those between front and notes; senders: the names that the heading gives, for the signature.
    """
    reader = _Body(units, senders)
    reader.read()
    return reader.drafts, reader.found


class _Body:
    def __init__(self, units: Sequence[Unit], senders: Collection[str]) -> None:
        self.units, self.senders = units, senders
        self.drafts: list[Draft] = []
        self.found: list[Found] = []
        self.expected: list[int] = []  # the numbers with which a sequence of numbered paragraphs would go on, innermost last
        self.is_flat = not any(u.after_blank for u in units[1:])

    def read(self) -> None:
        closings = find_closings(self.units, self.senders)
        for kind, run in groupby(enumerate(self.units), key=lambda numbered: closings.get(numbered[0])):
            units = [unit for _, unit in run]
            if kind is None:
                self._read_text(units)
            else:
                for unit in units:
                    self._add(kind, unit.span, f"closers.{kind.value}")

    def _read_text(self, units: Sequence[Unit]) -> None:
        for part in parted(units):
            if isinstance(part, Draft):
                self.drafts.append(part)
            else:
                for group in self._groups(part):
                    self._read_group(group)

    def _add(self, kind: BlockKind, span: Span, rule: str, n: str = "") -> None:
        self.drafts.append(Draft(kind, span, rule, n))

    def _groups(self, units: Sequence[Unit]) -> Iterator[list[Unit]]:
        """Units that stand together without a blank line; in a copy without blank lines only bulleted units do."""
        group: list[Unit] = []
        for unit in units:
            together = self._is_bulleted_with(unit, group) if self.is_flat else not unit.after_blank
            if group and not together:
                yield group
                group = []
            group.append(unit)
        if group:
            yield group

    @staticmethod
    def _is_bulleted_with(unit: Unit, group: Sequence[Unit]) -> bool:
        return unit.text.startswith(BULLET) and bool(group) and group[-1].text.startswith(BULLET)

    def _read_group(self, group: list[Unit]) -> None:
        if len(group) > 1 and self._is_list(group):
            if _OPENS_LIST.search(group[0].text) and not self._introduced() and not group[0].text.startswith(BULLET):
                self._read_paragraph(group[0])
                group = group[1:]
            self._read_list(group)
            return
        for unit in group:
            self._read_paragraph(unit)

    # ---- paragraphs -------------------------------------------------------------------------------------------------

    def _read_paragraph(self, unit: Unit) -> None:
        if PAGE_LABEL.fullmatch(unit.text):
            self._add(BlockKind.PAGE, unit.span, "pages.label")
        elif ENCLOSURE.fullmatch(unit.text):
            self._add(BlockKind.HEADING, unit.span, "body.enclosure")
        elif self._continues(unit):
            self._join(unit)
        else:
            self._add(BlockKind.PARAGRAPH, unit.span, "body.paragraph", self._number(unit.text))

    def _number(self, text: str) -> str:
        """The paragraph's number, if it goes on from another or begins anew with 1; what stood between is then over."""
        m = LABELLED.match(text)
        n = int(m["n"]) if m and m["n"].isdecimal() else 0
        if m is None or (n != 1 and n not in self.expected):
            return ""
        over = self.expected.index(n) if n in self.expected else len(self.expected)
        self.expected = [*(e for e in self.expected[:over] if e != n + 1), n + 1]
        return m["n"]

    def _continues(self, unit: Unit) -> bool:
        """Whether a page began in mid-sentence: the paragraph before the label is unfinished, this one starts in lower case."""
        if len(self.drafts) < 2 or self.drafts[-1].kind is not BlockKind.PAGE or not unit.text[0].islower():
            return False
        before = self.drafts[-2]
        return before.kind is BlockKind.PARAGRAPH and not _TERMINAL.search(self._text(before.span))

    def _join(self, unit: Unit) -> None:
        self.drafts.pop()
        before = self.drafts.pop()
        self.drafts.append(Draft(before.kind, Span(before.span.start, unit.span.end), "body.joined-across-page", before.n))

    def _text(self, span: Span) -> str:
        """The end of a paragraph's text, as far as its last unit has it."""
        return self.units[bisect_left(self.units, span.end, key=lambda unit: unit.span.end)].text

    # ---- lists ------------------------------------------------------------------------------------------------------

    def _introduced(self) -> bool:
        before = next((d for d in reversed(self.drafts) if d.kind is not BlockKind.PAGE), None)
        return before is not None and before.kind is BlockKind.PARAGRAPH and bool(_OPENS_LIST.search(self._text(before.span)))

    def _is_list(self, group: list[Unit]) -> bool:
        if all(u.text.startswith(BULLET) for u in group):
            return True
        return self._introduced() or bool(_OPENS_LIST.search(group[0].text)) or _are_labelled(group)

    def _read_list(self, group: list[Unit]) -> None:
        """A list of the group's units; a label on a line of its own goes with the next, a page label stands before its item."""
        items: list[Draft] = []
        labels: list[str] = []
        begins: int | None = None  # of an item that is not complete: where its page label or its own label stands
        label: re.Match[str] | None = None
        for unit in group:
            if PAGE_LABEL.fullmatch(unit.text):
                begins = unit.span.start if begins is None else begins
                continue
            start = unit.span.start + (len(BULLET) if unit.text.startswith(BULLET) else 0)
            if begins is not None and start > unit.span.start:
                self._cut_bullet(unit)
            begins = start if begins is None else begins
            text = unit.text[start - unit.span.start :]
            if label is None and (own_line := LABEL.fullmatch(text)):
                label = self._label(start, own_line)
                continue
            if label is None and (m := LABELLED.match(text)):
                label = self._label(start, m)
            items.append(Draft(BlockKind.ITEM, Span(begins, unit.span.end), "lists.item", label["n"] if label else ""))
            labels.append(label["label"] if label else "")
            begins, label = None, None
        if begins is not None:  # a label without a text at the end: kept, as an item of its own
            items.append(Draft(BlockKind.ITEM, Span(begins, group[-1].span.end), "lists.item"))
            labels.append("")
        span = Span(group[0].span.start, group[-1].span.end)
        self.drafts.append(Draft(BlockKind.LIST, span, "lists.lines", blocks=nested(items, labels)))

    def _cut_bullet(self, unit: Unit) -> None:
        """A bullet between a label on its own line and the text of the item is no text."""
        span = Span(unit.span.start, unit.span.start + len(BULLET))
        self.found.append(Found(MarkKind.LINE, span, BULLET_CUT, Evidence(rule="lists.bullet", spans=(span,))))

    def _label(self, start: int, m: re.Match[str]) -> re.Match[str]:
        span = Span(start, start + len(m["label"]))
        self.found.append(Found(MarkKind.LABEL, span, m["n"], Evidence(rule="lists.label", spans=(span,))))
        return m


def _are_labelled(group: Sequence[Unit]) -> bool:
    """Whether the units begin with labels that count on: "(a) … (b) …"; after a label on its own line stands its text."""
    labels: list[tuple[str, str]] = []
    is_open = False  # a label on its own line waits for its text
    for unit in group:
        text = unit.text.removeprefix(BULLET)
        if PAGE_LABEL.fullmatch(text):
            continue
        m = None if is_open else LABEL.fullmatch(text) or LABELLED.match(text)
        if m is None and not is_open:
            return False
        if m:
            labels.append((m["label"], m["n"]))
        is_open = m is not None and m.end() == len(text)
    return are_counted(labels)
