"""Opening the database behind a catalogue: any that SQLAlchemy knows by URL; SQLite for a path.

SQLite keeps its rollback journal and does not go over to write-ahead logging: a run writes once, in one transaction of
milliseconds; at rest the catalogue is then one file, which may be copied, and may lie on a network share. A kill at any
instruction leaves the last committed state.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, select
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from pipeline.catalogue import tables
from pipeline.catalogue.faults import MOVE_ASIDE, faults_of
from pipeline.errors import CatalogueError

BUSY_SECONDS = 5.0
"""How long another program that has the catalogue open is waited for."""

QUICK_CHECK_BYTES = 32 * 2**20
"""A larger file is not looked through when it is opened (0.1 s for 32 MiB, 2026-11); its faults show when they are read."""

ADDRESSES = "Give a path, or a URL such as postgresql+psycopg://user@host/name."


def address(where: str | Path) -> URL:
    """The SQLAlchemy URL of a catalogue; of a path, the SQLite file there. Raises CatalogueError for a URL that is none."""
    try:
        return make_url(where) if isinstance(where, str) and "://" in where else URL.create("sqlite", database=str(where))
    except ArgumentError as error:
        raise CatalogueError(f"{where} is no address of a catalogue.", ADDRESSES) from error


def is_missing(url: URL) -> bool:
    """True of a file that is not there; what a server holds shows only when it is asked."""
    return url.get_backend_name() == "sqlite" and not Path(str(url.database)).is_file()


def engine_of(url: URL) -> Engine:
    """An engine, not connected yet. Raises CatalogueError when what it needs is not installed."""
    is_sqlite = url.get_backend_name() == "sqlite"
    try:
        engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS} if is_sqlite else {})
    except NoSuchModuleError as error:
        raise CatalogueError(
            f"No kind of database is called {url.drivername}.", "Give a path, or postgresql+psycopg://…"
        ) from error
    except ModuleNotFoundError as error:
        raise CatalogueError(
            f"{url.drivername} needs {error.name}, which is not there.", f"pip install {error.name}"
        ) from error
    if is_sqlite:
        _begin_transactions(engine)
    return engine


def _begin_transactions(engine: Engine) -> None:
    """Lets SQLAlchemy say when a transaction begins: Python's sqlite3 would leave `CREATE TABLE` outside of it.

    Source: SQLAlchemy's documentation, dialects/sqlite, "Enabling non-legacy SQLite transactional modes".
    """

    @event.listens_for(engine, "connect")
    def connected(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")


def named(engine: Engine) -> str:
    """How messages name the database: a file by its path, a server by its URL without the password."""
    url = engine.url
    return str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


def prepare(engine: Engine) -> None:
    """Gives an empty database the tables. Raises CatalogueError for one that is damaged, or not ours."""
    where = named(engine)
    with faults_of(where), engine.begin() as connection:
        _quick_check(connection, where)
        found = set(inspect(connection).get_table_names())
        if not found:
            tables.metadata.create_all(connection)
            connection.execute(tables.schema.insert(), {"version": tables.SCHEMA})
            return
        if tables.schema.name not in found:
            raise CatalogueError(f"{where} is a database, but no catalogue of Cablegram's.", MOVE_ASIDE)
        versions = tuple(connection.scalars(select(tables.schema.c.version)))
        if versions != (tables.SCHEMA,):
            have = ", ".join(map(str, versions)) or "none"
            raise CatalogueError(
                f"The catalogue {where} has the schema {have}; this program knows {tables.SCHEMA}.", MOVE_ASIDE
            )


def _quick_check(connection: Connection, where: str) -> None:
    if connection.dialect.name != "sqlite":
        return
    file = Path(str(connection.engine.url.database))
    if file.is_file() and file.stat().st_size > QUICK_CHECK_BYTES:
        return
    answer = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    if answer != "ok":
        raise CatalogueError(f"The catalogue {where} is corrupt: {answer}.", MOVE_ASIDE)
