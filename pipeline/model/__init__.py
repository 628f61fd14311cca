"""The nouns of Cablegram: what is read from a cable, what is said about it, and what a run did.

Every class is frozen and refuses unknown fields, so that what is published is exactly what is declared here;
`schemas/record.schema.json`, `report.schema.json` and `ledger.schema.json` are generated from these classes.

Two systems of offsets, both counted in characters:
- `Evidence.spans` point into `Source.text`, the decoded source: `source.text[start:end]` is what was read;
- a `Mark` has `start` and `end` in the `text` of the passage that it belongs to, where a zero-width mark
  (a page break, a note's anchor) stands for a label or marker that became markup.
"""

from pipeline.model.accession import Accession, Archive, Source
from pipeline.model.cable import Cable, Revision
from pipeline.model.evidence import Certainty, Evidence, Frozen, Reading, Span
from pipeline.model.passages import Block, BlockKind, Mark, MarkKind, Note
from pipeline.model.references import CableKey, Outcome, Reference, ReferenceKind
from pipeline.model.runs import Decision, Finding, LedgerEntry, Run, Status, Where
from pipeline.model.said import (
    Act,
    ActKind,
    CableDate,
    Correspondent,
    FileNumber,
    FilePart,
    Form,
    Kept,
    KeptKind,
    Keyword,
    Remark,
    RemarkKind,
)

__all__ = [
    "Accession",
    "Act",
    "ActKind",
    "Archive",
    "Block",
    "BlockKind",
    "Cable",
    "CableDate",
    "CableKey",
    "Certainty",
    "Correspondent",
    "Decision",
    "Evidence",
    "FileNumber",
    "FilePart",
    "Finding",
    "Form",
    "Frozen",
    "Kept",
    "KeptKind",
    "Keyword",
    "LedgerEntry",
    "Mark",
    "MarkKind",
    "Note",
    "Outcome",
    "Reading",
    "Reference",
    "ReferenceKind",
    "Remark",
    "RemarkKind",
    "Revision",
    "Run",
    "Source",
    "Span",
    "Status",
    "Where",
]
