"""What is found in folders and files: nothing that lies there goes unmentioned."""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import socket
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import ConfigError, InputError, TransientError
from pipeline.ingest import Discovery, discover, read_bytes
from pipeline.ingest.intake import MAX_CABLE_BYTES
from pipeline.model import Status


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def lay(folder: Path, **files: bytes | str) -> None:
    """Writes files; `__` in a keyword stands for `/`, and names need no suffix when they have one after `_dot_`."""
    for name, content in files.items():
        write(folder / name.replace("__", "/").replace("_dot_", "."), content)


def write(path: Path, content: bytes | str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def found(source: Path | str, spool: Path | None = None, **options: Any) -> Discovery:
    where = spool or Path(str(source)).parent / "spool"
    return discover(str(source), spool=where, **options)


def paths(discovery: Discovery) -> list[str]:
    return [intake.accession.path for intake in discovery.intakes]


def codes(discovery: Discovery) -> dict[str, list[str]]:
    """Path → codes of its findings, for the intakes that have any."""
    return {i.accession.path: [f.code.value for f in i.findings] for i in discovery.intakes if i.findings}


def test_folder(inbox: Path) -> None:
    lay(inbox, b_dot_txt="two", a__c_dot_txt="one")
    discovery = found(inbox)
    assert paths(discovery) == ["a/c.txt", "b.txt"]
    first = discovery.intakes[0]
    assert first.sha256 == hashlib.sha256(b"one").hexdigest()
    assert (first.size, first.cable_id, first.accession.collection, first.member) == (3, "inbox.a.c", "inbox", None)
    assert read_bytes(first) == b"one"
    assert (discovery.set_aside, discovery.findings) == ((), ())


def test_empty_folder(inbox: Path) -> None:
    discovery = found(inbox)
    assert (discovery.intakes, discovery.set_aside, discovery.findings) == ((), (), ())


def test_folder_and_file_in_it_give_the_same_id(inbox: Path) -> None:
    lay(inbox, b_dot_txt="two")
    assert found(inbox / "b.txt").intakes == found(inbox).intakes


def test_single_file_has_the_lists_beside_it(inbox: Path) -> None:
    lay(inbox, b_dot_txt="two", manifest_dot_csv="path,id\nb.txt,m1\ngone.txt,m2\n", persons_dot_csv="id,name\np_1,Hull\n")
    discovery = found(inbox / "b.txt")
    assert [(i.cable_id, i.authorities) for i in discovery.intakes] == [("m1", ".")]
    assert discovery.findings == ()


def test_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"195. Reference")))
    [intake] = found("-", tmp_path / "spool").intakes
    assert (intake.accession.path, intake.accession.collection, intake.cable_id) == ("stdin.txt", "stdin", "stdin.stdin")
    assert read_bytes(intake) == b"195. Reference"


ASIDE = {
    "hidden": (".DS_Store", ".DS_Store", "hidden"),
    "hidden-folder": (".git/objects/a", ".git/", "a hidden folder (1 file)"),
    "macos": ("__MACOSX/a.txt", "__MACOSX/", "macOS"),
    "windows": ("Thumbs.db", "Thumbs.db", "operating system"),
    "readme": ("README", "README", "README"),
    "readme-suffix": ("letters/ReadMe.md", "letters/ReadMe.md", "README"),
    "settings-below": ("letters/cablegram.toml", "letters/cablegram.toml", "root"),
}


@pytest.mark.parametrize(("name", "path", "words"), ASIDE.values(), ids=ASIDE)
def test_set_aside(inbox: Path, name: str, path: str, words: str) -> None:
    write(inbox / name, "x")
    discovery = found(inbox)
    assert discovery.intakes == ()
    [decision] = discovery.set_aside
    assert (decision.path, decision.status, decision.sha256) == (path, Status.SET_ASIDE, None)
    assert [finding.code for finding in decision.findings] == ["set-aside"]
    assert words in decision.findings[0].message


def test_links_are_not_followed(inbox: Path, tmp_path: Path) -> None:
    write(tmp_path / "outside" / "a.txt", "secret")
    (inbox / "file.txt").symlink_to(tmp_path / "outside" / "a.txt")
    (inbox / "folder").symlink_to(tmp_path / "outside")
    (inbox / "round").symlink_to(inbox)
    discovery = found(inbox)
    assert discovery.intakes == ()
    assert [decision.path for decision in discovery.set_aside] == ["file.txt", "folder", "round"]


def test_pipes_and_sockets_are_set_aside(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(inbox / "pipe")
    monkeypatch.chdir(inbox)
    with socket.socket(socket.AF_UNIX) as plug:
        plug.bind("plug")
    assert [decision.path for decision in found(inbox).set_aside] == ["pipe", "plug"]


def test_output_below_the_source_is_left_out(inbox: Path) -> None:
    lay(inbox, a_dot_txt="one", output__published__a_dot_txt="one")
    assert paths(found(inbox, exclude=(inbox / "output",))) == ["a.txt"]


def test_names_that_are_no_text(inbox: Path) -> None:
    write(Path(os.fsdecode(os.fsencode(inbox) + b"/caf\xe9.txt")), "one")
    write(inbox / "a\nb.txt", "two")
    discovery = found(inbox)
    assert paths(discovery) == ["a\\nb.txt", "caf\\xe9.txt"]
    assert [read_bytes(intake) for intake in discovery.intakes] == [b"two", b"one"]


NO_SOURCES = {"missing": "nowhere", "below-a-file": "file.txt/x", "nul": "a\0b"}


@pytest.mark.parametrize("name", NO_SOURCES.values(), ids=NO_SOURCES)
def test_missing_source(tmp_path: Path, name: str) -> None:
    write(tmp_path / "file.txt", "x")
    with pytest.raises(InputError, match="no file or folder") as fault:
        discover(f"{tmp_path}/{name}", spool=tmp_path / "spool")
    assert fault.value.hint


def test_pipe_as_source(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError, match="neither"):
        found(tmp_path / "pipe")


def test_settings_are_read(inbox: Path) -> None:
    lay(inbox, a_dot_txt="one", cablegram_dot_toml='[archive]\npublisher = "State Archive"\n')
    assert found(inbox).archive.publisher == found(inbox / "a.txt").archive.publisher == "State Archive"
    assert paths(found(inbox)) == ["a.txt"]
    lay(inbox, cablegram_dot_toml="[archive]\nname = 1\n")
    with pytest.raises(ConfigError):
        found(inbox)


def test_progress(inbox: Path) -> None:
    lay(inbox, a_dot_txt="one", b_dot_txt="two")
    seen: list[int] = []
    found(inbox, progress=seen.append)
    assert seen == [1, 2]


def test_intakes_can_be_pickled(inbox: Path) -> None:
    lay(inbox, a_dot_txt="one", b_dot_txt="x" * 10, manifest_dot_csv="path,id\na.txt,m\nb.txt,m\n")
    intakes = found(inbox).intakes
    assert pickle.loads(pickle.dumps(intakes)) == intakes  # noqa: S301  our own


# ---- files that cannot be read --------------------------------------------------------------------------------------


def refuse(monkeypatch: pytest.MonkeyPatch, name: str, fault: OSError) -> None:
    """Opening a file of this name fails: as root, permission bits do not."""
    opened = Path.open

    def open_or_refuse(self: Path, *args: Any, **options: Any) -> object:
        if self.name == name:
            raise fault
        return opened(self, *args, **options)

    monkeypatch.setattr(Path, "open", open_or_refuse)


FAULTS = {
    "permission": (PermissionError(13, "Permission denied"), "unreadable-input", "permission denied"),
    "failing-disk": (OSError(5, "Input/output error"), "unreadable-input", "input/output error"),
    "vanished": (FileNotFoundError(2, "No such file"), "vanished-input", "is gone"),
}


@pytest.mark.parametrize(("fault", "code", "words"), FAULTS.values(), ids=FAULTS)
@pytest.mark.parametrize("name", ["a.txt", "a.zip", "a.tar"])
def test_unreadable_file(
    inbox: Path, monkeypatch: pytest.MonkeyPatch, name: str, fault: OSError, code: str, words: str
) -> None:
    write(inbox / name, b"one")
    write(inbox / "b.txt", b"two")
    refuse(monkeypatch, name, fault)
    if name.endswith(".zip"):
        monkeypatch.setattr("pipeline.ingest.zips.ZipFile", Path.open)
    discovery = found(inbox)
    assert codes(discovery) == {name: [code]}
    lost = discovery.intakes[0]
    assert (lost.sha256, lost.size) == (None, 0)
    assert words in lost.findings[0].message
    assert lost.findings[0].cable == lost.cable_id


def test_unreadable_list(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(inbox, a_dot_txt="one", manifest_dot_csv="path,id\na.txt,m1\n")
    refuse(monkeypatch, "manifest.csv", PermissionError(13, "Permission denied"))
    discovery = found(inbox)
    assert [(f.code.value, f.where.path) for f in discovery.findings] == [("unreadable-input", "manifest.csv")]
    assert discovery.intakes[0].cable_id == "inbox.a"


FOLDER_FAULTS = {
    "root-permission": ("inbox", PermissionError(13, "Permission denied"), InputError),
    "root-network": ("inbox", OSError(116, "Stale file handle"), TransientError),
    "below-network": ("letters", OSError(116, "Stale file handle"), TransientError),
}


def refuse_folder(monkeypatch: pytest.MonkeyPatch, name: str, fault: OSError) -> None:
    scandir = os.scandir

    def scan_or_refuse(folder: Path) -> object:
        if folder.name == name:
            raise fault
        return scandir(folder)

    monkeypatch.setattr("pipeline.ingest.folder.os.scandir", scan_or_refuse)


@pytest.mark.parametrize(("name", "fault", "kind"), FOLDER_FAULTS.values(), ids=FOLDER_FAULTS)
def test_unreadable_folder(
    inbox: Path, monkeypatch: pytest.MonkeyPatch, name: str, fault: OSError, kind: type[Exception]
) -> None:
    lay(inbox, letters__a_dot_txt="one")
    refuse_folder(monkeypatch, name, fault)
    with pytest.raises(kind, match=name):
        found(inbox)


def test_unreadable_folder_below(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(inbox, letters__a_dot_txt="one", b_dot_txt="two")
    refuse_folder(monkeypatch, "letters", PermissionError(13, "Permission denied"))
    discovery = found(inbox)
    assert paths(discovery) == ["b.txt"]
    assert [(f.code.value, f.where.path) for f in discovery.findings] == [("unreadable-input", "letters")]


def test_too_large(inbox: Path) -> None:
    for name, size in (("at-limit.txt", MAX_CABLE_BYTES), ("over.txt", MAX_CABLE_BYTES + 1)):
        with (inbox / name).open("wb") as file:
            file.truncate(size)
    discovery = found(inbox)
    assert codes(discovery) == {"over.txt": ["too-large"]}
    assert discovery.intakes[1].sha256
    assert f"{MAX_CABLE_BYTES + 1} bytes" in discovery.intakes[1].findings[0].message


# ---- manifests and authority lists ----------------------------------------------------------------------------------


def test_manifest_gives_the_accession(inbox: Path) -> None:
    lay(
        inbox,
        letters__a_dot_txt="one",
        manifest_dot_csv="path,id,collection,date_from,citation\nletters/a.txt,m1,frus1936,1936,FRUS 1936\n",
    )
    discovery = found(inbox)
    assert discovery.findings == ()
    accession = discovery.intakes[0].accession
    assert (accession.id, accession.collection, accession.date_from, accession.date_to, accession.citation) == (
        "m1", "frus1936", "1936", None, "FRUS 1936",
    )  # fmt: skip


def test_manifest_of_the_nearest_folder_goes_before(inbox: Path) -> None:
    lay(
        inbox,
        letters__a_dot_txt="one",
        letters__manifest_dot_csv="path,id\na.txt,near\n",
        manifest_dot_csv="path,id\nletters/a.txt,far\n",
    )
    discovery = found(inbox)
    assert [intake.cable_id for intake in discovery.intakes] == ["near"]
    assert [(f.code.value, f.where.path) for f in discovery.findings] == [("manifest-malformed", "manifest.csv")]


NAMED = {
    # (the manifest's path, the code, words of the message)
    "missing": ("gone.txt", "manifest-missing-file", "names gone.txt"),
    "folder": ("letters", "manifest-malformed", "letters holds files"),
    "set-aside": ("README.txt", "manifest-malformed", "README.txt is not ingested"),
    "list": ("persons.csv", "manifest-malformed", "it is a list"),
}


@pytest.mark.parametrize(("path", "code", "words"), NAMED.values(), ids=NAMED)
def test_manifest_names_what_is_no_source(inbox: Path, path: str, code: str, words: str) -> None:
    lay(inbox, letters__a_dot_txt="one", README_dot_txt="x", persons_dot_csv="id,name\n", manifest_dot_csv=f"path\n{path}\n")
    [finding] = found(inbox).findings
    assert finding.code == code
    assert words in finding.message


def test_manifest_in_another_encoding(inbox: Path) -> None:
    write(inbox / "a.txt", "one")
    write(inbox / "manifest.csv", "path,citation\na.txt,Chargé d’affaires\n".encode("cp1252"))
    discovery = found(inbox)
    assert discovery.intakes[0].accession.citation == "Chargé d’affaires"
    assert [(f.code.value, f.where.path) for f in discovery.findings] == [("encoding-assumed", "manifest.csv")]


def test_manifest_that_is_no_text(inbox: Path) -> None:
    write(inbox / "a.txt", "one")
    write(inbox / "manifest.csv", b"PK\x03\x04 a spreadsheet")
    assert [f.code.value for f in found(inbox).findings] == ["binary-input"]


def test_manifest_gives_an_id_twice(inbox: Path) -> None:
    lay(inbox, a_dot_txt="one", b_dot_txt="one", c_dot_txt="x", manifest_dot_csv="path,id\na.txt,m1\nb.txt,m1\nc.txt,m2\n")
    discovery = found(inbox)
    assert codes(discovery) == {"a.txt": ["manifest-duplicate-id"], "b.txt": ["manifest-duplicate-id"]}
    assert [(f.code.value, f.cable) for f in discovery.findings] == [("manifest-duplicate-id", None)]
    assert "a.txt, b.txt" in discovery.findings[0].message
    assert len({intake.cable_id for intake in discovery.intakes}) == 3, "each is quarantined in a folder of its own"


def test_same_id_other_bytes(inbox: Path) -> None:
    lay(inbox, inbox__a_dot_txt="one", a_dot_txt="two", b_dot_txt="x")
    discovery = found(inbox)
    assert codes(discovery) == {"a.txt": ["duplicate-id"], "inbox/a.txt": ["duplicate-id"]}
    assert "a.txt, inbox/a.txt would all become inbox/inbox.a" in discovery.intakes[0].findings[0].message
    assert len({intake.cable_id for intake in discovery.intakes}) == 3


def test_same_id_same_bytes(inbox: Path) -> None:
    lay(inbox, inbox__a_dot_txt="one", a_dot_txt="one")
    discovery = found(inbox)
    assert [(i.accession.path, i.cable_id, i.findings) for i in discovery.intakes] == [("a.txt", "inbox.a", ())]
    [decision] = discovery.set_aside
    assert (decision.path, decision.cable, decision.status) == ("inbox/a.txt", "inbox.a", Status.SET_ASIDE)
    assert decision.sha256 == hashlib.sha256(b"one").hexdigest()
    assert [f.code.value for f in decision.findings] == ["duplicate-source"]


def test_same_bytes_under_other_ids_are_two_cables(inbox: Path) -> None:
    lay(inbox, a_dot_txt="one", b_dot_txt="one")
    assert codes(found(inbox)) == {}
    assert paths(found(inbox)) == ["a.txt", "b.txt"]


def test_authorities(inbox: Path) -> None:
    lay(
        inbox,
        a_dot_txt="1", x__b_dot_txt="2", x__y__c_dot_txt="3",
        persons_dot_csv="id,name\np_1,Hull\n", x__y__Persons_dot_csv="id,name\np_2,Grew\nbad\n",
        x__terms_dot_csv="id,term\nt_1,Soviet\n",
    )  # fmt: skip
    discovery = found(inbox)
    lists = {i.accession.path: discovery.authorities[i.authorities] for i in discovery.intakes}
    names = {path: ([p.name for p in a.persons], [t.name for t in a.terms]) for path, a in lists.items()}
    assert names == {"a.txt": (["Hull"], []), "x/b.txt": (["Hull"], ["Soviet"]), "x/y/c.txt": (["Grew"], ["Soviet"])}
    assert [(f.code.value, f.where.path) for f in discovery.findings] == [("authority-malformed", "x/y/Persons.csv")]


def test_no_authorities(inbox: Path) -> None:
    lay(inbox, a_dot_txt="1", x__persons_dot_csv="id,name\np_1,Hull\n")
    assert found(inbox).intakes[0].authorities == ""


# ---- every file is accounted for ------------------------------------------------------------------------------------

NAMES = st.sampled_from(
    [
        "a.txt",
        "b",
        ".hidden",
        "README",
        "manifest.csv",
        "persons.csv",
        "terms.csv",
        "cablegram.toml",
        "Thumbs.db",
        "x.pdf",
    ]
)
TREES = st.dictionaries(
    st.lists(st.sampled_from(["p", "q r", ".git", "__MACOSX", "inbox"]), max_size=3).map("/".join),
    st.sets(NAMES, max_size=4),
    max_size=4,
)
CONSUMED = {"manifest.csv", "persons.csv", "terms.csv"}


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TREES)
def test_every_file_is_accounted_for(tmp_path_factory: pytest.TempPathFactory, tree: dict[str, set[str]]) -> None:
    root = tmp_path_factory.mktemp("run") / "inbox"
    root.mkdir()
    files = {f"{folder}/{name}".lstrip("/") for folder, names in tree.items() for name in names}
    for file in sorted(files):
        if not (root / file).exists():
            write(root / file, "" if file.endswith("toml") else file)
    discovery = found(root)
    named = set(paths(discovery)) | {decision.path for decision in discovery.set_aside}
    for file in files:
        is_under = any(file.startswith(path) for path in named if path.endswith("/"))
        is_consumed = file.rpartition("/")[2] in CONSUMED or file == "cablegram.toml"
        assert file in named or is_under or is_consumed
    assert len(named) == len(discovery.intakes) + len(discovery.set_aside), "each is mentioned once"
    assert len({(i.accession.collection, i.cable_id) for i in discovery.intakes}) == len(discovery.intakes)
