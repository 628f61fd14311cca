"""Which of the two encodings of the 1990s a text has: cp1252 (Windows, and within it Latin-1) or Mac Roman.

Each byte above 0x7f is a character in either; the text around it tells which of the two can stand there. `fit` gives a
character 0 where it stands well and less where it does not. General detectors judge by whole texts and languages and fail on
a page of English with one accent. Measured on 2026-11-22 against charset_normalizer 3.5.2, told to choose between these two:
of the 138 samples in tests/ingest/test_charset.py it reads 95, this module all; of single lines of Foreign Relations from
which no rule here was made it misreads 16 % (89 of 554), this module 0.1 % (8 of 8,503).
"""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

CP1252 = "cp1252"
MAC_ROMAN = "mac-roman"

MOST_BYTES = 20_000
"""How many high bytes are looked at: more do not change the answer and cost 3 µs each."""

PRIOR_CP1252 = 0.6
"""For a text that says nothing: most files of unknown origin come from Windows."""


class Guess(NamedTuple):
    encoding: str
    why: str
    """The most telling byte in words: "0x92 is an apostrophe in cp1252"."""


# ---- the characters of both encodings, by what must stand around them -----------------------------------------------

RARITY = {
    0.0: "éèêëüöäçñáíóàâãô",
    0.5: "É",
    1.0: "îïûúåøæßõÖÜÄÅØÇÁ",
    2.0: "ìòùÿœšžýÀÂÊÈÎÔÑÃÕÆŒŠŽÍÓÚ",
}
"""Letters by how often they stand in English pages that name people and places of Western Europe and Latin America."""

OPENING = {"“": 0.0, "‘": 0.5, "„": 1.5, "«": 1.0}
CLOSING = {"”": 0.0, "’": 0.0, "»": 1.0}
DASHES = "–—"
AFTER_NUMBER = "½¼¾°²³¹ºª"
MONEY = "€¥£¢"
LONE_SIGNS = "§¶•·"
NOTE_SIGNS = "†‡"
NO_BREAK_SPACE = "\u00a0"

BREAKS_BEFORE = " \t\n\r([{-–—/“‘„«"
CONTRACTION = re.compile(r"(?:s|t|d|m|re|ve|ll)(?![^\W\d_])")
ELISION = re.compile(r"(?:^|[^\w])(?:[OoDdLlJjNnCcSsMm]|[Qq]u|[Cc]h|[Tt]s|[KkPpTt])$")
"""What stands before an apostrophe: "d’état", "O’Neill", and in Wade's romanisation "Ch’en", "T’ang"."""
_SMALL_WORDS = (
    "a all an and are as at be but by for from had has have he his i if in is it its may no nor not of on or our she so that "
    "the their then there these they this those to was we were what when where which who will with would you"
)
SMALL_WORDS = frozenset(_SMALL_WORDS.split())
WORD_BEFORE = re.compile(r"[^\W\d_]+$")
WORD_AFTER = re.compile(r"[^\W\d_]+")
VOWELS = frozenset("aeiouyáéíóúàèöüäAEIOUY")

_RARITY_OF = {letter: rarity for rarity, letters in RARITY.items() for letter in letters}
_HIGH = re.compile(rb"[\x80-\xff]")


def guess(raw: bytes) -> Guess:
    """The encoding of bytes that are no UTF-8, and the byte that tells it best. Linear in the length of `raw`."""
    windows, mac = raw.decode(CP1252, "replace"), raw.decode(MAC_ROMAN)
    lead, told = PRIOR_CP1252, []
    for match in islice(_HIGH.finditer(raw), MOST_BYTES):
        at = match.start()
        gain = 0.0 if windows[at] == mac[at] else fit(windows, at) - fit(mac, at)
        lead += gain
        told.append((gain, at))
    encoding, text, sign = (CP1252, windows, 1) if lead >= 0 else (MAC_ROMAN, mac, -1)
    at = max(told, key=lambda pair: (sign * pair[0], -pair[1]))[1]
    return Guess(encoding, f"0x{raw[at]:02x} is {in_words(text[at])} in {encoding}")


def fit(text: str, at: int) -> float:
    """How well the character at `at` stands where it stands: 0 well, down to -8 for a byte that is no character."""
    char = text[at]
    before, after = text[at - 1 : at] or "\n", text[at + 1 : at + 2] or "\n"
    if char.isalpha() and char not in AFTER_NUMBER:
        return _fit_letter(text, at, before, after)
    if char in OPENING:
        return -OPENING[char] - (0 if before in BREAKS_BEFORE and not after.isspace() else 4)
    if char in CLOSING:
        return -CLOSING[char] + _fit_closing(text, at, before, after)
    if char in DASHES:
        return _fit_dash(text, at, before, after)
    if char == "…":
        return _fit_ellipsis(text, at, before, after)
    return _fit_sign(char, before, after)


def _fit_letter(text: str, at: int, before: str, after: str) -> float:
    char = text[at]
    score = -_RARITY_OF.get(char, 3.0)
    if not before.isalpha() and not after.isalpha():
        return score - (1 if char in "àéóÉÀ" and before in BREAKS_BEFORE else 4)
    if before.isdigit() or not (before.isalpha() or before in BREAKS_BEFORE or before in "’'\""):
        score -= 4
    if char.isupper():
        return score - _out_of_case(text, at, before, after)
    if after.isupper():
        score -= 5
    if (char == "à" and before.isalpha()) or (char == "í" and not before.isalpha()):
        score -= 2
    if char == "ñ" and before.isalpha() and not (before in VOWELS and after in VOWELS):
        score -= 4
    return score


def _out_of_case(text: str, at: int, before: str, after: str) -> float:
    """What a capital loses by standing within a word ("DepartmentÕs") or before another that begins one ("ÒThe")."""
    if before.islower():
        return 6
    if after.isupper() and not before.isupper() and text[at + 2 : at + 3].islower():
        return 5
    return 2 if before.isupper() and after.islower() else 0


def _fit_closing(text: str, at: int, before: str, after: str) -> float:
    if before.isspace():
        return -2 if after.isalpha() else -4
    if not after.isalpha():
        is_opened = text[at] != "’" or not before.isalpha() or before in "sS" or "‘" in text[max(0, at - 200) : at]
        return 0 if is_opened else -1
    if text[at] != "’":
        return -3
    if CONTRACTION.match(text, at + 1):
        return 0
    is_glottal = before in VOWELS and after in VOWELS  # "Sana’a", "Ta’iz"
    return 0 if is_glottal or ELISION.search(text[max(0, at - 3) : at]) else -2.5


def _fit_dash(text: str, at: int, before: str, after: str) -> float:
    if not (before.isalpha() and after.isalpha()):
        return 0
    if after.isupper():
        return 0 if before.islower() or before.isupper() else -1
    left, right = WORD_BEFORE.search(text[max(0, at - 30) : at]), WORD_AFTER.match(text, at + 1, at + 30)
    words = [m[0] for m in (left, right) if m]
    if text[at] != "—" or not all(VOWELS & set(word) for word in words):
        return -3
    if any(word.casefold() in SMALL_WORDS for word in words):
        return 0.5
    return 0 if min(map(len, words)) >= 4 and sum(map(len, words)) >= 10 else -0.5


def _fit_ellipsis(text: str, at: int, before: str, after: str) -> float:
    if not after.isalpha():
        return 0
    word = WORD_AFTER.match(text, at + 1, at + 30)
    return 0 if word and word[0].casefold() in SMALL_WORDS else -1.8


def _fit_sign(char: str, before: str, after: str) -> float:
    if char == "\ufffd":
        return -8
    if char == NO_BREAK_SPACE:
        return -2 if before.isspace() else -0.5
    if char in NOTE_SIGNS:
        return -3 if after.islower() or (before.isalpha() and after.isalpha()) else -1
    if char in AFTER_NUMBER:
        return 0 if before.isdigit() or (char in "½¼¾" and before.isspace()) else -3
    if char in MONEY:
        return -0.5 if before.isdigit() or after.isdigit() else -3
    if char in LONE_SIGNS:
        return -1 if before.isspace() and not after.isalpha() else -3
    return -5


def in_words(char: str) -> str:
    """What a character is, for an archivist: "a quotation mark", "the letter é"."""
    if char == "’":
        return "an apostrophe"
    if char in OPENING or char in CLOSING:
        return "a quotation mark"
    if char in DASHES:
        return "a dash"
    if char == NO_BREAK_SPACE:
        return "a no-break space"
    if char == "\ufffd":
        return "no character"
    return f"the {'letter' if char.isalpha() else 'sign'} {char}"
