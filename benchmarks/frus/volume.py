"""A volume from its TEI file, as https://github.com/HistoryAtState/frus publishes them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from benchmarks.frus.document import Document, Entry, Volume
from benchmarks.frus.forms import raw_texts
from benchmarks.frus.printed import TEI, blocks, words
from benchmarks.frus.truth import truth_of
from pipeline.errors import InputError

ID = "{http://www.w3.org/XML/1998/namespace}id"
PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_comments=True, collect_ids=False
)
"""Ids are not collected, as an id that a volume has twice is no reason not to read it."""
NOT_TEI = "a volume is a file of https://github.com/HistoryAtState/frus/tree/master/volumes, such as frus1951v07p2.xml"


def read_volume(path: Path, every: int = 1) -> Volume:
    """The volume with every Nth of its documents. Raises InputError where the file is not a volume in TEI."""
    root = _root(path)
    id_ = root.get(ID) or path.stem
    title = root.find(f".//{TEI}titleStmt/{TEI}title[@type='complete']")
    found = list(root.iterfind(f".//{TEI}text//{TEI}div[@type='document']"))
    return Volume(
        id=id_,
        title=words(title) if title is not None else "",
        persons=tuple(_entries(root, "persName")),
        terms=tuple(_entries(root, "term")),
        documents=tuple(_document(div, id_) for div in found[::every]),
    )


def _root(path: Path) -> etree._Element:
    try:
        root = etree.parse(str(path), PARSER).getroot()
    except (OSError, etree.XMLSyntaxError) as fault:
        raise InputError(f"{path} cannot be read as XML: {fault}", NOT_TEI) from fault
    if root.tag != f"{TEI}TEI":
        raise InputError(f"{path} is no TEI: its outermost element is {root.tag}, not {TEI}TEI", NOT_TEI)
    return root


def _document(div: etree._Element, volume: str) -> Document:
    printed = list(blocks(div))
    truth = truth_of(div, printed, volume)
    texts = raw_texts(printed, [note.text for note in truth.notes])
    return Document(f"{volume}/{div.get(ID)}", volume, texts, truth)


def _entries(root: etree._Element, tag: str) -> Iterator[Entry]:
    """The lines of a list at the front or the back of the volume: whatever has an id to be referred to by."""
    for name in root.iterfind(f".//{TEI}text//{TEI}{tag}[@{ID}]"):
        above = name.iterancestors(f"{TEI}item", f"{TEI}row", f"{TEI}p")
        yield Entry(name.get(ID, ""), words(name), words(next(above, name)))
