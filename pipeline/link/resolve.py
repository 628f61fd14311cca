"""Putting a cable among the others: dated by those that cite it, its references followed to those that it cites.

Pure: the same cable in the same archive gives the same links. Never a guess between two candidates.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple, Protocol

from pipeline.catalogue import Held, Mention, Placed
from pipeline.codes import Code
from pipeline.filenumbers import decode
from pipeline.link.dating.among import date_among, dateable_of
from pipeline.link.dating.dates import CONTRADICTED, infer_bounds, infer_day, printed_date
from pipeline.link.references.find import find_references
from pipeline.model import Cable, CableDate, CableKey, Finding, Outcome, Reference, ReferenceKind, Where

Number = tuple[str, str]
"""(sender, number): what a cable is looked up by."""

SAME_DAY = timedelta(days=1)
"""By so much may a cited day miss that of the cable: receipt for sending, and the difference of the hours between two posts."""
RECENT = timedelta(days=120)
"""A citation without a date means a cable of this long before at most: serial numbers start anew each year."""


LINKED_CODES = frozenset(
    {
        Code.DATE_CONTRADICTED,
        Code.DATE_INFERRED,
        Code.DATE_MISSING,
        Code.DATE_OUTSIDE_COLLECTION,
        Code.REFERENCE_AMBIGUOUS,
    }
)
"""What `link` says of a cable; it is said anew whenever the cable is linked anew."""


class Holdings(Protocol):
    """What the other cables know: the catalogue, or a run's own cables laid over it."""

    def held(self, keys: Iterable[Number]) -> Sequence[Held]: ...
    def filed(self, numbers: Iterable[str]) -> Sequence[Held]: ...
    def citing(self, keys: Iterable[Number]) -> Sequence[Mention]: ...
    def beside(self, own: Placed) -> Sequence[Placed]: ...


class Nothing:
    """An archive that holds no other cable: for `convert`."""

    def held(self, keys: Iterable[Number]) -> Sequence[Held]:
        return ()

    def filed(self, numbers: Iterable[str]) -> Sequence[Held]:
        return ()

    def citing(self, keys: Iterable[Number]) -> Sequence[Mention]:
        return ()

    def beside(self, own: Placed) -> Sequence[Placed]:
        return ()


class Linked(NamedTuple):
    cable: Cable
    findings: list[Finding]


def study(cable: Cable) -> Cable:
    """The cable with its references found and its date bounded by what it says itself: what the archive is asked with.

    Of a cable that was linked before, the links are undone and made anew.
    """
    cable = _of_date(cable, printed_date(cable.date))
    cable = find_references(_of_date(cable, infer_day(cable)))
    return _decoded(_of_date(cable, infer_bounds(cable)))


def link(cable: Cable, archive: Holdings) -> Linked:
    """A studied cable, linked. Findings: contradicting witnesses, ambiguous references, an inferred or missing date."""
    findings = _differing(cable)
    own = dateable_of(cable)
    if own.is_open:
        dated, contradicting = date_among(own, archive)
        cable = _decoded(cable.model_copy(update={"date": dated}))
        findings += _contradicted(cable, contradicting)
    findings += _dated(cable)
    references = tuple(_resolve(r, cable, archive) for r in cable.references)
    findings += [_ambiguous(cable, r) for r in references if r.outcome is Outcome.AMBIGUOUS]
    return Linked(cable.model_copy(update={"references": references}), findings)


def _of_date(cable: Cable, said: CableDate | None) -> Cable:
    return cable if said is cable.date else cable.model_copy(update={"date": said})


def _decoded(cable: Cable) -> Cable:
    """The cable with its file number in the words of the schedule of its date."""
    number = cable.file_number
    if number is None:
        return cable
    said = cable.date or CableDate()
    low = said.when or said.not_before or cable.accession.date_from
    high = said.when or said.not_after or cable.accession.date_to
    decoded = decode(number.text, number.evidence, low[:10] if low else None, high[:10] if high else None)
    return cable.model_copy(update={"file_number": decoded})


# ---- dates ----------------------------------------------------------------------------------------------------------


def _differing(cable: Cable) -> list[Finding]:
    """That the cable's own words and file number name different days."""
    said = cable.date.evidence[0] if cable.date and cable.date.evidence else None
    return [_contradiction(cable, "words", said.because)] if said and said.rule == CONTRADICTED else []


def _contradicted(cable: Cable, mentions: Sequence[Mention]) -> list[Finding]:
    if not mentions:
        return []
    said = "; ".join(f"{m.cable} says {m.key.day} (“{m.text}”)" for m in mentions)
    return [_contradiction(cable, "mentions", said)]


def _contradiction(cable: Cable, subject: str, said: str) -> Finding:
    return Finding.of(Code.DATE_CONTRADICTED, cable.id, Where(path=cable.accession.path), subject, witnesses=said)


def _dated(cable: Cable) -> list[Finding]:
    where = Where(path=cable.accession.path)
    said = cable.date
    if said is None or not (said.when or said.not_before or said.not_after):
        return [Finding.of(Code.DATE_MISSING, cable.id, where)]
    if said.is_inferred:
        return [Finding.of(Code.DATE_INFERRED, cable.id, where, date=date_in_words(said), because=said.evidence[0].because)]
    low, high = cable.accession.date_from or "", cable.accession.date_to or "9999"
    if said.when and not (said.when[: len(low)] >= low and said.when[: len(high)] <= high):
        collection = f"{low or '…'} to {high if high != '9999' else '…'}"
        return [Finding.of(Code.DATE_OUTSIDE_COLLECTION, cable.id, where, date=said.when, range=collection)]
    return []


def date_in_words(said: CableDate) -> str:
    """The date as a list shows it: "1936-08-27", "after 1936-08-24", "1933 to 1939"."""
    if said.when:
        return said.when.replace("T", " ")
    if said.not_before and said.not_after:
        return f"{said.not_before} to {said.not_after}"
    if said.not_before:
        return f"not before {said.not_before}"
    return f"not after {said.not_after}" if said.not_after else said.text


# ---- references -----------------------------------------------------------------------------------------------------


def _resolve(reference: Reference, cable: Cable, archive: Holdings) -> Reference:
    if reference.kind is ReferenceKind.CABLE and reference.key is not None:
        key = reference.key
        asked = f"{key.sender} to {key.recipient}, No. {key.number}" + (f", {key.day}" if key.day else "")
        found = [h for h in archive.held([(key.sender, key.number)]) if _is_meant(h, key, cable)]
        return _outcome(reference, found, cable, f"no cable of this archive is {asked}", f"the only cable that is {asked}")
    if reference.kind is ReferenceKind.FILE_NUMBER and reference.file_number:
        number = reference.file_number
        found = list(archive.filed([number]))
        return _outcome(
            reference, found, cable, f"no cable of this archive is filed under {number}", f"the only cable filed under {number}"
        )
    return reference


def _outcome(reference: Reference, found: Sequence[Held], cable: Cable, missing: str, only: str) -> Reference:
    """The reference with what became of it; where nothing is held, what the edition says of it stands."""
    others = [h for h in found if h.uri != cable.uri]
    if len(others) == 1:
        return reference.model_copy(
            update={"outcome": Outcome.RESOLVED, "reason": f"{others[0].cable} is {only}", "target": others[0].uri}
        )
    if others:
        uris = tuple(sorted(h.uri for h in others))
        return reference.model_copy(
            update={"outcome": Outcome.AMBIGUOUS, "reason": f"{len(uris)} cables fit", "candidates": uris}
        )
    if reference.outcome is Outcome.NOT_PRINTED:
        return reference
    return reference.model_copy(update={"outcome": Outcome.NOT_HELD, "reason": missing})


def _is_meant(held: Held, key: CableKey, citing: Cable) -> bool:
    if held.key is None or held.key.recipient != key.recipient:
        return False
    if key.day:
        return _fits(held, key.day, SAME_DAY, SAME_DAY)
    day = citing.date.when or citing.date.not_before if citing.date else None
    return day is not None and len(day) >= 10 and _fits(held, day[:10], RECENT, timedelta())


def _fits(held: Held, day: str, before: timedelta, after: timedelta) -> bool:
    """Whether the held cable may be of the days from `day` - before to `day` + after. An undated one without bounds may not."""
    if not (held.when or held.not_before or held.not_after):
        return False
    low, high = _bounds(held)
    wanted = _day(day)
    if wanted is None:
        return False
    return low <= wanted + after and wanted - before <= high


def _bounds(held: Held) -> tuple[date, date]:
    low = _day(held.when or held.not_before or "") or date.min
    high = _day(held.when or held.not_after or "") or date.max
    return low, high


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _ambiguous(cable: Cable, reference: Reference) -> Finding:
    span = reference.evidence.spans[0] if reference.evidence.spans else None
    where = Where(path=cable.accession.path, span=span)
    said = ", ".join(reference.candidates)
    return Finding.of(Code.REFERENCE_AMBIGUOUS, cable.id, where, reference.id, text=reference.text, candidates=said)
