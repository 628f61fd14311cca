"""Each rule of schemas/cable.sch, broken by one edit; and that our reading of Schematron is the reference implementation's."""

from __future__ import annotations

import warnings
from importlib import import_module
from typing import Any

import pytest
from lxml import etree

from pipeline.check.documents import parse
from pipeline.check.grammar import check_grammar
from pipeline.check.rules import broken_rules, check_rules, rule_ids
from pipeline.check.schemas import SCHEMAS
from pipeline.codes import Code
from pipeline.model import Cable
from pipeline.write.tei import to_tei
from tests.cables import henderson_195, henderson_195_dated, small_cable
from tests.check.mutations import BREAKING, Mutation, document, full_cable

WELL = [henderson_195(), henderson_195_dated(), small_cable(), full_cable()]


def mutated(mutation: Mutation) -> bytes:
    """Written out and parsed again, so that identifiers are indexed anew."""
    root = document()
    mutation.edit(root)
    return etree.tostring(root, encoding="UTF-8")


def rules_broken_in(tei: bytes) -> list[str]:
    return [broken.rule for broken in broken_rules(parse(tei, "x.tei.xml", None))]


@pytest.mark.parametrize("cable", WELL, ids=["seed", "dated", "small", "full"])
def test_a_written_cable_breaks_no_rule(cable: Cable) -> None:
    assert rules_broken_in(to_tei(cable)) == []


@pytest.mark.parametrize("mutation", BREAKING, ids=lambda m: m.name)
def test_an_edit_breaks_exactly_its_rule(mutation: Mutation) -> None:
    assert set(rules_broken_in(mutated(mutation))) == {mutation.rule}


def test_every_rule_has_an_edit_that_breaks_it() -> None:
    assert set(rule_ids()) == {m.rule for m in BREAKING}
    assert len(rule_ids()) == len(set(rule_ids())) >= 12


@pytest.fixture(scope="module")
def reference() -> Any:
    """cable.sch through the XSLT of ISO Schematron, as lxml carries it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        isoschematron = import_module("lxml.isoschematron")
        return isoschematron.Schematron(etree.parse(SCHEMAS / "cable.sch"), store_report=True)


@pytest.mark.parametrize("mutation", [None, *BREAKING], ids=lambda m: m.name if m else "as written")
def test_isoschematron_agrees(mutation: Mutation | None, reference: Any) -> None:
    """By number of broken rules of each id: the same patterns, the same contexts, the same first match."""
    tei = mutated(mutation) if mutation else to_tei(full_cable())
    reference.validate(etree.fromstring(tei))
    failed = reference.validation_report.iter("{http://purl.oclc.org/dsdl/svrl}failed-assert")
    assert sorted(f.get("id") for f in failed) == sorted(rules_broken_in(tei))


def test_a_finding_names_rule_line_and_place() -> None:
    tei = to_tei(henderson_195()).replace(
        b"<title>The Charg\xc3\xa9 in the Soviet Union (Henderson)", b"<title> </title><!--", 1
    )
    tei = tei.replace(b"to the Secretary of State</title>", b"-->", 1)
    (finding,) = check_rules(parse(tei, "m.tei.xml", "moscow-1936-195"), "m.tei.xml", "moscow-1936-195")
    assert finding.code is Code.TEI_RULE
    assert finding.message == "title-given: A cable has a title."
    assert finding.where.path == "m.tei.xml"
    assert finding.where.line == 6
    assert finding.where.xpath == "/TEI/teiHeader/fileDesc/titleStmt/title"
    assert finding.subject == "title-given /TEI/teiHeader/fileDesc/titleStmt/title"


@pytest.mark.parametrize("mutation", BREAKING, ids=lambda m: m.name)
def test_what_breaks_a_rule_is_grammatical(mutation: Mutation) -> None:
    """A rule that the grammar could state would never be reached."""
    assert check_grammar("tei.xml", parse(mutated(mutation), "x.tei.xml", None), "x.tei.xml", None) == []
