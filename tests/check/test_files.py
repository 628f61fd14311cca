"""All checks together: what is well gives nothing, each fault exactly its code, and files are held against each other."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.check import check_files, check_path, check_paths
from pipeline.codes import Code
from pipeline.errors import InputError
from pipeline.model import Cable
from pipeline.write import FORMATS
from tests.cables import henderson_195, henderson_195_dated, small_cable
from tests.check.mutations import full_cable

ID = "moscow-1936-195"
Files = dict[str, bytes]


def files_of(cable: Cable) -> Files:
    return {f.suffix: f.write(cable) for f in FORMATS.values() if f.name != "html"}


def changed(suffix: str, old: str, new: str) -> Files:
    files = files_of(henderson_195())
    content = files[suffix].decode()
    assert old in content
    return files | {suffix: content.replace(old, new).encode()}


@pytest.mark.parametrize(
    "cable", [henderson_195(), henderson_195_dated(), small_cable(), full_cable()], ids=["seed", "dated", "small", "full"]
)
def test_a_well_written_cable_gives_no_finding(cable: Cable) -> None:
    assert check_files(cable, files_of(cable)) == []


TITLE = "<title>The Chargé in the Soviet Union (Henderson) to the Secretary of State</title>"
FAULTS = [
    ("xml cut off", "tei.xml", "</TEI>", "", {Code.XML_MALFORMED}),
    ("dublin core cut off", "oai_dc.xml", "</oai_dc:dc>", "", {Code.XML_MALFORMED}),
    ("doctype", "dcterms.xml", "<oai_qdc:qualifieddc ", "<!DOCTYPE x><oai_qdc:qualifieddc ", {Code.XML_MALFORMED}),
    ("unknown element", "tei.xml", "<p>It is also", "<p><blink/>It is also", {Code.TEI_SCHEMA}),
    ("broken rule", "tei.xml", "<term>telegram</term>", "<term> </term>", {Code.TEI_RULE}),
    ("no language", "oai_dc.xml", " <dc:language>en</dc:language>\n", "", {Code.DC_SCHEMA}),
    ("two languages", "dcterms.xml", ">en</dcterms:language>", ">en fr</dcterms:language>", {Code.DC_SCHEMA}),
    ("version zero", "json", '"n": 1,', '"n": 0,', {Code.RECORD_SCHEMA}),
    ("word lost", "tei.xml", "puzzled and astonished", "puzzled", {Code.TEXT_LOST}),
    ("word added", "tei.xml", "puzzled and", "puzzled indeed and", {Code.TEXT_ADDED}),
    ("other title in the TEI", "tei.xml", TITLE, "<title>A telegram</title>", {Code.FILES_DISAGREE}),
    ("other title in Dublin Core", "oai_dc.xml", "<dc:title>The", "<dc:title>A", {Code.FILES_DISAGREE}),
    ("other title in the record", "json", '"title": "The', '"title": "A', {Code.FILES_DISAGREE}),
    ("other address", "dcterms.xml", "cables.example.org", "cables.example.com", {Code.FILES_DISAGREE}),
    ("other date in the TEI", "tei.xml", 'notBefore="1936-08-24"', 'notBefore="1936-08-25"', {Code.FILES_DISAGREE}),
    ("other date in dcterms", "dcterms.xml", ">1936-08-24/..<", ">1936-08-25/..<", {Code.FILES_DISAGREE}),
    ("other date in oai_dc", "oai_dc.xml", " <dc:type>Text", " <dc:date>1937</dc:date>\n <dc:type>Text", {Code.FILES_DISAGREE}),
    (
        "other file number",
        "tei.xml",
        '"file-number">861.00/11630</idno>\n',
        '"file-number">861.00/1</idno>\n',
        {Code.FILES_DISAGREE},
    ),
    ("file number not in oai_dc", "oai_dc.xml", " <dc:identifier>861.00/11630</dc:identifier>\n", "", {Code.FILES_DISAGREE}),
    ("other id", "json", f'"id": "{ID}",\n "uri"', '"id": "moscow-1936-196",\n "uri"', {Code.FILES_DISAGREE}),
]


@pytest.mark.parametrize(("suffix", "old", "new", "codes"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS])
def test_each_fault_gives_exactly_its_code(suffix: str, old: str, new: str, codes: set[Code]) -> None:
    findings = check_files(henderson_195(), changed(suffix, old, new))
    assert {f.code for f in findings} == codes
    assert all(f.cable == ID and f.where.path.startswith(ID) and f.subject for f in findings)


def test_every_code_of_the_room_has_a_fault() -> None:
    room = {
        c
        for c in Code
        if c.value.endswith(("-schema", "-rule")) or c.value.startswith(("xml-", "text-lost", "text-added", "files-"))
    }
    assert len(room) == 8
    assert set().union(*(f[4] for f in FAULTS)) == room


def test_a_disagreement_says_who_says_what() -> None:
    findings = check_files(henderson_195(), changed("tei.xml", 'notBefore="1936-08-24"', 'notBefore="1936-08-25"'))
    assert findings[0].message == f"The date is 1936-08-24 in {ID}.json but 1936-08-25 in {ID}.tei.xml."


# ---- files already written ---------------------------------------------------------------------------------------------


@pytest.fixture
def published(tmp_path: Path) -> Path:
    for cable in (henderson_195(), small_cable()):
        folder = tmp_path / cable.accession.collection
        folder.mkdir()
        for suffix, content in files_of(cable).items():
            (folder / f"{cable.id}.{suffix}").write_bytes(content)
        (folder / f"{cable.id}.html").write_text("<p>")
    return tmp_path


def test_a_folder_is_checked_whole(published: Path) -> None:
    assert check_path(published) == []


def test_one_file_is_held_against_its_siblings(published: Path) -> None:
    tei = published / "soviet-union-1936" / f"{ID}.tei.xml"
    tei.write_bytes(tei.read_bytes().replace(b"puzzled", b"amused"))
    assert [f.code for f in check_path(tei)] == [Code.TEXT_LOST, Code.TEXT_ADDED]
    assert [f.code for f in check_paths([tei, published])] == [Code.TEXT_LOST, Code.TEXT_ADDED]
    assert check_path(published / "small") == []


def test_a_file_alone_is_checked_by_itself(published: Path) -> None:
    folder = published / "soviet-union-1936"
    for file in folder.glob("*.json"):
        file.unlink()
    tei = folder / f"{ID}.tei.xml"
    tei.write_bytes(tei.read_bytes().replace(b"puzzled", b"amused"))
    assert check_path(tei) == []
    tei.rename(folder / "other.tei.xml")
    (finding,) = check_path(folder / "other.tei.xml")
    assert finding.message == f"The identifier is other in the file name but {ID} in other.tei.xml."


@pytest.mark.parametrize("name", ["missing.tei.xml", "notes.txt"])
def test_what_cannot_be_checked_is_an_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "notes.txt").write_text("x")
    with pytest.raises(InputError, match=name):
        check_path(tmp_path / name)


def test_fingerprints_do_not_depend_on_the_folder(published: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    files = changed("tei.xml", TITLE, "<title>A telegram</title>")
    before = {f.fingerprint for f in check_files(henderson_195(), files)}
    folder = tmp_path_factory.mktemp("elsewhere")
    for suffix, content in files.items():
        (folder / f"{ID}.{suffix}").write_bytes(content)
    assert {f.fingerprint for f in check_path(folder)} == before


def test_importing_the_room_loads_no_schema_library() -> None:
    loaded = "{'lxml', 'jsonschema', 'jsonschema_rs', 'jinja2'} & set(sys.modules)"
    program = f"import sys, pipeline.check, pipeline.write; print(sorted({loaded}))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


def test_threads_may_check_at_once() -> None:
    from concurrent.futures import ThreadPoolExecutor

    good, bad = files_of(henderson_195()), changed("tei.xml", "<term>telegram</term>", "<blink/>")
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda files: [f.code for f in check_files(henderson_195(), files)], [good, bad] * 10))
    assert found == [[], [Code.TEI_SCHEMA]] * 10
