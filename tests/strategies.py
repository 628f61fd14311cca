"""Any Cable that the model allows, well made or not: for what must hold of all of them."""

from __future__ import annotations

from hypothesis import strategies as st

from pipeline.model import (
    Accession,
    Act,
    ActKind,
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
    Kept,
    KeptKind,
    Keyword,
    Mark,
    MarkKind,
    Note,
    Outcome,
    Reading,
    Reference,
    ReferenceKind,
    Remark,
    RemarkKind,
    Revision,
    Source,
    Span,
)

ALPHABET = st.characters(exclude_categories=["Cs"]) | st.sampled_from("aZ9 .’—½\n\t\x00\x0c\x85\ufffe<&>\"]'")
texts = st.text(ALPHABET, max_size=30)
words = st.text(ALPHABET, min_size=1, max_size=12)
tokens = st.sampled_from(
    ["n1", "r1", "r2", "p_X", "1936-08-24", "1936-02-30", "26", "message-number", "", "a b", "é\x01", "deleted 2.5 line"]
)
days = st.sampled_from(["1936", "1936-08", "1936-08-24", "1936-13", "1936-02-30", "0000", "1935-12-31"])
moments = days | st.sampled_from(["1936-08-24T18:00", "1936-08-24T25:00"])
addresses = st.sampled_from(
    ["https://history.state.gov/d1#fn2", "urn:uuid:1", "http://x:port/", "http://[::1", "a:b^{}%zz", "mailto:é@x", "x:%"]
)
evidence = st.builds(
    Evidence,
    rule=st.sampled_from(["dates.dateline", "notes.listed"]),
    spans=st.lists(st.builds(Span, st.integers(0, 3), st.integers(3, 9)), max_size=2).map(tuple),
    certainty=st.none() | st.sampled_from(Certainty),
    because=texts,
)
readings = st.builds(Reading, text=texts, evidence=evidence, ref=st.none() | tokens)


@st.composite
def marks_within(draw: st.DrawFn, text: str) -> tuple[Mark, ...]:
    """Marks that nest, cross, coincide and stand past the end."""
    offsets = st.integers(0, len(text) + 2)
    pairs = draw(st.lists(st.tuples(offsets, offsets), max_size=5))
    return tuple(
        Mark(kind=draw(st.sampled_from(MarkKind)), start=min(p), end=max(p), value=draw(tokens), evidence=draw(evidence))
        for p in pairs
    )


@st.composite
def passages(draw: st.DrawFn) -> tuple[str, tuple[Mark, ...]]:
    text = draw(texts)
    return text, draw(marks_within(text))


@st.composite
def blocks_of(draw: st.DrawFn, depth: int) -> Block:
    text, marks = draw(passages())
    inner = draw(st.lists(blocks_of(depth - 1), max_size=3)) if depth else []
    return Block(
        kind=draw(st.sampled_from(BlockKind)),
        text=text,
        marks=marks,
        n=draw(st.sampled_from(["", "a", "1\x02"])),
        n_evidence=draw(st.none() | evidence),
        blocks=tuple(inner),
        evidence=draw(evidence),
    )


@st.composite
def notes(draw: st.DrawFn) -> Note:
    text, marks = draw(passages())
    return Note(
        id=draw(st.sampled_from(["n1", "n2", "n3"])),
        n=draw(st.sampled_from(["", "26", "*"])),
        listed=draw(st.sampled_from(["", "2"])),
        n_evidence=draw(st.none() | evidence),
        is_anchored=draw(st.booleans()),
        text=text,
        marks=marks,
        evidence=draw(evidence),
    )


references = st.builds(
    Reference,
    id=st.sampled_from(["r1", "r2"]),
    kind=st.sampled_from(ReferenceKind),
    text=texts,
    key=st.none() | st.builds(CableKey, texts, texts, texts, st.none() | st.just("1936-08-24")),
    form=st.none() | st.sampled_from(Form),
    date=st.none() | days,
    file_number=st.none() | texts,
    note=st.none(),
    outcome=st.sampled_from(Outcome),
    reason=texts,
    target=st.none() | addresses,
    candidates=st.just(()),
    evidence=evidence,
)
correspondents = st.builds(
    Correspondent,
    text=words,
    person=st.none() | readings,
    role=st.none() | readings,
    organisation=st.none() | readings,
    place=st.none() | readings,
)
dates = st.builds(
    CableDate,
    text=texts,
    when=st.none() | moments,
    not_before=st.none() | days,
    not_after=st.none() | days,
    evidence=st.lists(evidence, max_size=2).map(tuple),
)
file_numbers = st.builds(
    FileNumber,
    text=words,
    canonical=words,
    scheme=st.sampled_from(["decimal-1910", "unknown"]),
    scheme_title=texts,
    parts=st.lists(
        st.builds(FilePart, name=st.sampled_from(["class", "item", "two words"]), value=texts, words=st.none() | texts),
        max_size=3,
    ).map(tuple),
    evidence=evidence,
)
sources = texts.map(lambda text: Source(sha256="0" * 64, size=len(text.encode()), encoding="utf-8", text=text))
revisions = st.integers(0, 3).map(lambda n: tuple(Revision(n=i, date="2026-11-22", cause="corrected") for i in range(1, n + 1)))
cables = st.builds(
    Cable,
    id=st.sampled_from(["moscow-1936-195", "_a.B-1"]),
    uri=addresses,
    software=st.sampled_from(["cablegram 0.1.0", "cablegram", "", "x y 1.2.3.4.5"]),
    archive=st.builds(Archive, publisher=texts, language=st.sampled_from(["en", "fr-CA"]), rights=addresses | texts),
    accession=st.builds(
        Accession, path=words, collection=words, collection_title=texts, rights=texts | addresses, citation=texts
    ),
    source=sources,
    form=st.sampled_from(Form),
    title=texts,
    file_number=st.none() | file_numbers,
    document_number=st.none() | readings,
    message_number=st.none() | readings,
    sent_by=st.lists(correspondents, max_size=2).map(tuple),
    sent_to=st.lists(correspondents, max_size=2).map(tuple),
    place=st.none() | readings,
    date=st.none() | dates,
    received=st.none() | dates,
    keywords=st.lists(
        st.builds(Keyword, scheme=st.sampled_from(["TAGS", "handling"]), term=texts, evidence=evidence), max_size=3
    ).map(tuple),
    kept=st.lists(st.builds(Kept, kind=st.sampled_from(KeptKind), text=texts, name=texts, evidence=evidence), max_size=3).map(
        tuple
    ),
    acts=st.lists(
        st.builds(
            Act,
            kind=st.sampled_from(ActKind),
            text=texts,
            names=st.lists(texts, max_size=2).map(tuple),
            evidence=evidence,
        ),
        max_size=3,
    ).map(tuple),
    remarks=st.lists(st.builds(Remark, kind=st.sampled_from(RemarkKind), text=texts, evidence=evidence), max_size=2).map(tuple),
    blocks=st.lists(blocks_of(2), max_size=5).map(tuple),
    notes=st.lists(notes(), max_size=3, unique_by=lambda n: n.id).map(tuple),
    references=st.lists(references, max_size=2, unique_by=lambda r: r.id).map(tuple),
    revisions=revisions,
)
