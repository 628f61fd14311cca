"""docs/reading.md says what is true: each row of its tables whose first column is named here is read, and comes out as it says.

In a cell ⏎ is the end of a line, – means that nothing is read, and words in italics are the reader's help, not compared.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator

import pytest

from pipeline.model import Block, BlockKind, Correspondent, MarkKind
from pipeline.read import Lists
from tests.read.texts import Entry, cable_of, leaves, linked_cable_of, marked
from tests.readme.test_readme import ROOT

PAGE = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
HEADING = "The Ambassador in France (Halloran) to the Secretary of State"
FRONT = f"{HEADING}\n\nParis, March 3, 1938—6 p.m.\n\n"

Columns = dict[str, str]


def test_its_modules_are_there() -> None:
    for path in re.findall(r"`((?:read|link)/[\w/]+\.py|\w+\.csv)`", PAGE):
        assert any(ROOT.glob(f"pipeline/**/{path}")) or path in ("persons.csv", "terms.csv"), path


def test_it_is_short() -> None:
    assert len(PAGE.splitlines()) <= 450


# ---- what is read of one cell -------------------------------------------------------------------------------------------


def read_file_line(text: str) -> Columns:
    cable = cable_of(f"{text}\n\n{HEADING}\n\nIt rains.")
    return {"file number": cable.file_number.text if cable.file_number else "", "form": cable.form.value}


def read_heading(text: str) -> Columns:
    cable = cable_of(f"{text}\n\nIt rains.")
    return {
        "form": cable.form.value,
        "from": "; ".join(map(_party, cable.sent_by)),
        "to": "; ".join(map(_party, cable.sent_to)),
    }


def _party(party: Correspondent) -> str:
    return " · ".join(r.text for r in (party.person, party.role, party.organisation, party.place) if r)


def read_opener(text: str) -> Columns:
    cable = cable_of(f"{HEADING}\n\n{text}\n\nIt rains.")
    number = [f"message number {cable.message_number.text}"] if cable.message_number else []
    return {"read as": "; ".join(number + [f"{k.scheme} {k.term}" for k in cable.keywords])}


def read_dateline(text: str) -> Columns:
    cable = cable_of(f"{HEADING}\n\n{text}\n\nIt rains.")
    date, place = cable.date, cable.place.text if cable.place else ""
    moment = (date.when or f"{date.not_before}/{date.not_after}") if date else ""
    return {"place": place, "date": moment, "received": (cable.received and cable.received.when) or ""}


def read_end(text: str) -> Columns:
    blocks = cable_of(f"{FRONT}It rains.\n\n{text}").blocks
    closing = (BlockKind.CLOSER, BlockKind.SIGNED, BlockKind.POSTSCRIPT)
    return {"closer": "; ".join(f"{b.kind.value} “{b.text}”" for b in leaves(blocks) if b.kind in closing)}


def read_marker(text: str) -> Columns:
    cable = cable_of(f"{FRONT}{text} It rains.\n\n  1. Not printed.")
    paragraph = next(b.text for b in cable.blocks if b.kind is BlockKind.PARAGRAPH)
    (note,) = cable.notes
    return {"note": note.n if note.is_anchored else "", "text": paragraph.removesuffix(" It rains.")}


def read_source_note(text: str) -> Columns:
    cable = cable_of(f"{HEADING}1\n\nParis, March 3, 1968.\n\nIt rains.\n\n  1. {text}")
    said = [f"{k.kind.value} {k.text}" for k in cable.kept] + [f"{k.scheme} {k.term}" for k in cable.keywords]
    said += [f"{act.kind.value}: {', '.join(act.names)}" for act in cable.acts]
    return {"read as": "; ".join(said)}


def read_structure(text: str) -> Columns:
    blocks = cable_of(f"{FRONT}It rains:\n\n{text}").blocks[2:]
    return {"blocks": " ".join(_outline(b) for b in blocks if b.text != "It rains:")}


def _outline(block: Block) -> str:
    inner = " ".join(_outline(b) for b in block.blocks)
    return block.kind.value + (f" ({inner})" if inner else "")


def read_omission(text: str) -> Columns:
    cable = cable_of(f"{FRONT}{text}")
    kinds = (MarkKind.GAP, MarkKind.ADDED, MarkKind.SIC)
    return {"read as": "; ".join(f"{kind.value} {value}".strip() for kind in kinds for _, value in marked(cable, kind))}


def read_person(text: str) -> Columns:
    cable = cable_of(f"{FRONT}{text}", lists=Lists(persons=_listed()))
    named = [(cable.blocks[-1].text[m.start : m.end], m.value) for m in cable.blocks[-1].marks if m.kind is MarkKind.PERSON]
    return {"named": "; ".join(f"{name} {ref}".strip() for name, ref in named)}


def _listed() -> tuple[Entry, ...]:
    """The list of persons on the page."""
    printed = PAGE.partition("```csv\n")[2].partition("```")[0]
    return tuple(Entry(**row) for row in csv.DictReader(printed.splitlines()))


def read_citation(text: str) -> Columns:
    heading = "40. Telegram From the Embassy in France to the Department of State"
    return _cited(f"{heading}\n\nParis, March 3, 1962.\n\nIt rains.1\n\n  1. {text}", "frus1961-63v02")


def read_older_citation(text: str) -> Columns:
    return _cited(f"{FRONT}It rains.1\n\n  1. {text}", "frus1938v01")


def _cited(text: str, collection: str) -> Columns:
    targets = (r.target for r in linked_cable_of(text, collection=collection).references)
    return {"address": ", ".join(t.rpartition("historicaldocuments/")[2] for t in targets if t)}


def read_lost_date(text: str) -> Columns:
    cable = linked_cable_of(text, collection="frus1951v07p2")
    date = cable.date
    if date is None:
        return {"date": "", "certainty": ""}
    day = date.when or f"{date.not_before or ''}/{date.not_after or ''}"
    return {"date": day, "certainty": str(date.certainty or "")}


READERS: dict[str, Callable[[str], Columns]] = {
    "file line": read_file_line,
    "heading": read_heading,
    "opener": read_opener,
    "dateline": read_dateline,
    "last lines": read_end,
    "printed with one note": read_marker,
    "source note": read_source_note,
    "lines": read_structure,
    "words": read_omission,
    "passage": read_person,
    "note of 1961–1963": read_citation,
    "note of 1938": read_older_citation,
    "text without a dateline": read_lost_date,
}


# ---- the rows of the page -----------------------------------------------------------------------------------------------


def _rows() -> Iterator[tuple[str, str, Columns]]:
    """The first column's name and cell, and the other cells by the names of their columns."""
    header: list[str] = []
    for line in PAGE.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")] if line.startswith("| ") else []
        if not cells:
            header = header if line.startswith("|-") else []
        elif not header:
            header = cells
        elif header[0] in READERS:
            yield header[0], _plain(cells[0]), dict(zip(header[1:], map(_plain, cells[1:]), strict=True))


def _plain(cell: str) -> str:
    """Without code marks and the reader's help; – is nothing."""
    text = re.sub(r" ?\*[^*]+\*$", "", cell).replace("`", "").replace("⏎", "\n").replace("⇥", "\t").strip()
    return "" if text == "–" else text


ROWS = list(_rows())


def test_every_table_is_there() -> None:
    assert {kind for kind, _, _ in ROWS} == set(READERS)


@pytest.mark.parametrize(("kind", "text", "columns"), ROWS, ids=[f"{kind}: {text}" for kind, text, _ in ROWS])
def test_a_row_is_read_as_it_says(kind: str, text: str, columns: Columns) -> None:
    read = READERS[kind](text)
    assert {name: read[name] for name in columns} == columns
