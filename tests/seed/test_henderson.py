"""What the seed must give: each line of the issue's list, over the whole run, in the record, the TEI and the Dublin Core.

Expected values are the printed page's and the issue's.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast

import pytest
from lxml import etree

from pipeline.check import check_paths
from pipeline.model import BlockKind, Cable, CableKey, Certainty, Form, Outcome, ReferenceKind
from pipeline.run import Settled
from tests.official.schemas import tei_all
from tests.read.texts import leaves
from tests.seed import runs
from tests.seed.runs import SEED_TEXT, said

HEADING = "The Chargé in the Soviet Union (Henderson) to the Secretary of State"
ANSWERS = "Department’s 117, August 24, 6 p.m."
NOTE_25 = "Telegram in two sections."
NOTE_26 = "Not printed; it asked for interpretive reports on the Zinoxyez-Kamenyev trial (861.00/11629)."
NOTE_27 = (
    "The Presidium of the Central Executive Committee of the Soviet Union on June 11, 1936, approved the draft of the "
    "constitution, and fixed November 25, 1936, for the convocation of the VIII (Extraordinary) All-Union Congress of Soviets "
    "to examine the draft. The constitution was formally adopted by this body on December 5, 1936."
)


# ---- what it is -----------------------------------------------------------------------------------------------------


def test_form(cable: Cable, tei: etree._Element, oai_dc: etree._Element) -> None:
    assert cable.form is Form.TELEGRAM
    assert said(tei, "//t:keywords[@scheme='form']/t:term") == ["telegram"]
    assert said(tei, "//t:body/t:div/@type") == ["telegram"]
    assert "telegram" in said(oai_dc, "dc:type")


def test_file_number_decoded(cable: Cable, tei: etree._Element, dcterms: etree._Element) -> None:
    number = cable.file_number
    assert number is not None
    assert number.canonical == "861.00/11630"
    assert number.scheme == "decimal-1910"
    assert "1910–49" in number.scheme_title
    assert [(p.name, p.value) for p in number.parts] == [
        ("class", "8"),
        ("country", "61"),
        ("subject", "00"),
        ("item", "11630"),
    ]
    in_words = ["Internal affairs of states", "Russia and the Soviet Union", "Political affairs"]
    assert [p.words for p in number.parts][:3] == in_words
    assert all(p.source for p in number.parts[:3])
    assert said(tei, "//t:msIdentifier/t:idno[@type='file-number']") == ["861.00/11630"]
    assert said(tei, "//t:keywords[@scheme='file-class']/t:term") == in_words
    assert said(dcterms, "dcterms:subject") == in_words


def test_message_number(cable: Cable, tei: etree._Element, oai_dc: etree._Element) -> None:
    assert cable.message_number is not None
    assert cable.message_number.text == "195"
    assert sliced(cable, cable.message_number.evidence.spans) == ["195"]
    assert said(tei, "//t:msIdentifier/t:idno[@type='message-number']") == ["195"]
    assert any(re.search(r"\b195\b", identifier) for identifier in said(oai_dc, "dc:identifier"))


def sliced(cable: Cable, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [cable.source.text[start:end] for start, end in spans]


# ---- who to whom ----------------------------------------------------------------------------------------------------


def test_sender(cable: Cable, tei: etree._Element, oai_dc: etree._Element) -> None:
    (sender,) = cable.sent_by
    assert sender.person is not None
    assert sender.role is not None
    assert sender.place is not None
    assert (sender.person.text, sender.role.text, sender.place.text) == ("Henderson", "Chargé", "Soviet Union")
    assert sender.organisation is None
    assert sliced(cable, sender.person.evidence.spans) == ["Henderson"]
    assert said(tei, "//t:correspAction[@type='sent']/t:persName") == ["Henderson"]
    assert said(tei, "//t:correspAction[@type='sent']/t:roleName") == ["Chargé"]
    assert said(tei, "//t:correspAction[@type='sent']/t:placeName") == ["Soviet Union"]
    (creator,) = said(oai_dc, "dc:creator")
    assert {"Henderson", "Chargé"} <= set(re.findall(r"\w+", creator))


def test_recipient(cable: Cable, tei: etree._Element, oai_dc: etree._Element) -> None:
    (recipient,) = cable.sent_to
    assert recipient.role is not None
    assert recipient.role.text == "Secretary of State"
    assert recipient.person is None
    assert recipient.place is None
    assert said(tei, "//t:correspAction[@type='received']/*") == ["Secretary of State"]
    assert said(oai_dc, "dc:contributor") == ["Secretary of State"]


# ---- when -----------------------------------------------------------------------------------------------------------


def test_date_is_bounded_not_invented(cable: Cable, tei: etree._Element, oai_dc: etree._Element) -> None:
    assert cable.date is not None
    assert (cable.date.when, cable.date.not_before, cable.date.not_after) == (None, "1936-08-24", None)
    assert said(tei, "//t:correspAction[@type='sent']/t:date/@notBefore") == ["1936-08-24"]
    assert said(tei, "//t:correspAction[@type='sent']/t:date/@when") == []
    assert said(oai_dc, "dc:date") == []


def test_date_has_rule_evidence_and_certainty_in_the_record(cable: Cable) -> None:
    assert cable.date is not None
    (evidence,) = cable.date.evidence
    assert evidence.rule == "dates.cites-earlier"
    assert evidence.certainty is Certainty.MEDIUM
    assert ANSWERS in evidence.because
    assert "1936" in evidence.because
    assert sliced(cable, evidence.spans) == [ANSWERS, "June 11, 1936", "November 25, 1936", "December 5, 1936"]


def test_date_has_rule_evidence_and_certainty_in_the_tei(tei: etree._Element) -> None:
    date = "//t:correspAction[@type='sent']/t:date"
    assert said(tei, f"{date}/@cert") == ["medium"]
    assert said(tei, f"{date}/@evidence") == ["internal"]
    (target,) = said(tei, f"{date}/@xml:id")
    certainty = f"//t:standOff/t:certainty[@target='#{target}']"
    assert said(tei, f"{certainty}/@type") == ["dates.cites-earlier"]
    assert said(tei, f"{certainty}/@cert") == ["medium"]
    assert said(tei, f"{certainty}/@match") == ["@notBefore"]
    (because,) = said(tei, f"{certainty}/t:desc")
    assert ANSWERS in because


def test_date_in_dublin_core(dcterms: etree._Element) -> None:
    """EDTF (ISO 8601-2): an interval with a known start and an open end."""
    assert said(dcterms, "dcterms:created") == ["1936-08-24/.."]


# ---- pages, lists ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("n", "before", "after"),
    [
        ("301", "The other Secretaries of the Embassy and I believe", "It is the opinion of the Embassy, based"),
        ("302", "It is understood that hundreds of active", "A usually well-informed Soviet official"),
    ],
    ids=["301", "302"],
)
def test_page_breaks_stand_where_they_stood(cable: Cable, tei: etree._Element, n: str, before: str, after: str) -> None:
    pages = [i for i, b in enumerate(cable.blocks) if b.kind is BlockKind.PAGE and b.marks[0].value == n]
    (at,) = pages
    assert cable.blocks[at - 1].text.startswith(before)
    assert cable.blocks[at + 1].text.startswith(after)
    assert said(tei, f"//t:pb[@n='{n}']/preceding-sibling::*[1]/self::t:p")[0].startswith(before)
    assert said(tei, f"//t:pb[@n='{n}']/following-sibling::*[1]/self::t:p")[0].startswith(after)
    assert said(tei, "//t:pb/@n") == ["301", "302"]


LISTS = [
    (0, ["a", "b"], ["Zinoviev, Kamenev and other", "The prominent defendants"], "Most of the foreigners present"),
    (1, ["c", "d", "e"], ["Zinoviev, Kamenev and other", "Trotsky had sent", "The German police"], "Many such observers"),
    (
        2,
        [],
        ["To prevent", "To correct", "To eliminate", "To render", "By branding", "Incidentally still"],
        "It is the opinion of the Embassy",
    ),
]


@pytest.mark.parametrize(("i", "labels", "begin", "after"), LISTS, ids=["a-b", "c-e", "six reasons"])
def test_lists(cable: Cable, tei: etree._Element, i: int, labels: list[str], begin: list[str], after: str) -> None:
    lists = [b for b in cable.blocks if b.kind is BlockKind.LIST]
    assert len(lists) == 3
    items = lists[i].blocks
    assert [item.n for item in items if item.n] == labels
    assert [item.text[: len(b)] for item, b in zip(items, begin, strict=True)] == begin
    assert cable.blocks[cable.blocks.index(lists[i]) - 1].text.startswith(after)
    assert said(tei, f"//t:list[{i + 1}]/t:item/@n") == labels
    assert [words[: len(b)] for words, b in zip(said(tei, f"//t:list[{i + 1}]/t:item"), begin, strict=True)] == begin


def test_labels_are_marked_as_inferred(cable: Cable, tei: etree._Element) -> None:
    items = [item for b in cable.blocks if b.kind is BlockKind.LIST for item in b.blocks]
    evidence = [item.n_evidence for item in items]
    assert all(e is not None and e.certainty for e in evidence[:5])
    assert evidence[5:] == [None] * 6
    assert evidence[0] is not None
    (cited,) = sliced(cable, evidence[0].spans)
    assert cited == "(a) and (b) and disbelieve (c), (d), and (e)"
    assert len(said(tei, "//t:item[@n]/@cert")) == 5
    assert said(tei, "//t:list[3]/t:item/@cert") == []
    assert said(tei, "//t:standOff/t:certainty[@type='lists.counted-later']/@match") == ["item/@n", "item/@n"]


# ---- notes ----------------------------------------------------------------------------------------------------------

NOTES = [("25", "1", False, NOTE_25), ("26", "2", True, NOTE_26), ("27", "3", True, NOTE_27)]


@pytest.mark.parametrize(("n", "listed", "is_anchored", "text"), NOTES, ids=["25", "26", "27"])
def test_notes(cable: Cable, tei: etree._Element, n: str, listed: str, is_anchored: bool, text: str) -> None:
    (note,) = [note for note in cable.notes if note.n == n]
    assert (note.listed, note.is_anchored, note.text) == (listed, is_anchored, text)
    assert said(tei, f"//t:body//t:note[@n='{n}']") == [text]


@pytest.mark.parametrize(
    ("n", "before", "after"),
    [
        ("26", "195. Reference Department’s 117, August 24, 6 p.m.", " The few foreign journalists"),
        ("27", "that the announcement of the new constitution", " signifies the beginning of a new era"),
    ],
    ids=["26", "27"],
)
def test_notes_stand_at_their_anchors(cable: Cable, tei: etree._Element, n: str, before: str, after: str) -> None:
    (note,) = [note for note in cable.notes if note.n == n]
    anchored = [(b, m) for b in leaves(cable.blocks) for m in b.marks if m.value == note.id]
    ((block, mark),) = anchored
    assert block.text[: mark.start].endswith(before)
    assert block.text[mark.end :].startswith(after)
    assert sliced(cable, mark.evidence.spans) == [n]
    element = tei.find(f".//{{*}}note[@n='{n}']")
    assert element is not None
    assert (element.tail or "").startswith(after)
    outside = cast("list[str]", element.xpath("preceding::text()[ancestor::t:body]", namespaces=runs.NAMESPACES))
    assert "".join(outside).endswith(before)


def test_note_25_is_inferred_and_unanchored(cable: Cable, tei: etree._Element) -> None:
    note = cable.notes[0]
    assert note.n_evidence is not None
    assert note.n_evidence.certainty is not None
    assert "26" in note.n_evidence.because
    unanchored = "//t:body//t:note[@type='unanchored']"
    assert said(tei, f"{unanchored}/@n") == ["25"]
    assert len(said(tei, f"{unanchored}/@cert")) == 1
    (target,) = said(tei, f"{unanchored}/@xml:id")
    assert said(tei, f"//t:standOff/t:certainty[@target='#{target}']/@match") == ["@n"]
    assert said(tei, "//t:note[@type='unanchored']/following::*") == []
    assert [n.n_evidence for n in cable.notes[1:]] == [None, None]
    assert said(tei, "//t:note[@n='26' or @n='27']/@cert") == []


# ---- references -----------------------------------------------------------------------------------------------------


def test_references(cable: Cable) -> None:
    kinds = [(r.kind, r.text) for r in cable.references]
    assert kinds == [(ReferenceKind.CABLE, ANSWERS), (ReferenceKind.FILE_NUMBER, "861.00/11629")]


def test_reference_to_the_departments_117(cable: Cable, tei: etree._Element, dcterms: etree._Element) -> None:
    cited = cable.references[0]
    assert cited.key == CableKey("Department of State", "Moscow", "117", "1936-08-24")
    assert cited.form is Form.TELEGRAM
    assert cited.date == "1936-08-24T18:00"
    assert cited.file_number == "861.00/11629"
    assert cited.outcome is Outcome.NOT_PRINTED
    assert "26" in cited.reason
    assert "Not printed" in cited.reason
    assert cited.target is None
    assert sliced(cable, cited.evidence.spans) == [ANSWERS]
    assert said(tei, "//t:body//t:ref[@type='cable']") == [ANSWERS]
    assert said(tei, "//t:body//t:ref[@type='cable']/@subtype") == ["not-printed"]
    assert said(tei, "//t:ref/@target") == []
    (context,) = said(tei, "//t:correspContext/t:ref")
    assert "117" in context
    (reference,) = said(dcterms, "dcterms:references")
    assert {"117", "Moscow"} <= set(re.findall(r"\w+", reference))


def test_reference_by_file_number(cable: Cable, tei: etree._Element) -> None:
    cited = cable.references[1]
    assert cited.file_number == "861.00/11629"
    assert cited.outcome is Outcome.NOT_PRINTED
    assert "26" in cited.reason
    assert cited.target is None
    assert sliced(cable, cited.evidence.spans) == ["861.00/11629"]
    assert said(tei, "//t:note[@n='26']//t:ref[@type='file-number']") == ["861.00/11629"]


# ---- findings -------------------------------------------------------------------------------------------------------


def test_misreading_is_reported_and_left(settled: Settled, tei: etree._Element) -> None:
    (decision,) = settled.run.decisions
    (finding,) = [f for f in decision.findings if f.code.value == "probable-misreading"]
    assert finding.severity.value == "notice"
    assert "Zinoxyez-Kamenyev" in finding.message
    assert "Zinoviev, Kamenev" in finding.message
    assert finding.where.span is not None
    assert SEED_TEXT[slice(*finding.where.span)] == "Zinoxyez-Kamenyev"
    assert finding.where.line == 46
    assert "Zinoxyez-Kamenyev" in said(tei, "//t:note[@n='26']")[0]


def test_findings(settled: Settled) -> None:
    """Two lists lettered, a note without marker, its number, the misread name, the date: nothing else."""
    assert runs.finding_codes(settled, runs.SEED) == [
        "date-inferred", "labels-inferred", "labels-inferred", "note-number-inferred", "note-unanchored", "probable-misreading",
    ]  # fmt: skip
    (decision,) = settled.run.decisions
    assert decision.status.value == "published"
    assert settled.run.findings == ()


# ---- the text -------------------------------------------------------------------------------------------------------


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


def test_every_letter_is_in_the_tei(tei: etree._Element) -> None:
    """The page's letters in order, each note where its marker stood; gone are only the labels that became markup."""
    body, _, notes = SEED_TEXT.partition("\n  1. ")
    assert [n[:5] for n in re.split(r"\n  \d\. ", notes)] == ["Teleg", "Not p", "The P"]
    expected = body.replace("[Page 301]", "").replace("[Page 302]", "")
    expected = expected.replace("6 p.m.26", f"6 p.m.{NOTE_26}").replace("constitution27", f"constitution{NOTE_27}")
    text = tei.xpath("string(//t:body)", namespaces=runs.NAMESPACES)
    assert letters(str(text)) == letters(expected + NOTE_25)


def test_title(cable: Cable, tei: etree._Element, oai_dc: etree._Element) -> None:
    assert cable.title == HEADING
    assert said(tei, "//t:titleStmt/t:title") == [HEADING]
    assert said(tei, "//t:body//t:head") == [HEADING]
    assert said(oai_dc, "dc:title") == [HEADING]


# ---- valid, and the same again --------------------------------------------------------------------------------------


def test_published_files_check_clean(settled: Settled, output: Path) -> None:
    assert settled.run.counts
    assert check_paths([output / "published"]) == []


@pytest.mark.slow
def test_tei_all_allows_it(tei: etree._Element) -> None:
    tei_all().assertValid(tei)


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    output = tmp_path / "output"
    runs.run(runs.SEEDS, output, day=22)
    before = runs.published(output)
    assert len(before) == 5
    second = runs.run(runs.SEEDS, output, day=23)
    assert runs.published(output) == before
    assert second.entry.message == "nothing changed"
    assert second.entry.changed == 0
    assert runs.ledger_messages(output)[1:] == ["nothing changed"]
    assert not (output / "history").exists()


def test_another_folder_gives_the_same_bytes(settled: Settled, output: Path, tmp_path: Path) -> None:
    """What is published depends on the sources and the day, not on where or after what the run was made."""
    assert settled.run.counts
    runs.run(runs.SEEDS, tmp_path / "other")
    assert runs.published(tmp_path / "other") == runs.published(output)
