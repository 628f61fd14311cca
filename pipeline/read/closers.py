"""How a paper ends, wherever it ends: complimentary close, signature, title, date, postscript.

A paper that others are enclosed in, or that is printed before another of the same day, is signed in the midst of the text:
what is decisive is what follows. A name alone on its line signs what stands above it if there the paper ends.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from pipeline.model import BlockKind, Span
from pipeline.patterns import Pattern
from pipeline.read.datelines import read_dateline
from pipeline.read.heading import read_heading
from pipeline.read.lines import PAGE_LABEL, Unit

CLOSING_KINDS = frozenset({BlockKind.CLOSER, BlockKind.SIGNED, BlockKind.DATELINE, BlockKind.POSTSCRIPT})

CLOSING = Pattern(
    r"""(?: (?:Very|Yours?|Ever|Most|Sincerely|Respectfully|Faithfully|Cordially|Affectionately|Warm(?:est)?|Best|Kind(?:est)?)\b
        | With\s(?:[a-z]+\s){0,4}(?:regards?|wishes|respects?|esteem|assurances?|consideration|appreciation|friendship|thanks)\b
        | (?:Accept|Believe\sme|I\s(?:am|remain|beg\sto\sremain|avail\smyself|have\sthe\shono(?:u)?r\sto\s(?:be|remain)))\b )
      (?:[^.!?\[\]]|\[etc\.,?\]|\betc\.){0,140} [,:.]?\d{0,3}
      | (?:For|By\s(?:order|direction|authority)\sof)\s(?:and\s(?:in\sthe\sabsence|on\sbehalf)\sof\s)?the\s[A-Z](?:[^.!?]|\b[a-z]\.){2,80}[:,.]?\d{0,3}""",
    matches=[
        "Sincerely yours,",
        "With kind personal regards [etc.]",
        "I am [etc.]",
        "I am, sir, your obedient servant,",
        "For the Joint Chiefs of Staff:",
        "For the Chargé d’Affaires, a.i.",
        "Best regards",
    ],
    rejects=["The meeting closed.", "Very few came. They left.", "For the time being it is open:"],
)
SIGNATURE = Pattern(
    r"""(?:\(?(?:[Ss]igned|SIGNED|/?[sS]/)\)?:?\s?)? [(\[]?
      (?: (?:[A-Z][a-z]?\.[\s-]?|[A-Z]\[[a-z]{1,20}\]\.?\s|[A-Z][\w’'-]{0,24}(?:\[[a-z]{1,20}\])?[\s.]\s?|(?:de|del|da|von|van|du|y|la|al|el|bin|ibn)\s){0,6}
          (?:[A-Z][a-z]?\.|[A-Z][\w’'-]{0,24}(?:\[[a-z]{1,20}\])?) (?:,?\s(?:Jr|Sr|Esq|2d|3d|III|II)\b\.?)? )
      [)\]]?[.,]?\d{0,3}""",
    matches=[
        "Ray",
        "ORLOV",
        "[Ray]",
        "E. M. Ray",
        "W. W.",
        "John C. Aldous, Jr.2",
        "Wm. H. Ray",
        "A[nton] O[rlov]",
        "McR.B.",
        "(Signed) Ray",
        "R[ay]",
        "Anton de Orlov",
    ],
    rejects=["The grain has come.", "the harbor", "Ray and others left early"],
)
UNSIGNED = Pattern(
    r"\[(?:File\scopy\s(?:not\s|un)signed|(?:No|Illegible)\ssignature|[Ss]ignature|(?:Not\ss|Uns|S)igned)[^\]]{0,60}\]\d{0,3}",
    matches=["[File copy not signed]", "[Signature illegible]", "[Not signed]"],
    rejects=["[Enclosure]", "Signed"],
)
TITLE = Pattern(
    r"[(\[]?[A-Z][\w.’'&/-]*(?:[ ,(]{1,2}(?:[A-Z][\w.’'&/-]*|of|the|for|and|in|to|ad|a\.i|at|on)){0,12}[.,)\]]{0,3}\d{0,3}",
    matches=[
        "Chief, WH",
        "Brigadier General, USA",
        "Assistant Secretary of State for United Nations Affairs",
        "Rear Admiral, U.S. Navy (Ret.)",
    ],
    rejects=["The grain has come.", "for the Secretary"],
)
DONE = Pattern(
    r"(?:Done|DONE|Given|Signed)\s(?:in|at|this)\b[^.;]{0,80}[.,]?",
    matches=["Done in duplicate at", "Done at Omsk this first day of May,"],
    rejects=["Done.", "He signed in haste"],
)
POSTSCRIPT = Pattern(
    r"(?:P\.\s?){1,2}S\.|PS:|Postscript\b",
    matches=["P. S. It is late.", "P.S.—The grain has come."],
    rejects=["PST", "P. Smith"],
)
_APART = re.compile(r"\[(?:Encl|Incl|Attach|Annex|App|Tab|Sub)|(?:Appendix|Annex|Attachment|Enclosure|Inclosure|Tab)\b.{0,60}$")
"""What begins so is no longer the paper that was signed."""
_PERSONAL = re.compile(r"\b[A-Z][a-z]?\.(?:\s|[A-Z\[])|\[[a-z]|,\sJr\b|[Ss]igned\b|/s/")
"""What a name has and the heading of a section does not."""
_NO_NAME = re.compile(r"(?:Annex|Enclosure|Attachment|Appendix|Tab|Part|Section|Article|Chapter|The|Dear|My)\b")
_AROUND_NAME = re.compile(r"^[\[(]|[\])]?\d{0,3}$")
_LONGEST_CLOSE = 150
_LONGEST_SIGNATURE = 70
_LONGEST_HEADING = 400
_MOST_LINES = 6
"""So many lines may sign one paper."""


def find_closings(units: Sequence[Unit], senders: Collection[str] = ()) -> dict[int, BlockKind]:
    """What the lines that close a paper are, by their place among the units.

    senders: the names that the heading gives; such a name alone on a line signs, whatever follows.
    """
    closings = _Closings(units, senders)
    found: dict[int, BlockKind] = {}
    at = 1
    while at < len(units):
        lines = closings.begin_at(at)
        found |= lines
        at = max(lines, default=at) + 1
    return found


class _Closings:
    def __init__(self, units: Sequence[Unit], senders: Collection[str]) -> None:
        self.units, self.senders = units, {name.casefold() for name in senders}

    def begin_at(self, at: int) -> dict[int, BlockKind]:
        """The closing lines from this unit on; none where it is text."""
        if not self._is_close(at):
            return self._signed(at, self._may_sign(at))
        after = self._next(at)
        signed = self._signed(
            after, after < len(self.units) and len(self.units[after].text) <= _LONGEST_SIGNATURE, is_closed=True
        )
        return {at: BlockKind.CLOSER} | signed if signed or after == len(self.units) else {}

    def _is_close(self, at: int) -> bool:
        text = self.units[at].text
        return len(text) <= _LONGEST_CLOSE and CLOSING.fullmatch(text) is not None

    def _next(self, at: int) -> int:
        """The place of the unit after this one, page labels passed over."""
        at += 1
        while at < len(self.units) and PAGE_LABEL.fullmatch(self.units[at].text):
            at += 1
        return at

    # ---- signature --------------------------------------------------------------------------------------------------

    def _may_sign(self, at: int) -> bool:
        """Whether a line without a complimentary close before it is a name; the first of several, not one of a list."""
        return self._is_name(at) and not self._is_name(at - 1)

    def _is_name(self, at: int) -> bool:
        text = self.units[at].text
        if len(text) > _LONGEST_SIGNATURE or _NO_NAME.match(text):
            return False
        return SIGNATURE.fullmatch(text) is not None or UNSIGNED.fullmatch(text) is not None

    def _signed(self, at: int, may_sign: bool, *, is_closed: bool = False) -> dict[int, BlockKind]:
        """The lines that sign, if the paper ends after them; of more lines only the first where a close or the heading vouches."""
        if not may_sign:
            return {}
        lines = self._names_and_titles(at)
        vouched = is_closed or _AROUND_NAME.sub("", self.units[at].text).casefold() in self.senders
        if not self._ends_before(self._next(lines[-1]), vouched or bool(_PERSONAL.search(self.units[at].text))):
            if not vouched:
                return {}
            lines = lines[:1]
        return dict.fromkeys(lines, BlockKind.SIGNED) | self._tail(self._next(lines[-1]))

    def _names_and_titles(self, at: int) -> list[int]:
        """The line and what may be further names, or titles of those who sign."""
        lines = [at]
        while len(lines) < _MOST_LINES and (after := self._next(lines[-1])) < len(self.units):
            text = self.units[after].text
            if (
                len(text) > _LONGEST_SIGNATURE
                or _NO_NAME.match(text)
                or not (SIGNATURE.fullmatch(text) or TITLE.fullmatch(text))
            ):
                break
            lines.append(after)
        return lines

    # ---- what follows -----------------------------------------------------------------------------------------------

    def _ends_before(self, at: int, is_personal: bool) -> bool:
        """Whether the paper is at its end here: nothing follows, or what was sent with it, a postscript, the date.

        Before a remark of the editors or the heading of another paper only what is sure to be a person's name signs.
        """
        if at == len(self.units):
            return True
        unit = self.units[at]
        if _APART.match(unit.text) or self._tail(at):
            return True
        return is_personal and (unit.text.startswith("[") or _is_heading(unit))

    def _tail(self, at: int) -> dict[int, BlockKind]:
        """What may stand below a signature: where and when it was done, a postscript."""
        found: dict[int, BlockKind] = {}
        while at < len(self.units) and len(found) < _MOST_LINES and (kind := _below(self.units[at])):
            found[at] = kind
            at = self._next(at)
        return found


def _below(unit: Unit) -> BlockKind | None:
    if POSTSCRIPT.match(unit.text):
        return BlockKind.POSTSCRIPT
    if len(unit.text) > _LONGEST_CLOSE:
        return None
    is_dateline = DONE.fullmatch(unit.text) or read_dateline(unit.text, Span(0, len(unit.text)))
    return BlockKind.DATELINE if is_dateline else None


def _is_heading(unit: Unit) -> bool:
    return len(unit.text) <= _LONGEST_HEADING and read_heading(unit.text, Span(0, len(unit.text))) is not None
