"""The teiHeader: what the file is, what it was made from, how, and who wrote to whom. docs/encoding.md argues each choice."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.model import Act, ActKind, Cable, CableDate, Correspondent, Evidence, KeptKind, MarkKind, Reading, ReferenceKind
from pipeline.write.apparatus import Apparatus, all_marks, referred_in_text
from pipeline.write.citation import citation, date_words
from pipeline.write.extent import count_words
from pipeline.write.holding import holding_of, names_of, rights_of
from pipeline.write.passages import AUTHORITIES, authority_uri, describe_reference
from pipeline.write.xml import Element, calendar_date, sub, word

LANGUAGES = {
    "en": "English",
    "fr": "French",
    "de": "German",
    "es": "Spanish",
    "it": "Italian",
    "pt": "Portuguese",
    "ru": "Russian",
}

NORMALIZATION = (
    "The source was read as plain text. White space is folded; page labels became pb, note markers became the notes "
    "themselves, which were listed at the end. Spelling, punctuation and capitals are those of the source."
)
CORRECTION = "Nothing was corrected: what looks like a misreading is reported, and the text left as it is."
INTERPRETATION = (
    "What the text does not say itself (a date that was not printed, the number of a note whose marker is lost, the labels of "
    "a list) is an inference: its element has @cert, and a certainty in the standOff gives the reason. Repository and record "
    "group, where no source note names them, are inferred from the filing scheme that the file number follows. A reference "
    "has a @target only where its address is certain."
)
NAMED_LEVELS = frozenset({KeptKind.REPOSITORY, KeptKind.COLLECTION, KeptKind.PUBLICATION})
"""Levels that have elements of their own; the others are numbers and titles within them."""
RESPONSIBLE = frozenset({ActKind.DRAFTED, ActKind.CLEARED, ActKind.APPROVED, ActKind.SIGNED})
_VERSION = re.compile(r"\d+(\.\d+){0,3}")


def write_header(root: Element, apparatus: Apparatus) -> None:
    cable = apparatus.cable
    header = sub(root, "teiHeader")
    _write_file(sub(header, "fileDesc"), cable)
    _write_encoding(sub(header, "encodingDesc"), cable)
    _write_profile(sub(header, "profileDesc"), apparatus)
    if cable.revisions:
        revisions = sub(header, "revisionDesc")
        for revision in sorted(cable.revisions, key=lambda r: -r.n):
            sub(revisions, "change", revision.cause, n=str(revision.n), when=calendar_date(revision.date))


# ---- fileDesc ----------------------------------------------------------------------------------------------------------


def _write_file(file: Element, cable: Cable) -> None:
    sub(sub(file, "titleStmt"), "title", cable.title)
    words = count_words(cable)
    sub(sub(file, "extent"), "measure", f"{words} words", unit="words", quantity=str(words))
    _write_publication(sub(file, "publicationStmt"), cable)
    series = sub(file, "seriesStmt")
    sub(series, "title", cable.accession.collection_title or cable.accession.collection)
    sub(series, "idno", cable.accession.collection, type="collection")
    source = sub(file, "sourceDesc")
    for printed in (cable.accession.citation, *names_of(cable, KeptKind.PUBLICATION)):
        if printed:
            sub(source, "bibl", printed)
    paper = sub(source, "msDesc")
    _write_identifiers(sub(paper, "msIdentifier"), cable)
    _write_responsibility(paper, cable)


def _write_publication(publication: Element, cable: Cable) -> None:
    sub(publication, "publisher", cable.archive.publisher)
    sub(publication, "idno", cable.uri, type="URI")
    if cable.revisions:
        day = max(cable.revisions, key=lambda r: r.n).date
        sub(publication, "date", day, when=calendar_date(day))
    rights = rights_of(cable)
    sub(sub(publication, "availability"), "licence", rights.prose or rights.uri, target=rights.uri)


def _write_identifiers(identifier: Element, cable: Cable) -> None:
    """Of the paper: the archive that holds it and its numbers; of the text as it came: its path and digest."""
    if holding := holding_of(cable):
        cert = "high" if holding.is_inferred else None
        if holding.repository:
            sub(identifier, "repository", holding.repository, cert=cert)
        for collection in holding.collections:
            sub(identifier, "collection", collection, cert=cert)
    numbers = (
        ("file-number", cable.file_number.canonical if cable.file_number else ""),
        ("document-number", cable.document_number.text if cable.document_number else ""),
        ("message-number", cable.message_number.text if cable.message_number else ""),
    )
    levels = ((kept.kind.value, kept.name) for kept in cable.kept if kept.kind not in NAMED_LEVELS)
    for kind, number in dict.fromkeys((*numbers, *levels)):
        if number.strip():
            sub(identifier, "idno", number, type=kind)
    for kind, value in (("source-path", cable.accession.path), ("sha256", cable.source.sha256)):
        sub(sub(identifier, "altIdentifier"), "idno", value, type=kind)


def _write_responsibility(paper: Element, cable: Cable) -> None:
    """Who drafted, cleared, approved and signed the paper, by its source note."""
    acts = [act for act in cable.acts if act.kind in RESPONSIBLE and any(name.strip() for name in act.names)]
    if not acts:
        return
    item = sub(sub(paper, "msContents"), "msItem")
    for act in acts:
        statement = sub(item, "respStmt")
        sub(statement, "resp", act.kind.value)
        _write_plain_names(statement, act)


def _write_plain_names(parent: Element, act: Act) -> None:
    """People, offices and posts, which a source note does not tell apart."""
    for name in act.names:
        if name.strip():
            sub(parent, "name", name)


# ---- encodingDesc ------------------------------------------------------------------------------------------------------


def _write_encoding(encoding: Element, cable: Cable) -> None:
    declaration = sub(encoding, "editorialDecl")
    for tag, sentence in (("normalization", NORMALIZATION), ("correction", CORRECTION), ("interpretation", INTERPRETATION)):
        sub(sub(declaration, tag), "p", sentence)
    name, _, version = cable.software.rpartition(" ")
    stated = _VERSION.match(version)
    application = sub(
        sub(encoding, "appInfo"), "application", ident=word(name) or "unknown", version=stated[0] if stated else "0"
    )
    sub(application, "label", (name or cable.software).capitalize())
    sub(application, "p", "Rules: " + ", ".join(sorted({e.rule for e in _evidence(cable)})))


def _evidence(cable: Cable) -> Iterable[Evidence]:
    yield from (mark.evidence for mark in all_marks(cable))
    yield from (block.evidence for block in cable.blocks)
    yield from (note.evidence for note in cable.notes)
    yield from (keyword.evidence for keyword in cable.keywords)
    yield from (level.evidence for level in cable.kept)
    yield from (act.evidence for act in cable.acts)
    yield from (remark.evidence for remark in cable.remarks)
    for date in (cable.date, cable.received):
        yield from date.evidence if date else ()
    for read in (cable.file_number, cable.document_number, cable.message_number, cable.place):
        if read:
            yield read.evidence


# ---- profileDesc -------------------------------------------------------------------------------------------------------


def _write_profile(profile: Element, apparatus: Apparatus) -> None:
    cable = apparatus.cable
    languages = sub(profile, "langUsage")
    language = cable.archive.language
    sub(languages, "language", LANGUAGES.get(language.partition("-")[0].lower(), language), ident=language)
    if cable.sent_by or cable.sent_to or cable.place or cable.date or cable.received:
        _write_correspondence(sub(profile, "correspDesc"), apparatus)
    _write_classes(sub(profile, "textClass"), cable)


def _write_correspondence(description: Element, apparatus: Apparatus) -> None:
    cable = apparatus.cable
    if cable.sent_by or cable.place or cable.date:
        sent = sub(description, "correspAction", type="sent")
        _write_names(sent, cable.sent_by)
        _write_sending_place(sent, cable)
        _write_seats(sent, cable.sent_by, "accreditation" if cable.place else None)
        if cable.date:
            _write_date(sent, cable.date, "date", apparatus)
    if cable.sent_to or cable.received:
        received = sub(description, "correspAction", type="received")
        _write_names(received, cable.sent_to)
        _write_seats(received, cable.sent_to)
        if cable.received:
            _write_date(received, cable.received, "received", apparatus)
    for act in cable.acts:
        if act.kind is ActKind.REPEATED and any(name.strip() for name in act.names):
            _write_plain_names(sub(description, "correspAction", type="forwarded"), act)
    cited = [apparatus.references[id] for id in referred_in_text(cable) if id in apparatus.references]
    cables = [reference for reference in cited if reference.kind is ReferenceKind.CABLE]
    if cables:
        context = sub(description, "correspContext")
        for reference in cables:
            described = sub(context, "ref", citation(reference), corresp=f"#{cable.id}.{reference.id}")
            describe_reference(described, reference)


def _parts(party: Correspondent) -> Iterable[tuple[MarkKind, Reading | None]]:
    return (
        (MarkKind.PERSON, party.person),
        (MarkKind.ROLE, party.role),
        (MarkKind.ORGANISATION, party.organisation),
        (MarkKind.PLACE, party.place),
    )


def _write_names(action: Element, parties: tuple[Correspondent, ...]) -> None:
    """Person, role and organisation of each, or the printed words; where there are several parties, @n says whose they are."""
    for n, party in _numbered(parties):
        named = [(AUTHORITIES[kind], reading) for kind, reading in _parts(party) if reading]
        for (tag, table), reading in named:
            if tag != "placeName":
                name = _with_article(party, reading) if tag == "orgName" else reading.text
                sub(action, tag, name, n=n, ref=authority_uri(table, reading.ref))
        if not named:
            sub(action, "rs", party.text, n=n)


def _with_article(party: Correspondent, office: Reading) -> str:
    """An office as it is printed, "the Embassy in Ghana"; the controlled name in Dublin Core has no article."""
    return party.text if party.text.casefold() == f"the {office.text.casefold()}" else office.text


def _write_seats(action: Element, parties: tuple[Correspondent, ...], type: str | None = None) -> None:
    """Where the heading says that each is accredited or stands."""
    for n, party in _numbered(parties):
        if party.place:
            sub(action, "placeName", party.place.text, n=n, type=type, ref=authority_uri("places.csv", party.place.ref))


def _numbered(parties: tuple[Correspondent, ...]) -> Iterable[tuple[str | None, Correspondent]]:
    return ((str(n) if len(parties) > 1 else None, party) for n, party in enumerate(parties, start=1))


def _write_sending_place(parent: Element, cable: Cable) -> None:
    if cable.place:
        sub(parent, "placeName", cable.place.text, ref=authority_uri("places.csv", cable.place.ref))


def _write_date(parent: Element, date: CableDate, local: str, apparatus: Apparatus) -> None:
    """@when, or @notBefore and @notAfter; of an inferred date also @cert, @evidence and one certainty for each witness."""
    when = calendar_date(date.when)
    bounds = {} if when else {"notBefore": calendar_date(date.not_before), "notAfter": calendar_date(date.not_after)}
    element = sub(parent, "date", date_words(date), when=when, **bounds)
    apparatus.identify(element, local)
    if not date.is_inferred:
        return
    element.set("cert", str(date.certainty))
    element.set("evidence", "internal" if date.evidence[0].spans else "external")
    match = " | ".join(f"@{name}" for name in ("when", "notBefore", "notAfter") if element.get(name)) or "."
    for witness in date.evidence:
        if witness.certainty:
            apparatus.explain(element, local, match, witness)


def _write_classes(classes: Element, cable: Cable) -> None:
    sub(sub(classes, "keywords", scheme="form"), "term", cable.form.value)
    parts = (
        [p for p in cable.file_number.parts if (p.words or "").strip() and not p.name.startswith("item")]
        if cable.file_number
        else []
    )
    if parts:
        keywords = sub(classes, "keywords", scheme="file-class")
        for part in parts:
            sub(keywords, "term", part.words or "", type=word(part.name), n=part.value)
    stated = [k for k in cable.keywords if k.term.strip()]
    for scheme in dict.fromkeys(k.scheme for k in stated):
        keywords = sub(classes, "keywords", scheme=scheme)
        for keyword in stated:
            if keyword.scheme == scheme:
                sub(keywords, "term", keyword.term)
