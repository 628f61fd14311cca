"""Read: the decoded text of one source becomes a Cable, as far as its own words go."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pipeline.codes import Code
from pipeline.filenumbers import parse
from pipeline.model import Accession, Archive, Cable, Evidence, FileNumber, Finding, Keyword, Source
from pipeline.read.people.entries import Entry
from pipeline.read.printed import Read, read_printed
from pipeline.read.reporter import Reporter
from pipeline.read.sources.acts import dated
from pipeline.version import SOFTWARE


class Lists(NamedTuple):
    """The authority lists that apply to a source."""

    persons: tuple[Entry, ...] = ()
    terms: tuple[Entry, ...] = ()


NO_LISTS = Lists()


def read(
    source: Source, *, cable_id: str, uri: str, accession: Accession, archive: Archive, lists: Lists = NO_LISTS
) -> tuple[Cable | None, list[Finding]]:
    """The cable that the text is, or None with the error that says why it is none; and what else is to be said of it.

    The date and the file number are as printed; references, inferences and words for the number are for `link`.
    """
    report = Reporter(source.text, cable_id, accession.path)
    said = read_printed(source.text, report, lists.persons, lists.terms)
    if said is None:
        return None, report.findings
    _report_front(report, said)
    heading, note = said.front.heading, said.source_note
    cable = Cable(
        id=cable_id,
        uri=uri,
        software=SOFTWARE,
        archive=archive,
        accession=accession,
        source=source,
        form=said.form,
        title=said.title,
        file_number=_file_number(source.text, said, report),
        document_number=heading.number if heading else None,
        message_number=said.message_number,
        sent_by=heading.sent_by if heading else (),
        sent_to=heading.sent_to if heading else (),
        place=said.front.place,
        date=said.front.date,
        received=said.front.received or dated(note.received, said.front.date),
        keywords=_keywords([*said.front.keywords, *note.keywords]),
        kept=note.kept,
        acts=tuple(note.acts),
        remarks=tuple(note.remarks),
        blocks=said.blocks,
        notes=said.notes,
    )
    return cable, report.findings


def _report_front(report: Reporter, said: Read) -> None:
    heading = said.front.heading
    if heading is None or not heading.sent_by:
        report.say(Code.CORRESPONDENTS_MISSING)
    if said.front.impossible:
        report.say(
            Code.DATE_IMPOSSIBLE, said.front.impossible.span, said.front.impossible.text, text=said.front.impossible.text
        )


def _keywords(stated: Iterable[Keyword]) -> tuple[Keyword, ...]:
    """Each term once, where it is said first."""
    return tuple({(k.scheme, k.term): k for k in reversed([*stated])}.values())[::-1]


def _file_number(text: str, said: Read, report: Reporter) -> FileNumber | None:
    """By the file line, or by the source note."""
    span, rule = said.front.file_number, "front.file-line"
    if span is None and (kept := said.source_note.file_number):
        span, rule = kept.evidence.spans[0], kept.evidence.rule
    if span is None:
        return None
    number = " ".join(text[span.start : span.end].split())
    parts = parse(number)
    if parts is None:
        report.say(Code.FILE_NUMBER_UNREAD, span, number, number=number)
    return FileNumber(
        text=number,
        canonical=parts.canonical if parts else number,
        scheme=parts.kind if parts else "unknown",
        evidence=Evidence(rule=rule, spans=(span,)),
    )


__all__ = ["Lists", "read"]
