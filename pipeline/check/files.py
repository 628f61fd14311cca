"""All checks of one cable's files, and of folders of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from pipeline.check.agreement import Claims, check_agreement, dublin_core_claims, record_claims, tei_claims
from pipeline.check.documents import Document, MalformedError, parse
from pipeline.check.grammar import GRAMMARS, check_grammar
from pipeline.check.record import SCHEMA, parse_record
from pipeline.check.rules import check_rules
from pipeline.check.text import check_text
from pipeline.codes import Code
from pipeline.errors import InputError
from pipeline.model import Cable, Finding, Where

RECORD = "json"
SUFFIXES = (*GRAMMARS, RECORD)
"""Of the files that are checked; the HTML page has no schema."""


class File(NamedTuple):
    path: str
    """What findings call it."""
    content: bytes


def check_files(cable: Cable, files: Mapping[str, bytes]) -> list[Finding]:
    """What is wrong with the files of a cable before they are published.

    files: suffix ("tei.xml", "oai_dc.xml", "dcterms.xml", "json") → content; other suffixes are passed over.
    """
    return _check(cable.id, {suffix: File(f"{cable.id}.{suffix}", content) for suffix, content in files.items()}, cable)


def check_path(path: Path) -> list[Finding]:
    """What is wrong with a file, and with its siblings of the same cable, or with all files of cables below a folder."""
    return check_paths([path])


def check_paths(paths: Iterable[Path]) -> list[Finding]:
    """What is wrong with files that were written already; the files of one cable in one folder are held against each other.

    Raises InputError for a path that is not there, cannot be read, or is no file that Cablegram checks.
    """
    cables: dict[Path, None] = {}
    for path in paths:
        cables.update(dict.fromkeys(_cables_at(path)))
    return [finding for stem in cables for finding in _check_written(stem)]


def _cables_at(path: Path) -> list[Path]:
    """The cables that the path names, each as its folder and id."""
    if path.is_dir():
        return sorted({stem for file in path.rglob("*") if file.is_file() and (stem := _stem(file))})
    if not path.is_file():
        raise InputError(f"{path} is not there.", "What is published stands in output/published/COLLECTION/ID.SUFFIX.")
    stem = _stem(path)
    if stem is None:
        checked = ", ".join(f"ID.{suffix}" for suffix in SUFFIXES)
        raise InputError(f"{path} is none of the files that are checked.", f"They are {checked}, or a folder of them.")
    return [stem]


def _stem(path: Path) -> Path | None:
    suffix = next((s for s in SUFFIXES if path.name.endswith(f".{s}")), None)
    return path.with_name(path.name.removesuffix(f".{suffix}")) if suffix else None


def _check_written(stem: Path) -> list[Finding]:
    files: dict[str, File] = {}
    for suffix in SUFFIXES:
        path = stem.with_name(f"{stem.name}.{suffix}")
        try:
            files[suffix] = File(str(path), path.read_bytes())
        except FileNotFoundError:
            continue
        except OSError as error:
            raise InputError(f"{path} cannot be read: {error.strerror}.") from error
    return _check(stem.name, files, None)


# ---- one cable ---------------------------------------------------------------------------------------------------------


def _check(id: str, files: Mapping[str, File], cable: Cable | None) -> list[Finding]:
    """Each file by itself; then what those that are valid say of each other, and the TEI of the source."""
    findings: list[Finding] = []
    documents: dict[str, Document] = {}
    claims = [Claims("the file name", {"identifier": id})]
    for suffix in (s for s in SUFFIXES if s in files):
        path, content = files[suffix]
        if suffix == RECORD:
            record, faults = parse_record(content, path, id)
            if not faults:
                claims.append(record_claims(path, record))
                cable = cable or _cable(content, path, id, faults)
        else:
            faults = _check_document(suffix, files[suffix], id, documents)
        findings += faults
    claims += [_document_claims(suffix, files[suffix].path, document) for suffix, document in documents.items()]
    findings += check_agreement(claims, id)
    if cable and "tei.xml" in documents:
        findings += check_text(documents["tei.xml"], cable, files["tei.xml"].path)
    return findings


def _check_document(suffix: str, file: File, id: str, documents: dict[str, Document]) -> list[Finding]:
    """The faults of an XML file; without any, the document joins `documents`. Rules speak only of what the grammar allows."""
    try:
        document = parse(file.content, file.path, id)
    except MalformedError as error:
        return [error.finding]
    faults = check_grammar(suffix, document, file.path, id)
    if suffix == "tei.xml" and not faults:
        faults = check_rules(document, file.path, id)
    if not faults:
        documents[suffix] = document
    return faults


def _document_claims(suffix: str, path: str, document: Document) -> Claims:
    return tei_claims(path, document) if suffix == "tei.xml" else dublin_core_claims(path, document)


def _cable(content: bytes, path: str, id: str, faults: list[Finding]) -> Cable | None:
    """The cable of a written record; None, and one more fault, where the model refuses what its schema allows."""
    try:
        return Cable.model_validate_json(content)
    except ValidationError as error:
        reason = error.errors()[0]["msg"]
        faults.append(Finding.of(Code.RECORD_SCHEMA, id, Where(path=path), f"{SCHEMA} model", schema=SCHEMA, reason=reason))
        return None
