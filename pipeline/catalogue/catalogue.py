"""The catalogue: what the archive holds, asked and written by (collection, cable) and by (sender, number)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import ColumnElement, Connection, Engine, Select, Table, and_, delete, func, select, tuple_

from pipeline.catalogue import tables
from pipeline.catalogue.database import address, engine_of, is_missing, named, prepare
from pipeline.catalogue.entry import Card, Citation, Entry, Held, Mention, Placed, RunSummary, Version
from pipeline.catalogue.faults import faults_of
from pipeline.catalogue.rows import AnyRow, citation_of, entry_of, gathered, held_of, key_of, mention_of, placed_of, run_of
from pipeline.errors import CatalogueError
from pipeline.model import CableKey, Finding

CHUNK = 300
"""Rows asked for in one query: up to three parameters each, and some builds of SQLite take no more than 999."""

Name = tuple[str, str]
"""(collection, cable)"""

T = TypeVar("T")


class Catalogue:
    """An open catalogue; also a context manager, which closes it. Each question is a transaction of its own.

    Any method raises CatalogueError when the database is locked, corrupt or gone, and OutputError when its disk is full.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.where = named(engine)

    @classmethod
    def open(cls, where: str | Path, *, create: bool = True) -> Self:
        """The catalogue at a path (SQLite) or SQLAlchemy URL; made if it is not there, or, unless `create`, refused."""
        url = address(where)
        if not create and is_missing(url):
            raise CatalogueError(f"There is no catalogue {where}.", "Run `cablegram ingest` first.")
        engine = engine_of(url)
        try:
            prepare(engine)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine)

    def close(self) -> None:
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # ---- by name ----

    def entry(self, collection: str, cable: str) -> Entry | None:
        return self.entries([(collection, cable)]).get((collection, cable))

    def entries(self, names: Iterable[Name]) -> dict[Name, Entry]:
        """The entries of those names that are held, by name."""
        with faults_of(self.where), self.engine.connect() as connection:
            return {entry.name: entry for chunk in _chunks(names) for entry in _entries(connection, chunk)}

    def find(self, cable: str) -> list[Entry]:
        """The entries with that id, of whatever collection."""
        with faults_of(self.where), self.engine.connect() as connection:
            collections = list(connection.scalars(select(tables.cables.c.collection).where(tables.cables.c.cable == cable)))
        return sorted(self.entries((c, cable) for c in collections).values(), key=lambda entry: entry.name)

    def findings(self, collection: str, cable: str) -> list[Finding]:
        """What stands against a cable since it was last read, in the order it was found."""
        return self.findings_of([(collection, cable)]).get((collection, cable), [])

    def findings_of(self, names: Iterable[Name]) -> dict[Name, list[Finding]]:
        """Of those names that have findings, all that stand."""
        found: dict[Name, list[Finding]] = defaultdict(list)
        for row in self._ask(names, lambda chunk: _of(tables.findings, chunk).order_by(tables.findings.c.place)):
            found[row.collection, row.cable].append(Finding.model_validate(row.finding))
        return dict(found)

    def versions(self, collection: str, cable: str) -> list[Version]:
        """The versions that were published, the first one first."""
        table = tables.versions
        columns = [table.c[name] for name in Version.model_fields]
        query = select(*columns).where(_is_one_of(table, [(collection, cable)])).order_by(table.c.n)
        with faults_of(self.where), self.engine.connect() as connection:
            return [Version.model_validate(row._asdict()) for row in connection.execute(query)]

    # ---- by key ----

    def held(self, keys: Iterable[tuple[str, str]]) -> list[Held]:
        """The published cables whose own key has one of these (sender, number), by name."""
        return self._held(keys, lambda chunk: _is_numbered(tables.keys, chunk), is_keyed=True)

    def filed(self, numbers: Iterable[str]) -> list[Held]:
        """The published cables that are filed under one of these numbers, in their canonical form, by name."""
        return self._held(numbers, lambda chunk: tables.cables.c.file_number.in_(chunk), is_keyed=False)

    def _held(self, asked: Iterable[T], condition: Callable[[list[T]], ColumnElement[bool]], *, is_keyed: bool) -> list[Held]:
        c, k = tables.cables, tables.keys
        columns = (k.c.sender, k.c.recipient, k.c.number, k.c.day)
        query = select(c, *columns).join(k, _same_cable(c, k), isouter=not is_keyed).where(c.c.version > 0)
        rows = self._ask(asked, lambda chunk: query.where(condition(chunk)))
        return sorted((held_of(row) for row in rows), key=lambda held: (held.collection, held.cable))

    def citing(self, keys: Iterable[tuple[str, str]]) -> list[Mention]:
        """The citations whose key has one of these (sender, number), by citing cable, in its order."""
        c, m = tables.cables, tables.citations
        query = select(m, c.c.uri).join(c, _same_cable(c, m))
        rows = self._ask(keys, lambda chunk: query.where(_is_numbered(m, chunk)))
        return [mention_of(row) for row in sorted(rows, key=lambda row: (row.collection, row.cable, row.place))]

    def placed(self, collection: str, first: int, last: int) -> list[Placed]:
        """The published cables of a collection at these places, the last included, in their order."""
        c = tables.cables.c
        query = select(c.collection, c.cable, c.place, c.own_day).where(
            c.collection == collection, c.place.between(first, last), c.version > 0
        )
        with faults_of(self.where), self.engine.connect() as connection:
            return [placed_of(row) for row in connection.execute(query.order_by(c.place, c.cable))]

    def _ask(self, asked: Iterable[T], query: Callable[[list[T]], Select[Any]]) -> list[AnyRow]:
        """The rows that `query` finds for all that is asked, a chunk of it at a time."""
        with faults_of(self.where), self.engine.connect() as connection:
            return [row for chunk in _chunks(asked) for row in connection.execute(query(chunk))]

    # ---- runs ----

    def is_empty(self) -> bool:
        """True when no run was ever entered: of a new archive, or of one that lost its catalogue (`publish.rebuild`)."""
        return self.last_run() is None

    def runs(self) -> list[RunSummary]:
        """All runs, the latest first."""
        with faults_of(self.where), self.engine.connect() as connection:
            return [run_of(row) for row in connection.execute(_latest_runs())]

    def last_run(self) -> RunSummary | None:
        with faults_of(self.where), self.engine.connect() as connection:
            row = connection.execute(_latest_runs().limit(1)).one_or_none()
            return run_of(row) if row else None

    # ---- writing ----

    def record(self, run: RunSummary, cards: Iterable[Card]) -> bool:
        """Enters a run in one transaction: each card replaces what was kept of its cable, and its versions are added.

        False, and nothing is done, when the run is entered already.
        """
        with faults_of(self.where), self.engine.begin() as connection:
            if connection.scalar(select(tables.runs.c.id).where(tables.runs.c.id == run.id)):
                return False
            for chunk in _chunks(cards):
                names = [card.entry.name for card in chunk]
                for table in tables.OF_A_CABLE:
                    connection.execute(delete(table).where(_is_one_of(table, names)))
                connection.execute(delete(tables.versions).where(_is_version(chunk)))
                _insert(connection, chunk)
            connection.execute(tables.runs.insert(), run.model_dump(mode="json"))
            return True

    def refill(self, runs: Iterable[RunSummary], cards: Iterable[Card]) -> int:
        """Replaces all that is kept, in one transaction; how many cards there were."""
        count = 0
        with faults_of(self.where), self.engine.begin() as connection:
            for table in (*tables.OF_A_CABLE, tables.versions, tables.runs):
                connection.execute(delete(table))
            for chunk in _chunks(cards):
                _insert(connection, chunk)
                count += len(chunk)
            for run in runs:
                connection.execute(tables.runs.insert(), run.model_dump(mode="json"))
        return count


def _chunks(items: Iterable[T]) -> Iterator[list[T]]:
    remaining = iter(items)
    while chunk := list(islice(remaining, CHUNK)):
        yield chunk


def _insert(connection: Connection, cards: list[Card]) -> None:
    for table, rows in gathered(cards).items():
        connection.execute(table.insert(), rows)


def _entries(connection: Connection, names: list[Name]) -> Iterator[Entry]:
    keys: dict[Name, CableKey] = {}
    citations: dict[Name, list[Citation]] = defaultdict(list)
    for row in connection.execute(_of(tables.keys, names)):
        keys[row.collection, row.cable] = key_of(row)
    for row in connection.execute(_of(tables.citations, names).order_by(tables.citations.c.place)):
        citations[row.collection, row.cable].append(citation_of(row))
    for row in connection.execute(_of(tables.cables, names)):
        name = (row.collection, row.cable)
        yield entry_of(row, keys.get(name), citations[name])


def _of(table: Table, names: list[Name]) -> Select[Any]:
    return select(table).where(_is_one_of(table, names))


def _is_one_of(table: Table, names: list[Name]) -> ColumnElement[bool]:
    return tuple_(table.c.collection, table.c.cable).in_(names)


def _is_version(cards: list[Card]) -> ColumnElement[bool]:
    table = tables.versions
    return tuple_(table.c.collection, table.c.cable, table.c.n).in_([(*c.entry.name, v.n) for c in cards for v in c.versions])


def _is_numbered(table: Table, pairs: list[tuple[str, str]]) -> ColumnElement[bool]:
    return tuple_(table.c.sender, table.c.number).in_(pairs)


def _same_cable(one: Table, other: Table) -> ColumnElement[bool]:
    return and_(one.c.collection == other.c.collection, one.c.cable == other.c.cable)


def _latest_runs() -> Select[Any]:
    """A second run in one second has a longer id, which ends in `-2`."""
    ids = tables.runs.c.id
    return select(tables.runs).order_by(tables.runs.c.started.desc(), func.length(ids).desc(), ids.desc())
