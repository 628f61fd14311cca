"""The documentary form, by the words of a heading or a file line: "Circular airgram", "Delegation Position Paper"."""

from __future__ import annotations

import re
from functools import cache

from pipeline.knowledge import rows
from pipeline.model import Form
from pipeline.passages import fold

_OPENING_ENDS = re.compile(
    r"[,:(]|\s(?:[Ff]rom|[Bb]y|[Bb]etween|Among|Prepared|Drafted|Written|Submitted|Approved|Adopted|Issued|Made|Transmitted)\s"
)
_TO = re.compile(r"\s[Tt]o\s")


def form_of(words: str) -> Form | None:
    """The form that a heading, or the end of a file line, names: "Telegram", "Circular airgram", "Telegram (part air)"."""
    named = named_form(words)
    return named[0] if named else None


def named_form(text: str) -> tuple[Form, int] | None:
    """The form that a heading names before any author, and where its words end in `text`; None where it names none.

    A heading that begins with "The" and goes on "to" begins with its sender. What stands first in the opening is the form; in a
    title also what stands last, or else anywhere: "Department of State Position Paper on the Straits".
    """
    opening = _opening(text)
    words = opening.casefold()
    if words.startswith("the ") and _TO.search(text):
        return None
    is_title = _is_title(opening) and not text.startswith(":", len(opening))
    for stands in (_is_first, _is_last, _is_within) if is_title else (_is_first,):
        for row, form in _forms():
            if stands(words, row):
                return form, words.rindex(row) + len(row)
    return None


def _opening(text: str) -> str:
    """With as many characters as it has in the text."""
    m = _OPENING_ENDS.search(text)
    return re.sub(r"\s", " ", text[: m.start()] if m else text)


def _is_first(words: str, row: str) -> bool:
    words = words.removeprefix("draft ")
    return words.startswith(row) and not words.removeprefix(row).removeprefix("s")[:1].isalpha()


def _is_last(words: str, row: str) -> bool:
    return words.endswith((f" {row}", f" {row}s"))


def _is_within(words: str, row: str) -> bool:
    return f" {row} " in words.replace("/", " ")


def _is_title(text: str) -> bool:
    """Whether its longer words have capitals, as titles do and prose does not."""
    return all(word[0].isupper() or not word[0].isalpha() for word in fold(text).split() if len(word) > 4)


@cache
def _forms() -> tuple[tuple[str, Form], ...]:
    """The longer words first: "Memorandum of Conversation" before "Memorandum"."""
    return tuple(sorted(((r["words"].casefold(), Form(r["form"])) for r in rows("forms")), key=lambda pair: -len(pair[0])))
