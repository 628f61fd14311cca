"""The tables. (collection, cable) names a cable everywhere; digests are SHA-256 in hex; moments are ISO 8601 in UTC.

Only what every database that SQLAlchemy knows can do: no upserts, no partial indexes, no JSON operators.
"""

from __future__ import annotations

from sqlalchemy import JSON, Column, Index, Integer, MetaData, String, Table, Text

SCHEMA = 2
"""Raised when a table changes; one of another number is refused, and, moved aside, made again from what is published."""

metadata = MetaData()


def _name(*, primary: bool = True) -> tuple[Column[str], Column[str]]:
    return (
        Column("collection", String(255), primary_key=primary, nullable=False),
        Column("cable", String(255), primary_key=primary, nullable=False),
    )


def _key() -> tuple[Column[str], Column[str], Column[str], Column[str]]:
    return (
        Column("sender", Text, nullable=False),
        Column("recipient", Text, nullable=False),
        Column("number", Text, nullable=False),
        Column("day", String(10)),
    )


schema = Table("cablegram_schema", metadata, Column("version", Integer, primary_key=True, autoincrement=False))

cables = Table(
    "cables",
    metadata,
    *_name(),
    Column("path", Text, nullable=False),
    Column("source_sha256", String(64)),
    Column("input_digest", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("version", Integer, nullable=False),
    Column("uri", Text, nullable=False),
    Column("form", String(64), nullable=False),
    Column("title", Text, nullable=False),
    Column("dated", String(16)),
    Column("not_before", String(10)),
    Column("not_after", String(10)),
    Column("record_sha256", String(64)),
    Column("file_number", Text),
    Column("place", Integer),
    Column("own_day", String(10)),
    Index("cables_by_id", "cable"),
    Index("cables_by_file_number", "file_number"),
    Index("cables_by_place", "collection", "place"),
)

versions = Table(
    "versions",
    metadata,
    *_name(),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("run", String(32), nullable=False),
    Column("date", String(10), nullable=False),
    Column("cause", Text, nullable=False),
    Column("files", JSON, nullable=False),
)

keys = Table("keys", metadata, *_name(), *_key(), Index("keys_by_number", "sender", "number"))

citations = Table(
    "citations",
    metadata,
    *_name(),
    Column("ref", String(16), primary_key=True),
    *_key(),
    Column("text", Text, nullable=False),
    Column("place", Integer, nullable=False),
    Index("citations_by_number", "sender", "number"),
)

findings = Table(
    "findings",
    metadata,
    *_name(),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("code", String(64), nullable=False),
    Column("severity", String(16), nullable=False),
    Column("fingerprint", String(16), nullable=False),
    Column("finding", JSON, nullable=False),
    Index("findings_by_code", "code"),
)

runs = Table(
    "runs",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("started", String(32), nullable=False),
    Column("finished", String(32), nullable=False),
    Column("software", String(64), nullable=False),
    Column("source", Text, nullable=False),
    Column("counts", JSON, nullable=False),
    Column("message", Text, nullable=False),
    Column("report_sha256", String(64), nullable=False),
)

OF_A_CABLE = (cables, keys, citations, findings)
"""What a new card replaces; versions are only added to."""
