"""A reference as found in a passage, before it is put among the others: what it cites, and where it stands."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.model import CableKey, Certainty, Form, ReferenceKind


class Citation(NamedTuple):
    """A reference as found in one passage: what it cites, and where it stands in the passage's text."""

    start: int
    end: int
    kind: ReferenceKind
    rule: str
    key: CableKey | None = None
    form: Form | None = None
    date: str | None = None
    file_number: str | None = None
    target: str | None = None
    certainty: Certainty | None = None
    because: str = ""
