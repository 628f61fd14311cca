"""The published schemas: generated ones are those of the model, and each has its digest."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from pipeline.check.schemas import GENERATED, SCHEMAS, generate, main, schema_digests
from pipeline.model import LedgerEntry, Run, Status


@pytest.mark.parametrize("name", GENERATED)
def test_generated_schemas_are_up_to_date(name: str) -> None:
    assert (SCHEMAS / name).read_text(encoding="utf-8") == generate(name), "run `python -m pipeline.check.schemas`"


@pytest.mark.parametrize("name", GENERATED)
def test_generated_schemas_are_schemas(name: str) -> None:
    schema = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema["$id"].endswith(name)
    assert schema["additionalProperties"] is False


def test_digests_name_every_schema() -> None:
    digests = schema_digests()
    assert {"cable.rng", "cable.rnc", "cable.sch", "oai_dc.xsd", "dcterms.xsd", "record.schema.json"} < set(digests)
    assert digests["cable.rng"] == hashlib.sha256((SCHEMAS / "cable.rng").read_bytes()).hexdigest()


def test_the_command_says_when_one_is_stale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("pipeline.check.schemas.SCHEMAS", tmp_path)
    assert main(["--check"]) == 1
    assert capsys.readouterr().err.count("is stale") == 3
    assert main([]) == 0
    assert main(["--check"]) == 0
    (tmp_path / "record.schema.json").write_text("{}")
    assert main(["--check"]) == 1


def test_the_command_runs_as_a_module_without_a_warning() -> None:
    command = [sys.executable, "-W", "error", "-m", "pipeline.check.schemas", "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, cwd=SCHEMAS.parent)
    assert (done.returncode, done.stderr) == (0, "")


RUN = Run(
    id="20261122T060000Z",
    started="2026-11-22T06:00:00Z",
    finished="2026-11-22T06:00:09Z",
    software="cablegram 0.1.0",
    schemas={"cable.rng": "0" * 64},
    source="seeds/",
    output="output/",
    counts={Status.PUBLISHED: 1},
    severities={},
    decisions=(),
)
ENTRY = LedgerEntry(
    run=RUN.id,
    time="2026-11-22T06:00:09Z",
    source="seeds/",
    counts={Status.PUBLISHED: 1},
    changed=1,
    message="1 published",
    report_sha256="0" * 64,
    published=(("soviet-union-1936/moscow-1936-195", 1, "0" * 64),),
    previous="0" * 64,
)


@pytest.mark.parametrize(
    ("name", "value", "time"),
    [("report.schema.json", RUN, "started"), ("ledger.schema.json", ENTRY, "time")],
    ids=["report", "ledger"],
)
def test_reports_and_ledger_lines_are_valid_and_their_times_checked(name: str, value: Run | LedgerEntry, time: str) -> None:
    schema = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    said = json.loads(value.model_dump_json())
    assert list(validator.iter_errors(said)) == []
    assert not validator.is_valid(said | {time: "this morning"})
