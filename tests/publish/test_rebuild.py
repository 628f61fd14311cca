"""A lost catalogue is made again from what stands in the output folder."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from pipeline.catalogue import Citation, Entry
from pipeline.codes import Code
from pipeline.model import Cable, CableKey, Decision, Finding, Revision, Status
from pipeline.publish import Keepsake, Places, Workroom, rebuild, recover, settle
from tests.cables import henderson_195
from tests.publish.archive import Arrival, Killed, index, kill_at, moment, opened, report_of, rows, tree

OWN = CableKey("Moscow", "Department of State", "195", None)
SHA256_OF_BAD = hashlib.sha256(b"bad").hexdigest()
NOTICE = Finding.of(Code.NOTE_UNANCHORED, None, subject="25", n="25")
REFUSED = Finding.of(Code.NO_BODY, None, what="a heading")


def entry_of(cable: Cable) -> Entry:
    return Entry(
        cable=cable.id,
        collection=cable.accession.collection,
        path=cable.accession.path,
        source_sha256=cable.source.sha256,
        input_digest="e" * 64,
        state="published",
        version=0,
        uri=cable.uri,
        form=cable.form,
        title=cable.title,
        key=OWN,
        citations=tuple(Citation(ref=r.id, key=r.key, text=r.text) for r in cable.references if r.key),
    )


def version_of(title: str, *days: int) -> Cable:
    revisions = tuple(Revision(n=k, date=f"1936-08-{day:02}", cause=f"cause {k}") for k, day in enumerate(days, 1))
    return henderson_195().model_copy(update={"title": title, "revisions": revisions})


def publish(output: Path, day: int, cable: Cable, *findings: Finding) -> None:
    n = cable.revisions[-1].n
    with opened(output) as catalogue:
        workroom = Workroom.open(output, moment(day))
        record = cable.model_dump_json().encode()
        files = {"json": record, "tei.xml": b"<TEI/>"}
        collection = cable.accession.collection
        move = workroom.stage_cable(collection, cable.id, files, version=n, cause=f"cause {n}")
        entry = entry_of(cable).model_copy(update={"version": n, "record_sha256": move.files["json"]})
        decision = Decision(
            cable=cable.id,
            collection=collection,
            path=cable.accession.path,
            sha256=cable.source.sha256,
            status=Status.PUBLISHED if n == 1 else Status.REPUBLISHED,
            version=n,
            findings=findings,
        )
        report = report_of(workroom, moment(day), (decision,))
        plan = workroom.commit(report, b"", message=f"{day} August", entries=[entry], publish=[move])
        settle(workroom, plan, catalogue, index=index)


def refuse(output: Path, day: int, cable: str, collection: str, was: Entry | None = None) -> None:
    with opened(output) as catalogue:
        workroom = Workroom.open(output, moment(day))
        source = Arrival(cable, "bad")
        quarantine = workroom.stage_quarantine(collection, cable, [REFUSED], [Keepsake(source.path, source.copy)])
        assert quarantine
        values = was.model_dump() if was else {"version": 0, "uri": "", "form": "", "title": ""}
        new = {"cable": cable, "collection": collection, "path": f"{cable}.txt", "state": "quarantined", "input_digest": ""}
        entry = Entry.model_validate(values | new | {"source_sha256": SHA256_OF_BAD})
        decision = Decision(
            cable=cable,
            collection=collection,
            path=entry.path,
            sha256=SHA256_OF_BAD,
            status=Status.QUARANTINED,
            findings=(REFUSED,),
        )
        report = report_of(workroom, moment(day), (decision,))
        plan = workroom.commit(report, b"", message=f"{day} August", entries=[entry], quarantine=[quarantine])
        settle(workroom, plan, catalogue, index=index)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """One cable published twice, one of which a bad source waits, and one that was never published."""
    output = tmp_path / "output"
    publish(output, 1, version_of("first title", 1), NOTICE)
    publish(output, 2, version_of("second title", 1, 2), NOTICE)
    spoiled = version_of("spoiled", 3).model_copy(update={"id": "spoiled"})
    publish(output, 3, spoiled)
    with opened(output) as catalogue:
        was = catalogue.entry(spoiled.accession.collection, "spoiled")
    refuse(output, 4, "spoiled", spoiled.accession.collection, was)
    refuse(output, 5, "hopeless", "inbox")
    return output


def test_the_same_rows_as_before(output: Path) -> None:
    before = rows(output)
    files = tree(output)
    Places(output).catalogue.unlink()
    with opened(output) as catalogue:
        assert catalogue.is_empty()
        rebuilt = rebuild(output, catalogue, entry_of)
        assert (rebuilt.cables, rebuilt.unreadable) == (3, ())
        assert not catalogue.is_empty()
    assert rows(output) == before
    assert tree(output) == files


def test_what_cannot_be_read_is_named_and_left_out(output: Path) -> None:
    collection = henderson_195().accession.collection
    broken = [
        Places(output).published(collection, "spoiled", "json"),
        Places(output).reports / "19360802T190000Z" / "report.json",
        Places(output).quarantine("inbox", "hopeless") / "findings.json",
    ]
    for path in broken:
        path.write_text('{"not": "ours"}')
    misplaced = Places(output).published(collection, "of-another-name", "json")
    misplaced.write_bytes(Places(output).published(collection, henderson_195().id, "json").read_bytes())
    Places(output).ledger.write_text("{\n")
    Places(output).catalogue.unlink()
    with opened(output) as catalogue:
        rebuilt = rebuild(output, catalogue, entry_of)
        assert set(rebuilt.unreadable) == {*broken, misplaced}
        assert len(catalogue.find(henderson_195().id)) == 1
        assert [run.id[6:8] for run in catalogue.runs()] == ["05", "04", "03", "01"]


def test_of_an_empty_folder(tmp_path: Path) -> None:
    with opened(tmp_path / "output") as catalogue:
        assert rebuild(tmp_path / "output", catalogue, entry_of) == (0, ())
        assert catalogue.is_empty()


def test_a_run_cut_off_and_its_catalogue_lost(output: Path, tmp_path: Path) -> None:
    """The catalogue is rebuilt from a folder in which a run is half done, and the run then completed."""
    third, undisturbed = version_of("third title", 1, 2, 6), tmp_path / "undisturbed"
    shutil.copytree(output, undisturbed)
    with kill_at(None) as done:
        publish(undisturbed, 6, third, NOTICE)
    for limit in range(done.index("replace plan.part") + 1, len(done), 3):
        cut = tmp_path / str(limit)
        shutil.copytree(output, cut)
        with pytest.raises(Killed), kill_at(limit):
            publish(cut, 6, third, NOTICE)
        Places(cut).catalogue.unlink()
        with opened(cut) as catalogue:
            rebuild(cut, catalogue, entry_of)
            recover(cut, catalogue, index=index)
        print(f"killed before {done[limit]}")
        assert rows(cut) == rows(undisturbed)
        assert tree(cut) == tree(undisturbed)
        shutil.rmtree(cut)
