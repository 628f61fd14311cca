"""What changes from run to run, and what does not: versions, quarantine and the way back, the catalogue lost and made again."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.model import Status
from pipeline.publish import Places, read_ledger
from tests.run.inbox import (
    NOON,
    ONLY_NOTES,
    assert_at_rest,
    cable,
    decision_on,
    fill,
    kept_sources,
    published,
    published_ids,
    run,
    sha256,
    statuses,
    tree,
    version_of,
)

FIRST = cable(15)
CORRECTED = cable(15, "The harbour board has refused every tender for the new cranes.")
TOMORROW = NOON + timedelta(days=1)
DAY_AFTER = NOON + timedelta(days=2)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    return fill(tmp_path / "inbox", {"15.txt": FIRST, "16.txt": cable(16)})


@pytest.fixture
def output(tmp_path: Path, inbox: Path) -> Path:
    """One run later."""
    run(inbox, tmp_path / "output")
    return tmp_path / "output"


def record(output: Path, cable_id: str = "inbox.15") -> dict[str, object]:
    content: dict[str, object] = json.loads((output / "published" / "inbox" / f"{cable_id}.json").read_bytes())
    return content


# ---- the same again -------------------------------------------------------------------------------------------------


def test_the_same_bytes_again_change_nothing_and_the_ledger_says_so(inbox: Path, output: Path) -> None:
    before = published(output)
    settled = run(inbox, output, now=TOMORROW)
    assert set(statuses(settled.run).values()) == {Status.UNCHANGED}
    assert published(output) == before
    assert not (output / "history").exists()
    first, second = read_ledger(Places(output).ledger)
    assert (second.changed, second.published, second.previous) == (0, (), first.hash)
    assert second.message.startswith("nothing changed")
    assert_at_rest(output, runs=2)


def test_a_source_that_is_gone_from_the_inbox_stays_published(inbox: Path, output: Path) -> None:
    before = published(output)
    (inbox / "16.txt").unlink()
    assert statuses(run(inbox, output, now=TOMORROW).run) == {"15.txt": Status.UNCHANGED}
    assert published(output) == before


# ---- a correction ---------------------------------------------------------------------------------------------------


def test_a_corrected_source_is_a_second_version_of_the_same_cable(inbox: Path, output: Path) -> None:
    before = published(output)
    fill(inbox, {"15.txt": CORRECTED})
    decision = decision_on("15.txt", run(inbox, output, now=TOMORROW).run)
    assert (decision.status, decision.version, decision.cause) == (Status.REPUBLISHED, 2, "source corrected")
    assert "refused every tender" in published(output)["inbox/inbox.15.tei.xml"].decode()
    assert record(output)["revisions"] == [
        {"n": 1, "date": "2026-11-22", "cause": "first published"},
        {"n": 2, "date": "2026-11-23", "cause": "source corrected"},
    ]
    own = {name.removeprefix("inbox/"): content for name, content in before.items() if "inbox.15." in name}
    assert tree(output / "history") == {f"inbox/inbox.15/v1/{name}": content for name, content in own.items()}
    others = {name: content for name, content in before.items() if "inbox.16." in name}
    assert others.items() <= published(output).items()
    assert read_ledger(Places(output).ledger)[-1].changed == 1


def test_the_first_text_again_is_a_third_version(inbox: Path, output: Path) -> None:
    fill(inbox, {"15.txt": CORRECTED})
    run(inbox, output, now=TOMORROW)
    fill(inbox, {"15.txt": FIRST})
    decision = decision_on("15.txt", run(inbox, output, now=DAY_AFTER).run)
    assert (decision.status, decision.version, decision.cause) == (Status.REPUBLISHED, 3, "source corrected")
    assert {path.name for path in (output / "history" / "inbox" / "inbox.15").iterdir()} == {"v1", "v2"}


def test_a_changed_manifest_is_a_second_version_with_its_cause(inbox: Path, output: Path) -> None:
    fill(inbox, {"manifest.csv": "path,collection_title\n15.txt,Papers of the Harbour Board\n"})
    report = run(inbox, output, now=TOMORROW).run
    decision = decision_on("15.txt", report)
    assert (decision.status, decision.version) == (Status.REPUBLISHED, 2)
    assert decision.cause == "the archive’s description of it changed"
    assert "Papers of the Harbour Board" in published(output)["inbox/inbox.15.tei.xml"].decode()
    assert decision_on("16.txt", report).status is Status.UNCHANGED


def test_a_changed_publisher_is_a_second_version_of_every_cable(inbox: Path, output: Path) -> None:
    fill(inbox, {"cablegram.toml": '[archive]\npublisher = "Harbour Archive"\n'})
    report = run(inbox, output, now=TOMORROW).run
    assert {(d.status, d.version, d.cause) for d in report.decisions} == {
        (Status.REPUBLISHED, 2, "the archive’s description of it changed")
    }
    assert len(report.decisions) == 2


# ---- spoiled and mended ---------------------------------------------------------------------------------------------


def test_a_spoiled_source_leaves_the_good_version_published(inbox: Path, output: Path) -> None:
    before = published(output)
    fill(inbox, {"15.txt": ONLY_NOTES})
    decision = decision_on("15.txt", run(inbox, output, now=TOMORROW).run)
    assert (decision.status, decision.version) == (Status.QUARANTINED, 1)
    assert published(output) == before
    assert kept_sources(output) == {sha256(ONLY_NOTES)}
    assert version_of(output, "inbox", "inbox.15") == 1


def test_a_spoiled_source_that_is_mended_is_published_and_its_quarantine_becomes_history(inbox: Path, output: Path) -> None:
    fill(inbox, {"15.txt": ONLY_NOTES})
    spoiled = run(inbox, output, now=TOMORROW).run
    waited = tree(output / "quarantine" / "inbox" / "inbox.15")
    fill(inbox, {"15.txt": CORRECTED})
    mended = run(inbox, output, now=DAY_AFTER).run
    decision = decision_on("15.txt", mended)
    assert (decision.status, decision.version, decision.cause) == (Status.REPUBLISHED, 2, "source corrected")
    assert tree(output / "quarantine") == {}
    assert tree(output / "history" / "inbox" / "inbox.15" / f"quarantine-{mended.id}") == waited
    assert spoiled.id != mended.id


def test_a_source_that_was_bad_from_the_first_is_published_as_version_1_when_mended(inbox: Path, output: Path) -> None:
    fill(inbox, {"17.txt": ONLY_NOTES})
    assert decision_on("17.txt", run(inbox, output, now=TOMORROW).run).version is None
    fill(inbox, {"17.txt": cable(17)})
    decision = decision_on("17.txt", run(inbox, output, now=DAY_AFTER).run)
    assert (decision.status, decision.version, decision.cause) == (Status.PUBLISHED, 1, "first published")
    assert record(output, "inbox.17")["revisions"] == [{"n": 1, "date": "2026-11-24", "cause": "first published"}]


def test_a_spoiled_source_that_comes_back_as_it_was_changes_nothing(inbox: Path, output: Path) -> None:
    before = published(output)
    fill(inbox, {"15.txt": ONLY_NOTES})
    run(inbox, output, now=TOMORROW)
    fill(inbox, {"15.txt": FIRST})
    decision = decision_on("15.txt", run(inbox, output, now=DAY_AFTER).run)
    assert (decision.status, decision.version) == (Status.UNCHANGED, 1)
    assert published(output) == before
    assert tree(output / "quarantine") == {}


def test_what_waits_in_quarantine_is_told_of_in_every_run_and_staged_once(inbox: Path, output: Path) -> None:
    fill(inbox, {"15.txt": ONLY_NOTES})
    first = decision_on("15.txt", run(inbox, output, now=TOMORROW).run)
    waited = tree(output / "quarantine")
    again = decision_on("15.txt", run(inbox, output, now=DAY_AFTER).run)
    assert (first.status, again.status) == (Status.QUARANTINED, Status.WAITING)
    assert [f.fingerprint for f in again.findings] == [f.fingerprint for f in first.findings]
    assert tree(output / "quarantine") == waited
    assert not list((output / "history").glob("**/quarantine-*"))


def papers(output: Path) -> dict[str, bytes]:
    """All that is kept of cables."""
    return {
        f"{room}/{name}": content
        for room in ("published", "quarantine", "history")
        for name, content in tree(output / room).items()
    }


# ---- what was lost --------------------------------------------------------------------------------------------------


def test_a_lost_catalogue_is_made_again_and_the_next_run_changes_nothing(inbox: Path, output: Path) -> None:
    fill(inbox, {"15.txt": CORRECTED, "17.txt": ONLY_NOTES})
    run(inbox, output, now=TOMORROW)
    before = papers(output)
    Places(output).catalogue.unlink()
    settled = run(inbox, output, now=DAY_AFTER)
    assert settled.run.counts == {Status.UNCHANGED: 2, Status.QUARANTINED: 1}
    assert papers(output) == before
    assert version_of(output, "inbox", "inbox.15") == 2
    assert settled.entry.changed == 0


@pytest.mark.parametrize("suffix", ["tei.xml", "oai_dc.xml", "dcterms.xml", "json", "html"])
def test_a_published_file_that_was_deleted_by_hand_is_there_again(suffix: str, inbox: Path, output: Path) -> None:
    before = published(output)
    (output / "published" / "inbox" / f"inbox.15.{suffix}").unlink()
    decision = decision_on("15.txt", run(inbox, output, now=TOMORROW).run)
    assert (decision.status, decision.version) == (Status.REPUBLISHED, 2)
    assert decision.cause == "published files restored"
    assert published(output).keys() == before.keys()
    assert {name: content for name, content in published(output).items() if "inbox.16." in name} == {
        name: content for name, content in before.items() if "inbox.16." in name
    }


def test_a_deleted_output_folder_is_made_again_as_it_was(inbox: Path, output: Path, tmp_path: Path) -> None:
    """The same sources on the same day give the same bytes: nothing published depends on what lies in the output folder."""
    run(inbox, tmp_path / "elsewhere")
    assert published(tmp_path / "elsewhere") == published(output)
    assert published_ids(output) == {"inbox.15", "inbox.16"}
