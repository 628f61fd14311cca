"""The public contract, `schemas/`: where it lies, its digests, and the JSON Schemas that are generated from the model.

python -m pipeline.check.schemas            writes record, report and ledger.schema.json
python -m pipeline.check.schemas --check    ends with 1 when one of them is stale
"""

from __future__ import annotations

import hashlib
import json
import sys
import sysconfig
import threading
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from pipeline.model import Cable, LedgerEntry, Run

T = TypeVar("T")

_ROOTS = (Path(__file__).parents[2] / "schemas", Path(sysconfig.get_path("data")) / "share" / "cablegram" / "schemas")
SCHEMAS: Path = next((root for root in _ROOTS if (root / "cable.rng").is_file()), _ROOTS[0])
"""The folder of schemas: in the repository, or where an installed wheel puts them."""

GENERATED: dict[str, tuple[type[BaseModel], str]] = {
    "record.schema.json": (Cable, "The record of one cable"),
    "report.schema.json": (Run, "The report of one ingest"),
    "ledger.schema.json": (LedgerEntry, "One line of the ledger"),
}
FORMATS = {
    ("Archive", "base_uri"): "uri",
    ("Cable", "uri"): "uri",
    ("Reference", "target"): "uri",
    ("Revision", "date"): "date",
    ("Run", "started"): "date-time",
    ("Run", "finished"): "date-time",
    ("LedgerEntry", "time"): "date-time",
}
"""(class, field) → the `format` of JSON Schema that its string has, beyond the pattern that the model states."""


def schema_digests() -> dict[str, str]:
    """File name → SHA-256 of each schema, by name: what a run's report says that it checked against."""
    files = sorted(p for p in SCHEMAS.iterdir() if p.suffix in (".rng", ".rnc", ".sch", ".xsd", ".json"))
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def per_thread(load: Callable[[], T]) -> Callable[[], T]:
    """`load`, called once in each thread: libxml2's validators keep their errors in themselves and cannot be shared."""
    held = threading.local()

    @wraps(load)
    def loaded() -> T:
        if not hasattr(held, "value"):
            held.value = load()
        value: T = held.value
        return value

    return loaded


# ---- JSON Schemas from the model ---------------------------------------------------------------------------------------


@cache
def json_schema(name: str) -> dict[str, Any]:
    """The schema as it is published: `record.schema.json` and so on."""
    schema: dict[str, Any] = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    return schema


def generate(name: str) -> str:
    """The text of a JSON Schema (draft 2020-12) as the model now declares it."""
    model, title = GENERATED[name]
    schema = model.model_json_schema(mode="validation")
    for definition, holder in ((model.__name__, schema), *schema.get("$defs", {}).items()):
        for field, value in holder.get("properties", {}).items():
            if format := FORMATS.get((definition, field)):
                _string_of(value)["format"] = format
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"tag:cablegram,2026:schemas/{name}",
        "title": title,
    }
    return json.dumps(head | {k: v for k, v in schema.items() if k != "title"}, indent=1, ensure_ascii=False) + "\n"


def _string_of(value: dict[str, Any]) -> dict[str, Any]:
    """The part of a property's schema that speaks of the string: of "string or null", the string."""
    return next((choice for choice in value.get("anyOf", ()) if choice.get("type") == "string"), value)


def main(arguments: list[str]) -> int:
    stale = [n for n in GENERATED if not (SCHEMAS / n).is_file() or (SCHEMAS / n).read_text(encoding="utf-8") != generate(n)]
    if "--check" in arguments:
        for name in stale:
            sys.stderr.write(f"{SCHEMAS / name} is stale: run `python -m pipeline.check.schemas`.\n")
        return 1 if stale else 0
    for name in stale:
        (SCHEMAS / name).write_text(generate(name), encoding="utf-8")
        sys.stderr.write(f"{SCHEMAS / name} written.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
