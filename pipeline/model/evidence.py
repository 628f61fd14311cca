"""Where and why something was read."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Span(NamedTuple):
    """Where something stands: the half-open interval of characters [start, end)."""

    start: int
    end: int

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type, handler: GetCoreSchemaHandler) -> CoreSchema:
        """One that is a Span already is taken as it is: reading makes very many."""
        schema = handler(source)
        or_made = core_schema.union_schema([core_schema.is_instance_schema(cls), schema], mode="left_to_right")
        return core_schema.json_or_python_schema(json_schema=schema, python_schema=or_made)


class Certainty(StrEnum):
    """TEI's teidata.certainty: how sure an inference is. What was read as printed has none."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    UNKNOWN = "unknown"


class Evidence(Frozen):
    """Why a reading says what it says. Two readings that differ only in their evidence are equal."""

    rule: str = Field(pattern=r"^[a-z-]+(\.[a-z-]+)+$")
    """The rule that read it: module and rule, as `datelines.date`."""
    spans: tuple[Span, ...] = ()
    """Into `Source.text`; the first is the passage itself, the others what confirmed it."""
    certainty: Certainty | None = None
    """None where the text says so itself; set where it was inferred."""
    because: str = ""
    """For what was inferred: the reason, in a sentence for an archivist."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Evidence)

    def __hash__(self) -> int:
        return hash(Evidence)


class Reading(Frozen):
    """One thing that the text says, in its own words."""

    text: str
    evidence: Evidence
    ref: str | None = None
    """The identifier in the authority list that was matched, e.g. `p_HLW1`."""
