"""What a run is about to do to the output folder: written before any of it is done, so that any of it can be completed."""

from __future__ import annotations

from collections import Counter
from typing import Self

from pydantic import Field, model_validator

from pipeline.catalogue.entry import CABLE_ID, COLLECTION, SHA256, Entry
from pipeline.model import Frozen, Run


class Named(Frozen):
    cable: str = Field(pattern=CABLE_ID)
    collection: str = Field(pattern=COLLECTION)

    @property
    def name(self) -> tuple[str, str]:
        return self.collection, self.cable


class Move(Named):
    """One cable to publish: from staging to `published/`, what stands there to history."""

    version: int = Field(ge=1)
    cause: str
    files: dict[str, str]
    """Suffix → SHA-256 of what will stand published."""
    before: dict[str, str]
    """Suffix → SHA-256 of what stands published now."""
    kept_as: str = Field(pattern=r"^v\d+(-[0-9TZ-]+)?$")
    """The folder in the cable's history that takes what stands published now: `v1`; `v1-RUN` if there is one already."""


class Quarantine(Named):
    """One cable to quarantine: from staging to `quarantine/`, what waits there to history."""

    digest: str = Field(pattern=SHA256)
    """Over all that the folder holds."""


class Release(Named):
    """One cable to take out of quarantine, to history: a better source of it has come."""


class Plan(Frozen):
    """All that `settle` needs beside the staged files."""

    run: Run
    message: str
    """The run in a line: "2 published, 1 quarantined"."""
    report_sha256: str = Field(pattern=SHA256)
    publish: tuple[Move, ...] = ()
    quarantine: tuple[Quarantine, ...] = ()
    release: tuple[Release, ...] = ()
    entries: tuple[Entry, ...] = ()
    """Each cable that the catalogue is to know anew: those that are moved, and any other whose entry changed."""

    @model_validator(mode="after")
    def agrees(self) -> Self:
        """Each cable that moves is entered once, with what it is moved to."""
        entries = {entry.name: entry for entry in self.entries}
        _once("entries", [entry.name for entry in self.entries])
        _once("moves", [named.name for named in (*self.publish, *self.quarantine)])
        for move in self.publish:
            entry = entries.get(move.name)
            if entry is None or (entry.state, entry.version) != ("published", move.version):
                raise ValueError(f"{move.name} is to be published as version {move.version}, but its entry says {entry}")
        for quarantine in self.quarantine:
            entry = entries.get(quarantine.name)
            if entry is None or entry.state != "quarantined":
                raise ValueError(f"{quarantine.name} is to be quarantined, but its entry says {entry}")
        return self


def _once(what: str, names: list[tuple[str, str]]) -> None:
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise ValueError(f"more than one of {what} for {twice}")
