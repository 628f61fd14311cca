"""Bytes to text: the encoding, what had to be assumed or left out, and what is no text at all. Raises nothing."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from typing import NamedTuple

from pipeline.codes import Code
from pipeline.ingest import charset
from pipeline.ingest.intake import Remark


class Decoded(NamedTuple):
    text: str
    """Line ends are `\\n`; empty where the bytes are no text."""
    encoding: str
    """The name Python knows it by; "binary" where the bytes are no text."""
    remarks: tuple[Remark, ...]
    """`intake.finding_of` makes findings of them."""


class _Reading(NamedTuple):
    text: str
    encoding: str
    why: str = ""
    damage: tuple[int, int] | None = None
    """How many bytes stand for nothing, and where the first is."""


# ---- what is no text: the first bytes of other formats --------------------------------------------------------------

MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a Word or other Office document"),
    (b"PK\x03\x04", "a zip archive (or a Word or OpenDocument file)"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\xffWPC", "a WordPerfect document"),
)
"""Source: the formats' specifications, as listed in the `magic` file of file(1) 5.44."""

_MAGIC = tuple(magic for magic, _ in MAGIC)

MARKUP = (
    (
        re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S),
        "an HTML page",
    ),
    (re.compile(r"\s*<\?xml\b", re.I), "an XML document"),
    (re.compile(r"\s*\{\\rtf"), "an RTF document"),
)

SAMPLE = 64 * 1024
"""How much of the beginning is searched for control characters and NUL patterns."""

MOST_CONTROLS = 0.05
"""The share of control characters in the sample above which bytes are not text."""

_IS_WORDLESS = re.compile(rb"[\x00\s]*\Z")
_CODES_OF_MACHINES = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_BYTES_OF_CONTROLS = bytes({*range(0x09), 0x0B, *range(0x0E, 0x20), 0x7F, 0xC2, 0xEF})
"""The control characters of one byte and, in UTF-8, the first bytes of the others: most texts have none."""
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_LINE_END = re.compile(r"\r\n|\r|\f")

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

UTF8_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|\xed[\x80-\x9f][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}"
)
"""A character of two to four bytes. Source: The Unicode Standard 15.0, table 3-7."""


def decode(data: bytes) -> Decoded:
    """The text of a file, its encoding, and what an archivist should know of either.

    Form feeds are line breaks; other control characters are left out and counted. Remarks that are errors: EMPTY_INPUT,
    BINARY_INPUT (both without text) and ENCODING_DAMAGED (with U+FFFD where bytes stand for nothing). Linear in time.
    """
    what = _foreign_format(data)
    if what:
        return _binary(what)
    if _IS_WORDLESS.match(data):
        return Decoded("", "utf-8", ((Code.EMPTY_INPUT, {"size": len(data)}),))
    reading = _read(data)
    sample = reading.text[:SAMPLE]
    controls = _controls(reading, data)
    if controls and len(_CODES_OF_MACHINES.findall(sample)) > MOST_CONTROLS * len(sample):
        return _binary("binary data")
    what = next((name for pattern, name in MARKUP if pattern.match(sample)), None)
    if what:
        return _binary(what)
    text = reading.text
    if "\r" in text or "\f" in text:
        text = _LINE_END.sub("\n", text)
    if controls:
        text = _CONTROLS.sub("", text)
    if not _LETTER_OR_DIGIT.search(text):
        return Decoded(text, reading.encoding, ((Code.EMPTY_INPUT, {"size": len(data)}),))
    return Decoded(text, reading.encoding, (*_of_encoding(reading, data), *_of_controls(controls)))


def _binary(what: str) -> Decoded:
    return Decoded("", "binary", ((Code.BINARY_INPUT, {"what": what}),))


def _foreign_format(data: bytes) -> str | None:
    if not data.startswith(_MAGIC):
        return None
    return next(what for magic, what in MAGIC if data.startswith(magic))


# ---- the encoding ---------------------------------------------------------------------------------------------------


def _read(data: bytes) -> _Reading:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _unicode(data, len(mark), encoding, "byte order mark")
    wide = _wide_without_mark(data[:SAMPLE])
    if wide:
        return _unicode(data, 0, wide, "every other byte of its beginning is NUL")
    try:
        return _Reading(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _unicode(data, 0, "utf-8", "") if _is_damaged_utf8(data) else _of_one_byte(data)


def _unicode(data: bytes, skip: int, encoding: str, why: str) -> _Reading:
    """The text after `skip` bytes. A lone surrogate of UTF-16 stays in it, to be left out with the control characters."""
    body = data[skip:]
    try:
        text = body.decode(encoding, "surrogatepass" if encoding.startswith("utf-16") else "strict")
        return _Reading(text, encoding, why)
    except UnicodeDecodeError as fault:
        text = _with_replacements(body, encoding)
        first = fault.start + skip
        broken = _broken_bytes(body) if encoding == "utf-8" else text.count("\ufffd") * int(encoding[4:6]) // 8
        return _Reading(text, encoding, why, damage=(min(broken, len(data) - first), first))


def _with_replacements(body: bytes, encoding: str) -> str:
    if not encoding.startswith("utf-16"):
        return body.decode(encoding, "replace")
    whole = len(body) // 2 * 2
    return body[:whole].decode(encoding, "replace") + "\ufffd" * (len(body) > whole)


def _wide_without_mark(sample: bytes) -> str | None:
    """UTF-16 by its NULs: in text of the West one byte of each pair is NUL, always the same."""
    if 0 not in sample:
        return None
    pairs = len(sample) // 2
    even, odd = sample[0 : 2 * pairs : 2].count(0), sample[1 : 2 * pairs : 2].count(0)
    if odd >= max(2, 0.6 * pairs) and even <= 0.05 * pairs:
        return "utf-16-le"
    if even >= max(2, 0.6 * pairs) and odd <= 0.05 * pairs:
        return "utf-16-be"
    return None


def _broken_bytes(data: bytes) -> int:
    """How many bytes belong to no UTF-8 character."""
    return len(UTF8_SEQUENCE.sub(b"", data).translate(None, delete=bytes(range(0x80))))


def _is_damaged_utf8(data: bytes) -> bool:
    """More of the high bytes form UTF-8 characters than not: chance does not do that to an accented text of one byte a letter.

    A character of three bytes (a quotation mark, a dash) counts twice: it is that much less likely by chance.
    """
    rest, whole = UTF8_SEQUENCE.subn(b"", data)
    if not whole:
        return False
    continued = len(data) - len(rest) - whole
    return continued > data.decode("utf-8", "replace").count("\ufffd") - data.count(b"\xef\xbf\xbd")


def _of_one_byte(data: bytes) -> _Reading:
    encoding, why = charset.guess(data)
    text = data.decode(encoding, "replace")
    damage = (text.count("\ufffd"), text.index("\ufffd")) if "\ufffd" in text else None
    return _Reading(text, encoding, f"no valid UTF-8; {why}", damage)


def _of_encoding(reading: _Reading, data: bytes) -> tuple[Remark, ...]:
    remarks: list[Remark] = []
    if reading.encoding != "utf-8":
        remarks.append((Code.ENCODING_ASSUMED, {"encoding": reading.encoding, "why": reading.why}))
    if reading.damage:
        count, offset = reading.damage
        values = {"count": count, "encoding": reading.encoding, "offset": offset, "byte": data[offset]}
        remarks.append((Code.ENCODING_DAMAGED, values))
    return tuple(remarks)


# ---- control characters ---------------------------------------------------------------------------------------------


def _controls(reading: _Reading, data: bytes) -> Counter[str]:
    if reading.encoding == "utf-8" and len(data.translate(None, _BYTES_OF_CONTROLS)) == len(data):
        return Counter()
    return Counter(_CONTROLS.findall(reading.text))


def _of_controls(kinds: Counter[str]) -> tuple[Remark, ...]:
    if not kinds:
        return ()
    named = [f"{'NUL' if kind == chr(0) else f'U+{ord(kind):04X}'} ×{count}" for kind, count in kinds.most_common(6)]
    which = ", ".join(named[:5]) + (", …" if len(named) > 5 else "")
    return ((Code.CONTROL_CHARACTERS, {"count": kinds.total(), "which": which}),)
