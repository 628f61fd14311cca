"""A cable as Dublin Core, simple (oai_dc) and qualified (dcterms): both from one list of statements.

Sources: DCMI Metadata Terms (2020), the DLF/NSDL best practices for OAI data providers, and schemas/oai_dc.xsd and dcterms.xsd,
which fix the order that is kept here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from pipeline.model import Cable, CableDate, KeptKind, Outcome, Reference, ReferenceKind
from pipeline.write.citation import citation, controlled_name, date_words, edtf, message_words, w3cdtf
from pipeline.write.extent import count_words
from pipeline.write.holding import names_of, original_of, rights_of
from pipeline.write.xml import clean, serialise, uri

DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
QUALIFIED = "http://worldcat.org/xmlschemas/qdc-1.0/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
OAI_DC_LOCATION = f"{OAI_DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd"

POINTING = frozenset({ReferenceKind.CABLE, ReferenceKind.DOCUMENT, ReferenceKind.FILE_NUMBER, ReferenceKind.VOLUME})
"""Kinds of reference that relate the cable to another resource; notes and pages are parts of one."""
SUBJECTS = frozenset({"TAGS", "subject"})
"""Schemes of keywords that say what a cable is about; the others say how it was handled."""


class Statement(NamedTuple):
    """One statement about a cable, in both vocabularies."""

    element: str
    """Of the fifteen."""
    value: str
    term: str = ""
    """The refinement in dcterms; the element itself where empty."""
    scheme: str = ""
    """The DCMI encoding scheme of the value: URI, W3CDTF, IMT…"""
    simple: str | None = ""
    """The value in oai_dc where it is another one; None where simple Dublin Core says nothing."""


def to_oai_dc(cable: Cable) -> bytes:
    """The `oai_dc:dc` document that is harvested by OAI-PMH."""
    root = etree.Element(f"{{{OAI_DC}}}dc", nsmap={"oai_dc": OAI_DC, "dc": DC, "xsi": XSI})
    root.set(f"{{{XSI}}}schemaLocation", OAI_DC_LOCATION)
    said = set()
    for statement in statements(cable):
        value = statement.value if statement.simple == "" else statement.simple
        if value and (statement.element, value) not in said:
            said.add((statement.element, value))
            etree.SubElement(root, f"{{{DC}}}{statement.element}").text = value
    return _lined(root)


def to_dcterms(cable: Cable) -> bytes:
    """The qualified Dublin Core document: `oai_qdc:qualifieddc` with terms of dcterms and xsi:type where DCMI has a scheme."""
    root = etree.Element(f"{{{QUALIFIED}}}qualifieddc", nsmap={"oai_qdc": QUALIFIED, "dcterms": DCTERMS, "xsi": XSI})
    for statement in dict.fromkeys(statements(cable)):
        if not statement.value:
            continue
        child = etree.SubElement(root, f"{{{DCTERMS}}}{statement.term or statement.element}")
        child.text = statement.value
        if statement.scheme:
            child.set(f"{{{XSI}}}type", f"dcterms:{statement.scheme}")
    return _lined(root)


def _lined(root: etree._Element) -> bytes:
    root.text = "\n "
    for child in root:
        child.tail = "\n "
    root[-1].tail = "\n"
    return serialise(root)


# ---- the statements ----------------------------------------------------------------------------------------------------


def statements(cable: Cable) -> list[Statement]:
    """Everything that Dublin Core can say of the cable, in the order of the fifteen elements as the schemas have it."""
    groups = (_naming, _about, _dates, _kind, _identifiers, _sources, _relations, _coverage, _rights)
    said = (statement for group in groups for statement in group(cable))
    return [s._replace(value=clean(s.value).strip(), simple=s.simple and clean(s.simple).strip()) for s in said]


def _naming(cable: Cable) -> Iterator[Statement]:
    """The addressee is a contributor, as MARC relators have it (rcp is a refinement of dc:contributor)."""
    yield Statement("title", cable.title)
    for party in cable.sent_by:
        yield Statement("creator", controlled_name(party))
    for party in cable.sent_to:
        yield Statement("contributor", controlled_name(party))


def _about(cable: Cable) -> Iterator[Statement]:
    for part in cable.file_number.parts if cable.file_number else ():
        if part.words and not part.name.startswith("item"):
            yield Statement("subject", part.words)
    for keyword in cable.keywords:
        if keyword.scheme in SUBJECTS:
            yield Statement("subject", keyword.term)
    for keyword in cable.keywords:
        if keyword.scheme not in SUBJECTS:
            yield Statement("description", f"{keyword.scheme.capitalize()}: {keyword.term}")
    if cable.date and cable.date.is_inferred:
        yield Statement("description", _inference(cable.date))
    yield Statement("publisher", cable.archive.publisher)


def _inference(date: CableDate) -> str:
    because = "; ".join(e.because for e in date.evidence if e.because)
    return (
        f"The date is inferred: {date_words(date)}"
        + (f", because {because}" if because else "")
        + f" (certainty: {date.certainty})."
    )


def _dates(cable: Cable) -> Iterator[Statement]:
    """Simple Dublin Core has the date of the cable alone: a second one would be read as another date of the same thing."""
    created = edtf(cable.date)
    if created:
        day = w3cdtf(cable.date)
        yield Statement("date", created, "created", "W3CDTF" if created == day else "", day)
    if cable.revisions:
        days = [r.date for r in sorted(cable.revisions, key=lambda r: r.n)]
        yield Statement("date", days[0], "issued", "W3CDTF", None)
        if len(days) > 1:
            yield Statement("date", days[-1], "modified", "W3CDTF", None)


def _kind(cable: Cable) -> Iterator[Statement]:
    yield Statement("type", "Text", scheme="DCMIType")
    yield Statement("type", cable.form.value)
    yield Statement("format", "application/tei+xml", scheme="IMT")
    yield Statement("format", f"{count_words(cable)} words", "extent")


def _identifiers(cable: Cable) -> Iterator[Statement]:
    """The landing URI first: harvesters take the first for the link."""
    yield Statement("identifier", cable.uri, scheme="URI" if uri(cable.uri) == cable.uri else "")
    if cable.file_number:
        yield Statement("identifier", cable.file_number.canonical)
    if number := message_words(cable):
        yield Statement("identifier", number)
    if cable.document_number:
        yield Statement("identifier", f"document {cable.document_number.text}")


def _sources(cable: Cable) -> Iterator[Statement]:
    if cable.kept:
        yield Statement("source", original_of(cable))
    elif (original := original_of(cable)) and cable.file_number:
        yield Statement("source", f"{original}. {cable.file_number.canonical}")
    for printed in (*names_of(cable, KeptKind.PUBLICATION), cable.accession.citation):
        if printed:
            yield Statement("source", printed)
    yield Statement("language", cable.archive.language, scheme="RFC5646")


def _relations(cable: Cable) -> Iterator[Statement]:
    yield Statement("relation", cable.accession.collection_title or cable.accession.collection, "isPartOf")
    cited = [r for r in cable.references if r.kind in POINTING and r.outcome is not Outcome.BROKEN]
    filed = {r.file_number for r in cited if r.kind is ReferenceKind.CABLE}
    for reference in cited:
        if reference.kind is not ReferenceKind.FILE_NUMBER or reference.file_number not in filed:
            yield _relation(reference)


def _relation(reference: Reference) -> Statement:
    certain = reference.outcome in (Outcome.RESOLVED, Outcome.EXTERNAL)
    if certain and reference.target and uri(reference.target):
        return Statement("relation", uri(reference.target) or "", "references", "URI")
    return Statement("relation", citation(reference), "references")


def _coverage(cable: Cable) -> Iterator[Statement]:
    """Where and when the matters of the cable took place: countries of the file number, places of the heading, the period."""
    for part in cable.file_number.parts if cable.file_number else ():
        if part.words and part.name.endswith("country"):
            yield Statement("coverage", part.words, "spatial")
    seats = [party.place for party in (*cable.sent_by, *cable.sent_to)]
    for place in (cable.place, *seats):
        if place:
            yield Statement("coverage", place.text, "spatial")
    yield from _period(cable)


def _period(cable: Cable) -> Iterator[Statement]:
    """The certain date; else the years that its collection covers, cut to the bounds that are known."""
    if day := w3cdtf(cable.date):
        yield Statement("coverage", day, "temporal", "W3CDTF")
        return
    start = (cable.date and cable.date.not_before) or cable.accession.date_from
    end = (cable.date and cable.date.not_after) or cable.accession.date_to
    bounds = [f"{name}={value};" for name, value in (("start", start), ("end", end)) if value]
    if bounds:
        yield Statement("coverage", " ".join([*bounds, "scheme=W3C-DTF;"]), "temporal", "Period")


def _rights(cable: Cable) -> Iterator[Statement]:
    """The address alone in one statement, so that a machine may follow it; the prose in a second."""
    rights = rights_of(cable)
    yield Statement("rights", rights.uri, scheme="URI" if uri(rights.uri) == rights.uri else "")
    if rights.prose:
        yield Statement("rights", rights.prose)
