"""What a cable is called: its id, its collection, its address. Never by the order of files nor by their bytes."""

from __future__ import annotations

import hashlib
import re
import unicodedata
import uuid

from pipeline.model import Archive

ID = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,199}")
"""`Cable.id`, of a length that leaves room for a suffix in a file name of 255 bytes."""

PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
"""A collection: it becomes the name of a folder."""

NAMESPACE = uuid.UUID("6f1d2a0c-6b0e-4c61-9d52-0b7a3c1e8f47")
"""Of the urn:uuid of cables without a base URI. It must never change: the addresses of all records hang on it."""

TEXT_SUFFIX = re.compile(r"\.(?:txt|text|asc)$", re.IGNORECASE)
LONGEST_SLUG = 150

_FOREIGN = re.compile(r"[^A-Za-z0-9_.-]+")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]")


def cable_id(collection: str, path: str) -> str:
    """The id of a source that its manifest does not name: its collection and its path, `/` as `.`.

    Where the path begins with a folder of the collection's name, that folder is the collection: `frus1943China/d5.txt` is
    `frus1943China.d5` whether the volume's folder was ingested or the folder above it. Six digits of a hash follow where
    the slug alone would not tell the path from another: other characters, a dot in a name, a suffix other than `.txt`.
    """
    parts = unicodedata.normalize("NFC", path).split("/")
    own = parts[1:] if len(parts) > 1 and parts[0] == collection else parts
    stem = TEXT_SUFFIX.sub("", own[-1])
    names = [*own[:-1], stem]
    slugs = [_slug(name) for name in names]
    told = own[-1] == f"{stem}.txt" and slugs == names and not any("." in name for name in names) and all(names)
    slug = ".".join([collection, *filter(None, slugs)])
    slug = f"c-{slug}" if slug[0].isdigit() else slug
    if told and len(slug) <= LONGEST_SLUG:
        return slug
    return with_hash(slug[:LONGEST_SLUG], "/".join(own))


def with_hash(slug: str, path: str) -> str:
    """The slug with six hexadecimal digits that stand for the path."""
    return f"{slug}-{hashlib.sha256(path.encode(errors='backslashreplace')).hexdigest()[:6]}"


def _slug(name: str) -> str:
    """The name if it can stand in an id; else what is left of it without accents and foreign characters."""
    if not _FOREIGN.search(name):
        return name
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return _FOREIGN.sub("-", bare).strip("-.")


def plain_name(name: str) -> str:
    """A collection's name made of the name of a folder: "Far East (1943)" is "Far-East-1943"."""
    bare = _slug(name).lstrip("._-")[:100]
    return bare or "collection"


def printable(path: str) -> str:
    """The path as it can stand in XML and JSON: control characters and undecodable bytes as `\\x0a`."""
    whole = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return _UNPRINTABLE.sub(lambda m: m[0].encode("unicode_escape").decode(), whole)


def cable_uri(archive: Archive, collection: str, cable: str) -> str:
    """The address of a cable: below the archive's base URI, or a urn:uuid of the same name."""
    name = f"{collection}/{cable}"
    return f"{archive.base_uri}{name}" if archive.base_uri else uuid.uuid5(NAMESPACE, name).urn
