"""What every XML that we write has in common: clean text, valid attribute values, indentation, and the bytes.

Whatever a cable holds, what leaves this module can stand in XML 1.0: control characters are left out here and nowhere else,
a date that no calendar has and an address that is no URI get no attribute (their words stay in the text).
"""

from __future__ import annotations

import re
from datetime import date, time
from urllib.parse import quote

from lxml import etree

Element = etree._Element


TEI = "http://www.tei-c.org/ns/1.0"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_FORBIDDEN = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\ufdd0-\ufdef]")
_W3CDTF = re.compile(r"(?P<year>\d{4})(-(?P<month>\d\d)(-(?P<day>\d\d)(T(?P<hour>\d\d):(?P<minute>\d\d))?)?)?")
_URI = re.compile(
    r"""[a-z][a-z0-9+.-]*:                                    # scheme
    (//(?P<authority>([\w.~!$&'()*+,;=:%-]*@)?[\w.~!$&'()*+,;=%-]*(:\d{1,5})?)(?=[/?#]|$)|(?!//))
    [\w.~!$&'()*+,;=:@%/-]*  (\?[\w.~!$&'()*+,;=:@%/?-]*)?  (\#[\w.~!$&'()*+,;=:@%/?-]*)?""",
    re.VERBOSE | re.ASCII,
)
_URI_CHARACTERS = "!$&'()*+,;=:@/?#%-._~"
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_NO_WORD = re.compile(r"[^\w.-]+")


# ---- values ------------------------------------------------------------------------------------------------------------


def clean(text: str) -> str:
    """The text without the characters that have no place in XML or in a harvest: controls, surrogates, noncharacters."""
    return text if text.isprintable() else _FORBIDDEN.sub("", text)


def word(text: str) -> str:
    """One token for an attribute that takes a name, perhaps empty: "press release" → "press-release"."""
    return _NO_WORD.sub("-", clean(text).strip()).strip("-")


def uri(text: str) -> str | None:
    """The address with what RFC 3986 does not allow percent-encoded; None where it is no absolute URI even then."""
    encoded = quote(_BARE_PERCENT.sub("%25", clean(text).strip()), safe=_URI_CHARACTERS)
    return encoded if _URI.fullmatch(encoded) and not encoded.endswith(":") else None


def fragment(text: str) -> str:
    """An identifier as it can stand after the # of an address."""
    return quote(clean(text).strip(), safe="!$&'()*+,;=:@/?-._~")


def calendar_date(text: str | None) -> str | None:
    """A year, month, day or minute as XML Schema writes it (with seconds); None where the calendar has no such moment."""
    match = _W3CDTF.fullmatch(text or "")
    if match is None:
        return None
    try:
        date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))
        time(int(match["hour"] or 0), int(match["minute"] or 0))
    except ValueError:
        return None
    return f"{match[0]}:00" if match["hour"] else match[0]


# ---- elements ----------------------------------------------------------------------------------------------------------


def sub(parent: Element, tag: str, text: str = "", **attributes: str | None) -> Element:
    """A new last child in the parent's namespace, with those attributes that have a value; `xml_id` is xml:id."""
    child = etree.SubElement(parent, parent.tag[: parent.tag.index("}") + 1] + tag)
    for name, value in attributes.items():
        if value:
            child.set(XML_ID if name == "xml_id" else name, clean(value))
    if text:
        child.text = clean(text)
    return child


def append_text(element: Element, text: str) -> None:
    """Adds text after whatever the element holds already."""
    if not text:
        return
    text = clean(text)
    if len(element):
        last = element[-1]
        last.tail = (last.tail or "") + text
    else:
        element.text = (element.text or "") + text


def indent(element: Element, structural: frozenset[str], level: int = 1) -> None:
    """Puts line ends between the children of `structural` elements that have no text of their own: prose stays as it is."""
    if len(element) == 0 or etree.QName(element).localname not in structural:
        return
    if element.text or any(child.tail for child in element):
        return
    element.text = "\n" + " " * level
    for child in element:
        indent(child, structural, level + 1)
        child.tail = element.text
    element[-1].tail = "\n" + " " * (level - 1)


def serialise(root: Element) -> bytes:
    """The document in UTF-8, with its declaration and a last line end."""
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(root, encoding="UTF-8", xml_declaration=False) + b"\n"
