"""The ledger's chain: a line that is torn is mended, a line that is tampered with is found."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import LedgerError
from pipeline.model import LedgerEntry, Status
from pipeline.publish.ledger import append, read_ledger, verify_ledger


def draft(day: int) -> LedgerEntry:
    return LedgerEntry(
        run=f"193608{day:02}T190000Z",
        time=f"1936-08-{day:02}T19:00:09Z",
        source="Übersee/inbox",
        counts={Status.PUBLISHED: day},
        changed=day,
        message=f"{day} published",
        report_sha256="a" * 64,
        published=(("moscow/c195", day, "b" * 64),),
        previous="",
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    ledger = tmp_path / "ledger.jsonl"
    for day in (1, 2, 3, 4):
        append(ledger, draft(day))
    return ledger


def test_a_line_is_what_the_contract_says(path: Path) -> None:
    """The hash worked out here step by step, as an auditor without Cablegram would."""
    first, second, *_ = path.read_text(encoding="utf-8").splitlines()
    values = json.loads(first)
    said = values.pop("hash")
    canonical = json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert said == hashlib.sha256(canonical.encode("utf-8")).hexdigest()
    assert values["previous"] == "0" * 64
    assert json.loads(second)["previous"] == said
    assert '"source":"Übersee/inbox"' in first


def test_read(path: Path) -> None:
    assert [entry.changed for entry in read_ledger(path)] == [1, 2, 3, 4]
    assert read_ledger(path.with_name("none")) == []
    assert verify_ledger(path) == []
    assert verify_ledger(path.with_name("none")) == []


def test_a_run_is_entered_once(path: Path) -> None:
    before = path.read_bytes()
    assert append(path, draft(4)) == read_ledger(path)[-1]
    assert path.read_bytes() == before


@pytest.mark.parametrize("left", [1, 40, -1])
def test_a_line_torn_by_a_kill_is_written_over(left: int, path: Path) -> None:
    whole = path.read_bytes()
    start = whole.index(b"\n", whole.rindex(b'"run":"19360803')) + 1
    path.write_bytes(whole[:start] + whole[start:][:left])
    append(path, draft(4))
    assert path.read_bytes() == whole
    assert [p.name for p in path.parent.iterdir()] == ["ledger.jsonl"]


@pytest.mark.parametrize("torn", [b"\0\0\0\0", b'{"changed":9,\n', b"\n"], ids=repr)
def test_another_torn_line_is_put_aside(torn: bytes, path: Path) -> None:
    before = path.read_bytes()
    path.write_bytes(before + torn)
    append(path, draft(5))
    assert verify_ledger(path) == []
    assert path.read_bytes().startswith(before)
    assert [entry.changed for entry in read_ledger(path)] == [1, 2, 3, 4, 5]
    assert path.with_name("ledger.cut-19360805T190000Z").read_bytes() == torn


def test_a_last_line_without_end_is_no_torn_line(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole.removesuffix(b"\n"))
    assert verify_ledger(path) == ["The last line has no end."]
    append(path, draft(5))
    assert path.read_bytes().startswith(whole)
    assert verify_ledger(path) == []


def test_a_line_of_a_later_program_is_not_written_over(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b'{"of":"the future"}\n')
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="line 5, is no entry"):
        append(path, draft(5))
    assert path.read_bytes() == before


def rehashed(values: dict[str, object]) -> bytes:
    """A line that a forger has given a right hash."""
    values.pop("hash")
    canonical = json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    values["hash"] = hashlib.sha256(canonical.encode()).hexdigest()
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def forged(line: bytes, **changed: object) -> bytes:
    return rehashed(json.loads(line) | changed)


Lines = list[bytes]
TAMPERINGS: dict[str, tuple[Callable[[Lines], Lines], list[str]]] = {
    "a word changed": (
        lambda ls: [ls[0], ls[1].replace(b'"changed":2', b'"changed":7'), *ls[2:]],
        ["Line 2 (run 19360802T190000Z) was changed: its hash is not that of its words."],
    ),
    "a word changed, and the hash": (
        lambda ls: [ls[0], forged(ls[1], changed=7), *ls[2:]],
        ["Line 3 (run 19360803T190000Z) does not follow the line before: one was changed, moved, added or taken out."],
    ),
    "a line taken out": (
        lambda ls: [ls[0], *ls[2:]],
        ["Line 2 (run 19360803T190000Z) does not follow the line before: one was changed, moved, added or taken out."],
    ),
    "the first line taken out": (
        lambda ls: ls[1:],
        ["Line 1 (run 19360802T190000Z) is not the first: one before it is missing."],
    ),
    "two lines exchanged": (
        lambda ls: [ls[0], ls[2], ls[1], ls[3]],
        [
            "Line 2 (run 19360803T190000Z) does not follow the line before: one was changed, moved, added or taken out.",
            "Line 3 (run 19360802T190000Z) does not follow the line before: one was changed, moved, added or taken out.",
            "Line 3 (run 19360802T190000Z) is earlier than the line before.",
            "Line 4 (run 19360804T190000Z) does not follow the line before: one was changed, moved, added or taken out.",
        ],
    ),
    "a line twice": (
        lambda ls: [*ls, ls[3]],
        [
            "Line 5 (run 19360804T190000Z) does not follow the line before: one was changed, moved, added or taken out.",
            "Line 5 is a second entry of the run 19360804T190000Z.",
        ],
    ),
    "a run added that was earlier": (
        lambda ls: [
            *ls,
            forged(ls[3], run="19360701T190000Z", time="1936-07-01T19:00:00Z", previous=json.loads(ls[3])["hash"]),
        ],
        ["Line 5 (run 19360701T190000Z) is earlier than the line before."],
    ),
    "a second value under one name": (
        lambda ls: [ls[0].replace(b'"changed":1', b'"changed":9,"changed":1'), *ls[1:]],
        ["Line 1 is not written as an entry is."],
    ),
    "a line that is none": (lambda ls: [*ls[:3], b"{", ls[3]], ["Line 4 is no entry of a ledger."]),
    "an empty line": (lambda ls: [*ls, b""], ["Line 5 is no entry of a ledger."]),
}


@pytest.mark.parametrize(("tamper", "faults"), TAMPERINGS.values(), ids=TAMPERINGS.keys())
def test_tampering_is_found(tamper: Callable[[Lines], Lines], faults: list[str], path: Path) -> None:
    path.write_bytes(b"\n".join(tamper(path.read_bytes().splitlines())) + b"\n")
    assert verify_ledger(path) == faults


def test_an_unreadable_line_is_named(path: Path) -> None:
    path.write_bytes(b"{\n" + path.read_bytes())
    with pytest.raises(LedgerError, match="line 1, is no entry"):
        read_ledger(path)
