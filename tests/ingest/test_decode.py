"""Bytes to text: encodings, damage, control characters, what is no text."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.codes import Code
from pipeline.ingest import decode, finding_of

SENTENCE = "Reference Department’s 117; the Chargé said “no”.\n"

ENCODINGS = {
    # UTF-8 is what a text should be: nothing to remark
    "utf-8": (SENTENCE.encode(), "utf-8", ""),
    "utf-8-mark": (b"\xef\xbb\xbf" + SENTENCE.encode(), "utf-8", ""),
    "ascii": (b"195. Reference 117\n", "utf-8", ""),
    # the rest was assumed
    "utf-16-le-mark": (b"\xff\xfe" + SENTENCE.encode("utf-16-le"), "utf-16-le", "byte order mark"),
    "utf-16-be-mark": (b"\xfe\xff" + SENTENCE.encode("utf-16-be"), "utf-16-be", "byte order mark"),
    "utf-32-le-mark": (b"\xff\xfe\0\0" + SENTENCE.encode("utf-32-le"), "utf-32-le", "byte order mark"),
    "utf-16-le": (SENTENCE.encode("utf-16-le"), "utf-16-le", "every other byte of its beginning is NUL"),
    "utf-16-be": (SENTENCE.encode("utf-16-be"), "utf-16-be", "every other byte of its beginning is NUL"),
    "cp1252": (SENTENCE.encode("cp1252"), "cp1252", "no valid UTF-8; 0xe9 is the letter é in cp1252"),
    "mac-roman": (SENTENCE.encode("mac-roman"), "mac-roman", "no valid UTF-8; 0xd5 is an apostrophe in mac-roman"),
}


@pytest.mark.parametrize(("data", "encoding", "why"), ENCODINGS.values(), ids=ENCODINGS)
def test_encoding(data: bytes, encoding: str, why: str) -> None:
    text, read_as, remarks = decode(data)
    assert read_as == encoding
    assert text == ("195. Reference 117\n" if data.isascii() and b"\0" not in data else SENTENCE)
    assert remarks == (((Code.ENCODING_ASSUMED, {"encoding": encoding, "why": why}),) if why else ())


LINES = {
    "crlf": (b"a\r\nb\r\n", "a\nb\n"),
    "cr": (b"a\rb\r", "a\nb\n"),
    "mixed": (b"a\r\n\rb\n", "a\n\nb\n"),
    "form-feed": (b"a\fb", "a\nb"),
    "tab-stays": (b"a\tb", "a\tb"),
}


@pytest.mark.parametrize(("data", "text"), LINES.values(), ids=LINES)
def test_line_ends(data: bytes, text: str) -> None:
    assert decode(data) == (text, "utf-8", ())


LONG = "The Ambassador reports. " * 10

CONTROLS = {
    "nul-and-sub": (f"a\0b\0c\0{LONG}\x1a".encode(), f"abc{LONG}", 4, "NUL ×3, U+001A ×1"),
    "delete": (f"a\x7f{LONG}".encode(), f"a{LONG}", 1, "U+007F ×1"),
    "c1": (f"a\x93{LONG}".encode(), f"a{LONG}", 1, "U+0093 ×1"),
    "vertical-tab": (f"a\v{LONG}".encode(), f"a{LONG}", 1, "U+000B ×1"),
    "noncharacters": (f"a\ufffe\uffff{LONG}".encode(), f"a{LONG}", 2, "U+FFFE ×1, U+FFFF ×1"),
    "six-kinds": (f"\1\2\3\4\5\6{LONG}".encode(), LONG, 6, "U+0001 ×1, U+0002 ×1, U+0003 ×1, U+0004 ×1, U+0005 ×1, …"),
}


@pytest.mark.parametrize(("data", "text", "count", "which"), CONTROLS.values(), ids=CONTROLS)
def test_control_characters(data: bytes, text: str, count: int, which: str) -> None:
    assert decode(data) == (text, "utf-8", ((Code.CONTROL_CHARACTERS, {"count": count, "which": which}),))


def test_lone_surrogate_of_utf_16() -> None:
    data = b"\xff\xfe" + LONG.encode("utf-16-le") + b"\x00\xd8" + "b".encode("utf-16-le")
    decoded = decode(data)
    assert decoded.text == f"{LONG}b"
    assert decoded.remarks[1] == (Code.CONTROL_CHARACTERS, {"count": 1, "which": "U+D800 ×1"})


DAMAGE = {
    # mostly UTF-8: the broken bytes are damage, not cp1252
    "utf-8": (b"Charg\xc3\xa9 d\xe2\x80\x99Affaires\xff at\xfe", "Chargé d’Affaires\ufffd at\ufffd", "utf-8", 2, 20, 0xFF),
    "utf-8-cut-short": ("“Chargé” d".encode() + b"\xe2\x80", "“Chargé” d\ufffd", "utf-8", 2, 15, 0xE2),
    "utf-8-mark": (b"\xef\xbb\xbfa\xff", "a\ufffd", "utf-8", 1, 4, 0xFF),
    # an odd number of bytes
    "utf-16-cut-short": (b"\xff\xfea\0b\0c", "ab\ufffd", "utf-16-le", 1, 6, 0x63),
    # one of the five bytes that cp1252 leaves undefined, among many that only it has
    "cp1252": ("l’été à “Genève” était".encode("cp1252") + b"\x81", "l’été à “Genève” était\ufffd", "cp1252", 1, 22, 0x81),
}


@pytest.mark.parametrize(("data", "text", "encoding", "count", "offset", "byte"), DAMAGE.values(), ids=DAMAGE)
def test_damage(data: bytes, text: str, encoding: str, count: int, offset: int, byte: int) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (text, encoding)
    values = {"count": count, "encoding": encoding, "offset": offset, "byte": byte}
    assert decoded.remarks[-1] == (Code.ENCODING_DAMAGED, values)


EMPTY = {
    "nothing": b"",
    "white-space": b" \r\n\t\n",
    "mark-only": b"\xef\xbb\xbf",
    "utf-16-mark-only": b"\xff\xfe",
    "dashes": b"--- * ---\n",
    "nuls": bytes(4096),
}


@pytest.mark.parametrize("data", EMPTY.values(), ids=EMPTY)
def test_empty(data: bytes) -> None:
    assert decode(data).remarks == ((Code.EMPTY_INPUT, {"size": len(data)}),)


BINARY = {
    "pdf": (b"%PDF-1.7\n%\xe2\xe3", "a PDF document"),
    "rtf": (b"{\\rtf1\\ansi Moscow}", "an RTF document"),
    "doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "a Word or other Office document"),
    "docx": (b"PK\x03\x04\x14\0\x06\0", "a zip archive (or a Word or OpenDocument file)"),
    "gzip": (b"\x1f\x8b\x08\0", "a gzip archive"),
    "png": (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    "jpeg": (b"\xff\xd8\xff\xe0", "a JPEG image"),
    "gif": (b"GIF89a", "a GIF image"),
    "tiff-intel": (b"II*\0", "a TIFF image"),
    "tiff-motorola": (b"MM\0*", "a TIFF image"),
    "elf": (b"\x7fELF\x02", "a program"),
    "html": (b"<!DOCTYPE html>\n<html>", "an HTML page"),
    "html-bare": (b"\n <HTML><body>Moscow", "an HTML page"),
    "html-comment": (b"<!-- saved --><html>", "an HTML page"),
    "xhtml": (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "">', "an HTML page"),
    "html-utf-16": ("<html><body>Moscow".encode("utf-16"), "an HTML page"),
    "xml": (b'<?xml version="1.0"?><TEI/>', "an XML document"),
    "random": (hashlib.shake_256(b"any").digest(5000), "binary data"),
    "controls": (b"Moscow \1\2 August", "binary data"),
}


@pytest.mark.parametrize(("data", "what"), BINARY.values(), ids=BINARY)
def test_binary(data: bytes, what: str) -> None:
    assert decode(data) == ("", "binary", ((Code.BINARY_INPUT, {"what": what}),))


TEXT_ALL_THE_SAME = {
    "title-between-angles": b"<htmlike> is no tag",
    "bm": b"BM to Embassy",
    "pk": b"PK reports",
    "few-controls": b"x" * 96 + b"\1" * 4,
}


@pytest.mark.parametrize("data", TEXT_ALL_THE_SAME.values(), ids=TEXT_ALL_THE_SAME)
def test_not_binary(data: bytes) -> None:
    assert Code.BINARY_INPUT not in [code for code, _ in decode(data).remarks]


@given(st.binary(max_size=300) | st.text(max_size=100).map(lambda t: t.encode("utf-16", "surrogatepass")))
def test_total(data: bytes) -> None:
    """Any bytes decode; the text can stand in XML; each remark has what its sentence needs."""
    decoded = decode(data)
    decoded.text.encode()
    assert not set(decoded.text) & {"\r", "\f", "\0", "\x7f", "\x85", "\ufffe", "\uffff"}
    for remark in decoded.remarks:
        assert finding_of(remark, "x.txt").message


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff\ufffe\uffff")).filter(str.isalnum))
def test_utf_8_is_kept(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8", ())


def test_comments_without_end_are_read_in_linear_time() -> None:
    """As a regular expression that is repeated within itself would not: the test's time limit is the assertion."""
    assert decode(b"<!-- x -->" * 6000 + b"<p>").encoding == "utf-8"
