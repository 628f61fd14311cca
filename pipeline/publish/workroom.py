"""The folder in which a run prepares what it will publish, and commits itself to it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import NamedTuple, Self

from pipeline.catalogue.entry import Entry
from pipeline.model import Finding, Run
from pipeline.publish import disk
from pipeline.publish.decide import digests_of
from pipeline.publish.places import Places, published_digests
from pipeline.publish.plan import Move, Plan, Quarantine, Release

PLAN = "plan.json"


class Keepsake(NamedTuple):
    """A source to keep in quarantine: its path below what was ingested, and what copies its bytes to a file."""

    path: str
    copy: Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Workroom:
    """`output/.staging/RUN/`. Cables may be staged at the same time from several tasks; nothing is seen of them outside.

    Its methods raise OutputError when the output folder cannot be written or is full: nothing is published then.
    """

    output: Path
    run: str

    @classmethod
    def open(cls, output: Path, started: datetime) -> Self:
        """A new workroom under a run's id of its own, made of the moment it started; under the lock."""
        places = Places(output)
        stem = started.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        with disk.faults_of(output):
            disk.make_folder(places.staging)
            for run in (stem, *(f"{stem}-{n}" for n in range(2, 1000))):
                if not (places.staging / run).exists() and not (places.reports / run).exists():
                    disk.make_folder(places.staging / run)
                    return cls(output, run)
        raise RuntimeError(f"no run's id is free at {stem}")

    @property
    def folder(self) -> Path:
        return Places(self.output).staging / self.run

    @property
    def staged(self) -> Places:
        """The places within the workroom, laid out as in the output folder."""
        return Places(self.folder)

    @property
    def plan(self) -> Path:
        return self.folder / PLAN

    # ---- between the stages ----

    def write_lines(self, name: str, lines: Iterable[str]) -> Path:
        """A file of the workroom with a line for each of `lines`, which are made while it is written."""
        path = self.folder / "read" / name
        with disk.faults_of(self.output):
            disk.make_folder(path.parent)
            with path.open("w", encoding="utf-8") as file:
                file.writelines(f"{line}\n" for line in lines)
        return path

    # ---- staging ----

    def stage_cable(self, collection: str, cable: str, files: Mapping[str, bytes], *, version: int, cause: str) -> Move:
        """The move that will publish these files (suffix → content) as that version."""
        move = Move(
            cable=cable,
            collection=collection,
            version=version,
            cause=cause,
            files=digests_of(files),
            before=published_digests(self.output, collection, cable),
            kept_as=self._free(Places(self.output).history(collection, cable), f"v{version - 1}"),
        )
        with disk.faults_of(self.output):
            for suffix, content in files.items():
                path = self.staged.published(collection, cable, suffix)
                disk.make_folder(path.parent)
                disk.write(path, content)
        return move

    def stage_quarantine(
        self,
        collection: str,
        cable: str,
        findings: Sequence[Finding],
        sources: Sequence[Keepsake],
        files: Mapping[str, bytes] | None = None,
    ) -> Quarantine | None:
        """The move that will quarantine the sources with the reasons and the rejected files; None if just that waits there.

        Several sources are kept together where they claim the same id. What a source's `copy` raises is passed on.
        """
        folder = self.staged.quarantine(collection, cable)
        with disk.faults_of(self.output):
            disk.remove(folder)
            disk.make_folder(folder / "source")
            names = _file_names([source.path for source in sources])
            for source, name in zip(sources, names, strict=True):
                source.copy(folder / "source" / name)
            disk.write(folder / "findings.json", _findings(collection, cable, findings, sources, names))
            for suffix, content in (files or {}).items():
                disk.write(folder / f"{cable}.{suffix}", content)
            digest, waiting = disk.digest_of(folder), Places(self.output).quarantine(collection, cable)
            if waiting.is_dir() and disk.digest_of(waiting) == digest:
                disk.remove(folder)
                return None
        return Quarantine(cable=cable, collection=collection, digest=digest)

    def _free(self, folder: Path, name: str) -> str:
        return f"{name}-{self.run}" if (folder / name).exists() else name

    # ---- the commit point ----

    def commit(
        self,
        run: Run,
        html: bytes,
        *,
        message: str,
        entries: Iterable[Entry],
        publish: Iterable[Move] = (),
        quarantine: Iterable[Quarantine] = (),
    ) -> Plan:
        """The plan, once it is on the disk: from here on the run will be completed, by `settle` or by the next run.

        run: the report; html: the same as a page. Raises ValueError when entries and moves do not agree.
        """
        if run.id != self.run:
            raise ValueError(f"the report is of {run.id}, the workroom of {self.run}")
        report = run.model_dump_json(indent=1).encode() + b"\n"
        known = tuple(entries)
        plan = Plan(
            run=run,
            message=message,
            report_sha256=digests_of({"json": report})["json"],
            publish=tuple(publish),
            quarantine=tuple(quarantine),
            release=self._releases(known),
            entries=known,
        )
        with disk.faults_of(self.output):
            folder = self.staged.reports / self.run
            disk.make_folder(folder)
            disk.write(folder / "report.json", report)
            disk.write(folder / "report.html", html)
            disk.sync_tree(self.folder)
            disk.write_whole(self.plan, plan.model_dump_json().encode(), by_way_of=self.folder / "plan.part")
        return plan

    def _releases(self, entries: Iterable[Entry]) -> tuple[Release, ...]:
        """What waits in quarantine although its cable is published from what came in last."""
        places = Places(self.output)
        well = (entry for entry in entries if entry.state == "published")
        return tuple(
            Release(cable=e.cable, collection=e.collection) for e in well if places.quarantine(e.collection, e.cable).is_dir()
        )

    def remove(self) -> None:
        """Takes the workroom away: first the plan, so that a folder half removed is no plan half carried out."""
        with disk.faults_of(self.output):
            if self.plan.exists():
                os.unlink(self.plan)
                disk.sync(self.folder)
            disk.remove(self.folder)


def _file_names(paths: Iterable[str]) -> list[str]:
    """A file name for each source, its own where it can be: `195.txt`, for a second one `2-195.txt`."""
    names: list[str] = []
    for place, path in enumerate(paths, 1):
        name = PurePosixPath(path).name.replace("\0", "")
        if name in {"", ".", ".."}:
            name = "source"
        while len(os.fsencode(name)) > 200:
            name = name[1:]
        while name in names:
            name = f"{place}-{name}"
        names.append(name)
    return names


def _findings(
    collection: str, cable: str, findings: Iterable[Finding], sources: Iterable[Keepsake], names: Iterable[str]
) -> bytes:
    """`findings.json`: what an archivist must know to mend the source. It names no run: the same case reads the same."""
    told = {
        "cable": cable,
        "collection": collection,
        "sources": [{"path": source.path, "file": f"source/{name}"} for source, name in zip(sources, names, strict=True)],
        "findings": [
            finding.model_dump(mode="json") | {"mend": finding.code.mend, "fingerprint": finding.fingerprint}
            for finding in findings
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace") + b"\n"
