"""The decision, as a table: what was kept of the cable, what stands published, what is written now → what becomes of it."""

from __future__ import annotations

import pytest

from pipeline.catalogue import Entry
from pipeline.codes import Code
from pipeline.model import Finding, Status
from pipeline.publish.decide import Verdict, decide, digests_of

ERROR = Finding.of(Code.NO_BODY, "c", what="a heading")
OTHER_ERROR = Finding.of(Code.DUPLICATE_ID, "c", names="a.txt and b.txt", id="c")
WARNING = Finding.of(Code.DATE_MISSING, "c")
FIRST = {"json": b"first", "tei.xml": b"<first/>"}
SECOND = {"json": b"second", "tei.xml": b"<second/>"}
STANDING = digests_of(FIRST)
NO_BODY = "There is a heading but no text of a cable."


def entry(version: int, state: str = "published", source: str = "a") -> Entry:
    return Entry.model_validate(
        {
            "cable": "c",
            "collection": "moscow",
            "path": "c.txt",
            "source_sha256": source * 64,
            "input_digest": "",
            "state": state,
            "version": version,
            "uri": "urn:x:c",
            "form": "telegram",
            "title": "",
            "record_sha256": STANDING["json"] if version else None,
        }
    )


CASES = {
    "never seen": (None, {}, FIRST, [], "a", Verdict(Status.PUBLISHED, 1, "first published")),
    "a warning is no obstacle": (None, {}, FIRST, [WARNING], "a", Verdict(Status.PUBLISHED, 1, "first published")),
    "quarantined until now": (entry(0, "quarantined"), {}, FIRST, [], "b", Verdict(Status.PUBLISHED, 1, "first published")),
    "the same bytes": (entry(3), STANDING, FIRST, [], "a", Verdict(Status.UNCHANGED, 3, "")),
    "back from quarantine": (entry(3, "quarantined", "b"), STANDING, FIRST, [], "a", Verdict(Status.UNCHANGED, 3, "")),
    "a new source": (entry(1), STANDING, SECOND, [], "b", Verdict(Status.REPUBLISHED, 2, "source corrected")),
    "the same source, read anew": (entry(1), STANDING, SECOND, [], "a", Verdict(Status.REPUBLISHED, 2, "read anew")),
    "a record lost": (
        entry(2), {"tei.xml": STANDING["tei.xml"]}, FIRST, [], "a", Verdict(Status.REPUBLISHED, 3, "published files restored"),
    ),
    "a record altered": (
        entry(2), STANDING | {"json": "0" * 64}, FIRST, [], "a", Verdict(Status.REPUBLISHED, 3, "published files restored"),
    ),
    "a file is missing": (
        entry(1), {"json": STANDING["json"]}, FIRST, [], "a", Verdict(Status.REPUBLISHED, 2, "published files restored"),
    ),
    "an error": (None, {}, FIRST, [WARNING, ERROR], "a", Verdict(Status.QUARANTINED, 0, NO_BODY)),
    "an error, no files": (None, {}, None, [ERROR], None, Verdict(Status.QUARANTINED, 0, NO_BODY)),
    "two errors": (None, {}, None, [ERROR, OTHER_ERROR], "a", Verdict(Status.QUARANTINED, 0, f"{NO_BODY} (and 1 more)")),
    "an error in a corrected source leaves the version": (
        entry(2), STANDING, SECOND, [ERROR], "b", Verdict(Status.QUARANTINED, 2, NO_BODY),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("was", "standing", "files", "findings", "source", "verdict"), CASES.values(), ids=CASES.keys())
def test_decide(
    was: Entry | None,
    standing: dict[str, str],
    files: dict[str, bytes] | None,
    findings: list[Finding],
    source: str | None,
    verdict: Verdict,
) -> None:
    assert decide(was, standing, files, findings, source_sha256=source and source * 64) == verdict


def test_a_reason_of_the_link_is_the_cause() -> None:
    verdict = decide(entry(1), STANDING, SECOND, [], source_sha256="a" * 64, because="dated by moscow-1936-203")
    assert verdict == Verdict(Status.REPUBLISHED, 2, "dated by moscow-1936-203")


def test_neither_files_nor_an_error_is_a_fault_of_the_program() -> None:
    with pytest.raises(ValueError, match="without errors has files"):
        decide(None, {}, None, [WARNING], source_sha256="a" * 64)
