"""Reading a source when its turn has come, and what may have happened to it meanwhile."""

from __future__ import annotations

import io
import os
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import TransientError
from pipeline.ingest import ChangedInput, InputGone, Intake, SourceFault, chunks, copy_to, discover, read_bytes

CONTENT = b"195. Reference" * 100


def plain(path: Path) -> Intake:
    return intake_of(path / "a.txt", CONTENT)


def in_zip(path: Path) -> Intake:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("a.txt", CONTENT)
    return intake_of(path / "x.zip", whole.getvalue())


def in_tar(path: Path) -> Intake:
    whole, info = io.BytesIO(), tarfile.TarInfo("a.txt")
    info.size = len(CONTENT)
    with tarfile.open(fileobj=whole, mode="w") as archive:
        archive.addfile(info, io.BytesIO(CONTENT))
    return intake_of(path / "x.tar", whole.getvalue())


def intake_of(file: Path, raw: bytes) -> Intake:
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(raw)
    [intake] = discover(str(file.parent), spool=file.parent.parent / "spool").intakes
    return intake


each_kind = pytest.mark.parametrize("made", [plain, in_zip, in_tar])
Made = Callable[[Path], Intake]


@each_kind
def test_read_and_copy(tmp_path: Path, made: Made) -> None:
    intake = made(tmp_path / "inbox")
    copy_to(intake, tmp_path / "copy")
    assert read_bytes(intake) == (tmp_path / "copy").read_bytes() == CONTENT


@each_kind
def test_gone(tmp_path: Path, made: Made) -> None:
    intake = made(tmp_path / "inbox")
    intake.container.unlink()
    with pytest.raises(InputGone) as fault:
        read_bytes(intake)
    finding = fault.value.finding
    assert (finding.code, finding.cable, finding.where.path) == ("vanished-input", intake.cable_id, intake.accession.path)
    with pytest.raises(InputGone):
        copy_to(intake, tmp_path / "copy")


CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "other-bytes": lambda raw: raw.replace(b"195", b"196"),
    "longer": lambda raw: CONTENT + CONTENT,
    "shorter": lambda raw: raw[:600],
    "empty": lambda raw: b"",
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@each_kind
def test_changed(tmp_path: Path, made: Made, change: Callable[[bytes], bytes]) -> None:
    intake = made(tmp_path / "inbox")
    intake.container.write_bytes(change(intake.container.read_bytes()))
    os.utime(intake.container, (1, 1))
    with pytest.raises(ChangedInput) as fault:
        read_bytes(intake)
    assert fault.value.finding.code == "changed-input"
    assert fault.value.finding.cable == intake.cable_id


def test_a_changed_file_is_copied_as_it_is_now(tmp_path: Path) -> None:
    intake = plain(tmp_path / "inbox")
    intake.container.write_bytes(b"now")
    copy_to(intake, tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == b"now"


SYSTEM = {
    "permission": (PermissionError(13, "Permission denied"), SourceFault),
    "input-output": (OSError(5, "Input/output error"), TransientError),
    "timeout": (OSError(110, "Connection timed out"), TransientError),
    "stale": (OSError(116, "Stale file handle"), TransientError),
    "again": (BlockingIOError(11, "Resource temporarily unavailable"), TransientError),
}


@pytest.mark.parametrize(("fault", "kind"), SYSTEM.values(), ids=SYSTEM)
@each_kind
def test_faults_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: Made, fault: OSError, kind: type[Exception]
) -> None:
    intake = made(tmp_path / "inbox")

    def refuse(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(Path, "stat" if made is in_zip else "open", refuse)
    with pytest.raises(kind):
        read_bytes(intake)


def test_a_copy_that_cannot_be_written_is_no_fault_of_the_source(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError):
        copy_to(plain(tmp_path / "inbox"), tmp_path / "inbox" / "a.txt" / "copy")


def test_chunks_are_small(tmp_path: Path) -> None:
    intake = intake_of(tmp_path / "inbox" / "a.txt", bytes(3 * 1024 * 1024 + 1))
    assert [len(chunk) for chunk in chunks(intake)] == [1024 * 1024] * 3 + [1]
