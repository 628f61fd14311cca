"""Bad input through a whole run: a clear finding or error, the bytes kept, and the good cable beside it published all the same.

The cases are those of issue 2, "Bad input". The system's own faults (no right to read, a full disk) are had by standing in for
one call; all else are real files.
"""

from __future__ import annotations

import errno
import hashlib
import importlib
import io
import os
import shutil
import sqlite3
import stat
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, NamedTuple

import pytest

from pipeline.catalogue import database
from pipeline.codes import Code, Severity
from pipeline.errors import CatalogueError, InputError, OutputError, TransientError
from pipeline.ingest import members
from pipeline.model import Status
from pipeline.publish import Places
from pipeline.run import Progress, conduct, ingest
from tests.run.inbox import (
    NOON,
    ONLY_NOTES,
    accounted_for,
    assert_at_rest,
    cable,
    codes,
    decision_on,
    fill,
    kept_sources,
    published,
    published_ids,
    run,
    sha256,
    statuses,
    tree,
)

sequence = importlib.import_module("pipeline.run.ingest")
"""The module: its package has a function of the same name."""

GOOD = {"good.txt": cable(15)}
HEADING = "The Ambassador in the United Kingdom (Carton) to the Secretary of State\n"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    return fill(tmp_path / "inbox", GOOD)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


# ---- one bad file ---------------------------------------------------------------------------------------------------


class Bad(NamedTuple):
    name: str
    content: str | bytes
    codes: set[Code]
    status: Status = Status.QUARANTINED


LONE_C3 = cable(16, "Señor Gómez, the pilot of the señora’s yacht.").encode().replace("ñ".encode(), b"\xc3", 1)

# What archives are sent beside cables: interrupted copies, scans, damaged transfers, halves of documents, other papers.
BAD_FILES = [
    Bad("empty file", b"", {Code.EMPTY_INPUT}),
    Bad("only blank lines", b" \r\n\r\n\t\r\n", {Code.EMPTY_INPUT}),
    Bad("binary", bytes(range(256)) * 8, {Code.BINARY_INPUT}),
    Bad("a PDF", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n", {Code.BINARY_INPUT}),
    Bad("NULs and controls", cable(16, "The pilot boat\x00 went\x07 aground."), {Code.CONTROL_CHARACTERS}, Status.PUBLISHED),
    Bad("invalid UTF-8", LONE_C3, {Code.ENCODING_DAMAGED}),
    Bad("only notes", ONLY_NOTES, {Code.NO_BODY}),
    Bad("only a heading", HEADING, {Code.NO_BODY}),
    Bad("no cable", "Beat three eggs.\n\nAdd the flour slowly, then the milk.\n", {Code.NO_CABLE_RECOGNISED}),
]


@pytest.mark.parametrize("bad", BAD_FILES, ids=lambda bad: bad.name)
def test_a_bad_file_is_told_of_and_its_bytes_are_kept(bad: Bad, inbox: Path, output: Path) -> None:
    fill(inbox, {"bad.txt": bad.content})
    report = run(inbox, output).run
    decision = decision_on("bad.txt", report)
    assert set(codes(decision)) == bad.codes
    assert decision.status is bad.status
    assert published_ids(output) == ({"inbox.good"} if bad.status is Status.QUARANTINED else {"inbox.good", "inbox.bad"})
    assert kept_sources(output) == ({sha256(bad.content)} if bad.status is Status.QUARANTINED else set())
    accounted_for(report, inbox)
    assert_at_rest(output, runs=1)


def test_a_text_that_is_no_cable_is_quarantined_with_those_words(inbox: Path, output: Path) -> None:
    fill(inbox, {"recipe.txt": "Beat three eggs.\n"})
    decision = decision_on("recipe.txt", run(inbox, output).run)
    assert "no cable recognised" in decision.cause
    assert [f.severity for f in decision.findings] == [Severity.ERROR]


def test_control_characters_are_left_out_and_no_letter_is(inbox: Path, output: Path) -> None:
    fill(inbox, {"bad.txt": cable(16, "The pilot\x00 boat\x1b went aground.")})
    report = run(inbox, output).run
    assert "The pilot boat went aground." in published(output)["inbox/inbox.bad.tei.xml"].decode()
    assert [f.severity for f in decision_on("bad.txt", report).findings] == [Severity.WARNING]


MEGABYTE = 1024 * 1024


def test_a_hundred_megabytes_of_one_line_are_kept_without_standing_in_memory(inbox: Path, output: Path) -> None:
    line, digest = b"The tide turned. " * 4096, hashlib.sha256()
    with (inbox / "long.txt").open("wb") as file:
        while file.tell() < 100 * MEGABYTE:
            file.write(line)
            digest.update(line)
    tracemalloc.start()
    try:
        report = run(inbox, output).run
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 32 * MEGABYTE
    decision = decision_on("long.txt", report)
    assert (codes(decision), decision.status) == ([Code.TOO_LARGE], Status.QUARANTINED)
    (kept,) = (output / "quarantine").glob("*/*/source/*")
    with kept.open("rb") as copy:
        assert hashlib.file_digest(copy, "sha256").hexdigest() == digest.hexdigest() == decision.sha256
    accounted_for(report, inbox)


# ---- archives -------------------------------------------------------------------------------------------------------


def zipped(files: dict[str, str | bytes], *, links: tuple[str, ...] = ()) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # Unix, whose file types stand in the upper half of external_attr
            info.external_attr = (stat.S_IFLNK if name in links else stat.S_IFREG) << 16
            archive.writestr(info, content)
    return whole.getvalue()


HOSTILE = {
    "parent": ("../escaped.txt", ()),
    "deep parent": ("1934/../../escaped.txt", ()),
    "absolute": ("/tmp/escaped.txt", ()),  # noqa: S108 - never written, which is what is asserted
    "windows": ("C:\\escaped.txt", ()),
    "link": ("link.txt", ("link.txt",)),
}


# A member's name or kind may lead out of the archive: it is not read, the others are, and nothing is written under its name.
@pytest.mark.parametrize(("name", "links"), HOSTILE.values(), ids=HOSTILE)
def test_an_unsafe_member_is_named_and_the_others_are_ingested(
    name: str, links: tuple[str, ...], inbox: Path, output: Path, tmp_path: Path
) -> None:
    content = cable(17) if not links else "/etc/passwd"
    fill(inbox, {"letters.zip": zipped({"16.txt": cable(16), name: content}, links=links)})
    before = set(tree(tmp_path))
    report = run(inbox, output).run
    assert codes(report) == [Code.UNSAFE_MEMBER]
    assert published_ids(output) == {"inbox.good", "inbox.letters.16"}
    assert {path for path in set(tree(tmp_path)) - before if not path.startswith("output/")} == set()
    assert report.severities == {Severity.ERROR: 1}
    accounted_for(report, inbox)


def test_a_bomb_is_kept_whole_and_nothing_of_it_is_ingested(inbox: Path, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(members, "MAX_TOTAL_BYTES", MEGABYTE)
    bomb = zipped({"16.txt": cable(16), "zeros.txt": bytes(2 * MEGABYTE)})
    fill(inbox, {"letters.zip": bomb})
    report = run(inbox, output).run
    decision = decision_on("letters.zip", report)
    assert (codes(decision), decision.status) == ([Code.ARCHIVE_BOMB], Status.QUARANTINED)
    assert published_ids(output) == {"inbox.good"}
    assert kept_sources(output) == {sha256(bomb)}
    accounted_for(report, inbox)


def test_of_an_archive_with_a_broken_member_the_others_are_ingested_and_the_whole_is_kept(inbox: Path, output: Path) -> None:
    broken = bytearray(zipped({"16.txt": cable(16), "17.txt": cable(17), "18.txt": cable(18)}))
    with zipfile.ZipFile(io.BytesIO(broken)) as archive:
        member = archive.getinfo("17.txt")
    broken[member.header_offset + 30 + len("17.txt") + member.compress_size // 2] ^= 0xFF
    fill(inbox, {"letters.zip": bytes(broken)})
    report = run(inbox, output).run
    decision = decision_on("letters.zip", report)
    assert (codes(decision), decision.status) == ([Code.BROKEN_ARCHIVE], Status.QUARANTINED)
    assert "17.txt" in decision.cause
    assert published_ids(output) == {"inbox.good", "inbox.letters.16", "inbox.letters.18"}
    assert kept_sources(output) == {sha256(bytes(broken))}
    accounted_for(report, inbox)


# ---- manifests and ids ----------------------------------------------------------------------------------------------


def test_a_manifest_that_names_missing_files_is_told_of_file_by_file(inbox: Path, output: Path) -> None:
    fill(inbox, {"manifest.csv": "path,id\ngood.txt,the-good\nlost.txt,the-lost\n1934/gone.txt,the-gone\n"})
    report = run(inbox, output).run
    assert [(f.code, f.subject) for f in report.findings] == [
        (Code.MANIFEST_MISSING_FILE, "lost.txt"),
        (Code.MANIFEST_MISSING_FILE, "1934/gone.txt"),
    ]
    assert published_ids(output) == {"the-good"}
    assert report.severities == {Severity.ERROR: 2}
    accounted_for(report, inbox)


def test_two_lines_of_a_manifest_with_one_id_publish_neither_file_and_keep_both(inbox: Path, output: Path) -> None:
    fill(inbox, {"a.txt": cable(16), "b.txt": cable(17), "manifest.csv": "path,id\na.txt,harbour\nb.txt,harbour\n"})
    report = run(inbox, output).run
    for path in ("a.txt", "b.txt"):
        decision = decision_on(path, report)
        assert (codes(decision), decision.status) == ([Code.MANIFEST_DUPLICATE_ID], Status.QUARANTINED)
    assert codes(report) == [Code.MANIFEST_DUPLICATE_ID]
    assert published_ids(output) == {"inbox.good"}
    assert kept_sources(output) == {sha256(cable(16)), sha256(cable(17))}
    accounted_for(report, inbox)


def test_two_files_that_would_have_one_id_are_both_kept_and_neither_is_published(inbox: Path, output: Path) -> None:
    fill(inbox, {"a.txt": cable(16), "b.txt": cable(17), "manifest.csv": "path,id\na.txt,inbox.b\n"})
    report = run(inbox, output).run
    for path in ("a.txt", "b.txt"):
        decision = decision_on(path, report)
        assert (codes(decision), decision.status) == ([Code.DUPLICATE_ID], Status.QUARANTINED)
    assert len({decision_on("a.txt", report).cable, decision_on("b.txt", report).cable}) == 2
    assert published_ids(output) == {"inbox.good"}
    assert kept_sources(output) == {sha256(cable(16)), sha256(cable(17))}
    accounted_for(report, inbox)


def test_two_files_of_one_id_leave_what_stands_published_as_it_is(inbox: Path, output: Path) -> None:
    run(inbox, output)
    before = published(output)
    fill(inbox, {"twin.txt": cable(16), "manifest.csv": "path,id\ntwin.txt,inbox.good\n"})
    report = run(inbox, output).run
    assert {d.status for d in report.decisions} == {Status.QUARANTINED}
    assert published(output) == before
    accounted_for(report, inbox)


def test_a_copy_under_the_same_id_is_read_once(inbox: Path, output: Path) -> None:
    """One folder was sent twice, packed and unpacked: the ids agree, and so do the bytes."""
    fill(inbox, {"letters/16.txt": cable(16), "letters.zip": zipped({"16.txt": cable(16)})})
    report = run(inbox, output).run
    assert statuses(report) == {
        "good.txt": Status.PUBLISHED,
        "letters.zip/16.txt": Status.PUBLISHED,
        "letters/16.txt": Status.SET_ASIDE,
    }
    assert codes(decision_on("letters/16.txt", report)) == [Code.DUPLICATE_SOURCE]
    assert published_ids(output) == {"inbox.good", "inbox.letters.16"}
    accounted_for(report, inbox)


# ---- files that change under the run --------------------------------------------------------------------------------


def at_reading(deed: Callable[[], object]) -> Progress:
    """A listener that does its deed once: after all sources were found, before the first is read."""

    def tell(stage: str, done: int, total: int | None) -> None:
        if (stage, done) == ("read", 0):
            deed()

    return tell


def test_a_file_that_vanishes_during_the_run_is_lost_by_name_only(inbox: Path, output: Path) -> None:
    fill(inbox, {"gone.txt": cable(16)})
    report = ingest(str(inbox), output, now=NOON, progress=at_reading((inbox / "gone.txt").unlink)).run
    decision = decision_on("gone.txt", report)
    assert (codes(decision), decision.status) == ([Code.VANISHED_INPUT], Status.LOST)
    assert published_ids(output) == {"inbox.good"}
    assert kept_sources(output) == set()


def test_a_file_that_changes_during_the_run_waits_for_the_next_one(inbox: Path, output: Path) -> None:
    later = cable(16, "The tender was withdrawn.")
    fill(inbox, {"moving.txt": cable(16)})
    report = ingest(str(inbox), output, now=NOON, progress=at_reading(lambda: fill(inbox, {"moving.txt": later}))).run
    decision = decision_on("moving.txt", report)
    assert (codes(decision), decision.status) == ([Code.CHANGED_INPUT], Status.LOST)
    assert published_ids(output) == {"inbox.good"}
    assert run(inbox, output).entry.message.startswith("1 published")
    assert "The tender was withdrawn." in published(output)["inbox/inbox.moving.tei.xml"].decode()


def test_what_stands_published_outlives_the_loss_of_its_source(inbox: Path, output: Path) -> None:
    run(inbox, output)
    before = published(output)
    fill(inbox, {"good.txt": cable(15, "The tender was withdrawn.")})
    report = ingest(str(inbox), output, now=NOON, progress=at_reading((inbox / "good.txt").unlink)).run
    assert statuses(report) == {"good.txt": Status.LOST}
    assert published(output) == before
    fill(inbox, GOOD)
    assert run(inbox, output).entry.message.startswith("nothing changed")


def refusing(name: str, error: int, *, from_call: int = 1) -> Callable[..., IO[Any]]:
    """`Path.open`, but for one file, which the system refuses to open for reading from that call on."""
    real, calls = Path.open, 0

    def opened(self: Path, mode: str = "r", *args: Any, **options: Any) -> IO[Any]:
        nonlocal calls
        if self.name == name and "r" in mode:
            calls += 1
            if calls >= from_call:
                raise OSError(error, os.strerror(error), str(self))
        return real(self, mode, *args, **options)

    return opened


# The right to read may be missing from the start, or be taken away between finding and reading.
@pytest.mark.parametrize("from_call", [1, 2], ids=["when it is found", "when it is read"])
def test_an_unreadable_file_is_named_with_what_the_system_says(
    from_call: int, inbox: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(inbox, {"secret.txt": cable(16)})
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refusing("secret.txt", errno.EACCES, from_call=from_call))
        report = run(inbox, output).run
    decision = decision_on("secret.txt", report)
    assert (codes(decision), decision.status) == ([Code.UNREADABLE_INPUT], Status.LOST)
    assert "permission denied" in decision.findings[0].message
    assert published_ids(output) == {"inbox.good"}
    accounted_for(report, inbox)
    assert run(inbox, output).run.counts == {Status.PUBLISHED: 1, Status.UNCHANGED: 1}


def test_a_bad_file_that_cannot_be_copied_to_quarantine_is_lost_not_half_kept(
    inbox: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(inbox, {"notes.txt": ONLY_NOTES})
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refusing("notes.txt", errno.EACCES, from_call=3))
        report = run(inbox, output).run
    decision = decision_on("notes.txt", report)
    assert set(codes(decision)) == {Code.NO_BODY, Code.UNREADABLE_INPUT}
    assert decision.status is Status.LOST
    assert not (output / "quarantine").exists()


def test_a_folder_that_cannot_be_listed_is_an_error_of_the_run(
    inbox: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(inbox, {"closed/16.txt": cable(16)})
    real = os.scandir

    def scandir(path: str | Path) -> Any:
        if Path(path).name == "closed":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    report = run(inbox, output).run
    assert [(f.code, f.where.path) for f in report.findings] == [(Code.UNREADABLE_INPUT, "closed")]
    assert published_ids(output) == {"inbox.good"}


def test_a_source_that_is_not_there_is_an_error_and_leaves_no_trace_of_a_run(tmp_path: Path, output: Path) -> None:
    with pytest.raises(InputError, match="There is no file or folder"):
        run(tmp_path / "nowhere", output)
    assert_at_rest(output, runs=0)


def test_a_source_whose_name_is_no_utf_8_is_named_with_its_bytes(tmp_path: Path, output: Path) -> None:
    inbox = fill(Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9")), GOOD)
    report = run(inbox, output).run
    assert report.source == f"{tmp_path}/caf\\xe9"
    assert [d.status for d in report.decisions] == [Status.PUBLISHED]


def test_a_file_whose_name_is_no_utf_8_is_published_under_its_bytes(inbox: Path, output: Path) -> None:
    Path(os.fsdecode(os.fsencode(inbox) + b"/caf\xe9.txt")).write_text(cable(16))
    report = run(inbox, output).run
    assert statuses(report) == {"good.txt": Status.PUBLISHED, "caf\\xe9.txt": Status.PUBLISHED}


# ---- the output folder ----------------------------------------------------------------------------------------------


def test_a_file_in_the_place_of_the_output_folder_is_left_alone(inbox: Path, output: Path) -> None:
    output.write_text("a file")
    with pytest.raises(OutputError, match="is not a folder") as raised:
        run(inbox, output)
    assert raised.value.hint
    assert output.read_text() == "a file"


def test_an_output_folder_that_may_not_be_written_is_an_error(
    inbox: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def refused(path: Any, flags: int, *args: Any, **options: Any) -> int:
        if str(path).startswith(str(output)) and flags & (os.O_WRONLY | os.O_RDWR):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path, flags, *args, **options)

    monkeypatch.setattr(os, "open", refused)
    with pytest.raises(OutputError, match="cannot be written") as raised:
        run(inbox, output)
    assert "--output" in raised.value.hint


def test_an_output_folder_below_the_source_is_not_ingested(inbox: Path) -> None:
    for _ in range(2):
        report = run(inbox, inbox / "output").run
        assert list(statuses(report)) == ["good.txt"]


def test_the_source_is_not_published_into(inbox: Path) -> None:
    with pytest.raises(OutputError) as raised:
        run(inbox, inbox)
    assert raised.value.hint
    assert tree(inbox).keys() == GOOD.keys()


def full_disk(monkeypatch: pytest.MonkeyPatch, *, suffix: str) -> None:
    """Files of that suffix below a workroom are opened on a device that is always full: the fault is the system's own."""
    os_open, path_open = os.open, Path.open

    def is_meant(path: Any, mode: str) -> bool:
        return ".staging" in str(path) and str(path).endswith(suffix) and "r" not in mode

    def low(path: Any, flags: int, *args: Any, **options: Any) -> int:
        writes = "w" if flags & (os.O_WRONLY | os.O_RDWR) else "r"
        return os_open("/dev/full", os.O_WRONLY) if is_meant(path, writes) else os_open(path, flags, *args, **options)

    def high(self: Path, mode: str = "r", *args: Any, **options: Any) -> IO[Any]:
        return path_open(Path("/dev/full") if is_meant(self, mode) else self, mode, *args, **options)

    monkeypatch.setattr(os, "open", low)
    monkeypatch.setattr(Path, "open", high)


# A disk may be full at each kind of file that a run stages: it says so and publishes nothing, and the next one does it all.
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
@pytest.mark.parametrize("suffix", [".jsonl", ".tei.xml", "notes.txt", "findings.json", "report.json", "plan.part"])
def test_a_full_disk_is_an_error_that_the_next_run_makes_good(
    suffix: str, inbox: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(inbox, {"notes.txt": ONLY_NOTES})
    with monkeypatch.context() as patch:
        full_disk(patch, suffix=suffix)
        with pytest.raises(OutputError, match="is full") as raised:
            run(inbox, output)
    assert raised.value.hint
    assert published(output) == {}
    assert_at_rest(output, runs=0)
    assert run(inbox, output).run.counts == {Status.PUBLISHED: 1, Status.QUARANTINED: 1}
    assert_at_rest(output, runs=1)


# ---- the catalogue --------------------------------------------------------------------------------------------------


def holding(catalogue: Path) -> sqlite3.Connection:
    """Another program that has the catalogue to itself."""
    other = sqlite3.connect(catalogue, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    return other


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)


@pytest.mark.usefixtures("impatient")
def test_a_locked_catalogue_is_an_error_before_anything_is_done(inbox: Path, output: Path) -> None:
    run(inbox, output)
    before = published(output)
    fill(inbox, {"more.txt": cable(16)})
    other = holding(Places(output).catalogue)
    with pytest.raises(CatalogueError, match="is locked by another program") as raised:
        run(inbox, output)
    other.close()
    assert raised.value.hint
    assert published(output) == before
    assert_at_rest(output, runs=1)
    assert run(inbox, output).run.counts == {Status.PUBLISHED: 1, Status.UNCHANGED: 1}


@pytest.mark.usefixtures("impatient")
def test_a_catalogue_that_is_locked_while_the_run_publishes_is_made_good_by_the_next_run(
    inbox: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The plan is on the disk by then: the run ends with an error, and the next one completes it before its own work."""
    run(inbox, output)
    fill(inbox, {"more.txt": cable(16)})
    real, held = sequence.settle, []

    def settle(*args: Any, **options: Any) -> object:
        held.append(holding(Places(output).catalogue))
        return real(*args, **options)

    with monkeypatch.context() as patch:
        patch.setattr(sequence, "settle", settle)
        with pytest.raises(CatalogueError, match="is locked by another program"):
            run(inbox, output)
    held[0].close()
    report = run(inbox, output).run
    assert len(report.recovered) == 1
    assert statuses(report) == {"good.txt": Status.UNCHANGED, "more.txt": Status.UNCHANGED}
    assert published_ids(output) == {"inbox.good", "inbox.more"}
    assert_at_rest(output, runs=3)


def overwritten(catalogue: Path) -> None:
    catalogue.write_bytes(b"this is no database. " * 400)


def damaged_inside(catalogue: Path) -> None:
    """The header stays; the pages after it, where the tables are, are overwritten."""
    content = bytearray(catalogue.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    catalogue.write_bytes(content)


@pytest.mark.parametrize("damage", [overwritten, damaged_inside], ids=lambda damage: damage.__name__)
def test_a_corrupt_catalogue_is_an_error_and_is_rebuilt_when_moved_aside(
    damage: Callable[[Path], None], inbox: Path, output: Path
) -> None:
    run(inbox, output)
    before = published(output)
    damage(Places(output).catalogue)
    with pytest.raises(CatalogueError, match=r"corrupt|not a database") as raised:
        run(inbox, output)
    assert "Move it aside" in raised.value.hint
    assert published(output) == before
    shutil.move(Places(output).catalogue, output / "catalogue.broken")
    assert run(inbox, output).entry.message.startswith("nothing changed")
    assert published(output) == before


# ---- the disk that the sources lie on --------------------------------------------------------------------------------


def test_a_disk_that_fails_for_good_ends_the_run_with_a_transient_error(
    inbox: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conduct, "FIRST_PAUSE", 0)
    monkeypatch.setattr(Path, "open", refusing("good.txt", errno.EIO, from_call=2))
    with pytest.raises(TransientError, match="could not be read"):
        run(inbox, output)
    monkeypatch.undo()
    assert_at_rest(output, runs=0)


def test_an_empty_inbox_is_a_run_that_changes_nothing(tmp_path: Path, output: Path) -> None:
    empty = fill(tmp_path / "inbox", {})
    empty.mkdir()
    report = run(empty, output).run
    assert report.decisions == ()
    assert_at_rest(output, runs=1)
