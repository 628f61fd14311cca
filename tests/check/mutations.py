"""A TEI document in which every rule of schemas/cable.sch has something to judge, and the one edit that breaks each rule."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple, cast

from lxml import etree

from pipeline.model import Cable, Evidence, Outcome, Reading
from pipeline.write.tei import to_tei
from tests.cables import henderson_195, henderson_195_dated, read

NAMESPACES = {"t": "http://www.tei-c.org/ns/1.0"}
TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
Element = etree._Element


@cache
def full_cable() -> Cable:
    """The seed with what it lacks: a place, a name in an authority list, a reference that is resolved, two versions."""
    seed = henderson_195_dated()
    sender = seed.sent_by[0]
    person = Reading(text="Henderson", evidence=read("people.bracketed"), ref="p_LWH")
    cited, filed = seed.references
    undated = henderson_195().date
    assert undated is not None
    bounds = undated.model_copy(update={"not_before": "1936-08-27", "not_after": "1936-08-28"})
    return seed.model_copy(
        update={
            "sent_by": (sender.model_copy(update={"person": person}),),
            "place": Reading(text="Moscow", evidence=Evidence(rule="dates.dateline")),
            "date": bounds,
            "references": (cited.model_copy(update={"outcome": Outcome.RESOLVED, "target": "https://example.org/117"}), filed),
        }
    )


def document() -> Element:
    return etree.fromstring(to_tei(full_cable()))


def find(root: Element, xpath: str) -> Element:
    """The one element that the XPath gives. Anything else is a fault of the test."""
    (found,) = cast("list[Element]", root.xpath(xpath, namespaces=NAMESPACES))
    return found


# ---- edits -------------------------------------------------------------------------------------------------------------

Edit = Callable[[Element], None]


def setting(xpath: str, name: str, value: str | None) -> Edit:
    """Sets an attribute, or takes it away."""

    def edit(root: Element) -> None:
        element = find(root, xpath)
        if value is None:
            del element.attrib[name]
        else:
            element.set(name, value)

    return edit


def saying(xpath: str, text: str) -> Edit:
    def edit(root: Element) -> None:
        element = find(root, xpath)
        del element[:]
        element.text = text

    return edit


def without(xpath: str) -> Edit:
    def edit(root: Element) -> None:
        element = find(root, xpath)
        cast("Element", element.getparent()).remove(element)

    return edit


def adding(xpath: str, xml: str, at: int | None = None) -> Edit:
    def edit(root: Element) -> None:
        parent = find(root, xpath)
        child = etree.fromstring(f'<x xmlns="{NAMESPACES["t"]}">{xml}</x>')[0]
        parent.insert(len(parent) if at is None else at, child)

    return edit


def emptying(xpath: str) -> Edit:
    def edit(root: Element) -> None:
        element = find(root, xpath)
        del element[:]
        element.text = None

    return edit


def each(*edits: Edit) -> Edit:
    def edit_all(root: Element) -> None:
        for edit in edits:
            edit(root)

    return edit_all


class Mutation(NamedTuple):
    name: str
    edit: Edit
    rule: str
    """The one rule of cable.sch that the edited document breaks."""


SENT = "//t:correspAction[@type='sent']"
BREAKING = (
    Mutation("foreign prefix", setting("//t:note[@n='27']", XML_ID, "other.n3"), "id-prefix"),
    Mutation("no prefix", setting("//t:note[@n='26']", XML_ID, "n2"), "id-prefix"),
    Mutation("target nowhere", setting("//t:p/t:ref[@target]", "target", "#moscow-1936-195.n9"), "pointer-resolves"),
    Mutation("target relative", setting("//t:p/t:ref[@target]", "target", "117.xml"), "pointer-resolves"),
    Mutation("pointer nowhere", adding("//t:p[t:ref]", '<ptr type="note" target="#moscow-1936-195.n"/>'), "pointer-resolves"),
    Mutation("context nowhere", setting("//t:correspContext/t:ref", "corresp", "#moscow-1936-195.r9"), "context-resolves"),
    Mutation("context to a note", setting("//t:correspContext/t:ref", "corresp", "#moscow-1936-195.n2"), "context-resolves"),
    Mutation("reference untyped", adding("//t:div/t:p[1]", "<ref>ours</ref>"), "reference-known"),
    Mutation("unsure target", setting("//t:p/t:ref[@target]", "subtype", "ambiguous"), "target-certain"),
    Mutation("target of what is not held", setting("//t:correspContext/t:ref", "subtype", "not-held"), "target-certain"),
    Mutation("authority without list", setting(f"{SENT}/t:persName", "ref", "#p_LWH"), "authority-named"),
    Mutation("authority without row", setting(f"{SENT}/t:persName", "ref", "persons.csv#"), "authority-named"),
    Mutation("body date unexplained", without("//t:certainty[contains(@target, 'date1')]"), "inference-explained"),
    Mutation("note number unexplained", without("//t:certainty[contains(@target, '.n1')]"), "inference-explained"),
    Mutation("certain note called inferred", setting("//t:note[@n='27']", "cert", "low"), "inference-explained"),
    Mutation("labels unexplained", without("//t:certainty[contains(@target, 'list2')]"), "label-explained"),
    Mutation("certainty of nothing", adding("//t:standOff", '<certainty target="#moscow-1936-195.x" match="." locus="value" '
             'type="a.b" cert="low"><desc>It is so.</desc></certainty>'), "certainty-resolves"),
    Mutation("certainty without reason", saying("//t:certainty[1]/t:desc", " "), "certainty-reasoned"),
    Mutation("date without words", saying(f"{SENT}/t:date", ""), "date-stated"),
    Mutation("inferred date without evidence", setting(f"{SENT}/t:date", "evidence", None), "date-sourced"),
    Mutation("evidence of a date that is not inferred", setting(f"{SENT}/t:date", "cert", None), "date-sourced"),
    Mutation("bounds out of order", setting(f"{SENT}/t:date", "notAfter", "1936-08-26"), "bounds-in-order"),
    Mutation("bounds out of order by month", setting(f"{SENT}/t:date", "notAfter", "1936-07"), "bounds-in-order"),
    Mutation("no title", saying("//t:titleStmt/t:title", "\n "), "title-given"),
    Mutation("miscounted", setting("//t:measure", "quantity", "99"), "extent-counted"),
    Mutation("address with a space", saying("//t:publicationStmt/t:idno", "https://example.org/a b"), "landing-address"),
    Mutation("address without scheme", saying("//t:publicationStmt/t:idno", "moscow-1936-195"), "landing-address"),
    Mutation("published another day", setting("//t:publicationStmt/t:date", "when", "2026-11-30"), "dated-by-version"),
    Mutation("licence not absolute", setting("//t:licence", "target", "NoC-US/1.0/"), "licence-address"),
    Mutation("number empty", saying("//t:idno[@type='file-number'][ancestor::t:teiHeader]", ""), "number-given"),
    Mutation("path empty", saying("//t:idno[@type='source-path']", "  "), "number-given"),
    Mutation("sent twice", setting("//t:correspAction[@type='received']", "type", "sent"), "sent-and-received-once"),
    Mutation("received by nobody", emptying("//t:correspAction[@type='received']"), "correspondent-given"),
    Mutation("keyword empty", saying("//t:keywords[@scheme='form']/t:term", ""), "term-given"),
    Mutation("version left out", setting("//t:change[@n='2']", "n", "3"), "versions-count-down"),
    Mutation("first version missing", without("//t:change[@n='1']"), "versions-count-down"),
    Mutation("no text", each(emptying("//t:div"), without("//t:standOff"), without("//t:correspContext"),
                             without(f"{SENT}/t:date")), "text-present"),
    Mutation("unanchored amid the text", setting("//t:note[@n='27']", "type", "unanchored"), "unanchored-last"),
    Mutation("text after the unanchored", adding("//t:div", '<note place="foot">Late.</note>'), "unanchored-last"),
)  # fmt: skip
