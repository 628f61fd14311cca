"""The ingest as a flow of Prefect: batches are tasks, and the run's summary stands among its artifacts.

    python -m flows.ingest SOURCE [OUTPUT]      runs it once, as `cablegram ingest` does

The run is Failed when it could not do its work (no source, no output folder, a locked catalogue); a bad cable only counts among
the quarantined, and the state's message says how many there are.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from prefect import flow, get_run_logger, runtime, task
from prefect.artifacts import create_link_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, get_current_settings, temporary_settings
from prefect.states import Completed
from prefect.tasks import Task, exponential_backoff
from prefect.utilities.annotations import quote

from pipeline.codes import Severity
from pipeline.errors import TransientError
from pipeline.run import Progress, Settled, ingest
from pipeline.run.conduct import silently
from pipeline.run.ingest import BATCH

B = TypeVar("B")
R = TypeVar("R")

TELL: ContextVar[Progress] = ContextVar("TELL", default=silently)
"""Who is told of the progress; a flow's parameters are only what can be written down."""


def is_transient(_task: Task[..., Any], _run: TaskRun, state: State[Any]) -> bool:
    """Whether a task failed by I/O that may succeed when tried again; whatever else failed will fail again."""
    return isinstance(state.result(raise_on_failure=False), TransientError)


@task(
    task_run_name="{stage} {number}",
    retries=3,
    retry_delay_seconds=exponential_backoff(backoff_factor=1),
    retry_jitter_factor=0.3,
    retry_condition_fn=is_transient,
    cache_policy=NO_CACHE,
    persist_result=False,
)
def carry_out(stage: str, number: int, work: Callable[[B], R], batch: B) -> R:
    """One batch of a stage."""
    return work(batch)


def by_tasks(stage: str, work: Callable[[B], R], batches: Iterable[B]) -> Iterable[R]:
    """A stage whose batches are tasks. Quoted, so that Prefect does not search each cable for futures."""
    as_it_is: Callable[[Any], Any] = quote
    return (carry_out(stage, number, as_it_is(work), as_it_is(batch)) for number, batch in enumerate(batches, start=1))


def run_name() -> str:
    """ "ingest seeds 2026-11-22 06:00:00"."""
    source = str(runtime.flow_run.parameters["source"])
    return f"ingest {source} {datetime.now(UTC):%Y-%m-%d %H:%M:%S}"


@flow(name="ingest", flow_run_name=run_name, validate_parameters=True, persist_result=False)
def ingest_flow(source: str, output: str = "output", batch_size: int = BATCH) -> Any:
    """Ingest a file, folder, zip or tar ("-": standard input) and publish into `output` what is valid."""
    settled = ingest(source, Path(output), batch_size=batch_size, conduct=by_tasks, progress=tell)
    show(settled)
    return Completed(message=settled.entry.message, data=settled)


def tell(stage: str, done: int, total: int | None) -> None:
    """The progress, to the terminal and, where a server keeps it, a line a batch to the run's log (3 s to send at the end)."""
    TELL.get()(stage, done, total)
    if total and done and get_current_settings().api.url:
        get_run_logger().info("%s: %d of %d", stage, done, total)


def show(settled: Settled) -> None:
    """The run's summary and the way to its report, as artifacts."""
    run = settled.run
    rows = [{"what": status.value, "cables": count} for status, count in run.counts.items()]
    rows += [{"what": f"findings: {severity.value}", "cables": run.severities.get(severity, 0)} for severity in Severity]
    create_table_artifact(rows, key="ingest-summary", description=f"{settled.entry.message} ({run.source})")
    create_link_artifact(settled.report.resolve().as_uri(), link_text=f"Report of {run.id}", key="ingest-report")


def run_ingest(source: str, output: Path, *, batch_size: int = BATCH, progress: Progress = silently) -> Settled:
    """The flow, run here and now against whatever server Prefect is set to use, else its own for the while."""
    told = TELL.set(progress)
    try:
        with _without_heartbeat():
            state: Any = ingest_flow(source, str(output), batch_size, return_state=True)
        settled: Settled = state.result()
        return settled
    finally:
        TELL.reset(told)


def _without_heartbeat() -> AbstractContextManager[object]:
    """A server of the run's own sees no heartbeats, and waiting for their thread costs a second; a real server gets them."""
    return nullcontext() if get_current_settings().api.url else temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None})


if __name__ == "__main__":
    run_ingest(sys.argv[1], Path(sys.argv[2] if len(sys.argv) > 2 else "output"))
