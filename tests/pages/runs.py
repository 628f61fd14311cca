"""Runs built by hand: a small one of every status, and a large one."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.codes import Code, Severity
from pipeline.model import Decision, Finding, Run, Span, Status, Where

SCHEMAS = {"cable.rng": "a" * 64, "oai_dc.xsd": "b" * 64}


class Summary(NamedTuple):
    """A run as the catalogue gives it for the index."""

    id: str
    started: str
    source: str
    counts: dict[Status, int]
    message: str


def make_run(decisions: tuple[Decision, ...], findings: tuple[Finding, ...] = (), **fields: object) -> Run:
    """A run of these decisions, its counts counted; `fields` replace its own."""
    told = [f for d in decisions for f in d.findings] + list(findings)
    values: dict[str, object] = {
        "id": "20261122T124207Z",
        "started": "2026-11-22T12:42:07Z",
        "finished": "2026-11-22T12:43:19Z",
        "software": "cablegram 0.1.0",
        "schemas": SCHEMAS,
        "source": "inbox/2026-11",
        "output": "output",
        "counts": {s: n for s in Status if (n := sum(d.status is s for d in decisions))},
        "severities": {s: n for s in Severity if (n := sum(f.severity is s for f in told))},
        "decisions": decisions,
        "findings": findings,
    }
    return Run.model_validate(values | fields)


def decision(n: int, status: Status, *findings: Finding, **fields: object) -> Decision:
    values: dict[str, object] = {
        "cable": f"moscow-1936-{n}",
        "collection": "soviet-union-1936",
        "path": f"1936/{n}.txt",
        "sha256": f"{n:064x}",
        "status": status,
        "version": 1 if status in (Status.PUBLISHED, Status.UNCHANGED) else None,
        "title": "The Chargé in the Soviet Union (Henderson) to the Secretary of State",
        "date": "1936-08-27",
        "form": "telegram",
        "findings": findings,
    }
    return Decision.model_validate(values | fields)


def note_lost(n: int, note: str = "25") -> Finding:
    where = Where(path=f"1936/{n}.txt", line=45, span=Span(4000, 4022), xpath="/TEI/text/body/div/note[3]")
    return Finding.of(Code.NOTE_UNANCHORED, f"moscow-1936-{n}", where, f"note {note}", n=note)


def inferred(n: int) -> Finding:
    because = f"it answers the Department’s {n} of August 24, 6 p.m., and the year is that of the notes"
    return Finding.of(
        Code.DATE_INFERRED,
        f"moscow-1936-{n}",
        Where(path=f"1936/{n}.txt", line=5),
        "date",
        date="not before 1936-08-24",
        because=because,
    )


def every_status() -> Run:
    """One decision or two of each status, findings of each severity, one about the run, and a run recovered."""
    empty = Finding.of(Code.EMPTY_INPUT, "moscow-1936-198", Where(path="1936/198.txt"), size=0)
    no_cable = Finding.of(Code.NO_CABLE_RECOGNISED, "moscow-1936-199", Where(path="1936/199.txt"))
    unreadable = Finding.of(Code.UNREADABLE_INPUT, "moscow-1936-200", Where(path="1936/200.txt"), reason="permission denied")
    aside = Finding.of(Code.SET_ASIDE, None, Where(path="README.txt"), reason="a README is no cable")
    missing = Finding.of(
        Code.MANIFEST_MISSING_FILE, None, Where(path="manifest.csv", line=7), "204.txt", manifest="manifest.csv", name="204.txt"
    )
    return make_run(
        (
            decision(195, Status.PUBLISHED, inferred(195), note_lost(195), cause="first published"),
            decision(196, Status.REPUBLISHED, version=2, cause="dated by moscow-1936-203"),
            decision(197, Status.UNCHANGED),
            decision(198, Status.QUARANTINED, empty, title="", date="", form=""),
            decision(199, Status.QUARANTINED, no_cable, version=3, title="", date="", form=""),
            decision(200, Status.LOST, unreadable, sha256=None, title="", date="", form=""),
            decision(201, Status.SET_ASIDE, aside, cable="README", path="README.txt", title="", date="", form=""),
        ),
        (missing,),
        recovered=("20261121T060000Z",),
    )


def large(size: int = 10_000) -> Run:
    """Mostly unchanged cables, each with a notice, and each fifth with a warning."""
    statuses = (Status.UNCHANGED,) * 17 + (Status.PUBLISHED, Status.REPUBLISHED, Status.QUARANTINED)
    return make_run(
        tuple(
            decision(
                n,
                statuses[n % 20],
                inferred(n),
                *((note_lost(n),) if n % 5 == 0 else ()),
                version=2,
                cause="source corrected",
            )
            for n in range(size)
        )
    )
