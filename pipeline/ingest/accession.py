"""Taking in: each item found gets its line of the manifest, its id and its lists; what contradicts itself is marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from unicodedata import normalize

from pipeline.codes import Code
from pipeline.ingest.authorities import NAME_COLUMN, authorities_by_folder, nearest_folder, read_authorities
from pipeline.ingest.decode import decode
from pipeline.ingest.identity import cable_id, with_hash
from pipeline.ingest.intake import Authorities, Authority, Intake, finding_of
from pipeline.ingest.listing import MANIFEST, Item, Listing
from pipeline.ingest.manifest import Line, Manifest, contested_ids, read_manifest
from pipeline.model import Accession, Decision, Finding, Status

MOST_NAMES = 5
"""How many paths a message lists."""


@dataclass(slots=True)
class Register:
    """What the manifests say, by path."""

    lines: dict[str, Line] = field(default_factory=dict)
    contested: dict[str, tuple[str, dict[str, object]]] = field(default_factory=dict)
    """The id that one manifest gives to several paths, and the values of the finding."""


def take_in(
    listing: Listing, collection: str, *, is_complete: bool
) -> tuple[list[Intake], list[Decision], dict[str, Authorities]]:
    """The intakes and what is set aside, each sorted by path, and the authority lists by folder.

    collection: of items whose manifest names none. is_complete: the listing has all that a manifest may name. What
    concerns the run is added to `listing.findings`.
    """
    register = read_manifests(listing, collection, is_complete=is_complete)
    authorities = _read_lists(listing)
    intakes = [_intake(item, register, collection, authorities) for item in sorted(listing.items, key=_place)]
    kept, copies = _without_copies(intakes)
    aside = [_set_aside(path, reason, collection) for path, reason in listing.set_aside.items()]
    kept = sorted(_told_apart(kept), key=lambda intake: intake.accession.path)
    return kept, sorted([*aside, *copies], key=lambda decision: decision.path), authorities


def _place(item: Item) -> tuple[str, int]:
    return item.path, item.offset or 0


# ---- lists ----------------------------------------------------------------------------------------------------------


def _text_of(listing: Listing, path: str) -> str | None:
    """A list's text; what is to be said of its bytes becomes findings; None where it is no text."""
    decoded = decode(listing.lists[path])
    for remark in decoded.remarks:
        listing.find(remark, path)
    return None if any(code in (Code.BINARY_INPUT, Code.EMPTY_INPUT) for code, _ in decoded.remarks) else decoded.text


def _paths_of(listing: Listing, name: str) -> list[str]:
    """The lists of that name, the deepest first: nearer lists go before."""
    paths = [path for path in listing.lists if path.rpartition("/")[2].casefold() == name]
    return sorted(paths, key=lambda path: (-path.count("/"), path))


def _read_lists(listing: Listing) -> dict[str, Authorities]:
    lists: dict[str, dict[str, tuple[Authority, ...]]] = {name: {} for name in NAME_COLUMN}
    for name, by_folder in lists.items():
        for path in _paths_of(listing, name):
            text = _text_of(listing, path)
            if text is not None:
                by_folder[path.rpartition("/")[0] or "."], faults = read_authorities(path, text)
                listing.findings += faults
    return authorities_by_folder(lists["persons.csv"], lists["terms.csv"])


def read_manifests(listing: Listing, collection: str, *, is_complete: bool) -> Register:
    """What the manifests of the listing say; the nearest to a file goes before. Faults become findings of the run."""
    register, known = Register(), _Known(listing)
    for path in _paths_of(listing, MANIFEST):
        text = _text_of(listing, path)
        if text is not None:
            manifest = read_manifest(path, text)
            _enter(register, manifest)
            _contest(register, manifest, collection)
            if is_complete:
                known.check(manifest)
            listing.findings += manifest.findings
    return register


def _enter(register: Register, manifest: Manifest) -> None:
    for path, line in manifest.lines.items():
        if register.lines.setdefault(path, line) != line:
            manifest.object_to(manifest.numbers[path], f"{path} stands in the manifest of its own folder, with other values")


def _contest(register: Register, manifest: Manifest, collection: str) -> None:
    for (_, id_), paths in contested_ids(manifest, collection).items():
        values: dict[str, object] = {"manifest": manifest.name, "id": id_, "names": _names(paths)}
        manifest.findings.append(finding_of((Code.MANIFEST_DUPLICATE_ID, values), manifest.name, subject=id_))
        register.contested |= dict.fromkeys(paths, (id_, values))


class _Known:
    """What is there, to compare manifests with."""

    def __init__(self, listing: Listing) -> None:
        self.files = {normalize("NFC", item.path) for item in listing.items} | listing.unread
        self.aside = {normalize("NFC", path): reason for path, reason in listing.set_aside.items()}
        self.aside |= dict.fromkeys(listing.lists, "it is a list, not a source")
        self.folders = {folder for path in self.files for folder in _folders_above(path)}

    def check(self, manifest: Manifest) -> None:
        """Adds to the manifest's findings what it names and is not there, or is no source."""
        for path in manifest.lines:
            if path in self.files:
                continue
            if path in self.aside:
                manifest.object_to(manifest.numbers[path], f"{path} is not ingested: {self.aside[path]}")
            elif path in self.folders:
                manifest.object_to(manifest.numbers[path], f"{path} holds files; each needs a line of its own")
            else:
                values: dict[str, object] = {"manifest": manifest.name, "name": path}
                manifest.findings.append(finding_of((Code.MANIFEST_MISSING_FILE, values), manifest.name, subject=path))


def _folders_above(path: str) -> Iterable[str]:
    while path := path.rpartition("/")[0]:
        yield path


def _names(paths: Collection[str]) -> str:
    shown = ", ".join(sorted(paths)[:MOST_NAMES])
    return f"{shown} and {len(paths) - MOST_NAMES} more" if len(paths) > MOST_NAMES else shown


# ---- intakes --------------------------------------------------------------------------------------------------------


def _intake(item: Item, register: Register, collection: str, authorities: Mapping[str, Authorities]) -> Intake:
    path = normalize("NFC", item.path)
    line = register.lines.get(path, Line(path))
    accession = _accession(item.path, line, collection)
    id_ = line.id or cable_id(accession.collection, item.place)
    remarks = list(item.remarks)
    if path in register.contested:
        id_ = with_hash(id_, path)
        remarks.append((Code.MANIFEST_DUPLICATE_ID, register.contested[path][1]))
    return Intake(
        cable_id=id_,
        accession=accession,
        container=item.container,
        member=item.member,
        offset=item.offset,
        sha256=item.sha256,
        size=item.size,
        authorities=nearest_folder(authorities, item.path.rpartition("/")[0] or "."),
        findings=tuple(finding_of(remark, item.path, id_, subject=str(remark[1].get("reason", ""))) for remark in remarks),
    )


def _accession(path: str, line: Line, collection: str) -> Accession:
    return Accession(
        path=path,
        id=line.id or None,
        collection=line.collection or collection,
        collection_title=line.collection_title,
        date_from=line.date_from or None,
        date_to=line.date_to or None,
        rights=line.rights,
        citation=line.citation,
    )


def _set_aside(path: str, reason: str, collection: str) -> Decision:
    finding = finding_of((Code.SET_ASIDE, {"reason": reason}), path)
    return _decision("", collection, path, None, finding)


def _decision(cable: str, collection: str, path: str, sha256: str | None, finding: Finding) -> Decision:
    return Decision(
        cable=cable,
        collection=collection,
        path=path,
        sha256=sha256,
        status=Status.SET_ASIDE,
        cause=finding.message,
        findings=(finding,),
    )


# ---- two sources, one id --------------------------------------------------------------------------------------------


def _without_copies(intakes: list[Intake]) -> tuple[list[Intake], list[Decision]]:
    """The intakes but for those that repeat the bytes of an earlier one of the same id."""
    first: dict[tuple[str, str, str], Intake] = {}
    kept, copies = [], []
    for intake in intakes:
        key = (intake.accession.collection, intake.cable_id, intake.sha256 or intake.accession.path)
        earlier = first.setdefault(key, intake)
        if earlier is intake:
            kept.append(intake)
        else:
            copies.append(_copy(intake, earlier))
    return kept, copies


def _copy(intake: Intake, earlier: Intake) -> Decision:
    path = intake.accession.path
    finding = finding_of((Code.DUPLICATE_SOURCE, {"name": earlier.accession.path}), path, intake.cable_id, subject=path)
    return _decision(intake.cable_id, intake.accession.collection, path, intake.sha256, finding)


def _told_apart(intakes: list[Intake]) -> Iterable[Intake]:
    """The intakes; those of one id with different bytes get an error each, and ids of their own to be quarantined under."""
    groups: dict[tuple[str, str], list[Intake]] = defaultdict(list)
    for intake in intakes:
        groups[intake.accession.collection, intake.cable_id].append(intake)
    for (collection, id_), group in groups.items():
        names = _names([intake.accession.path for intake in group])
        values: dict[str, object] = {"names": names, "id": f"{collection}/{id_}"}
        yield from group if len(group) == 1 else (_contested(intake, values) for intake in group)


def _contested(intake: Intake, values: dict[str, object]) -> Intake:
    path = intake.accession.path
    id_ = with_hash(intake.cable_id, path)
    finding = finding_of((Code.DUPLICATE_ID, values), path, id_, subject=str(values["id"]))
    return replace(intake, cable_id=id_, findings=(*(f.model_copy(update={"cable": id_}) for f in intake.findings), finding))
