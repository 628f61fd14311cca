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
_SPACE = re.compile(r"\s")
_ELIDED = re.compile(r"\b[dl][’'](?=[^\Wa-z_])")
_DRAFT = "Draft "
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
    if opening.startswith("The ") and _TO.search(text):
        return None
    if first := _forms().match(opening, len(_DRAFT) if opening.startswith(_DRAFT) else 0):
        return _form(first)
    if text.startswith(":", len(opening)) or not _is_title(opening):
        return None
    within = list(_forms().finditer(opening))
    return _form(within[-1]) if within else None


def _form(m: re.Match[str]) -> tuple[Form, int]:
    return _table()[m["words"].casefold()], m.end("words")


def _opening(text: str) -> str:
    """With as many characters as it has in the text."""
    m = _OPENING_ENDS.search(text)
    return _SPACE.sub(" ", text[: m.start()] if m else text)


def _is_title(text: str) -> bool:
    """Whether its longer words have capitals, as titles do and prose does not."""
    return all(word[0].isupper() or not word[0].isalpha() for word in _ELIDED.sub("", fold(text)).split() if len(word) > 4)


@cache
def _forms() -> re.Pattern[str]:
    """The longer words first: "Memorandum of Conversation" before "Memorandum"."""
    words = "|".join(re.escape(words) for words in sorted(_table(), key=len, reverse=True))
    return re.compile(rf"\b(?P<words>{words})s?(?![^\W\d_])", re.IGNORECASE)


@cache
def _table() -> dict[str, Form]:
    return {r["words"].casefold(): Form(r["form"]) for r in rows("forms")}
