"""The life of a cable from run to run: what stands where."""

from __future__ import annotations

import errno
import json
import os
import shutil
from pathlib import Path

import pytest
from pydantic import ValidationError

from pipeline.codes import Code
from pipeline.errors import OutputError, TransientError
from pipeline.model import Finding, LedgerEntry, Status
from pipeline.publish import Keepsake, Places, Plan, Workroom, disk, published_digests, read_ledger, recover
from pipeline.publish.plan import Move
from pipeline.publish.settle import cards_of
from tests.publish.archive import (
    COLLECTION,
    Arrival,
    Killed,
    files_of,
    index,
    ingest,
    kill_at,
    moment,
    opened,
    recovered,
    report_of,
    rows,
    stage,
    tree,
)

FIRST, SECOND, BAD = Arrival("c195", "first"), Arrival("c195", "second"), Arrival("c195", "bad")


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


def published(output: Path, cable: str = "c195") -> dict[str, bytes]:
    folder = output / "published" / COLLECTION
    return {path.name.removeprefix(f"{cable}."): path.read_bytes() for path in folder.iterdir()}


# ---- publish and republish ----


def test_first_published(output: Path) -> None:
    entry = ingest(output, 1, FIRST)
    assert published(output) == files_of(FIRST, 1)
    assert not (output / "history").exists()
    assert (entry.changed, entry.counts, entry.message) == (1, {Status.PUBLISHED: 1}, "1 published")
    assert entry.published == (("moscow/c195", 1, published_digests(output, COLLECTION, "c195")["json"]),)


def test_republished_the_first_version_goes_to_history_whole(output: Path) -> None:
    ingest(output, 1, FIRST)
    entry = ingest(output, 2, SECOND)
    assert published(output) == files_of(SECOND, 2)
    kept = output / "history/moscow/c195/v1"
    assert {path.name.removeprefix("c195."): path.read_bytes() for path in kept.iterdir()} == files_of(FIRST, 1)
    assert entry.published[0][1] == 2
    with opened(output) as catalogue:
        versions = catalogue.versions(COLLECTION, "c195")
        assert [(v.n, v.date, v.cause) for v in versions] == [
            (1, "1936-08-01", "first published"),
            (2, "1936-08-02", "source corrected"),
        ]
        assert versions[1].files == published_digests(output, COLLECTION, "c195")


def test_nothing_changed(output: Path) -> None:
    ingest(output, 1, FIRST)
    before = tree(output / "published")
    entry = ingest(output, 2, FIRST)
    assert tree(output / "published") == before
    assert not (output / "history").exists()
    assert (entry.changed, entry.counts, entry.published) == (0, {Status.UNCHANGED: 1}, ())
    assert (output / "reports/index.html").read_text() == "19360802T190000Z 1 unchanged\n19360801T190000Z 1 published\n"


def test_a_file_deleted_by_hand_is_written_again(output: Path) -> None:
    ingest(output, 1, FIRST)
    (output / "published/moscow/c195.json").unlink()
    ingest(output, 2, FIRST)
    assert published(output) == files_of(FIRST, 2)
    assert sorted(p.name for p in (output / "history/moscow/c195/v1").iterdir()) == [
        "c195.dcterms.xml",
        "c195.html",
        "c195.oai_dc.xml",
        "c195.tei.xml",
    ]


def test_history_is_never_written_over(output: Path) -> None:
    ingest(output, 1, FIRST)
    (output / "history/moscow/c195/v1").mkdir(parents=True)
    (output / "history/moscow/c195/v1/c195.json").write_text("of another archive")
    ingest(output, 2, SECOND)
    assert (output / "history/moscow/c195/v1/c195.json").read_text() == "of another archive"
    assert (output / "history/moscow/c195/v1-19360802T190000Z/c195.json").read_bytes() == files_of(FIRST, 1)["json"]


def test_a_disk_without_hard_links_copies(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_paths: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    ingest(output, 1, FIRST)
    ingest(output, 2, SECOND)
    kept = output / "history/moscow/c195/v1"
    assert {path.name.removeprefix("c195."): path.read_bytes() for path in kept.iterdir()} == files_of(FIRST, 1)


# ---- quarantine ----


def test_quarantined_the_source_waits_with_its_reasons(output: Path) -> None:
    ingest(output, 1, BAD)
    folder = output / "quarantine/moscow/c195"
    assert (folder / "source/c195.txt").read_text() == "bad"
    assert (folder / "c195.json").is_file()
    told = json.loads((folder / "findings.json").read_text())
    assert told["sources"] == [{"path": "c195.txt", "file": "source/c195.txt"}]
    assert told["findings"][0]["message"] == "There is bad but no text of a cable."
    assert told["findings"][0]["mend"] == "Look for the text where the file came from."
    assert not (output / "published").exists()
    with opened(output) as catalogue:
        assert catalogue.findings(COLLECTION, "c195") == list(BAD.findings)


def test_published_after_quarantine(output: Path) -> None:
    ingest(output, 1, BAD)
    ingest(output, 2, FIRST)
    assert not (output / "quarantine/moscow/c195").exists()
    assert (output / "history/moscow/c195/quarantine-19360802T190000Z/source/c195.txt").read_text() == "bad"
    assert published(output) == files_of(FIRST, 1)
    with opened(output) as catalogue:
        assert catalogue.findings(COLLECTION, "c195") == []


def test_quarantined_after_it_was_published_the_version_stands(output: Path) -> None:
    ingest(output, 1, FIRST)
    ingest(output, 2, BAD)
    assert published(output) == files_of(FIRST, 1)
    with opened(output) as catalogue:
        entry = catalogue.entry(COLLECTION, "c195")
        assert entry
        assert (entry.state, entry.version) == ("quarantined", 1)
    ingest(output, 3, FIRST)
    assert not (output / "quarantine/moscow/c195").exists()
    assert (output / "history/moscow/c195/quarantine-19360803T190000Z/findings.json").is_file()
    assert published(output) == files_of(FIRST, 1)


def test_quarantined_again_for_another_source(output: Path) -> None:
    ingest(output, 1, BAD)
    ingest(output, 2, Arrival("c195", "bad otherwise"))
    assert (output / "quarantine/moscow/c195/source/c195.txt").read_text() == "bad otherwise"
    assert (output / "history/moscow/c195/quarantine-19360802T190000Z/source/c195.txt").read_text() == "bad"


def test_quarantined_again_for_the_same_source_nothing_moves(output: Path) -> None:
    ingest(output, 1, BAD)
    before = tree(output / "quarantine")
    ingest(output, 2, BAD)
    assert tree(output / "quarantine") == before
    assert not (output / "history").exists()


def test_sources_that_claim_one_id_are_kept_together(output: Path) -> None:
    workroom = Workroom.open(output, moment(1))
    paths = ["a/195.txt", "b/195.txt", "b/..", "x/" + "y" * 250 + ".txt"]
    keepsakes = [Keepsake(path, lambda to, path=path: to.write_text(path)) for path in paths]  # type: ignore[misc]
    finding = Finding.of(Code.DUPLICATE_ID, "c195", names="a/195.txt and b/195.txt", id="c195")
    assert workroom.stage_quarantine(COLLECTION, "c195", [finding], keepsakes)
    folder = workroom.staged.quarantine(COLLECTION, "c195")
    told = json.loads((folder / "findings.json").read_text())
    assert [source["path"] for source in told["sources"]] == paths
    assert [(folder / source["file"]).read_text() for source in told["sources"]] == paths
    assert [source["file"] for source in told["sources"]][:3] == ["source/195.txt", "source/2-195.txt", "source/source"]
    assert {path.parent for path in folder.rglob("*.txt")} == {folder / "source"}


# ---- the plan and the workroom ----


def test_runs_in_one_second_have_ids_of_their_own(output: Path) -> None:
    assert [Workroom.open(output, moment(1)).run for _ in range(3)] == [
        "19360801T190000Z",
        "19360801T190000Z-2",
        "19360801T190000Z-3",
    ]


def test_a_plan_enters_each_cable_that_it_moves(output: Path) -> None:
    workroom = Workroom.open(output, moment(1))
    staged = stage(workroom, None, FIRST)
    report = report_of(workroom, moment(1), (staged.decision,))
    assert staged.move
    for entries in ([], [staged.entry, staged.entry], [staged.entry.model_copy(update={"version": 2})]):
        with pytest.raises(ValidationError):
            workroom.commit(report, b"", message="", entries=entries, publish=[staged.move])
    assert not workroom.plan.exists()


def test_a_plan_reads_back_as_it_was_written(output: Path) -> None:
    workroom = Workroom.open(output, moment(1))
    staged = stage(workroom, None, FIRST)
    assert isinstance(staged.move, Move)
    report = report_of(workroom, moment(1), (staged.decision,))
    plan = workroom.commit(report, b"", message="1 published", entries=[staged.entry], publish=[staged.move])
    assert Plan.model_validate_json(workroom.plan.read_bytes()) == plan


def test_what_is_said_of_a_copy_set_aside_is_not_said_of_the_cable(output: Path) -> None:
    workroom = Workroom.open(output, moment(1))
    staged = stage(workroom, None, FIRST)
    assert staged.move
    said = [Finding.of(Code.DATE_MISSING, "c195"), Finding.of(Code.DUPLICATE_SOURCE, "c195", name="c195.txt")]
    published = staged.decision.model_copy(update={"findings": (said[0],)})
    aside = staged.decision.model_copy(update={"status": Status.SET_ASIDE, "path": "copy.txt", "findings": (said[1],)})
    report = report_of(workroom, moment(1), (published, aside))
    plan = workroom.commit(report, b"", message="", entries=[staged.entry], publish=[staged.move])
    assert [card.findings for card in cards_of(plan)] == [(said[0],)]


def test_a_plan_of_another_version_is_left_alone(output: Path) -> None:
    workroom = Workroom.open(output, moment(1))
    workroom.plan.write_text('{"of": "the future"}')
    with opened(output) as catalogue, pytest.raises(OutputError, match="cannot be read") as raised:
        recover(output, catalogue, index=index)
    assert "version" in raised.value.hint
    assert workroom.plan.exists()


def test_staged_files_that_are_gone_are_not_passed_over(output: Path) -> None:
    workroom = Workroom.open(output, moment(1))
    staged = stage(workroom, None, FIRST)
    assert staged.move
    report = report_of(workroom, moment(1), (staged.decision,))
    workroom.commit(report, b"", message="", entries=[staged.entry], publish=[staged.move])
    workroom.staged.published(COLLECTION, "c195", "html").unlink()
    with pytest.raises(OutputError, match=r"c195\.html is to be published, but"):
        recovered(output)


# ---- an output folder that fails ----


@pytest.mark.parametrize(
    ("number", "error", "said"),
    [
        (errno.ENOSPC, OutputError, "is full"),
        (errno.EACCES, OutputError, "cannot be written"),
        (errno.EROFS, OutputError, "read-only"),
        (errno.EXDEV, OutputError, "more than one disk"),
        (errno.EIO, OutputError, "cannot be used"),
        (errno.ESTALE, TransientError, "cannot be used"),
    ],
)
def test_what_the_disk_says(number: int, error: type[Exception], said: str, output: Path) -> None:
    with pytest.raises(error, match=said) as raised, disk.faults_of(output):
        raise OSError(number, os.strerror(number))
    assert str(output) in str(raised.value)
    assert raised.value.hint  # type: ignore[attr-defined]


def fill_the_disk(patch: pytest.MonkeyPatch, after: int) -> None:
    real, written = os.write, []

    def write(handle: int, content: bytes) -> int:
        written.append(handle)
        if len(written) > after:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(handle, content)

    patch.setattr(os, "write", write)


@pytest.mark.parametrize("after", range(8))
def test_a_full_disk_publishes_nothing_by_half(after: int, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight writes come before the plan is committed: five files, two of the report, the plan itself."""
    ingest(output, 1, FIRST)
    before = {name: content for name, content in tree(output).items() if content and not name.startswith(".staging")}
    with monkeypatch.context() as patch:
        fill_the_disk(patch, after)
        with pytest.raises(OutputError, match="is full"):
            ingest(output, 2, SECOND)
    assert recovered(output) == []
    assert {name: content for name, content in tree(output).items() if content} == before
    ingest(output, 2, SECOND)
    assert published(output) == files_of(SECOND, 2)


def test_a_disk_that_is_full_after_the_plan_is_settled_later(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ingest(output, 1, FIRST)
    with monkeypatch.context() as patch:
        fill_the_disk(patch, 8)
        with pytest.raises(OutputError, match="is full"):
            ingest(output, 2, SECOND)
    assert recovered(output) == ["19360802T190000Z"]
    assert published(output) == files_of(SECOND, 2)
    assert [entry.run for entry in read_ledger(Places(output).ledger)] == ["19360801T190000Z", "19360802T190000Z"]


# ---- a run cut off, and its catalogue gone too ----


def test_a_run_that_was_cut_off_is_told_by_the_next(output: Path) -> None:
    ingest(output, 1, FIRST)
    whole = output.with_name("whole")
    shutil.copytree(output, whole)
    with kill_at(None) as done:
        ingest(whole, 2, SECOND)
    with pytest.raises(Killed), kill_at(done.index("replace c195.json")):
        ingest(output, 2, SECOND)
    with opened(output) as catalogue:
        assert recover(output, catalogue, index=index) == ["19360802T190000Z"]
        assert recover(output, catalogue, index=index) == []
    assert tree(output) == tree(whole)
    assert rows(output) == rows(whole)
    entries: list[LedgerEntry] = read_ledger(Places(output).ledger)
    assert len(entries) == 2
