"""A cable as one TEI P5 document, valid against schemas/cable.rng, a strict subset of TEI."""

from __future__ import annotations

from typing import cast

from lxml import etree

from pipeline.model import Cable
from pipeline.write.apparatus import Apparatus
from pipeline.write.body import write_body
from pipeline.write.header import write_header
from pipeline.write.xml import TEI, XML_ID, XML_LANG, Element, indent, serialise, sub

STRUCTURAL = frozenset({
    "TEI", "teiHeader", "fileDesc", "titleStmt", "extent", "publicationStmt", "availability", "seriesStmt",
    "sourceDesc", "msDesc", "msIdentifier", "altIdentifier",
    "msContents", "msItem", "respStmt", "encodingDesc", "editorialDecl", "normalization",
    "correction", "interpretation", "appInfo", "application", "profileDesc",
    "langUsage", "correspDesc", "correspAction", "correspContext", "textClass", "keywords",
    "revisionDesc", "standOff", "certainty", "text", "body", "div", "list", "table", "row", "opener", "closer", "postscript",
})  # fmt: skip
"""Elements that hold no prose of the cable: between their children there may be white space."""


def to_tei(cable: Cable) -> bytes:
    """The TEI document of the cable: the same bytes for the same cable."""
    root = etree.Element(f"{{{TEI}}}TEI", nsmap=cast("dict[str, str]", {None: TEI}))
    root.set(XML_ID, cable.id)
    root.set(XML_LANG, cable.archive.language)
    apparatus = Apparatus(cable)
    write_header(root, apparatus)
    text = sub(root, "text")
    write_body(text, apparatus)
    if apparatus.inferences:
        text.addprevious(_stand_off(root, apparatus))
    indent(root, STRUCTURAL)
    return serialise(root)


def _stand_off(root: Element, apparatus: Apparatus) -> Element:
    """One certainty for each inference: of what, how sure, by which rule, and why."""
    stand_off = sub(root, "standOff")
    for target, match, evidence in apparatus.inferences:
        certainty = sub(stand_off, "certainty", target=f"#{target}", match=match, locus="value", type=evidence.rule)
        certainty.set("cert", str(evidence.certainty))
        sub(certainty, "desc", evidence.because or "No reason is recorded.")
    return stand_off
