"""A volume from a file of JSON lines: each document's raw texts and truth, ready made.

A line is {"info": {"volume", "title", "persons", "terms"}}, or {"id", "volume", "web", "flat", "full", "gold": {…}}.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.frus.document import Document, Entry, Form, Mention, PrintedNote, Truth, Volume
from benchmarks.frus.letters import reference, two_ends
from pipeline.errors import InputError

Record = dict[str, Any]


def read_gold(path: Path, every: int = 1) -> Volume:
    """The volume with every Nth of its documents. Raises InputError where a line is not as above."""
    try:
        records = list(_records(path))
        info: Record = next((record["info"] for record in records if "info" in record), {})
        documents = (record for record in records if "info" not in record)
        return Volume(
            id=info.get("volume") or path.name.partition(".")[0],
            title=info.get("title") or "",
            persons=tuple(Entry(row["id"], row["name"], row["note"]) for row in info.get("persons") or ()),
            terms=tuple(Entry(row["id"], row["term"], row["note"]) for row in info.get("terms") or ()),
            documents=tuple(_document(record) for record in islice(documents, 0, None, every)),
        )
    except (OSError, EOFError, ValueError, KeyError, TypeError) as fault:
        raise InputError(f"{path} is no gold file: {type(fault).__name__}: {fault}", __doc__ or "") from fault


def _records(path: Path) -> Iterator[Record]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def _document(record: Record) -> Document:
    texts = {form: record[form] for form in Form}
    return Document(record["id"], record["volume"], texts, _truth(record["gold"], record["volume"]))


def _truth(gold: Record, volume: str) -> Truth:
    tagged = {end: [name["text"] for name in gold.get(end) or ()] for end in ("from", "to")}
    senders, recipients = two_ends(tagged["from"], tagged["to"], gold.get("head") or "")
    return Truth(
        source=gold.get("source"),
        senders=senders,
        recipients=recipients,
        place=gold.get("place"),
        when=gold.get("when"),
        signed=tuple(gold.get("signed") or ()),
        notes=tuple(PrintedNote(note["text"], note["left"], note["lost_on_web"]) for note in gold["notes"]),
        pages=tuple(page["n"] for page in gold["pages"]),
        references=tuple(reference(ref["target"], volume) for ref in gold["refs"]),
        mentions=tuple(Mention(name["text"], (name["corresp"] or "").lstrip("#")) for name in gold["persons"]),
    )
