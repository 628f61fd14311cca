"""A catalogue that is locked, damaged, not ours or not there: one error that names it and says what to do."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, event

from pipeline.catalogue import Card, database
from pipeline.catalogue.catalogue import Catalogue
from pipeline.catalogue.faults import MOVE_ASIDE
from pipeline.errors import CatalogueError, OutputError
from tests.catalogue.test_catalogue import entry, run


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A catalogue of 200 cables, closed."""
    path = tmp_path / "catalogue.sqlite"
    with Catalogue.open(path) as catalogue:
        catalogue.record(run(1), (Card(entry(f"c{n}")) for n in range(200)))
    return path


def test_at_rest_it_is_one_file(path: Path) -> None:
    assert [p.name for p in path.parent.iterdir()] == ["catalogue.sqlite"]


@pytest.mark.parametrize("mode", ["IMMEDIATE", "EXCLUSIVE"])
def test_locked(mode: str, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute(f"BEGIN {mode}")
        with pytest.raises(CatalogueError, match="is locked by another program") as raised, Catalogue.open(path) as catalogue:
            catalogue.record(run(2), [])
    assert str(path) in str(raised.value)
    assert "Close" in raised.value.hint
    with Catalogue.open(path) as catalogue:
        assert catalogue.record(run(2), [])


def no_database(path: Path) -> None:
    path.write_bytes(b"Dear Sir, I have the honor to report\n" * 100)


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def page_overwritten(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[8192:12288] = b"\xff" * 4096
    path.write_bytes(content)


def of_another_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")


def of_a_later_schema(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("UPDATE cablegram_schema SET version = 99")
        other.commit()


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (no_database, "is not a database"),
        (cut_short, "is corrupt"),
        (page_overwritten, "is corrupt"),
        (of_another_program, "no catalogue of Cablegram's"),
        (of_a_later_schema, "has the schema 99; this program knows 2"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_damaged_or_not_ours(damage: object, said: str, path: Path) -> None:
    assert callable(damage)
    damage(path)
    before = path.read_bytes()
    with pytest.raises(CatalogueError, match=said) as raised:
        Catalogue.open(path)
    assert str(path) in str(raised.value)
    assert raised.value.hint == MOVE_ASIDE
    assert path.read_bytes() == before


def test_damaged_while_it_is_open(path: Path) -> None:
    with Catalogue.open(path) as catalogue:
        page_overwritten(path)
        catalogue.engine.dispose()  # or it would answer from memory
        with pytest.raises(CatalogueError, match="is corrupt"):
            catalogue.refill([], [])


def test_a_file_of_no_bytes_becomes_a_catalogue(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    path.touch()
    with Catalogue.open(path) as catalogue:
        assert catalogue.is_empty()


def test_half_made_it_is_made_again(tmp_path: Path) -> None:
    """Killed while its tables are made: none of them is there."""
    path = tmp_path / "catalogue.sqlite"
    program = f"""
import os
from sqlalchemy import Engine, event
from pipeline.catalogue.catalogue import Catalogue
@event.listens_for(Engine, "before_cursor_execute")
def killed(connection, cursor, statement, *rest):
    if "CREATE TABLE runs" in statement or "CREATE TABLE findings" in statement:
        os._exit(9)
Catalogue.open({str(path)!r})
"""
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 9
    with Catalogue.open(path) as catalogue:
        assert catalogue.record(run(1), [Card(entry())])


def test_missing(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="There is no catalogue") as raised:
        Catalogue.open(tmp_path / "catalogue.sqlite", create=False)
    assert "cablegram ingest" in raised.value.hint
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="cannot be opened"):
        Catalogue.open(tmp_path)


def test_a_path_with_signs_that_mean_something_in_a_url(tmp_path: Path) -> None:
    path = tmp_path / "what?#100%.sqlite"
    with Catalogue.open(path) as catalogue:
        assert catalogue.where == str(path)
    assert path.is_file()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("sqlite+nothing://", "No kind of database"),
        ("elsewhere://host/name", "No kind of database"),
        ("://", "is no address"),
        ("oracle+cx_oracle://host/name", "needs cx_Oracle"),
    ],
)
def test_urls_that_lead_nowhere(url: str, said: str) -> None:
    with pytest.raises(CatalogueError, match=said) as raised:
        Catalogue.open(url)
    assert raised.value.hint


def test_a_url_is_a_database(tmp_path: Path) -> None:
    with Catalogue.open(f"sqlite:///{tmp_path}/by-url.sqlite") as catalogue:
        assert catalogue.is_empty()
    assert (tmp_path / "by-url.sqlite").is_file()


def test_a_full_disk_is_a_matter_of_the_output(path: Path) -> None:
    """No page may be added to the file: SQLite answers as on a full disk."""
    with Catalogue.open(path) as catalogue:

        @event.listens_for(catalogue.engine, "begin")
        def limited(connection: Connection) -> None:
            connection.exec_driver_sql("PRAGMA max_page_count = 1")

        cards = [Card(entry(f"d{n}", title="x" * 4000)) for n in range(100)]
        with pytest.raises(OutputError, match="the disk is full"):
            catalogue.record(run(2), cards)
        assert catalogue.find("d1") == []
