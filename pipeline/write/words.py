"""What the pages say in words: moments, certainty, outcomes, and what a citation means. Plain text; nothing is escaped here."""

from __future__ import annotations

import re

from pipeline.model import CableDate, CableKey, Evidence, Form, Outcome, Reference, ReferenceKind

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_W3CDTF = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d)(?:T(\d\d):(\d\d))?)?)?")

OUTCOMES = {
    Outcome.RESOLVED: "Found",
    Outcome.EXTERNAL: "Found elsewhere",
    Outcome.NOT_HELD: "Not held here",
    Outcome.NOT_PRINTED: "Not printed",
    Outcome.AMBIGUOUS: "Could be several",
    Outcome.BROKEN: "Leads nowhere",
}

KINDS = {
    ReferenceKind.CABLE: "Cable",
    ReferenceKind.FILE_NUMBER: "A paper",
    ReferenceKind.DOCUMENT: "A document of the edition",
    ReferenceKind.NOTE: "A note of the edition",
    ReferenceKind.PAGE: "A page of the edition",
    ReferenceKind.VOLUME: "A volume",
}

FILE_PARTS = {
    "class": "Class",
    "country": "Country",
    "second-country": "Second country",
    "subject": "Subject",
    "item": "Paper in the file",
    "item-date": "Date of the paper",
}

ENCODINGS = {"cp1252": "Windows-1252", "mac-roman": "Mac Roman", "mac_roman": "Mac Roman"}

RIGHTS = {
    "rightsstatements.org/vocab/UND/1.0/": "Copyright undetermined",
    "rightsstatements.org/vocab/CNE/1.0/": "Copyright not evaluated",
    "rightsstatements.org/vocab/NKC/1.0/": "No known copyright",
    "rightsstatements.org/vocab/NoC-US/1.0/": "No copyright in the United States",
    "rightsstatements.org/vocab/InC/1.0/": "In copyright",
    "creativecommons.org/publicdomain/mark/1.0/": "Public domain",
    "creativecommons.org/publicdomain/zero/1.0/": "CC0: no rights reserved",
    "creativecommons.org/licenses/by/4.0/": "Creative Commons Attribution 4.0",
}
"""The titles that rightsstatements.org and creativecommons.org give their statements, without `http(s)://`."""


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


# ---- moments ----------------------------------------------------------------------------------------------------------


def moment_words(when: str) -> str:
    """The moment in the order of Foreign Relations: "1936-08-27T19:00" → "August 27, 1936, 7 p.m."; other text unchanged."""
    match = _W3CDTF.fullmatch(when)
    if match is None:
        return when
    year, month, day, hour, minute = match.groups()
    if month is None:
        return year
    if day is None:
        return f"{MONTHS[int(month) - 1]} {year}"
    words = f"{MONTHS[int(month) - 1]} {int(day)}, {year}"
    return words if hour is None else f"{words}, {hour_words(int(hour), int(minute))}"


def hour_words(hour: int, minute: int) -> str:
    """19, 0 → "7 p.m."; 13, 10 → "1:10 p.m."; 12, 0 → "noon"."""
    if minute == 0 and hour in (0, 12):
        return "noon" if hour else "midnight"
    half = "p.m." if hour >= 12 else "a.m."
    clock = hour % 12 or 12
    return f"{clock}:{minute:02} {half}" if minute else f"{clock} {half}"


def date_words(date: CableDate) -> str:
    """The date as a reader would say it; the printed words where they give no moment."""
    if date.when:
        return moment_words(date.when)
    if date.not_before and date.not_after:
        return f"between {moment_words(date.not_before)} and {moment_words(date.not_after)}"
    if date.not_before:
        return f"not before {moment_words(date.not_before)}"
    if date.not_after:
        return f"not after {moment_words(date.not_after)}"
    return date.text or "unknown"


def inference_words(evidence: Evidence) -> str:
    """Why something was inferred and how sure that is: "It answers … (certainty: medium)."; empty for what is printed."""
    if evidence.certainty is None:
        return ""
    because = capitalised(evidence.because.rstrip(".")) or "No reason is recorded"
    return f"{because} (certainty: {evidence.certainty.value})."


# ---- papers ----------------------------------------------------------------------------------------------------------


def reference_words(reference: Reference) -> str:
    """What a citation means: "Telegram 117, Department of State to Moscow, August 24, 1936; filed under 861.00/11629"."""
    kind = KINDS[reference.kind]
    if reference.form and reference.form is not Form.UNKNOWN:
        kind = capitalised(reference.form.value)
    words = _key_words(kind, reference.key, reference.date) if reference.key else _dated(kind, reference.date)
    if reference.file_number:
        words += f"{';' if reference.key else ''} filed under {reference.file_number}"
    return words


def _key_words(kind: str, key: CableKey, date: str | None) -> str:
    parties = " to ".join(p for p in (key.sender, key.recipient) if p)
    number = f"{kind} {key.number}" if key.number else kind
    return ", ".join(p for p in (number, parties, moment_words(date or key.day or "")) if p)


def _dated(kind: str, date: str | None) -> str:
    return f"{kind} of {moment_words(date)}" if date else kind


def file_part_words(name: str) -> str:
    return FILE_PARTS.get(name) or capitalised(name.replace("-", " "))


# ---- provenance --------------------------------------------------------------------------------------------------------


def encoding_words(encoding: str) -> str:
    return ENCODINGS.get(encoding) or encoding.upper()


def rights_words(uri: str) -> str:
    """The title of a known rights statement, or the address itself."""
    return RIGHTS.get(uri.partition("://")[2]) or uri


def count_words(n: int, noun: str) -> str:
    """1, "notice" → "1 notice"; 12000 → "12,000 notices"."""
    return f"{n:,} {noun if n == 1 else noun + 's'}"


def scheme_words(scheme: str) -> str:
    """ "file-class" → "File class"; an abbreviation stays: "TAGS"."""
    return scheme if scheme.isupper() else capitalised(scheme.replace("-", " "))
