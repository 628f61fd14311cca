"""The flow: what Prefect is told of a run, in states, task runs and artifacts; and what it does when the run cannot be done."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from pipeline.errors import OutputError, TransientError
from tests.run.inbox import ONLY_NOTES, accounted_for, cable, fill, published, published_ids, run

ROOT = Path(__file__).parent.parent.parent


class Flown(NamedTuple):
    """A flow that was run, and what the server knows of it."""

    state: Any
    flow_run: Any
    inbox: Path
    output: Path


def fly(client: Any, source: Path, output: Path, *, batch_size: int = 300) -> Flown:
    from flows.ingest import ingest_flow

    state: Any = ingest_flow(str(source), str(output), batch_size, return_state=True)
    return Flown(state, client.read_flow_run(state.state_details.flow_run_id), source, output)


@pytest.fixture(scope="module")
def flown(server: None, tmp_path_factory: pytest.TempPathFactory) -> Flown:
    """Five good cables and a bad one, two a batch: three batches to read, and three with something to link."""
    from prefect.client.orchestration import get_client

    folder = tmp_path_factory.mktemp("flown")
    good = {f"{n}.txt": cable(n) for n in (15, 16, 17, 18, 20)}
    inbox = fill(folder / "inbox", good | {"19.txt": ONLY_NOTES})
    with get_client(sync_client=True) as client:
        return fly(client, inbox, folder / "output", batch_size=2)


# ---- a run that did its work ----------------------------------------------------------------------------------------


def test_the_flow_publishes_what_a_plain_run_publishes(flown: Flown, tmp_path: Path) -> None:
    settled = flown.state.result()
    accounted_for(settled.run, flown.inbox)
    assert published_ids(flown.output) == {f"inbox.{n}" for n in (15, 16, 17, 18, 20)}
    plain = run(flown.inbox, tmp_path / "output", now=settled_at(settled))
    assert published(flown.output) == published(tmp_path / "output")
    assert [d.status for d in plain.run.decisions] == [d.status for d in settled.run.decisions]


def settled_at(settled: Any) -> datetime:
    return datetime.fromisoformat(settled.run.started)


def test_bad_cables_leave_the_run_completed_and_are_counted_in_its_message(flown: Flown) -> None:
    assert flown.state.is_completed()
    assert flown.flow_run.state_type.value == "COMPLETED"
    assert "5 published" in flown.flow_run.state.message
    assert "1 quarantined" in flown.flow_run.state.message


def test_the_name_of_the_run_says_source_and_time(flown: Flown) -> None:
    name = re.fullmatch(r"ingest (.+) \d{4}-\d\d-\d\d \d\d:\d\d:\d\d", flown.flow_run.name)
    assert name
    assert name[1] == str(flown.inbox)


def test_task_runs_are_batches_and_never_cables(flown: Flown, client: Any) -> None:
    from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId

    asked = FlowRunFilter(id=FlowRunFilterId(any_=[flown.flow_run.id]))
    runs = eventually(lambda: client.read_task_runs(flow_run_filter=asked), lambda found: len(found) >= 6)
    assert sorted(task_run.name for task_run in runs) == ["link 1", "link 2", "link 3", "read 1", "read 2", "read 3"]


def eventually(ask: Callable[[], Any], is_so: Callable[[Any], bool]) -> Any:
    """The answer, once it is so: the server records task runs some time after they ended."""
    deadline = time.monotonic() + 60
    while not is_so(answer := ask()) and time.monotonic() < deadline:
        time.sleep(0.2)
    return answer


def test_there_is_no_flow_within_the_flow(flown: Flown, client: Any) -> None:
    from prefect.client.schemas.filters import FlowFilter, FlowFilterName, FlowRunFilter

    children = [r for r in client.read_flow_runs(flow_run_filter=FlowRunFilter()) if r.parent_task_run_id is not None]
    assert children == []
    others = client.read_flows(flow_filter=FlowFilter(name=FlowFilterName(any_=["ingest"])))
    assert len(others) == 1


def artifact(client: Any, flow_run: Any, key: str) -> Any:
    from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterFlowRunId, ArtifactFilterKey

    asked = ArtifactFilter(key=ArtifactFilterKey(any_=[key]), flow_run_id=ArtifactFilterFlowRunId(any_=[flow_run.id]))
    (found,) = client.read_artifacts(artifact_filter=asked)
    return found


def test_the_counts_are_a_table_among_the_artifacts(flown: Flown, client: Any) -> None:
    table = artifact(client, flown.flow_run, "ingest-summary")
    assert table.type == "table"
    rows = {row["what"]: row["cables"] for row in json.loads(table.data)}
    assert rows == {
        "published": 5,
        "quarantined": 1,
        "findings: error": 1,
        "findings: warning": 0,
        "findings: notice": 0,
    }
    assert "5 published" in table.description


def test_the_report_is_a_link_among_the_artifacts(flown: Flown, client: Any) -> None:
    link = artifact(client, flown.flow_run, "ingest-report")
    (address,) = re.findall(r"\((file://[^)]+)\)", link.data)
    assert Path(address.removeprefix("file://")).is_file()
    assert Path(address.removeprefix("file://")).parent.parent == flown.output / "reports"


def test_a_second_run_changes_nothing_and_says_so(flown: Flown, client: Any) -> None:
    before = published(flown.output)
    again = fly(client, flown.inbox, flown.output, batch_size=2)
    assert again.flow_run.state_type.value == "COMPLETED"
    assert "published" not in again.flow_run.state.message
    assert published(flown.output) == before


def test_the_seed_is_published_and_the_state_says_so(client: Any, tmp_path: Path) -> None:
    seed = fly(client, ROOT / "seeds", tmp_path / "output")
    assert seed.flow_run.state_type.value == "COMPLETED"
    assert seed.flow_run.state.message.startswith("1 published")
    assert published_ids(tmp_path / "output") == {"moscow-1936-195"}


def test_the_command_s_way_in_gives_back_what_was_settled_and_tells_the_progress(server: None, tmp_path: Path) -> None:
    from flows.ingest import run_ingest

    told: list[tuple[str, int, int | None]] = []

    def tell(stage: str, done: int, total: int | None) -> None:
        told.append((stage, done, total))

    inbox = fill(tmp_path / "inbox", {"15.txt": cable(15)})
    settled = run_ingest(str(inbox), tmp_path / "output", progress=tell)
    assert settled.report.is_file()
    assert ("read", 1, 1) in told
    assert ("link", 1, 1) in told


# ---- a run that could not do its work -------------------------------------------------------------------------------


def test_a_source_that_is_not_there_fails_the_run(client: Any, tmp_path: Path) -> None:
    failed = fly(client, tmp_path / "nowhere", tmp_path / "output")
    assert failed.flow_run.state_type.value == "FAILED"
    assert "There is no file or folder" in failed.flow_run.state.message


def test_an_output_folder_that_cannot_be_written_fails_the_run(client: Any, tmp_path: Path) -> None:
    (tmp_path / "output").write_text("a file")
    failed = fly(client, fill(tmp_path / "inbox", {"15.txt": cable(15)}), tmp_path / "output")
    assert failed.flow_run.state_type.value == "FAILED"
    assert "is not a folder" in failed.flow_run.state.message
    with pytest.raises(OutputError):
        failed.state.result()


def test_a_disk_that_fills_up_in_a_batch_fails_the_run_and_nothing_is_published(
    client: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OutputError("The output folder is full.")

    inbox = fill(tmp_path / "inbox", {"15.txt": cable(15)})
    with monkeypatch.context() as patch:
        patch.setattr("pipeline.run.reading.read_source", full)
        failed = fly(client, inbox, tmp_path / "output")
    assert failed.flow_run.state_type.value == "FAILED"
    assert "The output folder is full." in failed.flow_run.state.message
    assert published(tmp_path / "output") == {}
    assert fly(client, inbox, tmp_path / "output").flow_run.state.message.startswith("1 published")


# ---- tries ----------------------------------------------------------------------------------------------------------


def conducted(work: Callable[[int], int]) -> Callable[[], list[int]]:
    """A flow whose one stage does the work on two batches, as the ingest's stages are carried out; without the pauses."""
    from prefect import flow

    from flows import ingest

    @flow(name="stage", persist_result=False)
    def stage() -> list[int]:
        return list(ingest.by_tasks("read", work, [1, 2]))

    return stage


@pytest.fixture
def at_once(server: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tries follow each other without a pause; that there would be one is looked at elsewhere."""
    from flows import ingest

    monkeypatch.setattr(ingest, "carry_out", ingest.carry_out.with_options(retry_delay_seconds=0))


@pytest.mark.usefixtures("at_once")
def test_a_batch_that_fails_by_a_transient_error_is_tried_again() -> None:
    tries: list[int] = []

    def work(batch: int) -> int:
        tries.append(batch)
        if tries.count(1) < 3:
            raise TransientError("the share is busy", "Run again.")
        return batch * 10

    assert conducted(work)() == [10, 20]
    assert tries == [1, 1, 1, 2]


@pytest.mark.usefixtures("at_once")
def test_the_fourth_try_is_the_last() -> None:
    tries: list[int] = []

    def work(batch: int) -> int:
        tries.append(batch)
        raise TransientError("the share is busy")

    with pytest.raises(TransientError, match="the share is busy"):
        conducted(work)()
    assert tries == [1, 1, 1, 1]


# What will fail again is not tried again: errors of ours that are no TransientError, and faults of the program.
@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("error", [OutputError("full"), ZeroDivisionError(), OSError(5, "no error of ours")], ids=repr)
def test_what_will_fail_again_is_not_tried_again(error: Exception) -> None:
    tries: list[int] = []

    def work(batch: int) -> int:
        tries.append(batch)
        raise error

    with pytest.raises(type(error)):
        conducted(work)()
    assert tries == [1]


def test_pauses_between_tries_grow(server: None) -> None:
    from flows.ingest import carry_out

    assert carry_out.retries == 3
    assert carry_out.retry_delay_seconds == [1, 2, 4]
    assert carry_out.retry_jitter_factor


# ---- what is known of Prefect, and where ----------------------------------------------------------------------------


def test_nothing_is_sent_to_anyone(server: None) -> None:
    from prefect.settings import get_current_settings

    settings = get_current_settings()
    assert settings.server.analytics_enabled is False


def test_the_settings_are_made_before_prefect_is_imported() -> None:
    """In a process of its own, in which nothing has been set: as the command finds it."""
    asked = (
        "import os, sys; import flows; assert 'prefect' not in sys.modules; import flows.ingest;"
        "from prefect.settings import get_current_settings as now; s = now();"
        "print(s.server.analytics_enabled, os.environ['DO_NOT_TRACK'], s.server.ephemeral.startup_timeout_seconds)"
    )
    bare = {key: value for key, value in os.environ.items() if not key.startswith(("PREFECT_", "DO_NOT_"))}
    ended = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True, env=bare, cwd=ROOT)
    assert ended.stdout == "False 1 120\n"


def test_what_the_user_has_set_stays_set() -> None:
    asked = "import os, flows; print(os.environ['PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS'])"
    own = os.environ | {"PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "7"}
    ended = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True, env=own, cwd=ROOT)
    assert ended.stdout == "7\n"


def importers(package: str) -> Counter[str]:
    """The top folders of our own modules that import the package, with how many do."""
    found: Counter[str] = Counter()
    for path in (*(ROOT / "pipeline").rglob("*.py"), *(ROOT / "flows").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(name.split(".")[0] == package for name in names):
                found[path.relative_to(ROOT).parts[0]] += 1
    return found


def test_only_the_flows_import_prefect() -> None:
    assert set(importers("prefect")) == {"flows"}
