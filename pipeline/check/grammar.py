"""Validity against the grammars: RelaxNG for TEI, XML Schema for Dublin Core."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple, cast

from lxml import etree

from pipeline.check.documents import Document, place_of
from pipeline.check.schemas import SCHEMAS, per_thread
from pipeline.codes import Code
from pipeline.model import Finding, Where

MAX_FAULTS = 10
"""One fault makes libxml2 report many: the first ones say what is wrong."""


@per_thread
def _relaxng() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(SCHEMAS / "cable.rng"))


@per_thread
def _oai_dc() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMAS / "oai_dc.xsd"))


@per_thread
def _dcterms() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMAS / "dcterms.xsd"))


class Grammar(NamedTuple):
    code: Code
    schema: str
    load: Callable[[], etree.RelaxNG | etree.XMLSchema]


GRAMMARS = {
    "tei.xml": Grammar(Code.TEI_SCHEMA, "cable.rng", _relaxng),
    "oai_dc.xml": Grammar(Code.DC_SCHEMA, "oai_dc.xsd", _oai_dc),
    "dcterms.xml": Grammar(Code.DC_SCHEMA, "dcterms.xsd", _dcterms),
}
"""By the suffix of the file."""


def check_grammar(suffix: str, document: Document, path: str, cable: str | None) -> list[Finding]:
    """Where the document is not valid against the grammar of its kind, in document order; none where it is valid."""
    code, schema, load = GRAMMARS[suffix]
    validator = load()
    if validator.validate(document):
        return []
    places: dict[tuple[str, str], Finding] = {}
    for entry in cast("Iterable[etree._LogEntry]", validator.error_log):
        xpath = _readable(document, entry.path)
        where = Where(path=path, line=entry.line, xpath=xpath)
        finding = Finding.of(code, cable, where, f"{schema} {xpath}", schema=schema, reason=_without_namespaces(entry.message))
        places.setdefault((schema, xpath), finding)
    return list(places.values())[:MAX_FAULTS]


def _readable(document: Document, path: str | None) -> str:
    """libxml2 says `/*/*[2]` where a namespace has no prefix; a reader wants names."""
    prefixes = {prefix: uri for prefix, uri in document.getroot().nsmap.items() if prefix}
    try:
        found = document.xpath(path or "/*", namespaces=prefixes)
    except etree.XPathEvalError:  # a prefix that is declared further down
        return path or "/"
    return place_of(found[0]) if isinstance(found, list) and found and isinstance(found[0], etree._Element) else path or "/"


def _without_namespaces(message: str) -> str:
    for namespace in ("http://www.tei-c.org/ns/1.0", "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"):
        message = message.replace(f"{{{namespace}}}", "")
    return message
