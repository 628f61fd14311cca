"""The date of a cable that has lost its dateline: inferred from what it cites, and from what cites it. Never invented."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.catalogue import Mention
from pipeline.link.find import ends_of
from pipeline.link.years import Year, year_of
from pipeline.model import Cable, CableDate, CableKey, Certainty, Evidence, Reference, ReferenceKind


def own_key(cable: Cable) -> CableKey | None:
    """What the cable is known by when another cites it; None where its ends or its number are not known."""
    ends = ends_of(cable)
    if ends is None or cable.message_number is None:
        return None
    day = cable.date.when[:10] if cable.date and cable.date.when and len(cable.date.when) >= 10 else None
    return CableKey(ends.sender, ends.recipient, cable.message_number.text, day)


def printed_date(date: CableDate | None) -> CableDate | None:
    """The date without what was inferred: what the text itself says of it."""
    if date is None or not date.is_inferred:
        return date
    read = tuple(e for e in date.evidence if e.certainty is None)
    return CableDate(text=date.text, evidence=read) if read else None


def infer_date(cable: Cable) -> CableDate | None:
    """The date as read; without a day in it, the bounds that the cable's own text and its collection give."""
    if cable.date and (cable.date.when or cable.date.not_before):
        return cable.date
    text = cable.date.text if cable.date else ""
    read = cable.date.evidence if cable.date else ()
    year = year_of(cable)
    cited = [r for r in cable.references if r.kind is ReferenceKind.CABLE and r.date]
    if cited and year:
        latest = max(cited, key=lambda r: r.date or "")
        return CableDate(text=text, not_before=(latest.date or "")[:10], evidence=(_cites(latest, year), *read))
    return _of_collection(cable, text, read)


def _cites(latest: Reference, year: Year) -> Evidence:
    because = f"it cites “{latest.text}”; {year.because}"
    certainty = year.certainty or Certainty.HIGH
    return Evidence(
        rule="dates.cites-earlier", spans=(*latest.evidence.spans, *year.spans), certainty=certainty, because=because
    )


def _of_collection(cable: Cable, text: str, read: tuple[Evidence, ...]) -> CableDate | None:
    low, high = cable.accession.date_from, cable.accession.date_to
    if not (low or high):
        return cable.date
    because = "the manifest gives its collection these dates"
    evidence = Evidence(rule="dates.collection", certainty=Certainty.LOW, because=because)
    return CableDate(text=text, not_before=low, not_after=high, evidence=(evidence, *read))


def witnesses(key: CableKey, date: CableDate | None, uri: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions that mean the cable of this key and name a day that it may have: same ends and number, within its bounds."""
    return [m for m in mentions if m.uri != uri and _means(m.key, key) and m.key.day and _is_within(date, m.key.day)]


def _means(cited: CableKey, own: CableKey) -> bool:
    return (cited.sender, cited.recipient, cited.number) == (own.sender, own.recipient, own.number)


def _is_within(date: CableDate | None, day: str) -> bool:
    if date is None:
        return True
    return (date.not_before or "")[:10] <= day and (not date.not_after or day[: len(date.not_after)] <= date.not_after)


def date_by_mentions(seen: Sequence[Mention], date: CableDate | None) -> tuple[CableDate | None, list[Mention]]:
    """(the date, the mentions that contradict one another): a day on which all who cite the cable agree becomes its date.

    seen: its witnesses; date: what is known without them. Two witnesses make it certain; one is as good as its word.
    """
    days = sorted({m.key.day for m in seen if m.key.day})
    if len(days) != 1:
        return date, list(seen) if len(days) > 1 else []
    certainty = Certainty.HIGH if len({m.cable for m in seen}) > 1 else Certainty.MEDIUM
    said = " and ".join(f"the cable {m.cable} cites it as “{m.text}”" for m in seen[:3])
    evidence = Evidence(rule="dates.mentioned", certainty=certainty, because=said)
    before = date.evidence if date else ()
    return CableDate(text=date.text if date else "", when=days[0], evidence=(evidence, *before)), []
