"""The date that other cables give one: where they cite it by its number, they name its day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date as Date
from datetime import timedelta

from pipeline.catalogue import Mention
from pipeline.model import CableDate, CableKey, Certainty, Evidence, Form
from pipeline.patterns import Pattern

DESPATCH = Pattern(
    r"\b(?:[A-Za-z]{0,4}desp|[Dd]ispatch|[Ii]nstruction|[Ll]etter|[Aa]irgram|[Nn]ote)",
    matches=["despatch", "Embdesp", "Instruction", "dispatch", "note"],
    rejects=["telegram", "my 195"],
)
ANEW = timedelta(days=180)
"""So far apart two cables of one number may be of two years."""
TELEGRAMS = frozenset({Form.TELEGRAM, Form.CIRCULAR_TELEGRAM})


def witnesses(key: CableKey, date: CableDate | None, form: Form, uri: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions that mean the cable of this key and name a day that it may have.

    They have its ends and number and a day within its bounds, and cite the series that its form is numbered in: despatches
    count apart from telegrams, which are what a bare number means; "A–22" and "Secto 12" name their series.
    """
    return [m for m in mentions if m.uri != uri and _means(m, key, form) and m.key.day and is_within(date, m.key.day)]


def _means(mention: Mention, own: CableKey, form: Form) -> bool:
    cited = mention.key
    if (cited.sender, cited.recipient, cited.number) != (own.sender, own.recipient, own.number):
        return False
    return not own.number.isdigit() or (DESPATCH.search(mention.text) is None) is (form in TELEGRAMS)


def is_within(date: CableDate | None, day: str) -> bool:
    """Whether the bounds allow the day.

    An inferred day is no bound: it may be wrong, and then both are reported. But months apart it is another's number that is
    meant, as serial numbers start anew each year. A bound whose year is uncertain may be a year too late.
    """
    if date is None:
        return True
    if date.when:
        return not _are_months_apart(date.when, day)
    low, high = (date.not_before or "")[:10], date.not_after
    may_be_late = date.certainty is not Certainty.HIGH and len(low) == len(day) and _are_months_apart(low, day)
    is_early = day < low and not may_be_late
    return not is_early and (not high or day[: len(high)] <= high)


def _are_months_apart(one: str, other: str) -> bool:
    return abs(Date.fromisoformat(one[:10]) - Date.fromisoformat(other[:10])) >= ANEW


def date_by_mentions(seen: Sequence[Mention], date: CableDate | None) -> tuple[CableDate | None, list[Mention]]:
    """(the date, the mentions that contradict one another or it): a day on which all agree becomes the cable's date.

    seen: its witnesses; date: what was inferred without them. Two witnesses make it certain; one is as good as its word.
    """
    days = sorted({m.key.day for m in seen if m.key.day})
    if not days:
        return date, []
    known = date or CableDate()
    if len(days) > 1:
        return date, list(seen)
    if known.when and known.when[:10] != days[0]:
        return _between(known, days[0], seen), list(seen)
    agreeing = len({m.cable for m in seen}) + (known.when is not None)
    evidence = _cited(seen, Certainty.HIGH if agreeing > 1 else Certainty.MEDIUM)
    return CableDate(text=known.text, when=days[0], evidence=(evidence, *known.evidence)), []


def _cited(seen: Sequence[Mention], certainty: Certainty) -> Evidence:
    said = " and ".join(f"the cable {m.cable} cites it as “{m.text}”" for m in seen[:3])
    return Evidence(rule="dates.mentioned", certainty=certainty, because=said)


def _between(known: CableDate, day: str, seen: Sequence[Mention]) -> CableDate:
    """Bounds instead of a day: what was inferred, and what others say."""
    own = (known.when or "")[:10]
    evidence = (_cited(seen, Certainty.LOW), *known.evidence)
    return CableDate(text=known.text, not_before=min(own, day), not_after=max(own, day), evidence=evidence)
