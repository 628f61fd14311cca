"""Where the paper itself is kept and under which terms its text may be used."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from pipeline.knowledge import rows
from pipeline.model import Cable, KeptKind
from pipeline.write.xml import uri

UNDETERMINED = "http://rightsstatements.org/vocab/UND/1.0/"


class Holding(NamedTuple):
    """Who keeps the paper and among which papers; a level that is not known is empty."""

    repository: str
    collections: tuple[str, ...]
    is_inferred: bool = False
    """Whether the filing scheme says so and not the text."""


class Rights(NamedTuple):
    uri: str
    """A rights statement or licence."""
    prose: str
    """What the accession says besides; may be empty."""


@cache
def _holdings() -> dict[str, Holding]:
    return {row["scheme"]: Holding(row["repository"], (row["collection"],), is_inferred=True) for row in rows("schemes")}


def holding_of(cable: Cable) -> Holding | None:
    """As the source note says; else the archive and record group whose filing scheme the file number follows."""
    repositories, collections = (names_of(cable, kind) for kind in (KeptKind.REPOSITORY, KeptKind.COLLECTION))
    if repositories or collections:
        return Holding("".join(repositories[:1]), collections)
    return _holdings().get(cable.file_number.scheme) if cable.file_number else None


def original_of(cable: Cable) -> str:
    """In words: as its source note has it, or else where papers under its file number are; empty where nothing is known."""
    if stated := [k.text for k in cable.kept if k.kind is not KeptKind.PUBLICATION]:
        return ", ".join(stated)
    holding = holding_of(cable)
    return f"{holding.repository}. {'. '.join(holding.collections)}" if holding else ""


def names_of(cable: Cable, kind: KeptKind) -> tuple[str, ...]:
    """The names of one level, in the order of the source note."""
    return tuple(kept.name for kept in cable.kept if kept.kind is kind and kept.name.strip())


def rights_of(cable: Cable) -> Rights:
    """The first address that the accession's statement, or else the archive's, names, and the accession's words besides.

    Where neither names one, nothing is known of the rights, and "copyright undetermined" says so.
    """
    words = cable.accession.rights.split()
    stated = [w for w in (*words, *cable.archive.rights.split()) if w.startswith(("http://", "https://")) and uri(w)]
    address = stated[0] if stated else UNDETERMINED
    return Rights(uri(address) or UNDETERMINED, " ".join(w for w in words if w != address))
