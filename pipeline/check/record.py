"""Validity of the JSON record against schemas/record.schema.json, formats asserted.

jsonschema-rs is the gate, because it takes microseconds; jsonschema explains what the gate refuses. A test shows that they
agree.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic_core import from_json

from pipeline.check.schemas import json_schema
from pipeline.codes import Code
from pipeline.model import Finding, Where

if TYPE_CHECKING:
    from jsonschema.protocols import Validator
    from jsonschema_rs import Draft202012Validator as Gate

SCHEMA = "record.schema.json"
MAX_FAULTS = 10


@cache
def gate() -> Gate:
    import jsonschema_rs

    return jsonschema_rs.Draft202012Validator(json_schema(SCHEMA), validate_formats=True)


@cache
def explainer() -> Validator:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(json_schema(SCHEMA), format_checker=Draft202012Validator.FORMAT_CHECKER)


def parse_record(data: bytes, path: str, cable: str | None) -> tuple[dict[str, Any], list[Finding]]:
    """The record as JSON says it, and where it is not valid; empty, and one finding, where it is no JSON at all."""
    try:
        record = from_json(data)
    except ValueError as error:
        return {}, [_finding(f"no JSON: {error}", "/", path, cable)]
    if gate().is_valid(record):
        return record, []
    return {}, [_finding(reason, place, path, cable) for place, reason in _faults(record)]


def _faults(record: Any) -> list[tuple[str, str]]:
    """Place (a JSON Pointer) and reason; in the gate's own words where the explainer sees nothing."""
    faults = [("/" + "/".join(map(str, e.absolute_path)), e.message) for e in explainer().iter_errors(record)]
    if not faults:
        faults = [("/" + "/".join(map(str, e.instance_path)), e.message) for e in gate().iter_errors(record)]
    return sorted(faults)[:MAX_FAULTS]


def _finding(reason: str, place: str, path: str, cable: str | None) -> Finding:
    short = reason if len(reason) <= 300 else reason[:299] + "…"
    return Finding.of(
        Code.RECORD_SCHEMA, cable, Where(path=path, xpath=place), f"{SCHEMA} {place}", schema=SCHEMA, reason=short
    )
