"""Names, citations and dates in the controlled form that catalogues and headers use."""

from __future__ import annotations

from pipeline.model import Cable, CableDate, Certainty, Correspondent, Form, Reference, ReferenceKind
from pipeline.write.xml import calendar_date


def controlled_name(party: Correspondent) -> str:
    """The name first, what places it in brackets: "Henderson (Chargé, Soviet Union)", "Secretary of State"; else as printed."""
    parts = [r.text for r in (party.person, party.role, party.organisation, party.place) if r]
    if not parts:
        return party.text
    return f"{parts[0]} ({', '.join(parts[1:])})" if parts[1:] else parts[0]


def citation(reference: Reference) -> str:
    """What a reference means, written out: "Department of State telegram 117 to Moscow, 1936-08-24 (861.00/11629)".

    As printed where it is no cable or its key is not known.
    """
    key = reference.key
    if reference.kind is not ReferenceKind.CABLE or key is None:
        return reference.file_number or reference.text
    form = reference.form.value if reference.form and reference.form is not Form.UNKNOWN else ReferenceKind.CABLE.value
    words = " ".join(w for w in (key.sender, form, key.number) if w)
    words += f" to {key.recipient}" if key.recipient else ""
    day = reference.date or key.day
    return words + (f", {day}" if day else "") + (f" ({reference.file_number})" if reference.file_number else "")


def message_words(cable: Cable) -> str:
    """Form and number: "telegram 195"; empty without a number."""
    if cable.message_number is None:
        return ""
    return f"{cable.form.value} {cable.message_number.text}" if cable.form is not Form.UNKNOWN else cable.message_number.text


# ---- dates -------------------------------------------------------------------------------------------------------------


def date_words(date: CableDate) -> str:
    """As printed; an inferred date in plain words: "not before 1936-08-24"."""
    if date.text:
        return date.text
    if date.when:
        return date.when.replace("T", " ")
    bounds = [
        f"not before {date.not_before}" if date.not_before else "",
        f"not after {date.not_after}" if date.not_after else "",
    ]
    return ", ".join(b for b in bounds if b)


def edtf(date: CableDate | None) -> str | None:
    """The date in Extended Date/Time Format (ISO 8601-2), level 1; None where there is none.

    "1936-08-24/.." for "not before"; "1936-08-27?" for a day inferred with less than high certainty.
    """
    if date is None:
        return None
    if moment := calendar_date(date.when):
        return f"{moment[:10]}?" if _is_doubtful(date) else moment
    earliest, latest = calendar_date(date.not_before), calendar_date(date.not_after)
    return f"{earliest or '..'}/{latest or '..'}" if earliest or latest else None


def w3cdtf(date: CableDate | None) -> str | None:
    """As much of the date as is certain, a day at most: year and month, or the year, where only the day is open.

    None where not even the year is certain: harvesters sort and filter by dc:date, so a guess would be read as a fact.
    """
    if date is None:
        return None
    if moment := calendar_date(date.when):
        return moment[:4] if _is_doubtful(date) else moment[:10]
    earliest, latest = calendar_date(date.not_before), calendar_date(date.not_after)
    if not (earliest and latest):
        return None
    shared = [
        length for length in (10, 7, 4) if len(earliest) >= length <= len(latest) and earliest[:length] == latest[:length]
    ]
    return earliest[: shared[0]] if shared else None


def _is_doubtful(date: CableDate) -> bool:
    return date.certainty not in (None, Certainty.HIGH)
