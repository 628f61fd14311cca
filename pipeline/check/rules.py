"""The rules of schemas/cable.sch, each assert compiled to an XPath once.

Schematron itself is XSLT; for 25 asserts on one cable that takes five times as long as XPath. What is read here of the
language: ns, pattern, rule (context), assert and report (id, test). In a pattern each node is judged by the first rule alone
whose context it matches. A test holds the results against those of lxml.isoschematron.
"""

from __future__ import annotations

from typing import NamedTuple, cast

from lxml import etree

from pipeline.check.documents import Document, Element, place_of
from pipeline.check.schemas import SCHEMAS, per_thread
from pipeline.codes import Code
from pipeline.model import Finding, Where

SCH = "{http://purl.oclc.org/dsdl/schematron}"


class Assertion(NamedTuple):
    id: str
    sentence: str
    test: etree.XPath
    fails_on: bool
    """What the test gives where the rule is broken: False for an assert, True for a report."""


class Rule(NamedTuple):
    context: etree.XPath
    assertions: tuple[Assertion, ...]


Pattern = tuple[Rule, ...]


class Broken(NamedTuple):
    """A rule that an element breaks."""

    rule: str
    sentence: str
    element: Element


def check_rules(document: Document, path: str, cable: str | None) -> list[Finding]:
    """A finding for each rule that the TEI document breaks and each element that breaks it."""
    return [_finding(broken, path, cable) for broken in broken_rules(document)]


def broken_rules(document: Document) -> list[Broken]:
    """In the order of the patterns, then of the document."""
    return [broken for pattern in _patterns() for broken in _broken_of(pattern, document)]


def rule_ids() -> list[str]:
    """The ids of all rules, in the order of `cable.sch`."""
    return [a.id for pattern in _patterns() for rule in pattern for a in rule.assertions]


def _broken_of(pattern: Pattern, document: Document) -> list[Broken]:
    broken: list[Broken] = []
    judged: set[Element] = set()
    for rule in pattern:
        for element in cast("list[Element]", rule.context(document)):
            if element in judged:
                continue
            if len(pattern) > 1:
                judged.add(element)
            for id, sentence, test, fails_on in rule.assertions:
                if test(element) is fails_on:
                    broken.append(Broken(id, sentence, element))
    return broken


def _finding(broken: Broken, path: str, cable: str | None) -> Finding:
    place = place_of(broken.element)
    where = Where(path=path, line=cast("int | None", broken.element.sourceline), xpath=place)
    return Finding.of(Code.TEI_RULE, cable, where, f"{broken.rule} {place}", rule=broken.rule, reason=broken.sentence)


# ---- reading cable.sch -------------------------------------------------------------------------------------------------


@per_thread
def _patterns() -> tuple[Pattern, ...]:
    schema = etree.parse(SCHEMAS / "cable.sch").getroot()
    prefixes = {ns.get("prefix", ""): ns.get("uri", "") for ns in schema.iter(f"{SCH}ns")}
    return tuple(tuple(_rule(r, prefixes) for r in p.iter(f"{SCH}rule")) for p in schema.iter(f"{SCH}pattern"))


def _rule(rule: Element, prefixes: dict[str, str]) -> Rule:
    """A context is a match pattern: what is not absolute may stand anywhere."""
    context = " | ".join(c if c.startswith("/") else f"//{c}" for c in rule.get("context", "").split(" | "))
    assertions = tuple(_assertion(a, prefixes) for a in rule.iter(f"{SCH}assert", f"{SCH}report"))
    return Rule(etree.XPath(context, namespaces=prefixes), assertions)


def _assertion(assertion: Element, prefixes: dict[str, str]) -> Assertion:
    test = etree.XPath(f"boolean({assertion.get('test', '')})", namespaces=prefixes)
    sentence = " ".join("".join(cast("list[str]", assertion.xpath(".//text()"))).split())
    return Assertion(assertion.get("id", ""), sentence, test, fails_on=assertion.tag == f"{SCH}report")
