"""The seed in TEI, Dublin Core and JSON, against what the issue and the printed page say; none of it is our own output."""

from __future__ import annotations

import json
from typing import cast

import pytest
from lxml import etree

from pipeline.write import FORMATS, render
from pipeline.write.dublincore import to_dcterms, to_oai_dc
from pipeline.write.record import from_record, to_record
from pipeline.write.tei import to_tei
from tests.cables import henderson_195, henderson_195_dated

NAMESPACES = {
    "t": "http://www.tei-c.org/ns/1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
SEED = etree.fromstring(to_tei(henderson_195()))
DATED = etree.fromstring(to_tei(henderson_195_dated()))


def said(root: etree._Element, xpath: str) -> list[str]:
    """The string values of what the XPath gives, white space folded."""
    found = root.xpath(xpath, namespaces=NAMESPACES)
    if not isinstance(found, list):
        return [str(found)]
    return [
        " ".join(
            str(f if isinstance(f, str) else "".join(cast("list[str]", cast("etree._Element", f).xpath(".//text()")))).split()
        )
        for f in found
    ]


COUNTING = "The other Secretaries of the Embassy and I believe (a) and (b) and disbelieve (c), (d), and (e)."
CONSTITUTION = (
    "To correct the mistaken impression obtained by some members or former members of the Party that the announcement of the "
    "new constitution"
)
HEADING = "The Chargé in the Soviet Union (Henderson) to the Secretary of State"


@pytest.mark.parametrize(
    ("xpath", "expected"),
    [
        # what it is, and where the paper is
        ("/t:TEI/@xml:id", ["moscow-1936-195"]),
        ("//t:titleStmt/t:title", [HEADING]),
        ("//t:publicationStmt/t:licence | //t:licence/@target", ["http://rightsstatements.org/vocab/NoC-US/1.0/"]),
        ("//t:msIdentifier/t:idno[@type='file-number']", ["861.00/11630"]),
        ("//t:msIdentifier/t:idno[@type='message-number']", ["195"]),
        ("//t:msIdentifier/t:repository", ["National Archives (United States)"]),
        ("//t:altIdentifier/t:idno/@type", ["source-path", "sha256"]),
        ("//t:application/@ident | //t:application/@version", ["cablegram", "0.1.0"]),
        # who to whom
        ("//t:correspAction[@type='sent']/t:persName", ["Henderson"]),
        ("//t:correspAction[@type='sent']/t:roleName", ["Chargé"]),
        ("//t:correspAction[@type='sent']/t:placeName", ["Soviet Union"]),
        ("//t:correspAction[@type='received']/*", ["Secretary of State"]),
        ("//t:correspContext/t:ref", ["Department of State telegram 117 to Moscow, 1936-08-24 (861.00/11629)"]),
        ("//t:correspContext/t:ref/@target", []),
        # when: not before, by inference, explained
        ("//t:correspAction[@type='sent']/t:date/@notBefore", ["1936-08-24"]),
        ("//t:correspAction[@type='sent']/t:date/@when", []),
        ("//t:correspAction[@type='sent']/t:date/@cert", ["medium"]),
        ("//t:correspAction[@type='sent']/t:date/@evidence", ["internal"]),
        ("//t:certainty[@target='#moscow-1936-195.date']/@match", ["@notBefore"]),
        ("//t:certainty[@target='#moscow-1936-195.date']/@type", ["dates.not-before-cited"]),
        # classes
        ("//t:keywords[@scheme='form']/t:term", ["telegram"]),
        (
            "//t:keywords[@scheme='file-class']/t:term",
            ["Internal affairs of states", "Russia and the Soviet Union", "Political affairs"],
        ),
        ("//t:keywords[@scheme='file-class']/t:term/@n", ["8", "61", "00"]),
        # the text
        ("//t:body/t:div/@type", ["telegram"]),
        ("//t:note[@type='source']", ["861.00/11630: Telegram"]),
        ("//t:div/t:head", [HEADING]),
        ("//t:div/t:head/*", ["Chargé", "Soviet Union", "Henderson", "Secretary of State"]),
        ("//t:body//t:idno[@type='message-number']", ["195"]),
        ("//t:pb/@n", ["301", "302"]),
        ("//t:pb[@n='301']/preceding-sibling::t:p[1]", [COUNTING]),
        ("count(//t:list)", ["3.0"]),
        ("//t:list[1]/t:item/@n", ["a", "b"]),
        ("//t:list[2]/t:item/@n", ["c", "d", "e"]),
        ("//t:list[3]/t:item/@n", []),
        ("count(//t:list[3]/t:item)", ["6.0"]),
        ("//t:list[2]/t:item[@n='e']", ["The German police were involved."]),
        # notes
        ("//t:note[@place='foot']/@n", ["26", "27", "25"]),
        ("//t:note[@type='unanchored']", ["Telegram in two sections."]),
        ("//t:note[@type='unanchored']/@cert", ["medium"]),
        (
            "//t:note[@n='26']",
            ["Not printed; it asked for interpretive reports on the Zinoxyez-Kamenyev trial (861.00/11629)."],
        ),
        ("//t:note[@n='26']/preceding-sibling::t:ref", ["Department’s 117, August 24, 6 p.m."]),
        ("//t:note[@n='27']/t:date/@when", ["1936-06-11", "1936-11-25", "1936-12-05"]),
        ("//t:note[@n='27']/parent::t:item/text()[1]", [CONSTITUTION]),
        # references
        ("//t:p/t:ref/@type | //t:p/t:ref/@subtype", ["cable", "not-printed"]),
        ("//t:p/t:ref/t:date/@when", ["1936-08-24T18:00:00"]),
        ("//t:note//t:ref/t:idno", ["861.00/11629"]),
        ("//t:ref/@target", []),
        ("//t:change", ["first published"]),
    ],
)
def test_the_tei_says(xpath: str, expected: list[str]) -> None:
    assert said(SEED, xpath) == expected


@pytest.mark.parametrize(
    ("xpath", "expected"),
    [
        ("//t:correspAction[@type='sent']/t:date/@when", ["1936-08-27"]),
        ("//t:correspAction[@type='sent']/t:date/@notBefore", []),
        ("//t:correspAction[@type='sent']/t:date/@cert", ["high"]),
        ("//t:correspAction[@type='sent']/t:date/@evidence", ["external"]),
        (
            "//t:certainty[@target='#moscow-1936-195.date']/t:desc",
            ["moscow-1936-203 cites it as telegram No. 195 of August 27, 1936"],
        ),
        ("//t:change/@n", ["2", "1"]),
        ("//t:change/@when", ["2026-11-23", "2026-11-22"]),
        ("//t:publicationStmt/t:date/@when", ["2026-11-23"]),
    ],
)
def test_the_second_version_says(xpath: str, expected: list[str]) -> None:
    assert said(DATED, xpath) == expected


def test_prose_has_no_line_ends_of_ours() -> None:
    """An editor's white space stands between elements that hold no words."""
    for element in SEED.iter("{*}p", "{*}item", "{*}note", "{*}head"):
        assert "\n" not in "".join(cast("list[str]", element.xpath(".//text()")))


def test_simple_dublin_core() -> None:
    root = etree.fromstring(to_oai_dc(henderson_195()))
    assert said(root, "dc:title") == [HEADING]
    assert said(root, "dc:creator") == ["Henderson (Chargé, Soviet Union)"]
    assert said(root, "dc:identifier")[0] == "https://cables.example.org/soviet-union-1936/moscow-1936-195"
    assert said(root, "dc:identifier")[1:] == ["861.00/11630", "telegram 195"]
    assert said(root, "dc:date") == []
    assert said(root, "dc:type")[0] == "Text"
    assert said(root, "dc:format")[0] == "application/tei+xml"
    assert said(root, "dc:language") == ["en"]
    assert said(root, "dc:rights") == ["http://rightsstatements.org/vocab/NoC-US/1.0/"]
    location = root.get("{http://www.w3.org/2001/XMLSchema-instance}schemaLocation")
    assert location == "http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
    assert said(etree.fromstring(to_oai_dc(henderson_195_dated())), "dc:date") == ["1936-08-27"]


def test_qualified_dublin_core() -> None:
    root = etree.fromstring(to_dcterms(henderson_195()))
    assert root.tag == "{http://worldcat.org/xmlschemas/qdc-1.0/}qualifieddc"
    assert said(root, "dcterms:created") == ["1936-08-24/.."]
    assert said(root, "dcterms:issued[@xsi:type='dcterms:W3CDTF']") == ["2026-11-22"]
    assert said(root, "dcterms:references") == ["Department of State telegram 117 to Moscow, 1936-08-24 (861.00/11629)"]
    assert said(root, "dcterms:isPartOf") == ["Foreign Relations of the United States, The Soviet Union, 1933–1939"]
    assert said(root, "dcterms:spatial") == ["Russia and the Soviet Union", "Soviet Union"]
    second = etree.fromstring(to_dcterms(henderson_195_dated()))
    assert said(second, "dcterms:created") == ["1936-08-27"]
    assert said(second, "dcterms:modified") == ["2026-11-23"]


def test_the_record_holds_the_cable() -> None:
    content = to_record(henderson_195())
    assert from_record(content) == henderson_195()
    record = json.loads(content)
    assert record["message_number"]["text"] == "195"
    assert record["date"]["not_before"] == "1936-08-24"
    assert record["date"]["evidence"][0]["certainty"] == "medium"
    assert "when" not in record["date"]
    assert record["source"]["text"].startswith("861.00/11630: Telegram\n\nThe Chargé")
    assert content.endswith(b"}\n")


def test_render_gives_the_five_files() -> None:
    files = render(henderson_195())
    assert list(files) == ["tei.xml", "oai_dc.xml", "dcterms.xml", "json", "html"]
    assert list(FORMATS) == ["tei", "oai_dc", "dcterms", "json", "html"]
    assert files == render(henderson_195())
    assert files["tei.xml"].startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns=')
