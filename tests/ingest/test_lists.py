"""manifest.csv, persons.csv, terms.csv and cablegram.toml."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import ConfigError
from pipeline.ingest import Authority, read_settings
from pipeline.ingest.authorities import authorities_by_folder, read_authorities
from pipeline.ingest.manifest import COLUMNS, Line, contested_ids, is_day, read_manifest
from pipeline.model import Archive

WHOLE = "path,id,collection,collection_title,date_from,date_to,rights,citation\n"

SOUND = {
    "all-columns": (
        WHOLE + 'a.txt,m1,frus1936,"Foreign Relations, 1936",1936,1936-12-31,http://r.example/,"FRUS 1936, I, 300"\n',
        Line(
            "a.txt", "m1", "frus1936", "Foreign Relations, 1936", "1936", "1936-12-31", "http://r.example/", "FRUS 1936, I, 300"
        ),
    ),
    "path-alone": ("path\na.txt\n", Line("a.txt")),
    "any-order-any-case": ("ID, Path\nm1, a.txt\n", Line("a.txt", "m1")),
    "crlf": ("path,id\r\na.txt,m1\r\n", Line("a.txt", "m1")),
    "blank-lines": ("path,id\n\n,\na.txt,m1\n\n", Line("a.txt", "m1")),
    "backslash": ("path\nletters\\a.txt\n", Line("letters/a.txt")),
    "dot": ("path\n./a.txt\n", Line("a.txt")),
    "two-spaces-in-a-name": ("path\na  b.txt\n", Line("a  b.txt")),
    "decomposed-accent": ("path\nCharge\u0301.txt\n", Line("Chargé.txt")),
    "line-break-in-a-citation": ('path,citation\na.txt,"FRUS\n1936"\n', Line("a.txt", citation="FRUS 1936")),
    "same-line-twice": ("path,id\na.txt,m1\na.txt,m1\n", Line("a.txt", "m1")),
}


@pytest.mark.parametrize(("text", "line"), SOUND.values(), ids=SOUND)
def test_manifest(text: str, line: Line) -> None:
    manifest = read_manifest("manifest.csv", text)
    assert manifest.lines == {line.path: line}
    assert manifest.findings == []


def test_manifest_paths_are_relative_to_its_folder() -> None:
    assert set(read_manifest("letters.zip/1936/manifest.csv", "path\na.txt\n").lines) == {"letters.zip/1936/a.txt"}


MALFORMED = {
    # (text, what is left of a.txt's line or None, the number of the line, words of the reason)
    "no-path-column": ("file,id\na.txt,m1\n", None, 1, "no column path"),
    "semicolons": ("path;id\na.txt;m1\n", None, 1, "parted by commas"),
    "empty": ("", None, 1, "no column path"),
    "unknown-column": ("path,shelf\na.txt,7\n", Line("a.txt"), 1, "no column “shelf”"),
    "column-twice": ("path,id,id\na.txt,m1,m2\n", Line("a.txt", "m1"), 1, "stands twice"),
    "too-many-values": ("path,id\na.txt,m1,x\n", Line("a.txt", "m1"), 2, "3 values"),
    "bad-id": ("path,id\na.txt,1 b\n", Line("a.txt"), 2, "id is “1 b”"),
    "bad-month": ("path,date_from\na.txt,1936-13\n", Line("a.txt"), 2, "date_from is “1936-13”"),
    "bad-date-words": ("path,date_to\na.txt,August 1936\n", Line("a.txt"), 2, "date_to is “August 1936”"),
    "dates-reversed": ("path,date_from,date_to\na.txt,1937,1936-12\n", Line("a.txt"), 2, "after date_to"),
    "collection-of-two-dots": ("path,collection\na.txt,..\n", Line("a.txt"), 2, "collection is “..”"),
    "collection-with-slash": ("path,collection\na.txt,../x\n", Line("a.txt"), 2, "collection is “../x”"),
    "collection-hidden": ("path,collection\na.txt,.git\n", Line("a.txt"), 2, "collection is “.git”"),
    "no-path": ("path,id\n,m1\n", None, 2, "no path of a file"),
    "path-out": ("path\n../a.txt\n", None, 2, "no path of a file"),
    "path-absolute": ("path\n/etc/passwd\n", None, 2, "no path of a file"),
    "path-drive": ("path\nC:\\a.txt\n", None, 2, "no path of a file"),
    "path-twice": ("path,id\na.txt,m1\na.txt,m2\n", Line("a.txt", "m1"), 3, "in line 2 already"),
    "quote-not-closed": ('path,id\na.txt,m1\nb.txt,"m2\nc.txt,m3\n', Line("a.txt", "m1"), 4, "no CSV"),
}


@pytest.mark.parametrize(("text", "line", "number", "words"), MALFORMED.values(), ids=MALFORMED)
def test_manifest_malformed(text: str, line: Line | None, number: int, words: str) -> None:
    manifest = read_manifest("manifest.csv", text)
    assert manifest.lines.get("a.txt") == line
    [finding] = manifest.findings
    assert finding.code == "manifest-malformed"
    assert finding.where.path == "manifest.csv"
    assert finding.where.line == number
    assert words in finding.message


def test_ids_count_by_collection() -> None:
    manifest = read_manifest("manifest.csv", "path,id,collection\na,m1,x\nb,m1,y\nc,m1,\nd,m1,x\ne,,x\nf,,x\n")
    assert contested_ids(manifest, "x") == {("x", "m1"): ["a", "c", "d"]}


DAYS = {"1936": True, "1936-02": True, "1936-02-29": True, "1937-02-29": False, "36": False, "1936-2": False, "0000": False}


@pytest.mark.parametrize(("text", "is_one"), DAYS.items(), ids=DAYS)
def test_is_day(text: str, is_one: bool) -> None:
    assert is_day(text) is is_one


def test_every_column_is_a_field() -> None:
    assert Line._fields == COLUMNS


# ---- authority lists ------------------------------------------------------------------------------------------------


def test_persons() -> None:
    line = 'p_HLW1,"Henderson, Loy W.",Chargé in the Soviet Union\n'
    rows, findings = read_authorities("persons.csv", f"id,name,note\n{line}{line}")
    assert rows == (Authority("p_HLW1", "Henderson, Loy W.", "Chargé in the Soviet Union"),)
    assert findings == []


def test_terms_without_notes() -> None:
    assert read_authorities("x/terms.csv", "term,id\nComintern,t_C1\n") == ((Authority("t_C1", "Comintern", ""),), [])


AUTHORITY_FAULTS = {
    "header": ("terms.csv", "id,name\nt_C1,Comintern\n", 1, "no column term"),
    "no-name": ("persons.csv", "id,name\np_1,\n", 2, "lacks"),
    "id-with-space": ("persons.csv", "id,name\np 1,Henderson\n", 2, "p 1"),
    "id-twice": ("persons.csv", "id,name\np_1,Henderson\np_1,Hull\n", 3, "already"),
}


@pytest.mark.parametrize(("name", "text", "line", "words"), AUTHORITY_FAULTS.values(), ids=AUTHORITY_FAULTS)
def test_authority_malformed(name: str, text: str, line: int, words: str) -> None:
    _, [finding] = read_authorities(name, text)
    assert (finding.code, finding.where.path, finding.where.line) == ("authority-malformed", name, line)
    assert words in finding.message


def test_nearest_list_applies() -> None:
    above, here, term = (Authority("p_1", "Hull", ""),), (Authority("p_2", "Grew", ""),), (Authority("t_1", "Soviet", ""),)
    made = authorities_by_folder({".": above, "a/b": here}, {"a": term})
    assert {folder: (lists.persons, lists.terms) for folder, lists in made.items()} == {
        ".": (above, ()),
        "a": (above, term),
        "a/b": (here, term),
    }


def test_digest_is_of_the_rows() -> None:
    one, _ = read_authorities("persons.csv", "id,name,note\np_1,Hull,\n")
    same, _ = read_authorities("persons.csv", 'name,id\r\n"Hull",p_1\r\n')
    other, _ = read_authorities("persons.csv", "id,name,note\np_1,Hull,Secretary\n")
    digests = [authorities_by_folder({".": rows}, {})["."].digest for rows in (one, same, other)]
    assert digests[0] == digests[1] != digests[2]
    assert authorities_by_folder({}, {".": one})["."].digest != digests[0]


# ---- settings -------------------------------------------------------------------------------------------------------


def test_settings(tmp_path: Path) -> None:
    text = '[archive]\npublisher = "State Archive"\nbase_uri = "https://archive.example/"\nlanguage = "pt-BR"\n'
    (tmp_path / "cablegram.toml").write_text(text)
    assert read_settings(tmp_path) == Archive(publisher="State Archive", base_uri="https://archive.example/", language="pt-BR")


def test_no_settings(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == Archive()


BAD_SETTINGS = {
    "no-toml": ("[archive\n", "no TOML"),
    "no-utf-8": ("[archive]\npublisher = 'Chargé'\n", "no TOML"),
    "unknown-table": ("[publish]\nx = 1\n", "“publish”"),
    "no-table": ("archive = 1\n", "[archive]"),
    "unknown-key": ("[archive]\nbase-uri = 'https://a.example/'\n", "archive.base-uri; the keys are publisher, base_uri"),
    "no-slash": ("[archive]\nbase_uri = 'https://a.example'\n", "archive.base_uri must be a web address that ends"),
    "number": ("[archive]\npublisher = 7\n", "archive.publisher must be the name"),
    "language": ("[archive]\nlanguage = 'American English'\n", "archive.language must be a BCP 47 tag"),
}


@pytest.mark.parametrize(("text", "words"), BAD_SETTINGS.values(), ids=BAD_SETTINGS)
def test_bad_settings(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "cablegram.toml").write_bytes(text.encode("cp1252"))
    with pytest.raises(ConfigError) as fault:
        read_settings(tmp_path)
    assert words in str(fault.value)
    assert str(tmp_path / "cablegram.toml") in str(fault.value)
    assert fault.value.hint
