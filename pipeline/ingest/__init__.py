"""Ingest: find the sources, tell what the archive says of them, and turn their bytes into text."""

from pipeline.ingest.contents import chunks, copy_to, read_bytes
from pipeline.ingest.decode import Decoded, decode
from pipeline.ingest.discover import STANDARD_INPUT, discover
from pipeline.ingest.identity import cable_id, cable_uri, printable
from pipeline.ingest.intake import (
    MAX_CABLE_BYTES,
    Authorities,
    Authority,
    ChangedInput,
    Discovery,
    InputGone,
    Intake,
    Remark,
    SourceFault,
    finding_of,
)
from pipeline.ingest.settings import read_settings

__all__ = [
    "MAX_CABLE_BYTES",
    "STANDARD_INPUT",
    "Authorities",
    "Authority",
    "ChangedInput",
    "Decoded",
    "Discovery",
    "InputGone",
    "Intake",
    "Remark",
    "SourceFault",
    "cable_id",
    "cable_uri",
    "chunks",
    "copy_to",
    "decode",
    "discover",
    "finding_of",
    "printable",
    "read_bytes",
    "read_settings",
]
