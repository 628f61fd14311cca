"""Whose page or volume is it? What the words before "p. 12" and "vol. II" tell: this edition's, or another work's."""

from __future__ import annotations

import re

_IMPRINT = re.compile(r"(?<!in )(?<!from )(?<!at )(?:\b[A-Z][\w’]*,|\d\)),?\s?$")
"""The end of a title or of an imprint: "Memoirs, ", "(New York, 1939), "."""
_POINTER = re.compile(r"(?:\b(?:see|on|also|ante,|post,)|footnote \d{1,3},)\s$")
_TITLE_WORD = re.compile(r"[A-Z“][\w’”“-]*\.?|of|the|in|and|for|on|to|with")
_BREAK = re.compile(r"[,;:(]\s?|\bsee\s")


def ends_in_work(text: str, at: int) -> bool:
    """Whether the words up to `at` are the title or the imprint of a work, so that a volume that follows is one of that."""
    return bool(_IMPRINT.search(text, max(0, at - 30), at))


def ends_in_title(text: str, at: int) -> bool:
    """Whether the words up to `at` are a title, "…, Soldiers and Advisors in Korea, ": a page that follows is of that."""
    before = text[max(0, at - 90) : at]
    words = _BREAK.split(before.rstrip(" ,"))[-1].split()
    capitals = sum(word[0].isupper() for word in words)
    return before.endswith(", ") and capitals > 2 and all(_TITLE_WORD.fullmatch(word) for word in words)


def is_pointed_at(text: str, at: int) -> bool:
    """Whether the words up to `at` point to a place: "printed on ", "see ", "ante, "."""
    return bool(_POINTER.search(text, max(0, at - 20), at))


def is_bracketed(text: str, at: int) -> bool:
    """Whether the editors put the words into a text of others: "[For the reply, see page 34.]"."""
    start = max(0, at - 500)
    return text.rfind("[", start, at) > text.rfind("]", start, at)
