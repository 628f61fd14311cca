"""Where the paper itself is kept and under which terms its text may be used."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from pipeline.knowledge import rows
from pipeline.model import Cable
from pipeline.write.xml import uri

UNDETERMINED = "http://rightsstatements.org/vocab/UND/1.0/"


class Holding(NamedTuple):
    repository: str
    collection: str


class Rights(NamedTuple):
    uri: str
    """A rights statement or licence."""
    prose: str
    """What the accession says besides; may be empty."""


@cache
def _holdings() -> dict[str, Holding]:
    return {row["scheme"]: Holding(row["repository"], row["collection"]) for row in rows("schemes")}


def holding_of(cable: Cable) -> Holding | None:
    """The archive and record group whose filing scheme the file number follows; None where the scheme is not known."""
    return _holdings().get(cable.file_number.scheme) if cable.file_number else None


def rights_of(cable: Cable) -> Rights:
    """The first address that the accession's statement, or else the archive's, names, and the accession's words besides.

    Where neither names one, nothing is known of the rights, and "copyright undetermined" says so.
    """
    words = cable.accession.rights.split()
    stated = [w for w in (*words, *cable.archive.rights.split()) if w.startswith(("http://", "https://")) and uri(w)]
    address = stated[0] if stated else UNDETERMINED
    return Rights(uri(address) or UNDETERMINED, " ".join(w for w in words if w != address))
