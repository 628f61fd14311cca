"""Zip and tar archives: sound, hostile, broken. Nothing is written but the spool's own file."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import stat
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import OutputError
from pipeline.ingest import Discovery, copy_to, discover, members, read_bytes

Files = dict[str, bytes]

SOUND: Files = {"1936/195.txt": b"195. Reference", "1936/196.txt": b"196. Reference", "note.txt": b"3"}


def zipped(files: Files) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return whole.getvalue()


def tarred(files: Files) -> bytes:
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w") as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return whole.getvalue()


PACKERS: dict[str, Callable[[Files], bytes]] = {
    "x.zip": zipped,
    "x.tar": tarred,
    "x.tar.gz": lambda files: gzip.compress(tarred(files)),
    "x.tgz": lambda files: gzip.compress(tarred(files)),
    "x.tar.bz2": lambda files: bz2.compress(tarred(files)),
    "x.tar.xz": lambda files: lzma.compress(tarred(files)),
    "X.ZIP": zipped,
}
each_format = pytest.mark.parametrize(("name", "pack"), PACKERS.items(), ids=PACKERS)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def found(inbox: Path, name: str, raw: bytes, *, is_source: bool = False) -> Discovery:
    """What is found in a folder with one archive, or in that archive; nothing but the spool may have been written."""
    (inbox / name).write_bytes(raw)
    spool = inbox.parent / "spool"
    discovery = discover(str(inbox / name if is_source else inbox), spool=spool)
    assert [path.name for path in inbox.iterdir()] == [name]
    assert {path.name for path in inbox.parent.iterdir()} <= {"inbox", "spool"}
    assert all(path.parent == spool and path.suffix == ".tar" for path in spool.rglob("*"))
    return discovery


def read(discovery: Discovery) -> dict[str, bytes]:
    return {i.accession.path: read_bytes(i) for i in discovery.intakes if not i.findings}


def errors(discovery: Discovery) -> list[tuple[str, str]]:
    return [(i.accession.path, f.code.value) for i in discovery.intakes for f in i.findings]


# ---- sound ----------------------------------------------------------------------------------------------------------


@each_format
def test_archive_in_a_folder(inbox: Path, name: str, pack: Callable[[Files], bytes]) -> None:
    discovery = found(inbox, name, pack(SOUND))
    assert read(discovery) == {f"{name}/{member}": content for member, content in SOUND.items()}
    stem = name.split(".")[0]
    assert [i.cable_id for i in discovery.intakes] == [f"inbox.{stem}.1936.195", f"inbox.{stem}.1936.196", f"inbox.{stem}.note"]
    assert (discovery.findings, discovery.set_aside) == ((), ())


@each_format
def test_archive_as_the_source(inbox: Path, name: str, pack: Callable[[Files], bytes]) -> None:
    discovery = found(inbox, name, pack(SOUND), is_source=True)
    assert read(discovery) == SOUND
    stem = name.split(".")[0]
    assert {i.accession.collection for i in discovery.intakes} == {stem}
    assert discovery.intakes[0].cable_id == f"{stem}.1936.195"


@each_format
def test_copy_of_a_member(inbox: Path, tmp_path: Path, name: str, pack: Callable[[Files], bytes]) -> None:
    big = bytes(range(256)) * 12_000  # three chunks
    [intake] = found(inbox, name, pack({"big.txt": big})).intakes
    copy_to(intake, tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == big


@each_format
def test_lists_within(inbox: Path, name: str, pack: Callable[[Files], bytes]) -> None:
    files = SOUND | {"1936/manifest.csv": b"path,id\n195.txt,m195\ngone.txt,m1\n", "persons.csv": b"id,name\np_1,Hull\n"}
    discovery = found(inbox, name, pack(files))
    assert [intake.accession.id for intake in discovery.intakes] == ["m195", None, None]
    assert {intake.authorities for intake in discovery.intakes} == {name}
    [finding] = discovery.findings
    assert finding.message == f"{name}/1936/manifest.csv names {name}/1936/gone.txt, which is not there."


@each_format
def test_set_aside_within(inbox: Path, name: str, pack: Callable[[Files], bytes]) -> None:
    aside = {
        ".DS_Store": b"",
        "README.txt": b"",
        "__MACOSX/._a": b"",
        "__MACOSX/._b": b"",
        "cablegram.toml": b"",
        "a.txt": b"1",
    }
    discovery = found(inbox, name, pack(aside))
    assert [decision.path for decision in discovery.set_aside] == [
        f"{name}/{path}" for path in (".DS_Store", "README.txt", "__MACOSX/", "cablegram.toml")
    ]
    assert list(read(discovery)) == [f"{name}/a.txt"]


def test_same_name_twice(inbox: Path) -> None:
    """As tar's --append leaves it: both are there, and neither is taken for the other."""
    raw = tarred({"a.txt": b"one"})
    whole = raw[:1024] + tarred({"a.txt": b"two"})
    discovery = found(inbox, "x.tar", whole)
    assert errors(discovery) == [("x.tar/a.txt", "duplicate-id"), ("x.tar/a.txt", "duplicate-id")]
    assert sorted(read_bytes(intake) for intake in discovery.intakes) == [b"one", b"two"]


def test_archive_in_an_archive_is_a_file(inbox: Path) -> None:
    inner = zipped(SOUND)
    assert read(found(inbox, "x.zip", zipped({"inner.zip": inner}))) == {"x.zip/inner.zip": inner}


def test_names_in_utf_8_without_saying_so(inbox: Path) -> None:
    raw = zipped({"Charg\u00c3\u00a9.txt".encode("latin-1").decode("utf-8"): b"1"})
    at = [i for i in range(len(raw)) if raw[i : i + 4] in (b"PK\x03\x04", b"PK\x01\x02")]
    marked = bytearray(raw)
    for i in at:
        marked[i + (7 if raw[i + 2] == 3 else 9)] &= ~0x08  # bit 11 of the flags: the name is UTF-8
    assert list(read(found(inbox, "x.zip", bytes(marked)))) == ["x.zip/Chargé.txt"]


# ---- hostile --------------------------------------------------------------------------------------------------------

UNSAFE_NAMES = {
    "parent": ("../evil.txt", "leads out"),
    "parent-within": ("a/../../evil.txt", "leads out"),
    "parent-windows": ("..\\evil.txt", "leads out"),
    "absolute": ("/etc/evil.txt", "absolute"),
    "drive": ("C:\\evil.txt", "absolute"),
}


@pytest.mark.parametrize(("member", "words"), UNSAFE_NAMES.values(), ids=UNSAFE_NAMES)
@each_format
def test_unsafe_name(inbox: Path, name: str, pack: Callable[[Files], bytes], member: str, words: str) -> None:
    discovery = found(inbox, name, pack({member: b"x", "a.txt": b"1"}))
    assert read(discovery) == {f"{name}/a.txt": b"1"}
    [finding] = discovery.findings
    assert (finding.code, finding.where.path) == ("unsafe-member", name)
    assert words in finding.message


def test_name_with_nul(inbox: Path) -> None:
    raw = zipped({"a.txt?.exe": b"x"}).replace(b"a.txt?.exe", b"a.txt\0.exe")
    discovery = found(inbox, "x.zip", raw)
    assert [f.message for f in discovery.findings] == ["The archive's member a.txt\\x00.exe was not read: its name has a NUL."]


TAR_KINDS = {
    "symbolic-link": (tarfile.SYMTYPE, "a symbolic link"),
    "hard-link": (tarfile.LNKTYPE, "a hard link"),
    "device": (tarfile.CHRTYPE, "no plain file"),
    "pipe": (tarfile.FIFOTYPE, "no plain file"),
}


@pytest.mark.parametrize(("kind", "words"), TAR_KINDS.values(), ids=TAR_KINDS)
def test_tar_member_that_is_no_file(inbox: Path, kind: bytes, words: str) -> None:
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w") as archive:
        info = tarfile.TarInfo("evil.txt")
        info.type, info.linkname = kind, "/etc/passwd"
        archive.addfile(info)
    discovery = found(inbox, "x.tar", whole.getvalue())
    assert discovery.intakes == ()
    assert [f.code.value for f in discovery.findings] == ["unsafe-member"]
    assert words in discovery.findings[0].message


def test_zip_member_that_is_a_link(inbox: Path) -> None:
    info = zipfile.ZipInfo("evil.txt")
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    discovery = found(inbox, "x.zip", whole.getvalue())
    assert discovery.intakes == ()
    assert "a symbolic link" in discovery.findings[0].message


ZIP_FIELDS = {
    # (offset in the local header, in the directory's, the value, words)
    "encrypted": (6, 8, 0x1, "encrypted"),
    "method": (8, 10, 99, "method 99"),
}


@pytest.mark.parametrize(("local", "central", "value", "words"), ZIP_FIELDS.values(), ids=ZIP_FIELDS)
def test_zip_member_that_cannot_be_unpacked(inbox: Path, local: int, central: int, value: int, words: str) -> None:
    raw = bytearray(zipped({"a.txt": b"one"}))
    raw[local] = raw[raw.index(b"PK\x01\x02") + central] = value
    discovery = found(inbox, "x.zip", bytes(raw))
    assert discovery.intakes == ()
    assert [f.code.value for f in discovery.findings] == ["unsafe-member"]
    assert words in discovery.findings[0].message


@each_format
def test_bomb_by_ratio(inbox: Path, name: str, pack: Callable[[Files], bytes]) -> None:
    raw = pack({"zeros.txt": bytes(11 * 1024 * 1024), "a.txt": b"1"})
    discovery = found(inbox, name, raw)
    if name == "x.tar":
        assert errors(discovery) == [("x.tar/zeros.txt", "too-large")], "a plain tar does not unpack to more than it is"
        return
    assert errors(discovery) == [(name, "archive-bomb")]
    assert read_bytes(discovery.intakes[0]) == raw, "its bytes are kept"


def test_bomb_by_total(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(members, "MAX_TOTAL_BYTES", 1000)
    discovery = found(inbox, "x.zip", zipped({"a.txt": b"a" * 600, "b.txt": b"b" * 600}))
    assert errors(discovery) == [("x.zip", "archive-bomb")]
    assert "more than 1,000 bytes" in discovery.intakes[0].findings[0].message


@each_format
def test_bomb_by_members(inbox: Path, monkeypatch: pytest.MonkeyPatch, name: str, pack: Callable[[Files], bytes]) -> None:
    monkeypatch.setattr(members, "MAX_MEMBERS", 2)
    assert errors(found(inbox, name, pack(SOUND))) == [(name, "archive-bomb")]


# ---- broken ---------------------------------------------------------------------------------------------------------


def test_broken_member(inbox: Path) -> None:
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        for name, content in SOUND.items():
            archive.writestr(name, content)
    raw = stored.getvalue().replace(b"195. Reference", b"195. Rexerence")
    discovery = found(inbox, "x.zip", raw)
    assert read(discovery) == {"x.zip/1936/196.txt": b"196. Reference", "x.zip/note.txt": b"3"}
    assert errors(discovery) == [("x.zip", "broken-archive")]
    assert "1936/195.txt: Bad CRC-32" in discovery.intakes[0].findings[0].message
    assert read_bytes(discovery.intakes[0]) == raw


def test_broken_member_is_not_missing(inbox: Path) -> None:
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        archive.writestr("a.txt", b"195. Reference")
        archive.writestr("manifest.csv", b"path\na.txt\n")
    discovery = found(inbox, "x.zip", stored.getvalue().replace(b"195. Reference", b"195. Rexerence"))
    assert discovery.findings == ()


NO_ARCHIVES = {
    "zip-of-text": ("x.zip", b"195. Reference"),
    "zip-empty": ("x.zip", b""),
    "zip-cut-short": ("x.zip", zipped(SOUND)[:-30]),
    "tar-of-text": ("x.tar", b"195. Reference" * 100),
    "tar-empty": ("x.tar", b""),
    "gzip-of-text": ("x.tar.gz", gzip.compress(b"195. Reference" * 100)),
    "gzip-header-alone": ("x.tar.gz", gzip.compress(tarred(SOUND))[:10]),
    "xz-cut-short": ("x.tar.xz", lzma.compress(tarred(SOUND))[:40]),
    "bzip2-broken": ("x.tar.bz2", b"BZh9" + b"x" * 100),
}


@pytest.mark.parametrize(("name", "raw"), NO_ARCHIVES.values(), ids=NO_ARCHIVES)
def test_no_archive(inbox: Path, name: str, raw: bytes) -> None:
    discovery = found(inbox, name, raw)
    assert set(errors(discovery)) == {(name, "broken-archive")}
    assert read_bytes(discovery.intakes[0]) == raw


CUT_SHORT = {
    # the first member stands whole before the cut
    "tar-in-a-member": ("x.tar", tarred(SOUND)[:1536]),
    "tar-in-a-header": ("x.tar", tarred(SOUND)[:1300]),
    "tar-between-members": ("x.tar", tarred(SOUND)[:1024]),
    "tar-header-damaged": ("x.tar", tarred(SOUND)[:1024] + b"x" * 512 + tarred(SOUND)[1536:]),
    "gzip-of-a-cut-tar": ("x.tar.gz", gzip.compress(tarred(SOUND)[:1300])),
    "gzip-without-checksum": ("x.tar.gz", gzip.compress(tarred(SOUND))[:-8]),
}


@pytest.mark.parametrize(("name", "raw"), CUT_SHORT.values(), ids=CUT_SHORT)
def test_cut_short(inbox: Path, name: str, raw: bytes) -> None:
    discovery = found(inbox, name, raw)
    assert read(discovery)[f"{name}/1936/195.txt"] == b"195. Reference"
    assert errors(discovery) == [(name, "broken-archive")]
    whole = next(intake for intake in discovery.intakes if intake.findings)
    assert read_bytes(whole) == raw


def test_negative_size(inbox: Path) -> None:
    """CVE-2025-8194: tarfile would go round for ever."""
    info = tarfile.TarInfo("a.txt")
    header = bytearray(info.tobuf())
    header[124:136] = b"\xff" * 11 + b"\x00"  # -256 in base 256
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    discovery = found(inbox, "x.tar", bytes(header) * 3 + bytes(1024))
    assert errors(discovery) == [("x.tar", "broken-archive")]


def test_spool_that_cannot_be_written(inbox: Path) -> None:
    (inbox / "x.tgz").write_bytes(gzip.compress(tarred(SOUND)))
    with pytest.raises(OutputError, match="cannot be written"):
        discover(str(inbox), spool=inbox / "x.tgz" / "spool")
