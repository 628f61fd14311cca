"""The date of a cable that has lost its dateline: inferred from what it says and is filed under. Never invented.

A printed date stands. Otherwise each witness names a day and is right in a share of cases that was measured
(`date_witnesses.csv`); a day becomes the date where those for it are likely to be right and none as good speaks for another.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

from pipeline.link.dating.filed import filed_witness, filed_year
from pipeline.link.dating.period import period_of
from pipeline.link.dating.told import told_witnesses
from pipeline.link.dating.witness import GIVEN, Witness, certainty_of, reliability
from pipeline.link.dating.years import Year, year_of
from pipeline.link.references.find import ends_of
from pipeline.model import Cable, CableDate, CableKey, Certainty, Evidence, Reference, ReferenceKind

CONTRADICTED = "dates.contradicted"
"""The rule of a date that lies between the days on which good witnesses disagree."""


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


def is_printed(date: CableDate | None) -> bool:
    """Whether the text itself gives the day, or the days between which it lies."""
    return date is not None and not date.is_inferred and bool(date.when or date.not_before or date.not_after)


def infer_day(cable: Cable) -> CableDate | None:
    """The date as read; else the day for which the cable's witnesses speak, or the days between which they differ."""
    if is_printed(cable.date):
        return cable.date
    said = [w for w in (filed_witness(cable), *told_witnesses(cable)) if w is not None]
    days = {day: [w for w in said if w.day == day] for day in sorted({w.day for w in said})}
    likely = {day: those for day, those in days.items() if _share(those) >= GIVEN}
    read = cable.date or CableDate()
    if len(likely) == 1:
        ((day, those),) = likely.items()
        return _dated(read, day, those)
    return _contradicted(read, likely) if likely else cable.date


def _share(agreeing: Sequence[Witness]) -> float:
    """How often witnesses that agree are right: they err together only where each errs."""
    return 1 - prod(1 - w.reliability for w in agreeing)


def _dated(read: CableDate, day: str, witnesses: Sequence[Witness]) -> CableDate:
    first, *others = sorted(witnesses, key=lambda w: -w.reliability)
    evidence = (first.evidence(_share(witnesses)), *(w.evidence() for w in others), *read.evidence)
    return CableDate(text=read.text, when=day, evidence=evidence)


def _contradicted(read: CableDate, days: dict[str, list[Witness]]) -> CableDate:
    said = [w for those in days.values() for w in those]
    because = "; ".join(f"{w.day}: {w.because}" for w in said)
    spans = tuple(span for w in said for span in w.spans)
    evidence = Evidence(rule=CONTRADICTED, spans=spans, certainty=Certainty.LOW, because=because)
    return CableDate(text=read.text, not_before=min(days), not_after=max(days), evidence=(evidence, *read.evidence))


def infer_bounds(cable: Cable) -> CableDate | None:
    """The date; without a day and bounds, those that its citations, its file and its collection give."""
    date = cable.date or CableDate()
    if date.when or date.not_before or date.not_after:
        return date
    return _cited(cable, date) or _filed(cable, date) or _of_collection(cable, date)


def _cited(cable: Cable, read: CableDate) -> CableDate | None:
    """Not before the latest paper that the text cites. A note may cite later ones."""
    cited = [r for r in cable.references if r.kind is ReferenceKind.CABLE and r.date and not _is_in_note(r, cable)]
    year = year_of(cable) if cited else None
    if year is None:
        return None
    latest = max(cited, key=lambda r: r.date or "")
    return CableDate(text=read.text, not_before=(latest.date or "")[:10], evidence=(_cites(latest, year), *read.evidence))


def _is_in_note(reference: Reference, cable: Cable) -> bool:
    at = reference.evidence.spans[0].start
    return any(note.evidence.spans[0].start <= at < note.evidence.spans[0].end for note in cable.notes)


def _cites(latest: Reference, year: Year) -> Evidence:
    because = f"it cites “{latest.text}”; {year.because}"
    certainty = year.certainty or Certainty.HIGH
    return Evidence(
        rule="dates.cites-earlier", spans=(*latest.evidence.spans, *year.spans), certainty=certainty, because=because
    )


def _filed(cable: Cable, read: CableDate) -> CableDate | None:
    """The year of the day in its file number, which was given to another paper, it seems."""
    witness = filed_year(cable)
    if witness is None:
        return None
    year = witness.day[:4]
    return CableDate(text=read.text, not_before=year, not_after=year, evidence=(witness.evidence(), *read.evidence))


def _of_collection(cable: Cable, read: CableDate) -> CableDate | None:
    period = period_of(cable.accession)
    if period is None:
        return cable.date
    certainty = certainty_of(reliability("collection"))
    evidence = Evidence(rule="dates.collection", certainty=certainty, because=period.because)
    return CableDate(text=read.text, not_before=period.first, not_after=period.last, evidence=(evidence, *read.evidence))
