"""Ids and addresses."""

from __future__ import annotations

import hashlib
import re
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.identity import NAMESPACE, cable_id, cable_uri, plain_name, printable
from pipeline.model import Archive, Cable


def hashed(path: str) -> str:
    return hashlib.sha256(path.encode()).hexdigest()[:6]


IDS = {
    "plain": ("seeds", "henderson-195.txt", "seeds.henderson-195"),
    "folder": ("inbox", "1936/195.txt", "inbox.1936.195"),
    # the volume's folder is the collection, whether it or the folder above was ingested
    "folder-of-the-collection": ("frus1943China", "frus1943China/d5.txt", "frus1943China.d5"),
    "file-of-the-collection's-name": ("x", "x.txt", "x.x"),
    # an id cannot begin with a digit
    "collection-with-digit": ("1943China", "d5.txt", "c-1943China.d5"),
    # the slug alone would not tell these from others
    "space": ("x", "letters/a b.txt", f"x.letters.a-b-{hashed('letters/a b.txt')}"),
    "dot-in-name": ("x", "a.b.txt", f"x.a.b-{hashed('a.b.txt')}"),
    "other-suffix": ("x", "a.TXT", f"x.a-{hashed('a.TXT')}"),
    "no-suffix": ("x", "a", f"x.a-{hashed('a')}"),
    "unknown-suffix": ("x", "a.cable", f"x.a.cable-{hashed('a.cable')}"),
    "accent": ("x", "Chargé.txt", f"x.Charge-{hashed('Chargé.txt')}"),
    "accent-decomposed": ("x", "Charge\u0301.txt", f"x.Charge-{hashed('Chargé.txt')}"),
    "no-latin-letter": ("x", "電報.txt", f"x-{hashed('電報.txt')}"),
}


@pytest.mark.parametrize(("collection", "path", "id_"), IDS.values(), ids=IDS)
def test_cable_id(collection: str, path: str, id_: str) -> None:
    assert cable_id(collection, path) == id_


ID_PATTERN = re.compile(str(Cable.model_json_schema()["properties"]["id"]["pattern"]))
NAMES = st.text(st.sampled_from("ab1. -_é/A"), min_size=1, max_size=8)
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join) | st.text(min_size=1)


@given(st.sampled_from(["seeds", "1943", "a.b"]), PATHS, PATHS)
def test_ids_are_valid_and_apart(collection: str, one: str, other: str) -> None:
    first, second = (f"below/{path}" for path in (one, other))
    ids = [cable_id(collection, path) for path in (first, second)]
    assert all(ID_PATTERN.search(id_) and len(id_) <= 200 for id_ in ids)
    if one != other and not set(one + other) - set("ab1. -_é/A"):  # where Unicode's forms do not make them the same
        assert ids[0] != ids[1]


COLLECTIONS = {
    "plain": ("frus1936", "frus1936"),
    "space": ("Far East (1943)", "Far-East-1943"),
    "accent": ("Perú", "Peru"),
    "hidden": ("._x", "x"),
    "parent": ("..", "collection"),
    "nothing-left": ("電報", "collection"),
}


@pytest.mark.parametrize(("name", "plain"), COLLECTIONS.values(), ids=COLLECTIONS)
def test_plain_name(name: str, plain: str) -> None:
    assert plain_name(name) == plain


def test_printable() -> None:
    assert printable("a\nb/\udce9.txt") == "a\\nb/\\xe9.txt"


def test_uri_below_the_base() -> None:
    archive = Archive(base_uri="https://archive.example/cables/")
    assert cable_uri(archive, "frus1936", "frus1936.d5") == "https://archive.example/cables/frus1936/frus1936.d5"


def test_urn_without_a_base() -> None:
    """RFC 4122, version 5: written out here from the digest."""
    sha1 = bytearray(hashlib.sha1(NAMESPACE.bytes + b"frus1936/frus1936.d5", usedforsecurity=False).digest()[:16])
    sha1[6], sha1[8] = sha1[6] & 0x0F | 0x50, sha1[8] & 0x3F | 0x80
    assert cable_uri(Archive(), "frus1936", "frus1936.d5") == f"urn:uuid:{uuid.UUID(bytes=bytes(sha1))}"
    assert str(NAMESPACE) == "6f1d2a0c-6b0e-4c61-9d52-0b7a3c1e8f47", "published addresses hang on it"
