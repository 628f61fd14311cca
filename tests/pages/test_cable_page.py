"""The page of a cable: complete, linked both ways, and harmless whatever the cable holds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.model import (
    Accession,
    Archive,
    Block,
    BlockKind,
    Cable,
    CableDate,
    CableKey,
    Certainty,
    Correspondent,
    Evidence,
    FileNumber,
    FilePart,
    Form,
    Keyword,
    Mark,
    MarkKind,
    Note,
    Outcome,
    Reading,
    Reference,
    ReferenceKind,
    Span,
)
from pipeline.write.html import to_html
from pipeline.write.html_text import Typesetter
from tests.cables import SEED_TEXT, henderson_195, henderson_195_dated, small_cable
from tests.pages.soundness import faults, parse, words_of

EVIDENCE = Evidence(rule="tests.hand", spans=(Span(0, 2),))


def blocks_of(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        yield from blocks_of(block.blocks)


def printed(page: bytes) -> str:
    """The words of heading, text and notes without what became markup: markers, page numbers, inferred labels."""
    root = parse(page)
    for element in root.xpath("//article//sup | //*[@class='page'] | //*[contains(@class, 'inferred')] | //*[@class='n']"):
        element.drop_tree()
    parts = root.xpath("//article/header | //section[@id='text'] | //section[@class='notes']")
    return " ".join(words_of(part) for part in parts)


# ---- the seed ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def seed() -> bytes:
    return to_html(henderson_195())


def test_the_seed_is_sound(seed: bytes) -> None:
    assert faults(seed) == []


def test_the_same_cable_gives_the_same_page(seed: bytes) -> None:
    assert to_html(Cable.model_validate_json(henderson_195().model_dump_json())) == seed


def test_every_passage_is_on_the_page(seed: bytes) -> None:
    words = printed(seed)
    texts = [b.text for b in blocks_of(henderson_195().blocks)] + [n.text for n in henderson_195().notes]
    assert [t for t in texts if " ".join(t.split()) not in words] == []


def test_the_heading_is_the_title_and_stands_once(seed: bytes) -> None:
    root = parse(seed)
    heading = "The Chargé in the Soviet Union (Henderson) to the Secretary of State"
    assert words_of(root.xpath("//h1")[0]) == heading
    assert printed(seed).count(heading) == 1


# the words that a historian looks for, in the part of the page where they must stand
SEED_SAYS = {
    "sender": ("//aside", "From Henderson Chargé, Soviet Union"),
    "recipient": ("//aside", "To Secretary of State"),
    "date": ("//aside", "Not before August 24, 1936"),
    "date is inferred": ("//aside", "Inferred, not printed."),
    "why": ("//aside", "the year is that of the events in note 27 (certainty: medium)"),
    "form and number": ("//aside", "Telegram 195"),
    "file class": ("//aside", "Internal affairs of states. Russia and the Soviet Union. Political affairs."),
    "file number decoded": ("//section[h2/@id='file-number']", "Country 61 Russia and the Soviet Union"),
    "row of the schedule": ("//section[h2/@id='file-number']", "knowledge/countries_1910.csv: 61"),
    "what the reference means": (
        "//section[h2/@id='references']",
        "Telegram 117, Department of State to Moscow, August 24, 1936; filed under 861.00/11629",
    ),
    "outcome": ("//section[h2/@id='references']", "Not printed. Note 26 says that it is not printed"),
    "citation": ("//section[h2/@id='origin']", "(Washington, 1952), pages 300–302"),
    "rights": ("//section[h2/@id='origin']", "No copyright in the United States"),
    "source path": ("//section[h2/@id='origin']", "moscow-1936-195.txt, 4,982 bytes, UTF-8"),
    "digest": ("//section[h2/@id='origin']", "5cb12e83604df7bc2d984196176f2008ea62a6fdc339fe975f0047a8b693fd53"),
    "version": ("//section[h2/@id='versions']", "1 November 22, 2026 First published"),
    "page label": ("//section[@id='text']", "page 301"),
    "inferred label": ("//section[@id='text']", "[(a)] Zinoviev, Kamenev"),
    "unanchored note": (
        "//section[@class='notes']",
        "[25] Telegram in two sections. The marker of this note is lost from the text.",
    ),
    "inferred number": (
        "//section[@class='notes']",
        "Its number is inferred. It is listed before note 26 (certainty: medium).",
    ),
    "legend": ("//article", "Numbers and labels in square brackets are inferred"),
    "rule of the date": ("//details", "dates.not-before-cited"),
    "line of the source": ("//details", "line 5: August 24, 6 p.m."),
}


@pytest.mark.parametrize(("part", "words"), SEED_SAYS.values(), ids=SEED_SAYS)
def test_the_seed_says(seed: bytes, part: str, words: str) -> None:
    assert any(words in words_of(element) for element in parse(seed).xpath(part))


def test_the_third_list_has_no_invented_labels(seed: bytes) -> None:
    lists = parse(seed).xpath("//section[@id='text']//ul")
    assert [len(one.xpath("li")) for one in lists] == [2, 3, 6]
    assert [len(one.xpath(".//*[contains(@class, 'inferred')]")) for one in lists] == [2, 3, 0]


def test_each_anchored_note_is_linked_both_ways(seed: bytes) -> None:
    root = parse(seed)
    for note, number in (("n2", "26"), ("n3", "27")):
        (marker,) = root.xpath(f"//section[@id='text']//a[@href='#{note}']")
        (back,) = root.xpath(f"//li[@id='{note}']//a[@role='doc-backlink']")
        assert back.get("href") == f"#{marker.get('id')}"
        assert words_of(marker) == words_of(back) == number
    assert root.xpath("//li[@id='n1']//a[@role='doc-backlink']") == []


def test_a_reference_is_linked_to_its_meaning_and_back(seed: bytes) -> None:
    root = parse(seed)
    (cited,) = root.xpath("//section[@id='text']//a[@href='#r1']")
    assert words_of(cited) == "Department’s 117, August 24, 6 p.m."
    (back,) = root.xpath("//tr[@id='r1']/th/a")
    assert back.get("href") == f"#{cited.getparent().get('id')}"


def test_the_other_formats_and_dublin_core(seed: bytes) -> None:
    root = parse(seed)
    siblings = [f"moscow-1936-195.{suffix}" for suffix in ("tei.xml", "oai_dc.xml", "dcterms.xml", "json")]
    assert root.xpath("//link[@rel='alternate']/@href") == siblings
    assert root.xpath("//ul[@class='formats']//a/@href") == siblings
    core = {e.get("name"): e.get("content") for e in root.xpath("//meta[starts-with(@name, 'DC.')]")}
    assert core["DC.creator"] == "Henderson (Chargé, Soviet Union)"
    assert core["DC.rights"] == "http://rightsstatements.org/vocab/NoC-US/1.0/"
    assert {"DC.title", "DC.identifier", "DC.source", "DC.language"} <= set(core)
    assert root.xpath("//link[@rel='schema.DC']/@href") == ["http://purl.org/dc/elements/1.1/"]


def test_the_source_stands_at_the_end_as_it_came(seed: bytes) -> None:
    assert parse(seed).xpath("//pre")[-1].text_content().removeprefix("\n") == SEED_TEXT


def test_a_date_inferred_from_a_later_cable_says_which() -> None:
    page = to_html(henderson_195_dated())
    (facts,) = parse(page).xpath("//aside")
    assert "August 27, 1936 Inferred, not printed. Moscow-1936-203 cites it" in words_of(facts)
    assert (
        words_of(parse(page).xpath("//section[h2/@id='versions']//tbody/tr")[0])
        == "2 November 23, 2026 Dated by moscow-1936-203"
    )
    assert "2026-11-23" not in words_of(facts)


# ---- other cables ------------------------------------------------------------------------------------------------------


def reference(target: str | None, outcome: Outcome, **fields: object) -> Reference:
    values: dict[str, object] = {"id": "r1", "kind": ReferenceKind.CABLE, "text": "my 194", "reason": "Its key says so."}
    return Reference.model_validate(values | {"outcome": outcome, "target": target, "evidence": EVIDENCE} | fields)


# target · outcome · where the link in the text leads · where the link of the table leads
TARGETS = {
    "a cable of this archive": (
        "https://a.example/c1/moscow-194",
        Outcome.RESOLVED,
        "../c1/moscow-194.html",
        "../c1/moscow-194.html",
    ),
    "its note": ("https://a.example/c1/moscow-194#n2", Outcome.RESOLVED, "../c1/moscow-194.html", "../c1/moscow-194.html"),
    "a strange name of this archive": (
        "https://a.example/../x",
        Outcome.RESOLVED,
        "https://a.example/../x",
        "https://a.example/../x",
    ),
    "elsewhere": ("https://history.example/d5", Outcome.EXTERNAL, "https://history.example/d5", "https://history.example/d5"),
    "a urn": ("urn:uuid:5f3c1c3e-6a0b-5d55-9d29-6b1d1f1f0a01", Outcome.RESOLVED, "#r1", None),
    "a script": ("javascript:alert(1)", Outcome.RESOLVED, "#r1", None),
    "data": ("data:text/html,<script>1</script>", Outcome.EXTERNAL, "#r1", None),
    "nothing": (None, Outcome.NOT_HELD, "#r1", None),
}


@pytest.mark.parametrize(("target", "outcome", "in_text", "in_table"), TARGETS.values(), ids=TARGETS)
def test_where_a_reference_leads(target: str | None, outcome: Outcome, in_text: str, in_table: str | None) -> None:
    text = "See my 194."
    mark = Mark(kind=MarkKind.REFERENCE, start=4, end=10, value="r1", evidence=EVIDENCE)
    body = Block(kind=BlockKind.PARAGRAPH, text=text, marks=(mark,), evidence=EVIDENCE)
    archive = Archive(base_uri="https://a.example/")
    page = to_html(small_cable(text, archive=archive, blocks=(body,), references=(reference(target, outcome),)))
    root = parse(page)
    assert root.xpath("//section[@id='text']//a/@href") == [in_text]
    assert root.xpath("//tr[@id='r1']/td[2]//a/@href") == ([in_table] if in_table else [])
    assert (target or "Not held here") in words_of(root.xpath("//tr[@id='r1']")[0])
    assert faults(page) == []


def test_the_candidates_of_an_ambiguous_reference_are_named() -> None:
    uris = ("https://a.example/c1/x1", "https://a.example/c1/x2")
    cited = reference(None, Outcome.AMBIGUOUS, candidates=uris, key=CableKey("Moscow", "", "194", None))
    page = to_html(small_cable(archive=Archive(base_uri="https://a.example/"), references=(cited,)))
    assert parse(page).xpath("//tr[@id='r1']//li/a/@href") == ["../c1/x1.html", "../c1/x2.html"]


def test_a_link_within_a_reference_parts_it() -> None:
    """A note's marker in the middle of a cited passage: two links to the reference with the marker between them."""
    text = "See my 194 of June."
    marks = (
        Mark(kind=MarkKind.REFERENCE, start=4, end=18, value="r1", evidence=EVIDENCE),
        Mark(kind=MarkKind.NOTE, start=10, end=10, value="n1", evidence=EVIDENCE),
    )
    note = Note(id="n1", n="1", is_anchored=True, text="Not printed.", evidence=EVIDENCE)
    body = Block(kind=BlockKind.PARAGRAPH, text=text, marks=marks, evidence=EVIDENCE)
    page = to_html(small_cable(text, blocks=(body,), notes=(note,), references=(reference(None, Outcome.NOT_HELD),)))
    links = [(a.get("href"), words_of(a)) for a in parse(page).xpath("//section[@id='text']//a")]
    assert links == [("#r1", "my 194"), ("#n1", "1"), ("#r1", "of June")]
    assert faults(page) == []


def test_headings_of_divisions_go_down_one_by_one() -> None:
    def heading(text: str) -> Block:
        return Block(kind=BlockKind.HEADING, text=text, evidence=EVIDENCE)

    def division(*blocks: Block) -> Block:
        return Block(kind=BlockKind.DIVISION, blocks=blocks, evidence=EVIDENCE)

    inner = division(heading("Annex"), Block(kind=BlockKind.PARAGRAPH, text="x", evidence=EVIDENCE))
    cable = small_cable(
        title="Telegram 1", blocks=(heading("Telegram 1"), division(heading("Enclosure"), inner), division(inner))
    )
    found = parse(to_html(cable)).xpath("//article/header/h1 | //section[@id='text']//*[self::h2 or self::h3 or self::h4]")
    assert [(h.tag, words_of(h)) for h in found] == [
        ("h1", "Telegram 1"),
        ("h2", "Enclosure"),
        ("h3", "Annex"),
        ("h2", "Annex"),
    ]


def test_a_printed_table_has_no_heading_that_print_does_not_name() -> None:
    def block(kind: BlockKind, *blocks: Block, text: str = "") -> Block:
        return Block(kind=kind, text=text, blocks=blocks, evidence=EVIDENCE)

    rows = [
        block(BlockKind.ROW, block(BlockKind.CELL, text=name), block(BlockKind.CELL, text=count))
        for name, count in (("wheat", "12"), ("rye", "3"))
    ]
    page = parse(to_html(small_cable(blocks=(block(BlockKind.TABLE, *rows),))))
    (table,) = page.xpath("//table[@class = 'printed']")
    assert [[cell.text for cell in row] for row in table.iter("tr")] == [["wheat", "12"], ["rye", "3"]]
    assert {cell.tag for row in table.iter("tr") for cell in row} == {"td"}


def test_bare_facts_leave_no_empty_rows() -> None:
    page = to_html(small_cable(form=Form.UNKNOWN))
    terms = [words_of(dt) for dt in parse(page).xpath("//aside//dt")]
    assert terms == ["Formats"]
    assert faults(page) == []


# ---- hostile cables ----------------------------------------------------------------------------------------------------

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "attribute": '"><img src=x onerror=alert(1)>',
    "single quote": "' onmouseover='alert(1)",
    "end of everything": "</pre></details></style></title></textarea><script>1</script>",
    "comment": "<!-- --><![CDATA[ ]]>",
    "entities": "&lt;script&gt; &#60;script&#62; &amp;",
    "template": "{{ 7 * 7 }} {% raw %} {# #}",
    "format": "{0} {name!r} %s %(x)s",
    "scripts of the world": "Здравствуй العربية ‮txt.exe‬ 日本語 👩‍👩‍👧 ´é̀",
    "controls": "a\x00b\x1bc\x7f\ufffe\ufdd0 \u2028 \x85",
    "javascript": "javascript:alert(1)",
}


def hostile_cable(text: str) -> Cable:
    """A cable each of whose fields holds the text."""
    reading = Reading(text=text, evidence=EVIDENCE, ref=text)
    because = Evidence(rule="tests.hand", certainty=Certainty.LOW, because=text)
    party = Correspondent(text=text, person=reading, role=reading, organisation=reading, place=reading)
    part = FilePart(name=text, value=text, words=text, source=text)
    number = FileNumber(text=text, canonical=text, scheme=text, scheme_title=text, parts=(part,), evidence=EVIDENCE)
    marks = tuple(
        Mark(kind=kind, start=i % 3, end=max(i % 3, len(text) - i), value=text, evidence=because)
        for i, kind in enumerate(MarkKind)
    )
    blocks = tuple(Block(kind=kind, text=text, marks=marks, n=text, n_evidence=because, evidence=because) for kind in BlockKind)
    cited = reference(
        None, Outcome.NOT_HELD, text=text, reason=text, file_number=text, key=CableKey(text, text, text, text), date=text
    )
    return small_cable(
        text,
        title=text,
        archive=Archive(publisher=text, rights=text),
        accession=Accession(path=text, collection=text, collection_title=text, rights=text, citation=text),
        file_number=number,
        document_number=reading,
        message_number=reading,
        sent_by=(party, Correspondent(text=text)),
        sent_to=(party,),
        place=reading,
        date=CableDate(text=text, evidence=(because,)),
        received=CableDate(text=text, not_before="1936-13-99", evidence=(because,)),
        keywords=(Keyword(scheme="handling", term=text, evidence=EVIDENCE),),
        blocks=(Block(kind=BlockKind.DIVISION, blocks=blocks, evidence=EVIDENCE), *blocks),
        notes=(Note(id="n1", n=text, n_evidence=because, is_anchored=True, text=text, marks=marks, evidence=EVIDENCE),) * 2,
        references=(cited, cited),
    )


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    page = to_html(hostile_cable(text))
    assert faults(page) == []
    shown = "".join("�" if c in "\x00\x1b\ufffe" else c for c in text)
    source = etree.fromstring(page).findall(".//{*}pre")[-1].text or ""
    assert source.removeprefix("\n") == shown


# ---- any cable ---------------------------------------------------------------------------------------------------------

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=40)
MARKS = st.builds(
    lambda kind, start, length, value: Mark(kind=kind, start=start, end=start + length, value=value, evidence=EVIDENCE),
    st.sampled_from(MarkKind),
    st.integers(0, 45),
    st.one_of(st.just(0), st.integers(0, 45)),
    st.sampled_from(("n1", "n2", "n9", "r1", "r2", "", "301", "1936-08-24", "<b>")),
)
MARK_LISTS = st.lists(MARKS, max_size=8).map(tuple)
BLOCKS = st.recursive(
    st.builds(
        lambda kind, text, marks: Block(kind=kind, text=text, marks=marks, evidence=EVIDENCE),
        st.sampled_from(BlockKind),
        TEXTS,
        MARK_LISTS,
    ),
    lambda within: st.builds(
        lambda kind, text, blocks: Block(kind=kind, text=text, blocks=tuple(blocks), evidence=EVIDENCE),
        st.sampled_from(BlockKind),
        TEXTS,
        st.lists(within, max_size=3),
    ),
    max_leaves=8,
)


@given(TEXTS, MARK_LISTS)
def test_marks_neither_lose_nor_add_a_letter(text: str, marks: tuple[Mark, ...]) -> None:
    note = Note(id="n1", n="1", is_anchored=True, text="", evidence=EVIDENCE)
    cable = small_cable(notes=(note,), references=(reference("https://x.example/1", Outcome.EXTERNAL),))
    html = Typesetter(cable).passage(text, marks)
    root = etree.fromstring(f"<p>{html}</p>".encode())
    for element in [*root.iter("sup"), *(e for e in root.iter("span") if e.get("class") == "page")]:
        element.text = None
        for child in list(element):
            element.remove(child)
    assert "".join(str(piece) for piece in root.itertext()) == text


@given(st.lists(BLOCKS, max_size=4).map(tuple), MARK_LISTS)
def test_any_cable_gives_a_sound_page(blocks: tuple[Block, ...], marks: tuple[Mark, ...]) -> None:
    notes = tuple(
        Note(id=f"n{i}", n=str(i), is_anchored=bool(i), text="note", marks=marks, evidence=EVIDENCE) for i in range(3)
    )
    cited = tuple(reference(None, Outcome.NOT_HELD, id=f"r{i}") for i in range(2))
    page = to_html(small_cable(blocks=blocks, notes=notes, references=cited))
    assert faults(page) == []
    words = "".join(parse(page).xpath("//article")[0].text_content().split())
    for block in blocks_of(blocks):
        if not block.marks:
            assert "".join(block.text.split()) in words
