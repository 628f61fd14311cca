"""File numbers in words: each part looked up in the schedule that was in force on the cable's own date.

A number is never read by another schedule's table: 411.48 is trade with Poland in 1958 and would be a claim against British
Africa in 1938. Where the date leaves two schedules open, the parts stay without words.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from pipeline.filenumbers.grammar import ITEM_DATE, Parts, parse
from pipeline.knowledge import rows
from pipeline.model import Evidence, FileNumber, FilePart

Words = tuple[str | None, str | None]

KINDS = {"decimal-1910": "decimal", "decimal-1950": "decimal", "numerical-1906": "numerical"}
UNDIVIDED = frozenset({"subject-numeric", "film"})
"""Kinds that are recognised and not taken apart."""
TWO_COUNTRIES = {("decimal-1910", "7"), ("decimal-1950", "6")}
"""Where the suffix is a second country; elsewhere what looks like one is a subject (893.51 is China, finance)."""


def decode(text: str, evidence: Evidence, earliest: str | None, latest: str | None) -> FileNumber:
    """The file number with its parts in words.

    earliest, latest: ISO dates between which the cable was written; None where open.
    """
    parts = parse(text)
    if parts is None:
        return FileNumber(text=text, canonical=text, scheme="unknown", evidence=evidence)
    if parts.kind in UNDIVIDED:
        return FileNumber(text=text, canonical=parts.canonical, scheme=parts.kind, evidence=evidence)
    scheme = scheme_in_force(parts.kind, earliest, latest)
    if scheme is None:
        return FileNumber(text=text, canonical=parts.canonical, scheme=parts.kind, parts=_parts(parts, ""), evidence=evidence)
    return FileNumber(
        text=text,
        canonical=parts.canonical,
        scheme=scheme["scheme"],
        scheme_title=scheme["title"],
        parts=_parts(parts, scheme["scheme"]),
        evidence=evidence,
    )


def scheme_in_force(kind: str, earliest: str | None, latest: str | None) -> dict[str, str] | None:
    """The one schedule of this kind that overlaps the interval, or None where none or several do."""
    if earliest is None and latest is None:
        return None
    low, high = earliest or latest or "", latest or earliest or ""
    found = [
        r
        for r in rows("schemes")
        if KINDS[r["scheme"]] == kind and r["from"][: len(high)] <= high and low <= r["to"][: len(low)]
    ]
    return found[0] if len(found) == 1 else None


def _parts(parts: Parts, scheme: str) -> tuple[FilePart, ...]:
    if parts.kind == "numerical":
        return FilePart(name="case", value=parts.class_), FilePart(name="item", value=parts.item)
    subject = _subject(parts, scheme)
    read = [("class", parts.class_, _look_up("decimal_classes", scheme, parts.class_))]
    read.append(("country", parts.country, _look_up("decimal_countries", scheme, parts.country)))
    read += [subject] if parts.subject else []
    read += [("infix", parts.infix, (None, None))] if parts.infix else []
    read.append(_item(parts, scheme))
    return tuple(FilePart(name=name, value=value, words=words, source=source) for name, value, (words, source) in read)


def _subject(parts: Parts, scheme: str) -> tuple[str, str, Words]:
    country = _look_up("decimal_countries", scheme, parts.subject)
    if (scheme, parts.class_) in TWO_COUNTRIES and country[0]:
        return "second-country", parts.subject, country
    return "subject", parts.subject, _look_up("decimal_subjects", scheme, parts.class_, parts.subject)


def _item(parts: Parts, scheme: str) -> tuple[str, str, Words]:
    """In the second schedule, and increasingly before it, the item is the paper's own date: month, day, year."""
    if (m := ITEM_DATE.fullmatch(parts.item)) and (day := _day(m)):
        return "item-date", parts.item, (f"dated {day}", "nara-manual" if scheme else None)
    return (
        "item",
        parts.item,
        (
            f"paper {parts.item} of its class" if parts.item.isdigit() else None,
            "nara-manual" if scheme and parts.item.isdigit() else None,
        ),
    )


def _day(m: re.Match[str]) -> str | None:
    """The day of M-DYY in the 1900s, ISO; None where the calendar has none."""
    try:
        return date(1900 + int(m["year"]), int(m["month"]), int(m["day"])).isoformat()
    except ValueError:
        return None


def _look_up(table: str, *key: str) -> Words:
    return _index(table).get(key, (None, None))


@cache
def _index(table: str) -> dict[tuple[str, ...], Words]:
    """Each row's words and source under its other columns, in their order."""
    return {
        tuple(v for k, v in row.items() if k not in ("words", "source")): (row["words"], f"{table}.csv: {row['source']}")
        for row in rows(table)
    }
