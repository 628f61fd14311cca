"""Whether the files of one cable say the same of it: identifier, address, title, date, file number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, cast

from pipeline.check.documents import Document, Element
from pipeline.codes import Code
from pipeline.model import Finding, Where

NAMESPACES = {
    "tei": "http://www.tei-c.org/ns/1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
}
HEADER = "/tei:TEI/tei:teiHeader"
SENDING = f"{HEADER}/tei:profileDesc/tei:correspDesc/tei:correspAction[@type = 'sent']"
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


class Claims(NamedTuple):
    """What one file says; a matter that it does not speak of is not in `values`."""

    file: str
    values: dict[str, str]
    identifiers: tuple[str, ...] | None = None
    """Of Dublin Core: all of them, where the file number must be one."""
    certain_date: str | None = None
    """Of simple Dublin Core: as much of the date as is certain."""


def check_agreement(claims: Sequence[Claims], cable: str | None) -> list[Finding]:
    """A finding for each matter in which a file differs from the first that speaks of it."""
    return [
        Finding.of(
            Code.FILES_DISAGREE,
            cable,
            Where(path=second),
            f"{what} {_kind(second)}",
            what=what,
            one=one,
            first=_name(first),
            other=other,
            second=_name(second),
        )
        for what, first, one, second, other in _disagreements(claims)
    ]


def _disagreements(claims: Sequence[Claims]) -> Iterator[tuple[str, str, str, str, str]]:
    """(what, first file, what it says, second file, what that says)"""
    said: dict[str, tuple[str, str]] = {}
    for file, values, _, _ in claims:
        for what, value in values.items():
            first, one = said.setdefault(what, (file, value))
            if one != value:
                yield what, first, one, file, value
    for file, _, identifiers, certain_date in claims:
        if identifiers and "file number" in said and said["file number"][1] not in ("", *identifiers):
            yield "file number", *said["file number"], file, " or ".join(identifiers[1:]) or "not said"
        if certain_date and not all(day.startswith(certain_date) for day in said.get("date", ("", ""))[1].split(" to ")):
            yield "date", *said.get("date", ("the record", "not said")), file, certain_date


def _name(file: str) -> str:
    return file.rpartition("/")[2]


def _kind(file: str) -> str:
    """The suffix alone, so that a finding's subject does not depend on where the file lies."""
    return next((s for s in ("oai_dc.xml", "dcterms.xml", "tei.xml", "json") if file.endswith(s)), "")


# ---- what each kind of file says ---------------------------------------------------------------------------------------


def record_claims(file: str, record: dict[str, Any]) -> Claims:
    """Of a record that is valid against its schema."""
    date = record.get("date") or {}
    number = record.get("file_number") or {}
    return Claims(
        file,
        {
            "identifier": record["id"],
            "address": record["uri"],
            "title": _folded(record["title"]),
            "date": _days(date.get("when") or " ".join(date.get(k) or "" for k in ("not_before", "not_after"))),
            "file number": number.get("canonical", ""),
        },
    )


def tei_claims(file: str, document: Document) -> Claims:
    dates = _found(document, f"{SENDING}/tei:date")
    attributes = [dates[0].get(name) or "" for name in ("when", "notBefore", "notAfter")] if dates else []
    return Claims(
        file,
        {
            "identifier": document.getroot().get("{http://www.w3.org/XML/1998/namespace}id", ""),
            "address": _first(document, f"{HEADER}/tei:fileDesc/tei:publicationStmt/tei:idno[@type = 'URI']"),
            "title": _first(document, f"{HEADER}/tei:fileDesc/tei:titleStmt/tei:title"),
            "date": _days(" ".join(attributes)),
            "file number": _first(document, f"{HEADER}/tei:fileDesc//tei:msIdentifier/tei:idno[@type = 'file-number']"),
        },
    )


def dublin_core_claims(file: str, document: Document) -> Claims:
    """Of either vocabulary."""
    identifiers = tuple(_text(e) for e in _found(document, "/*/dc:identifier | /*/dcterms:identifier"))
    values = {"address": identifiers[0], "title": _first(document, "/*/dc:title | /*/dcterms:title")}
    is_simple = bool(_found(document, "/*/dc:title"))
    if not is_simple:
        values["date"] = _days(_first(document, "/*/dcterms:created"))
    return Claims(file, values, identifiers, _first(document, "/*/dc:date") if is_simple else None)


def _found(document: Document, xpath: str) -> list[Element]:
    return cast("list[Element]", document.xpath(xpath, namespaces=NAMESPACES))


def _first(document: Document, xpath: str) -> str:
    found = _found(document, xpath)
    return _text(found[0]) if found else ""


def _text(element: Element) -> str:
    return _folded(element.text or "")


def _folded(text: str) -> str:
    return " ".join(text.split())


def _days(text: str) -> str:
    """The days, months or years in a date of any notation, in order: "1936-08-24/.." → "1936-08-24"."""
    return " to ".join(_DAY.findall(re.sub(r"T[\d:]+", "", text)))
