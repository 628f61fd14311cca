"""What we write, held against the schemas of the TEI Consortium and of the Open Archives Initiative."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from pipeline.check.documents import parse
from pipeline.check.grammar import check_grammar
from pipeline.model import Cable
from pipeline.write.dublincore import to_oai_dc
from pipeline.write.tei import to_tei
from tests.cables import henderson_195, henderson_195_dated, small_cable
from tests.check.mutations import adding, document, full_cable
from tests.official.schemas import oai_dc, tei_all
from tests.strategies import cables

WELL = [henderson_195(), henderson_195_dated(), small_cable(), full_cable()]
IDS = ["seed", "dated", "small", "full"]


@pytest.fixture(scope="session")
def official_tei() -> etree.RelaxNG:
    return tei_all()


@pytest.fixture(scope="session")
def official_oai_dc() -> etree.XMLSchema:
    return oai_dc()


@pytest.mark.parametrize("cable", WELL, ids=IDS)
def test_tei_all_allows(cable: Cable, official_tei: etree.RelaxNG) -> None:
    official_tei.assertValid(etree.fromstring(to_tei(cable)))


def test_tei_all_refuses_what_is_no_tei(official_tei: etree.RelaxNG) -> None:
    root = document()
    adding("//t:div", "<p>after the notes, <blink/></p>")(root)
    assert not official_tei.validate(root)


@settings(max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(cable=cables)
def test_tei_all_allows_any_cable(official_tei: etree.RelaxNG, cable: Cable) -> None:
    official_tei.assertValid(etree.fromstring(to_tei(cable)))


@pytest.mark.parametrize("cable", WELL, ids=IDS)
def test_the_official_oai_dc_allows(cable: Cable, official_oai_dc: etree.XMLSchema) -> None:
    official_oai_dc.assertValid(etree.fromstring(to_oai_dc(cable)))


def test_the_official_oai_dc_refuses_other_elements(official_oai_dc: etree.XMLSchema) -> None:
    root = etree.fromstring(to_oai_dc(henderson_195()).replace(b"dc:title>", b"dc:titel>"))
    assert not official_oai_dc.validate(root)


STRICTER = [
    ("two titles", b" <dc:title>", b" <dc:title>First</dc:title>\n <dc:title>"),
    ("no language", b" <dc:language>en</dc:language>\n", b""),
    ("empty subject", b"<dc:subject>Political affairs<", b"<dc:subject> <"),
]


@pytest.mark.parametrize(("old", "new"), [case[1:] for case in STRICTER], ids=[case[0] for case in STRICTER])
def test_ours_is_stricter_than_the_official_oai_dc(old: bytes, new: bytes, official_oai_dc: etree.XMLSchema) -> None:
    content = to_oai_dc(henderson_195()).replace(old, new)
    official_oai_dc.assertValid(etree.fromstring(content))
    assert check_grammar("oai_dc.xml", parse(content, "x.oai_dc.xml", None), "x.oai_dc.xml", None)
