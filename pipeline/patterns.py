"""A pattern is a regex with examples that it must match and must not: one parametrised test runs every row."""

from __future__ import annotations

import re

PATTERNS: list[Pattern] = []
"""Each pattern of the project, for the test."""

DASH = "[-‐-―−]"
"""Any of the dashes that print and its copies use."""
CAPITAL = "[A-ZÀ-ÖØ-ÞĀ-ɏḀ-ỿ]"
"""What a name may begin with; of the later letters the small ones too, which do not stand apart from the capitals."""
LETTER = "[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ]"
"""A letter of the Latin script: as a set of its own, tested twice as fast as by the classes of all characters."""
REST_OF_NAME = rf"{LETTER}*(?:['’‘ʼ](?![sS](?!{LETTER})){LETTER}+)*"
"""What follows the capital of a name, up to a hyphen: its apostrophes within, the "’s" of the genitive without."""


def stands_alone(text: str, start: int, end: int, joiners: str = "_") -> bool:
    """Whether no word goes on before or after text[start:end]. joiners: what else than letters and digits goes on a word."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return not (before.isalnum() or after.isalnum() or (before and before in joiners) or (after and after in joiners))


class Pattern:
    """A verbose regex (white space in it does not count) beside the printed forms that it is for.

    matches: texts that it must match from their beginning; rejects: texts that it must not match from end to end.
    """

    def __init__(self, regex: str, *, matches: list[str], rejects: list[str], flags: re.RegexFlag = re.NOFLAG) -> None:
        self.regex = re.compile(regex, re.VERBOSE | flags)
        self.match, self.fullmatch = self.regex.match, self.regex.fullmatch
        self.search, self.finditer = self.regex.search, self.regex.finditer
        self.matches, self.rejects = matches, rejects
        PATTERNS.append(self)
