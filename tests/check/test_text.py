"""Every letter of the source is in the TEI, in order, and none besides."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from pipeline.check.text import check_text, compare, passages_of, source_passages
from pipeline.codes import Code
from pipeline.model import Block, BlockKind, Cable, Evidence, Mark, MarkKind, Note, Span
from pipeline.write.tei import to_tei
from tests.cables import SEED_TEXT, henderson_195, read, small_cable


def codes(cable: Cable, tei: str) -> list[tuple[Code, str]]:
    document = etree.fromstring(tei.encode()).getroottree()
    return [(f.code, f.message) for f in check_text(document, cable, "x.tei.xml")]


def seed_tei() -> str:
    return to_tei(henderson_195()).decode()


def test_the_seed_loses_nothing() -> None:
    assert codes(henderson_195(), seed_tei()) == []


def test_the_seed_is_parted_into_body_and_notes() -> None:
    """Counted on the source by hand: 302 and the like are gone, "195" and "117" are not."""
    passages = source_passages(henderson_195())
    assert set(passages) == {"", "n1", "n2", "n3"}
    assert passages["n1"] == "Telegram in two sections."
    assert "26" not in passages[""]
    assert "Page" not in passages[""]
    assert "new constitution signifies" in passages[""]
    assert passages[""].startswith("861.00/11630: Telegram\n\nThe Chargé")
    assert passages[""].rstrip().endswith("personal impressions by despatch.")
    document = etree.fromstring(to_tei(henderson_195())).getroottree()
    assert passages_of(document)["n2"] == passages["n2"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (" very", "", []),
        ("puzzled and astonished", "puzzled", ["text-lost"]),
        ("puzzled and astonished", "puzzled and greatly astonished", ["text-added"]),
        ("puzzled and astonished", "astonished and puzzled", ["text-lost", "text-added"]),
        ("Stalin", "Lenin", ["text-lost", "text-added"]),
        ("Telegram in two sections.", "", ["text-lost"]),
        ("Zinoxyez-Kamenyev", "Zinoviev-Kamenev", ["text-lost", "text-added"]),
        ("<p>I was present", "<p>STOP I was present", ["text-added"]),
        ("puzzled and astonished", "puzzled  and; astonished!", []),
        ('<pb n="301"/>', '<p>Page 301</p><pb n="301"/>', ["text-added"]),
    ],
    ids=["as written", "word", "added word", "order", "other word", "note", "mended", "added", "signs", "label kept twice"],
)
def test_what_was_changed_is_seen(old: str, new: str, expected: list[str]) -> None:
    tei = seed_tei().replace(old, new)
    assert [code for code, _ in codes(henderson_195(), tei)] == expected


def test_the_finding_counts_and_shows() -> None:
    tei = seed_tei().replace("discontented whispers ", "")
    assert codes(henderson_195(), tei) == [
        (Code.TEXT_LOST, "20 letters or digits of the source are not in the TEI; the first missing: “discontented whispers”.")
    ]


def test_a_paragraph_that_moved_is_seen() -> None:
    tei = seed_tei()
    paragraphs = re.findall(r"    <p>It is [^<]*</p>\n", tei)
    swapped = tei.replace(paragraphs[0], "\0").replace(paragraphs[1], paragraphs[0]).replace("\0", paragraphs[1])
    assert [code for code, _ in codes(henderson_195(), swapped)] == [Code.TEXT_LOST, Code.TEXT_ADDED]


def test_text_cannot_hide_behind_a_label() -> None:
    """A page mark whose evidence covers more than a label does not excuse what it covers."""
    text = "One two [Page 3] four."
    span = Span(4, 16)
    page = Mark(kind=MarkKind.PAGE, start=4, end=4, value="3", evidence=read("read.page", span))
    block = Block(
        kind=BlockKind.PARAGRAPH, text="One four.", marks=(page,), evidence=read("blocks.paragraph", Span(0, len(text)))
    )
    cable = small_cable(text, blocks=(block,))
    assert [code for code, _ in codes(cable, to_tei(cable).decode())] == [Code.TEXT_LOST]


@pytest.mark.parametrize("label", ["[Page 3]", "[page 3]", "[p. 3]", "[3]", "Pg. 3"])
def test_labels_of_pages(label: str) -> None:
    text = f"One tw{label}o four."
    page = Mark(kind=MarkKind.PAGE, start=6, end=6, value="3", evidence=read("read.page", Span(6, 6 + len(label))))
    block = Block(
        kind=BlockKind.PARAGRAPH, text="One two four.", marks=(page,), evidence=read("blocks.paragraph", Span(0, len(text)))
    )
    cable = small_cable(text, blocks=(block,))
    assert codes(cable, to_tei(cable).decode()) == []


@pytest.mark.parametrize(
    ("listed", "before", "after"),
    [("2", "  2. ", ""), ("", "- ", "↩"), ("2", "2 ", ""), ("*", "* Source: ", ""), ("26", "26 ", "\n")],
    ids=["numbered", "dash", "bare number", "star", "printed number"],
)
def test_labels_of_notes(listed: str, before: str, after: str) -> None:
    """The label of a note in the list may differ from the marker in the text."""
    said = "Source: not printed." if "Source" in before else "Not printed."
    text = f"Reference yours.26 Stop.\n\n{before.removesuffix('Source: ')}{said}{after}"
    start = text.index(said)
    note = Note(
        id="n1",
        n="26",
        listed=listed,
        is_anchored=True,
        text=said,
        evidence=read("notes.listed", Span(start, start + len(said))),
    )
    anchor = Mark(kind=MarkKind.NOTE, start=16, end=16, value="n1", evidence=read("notes.marker", Span(16, 18)))
    block = Block(
        kind=BlockKind.PARAGRAPH, text="Reference yours. Stop.", marks=(anchor,), evidence=read("blocks.paragraph", Span(0, 24))
    )
    cable = small_cable(text, blocks=(block,), notes=(note,))
    assert codes(cable, to_tei(cable).decode()) == []


def test_a_note_may_begin_with_the_number_of_its_place_in_the_list() -> None:
    """Where the list prints no labels, a number at the beginning of a note is its own."""
    text = "Reference yours. Stop.\n\n- [2 pages not found.]↩"
    span = Span(text.index("[2"), len(text) - 1)
    note = Note(id="n1", n="2", listed="2", is_anchored=False, text="[2 pages not found.]", evidence=read("notes.listed", span))
    block = Block(kind=BlockKind.PARAGRAPH, text="Reference yours. Stop.", evidence=read("blocks.paragraph", Span(0, 22)))
    cable = small_cable(text, blocks=(block,), notes=(note,))
    assert codes(cable, to_tei(cable).decode()) == []


def test_a_note_after_a_number_has_no_label_before_its_line() -> None:
    """An arrow ends the note; the 1 of the line before is the text's."""
    text = "Telegram 1\n- Not printed.↩"
    start = text.index("Not")
    said = Note(
        id="n1", n="1", listed="1", is_anchored=False, text="Not printed.", evidence=read("notes.list", Span(start, start + 12))
    )
    heading = Block(kind=BlockKind.PARAGRAPH, text="Telegram 1", evidence=read("blocks.paragraph", Span(0, 10)))
    cable = small_cable(text, blocks=(heading,), notes=(said,))
    assert codes(cable, to_tei(cable).decode()) == []


def test_a_marker_with_a_letter_is_kept_in_the_text() -> None:
    text = "Reference yours.26a Stop.\n\n  2. Not printed."
    said = Note(id="n1", n="26a", listed="2", is_anchored=True, text="Not printed.", evidence=read("notes.list", Span(32, 44)))
    anchor = Mark(kind=MarkKind.NOTE, start=16, end=16, value="n1", evidence=read("notes.marker", Span(16, 19)))
    block = Block(
        kind=BlockKind.PARAGRAPH, text="Reference yours. Stop.", marks=(anchor,), evidence=read("blocks.paragraph", Span(0, 25))
    )
    cable = small_cable(text, blocks=(block,), notes=(said,))
    tei = to_tei(cable).decode()
    assert codes(cable, tei) == []
    ((code, _),) = codes(cable, tei.replace(">26a<", "><"))
    assert code is Code.TEXT_LOST


def test_a_marker_before_the_list_is_no_label() -> None:
    """Where the list prints no labels, a number at the end of the text is a marker, here one that nobody read."""
    text = "Reference yours.1\n- Not printed.↩"
    span = Span(text.index("Not"), len(text) - 1)
    note = Note(id="n1", n="1", listed="1", is_anchored=False, text="Not printed.", evidence=read("notes.listed", span))
    block = Block(kind=BlockKind.PARAGRAPH, text="Reference yours.1", evidence=read("blocks.paragraph", Span(0, 17)))
    cable = small_cable(text, blocks=(block,), notes=(note,))
    assert codes(cable, to_tei(cable).decode()) == []


@pytest.mark.parametrize("said", ["Not printed.", "1 ton."])
def test_a_copy_that_lost_its_labels_has_none_to_leave_out(said: str) -> None:
    """The note is the first of its list; what stands before it ends in a 1 of its own, and the note may begin with one."""
    text = f"Stop on May 1\n- {said}↩"
    span = Span(text.index(said), text.index("↩"))
    note = Note(id="n1", n="1", listed="1", is_anchored=False, text=said, evidence=read("notes.listed", span))
    block = Block(kind=BlockKind.PARAGRAPH, text="Stop on May 1", evidence=read("blocks.paragraph", Span(0, 13)))
    cable = small_cable(text, blocks=(block,), notes=(note,))
    assert codes(cable, to_tei(cable).decode()) == []


def test_a_reader_that_drops_a_line_is_caught() -> None:
    cable = henderson_195()
    without = cable.model_copy(update={"blocks": cable.blocks[:-1]})
    ((code, message),) = codes(without, to_tei(without).decode())
    assert code is Code.TEXT_LOST
    assert "I was present during all sessions" in message


def test_a_record_without_evidence_excuses_nothing() -> None:
    cable = henderson_195()
    blind = cable.model_copy(update={"blocks": tuple(without_evidence(block) for block in cable.blocks)})
    assert [code for code, _ in codes(blind, seed_tei())] == [Code.TEXT_LOST]


def without_evidence(block: Block) -> Block:
    marks = [mark.model_copy(update={"evidence": Evidence(rule="x.y")}) for mark in block.marks]
    return block.model_copy(update={"marks": tuple(marks)})


def test_long_texts_are_compared_in_bounded_time() -> None:
    """Past the limit what differs is counted whole: here the same word over and over, where only two were changed."""
    words = ["stop"] * 5000
    missing, extra = compare(" ".join(["x", *words, "x"]), " ".join(["y", *words, "y"]))
    assert missing.size == extra.size == 4 * 5000 + 2
    assert missing.first.endswith("…")


def test_two_small_differences_far_apart_are_two_small_differences() -> None:
    words = " ".join(f"word{i % 700}" for i in range(8000))
    missing, extra = compare(f"x {words} z", words)
    assert (missing.size, missing.first, extra.size) == (2, "x", 0)


def test_nothing_is_shorter_than_the_source() -> None:
    assert len(SEED_TEXT) > sum(map(len, source_passages(henderson_195()).values())) > 4800
