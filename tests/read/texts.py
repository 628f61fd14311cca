"""From a text to what is read of it, without the rooms around."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.link import Nothing, link, study
from pipeline.model import Accession, Archive, Block, BlockKind, Cable, Finding, MarkKind, Source
from pipeline.read import Lists, read

NO_LISTS = Lists()
COLLECTION = "frus1933-39"
URI = "urn:uuid:78e570bf-8110-5513-8042-26cb3998214e"


class Entry(NamedTuple):
    """A line of an authority list."""

    id: str
    name: str
    note: str = ""


def source_of(text: str) -> Source:
    data = text.encode()
    return Source(sha256=hashlib.sha256(data).hexdigest(), size=len(data), encoding="utf-8", text=text)


def read_text(
    text: str, *, lists: Lists = NO_LISTS, cable_id: str = "c", **accession: str
) -> tuple[Cable | None, list[Finding]]:
    """What `read` gives for a text; accession: `collection`, `date_from`, `date_to`… of its manifest."""
    row = Accession.model_validate({"path": "c.txt", "collection": COLLECTION} | accession)
    return read(source_of(text), cable_id=cable_id, uri=URI, accession=row, archive=Archive(), lists=lists)


def cable_of(text: str, *, lists: Lists = NO_LISTS, **accession: str) -> Cable:
    """The cable that a text is."""
    cable, findings = read_text(text, lists=lists, **accession)
    assert cable is not None, findings
    return cable


def linked_cable_of(text: str, *, lists: Lists = NO_LISTS, **accession: str) -> Cable:
    """The same, its references found and its date bounded, in an archive that holds no other."""
    return link(study(cable_of(text, lists=lists, **accession)), Nothing()).cable


def leaves(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block that has no others within it, in reading order."""
    for block in blocks:
        if block.blocks:
            yield from leaves(block.blocks)
        else:
            yield block


def kinds(cable: Cable) -> list[str]:
    """The kinds of the cable's outer blocks."""
    return [b.kind.value for b in cable.blocks]


def texts_of(cable: Cable, kind: BlockKind) -> list[str]:
    """The texts of all blocks of a kind, however deep."""
    return [b.text for b in leaves(cable.blocks) if b.kind is kind]


def marked(cable: Cable, kind: MarkKind) -> list[tuple[str, str]]:
    """(the marked words, the mark's value) of each mark of a kind, text before notes."""
    passages = [(b.text, b.marks) for b in leaves(cable.blocks)] + [(n.text, n.marks) for n in cable.notes]
    return [(text[m.start : m.end], m.value) for text, marks in passages for m in marks if m.kind is kind]


def codes(findings: list[Finding]) -> list[str]:
    return sorted(f.code.value for f in findings)
