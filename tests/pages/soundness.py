"""What every page must be: well-formed, safe, self-contained, accessible."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import lxml.html
from lxml import etree

XHTML = "{http://www.w3.org/1999/xhtml}"
SAFE_LINK = re.compile(r"https?://\S+|#\S+|(\.\./)*[A-Za-z0-9%][A-Za-z0-9%._/-]*", re.ASCII)
"""A web address, a place on the page, or a relative path; its first segment has no colon, so no scheme can hide in it."""
INLINE = frozenset({"a", "b", "i", "span", "sup", "q", "time", "code"})


def faults(page: bytes) -> list[str]:
    """What is wrong with a page, in words; empty for a sound one. Raises etree.XMLSyntaxError if it is not well-formed."""
    strict = etree.fromstring(page)
    loose = lxml.html.document_fromstring(page)
    same = [e.tag.removeprefix(XHTML) for e in strict.iter(etree.Element) if not isinstance(e.tag, etree.QName)]
    found = [] if "script" not in same else ["a script"]
    found += _attribute_faults(loose) + _link_faults(loose) + _structure_faults(loose) + _policy_faults(loose)
    return found


def _attribute_faults(page: lxml.html.HtmlElement) -> list[str]:
    names = [(e.tag, name) for e in page.iter(etree.Element) for name in e.attrib]
    loading = {"src", "srcset", "style", "background", "action", "formaction", "poster", "ping", "srcdoc"}
    found = [f"{tag}/@{name}" for tag, name in names if name.startswith("on") or name in loading]
    forbidden = ("script", "img", "iframe", "object", "embed", "form", "base", "input", "audio", "video", "foreignobject")
    return found + [f"<{e.tag}>" for e in page.iter(*forbidden)]


def _link_faults(page: lxml.html.HtmlElement) -> list[str]:
    ids = {e.get("id") for e in page.iter(etree.Element)}
    links = [e.get("href") or "" for e in page.iter(etree.Element) if "href" in e.attrib]
    found = [f"unsafe link {href!r}" for href in links if not SAFE_LINK.fullmatch(href)]
    found += [f"link to nowhere {href}" for href in links if href.startswith("#") and href[1:] not in ids]
    found += [f"link within a link: {a.get('href')}" for a in page.xpath("//a[ancestor::a]")]
    labels = [(e.get("aria-labelledby") or "").split() for e in page.iter(etree.Element)]
    return found + [f"label nowhere: {id}" for row in labels for id in row if id not in ids]


def _structure_faults(page: lxml.html.HtmlElement) -> list[str]:
    ids = Counter(e.get("id") for e in page.iter(etree.Element) if e.get("id") is not None)
    found = [f"id {id!r} {n} times" for id, n in ids.items() if n > 1 or not id or " " in id]
    levels = [int(h.tag[1]) for h in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    if levels[:1] != [1] or levels.count(1) != 1:
        found.append(f"headings {levels}")
    found += [f"h{a} before h{b}" for a, b in pairwise(levels) if b > a + 1]
    found += [
        "a table without column headers"
        for t in page.iter("table")
        if t.get("class") != "printed" and not t.xpath("./thead/tr/th[@scope='col']")
    ]
    if len(page.xpath("//main")) != 1 or page.get("lang") != "en" or not page.findtext(".//title"):
        found.append("no main, language or title")
    if page.xpath("string(//body/a[1]/@href)") != "#main":
        found.append("no skip link")
    return found


def _policy_faults(page: lxml.html.HtmlElement) -> list[str]:
    policies = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    styles = page.xpath("//style")
    if len(policies) != 1 or len(styles) != 1:
        return ["not one policy and one style"]
    digest = base64.b64encode(hashlib.sha256((styles[0].text or "").encode()).digest()).decode()
    found = [] if f"style-src 'sha256-{digest}'" in policies[0] and "default-src 'none'" in policies[0] else ["policy"]
    return found + ["the style loads something" for word in ("url(", "@import", "@font-face") if word in styles[0].text]


def parse(page: bytes) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(page)


def words_of(element: lxml.html.HtmlElement) -> str:
    """The text of an element as a reader sees it: block elements apart, white space folded."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: lxml.html.HtmlElement) -> Iterator[str]:
    border = "" if element.tag in INLINE else " "
    yield border + (element.text or "")
    for child in element:
        yield from _texts(child)
        yield child.tail or ""
    yield border
