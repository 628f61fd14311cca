"""Cards to rows of the tables, and rows to entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Row, Table

from pipeline.catalogue import tables
from pipeline.catalogue.entry import Card, Citation, Entry, Held, Mention, Placed, RunSummary
from pipeline.model import CableKey

Values = dict[str, object]
AnyRow = Row[Any]

PLAIN = tuple(c.name for c in tables.cables.columns if c.name != "dated")
"""The columns of `cables` that an Entry names alike; `dated` is its `when`, which is a word of SQL."""


def rows_of(card: Card) -> Iterator[tuple[Table, Values]]:
    """Each row that a card puts into the tables."""
    entry = card.entry
    name: Values = {"collection": entry.collection, "cable": entry.cable}
    yield tables.cables, {column: getattr(entry, column) for column in PLAIN} | {"dated": entry.when}
    if entry.key:
        yield tables.keys, name | entry.key._asdict()
    for place, citation in enumerate(entry.citations):
        values = {"ref": citation.ref, "text": citation.text, "place": place}
        yield tables.citations, name | citation.key._asdict() | values
    for version in card.versions:
        yield tables.versions, name | version.model_dump()
    for place, finding in enumerate(card.findings):
        values = {"code": finding.code.value, "severity": finding.severity.value, "fingerprint": finding.fingerprint}
        yield tables.findings, name | values | {"place": place, "finding": finding.model_dump(mode="json")}


def gathered(cards: Iterable[Card]) -> dict[Table, list[Values]]:
    """The rows of all cards, by table."""
    rows: dict[Table, list[Values]] = {}
    for card in cards:
        for table, values in rows_of(card):
            rows.setdefault(table, []).append(values)
    return rows


def entry_of(row: AnyRow, key: CableKey | None, citations: Iterable[Citation]) -> Entry:
    values = {column: getattr(row, column) for column in PLAIN}
    return Entry(**values, when=row.dated, key=key, citations=tuple(citations))


def key_of(row: AnyRow) -> CableKey:
    return CableKey(row.sender, row.recipient, row.number, row.day)


def citation_of(row: AnyRow) -> Citation:
    return Citation(ref=row.ref, key=key_of(row), text=row.text)


def held_of(row: AnyRow) -> Held:
    bounds = (row.dated, row.not_before, row.not_after)
    key = key_of(row) if row.sender is not None else None
    return Held(row.collection, row.cable, row.uri, key, row.file_number, row.form, row.title, *bounds)


def mention_of(row: AnyRow) -> Mention:
    return Mention(row.collection, row.cable, row.uri, row.ref, key_of(row), row.text)


def placed_of(row: AnyRow) -> Placed:
    return Placed(row.collection, row.cable, row.place, row.own_day)


def run_of(row: AnyRow) -> RunSummary:
    return RunSummary.model_validate(row._asdict())
