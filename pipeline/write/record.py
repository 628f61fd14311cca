"""The JSON record of a cable: all that is known of it, from which every other format can be written again."""

from __future__ import annotations

from pipeline.model import Cable


def to_record(cable: Cable) -> bytes:
    """The record in UTF-8, indented; what is not known is left out. Valid against schemas/record.schema.json."""
    return (cable.model_dump_json(indent=1, exclude_none=True) + "\n").encode()


def from_record(record: bytes) -> Cable:
    """The cable of a record. Raises pydantic.ValidationError for what is none."""
    return Cable.model_validate_json(record)
