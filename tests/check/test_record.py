"""The JSON record: what its schema refuses, and that the gate and the explainer judge alike."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipeline.check.record import explainer, gate, parse_record
from pipeline.codes import Code
from pipeline.write.record import to_record
from tests.cables import henderson_195, henderson_195_dated, small_cable
from tests.check.mutations import full_cable

WELL = [henderson_195(), henderson_195_dated(), small_cable(), full_cable()]

BAD: list[tuple[str, tuple[str | int, ...], Any]] = [
    ("id with a space", ("id",), "moscow 195"),
    ("id a number", ("id",), 195),
    ("address no URI", ("uri",), "moscow-1936-195"),
    ("address with a space", ("uri",), "https://example.org/a b"),
    ("unknown field", ("colour",), "red"),
    ("unknown form", ("form",), "telegramme"),
    ("digest too short", ("source", "sha256"), "abc"),
    ("negative size", ("source", "size"), -1),
    ("size in words", ("source", "size"), "many"),
    ("text null", ("source", "text"), None),
    ("base without slash", ("archive", "base_uri"), "https://example.org"),
    ("day that is none", ("revisions", 0, "date"), "2026-02-30"),
    ("day in words", ("revisions", 0, "date"), "yesterday"),
    ("version zero", ("revisions", 0, "n"), 0),
    ("date in words", ("date", "not_before"), "August 1936"),
    ("unknown certainty", ("date", "evidence", 0, "certainty"), "sure"),
    ("rule without module", ("date", "evidence", 0, "rule"), "guess"),
    ("span of three", ("date", "evidence", 0, "spans", 0), [1, 2, 3]),
    ("span of one", ("date", "evidence", 0, "spans", 0), [1]),
    ("unknown block", ("blocks", 0, "kind"), "banner"),
    ("block without evidence", ("blocks", 0, "evidence"), None),
    ("mark before the text", ("blocks", 1, "marks", 0, "start"), -1),
    ("note id", ("notes", 0, "id"), "note 1"),
    ("anchored perhaps", ("notes", 0, "is_anchored"), "perhaps"),
    ("unknown outcome", ("references", 0, "outcome"), "lost"),
    ("target no address", ("references", 0, "target"), "somewhere"),
    ("key of three", ("references", 0, "key"), ["a", "b", "c"]),
]


def changed(place: tuple[str | int, ...], value: Any) -> Any:
    record = json.loads(to_record(henderson_195()))
    holder = record
    for step in place[:-1]:
        holder = holder[step]
    holder[place[-1]] = value
    return record


@pytest.mark.parametrize("cable", WELL, ids=["seed", "dated", "small", "full"])
def test_a_written_record_is_valid(cable: Any) -> None:
    record, faults = parse_record(to_record(cable), "x.json", "x")
    assert faults == []
    assert record["id"] == cable.id
    assert explainer().is_valid(record)


@pytest.mark.parametrize(("place", "value"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_gate_and_explainer_refuse_alike(place: tuple[str | int, ...], value: Any) -> None:
    record = changed(place, value)
    assert not gate().is_valid(record)
    assert not explainer().is_valid(record)


@pytest.mark.parametrize(("place", "value"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_a_bad_record_gives_that_code_alone(place: tuple[str | int, ...], value: Any) -> None:
    record, faults = parse_record(json.dumps(changed(place, value)).encode(), "x.json", "x")
    assert record == {}
    assert {f.code for f in faults} == {Code.RECORD_SCHEMA}


@pytest.mark.parametrize(
    "content", [b"", b"{", b'{"id": 1,}', b"\xff{}", b"[1, 2"], ids=["empty", "open", "comma", "not UTF-8", "list"]
)
def test_no_json(content: bytes) -> None:
    _, (finding,) = parse_record(content, "x.json", "x")
    assert finding.code is Code.RECORD_SCHEMA
    assert "no JSON" in finding.message


def test_a_list_is_no_record() -> None:
    _, (finding,) = parse_record(b"[]", "x.json", "x")
    assert finding.where.xpath == "/"


def test_the_finding_points_into_the_record() -> None:
    bad = json.dumps(changed(("revisions", 0, "date"), "2026-02-30")).encode()
    _, (finding,) = parse_record(bad, "x.json", "moscow-1936-195")
    assert finding.where.xpath == "/revisions/0/date"
    assert "2026-02-30" in finding.message
