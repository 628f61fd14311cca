"""Cables built by hand, as `pipeline/read` and `pipeline/link` must give them.

`henderson_195` is the seed, `seeds/moscow-195-zinoviev-kamenev-trial.txt`, byte for byte. What it says was written
down from the printed page and the issue's list, not taken from our own output.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

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
    Mark,
    MarkKind,
    Note,
    Outcome,
    Reading,
    Reference,
    ReferenceKind,
    Revision,
    Source,
    Span,
)

SEED = Path(__file__).parents[1] / "seeds" / "moscow-195-zinoviev-kamenev-trial.txt"
SEED_BYTES = SEED.read_bytes()
SEED_TEXT = SEED_BYTES.decode("utf-8")

HEADING = "The Chargé in the Soviet Union (Henderson) to the Secretary of State"
FIRST_PARAGRAPH = (
    "195. Reference Department’s 117, August 24, 6 p.m. The few foreign journalists and diplomats permitted to attend the "
    "trial of Zinoviev, Kamenev and others were puzzled and astonished at the manner in which the defendants denounced "
    "themselves and Trotsky and dragged in the names of other prominent Soviet leaders who in the past have been opposed to "
    "Stalin."
)
ANSWERS = "Department’s 117, August 24, 6 p.m."
COUNTED = "a later paragraph counts “(a) and (b)” and “(c), (d), and (e)” across the two lists"


# ---- the small words of the builder ------------------------------------------------------------------------------------


def span_of(text: str, after: int = 0) -> Span:
    """Where `text` stands in the seed, looked for from `after` on."""
    start = SEED_TEXT.index(text, after)
    return Span(start, start + len(text))


def read(rule: str, *spans: Span) -> Evidence:
    return Evidence(rule=rule, spans=spans)


def inferred(rule: str, certainty: Certainty, because: str, *spans: Span) -> Evidence:
    return Evidence(rule=rule, spans=spans, certainty=certainty, because=because)


def mark(kind: MarkKind, within: str, words: str, value: str = "", rule: str = "", *, nth: int = 0) -> Mark:
    """A mark on the `nth` occurrence of `words` in the passage `within`."""
    start = -1
    for _ in range(nth + 1):
        start = within.index(words, start + 1)
    evidence = read(rule or f"read.{kind.value}", span_of(words))
    return Mark(kind=kind, start=start, end=start + len(words), value=value, evidence=evidence)


def anchor(kind: MarkKind, at: int, value: str, printed: Span) -> Mark:
    """A zero-width mark: what was `printed` there became markup."""
    return Mark(kind=kind, start=at, end=at, value=value, evidence=read(f"read.{kind.value}", printed))


def block(kind: BlockKind, text: str, *marks: Mark, source: Span | None = None) -> Block:
    return Block(kind=kind, text=text, marks=marks, evidence=read(f"blocks.{kind.value}", source or span_of(text)))


def paragraph(begins: str) -> Block:
    """The paragraph or line of the seed that begins so, without marks."""
    return block(BlockKind.PARAGRAPH, line_of(begins))


def line_of(begins: str) -> str:
    start = SEED_TEXT.index("\n" + begins) + 1
    return SEED_TEXT[start : (SEED_TEXT + "\n").index("\n", start)]


def page(n: str) -> Block:
    printed = span_of(f"[Page {n}]")
    return block(BlockKind.PAGE, "", anchor(MarkKind.PAGE, 0, n, printed), source=printed)


def item(begins: str, n: str = "", *, without: str = "", marks: tuple[Mark, ...] = ()) -> Block:
    """One item of a list; `without` is a note's marker that became markup."""
    printed = line_of(begins)
    evidence = inferred("lists.counted-later", Certainty.HIGH, COUNTED, span_of("(a) and (b)")) if n else None
    return Block(
        kind=BlockKind.ITEM,
        text=printed.replace(without, without.rstrip("0123456789")) if without else printed,
        marks=marks,
        n=n,
        n_evidence=evidence,
        evidence=read("blocks.item", span_of(printed)),
    )


def listing(*items: Block) -> Block:
    spans = [i.evidence.spans[0] for i in items]
    return Block(kind=BlockKind.LIST, blocks=items, evidence=read("lists.colon-and-lines", Span(spans[0].start, spans[-1].end)))


# ---- the parts of the seed ---------------------------------------------------------------------------------------------


def _first_paragraph() -> Block:
    cited = mark(MarkKind.REFERENCE, FIRST_PARAGRAPH, ANSWERS, "r1", "references.department-number")
    cited_date = Mark(
        kind=MarkKind.DATE,
        start=FIRST_PARAGRAPH.index("August 24"),
        end=FIRST_PARAGRAPH.index("August 24") + len("August 24, 6 p.m."),
        value="1936-08-24T18:00",
        evidence=inferred(
            "dates.year-of-notes", Certainty.MEDIUM, "the year is that of the events in note 27", span_of("August 24, 6 p.m.")
        ),
    )
    marker = span_of("26", SEED_TEXT.index("6 p.m.26") + 1)
    marks = (
        mark(MarkKind.LABEL, FIRST_PARAGRAPH, "195", "message-number"),
        cited,
        cited_date,
        anchor(MarkKind.NOTE, cited.end, "n2", marker),
    )
    return block(BlockKind.PARAGRAPH, FIRST_PARAGRAPH, *marks, source=span_of(line_of("195. Reference")))


def _blocks() -> tuple[Block, ...]:
    source_line = "861.00/11630: Telegram"
    corrected = line_of("To correct").replace("constitution27", "constitution")
    constitution = anchor(
        MarkKind.NOTE,
        corrected.index("constitution") + len("constitution"),
        "n3",
        span_of("27", SEED_TEXT.index("constitution27")),
    )
    return (
        block(BlockKind.SOURCE, source_line, mark(MarkKind.FILE_NUMBER, source_line, "861.00/11630", "861.00/11630")),
        block(
            BlockKind.HEADING,
            HEADING,
            mark(MarkKind.ROLE, HEADING, "Chargé"),
            mark(MarkKind.PLACE, HEADING, "Soviet Union"),
            mark(MarkKind.PERSON, HEADING, "Henderson"),
            mark(MarkKind.ROLE, HEADING, "Secretary of State"),
        ),
        _first_paragraph(),
        paragraph("It is difficult"),
        paragraph("Most of the foreigners"),
        listing(item("Zinoviev, Kamenev and other prominent defendants have had", "a"), item("The prominent defendants", "b")),
        paragraph("Many such observers"),
        listing(
            item("Zinoviev, Kamenev and other prominent defendants had entered", "c"),
            item("Trotsky had sent", "d"),
            item("The German police", "e"),
        ),
        paragraph("The other Secretaries"),
        page("301"),
        paragraph("It is the opinion"),
        listing(
            item("To prevent expression"),
            item("To correct the mistaken", without="constitution27", marks=(constitution,)),
            item("To eliminate"),
            item("To render it possible"),
            item("By branding Trotsky"),
            item("Incidentally still"),
        ),
        paragraph("It is also the belief"),
        paragraph("The opinions expressed"),
        paragraph("It is understood that hundreds"),
        page("302"),
        paragraph("A usually well-informed"),
        paragraph("I was present"),
    )


def _note(id: str, n: str, listed: str, *marks: Mark, n_evidence: Evidence | None = None) -> Note:
    text = line_of(f"  {listed}. ")[5:]
    return Note(
        id=id,
        n=n,
        listed=listed,
        n_evidence=n_evidence,
        is_anchored=n_evidence is None,
        text=text,
        marks=marks,
        evidence=read("notes.listed", span_of(text)),
    )


def _notes() -> tuple[Note, ...]:
    not_printed = line_of("  2. ")[5:]
    constitution = line_of("  3. ")[5:]
    before = inferred("notes.before-the-first", Certainty.MEDIUM, "it is listed before note 26", span_of("  1. "))
    return (
        _note("n1", "25", "1", n_evidence=before),
        _note(
            "n2",
            "26",
            "2",
            mark(MarkKind.REFERENCE, not_printed, "861.00/11629", "r2", "references.file-number"),
            mark(MarkKind.FILE_NUMBER, not_printed, "861.00/11629", "861.00/11629"),
        ),
        _note(
            "n3",
            "27",
            "3",
            mark(MarkKind.DATE, constitution, "June 11, 1936", "1936-06-11"),
            mark(MarkKind.DATE, constitution, "November 25, 1936", "1936-11-25"),
            mark(MarkKind.DATE, constitution, "December 5, 1936", "1936-12-05"),
        ),
    )


def _references() -> tuple[Reference, ...]:
    return (
        Reference(
            id="r1",
            kind=ReferenceKind.CABLE,
            text=ANSWERS,
            key=CableKey("Department of State", "Moscow", "117", "1936-08-24"),
            form=Form.TELEGRAM,
            date="1936-08-24",
            file_number="861.00/11629",
            note="n2",
            outcome=Outcome.NOT_PRINTED,
            reason="Note 26 says that it is not printed; its file number is 861.00/11629.",
            evidence=read("references.department-number", span_of(ANSWERS)),
        ),
        Reference(
            id="r2",
            kind=ReferenceKind.FILE_NUMBER,
            text="861.00/11629",
            file_number="861.00/11629",
            note="n2",
            outcome=Outcome.NOT_PRINTED,
            reason="The note says that the paper filed there is not printed.",
            evidence=read("references.file-number", span_of("861.00/11629")),
        ),
    )


def _file_number() -> FileNumber:
    schedule, countries = "knowledge/decimal_1910.csv", "knowledge/countries_1910.csv"
    return FileNumber(
        text="861.00/11630",
        canonical="861.00/11630",
        scheme="decimal-1910",
        scheme_title="Central Decimal File, 1910–49",
        parts=(
            FilePart(name="class", value="8", words="Internal affairs of states", source=f"{schedule}: 8"),
            FilePart(name="country", value="61", words="Russia and the Soviet Union", source=f"{countries}: 61"),
            FilePart(name="subject", value="00", words="Political affairs", source=f"{schedule}: 8.00"),
            FilePart(name="item", value="11630"),
        ),
        evidence=read("file-numbers.decimal", span_of("861.00/11630")),
    )


def _sender() -> Correspondent:
    return Correspondent(
        text="The Chargé in the Soviet Union (Henderson)",
        person=Reading(text="Henderson", evidence=read("people.bracketed", span_of("Henderson"))),
        role=Reading(text="Chargé", evidence=read("people.role", span_of("Chargé"))),
        place=Reading(text="Soviet Union", evidence=read("people.place", span_of("Soviet Union"))),
    )


def _recipient() -> Correspondent:
    role = Reading(text="Secretary of State", evidence=read("people.role", span_of("Secretary of State")))
    return Correspondent(text="the Secretary of State", role=role)


# ---- the cables --------------------------------------------------------------------------------------------------------


@cache
def henderson_195() -> Cable:
    """The seed: telegram 195 from Moscow, its dateline lost, dated "not before 1936-08-24" by what it answers."""
    return Cable(
        id="moscow-1936-195",
        uri="https://cables.example.org/soviet-union-1936/moscow-1936-195",
        software="cablegram 0.1.0",
        archive=Archive(publisher="Cablegram", base_uri="https://cables.example.org/"),
        accession=Accession(
            path="moscow-1936-195.txt",
            id="moscow-1936-195",
            collection="soviet-union-1936",
            collection_title="Foreign Relations of the United States, The Soviet Union, 1933–1939",
            date_from="1933",
            date_to="1939",
            rights="http://rightsstatements.org/vocab/NoC-US/1.0/",
            citation="Foreign Relations of the United States, The Soviet Union, 1933–1939 (Washington, 1952), pages 300–302",
        ),
        source=Source(sha256=hashlib.sha256(SEED_BYTES).hexdigest(), size=len(SEED_BYTES), encoding="utf-8", text=SEED_TEXT),
        form=Form.TELEGRAM,
        title=HEADING,
        file_number=_file_number(),
        message_number=Reading(text="195", evidence=read("header.message-number", span_of("195"))),
        sent_by=(_sender(),),
        sent_to=(_recipient(),),
        date=CableDate(
            not_before="1936-08-24",
            evidence=(
                inferred(
                    "dates.not-before-cited",
                    Certainty.MEDIUM,
                    "it answers the Department’s 117 of August 24, 6 p.m., and the year is that of the events in note 27",
                    span_of("August 24, 6 p.m."),
                    span_of("June 11, 1936"),
                ),
            ),
        ),
        blocks=_blocks(),
        notes=_notes(),
        references=_references(),
        revisions=(Revision(n=1, date="2026-11-22", cause="first published"),),
    )


@cache
def henderson_195_dated() -> Cable:
    """The seed after a later cable spoke of "my telegram No. 195, August 27, 1936": dated, and version 2."""
    witness = inferred("link.dated-by", Certainty.HIGH, "moscow-1936-203 cites it as telegram No. 195 of August 27, 1936")
    first = henderson_195()
    return first.model_copy(
        update={
            "date": CableDate(when="1936-08-27", evidence=(witness,)),
            "revisions": (*first.revisions, Revision(n=2, date="2026-11-23", cause="dated by moscow-1936-203")),
        }
    )


def small_cable(text: str = "No news.", **fields: object) -> Cable:
    """A telegram of one paragraph without heading, file number or date; `fields` replace its own."""
    source = Source(sha256=hashlib.sha256(text.encode()).hexdigest(), size=len(text.encode()), encoding="utf-8", text=text)
    body = Block(kind=BlockKind.PARAGRAPH, text=text, evidence=read("blocks.paragraph", Span(0, len(text))))
    values: dict[str, object] = {
        "id": "small.1",
        "uri": "urn:uuid:5f3c1c3e-6a0b-5d55-9d29-6b1d1f1f0a01",
        "software": "cablegram 0.1.0",
        "archive": Archive(),
        "accession": Accession(path="1.txt", collection="small"),
        "source": source,
        "form": Form.TELEGRAM,
        "title": "Telegram 1",
        "blocks": (body,),
        "revisions": (Revision(n=1, date="2026-11-22", cause="first published"),),
    }
    return Cable.model_validate(values | fields)
