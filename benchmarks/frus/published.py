"""What a published TEI says, as far as the editors said it too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from benchmarks.frus.document import CONTEXT, Mention
from benchmarks.frus.letters import bare, reference, squeeze

NS = {"t": "http://www.tei-c.org/ns/1.0"}
TEI = f"{{{NS['t']}}}"
NAMES = ("persName", "orgName", "roleName", "name")
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
FOOT = ("foot", "end", "bottom")


class ReadNote(NamedTuple):
    text: str
    before: str | None
    """The last 16 letters and digits before it; None: it stands at the end, its marker not found."""


@dataclass(slots=True)
class Published:
    """A document as read: the same concerns as its `Truth`."""

    file_numbers: list[str]
    senders: list[str]
    recipients: list[str]
    place: str | None
    when: str | None
    is_inferred: bool
    signed: list[str]
    text: str
    """All words of the text, with those of its notes."""
    notes: list[ReadNote] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)


def read_published(tei: bytes, volume: str) -> Published:
    """What the file says. volume: where its references within the volume lead."""
    root = etree.fromstring(tei, PARSER)
    text = root.find(f"{TEI}text")
    if text is None:
        raise ValueError("a published TEI has a text")
    sent = ".//t:correspAction[@type='sent']"
    place, date = root.find(f"{sent}/t:placeName", NS), root.find(f"{sent}/t:date", NS)
    said = Published(
        file_numbers=[_words(e) for e in root.iterfind(".//t:msIdentifier//t:idno[@type='file-number']", NS)],
        senders=_names(root, "sent"),
        recipients=_names(root, "received"),
        place=_words(place) if place is not None else None,
        when=date.get("when") if date is not None else None,
        is_inferred=date is not None and not {"cert", "notBefore"}.isdisjoint(map(str, date.attrib)),
        signed=[_words(e) for e in text.iter(f"{TEI}signed")],
        text="".join(_texts(text)),
    )
    _Walk(said, volume).through(text)
    return said


def _names(root: etree._Element, action: str) -> list[str]:
    found = [root.iterfind(f".//t:correspAction[@type='{action}']//t:{tag}", NS) for tag in NAMES]
    return [name for elements in found for element in elements if (name := _words(element))]


def _words(element: etree._Element) -> str:
    return squeeze("".join(_texts(element)))


def _texts(element: etree._Element) -> Iterator[str]:
    return map(str, element.itertext())


class _Walk:
    """Through the text in its order: what stands where, the words before it known; notes are no part of the running text."""

    def __init__(self, said: Published, volume: str) -> None:
        self.said, self.volume, self.before = said, volume, ""

    def through(self, element: etree._Element) -> None:
        self._pass(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._meet(child)
            self._pass(child.tail)

    def _pass(self, text: str | None) -> None:
        if text:
            self.before = (self.before + bare(text))[-CONTEXT:]

    def _meet(self, element: etree._Element) -> None:
        if is_note(element):
            before = None if element.get("type") == "unanchored" else self.before
            self.said.notes.append(ReadNote(_words(element), before))
            for ref in element.iter(f"{TEI}ref"):
                self._refer(ref)
        elif element.tag == f"{TEI}pb":
            self.said.pages.append(element.get("n", ""))
        else:
            self._enter(element)

    def _enter(self, element: etree._Element) -> None:
        if element.tag == f"{TEI}ref":
            self._refer(element)
        if element.tag == f"{TEI}persName":
            listed = element.get("ref") or element.get("corresp") or ""
            self.said.mentions.append(Mention(_words(element), listed.rpartition("#")[2]))
        self.through(element)

    def _refer(self, ref: etree._Element) -> None:
        if target := ref.get("target"):
            self.said.references.append(reference(target, self.volume))


def is_note(element: etree._Element) -> bool:
    """Whether it is a note of the document, and not a remark of ours."""
    is_placed = element.get("n") or element.get("type") == "unanchored" or element.get("place") in FOOT
    return element.tag == f"{TEI}note" and bool(is_placed)
