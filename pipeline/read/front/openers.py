"""The lines between heading and text: classification and precedence, message number, designation, labels, salute."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from pipeline.knowledge import rows
from pipeline.model import Evidence, Keyword, Span
from pipeline.moments import MONTH
from pipeline.passages import fold
from pipeline.patterns import DASH, Pattern
from pipeline.read.lines import Unit
from pipeline.read.structure.lists import BULLET

SALUTE = Pattern(
    r"(?:My\s)?D(?:ear|EAR)\s(?:(?:Mr|Mrs|Dr)\.\s)?[^.!?\n]{1,60}[:,]"
    r" | (?:Sirs?|SIRS?|Gentlemen|Excellency|Madam|Mr\.\s\w+)\s?[:,]",
    matches=["Dear John:", "Sir:", "My Dear Mr. President:", "Excellency:"],
    rejects=["Dear me. What now:", "Sir Winston"],
)
BRACKETED = Pattern(
    r"[\[(](?:Extracts?|Translation|Paraphrase|Enclosure|Copy|Circular|Telegram|Summary|Draft|Confidential|Private|Unofficial)"
    r"[^\])]{0,60}[\])]\.?\d{0,3}",
    matches=["[Extract]", "[Translation]", "(Telegram.)", "[Telegram—Paraphrase]", "[Extracts]1"],
    rejects=["[Page 3]", "[Here follows the text.]"],
)
MESSAGE_LINE = Pattern(
    r"\[?(?:(?:Serial|Despatch|Dispatch|Instruction|Telegram|Circular|Airgram)\s)?No\.\s?(?P<n>\d{1,5})[.,]?\s?\]?\.?",
    matches=["No. 1850", "No. 7.", "No. 3.]", "[No. 12.]", "Serial No. 24"],
    rejects=["No. A", "1850", "No. 3. The grain has come."],
)
DESIGNATION = Pattern(
    rf"(?!{MONTH}\s)(?:[A-Z][A-Za-z]{{0,8}}(?:\([A-Z]{{1,4}}\))?[ /.–-]){{1,4}}\d{{1,5}}[a-z]?(?:[/.–-]\w{{1,4}}){{0,4}}\.?",
    matches=["NSC 5429/2", "SNIE 36.2–2–59", "US/MC/15", "NIE–12", "SD/A/198", "USDel/MC/12", "CA–1234"],
    rejects=["August 3", "Part 1. The grain", "GRAIN", "Lot 5 of the grain"],
)
"""The number of a paper in a series of its own."""
_LABEL = re.compile(rf"(?P<label>[A-Z][A-Za-z ]{{1,22}}?)\s?(?:(?::|{DASH})\d{{0,3}}\s*(?P<rest>\S.*)?)?", re.DOTALL)
_STOPS = re.compile(r"[\[\]()*/.;:,—–-]+|(?<=[A-Za-z])\d{1,3}$")
_LONGEST_MARKINGS = 80
_LONG_WORD = len("subject")
_LONGEST_LABELLED = 200
_SENTENCE = 100
"""A longer line that ends in a full stop is prose, and no person or subject."""
_MOST_LABELLED = 60


class Label(NamedTuple):
    """What a label announces, and what its own line says of it."""

    means: str
    rest: Span | None


def read_label(source: str, unit: Unit) -> Label | None:
    """ "SUBJECT", "Participants: Mr. Ray", "- DATE: August 3, 1961"; None for any other line.

    One that stands alone is in capitals or has a bullet, or is a long word: "From" may begin anything.
    """
    is_bulleted = unit.text.startswith(BULLET)
    m = _LABEL.fullmatch(source, unit.span.start + (len(BULLET) if is_bulleted else 0), unit.span.end)
    means = _labels().get(m["label"].lower()) if m else None
    if m is None or means is None:
        return None
    has_colon = m.end("label") < unit.span.end
    if not (has_colon or is_bulleted or m["label"].isupper() or len(m["label"]) >= _LONG_WORD):
        return None
    return Label(means, Span(*m.span("rest")) if m["rest"] else None)


def count_labelled(source: str, units: Sequence[Unit], at: int, label: Label) -> int:
    """How many units after this one belong to its label: one, or of people and subjects as many as are listed.

    Tabs set off those that go on below a label with its own text; otherwise a blank line, a bullet less or prose ends them.
    """
    count = 0
    while count < _MOST_LABELLED and at + count + 1 < len(units):
        unit = units[at + count + 1]
        if not _goes_on(units[at], unit, label) or read_label(source, unit):
            break
        count += 1
    if label.means == "people" or label.rest or (at + count + 1 < len(units) and read_label(source, units[at + count + 1])):
        return count
    return min(count, 1)


def _goes_on(first: Unit, unit: Unit, label: Label) -> bool:
    if unit.indent > first.indent:
        return True
    if label.rest or unit.after_blank or unit.text.startswith(BULLET) != first.text.startswith(BULLET):
        return False
    return len(unit.text) <= _LONGEST_LABELLED and not (len(unit.text) > _SENTENCE and unit.text.endswith((".", "?", "!")))


@cache
def _labels() -> dict[str, str]:
    return {row["label"]: row["means"] for row in rows("labels")}


def find_markings(unit: Unit) -> list[Keyword]:
    """The classification, precedence and handling that a line consists of: "top secret   priority"; none if it says more."""
    if len(unit.text) > _LONGEST_MARKINGS:
        return []
    words = _STOPS.sub(" ", fold(unit.text)).lower().split()
    left = f" {' '.join(word for word in words if word != 'and')} "
    found = []
    for row in _marking_rows():
        if f" {row['term']} " in left:
            left = left.replace(f" {row['term']} ", " ", 1)
            evidence = Evidence(rule="openers.markings", spans=(unit.span,))
            found.append(Keyword(scheme=row["scheme"], term=row["term"], evidence=evidence))
    return [] if left.strip() else found


@cache
def _marking_rows() -> list[dict[str, str]]:
    """The longer terms first: "top secret" before "secret"."""
    return sorted(rows("markings"), key=lambda row: -len(row["term"]))
