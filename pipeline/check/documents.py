"""Bytes to an XML document, safely: no entities, no network, no DOCTYPE, no more than 64 MiB."""

from __future__ import annotations

from lxml import etree

from pipeline.codes import Code
from pipeline.model import Finding, Where

MAX_BYTES = 64 * 1024 * 1024

Document = etree._ElementTree
Element = etree._Element


class MalformedError(Exception):
    """Not an XML document that we read; `finding` says why and where."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def parse(data: bytes, path: str, cable: str | None) -> Document:
    """The document. path: what findings call it. Raises MalformedError."""
    if len(data) > MAX_BYTES:
        raise _malformed(f"it has {len(data)} bytes, more than {MAX_BYTES}", path, cable)
    try:
        root = etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        raise _malformed(str(error.msg), path, cable, error.lineno) from None
    document = root.getroottree()
    if document.docinfo.internalDTD is not None:
        raise _malformed("it has a DOCTYPE, which Cablegram never writes", path, cable)
    return document


def _parser() -> etree.XMLParser:
    """A parser keeps its errors in itself, so each document has its own."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def _malformed(reason: str, path: str, cable: str | None, line: int | None = None) -> MalformedError:
    return MalformedError(
        Finding.of(Code.XML_MALFORMED, cable, Where(path=path, line=line), subject=path.rpartition("/")[2], reason=reason)
    )


def place_of(element: Element) -> str:
    """The element's XPath in local names: "/TEI/text/body/div/p[3]"; the number where there are several of its name."""
    steps = [_step(e) for e in (element, *element.iterancestors())]
    return "/" + "/".join(reversed(steps))


def _step(element: Element) -> str:
    name = etree.QName(element).localname
    before = sum(1 for _ in element.itersiblings(element.tag, preceding=True))
    is_alone = before == 0 and next(element.itersiblings(element.tag), None) is None
    return name if is_alone else f"{name}[{before + 1}]"
