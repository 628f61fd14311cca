"""What counts as right, wrong and missed, computed by hand; and the tables that are made of it."""

from dataclasses import replace
from typing import Any

import pytest

from benchmarks.frus.document import Document, Form, Mention, PrintedNote, Truth
from benchmarks.frus.figures import FieldFigures, Figures, FormFigures
from benchmarks.frus.letters import bare, reference
from benchmarks.frus.published import Published, ReadNote, read_published
from benchmarks.frus.score import file_number, is_same_name, is_text_kept, score
from benchmarks.frus.table import change, markdown_table, plain_table
from benchmarks.frus.tally import Field, Scores, Tally

TRUTH = Truth(
    source="851.51/2201: Telegram",
    senders=("Halloran",),
    recipients=("Secretary of State", "Rassendyll"),
    place="Strelsau",
    when="1938-03-03T18:00:00",
    signed=("Halloran",),
    notes=(
        PrintedNote("Not printed.", "your112march14pm", is_lost_on_web=False),
        PrintedNote("Not printed.", "thebudgetisvoted", is_lost_on_web=False),
        PrintedNote("Typed.", "lyyourshalloran", is_lost_on_web=True),
    ),
    pages=("301", "302"),
    references=("frus1938v01#d2", "frus1938v01#d2fn1", "frus1937v02"),
    mentions=(Mention("Halloran", "p_HJ1"), Mention("Hentzau", ""), Mention("Rassendyll", "p_RE1")),
)
RAW = "Strelsau [Page 301] votes 7"
DOCUMENT = Document("frus1938v01/d1", "frus1938v01", dict.fromkeys(Form, RAW), TRUTH)
PERFECT = Published(
    file_numbers=["851.51/2201"],
    senders=["Halloran"],
    recipients=["Secretary of State", "Rassendyll"],
    place="Strelsau",
    when="1938-03-03T18:00:00",
    is_inferred=False,
    signed=["Halloran"],
    text="Strelsau votes",
    notes=[ReadNote(note.text, note.before) for note in TRUTH.notes],
    pages=["301", "302"],
    references=list(TRUTH.references),
    mentions=[mention for mention in TRUTH.mentions if mention.id],
)
DAMAGED = Published(
    file_numbers=["851.51/220"],
    senders=["The Ambassador in Ruritania Halloran"],  # three words more than the name
    recipients=["the Secretary of State"],  # one more: right; Rassendyll is missed, and what was read instead is wrong
    place=None,
    when="1938-03-03T16:00:00",  # the hour is wrong
    is_inferred=False,
    signed=["James Halloran, Ambassador"],  # has the name in it
    text="Strelsau voted",
    notes=[
        ReadNote("Not  printed", "stands8exactlynowhere"),
        ReadNote("Not printed", "other8budgetisvoted"),  # the last eight are enough
        ReadNote("Invented.", None),
    ],
    pages=["301", "301"],
    references=["frus1938v01#d2", "https://example.org", "frus1938v01#d9"],
    mentions=[Mention("Halloran", "p_HJ2"), Mention("Rassendyll", "")],
)
NOTHING = {
    Field.FILE_NUMBER: Tally(0, 0, 1),
    Field.SENDER: Tally(0, 0, 1),
    Field.RECIPIENT: Tally(0, 0, 2),
    Field.PLACE: Tally(0, 0, 1),
    Field.DATE: Tally(0, 0, 1),
    Field.TIME: Tally(0, 0, 1),
    Field.SIGNED: Tally(0, 0, 1),
    Field.NOTE_TEXT: Tally(0, 0, 3),
    Field.NOTE_ANCHOR: Tally(0, 0, 3),
    Field.PAGE_BREAK: Tally(0, 0, 2),
    Field.REFERENCE: Tally(0, 0, 3),
    Field.PERSON_MENTION: Tally(0, 0, 2),
    Field.PERSON_LINK: Tally(0, 0, 2),
    Field.TEXT_KEPT: Tally(0, 0, 1),
}
ALL = {field: Tally(tally.missed) for field, tally in NOTHING.items()}
HALF = {
    Field.FILE_NUMBER: Tally(0, 1, 1),
    Field.SENDER: Tally(0, 1, 1),
    Field.RECIPIENT: Tally(1, 1, 1),
    Field.PLACE: Tally(0, 0, 1),
    Field.DATE: Tally(1),
    Field.TIME: Tally(0, 1, 1),
    Field.SIGNED: Tally(1),
    Field.NOTE_TEXT: Tally(2, 1, 1),
    Field.NOTE_ANCHOR: Tally(1, 1, 2),
    Field.PAGE_BREAK: Tally(1, 1, 1),
    Field.REFERENCE: Tally(1, 1, 2),  # the address elsewhere is not counted
    Field.PERSON_MENTION: Tally(2),
    Field.PERSON_LINK: Tally(0, 1, 2),
    Field.TEXT_KEPT: Tally(0, 0, 1),  # an s of "votes" is missing
}
OFF_WEB = dict.fromkeys([Field.PLACE, Field.DATE, Field.TIME, Field.SIGNED])


def on_web(tallies: dict[Field, Tally], **inferred_and_anchors: Tally) -> dict[Field, Tally]:
    """The tallies of the other forms as the web has them: no dateline, no signature, and the note in it has no place."""
    kept = {field: tally for field, tally in tallies.items() if field not in OFF_WEB}
    return {**kept, Field.INFERRED_DATE: inferred_and_anchors["date"], Field.NOTE_ANCHOR: inferred_and_anchors["anchors"]}


@pytest.mark.parametrize(
    ("said", "form", "expected"),
    [
        pytest.param(PERFECT, Form.FULL, ALL, id="all-is-right"),
        pytest.param(PERFECT, Form.WEB, on_web(ALL, date=Tally(1), anchors=Tally(2)), id="all-is-right-web"),
        pytest.param(DAMAGED, Form.FLAT, HALF, id="damaged"),
        pytest.param(None, Form.FULL, NOTHING, id="not-published"),
        pytest.param(None, Form.WEB, on_web(NOTHING, date=Tally(0, 0, 1), anchors=Tally(0, 0, 2)), id="not-published-web"),
    ],
)
def test_score(said: Published | None, form: Form, expected: dict[Field, Tally]) -> None:
    scores = Scores()
    score(DOCUMENT, said, form, scores)
    assert dict(scores.tallies) == expected


@pytest.mark.parametrize(
    ("changes", "form", "field", "expected"),
    [
        # an inferred date is no reading of a dateline
        pytest.param({"is_inferred": True}, Form.FULL, Field.DATE, Tally(0, 1, 1), id="inferred-is-not-exact"),
        # on the web a wrong date lowers precision alone
        pytest.param({"when": "1938-03-04"}, Form.WEB, Field.INFERRED_DATE, Tally(0, 1, 0), id="wrongly-inferred"),
        # the date is read, its hour is not: the reading is there, and is wrong
        pytest.param({"when": "1938-03-03"}, Form.FULL, Field.TIME, Tally(0, 1, 1), id="no-hour"),
        pytest.param({"when": None}, Form.FULL, Field.TIME, Tally(0, 0, 1), id="no-date"),
        # a note that lost its marker is found, but nowhere
        pytest.param({"notes": [ReadNote("Typed.", None)]}, Form.FULL, Field.NOTE_ANCHOR, Tally(0, 0, 3), id="unanchored"),
        pytest.param({"notes": [ReadNote("Typed.", None)]}, Form.WEB, Field.NOTE_ANCHOR, Tally(0, 0, 2), id="lost-on-web"),
    ],
)
def test_one_change(changes: dict[str, Any], form: Form, field: Field, expected: Tally) -> None:
    scores = Scores()
    score(DOCUMENT, replace(PERFECT, **changes), form, scores)
    assert scores.tallies[field] == expected


def test_nothing_encoded() -> None:
    """What the editors did not encode is neither right nor wrong, but for notes, pages and references, which they all did."""
    scores = Scores()
    score(replace(DOCUMENT, truth=Truth()), replace(PERFECT, mentions=[]), Form.FULL, scores)
    expected = {
        Field.NOTE_TEXT: Tally(0, 3, 0),
        Field.PAGE_BREAK: Tally(0, 2, 0),
        Field.REFERENCE: Tally(0, 3, 0),
        Field.TEXT_KEPT: Tally(1),
    }
    assert dict(scores.tallies) == expected


def test_misses() -> None:
    """Of the field asked for alone: what was encoded, and what was read in its place."""
    scores = Scores(asked=frozenset([Field.REFERENCE, Field.TIME]))
    score(DOCUMENT, DAMAGED, Form.FULL, scores)
    assert sorted(scores.misses, key=str) == [
        ("frus1938v01/d1", "18:00", "1938-03-03T16:00:00"),
        ("frus1938v01/d1", "frus1937v02", None),
        ("frus1938v01/d1", "frus1938v01#d2fn1", None),
        ("frus1938v01/d1", None, "frus1938v01#d9"),
    ]


@pytest.mark.parametrize(
    ("source", "number"),
    [
        ("851.51/2201: Telegram", "851.51/2201"),
        ("740.00119 Control (Italy)/5–349: Circular airgram (extract).", "740.00119 Control (Italy)/5–349"),
        ("1166/239–241", "1166/239–241"),
        # no central file: the number says nothing of how the Department filed it
        ("S/P Files: Lot 64 D 563", None),
        ("12 Lot Files/3", None),
        ("Embassy Files", None),
        ("[Extract.]", None),
        (None, None),
    ],
)
def test_file_number(source: str | None, number: str | None) -> None:
    assert file_number(Truth(source=source)) == number


@pytest.mark.parametrize(
    ("truth", "read", "is_same"),
    [
        ("Halloran", "HALLORAN.", True),
        ("Halloran", "Mr. James Halloran", True),
        ("Halloran", "Halloran, Ambassador", True),
        ("Halloran", "The Right Honorable Halloran", False),
        ("Halloran", "Hentzau", False),
        ("James Halloran", "Halloran", False),
    ],
)
def test_same_name(truth: str, read: str, is_same: bool) -> None:
    assert is_same_name(truth, read) is is_same


@pytest.mark.parametrize(
    ("raw", "text", "is_kept"),
    [
        ("The franc holds. [Page 301] 7", "The franc holds.", True),
        ("The franc holds.", "the FRANC hold", False),
        ("The franc holds.", "The franc holds. " + "x" * 20, True),
        ("The franc holds.", "The franc holds. " + "x" * 21, False),
    ],
)
def test_text_kept(raw: str, text: str, is_kept: bool) -> None:
    assert is_text_kept(raw, text) is is_kept


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("https://history.state.gov/historicaldocuments/frus1943v06/d33", "frus1943v06#d33"),
        ("https://history.state.gov/historicaldocuments/frus1943v06/d33#fn2", "frus1943v06#d33fn2"),
        ("https://history.state.gov/historicaldocuments/frus1943v06/pg_41/", "frus1943v06#pg_41"),
        ("https://history.state.gov/historicaldocuments/frus1943v06", "frus1943v06"),
        ("https://example.org/d33", "https://example.org/d33"),
        ("#d33fn2", "frus1938v01#d33fn2"),
        ("frus1943v06#d33", "frus1943v06#d33"),
    ],
)
def test_reference(target: str, expected: str) -> None:
    assert reference(target, "frus1938v01") == expected


def test_bare() -> None:
    assert bare("Élan—6 p.m.\n[26]") == "élan6pm26"


TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><sourceDesc><msDesc><msIdentifier>
<idno type="file-number">851.51/2201</idno></msIdentifier></msDesc></sourceDesc></fileDesc><profileDesc><correspDesc>
<correspAction type="sent"><persName>Halloran</persName><roleName>Ambassador</roleName><placeName>Strelsau</placeName>
<date when="1938-03-03" cert="medium">March 3</date></correspAction>
<correspAction type="received"><orgName>Department of  State</orgName></correspAction></correspDesc></profileDesc></teiHeader>
<text><body><div><p>Your <ref target="#d2">112</ref>.<note n="7" place="foot">See <ref target="#d3">Document 3</ref>.</note>
The <persName ref="persons.xml#p_RE1">Minister<pb n="301"/></persName> left<note type="remark"><ref/></note>.</p>
<closer><signed>Halloran</signed></closer><note type="unanchored">Typed.</note></div></body></text></TEI>"""


def test_published() -> None:
    """Each concern from its place in the TEI; notes are no running text, and a remark is no note."""
    said = read_published(TEI.encode(), "frus1938v01")
    assert said == Published(
        file_numbers=["851.51/2201"],
        senders=["Halloran", "Ambassador"],
        recipients=["Department of State"],
        place="Strelsau",
        when="1938-03-03",
        is_inferred=True,
        signed=["Halloran"],
        text=said.text,
        notes=[ReadNote("See Document 3.", "your112"), ReadNote("Typed.", None)],
        pages=["301"],
        references=["frus1938v01#d2", "frus1938v01#d3"],
        mentions=[Mention("Minister", "p_RE1")],
    )
    assert bare(said.text) == "your112seedocument3theministerlefthallorantyped"


def test_no_text() -> None:
    with pytest.raises(ValueError, match="has a text"):
        read_published(b"<TEI xmlns='http://www.tei-c.org/ns/1.0'/>", "frus1938v01")


# ---- tables ---------------------------------------------------------------------------------------------------------


def figures(f1: float, **forms: int) -> Figures:
    sender = FieldFigures(precision=1.0, recall=0.9, f1=f1, number=1200)
    fields = {Form.WEB: {Field.SENDER: sender}, Form.FULL: {Field.SENDER: sender, Field.PLACE: FieldFigures.of(Tally(3, 1, 0))}}
    return Figures(
        made="1970-01-01",
        software="cablegram",
        volumes=("frus1938v01",),
        every=1,
        forms={
            Form(form): FormFigures(documents=documents, published=documents - 1, fields=fields[Form(form)])
            for form, documents in forms.items()
        },
    )


def test_plain_table() -> None:
    """A part a form, the change where there is one, nothing where the last run has not read the form."""
    table = plain_table(figures(0.9474, web=1000, full=1000), figures(0.95, web=1000))
    assert table.splitlines() == [
        "web: 999 of 1,000 documents published",
        "field            precision   recall       F1   number   since the last run",
        "sender               1.000     .900     .947    1,200   .950 → .947 (−.003)",
        "",
        "full: 999 of 1,000 documents published",
        "field            precision   recall       F1   number   since the last run",
        "sender               1.000     .900     .947    1,200",
        "place                 .750    1.000     .857        3",
    ]


def test_markdown_table() -> None:
    assert markdown_table(figures(0.9474, web=1000, full=1000)).splitlines() == [
        "| field: F1 (precision, recall) | web | full | number |",
        "| --- | --- | --- | --- |",
        "| sender | **.947** (1.000, .900) | **.947** (1.000, .900) | 1,200 |",
        "| place | – | **.857** (.750, 1.000) | 3 |",
        "| published | .999 | .999 | 1,000 |",
    ]


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [(0.934, 0.971, ".934 → .971 (+.037)"), (1.0, 0.5, "1.000 → .500 (−.500)"), (0.9712, 0.9713, ""), (None, 0.5, "")],
    ids=["gain", "loss", "too-small-to-be-seen", "first-run"],
)
def test_change(before: float | None, now: float, expected: str) -> None:
    def of(f1: float) -> FieldFigures:
        return FieldFigures(precision=1, recall=1, f1=f1, number=1)

    assert change(of(now), None if before is None else of(before)) == expected
