"""The words of a citation of the edition, in one pass: volumes, documents, notes and pages, and where a clause ends.

Finding only: what they mean together is read by `publications`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from pipeline.knowledge import rows
from pipeline.patterns import DASH, Pattern


class Word(StrEnum):
    """What a word of a citation does."""

    SERIES = "series"
    """ "Foreign Relations": a volume of the edition follows."""
    IBID = "ibid"
    VOLUME = "volume"
    """ "vol. XIV", "1951, vol. VI": another volume of the same years, or of those."""
    PART = "part"
    DOCUMENT = "document"
    PAGE = "page"
    NOTE = "note"
    BESIDE = "beside"
    """ "supra", "infra": the document before, or the next."""
    HERE = "here"
    """ "above", "below", "thereto"."""
    OTHER = "other"
    """Another publication, whose pages are none of this edition."""
    SEE = "see"
    STOP = "stop"


class Number(NamedTuple):
    value: int
    start: int
    end: int


class Token(NamedTuple):
    word: Word
    start: int
    end: int
    numbers: tuple[Number, ...] = ()


_OTHERS = "|".join(re.escape(row["words"]).replace(r"\ ", r"\s") for row in rows("publications"))

_ROMAN = rf"(?:[IVXL]{{1,7}}\b|[ivxl]{{1,7}}\b|E{DASH}\d)"
TOKEN = Pattern(
    rf"""\b (?=[A-Z1abfipstv])
       (?: Foreign\s[Rr]elations?\b(?:\sof\sthe\sUnited\sStates\b)?(?P<series>)
       | [Ii]bid\b(?:\s?\.(?!\s[A-Z]))?(?P<ibid>)
       | (?:(?<=\band\s)1[89]\d\d,\s)?(?:[Vv]ol\.?|[Vv]olumes?)\s(?={_ROMAN})(?P<volume>)
       | Part\s(?=\d,\s(?:Document|pp?\.))(?P<part>)
       | Documents?\s?(?=\d{{1,4}}(?!\d))(?!1[789]\d\d)(?P<document>)
       | [Pp](?:p?\.\s?|ages?\s)(?=\d)(?P<page>)
       | [Ff]ootnotes?\s(?=\d)(?P<note>)
       | (?:[Ss]upra|[Ii]nfra)\b(?!-\w)(?P<beside>)
       | (?:above|below|thereto)\b(?P<here>)
       | (?:{_OTHERS}|[Vv]ols?\.\s\d|1[89]\d\d\),?\s(?=pp?\.)|(?<!/)[AES]/[\w./()-]{{1,30}},?\s(?=pp?\.))(?P<other>)
       | [Ss]ee\b(?P<see>) )
     | [;.)] (?: (?<=;) | (?<=\))\s(?=[A-Z]) | (?<=[\w)”’"\]]\.)[”’")\]]*\s(?=[A-Z“"(\[]) ) (?P<stop>)""",
    matches=["Foreign Relations", "Ibid.", "vol. XIV", "Documents 30–34", "footnote 2", "supra", "pp. 12 ff.", "; "],
    rejects=["foreign relations", "volume", "Vol. 12a", "Document", "p.", "forbid", "supra-national"],
)
_AND = rf"(?:\s?{DASH}\s?|\s?,\s(?:and\s|or\s)?|\s(?:and|or|through|to)\s)"
NUMBERS = Pattern(
    rf"""\d{{1,4}}[a-z]?\b (?: (?:\sff\.)? {_AND} \d{{1,4}}[a-z]?\b (?!\s[A-Z]|[.,]\d) ){{0,60}}""",
    matches=["12", "36 and 37", "68 ff., 204", "30–34", "209, 249–250, 277", "4, 5, and 6", "12a"],
    rejects=["", "12345", "12 men"],
)


CUES = ("Foreign Relation", "Foreign relation", "volume", "vol.", "upra", "nfra")
COUNTED = ("document", "documents", "footnote", "footnotes", "p.", "pp.", "page", "pages")
"""Of the words, one stands in each passage that cites the edition, or one of the latter, in small letters, before a number."""


def tokens(text: str) -> Iterator[Token]:
    """The words of `text` that a citation may be made of, in order, each with the numbers that follow it."""
    for m in TOKEN.finditer(text):
        word = _WORDS[m.lastgroup or ""]
        if word in _COUNTED and (list_ := NUMBERS.match(text, m.end())):
            numbers = tuple(_numbers(text, list_.start(), list_.end()))
            if not m[0].rstrip(". ").endswith(("s", "pp")) and not text.startswith(" and ", numbers[0].end):
                numbers = numbers[:1]
            yield Token(word, m.start(), numbers[-1].end, numbers)
        elif word not in _COUNTED:
            yield Token(word, *m.span())


_WORDS = {word.value: word for word in Word}
_COUNTED = frozenset({Word.DOCUMENT, Word.PAGE, Word.NOTE})
_NUMBER = re.compile(r"\d+")
_DASHES = re.compile(DASH)


def _numbers(text: str, start: int, end: int) -> Iterator[Number]:
    """Each number that is printed; of a range both ends, the second made whole: "285–87" is 285 and 287."""
    before = ""
    at = start
    for m in _NUMBER.finditer(text, start, end):
        digits = m[0]
        if before and len(digits) < len(before) and _DASHES.search(text, at, m.start()):
            digits = before[: -len(digits)] + digits
        yield Number(int(digits), *m.span())
        before, at = digits, m.end()
