"""How a paper ends, wherever it ends: complimentary close, signature, title, date, postscript.

A paper that others are enclosed in, or that is printed before another of the same day, is signed in the midst of the text:
what is decisive is what follows. A name alone on its line signs what stands above it if there the paper ends.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache

from pipeline.knowledge import rows
from pipeline.model import BlockKind, Form, Span
from pipeline.patterns import Pattern
from pipeline.read.front.datelines import read_dateline
from pipeline.read.heading.heading import read_heading
from pipeline.read.lines import PAGE_LABEL, Unit

CLOSING_KINDS = frozenset({BlockKind.CLOSER, BlockKind.SIGNED, BlockKind.DATELINE, BlockKind.POSTSCRIPT})

_MANNER = "Sincerely|Respectfully|Faithfully|Cordially|Affectionately|Devotedly|Hastily|Truly"
_WISHES = "regards?|wishes|respects?|esteem|assurances?|consideration|appreciation|friendship|thanks"
_WARM = "(?:Warm|Kind)(?:est)?"
_REST = r"(?:[^.!?\[\]]|\[etc\.,?\]|(?:\betc|&c)\.){0,120}"
CLOSING = Pattern(
    rf"""(?: (?:Very|Yours|(?:As\se|E)ver|Most|{_MANNER})\b (?:\s(?:and|[Yy]ours?|best|the|very|ever|[a-z]{{1,16}}ly)\b){{0,5}}
        (?:,\s(?:&c|etc)\.)?
      | Your\s(?:\w{{1,20}}\s){{0,2}}(?:obedient|humble|sincere|friend|servant)\b{_REST}
      | (?:With|Best|All|Every|My|Please\saccept|{_WARM})\s(?:[a-z]{{1,20}}\s){{0,4}}(?:{_WISHES})\b(?!\sto\b){_REST}
      | (?:Accept|Believe\sme|I\sbeg\sto\sremain|I\savail\smyself|I\shave\sthe\shonou?r\sto\s(?:be|remain))\b{_REST}
      | I\s(?:am|remain)\b (?=,|\s(?:[Ss]ir|[Mm]adam|[Mm]y|[Dd]ear|with|very|respectfully|yours?|always|\[?etc)){_REST}
      | (?:I\s(?:have|avail|renew)|Be\s(?:pleased|assured)|With\s[a-z]{{2,20}}|Receive)\b[^.!?\[\]\n]{{0,60}}(?:&c|\betc)\.
      | (?:For|By\s(?:order|direction|authority)\sof)\s(?:and\s)?(?:in\sthe\sabsence\sof\s)?the\s[A-Z]
        (?:[^.!?]|\b[a-z]\.){{2,80}}(?<=[:,.])
      ) [,:.]?\d{{0,3}}""",
    matches=[
        "Sincerely yours,",
        "Very truly and respectfully yours,",
        "With kind personal regards [etc.]",
        "Best regards",
        "I am [etc.]",
        "I am, sir, your obedient servant,",
        "I remain, with great respect,",
        "Your obedient servant,",
        "I have, &c.,",
        "Be pleased, etc.,",
        "Respectfully, etc.,",
        "I am, sir, &c.,",
        "For the Joint Chiefs of Staff:",
        "For the Chargé d’Affaires, a.i.",
    ],
    rejects=[
        "The meeting closed.",
        "Very few came. They left.",
        "I am sending a letter to the harbor master.",
        "Your telegram has come.",
        "For the time being it is open:",
        "For the Navy—",
        "With respect to the grain, it has come.",
    ],
)
_LETTERS = r"[^\W\d_]"
_WORD = rf"[A-Z]{_LETTERS}{{0,24}}+(?:[’'-]{_LETTERS}{{1,24}}+)?+(?:\[[a-z]{{1,20}}+\])?+"
_PARTICLE = "(?:de|del|da|von|van|du|y|la|al|el|bin|ibn)"
SIGNATURE = Pattern(
    rf"""(?:\(?(?:[Ss]igned|SIGNED|/?[sS]/)\)?:?\s?)? [(\[]{{0,2}}\s?
      (?:{_WORD}(?:\.[\s-]?|\s)\[?|{_PARTICLE}\s){{0,6}} {_WORD}\.? (?:,?\s(?:Jr|Sr|Esq|2d|3d|III|II)(?![A-Za-z])\.?)?
      \s?[)\]]{{0,2}}[.,”"]{{0,2}}\d{{0,3}}""",
    matches=[
        "Ray",
        "ORLOV",
        "[Ray]",
        "[ Ray ]",
        "E. M. Ray",
        "W. W.",
        "John C. Aldous, Jr.2",
        "John C. Aldous, II3",
        "Wm. H. Ray",
        "A[nton] O[rlov]",
        "McR.B.",
        "(Signed) Ray",
        "R[ay]",
        "Anton de Orlov",
        "H. Orlov-Ray”",
        "H. J. [Orlov]",
    ],
    rejects=["The grain has come.", "the harbor", "Ray and others left early", "GP-3", "1 squadron"],
)
ADDRESSEE = Pattern(
    r"""(?:To\s)?(?:[Tt]he\s)?(?:Right\s)?
      (?:Hon(?:orable\b|\.)|H(?:is|er)\s(?:Excellency|Lordship|Majesty)\b|H\.\s?E\.|Mr\.|Messrs\.)
      (?:\s(?:[A-Z][\w.’'-]{0,24}|and|de|von|the|of|&c\.)){1,9} (?:,.{0,100})?
      | [A-Z][^\d\n]{1,60}?,?\s[Ee]sq(?:uire\b|\.) .{0,80}""",
    matches=["Hon. John Ray,", "His Excellency Anton Orlov, &c., &c.", "John Ray, Esq., &c., Omsk.", "Mr. Orlov, Omsk."],
    rejects=["John Ray", "The grain", "Mr. Ray to Mr. Orlov", "Mr. Ray came to see me.", "His Excellency has spoken."],
)
"""Below a signature, as older volumes print it: to whom the letter went."""
_SENT_ALONG = "(?:sub)?[ei]nclosures?|attachments?|annex|appendix|tab"
UNSIGNED = Pattern(
    r"\[(?:File\scopy\s(?:not\s|un)signed|(?:No|Illegible)\ssignature|[Ss]ignature|(?:Not\ss|Uns|S)igned)[^\]]{0,60}\]\d{0,3}",
    matches=["[File copy not signed]", "[Signature illegible]", "[Not signed]"],
    rejects=["[Enclosure]", "Signed"],
)
TITLE = Pattern(
    r"[(\[]?[A-Z][\w.’'&/-]*(?:[ ,(]{1,2}(?:[A-Z\d][\w.’'&/-]*|of|the|for|and|in|to|ad|a\.i|at|on)){0,12}[.,)\]]{0,3}\d{0,3}",
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
_APART = re.compile(rf"\[?(?:{_SENT_ALONG})\b.{{0,60}}$", re.IGNORECASE)
"""What begins so is no longer the paper that was signed."""
_REMARK = re.compile(r"\[(?:Here|For|Omitted|Not|See|The)\b")
_PERSONAL = re.compile(r"\b[A-Z][a-z]?\.(?:\s|[A-Z\[])|\[[a-z]|,\sJr\b|[Ss]igned\b|/s/")
"""What a name has and the heading of a section does not."""
_NO_NAME = re.compile(rf"\[?(?:{_SENT_ALONG}|Extracts?|Part|Section|Article|Chapter|Dear|My)\b", re.IGNORECASE)
_AFTER_NAME = re.compile(r"[\])]?\d{0,3}$")
_LONGEST_AFTER = len("]123")
_LONGEST_CLOSE = 150
_LONGEST_SIGNATURE = 70
_LONGEST_HEADING = 400
_MOST_LINES = 6
"""So many lines may close or sign one paper."""


def find_closings(units: Sequence[Unit], senders: Collection[str] = ()) -> dict[int, BlockKind]:
    """What the lines that close a paper are, by their place among the units.

    senders: the names that the heading gives; such a name alone on a line signs, whatever follows.
    """
    closings = _Closings(units, senders)
    found: dict[int, BlockKind] = {}
    at = 1
    while at < len(units):
        if len(units[at].text) <= _LONGEST_CLOSE and (lines := closings.begin_at(at)):
            found |= lines
            at = max(lines)
        at += 1
    return found


class _Closings:
    def __init__(self, units: Sequence[Unit], senders: Collection[str]) -> None:
        self.units, self.senders = units, {name.casefold() for name in senders}
        self.surnames = [name.split()[-1:] for name in self.senders]

    def begin_at(self, at: int) -> dict[int, BlockKind]:
        """The closing lines from this unit on; none where it is text."""
        closes: list[int] = []
        after = at
        while after < len(self.units) and len(closes) < _MOST_LINES and _is_close(self.units[after].text):
            closes.append(after)
            after = self._next(after)
        signed = self._signed(after, is_closed=bool(closes)) if after < len(self.units) else {}
        return dict.fromkeys(closes, BlockKind.CLOSER) | signed if signed or after == len(self.units) else {}

    def _next(self, at: int) -> int:
        """The place of the unit after this one, page labels passed over."""
        at += 1
        while at < len(self.units) and PAGE_LABEL.fullmatch(self.units[at].text):
            at += 1
        return at

    def _signed(self, at: int, *, is_closed: bool) -> dict[int, BlockKind]:
        """The lines that sign, and what stands below them; none where the paper goes on.

        Without a complimentary close they begin with a name that is not one of a list. Where a close or the heading vouches
        for the name, it signs whatever follows.
        """
        text = self.units[at].text
        if len(text) > _LONGEST_SIGNATURE:
            return {}
        is_vouched = is_closed or self._is_sender(text)
        if not (_is_name(text) or (is_vouched and _is_title(text))) or (not is_closed and _is_name(self.units[at - 1].text)):
            return {}
        lines = self._names_and_titles(at)
        is_personal = is_vouched or any(_PERSONAL.search(self.units[line].text) for line in lines)
        if not self._ends_before(self._next(lines[-1]), is_personal=is_personal):
            if not is_vouched:
                return {}
            lines = lines[:1]
        return dict.fromkeys(lines, BlockKind.SIGNED) | self._below(self._next(lines[-1]))

    def _is_sender(self, text: str) -> bool:
        """Whether it is the sender's name; in full, as older volumes print it: "JOHN RAY." or "RAY, London.".

        A list of those present has names without full stops.
        """
        if not self.senders:
            return False
        if _bare(text) in self.senders:
            return True
        name = text.partition(",")[0]
        return text.endswith(".") and bool(SIGNATURE.fullmatch(name)) and _bare(name).split()[-1:] in self.surnames

    def _names_and_titles(self, at: int) -> list[int]:
        """The line and what may be further names, or titles of those who sign."""
        lines = [at]
        while len(lines) < _MOST_LINES and (after := self._next(lines[-1])) < len(self.units):
            text = self.units[after].text
            if ADDRESSEE.fullmatch(text) or not (_is_name(text) or _is_title(text)):
                break
            lines.append(after)
        return lines

    def _ends_before(self, at: int, *, is_personal: bool) -> bool:
        """Whether the paper is at its end here: nothing follows, or what was sent with it, or a postscript.

        Before a date, a remark of the editors or another paper's heading only what is sure to be a person's name signs.
        """
        if at == len(self.units):
            return True
        text = self.units[at].text
        if _APART.match(text) or POSTSCRIPT.match(text) or ADDRESSEE.fullmatch(text):
            return True
        return is_personal and bool(_REMARK.match(text) or _kind_below(text) or _is_heading(text))

    def _below(self, at: int) -> dict[int, BlockKind]:
        """To whom it went, with the addressee's title on a line below; where and when it was done; or a postscript."""
        found: dict[int, BlockKind] = {}
        was_addressee = False
        while at < len(self.units) and len(found) < _MOST_LINES:
            text = self.units[at].text
            is_addressee = ADDRESSEE.fullmatch(text) is not None
            kind = BlockKind.POSTSCRIPT if was_addressee and _is_title(text) else _kind_below(text)
            if kind is None:
                break
            found[at] = kind
            was_addressee, at = is_addressee and text.endswith(","), self._next(at)
        return found


def _is_close(text: str) -> bool:
    return len(text) <= _LONGEST_CLOSE and CLOSING.fullmatch(text) is not None


def _is_name(text: str) -> bool:
    if len(text) > _LONGEST_SIGNATURE or text.startswith("The "):
        return False
    return bool(SIGNATURE.fullmatch(text) or UNSIGNED.fullmatch(text)) and _may_stand_alone(text)


def _is_title(text: str) -> bool:
    return _may_stand_alone(text) and bool(TITLE.fullmatch(text)) and _kind_below(text) is None


def _may_stand_alone(text: str) -> bool:
    return len(text) <= _LONGEST_SIGNATURE and not _NO_NAME.match(text) and _bare(text) not in _last_words()


def _kind_below(text: str) -> BlockKind | None:
    if POSTSCRIPT.match(text) or ADDRESSEE.fullmatch(text):
        return BlockKind.POSTSCRIPT
    is_dateline = len(text) <= _LONGEST_CLOSE and (DONE.fullmatch(text) or read_dateline(text, Span(0, len(text))))
    return BlockKind.DATELINE if is_dateline else None


def _is_heading(text: str) -> bool:
    heading = read_heading(text, Span(0, len(text))) if len(text) <= _LONGEST_HEADING else None
    return heading is not None and (bool(heading.sent_by) or heading.form is not Form.UNKNOWN)


def _bare(text: str) -> str:
    """A name without brackets and marker, its case folded."""
    text = text[text.startswith(("[", "(")) :]
    marker = _AFTER_NAME.search(text, max(0, len(text) - _LONGEST_AFTER))
    return text[: marker.start() if marker else None].strip(" .,").casefold()


@cache
def _last_words() -> frozenset[str]:
    """What stands last on a paper, alone on its line like a name, and is none."""
    return frozenset(row["words"] for row in rows("last_words"))
