"""How each kind of block, mark and order of blocks is encoded: expected by the TEI Guidelines (P5), written by hand."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from lxml import etree

from pipeline.check.grammar import check_grammar
from pipeline.model import Block, BlockKind, Cable, Certainty, Evidence, Mark, MarkKind, Note, Outcome, Reference, ReferenceKind
from pipeline.write.tei import to_tei
from tests.cables import small_cable

EVIDENCE = Evidence(rule="test.hand")
K = BlockKind


def block(kind: BlockKind, text: str = "", *blocks: Block, n: str = "", marks: Sequence[Mark] = ()) -> Block:
    return Block(kind=kind, text=text, blocks=blocks, n=n, marks=tuple(marks), evidence=EVIDENCE)


def mark(kind: MarkKind, start: int, end: int, value: str = "", certainty: Certainty | None = None) -> Mark:
    return Mark(kind=kind, start=start, end=end, value=value, evidence=Evidence(rule="test.hand", certainty=certainty))


def page(n: str) -> Block:
    return block(K.PAGE, marks=[mark(MarkKind.PAGE, 0, 0, n)])


def body(cable: Cable) -> str:
    """What stands in the body's div, without the white space between elements; the document is valid."""
    document = etree.fromstring(to_tei(cable)).getroottree()
    assert check_grammar("tei.xml", document, "", None) == []
    div = document.find(".//{*}body/{*}div")
    assert div is not None
    xml = etree.tostring(div, encoding="unicode", with_tail=False).replace(' xmlns="http://www.tei-c.org/ns/1.0"', "")
    return re.sub(r">\n *<", "><", xml).removeprefix('<div type="telegram">').removesuffix("</div>").replace("small.1.", "")


P, H = block(K.PARAGRAPH, "Stop."), block(K.HEADING, "To Paris")
DATELINE, SALUTE = block(K.DATELINE, "Moscow, May 1"), block(K.SALUTE, "Sir:")
CLOSER, SIGNED = block(K.CLOSER, "Respectfully,"), block(K.SIGNED, "Henderson")
ENCLOSURE = block(K.DIVISION, "", block(K.HEADING, "[Enclosure]"), block(K.PARAGRAPH, "Sent along."))
PART = block(K.DIVISION, "", block(K.HEADING, "2. Trade"), block(K.PARAGRAPH, "Of trade."))
ENCLOSED = '<div type="enclosure"><head>[Enclosure]</head><p>Sent along.</p></div>'
DATED = "<opener><dateline>Moscow, May 1</dateline></opener>"
OPENED = "<opener><dateline>Moscow, May 1</dateline><salute>Sir:</salute></opener>"
CLOSED = "<closer><salute>Respectfully,</salute><signed>Henderson</signed></closer>"
SIGNED_CLOSER = "<closer><signed>Henderson</signed></closer>"
SIGNED_BEFORE = (
    "<head>To Paris</head><opener><salute>Sir:</salute></opener>"
    f'<div type="main"><p>Stop.</p>{SIGNED_CLOSER}</div>{ENCLOSED}{ENCLOSED}'
)
A = block(K.ITEM, "one", n="a")


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([H, DATELINE, SALUTE, P, CLOSER, SIGNED], f"<head>To Paris</head>{OPENED}<p>Stop.</p>{CLOSED}"),
        ([H, block(K.OPENER, "SECRET"), DATELINE, P], f"<head>To Paris</head><opener>SECRET</opener>{DATED}<p>Stop.</p>"),
        ([P, DATELINE, P], '<p>Stop.</p><p rend="dateline">Moscow, May 1</p><p>Stop.</p>'),
        ([P, SIGNED, DATELINE], "<p>Stop.</p><closer><signed>Henderson</signed><dateline>Moscow, May 1</dateline></closer>"),
        ([P, SIGNED, P], '<p>Stop.</p><p rend="signed">Henderson</p><p>Stop.</p>'),
        (
            [P, SIGNED, block(K.POSTSCRIPT, "P.S. More.")],
            f"<p>Stop.</p>{SIGNED_CLOSER}<postscript><p>P.S. More.</p></postscript>",
        ),
        ([H, SIGNED], '<head>To Paris</head><p rend="signed">Henderson</p>'),
        ([P, H], '<p>Stop.</p><p rend="heading">To Paris</p>'),
        (
            [page("3"), H, page("4"), P, page("5"), SIGNED],
            f'<pb n="3"/><head>To Paris</head><pb n="4"/><p>Stop.</p><pb n="5"/>{SIGNED_CLOSER}',
        ),
        ([block(K.QUOTE, "So he said.")], "<quote>So he said.</quote>"),
        ([block(K.QUOTE, "", P, P)], "<quote><p>Stop.</p><p>Stop.</p></quote>"),
        ([block(K.PARAGRAPH, "Third.", n="3")], '<p n="3">Third.</p>'),
        (
            [block(K.LIST, "", A, page("3"), block(K.ITEM, "two"))],
            '<list><item n="a">one</item><pb n="3"/><item>two</item></list>',
        ),
        (
            [block(K.LIST, "", block(K.ITEM, "b", block(K.LIST, "", A)))],
            '<list><item>b<list><item n="a">one</item></list></item></list>',
        ),
        ([block(K.LIST, "Reasons", P)], "<list><head>Reasons</head><item><p>Stop.</p></item></list>"),
        ([block(K.LIST, "Nothing")], '<p rend="list">Nothing</p>'),
        ([H, P, PART], '<head>To Paris</head><p>Stop.</p><div type="part"><head>2. Trade</head><p>Of trade.</p></div>'),
        ([P, ENCLOSURE], f"<p>Stop.</p>{ENCLOSED}"),
        ([P, ENCLOSURE, SIGNED], f"<p>Stop.</p>{ENCLOSED}<closer><signed>Henderson</signed></closer>"),
        ([P, ENCLOSURE, P], f'<p>Stop.</p>{ENCLOSED}<div type="continuation"><p>Stop.</p></div>'),
        ([H, SALUTE, P, SIGNED, ENCLOSURE, ENCLOSURE], SIGNED_BEFORE),
        ([ENCLOSURE], ENCLOSED),
        ([], ""),
    ],
    ids=[
        "letter",
        "opener",
        "dateline amid",
        "dateline at the end",
        "signature amid",
        "postscript",
        "signature alone",
        "heading late",
        "pages",
        "quote",
        "quote of paragraphs",
        "numbered paragraph",
        "page in a list",
        "list in a list",
        "list heading",
        "list without items",
        "titled part",
        "enclosure",
        "closing after an enclosure",
        "text after an enclosure",
        "signed before enclosures",
        "enclosure alone",
        "nothing",
    ],
)
def test_blocks(blocks: list[Block], expected: str) -> None:
    assert body(small_cable(blocks=tuple(blocks))) == (expected or '<div type="telegram"/>')


def reference(id: str, kind: ReferenceKind, outcome: Outcome, target: str | None) -> Reference:
    return Reference(id=id, kind=kind, text="117", outcome=outcome, target=target, reason="", evidence=EVIDENCE)


REFERENCES = (
    reference("r1", ReferenceKind.CABLE, Outcome.RESOLVED, "https://a.org/117"),
    reference("r2", ReferenceKind.CABLE, Outcome.AMBIGUOUS, None),
    reference("r3", ReferenceKind.PAGE, Outcome.BROKEN, "https://a.org/"),
)
M = MarkKind


@pytest.mark.parametrize(
    ("text", "marks", "expected"),
    [
        ("by Loy Henderson", [mark(M.PERSON, 3, 16, "p_LWH")], 'by <persName ref="persons.csv#p_LWH">Loy Henderson</persName>'),
        ("the Embassy", [mark(M.ORGANISATION, 4, 11)], "the <orgName>Embassy</orgName>"),
        ("SALT talks", [mark(M.TERM, 0, 4, "t_SALT")], '<term ref="terms.csv#t_SALT">SALT</term> talks'),
        ("on May 1", [mark(M.DATE, 3, 8, "1936-05-01")], 'on <date when="1936-05-01">May 1</date>'),
        ("on May 1, noon", [mark(M.DATE, 3, 14, "1936-05-01T12:00")], 'on <date when="1936-05-01T12:00:00">May 1, noon</date>'),
        ("on May 32", [mark(M.DATE, 3, 9, "1936-05-32")], "on <date>May 32</date>"),
        ("last May", [mark(M.DATE, 5, 8)], "last <date>May</date>"),
        ("see 861.00/1", [mark(M.FILE_NUMBER, 4, 12, "861.00/1")], 'see <idno type="file-number">861.00/1</idno>'),
        (
            "see 861.00/1",
            [mark(M.FILE_NUMBER, 4, 12), mark(M.PAGE, 7, 7, "9")],
            'see <rs type="file-number">861<pb n="9"/>.00/1</rs>',
        ),
        ("195. Stop", [mark(M.LABEL, 0, 3, "message-number")], '<idno type="message-number">195</idno>. Stop'),
        ("SUBJECT Trade", [mark(M.LABEL, 0, 7)], "<label>SUBJECT</label> Trade"),
        ("[Moscow,] May", [mark(M.ADDED, 0, 9)], "<supplied>[Moscow,]</supplied> May"),
        (
            "He . . . left",
            [mark(M.GAP, 3, 8, "editorial")],
            'He <gap reason="editorial"/><metamark function="omission">. . .</metamark> left',
        ),
        (
            "a [2½ lines] b",
            [mark(M.GAP, 2, 12, "withheld 2.5 line")],
            'a <gap reason="withheld" quantity="2.5" unit="line"/><metamark function="omission">[2½ lines]</metamark> b',
        ),
        (
            "a [less than 1 line] b",
            [mark(M.GAP, 2, 20, "deleted <1 line")],
            'a <gap reason="deleted" atMost="1" unit="line"/><metamark function="omission">[less than 1 line]</metamark> b',
        ),
        ("recieved [sic] it", [mark(M.SIC, 0, 14), mark(M.ADDED, 9, 14)], "<sic>recieved <supplied>[sic]</supplied></sic> it"),
        (
            "your 117",
            [mark(M.REFERENCE, 0, 8, "r1")],
            '<ref xml:id="r1" type="cable" subtype="resolved" target="https://a.org/117">your 117</ref>',
        ),
        (
            "your 117",
            [mark(M.REFERENCE, 0, 8, "r2")],
            '<ref xml:id="r2" type="cable" subtype="ambiguous" cert="unknown">your 117</ref>',
        ),
        (
            "page 117",
            [mark(M.REFERENCE, 0, 8, "r3")],
            '<ref xml:id="r3" type="page" subtype="broken" cert="unknown">page 117</ref>',
        ),
        ("disturb", [mark(M.PAGE, 3, 3, "302")], 'dis<pb n="302" break="no"/>turb'),
        ("Moscow May 1", [mark(M.LINE, 7, 7)], "Moscow <lb/>May 1"),
        ("self-rule", [mark(M.PAGE, 5, 5, "302")], 'self-<pb n="302" break="no"/>rule'),
        ("end.Next", [mark(M.PAGE, 4, 4, "302")], 'end.<pb n="302"/>Next'),
        ("a b", [mark(M.PLACE, 0, 1), mark(M.PAGE, 1, 1, "2")], '<placeName>a</placeName><pb n="2"/> b'),
        ("a b", [mark(M.PLACE, 2, 3), mark(M.PAGE, 2, 2, "2")], 'a <pb n="2"/><placeName>b</placeName>'),
        ("a b c", [mark(M.PLACE, 0, 3), mark(M.TERM, 2, 5)], "<placeName>a <term>b</term></placeName> c"),
        ("a b", [mark(M.TERM, 0, 1), mark(M.PLACE, 0, 3)], "<placeName><term>a</term> b</placeName>"),
        ("ab", [mark(M.TERM, 1, 1), mark(M.TERM, 5, 9)], "ab"),
        ("x<&>\x00\x0cy", [], "x&lt;&amp;&gt;y"),
    ],
    ids=[
        "person",
        "organisation",
        "term",
        "day",
        "hour",
        "no day",
        "vague date",
        "file number",
        "page in a number",
        "message number",
        "label",
        "added",
        "gap",
        "gap of a size",
        "gap of at most a size",
        "sic",
        "resolved",
        "ambiguous",
        "broken",
        "page in a word",
        "page after a hyphen",
        "page between words",
        "line",
        "page after",
        "page before",
        "crossing",
        "nested",
        "empty",
        "controls",
    ],
)
def test_marks(text: str, marks: list[Mark], expected: str) -> None:
    cable = small_cable(blocks=(block(K.PARAGRAPH, text, marks=marks),), references=REFERENCES)
    assert body(cable) == f"<p>{expected}</p>"


def note(id: str, n: str, text: str, *marks: Mark, is_anchored: bool = True) -> Note:
    return Note(id=id, n=n, is_anchored=is_anchored, text=text, marks=marks, evidence=EVIDENCE)


def test_notes_stand_at_their_markers_and_lost_ones_last() -> None:
    anchors = [mark(M.NOTE, 1, 1, "n2"), mark(M.NOTE, 3, 3, "n2"), mark(M.NOTE, 3, 3, "n9")]
    notes = (note("n1", "1", "Lost.", is_anchored=False), note("n2", "2", "Found."), note("n3", "3", "Also lost."))
    cable = small_cable(blocks=(block(K.PARAGRAPH, "a b", marks=anchors), SIGNED), notes=notes)
    assert body(cable) == (
        '<p>a<note n="2" place="foot" xml:id="n2">Found.</note> b<ptr type="note" target="#small.1.n2"/></p>'.replace(
            "small.1.", ""
        )
        + "<closer><signed>Henderson</signed></closer>"
        + '<note n="1" type="unanchored" place="foot" xml:id="n1">Lost.</note>'
        + '<note n="3" type="unanchored" place="foot" xml:id="n3">Also lost.</note>'
    )


def test_a_marker_with_a_letter_stays_in_the_text() -> None:
    cable = small_cable(
        blocks=(block(K.PARAGRAPH, "a b", marks=[mark(M.NOTE, 1, 1, "n1")]),), notes=(note("n1", "14a", "Rye."),)
    )
    assert body(cable) == (
        '<p>a<note n="14a" place="foot" xml:id="n1">Rye.</note><metamark function="marker">14a</metamark> b</p>'
    )


def test_a_marker_that_could_be_a_number_says_so() -> None:
    blocks = (block(K.PARAGRAPH, "a b", marks=[mark(M.NOTE, 1, 1, "n1", Certainty.LOW)]),)
    tei = to_tei(small_cable(blocks=blocks, notes=(note("n1", "2", "Rye."),))).decode()
    assert '<note n="2" place="foot" xml:id="small.1.n1" cert="low">Rye.</note>' in tei
    assert '<certainty target="#small.1.n1" match="." locus="value" type="test.hand" cert="low">' in tei


def test_notes_that_anchor_each_other_end() -> None:
    notes = (note("n1", "1", "x", mark(M.NOTE, 0, 0, "n2")), note("n2", "2", "y", mark(M.NOTE, 0, 0, "n1")))
    assert body(small_cable(notes=notes)).count("<note") == 2


def test_a_label_that_tei_does_not_allow_there_is_a_seg() -> None:
    cable = small_cable(blocks=(block(K.DATELINE, "No. 5 Moscow", marks=[mark(M.LABEL, 0, 5)]), P))
    assert body(cable).startswith('<opener><dateline><seg type="label">No. 5</seg> Moscow</dateline></opener>')


def test_an_inferred_date_in_the_text_is_explained() -> None:
    dated = block(K.PARAGRAPH, "on May 1", marks=[mark(M.DATE, 3, 8, "1936-05-01", Certainty.LOW)])
    tei = to_tei(small_cable(blocks=(dated,))).decode()
    assert '<date when="1936-05-01" cert="low" xml:id="small.1.date1">May 1</date>' in tei
    assert '<certainty target="#small.1.date1" match="@when" locus="value" type="test.hand" cert="low">' in tei
