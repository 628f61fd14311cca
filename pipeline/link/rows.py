"""What the catalogue keeps of a cable's links: what it is known by, and what it cites."""

from __future__ import annotations

from pipeline.catalogue import Citation, Held, Mention
from pipeline.link.dating.dates import own_key
from pipeline.model import Cable, CableKey, ReferenceKind

FILED = ""
"""The sender in the key of a citation by file number: the number itself is the key's number."""


def held_of(cable: Cable) -> Held:
    """The cable as one that cites it finds it."""
    said = cable.date
    dated = (said.when, said.not_before, said.not_after) if said else (None, None, None)
    filed = cable.file_number.canonical if cable.file_number else None
    return Held(cable.accession.collection, cable.id, cable.uri, own_key(cable), filed, cable.form.value, cable.title, *dated)


def citations_of(cable: Cable) -> tuple[Citation, ...]:
    """Each reference of the cable that another cable may answer."""
    keyed = ((r, r.key if r.kind is ReferenceKind.CABLE else _filed_key(r.file_number)) for r in cable.references)
    return tuple(Citation(ref=r.id, key=key, text=r.text) for r, key in keyed if key is not None)


def mentions_of(cable: Cable) -> tuple[Mention, ...]:
    """The same, from the side of the cables that are cited."""
    return tuple(Mention(cable.accession.collection, cable.id, cable.uri, c.ref, c.key, c.text) for c in citations_of(cable))


def _filed_key(number: str | None) -> CableKey | None:
    return CableKey(FILED, "", number, None) if number else None
