"""What becomes of one cable in a run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pipeline.catalogue.entry import Entry
from pipeline.codes import Severity
from pipeline.model import Finding, Status


class Verdict(NamedTuple):
    """The decision, the version that stands published when it is carried out, and why."""

    status: Status
    version: int
    cause: str


def digests_of(files: Mapping[str, bytes]) -> dict[str, str]:
    """Suffix → SHA-256."""
    return {suffix: hashlib.sha256(content).hexdigest() for suffix, content in files.items()}


def decide(
    was: Entry | None,
    standing: Mapping[str, str],
    files: Mapping[str, bytes] | None,
    findings: Iterable[Finding],
    *,
    source_sha256: str | None,
    because: str = "",
) -> Verdict:
    """PUBLISHED, REPUBLISHED, UNCHANGED or QUARANTINED; for the first two, `version` and `cause` make the new Revision.

    was: what the catalogue keeps of the cable; standing: its published files, suffix → SHA-256; files: as they are written
    now with the revisions that it has already, so that a cable that says nothing new gives the same bytes;
    because: a reason for a new version that the link found ("dated by moscow-1936-203").
    A quarantined cable keeps the version that it has. Raises ValueError when there is neither a file nor an error.
    """
    version = was.version if was else 0
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        more = f" (and {len(errors) - 1} more)" if errors[1:] else ""
        return Verdict(Status.QUARANTINED, version, errors[0].message + more)
    if not files:
        raise ValueError("a cable without errors has files")
    if digests_of(files) == standing:
        return Verdict(Status.UNCHANGED, version, "")
    if was is None or not version:
        return Verdict(Status.PUBLISHED, 1, "first published")
    return Verdict(Status.REPUBLISHED, version + 1, because or _cause(was, standing, digests_of(files), source_sha256))


def _cause(was: Entry, standing: Mapping[str, str], now: Mapping[str, str], source_sha256: str | None) -> str:
    if was.record_sha256 == now["json"]:
        is_whole = standing.keys() >= now.keys() and standing["json"] == now["json"]
        return "written anew" if is_whole else "published files restored"
    return "source corrected" if was.source_sha256 != source_sha256 else "read anew"
