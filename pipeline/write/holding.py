"""Where the paper itself is kept and under which terms its text may be used."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from pipeline.knowledge import rows
from pipeline.model import Cable
from pipeline.write.xml import uri


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
    """The accession's own statement, split into its address and its prose; the archive's address where it gives none."""
    words = cable.accession.rights.split()
    addresses = [w for w in words if w.startswith(("http://", "https://")) and uri(w)]
    address = addresses[0] if addresses else cable.archive.rights
    return Rights(uri(address) or address, " ".join(w for w in words if w != address))
