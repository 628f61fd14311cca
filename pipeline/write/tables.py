"""A table as TEI: rows of cells. What stands in a table without being a row of cells becomes one, so that no word is lost."""

from __future__ import annotations

from pipeline.model import Block, BlockKind
from pipeline.write.apparatus import Apparatus
from pipeline.write.passages import write_page, write_passage
from pipeline.write.xml import Element, sub


def write_table(parent: Element, block: Block, apparatus: Apparatus) -> None:
    """Appends `table`; one without rows, which TEI does not allow, is a paragraph."""
    if not block.blocks:
        write_passage(sub(parent, "p", rend="table"), block.text, block.marks, apparatus)
        return
    table = sub(parent, "table")
    if block.text:
        write_passage(sub(table, "head"), block.text, block.marks, apparatus)
    for child in block.blocks:
        if child.kind is BlockKind.PAGE and not child.text and any(len(row) for row in table):
            for mark in child.marks:
                write_page(table, mark)
        else:
            _write_row(sub(table, "row"), child, apparatus)


def _write_row(row: Element, block: Block, apparatus: Apparatus) -> None:
    for cell in _leaves(block):
        write_passage(sub(row, "cell"), cell.text, cell.marks, apparatus)


def _leaves(block: Block) -> list[Block]:
    """The blocks that hold text, whatever holds them."""
    own = [block] if block.text or not block.blocks else []
    return own + [leaf for child in block.blocks for leaf in _leaves(child)]
