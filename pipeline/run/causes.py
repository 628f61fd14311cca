"""Why a cable has a new version, in words for its history."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Cable, Outcome


def cause_of(before: Cable, now: Cable) -> str:
    """What changed between two versions of a cable: "dated 1936-08-27: moscow-1936-203 cites it as “…”"; "" for nothing."""
    return "; ".join(_causes(before, now))


def _causes(before: Cable, now: Cable) -> Iterator[str]:
    if before.source.sha256 != now.source.sha256:
        yield "source corrected"
    if before.accession != now.accession or before.archive != now.archive:
        yield "the archive’s description of it changed"
    if before.software != now.software:
        yield f"read by {now.software}"
    if before.date != now.date and now.date and now.date.is_inferred:
        yield f"dated {now.date.when or 'anew'}: {now.date.evidence[0].because}"
    yield from _links(before, now)


def _links(before: Cable, now: Cable) -> Iterator[str]:
    was = {(r.text, r.evidence.spans): r for r in before.references}
    for reference in now.references:
        old = was.get((reference.text, reference.evidence.spans))
        if old is None or (old.outcome, old.target) == (reference.outcome, reference.target):
            continue
        if reference.outcome is Outcome.RESOLVED:
            yield f"“{reference.text}” found: {reference.reason.split(' is ')[0]}"
        elif old.outcome is Outcome.RESOLVED:
            yield f"“{reference.text}” no longer found: {reference.reason}"
