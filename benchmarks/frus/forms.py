"""The raw text of a document in each form: what a person or a program had who copied it without its markup.

- full: blocks parted by blank lines; a list's label on its item's line; notes last, numbered from 1.
- web: as full, but datelines and signatures are lost, and a label stands on the line above its item's text.
- flat: a line a block; items and notes begin with a hyphen, and notes end with the arrow back to their marker.

In each a note's marker is its printed number, glued to the word before it, and a page break is "[Page 48]".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from benchmarks.frus.document import Form
from benchmarks.frus.letters import squeeze
from benchmarks.frus.printed import Block, Foot, Kind, Page, Run

LOST_ON_WEB = (Kind.DATELINE, Kind.CLOSER)


def raw_texts(blocks: Sequence[Block], notes: Sequence[str]) -> Mapping[Form, str]:
    """The document in every form. notes: their texts in the order of their markers."""
    on_web = [block for block in blocks if block.kind not in LOST_ON_WEB]
    listed = "\n".join(f"  {number}. {note}" for number, note in enumerate(notes, 1))
    return {
        Form.WEB: _parted([*map(_web, on_web), listed]),
        Form.FLAT: _lines([*(line for block in blocks for line in _flat(block)), *(f"- {note}↩" for note in notes)]),
        Form.FULL: _parted([*map(_full, blocks), listed]),
    }


def _parted(blocks: Iterable[str]) -> str:
    return "\n\n".join(filter(None, blocks)) + "\n"


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"


def _web(block: Block) -> str:
    return "\n".join(print_run(run) for line in block.lines for run in line)


def _full(block: Block) -> str:
    return "\n".join(" ".join(map(print_run, line)) for line in block.lines)


def _flat(block: Block) -> Iterator[str]:
    hyphen = "- " if block.kind is Kind.LIST else ""
    for line in block.lines:
        for run in line:
            yield hyphen + print_run(run)


def print_run(run: Run) -> str:
    """The run as text, its white space single spaces but for the tabs between the cells of a row."""
    printed = ""
    for token in run:
        if isinstance(token, str):
            printed += token
        elif isinstance(token, Foot):
            printed = printed.rstrip() + token.n
        elif isinstance(token, Page):
            printed += f" [Page {token.n}] "
    return "\t".join(map(squeeze, printed.split("\t"))) if "\t" in run else squeeze(printed)
