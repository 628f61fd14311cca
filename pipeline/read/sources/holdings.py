"""Where a paper is kept: the citation that a source note or file line begins with, taken apart level by level."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from pipeline.filenumbers import canonical, parse
from pipeline.knowledge import rows
from pipeline.model import Evidence, Kept, KeptKind, Span
from pipeline.passages import fold
from pipeline.patterns import DASH, Pattern

_SEPARATOR = re.compile(
    r"“[^”]{0,200}” | \([^()]{0,120}\) | (?P<cut>[,;:](?=\s) | /(?=Central\sFiles) | (?<=\bFiles)\.(?=\s\d))", re.VERBOSE
)
_CONTINUES = re.compile(
    rf"(?:\d{{1,2}}\s)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b|\d{{4}}(?:{DASH}\d+)?\b|(?:Jr|Sr)\b"
)
"""What goes on with the title before it: "Memoranda to the President, October 1969"."""
_GAP = rf"(?:\s|{DASH})"
_QUOTED = re.compile(r"(?:folder\s(?:entitled\s)?)?“(.*)”")

RECORD_GROUP = Pattern(
    r"(?:RG|Record\sGroup)\s(?P<name>\d{1,3})\b", matches=["RG 59", "Record Group 84"], rejects=["RG", "Group 84"]
)
LOT = Pattern(
    rf"""[Ll]ots?\s(?:[Ff]iles?\s)?(?P<name>\d\d\s?{DASH}?\s?[DdFf]\s?{DASH}?\s?\d{{1,4}}[A-Z]?|[A-Z]-\d{{1,3}}|\d{{1,4}})
       (?:\s\([A-Z]{{1,4}}\))?""",
    matches=["Lot 64 D 563", "lot 61D167", "Lot 55 F 44", "Lot M-88", "Lot 122", "Lot 53D291 (V)"],
    rejects=["Lots of papers", "Lot"],
)
ACCESSION = Pattern(
    rf"(?P<name>FRC\s[\dA-Z]{{1,4}}(?:{_GAP}[\dA-Z]{{1,6}}){{0,3}})",
    matches=["FRC 67 A 677", "FRC 330-78-0011", "FRC 70 A 1266"],
    rejects=["FRC", "RG 330"],
)
JOB = Pattern(
    rf"Job\s(?P<name>\d\d{_GAP}[\dA-Z]{{2,8}}(?:\s[\dA-Z]{{2,8}})?)",
    matches=["Job 79-01025A", "Job 80 BO 1285A", "Job 80-R01386R"],
    rejects=["Job", "Job description"],
)
BOX = Pattern(
    rf"Box(?:es)?\s(?P<name>(?:[A-Z]{{1,3}}{_GAP}?)?\d{{1,5}}[A-Z]?(?:(?:\s?{DASH}\s?|\sand\s|/)\d{{1,5}})?)",
    matches=["Box 743", "Box CL 266", "Box H-20", "Boxes 1–2"],
    rejects=["Box", "Boxer Indemnity"],
)
FOLDER = Pattern(r"Folder\s(?P<name>\d{1,4}[A-Z]?)", matches=["Folder 6"], rejects=["Folder", "Folders"])
VOLUME = Pattern(
    r"[Vv]ol(?:\.|ume)\s?(?P<name>[IVXLC]{1,8}|\d{1,3})(?:\s?\([A-Z0-9]{1,3}\))?",
    matches=["Vol. XXXVII", "vol. 2", "Volume I", "Vol. II(A)"],
    rejects=["Vol", "Volumes"],
)
SYMBOL = Pattern(
    r"(?:also\s)?(?P<name>[A-Za-z]{1,6}(?:\([A-Z]{1,5}\))?/[A-Z\d][\w()/.-]{0,40})",
    matches=["US(P)/A/221", "SD/A/C.1/194", "also US/S/240"],
    rejects=["S/P Files", "IO Files", "US(P)"],
)
PAGES = Pattern(r"pp?\.\s\d", matches=["p. 12", "pp. 182–185"], rejects=["page", "p.m."])
CROSS_FILED = Pattern(r"XR\s(?P<name>\S.{1,60})", matches=["XR POL 30 Nigeria"], rejects=["XR", "POL 30"])
NAMED = Pattern(
    r"""(?:[^“”\s]{1,60}\s){0,12}?
        (?: files? | flies | papers | records? | collections? | series | materials? | correspondence | memoranda
        | minutes | meetings | division | memcons | conversations | archives | library | documents | subseries )\b""",
    matches=["Central Files 1970-73", "Whitman File", "Harriman Papers", "OSD/ISA Files", "Manuscript Division", "IO Flies"],
    rejects=["Vietnam", "“Solarium”", "China", "“Review of files”"],
    flags=re.IGNORECASE,
)
"""Named for what it holds, so a collection or series; what is named for a matter is a folder."""
CENTRAL_FILES = Pattern(
    rf"Central\sFiles?(?:,?\s\d{{4}}{DASH}\d{{2,4}})?",
    matches=["Central Files", "Central Files 1970–73"],
    rejects=["Central Intelligence Agency", "White House Central Files"],
)
HOLDER = Pattern(
    r"""(?:[A-Z][\w.’'&-]{0,30}\s){1,5}(?:Library|Archives?|University|Center|Society|Museum|Agency|Council|Institution)
        (?:\s(?:of|on|for)\s(?:the\s)?[A-Z]\w{1,30}(?:\s(?:and\s)?[A-Z]\w{1,30}){0,5})?""",
    matches=["Johnson Library", "Minnesota Historical Society", "National Defense University", "Hoover Institution on War"],
    rejects=["Library of Congress files", "USUN Files", "Vietnam"],
)
"""A body that keeps papers, by the noun that its name ends in."""

Form = tuple[Pattern, KeptKind, Callable[[str], str]]


def _lot(text: str) -> str:
    """ "64D563", "64–D–563" → "64 D 563"."""
    return re.sub(rf"^(\d\d){_GAP}{{0,3}}([DF]){_GAP}{{0,3}}", r"\1 \2 ", text.upper())


_FORMS: tuple[Form, ...] = (
    (RECORD_GROUP, KeptKind.RECORD_GROUP, str),
    (LOT, KeptKind.LOT, _lot),
    (ACCESSION, KeptKind.ACCESSION, str),
    (JOB, KeptKind.JOB, str),
    (BOX, KeptKind.BOX, str),
    (FOLDER, KeptKind.FOLDER, str),
    (VOLUME, KeptKind.VOLUME, str),
    (CROSS_FILED, KeptKind.CROSS_FILED, canonical),
    (SYMBOL, KeptKind.SYMBOL, str),
)
_SERIAL = frozenset({"film"})


def read_holding(source: str, span: Span) -> tuple[Kept, ...]:
    """The levels that a citation names, in its order: "Johnson Library, National Security File, Vietnam, Vol. II".

    source[span]: the citation alone, without the full stop at its end. What is no holding but a printed work is one
    PUBLICATION. A level is never added: which archive holds "Central Files" is for the filing scheme to say.
    """
    segments = list(_segments(source, span))
    first = fold(source[slice(*segments[0])]) if segments else ""
    if repository_named(first) is None and PAGES.search(source, *span):
        return (_kept(source, span, KeptKind.PUBLICATION, fold(source[slice(*span)])),)
    kept: list[Kept] = []
    for segment in segments:
        if kept and CENTRAL_FILES.fullmatch(kept[-1].text) and source[segment.start].isdigit() and not _filed(source, segment):
            kept.append(_personnel(source, Span(segment.start, span.end)))
            break
        kept.append(_level(source, segment, kept))
    return tuple(kept)


def _filed(source: str, segment: Span) -> bool:
    return parse(fold(source[slice(*segment)])) is not None


def _personnel(source: str, span: Span) -> Kept:
    """A number of the Central Files that goes by a name, comma and all: "123 Luce, Clare Boothe"."""
    return _kept(source, span, KeptKind.FILE_NUMBER, canonical(source[slice(*span)]))


def _segments(source: str, span: Span) -> Iterator[Span]:
    """The stretches between commas and colons; a date that goes on with a title stays with it."""
    cuts = [m.span() for m in _SEPARATOR.finditer(source, *span) if m["cut"]]
    starts = [span.start, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), span.end]
    waiting: Span | None = None
    for start, end in zip(starts, ends, strict=True):
        segment = _stripped(source, start, end)
        if waiting and _CONTINUES.match(source, *segment):
            waiting = Span(waiting.start, segment.end)
            continue
        if waiting:
            yield waiting
        waiting = segment if segment.end > segment.start else None
    if waiting:
        yield waiting


def _stripped(source: str, start: int, end: int) -> Span:
    while start < end and source[start].isspace():
        start += 1
    while end > start and source[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _level(source: str, segment: Span, before: list[Kept]) -> Kept:
    is_within = any(level.kind is not KeptKind.REPOSITORY for level in before)
    kind, name = _named(fold(source[slice(*segment)]), is_first=not before, is_within=is_within)
    return _kept(source, segment, kind, name)


@lru_cache(maxsize=4096)
def _named(text: str, *, is_first: bool, is_within: bool) -> tuple[KeptKind, str]:
    """What level a text names, and its name. is_within: whether a collection, or what else is in a repository, is above it."""
    if is_first and (name := repository_named(text)):
        return KeptKind.REPOSITORY, name
    for pattern, kind, spelling in _FORMS:
        if m := pattern.fullmatch(text):
            return kind, spelling(m["name"])
    is_named = NAMED.match(text) is not None
    if not is_named and (parts := parse(text)) and parts.kind != "numerical":
        return KeptKind.FILM if parts.kind in _SERIAL else KeptKind.FILE_NUMBER, parts.canonical
    return (KeptKind.FOLDER, _QUOTED.sub(r"\1", text)) if is_within and not is_named else (KeptKind.COLLECTION, text)


def _kept(source: str, span: Span, kind: KeptKind, name: str) -> Kept:
    evidence = Evidence(rule=f"holdings.{kind.value}", spans=(span,))
    return Kept(kind=kind, text=fold(source[slice(*span)]), name=name, evidence=evidence)


def repository_named(text: str) -> str | None:
    """The repository in its own spelling, if the text is the name of one."""
    if name := _repositories().get(text.casefold()):
        return name
    return text if HOLDER.fullmatch(text) else None


@cache
def _repositories() -> dict[str, str]:
    """Those whose names do not say that they keep papers, or are also printed otherwise."""
    return {row["printed"].casefold(): row["name"] for row in rows("repositories")}
