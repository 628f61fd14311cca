"""What holds of every Cable that the model allows."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hypothesis import HealthCheck, given, settings
from lxml import etree

from pipeline.check.grammar import check_grammar
from pipeline.check.text import passages_of
from pipeline.model import Block, Cable
from pipeline.write.dublincore import to_dcterms, to_oai_dc
from pipeline.write.record import from_record, to_record
from pipeline.write.tei import to_tei
from tests.strategies import cables

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
FEW = settings(max_examples=40, deadline=None, database=None, suppress_health_check=list(HealthCheck))


def texts_of(blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        yield block.text
        yield from texts_of(block.blocks)


def folded(text: str) -> str:
    """Letters and digits that XML may hold."""
    return "".join(c for c in text if c.isalnum())


@FEW
@given(cables)
def test_tei_is_valid_and_keeps_the_text(cable: Cable) -> None:
    tei = to_tei(cable)
    document = etree.fromstring(tei).getroottree()
    assert [f.message for f in check_grammar("tei.xml", document, "", None)] == []
    passages = passages_of(document)
    assert folded(passages.pop("")) == folded("".join(texts_of(cable.blocks)))
    assert {id: folded(text) for id, text in passages.items()} == {note.id: folded(note.text) for note in cable.notes}
    assert CONTROL.search(tei.decode()) is None


@FEW
@given(cables)
def test_every_format_is_a_function_of_the_cable(cable: Cable) -> None:
    again = from_record(to_record(cable))
    assert again == cable
    for write in (to_tei, to_oai_dc, to_dcterms, to_record):
        assert write(again) == write(cable)


@FEW
@given(cables)
def test_dublin_core_is_well_formed_without_controls(cable: Cable) -> None:
    for content in (to_oai_dc(cable), to_dcterms(cable)):
        root = etree.fromstring(content)
        assert all(child.text and child.text == child.text.strip() for child in root)
        assert CONTROL.search(content.decode()) is None
