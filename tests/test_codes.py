"""The registry of findings: each code is declared, used, documented, and raised by a fixture of its own and by nothing else.

A fixture is named by its code. It raises exactly that code, or the few that the case cannot be without. A code that is new has
no fixture yet, and its test fails.
"""

from __future__ import annotations

import ast
import errno
import io
import os
import re
import shutil
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any, NamedTuple

import pytest

from pipeline.check import check_paths
from pipeline.codes import Code, Severity
from pipeline.docs import findings_page
from pipeline.model import Run
from pipeline.run import ingest
from tests.run.inbox import NOON, cable, fill, run

ROOT = Path(__file__).parent.parent
SEED = "moscow-1936-195"
Files = Mapping[str, str | bytes]


# ---- the forms of a fixture -----------------------------------------------------------------------------------------


class Inbox(NamedTuple):
    """Files that, ingested, give the code; and what the same matter gives besides."""

    files: Files
    also: tuple[Code, ...] = ()

    def raised(self, folder: Path, _seed: Path) -> set[Code]:
        return codes_of(run(fill(folder / "inbox", self.files), folder / "output").run)


class Disturbed(NamedTuple):
    """An inbox with one good cable, to which something is done when all has been found."""

    deed: Callable[[Path], object]
    also: tuple[Code, ...] = ()

    def raised(self, folder: Path, _seed: Path) -> set[Code]:
        inbox = fill(folder / "inbox", {"15.txt": cable(15)})

        def tell(stage: str, done: int, total: int | None) -> None:
            if (stage, done) == ("read", 0):
                self.deed(inbox / "15.txt")

        return codes_of(ingest(str(inbox), folder / "output", progress=tell, now=NOON).run)


class Altered(NamedTuple):
    """The published files of the seed, with one passage of one of them altered by hand."""

    suffix: str
    old: str
    new: str
    also: tuple[Code, ...] = ()

    def raised(self, folder: Path, seed: Path) -> set[Code]:
        shutil.copytree(seed, folder, dirs_exist_ok=True)
        path = folder / f"{SEED}.{self.suffix}"
        content = path.read_text(encoding="utf-8")
        assert self.old in content
        path.write_text(content.replace(self.old, self.new, 1), encoding="utf-8")
        return {finding.code for finding in check_paths([folder])}


Fixture = Inbox | Disturbed | Altered


def codes_of(report: Run) -> set[Code]:
    return {f.code for f in (*report.findings, *(f for d in report.decisions for f in d.findings))}


# ---- what the fixtures are made of ----------------------------------------------------------------------------------


def zipped(files: Files) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return whole.getvalue()


def telegram(
    text: str,
    *,
    file_line: str = "841.156/15: Telegram",
    heading: str = "The Ambassador in the United Kingdom (Carton) to the Secretary of State",
    dateline: str = "London, March 3, 1934—6 p.m.",
    notes: str = "",
) -> str:
    """A telegram of these parts; an empty one is left out."""
    return "\n\n".join(part for part in (file_line, heading, dateline, text, notes) if part) + "\n"


def reply(day: str) -> str:
    """From the Department, about the telegram 15 from London of that day."""
    return telegram(
        f"8. Your 15, {day}, was read with interest.",
        file_line="841.156/19: Telegram",
        heading="The Secretary of State to the Ambassador in the United Kingdom (Carton)",
        dateline="Washington, April 9, 1934—noon.",
    )


def unreadable(path: Path) -> None:
    """From here on the system refuses to open the file for reading: the test may run as one who may read all."""
    real = Path.open

    def opened(self: Path, mode: str = "r", *args: Any, **options: Any) -> IO[Any]:
        if self == path and "r" in mode:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self))
        return real(self, mode, *args, **options)

    PATCHES.setattr(Path, "open", opened)


PATCHES = pytest.MonkeyPatch()
"""Of the fixture that is being raised; undone after each."""

LIST_OF_TWO = "15. The board holds that:\n\nThe cranes are too light.\nThe quay is too short.\n\n"

FIXTURES: dict[Code, Fixture] = {
    # -- ingest --
    Code.EMPTY_INPUT: Inbox({"15.txt": b""}),
    Code.BINARY_INPUT: Inbox({"15.txt": b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"}),
    Code.TOO_LARGE: Inbox({"15.txt": b"The tide turned.\n" * (8 * 1024 * 1024 // 17 + 1)}),
    Code.CONTROL_CHARACTERS: Inbox({"15.txt": cable(15, "The pilot boat\x07 went aground.")}),
    Code.ENCODING_ASSUMED: Inbox({"15.txt": cable(15, "The “Señorita” went aground.").encode("cp1252")}),
    Code.ENCODING_DAMAGED: Inbox({"15.txt": cable(15, "Señor Gómez—the pilot.").encode().replace(b"\xc3\xb1", b"\xc3")}),
    Code.UNREADABLE_INPUT: Disturbed(unreadable),
    Code.VANISHED_INPUT: Disturbed(Path.unlink),
    Code.CHANGED_INPUT: Disturbed(lambda path: path.write_text(cable(15, "The tender was withdrawn."))),
    Code.UNSAFE_MEMBER: Inbox({"letters.zip": zipped({"15.txt": cable(15), "../16.txt": cable(16)})}),
    Code.ARCHIVE_BOMB: Inbox({"letters.zip": zipped({"15.txt": bytes(12 * 1024 * 1024)})}),
    Code.BROKEN_ARCHIVE: Inbox({"letters.zip": zipped({"15.txt": cable(15)})[:-40]}),
    Code.MANIFEST_MALFORMED: Inbox({"15.txt": cable(15), "manifest.csv": "path,date_from\n15.txt,in March\n"}),
    Code.MANIFEST_MISSING_FILE: Inbox({"15.txt": cable(15), "manifest.csv": "path,id\n16.txt,london-16\n"}),
    Code.MANIFEST_DUPLICATE_ID: Inbox(
        {"15.txt": cable(15), "16.txt": cable(16), "manifest.csv": "path,id\n15.txt,london\n16.txt,london\n"}
    ),
    Code.AUTHORITY_MALFORMED: Inbox({"15.txt": cable(15), "persons.csv": 'id,name,note\n,"Carton, Sydney",Ambassador\n'}),
    Code.DUPLICATE_ID: Inbox({"15.txt": cable(15), "16.txt": cable(16), "manifest.csv": "path,id\n15.txt,inbox.16\n"}),
    Code.DUPLICATE_SOURCE: Inbox({"letters/15.txt": cable(15), "letters.zip": zipped({"15.txt": cable(15)})}),
    Code.SET_ASIDE: Inbox({"15.txt": cable(15), "README.txt": "Scanned in May."}),
    # -- read --
    Code.NO_CABLE_RECOGNISED: Inbox({"15.txt": "Beat three eggs.\n\nAdd the flour.\n"}),
    Code.NO_BODY: Inbox({"15.txt": telegram("", file_line="", dateline="")}),
    Code.TEXT_WITHHELD: Inbox(
        {
            "15.txt": telegram(
                "", heading="Memorandum From Sydney Carton to the Secretary of State1", notes="  1. Not declassified."
            )
        }
    ),
    Code.CORRESPONDENTS_MISSING: Inbox(
        {"15.txt": telegram("The Minister called about the cranes.", file_line="", heading="Memorandum of Conversation")}
    ),
    Code.DATE_INFERRED: Inbox(
        {"15.txt": telegram("15. Reference Department’s 7, February 24, 1934, 6 p.m. The tender is let.", dateline="")}
    ),
    Code.DATE_MISSING: Inbox({"15.txt": telegram("15. The tender is let.", dateline="")}),
    Code.DATE_IMPOSSIBLE: Inbox(
        {"15.txt": telegram("15. The tender is let.", dateline="London, February 30, 1934—6 p.m.")},
        also=(Code.DATE_MISSING,),  # what is no day dates nothing
    ),
    Code.DATE_OUTSIDE_COLLECTION: Inbox({"15.txt": cable(15), "manifest.csv": "path,date_from,date_to\n15.txt,1936,1937\n"}),
    Code.NOTE_UNANCHORED: Inbox({"15.txt": telegram("The tender is let.", notes="  1. Not printed.")}),
    Code.NOTE_NUMBER_INFERRED: Inbox(
        {
            "15.txt": telegram(
                "The tender is let.27 The pilots object to it.28",
                notes="1. In two sections.\n2. To a firm of Leith.\n3. Their letter is not printed.",
            )
        },
        also=(Code.NOTE_UNANCHORED,),  # only a note that has lost its marker needs a number
    ),
    Code.MARKER_WITHOUT_NOTE: Inbox(
        {"15.txt": telegram("The tender is let.1 The pilots object to it.2", notes="1. To a firm of Leith.")}
    ),
    Code.PAGE_ORDER: Inbox(
        {"15.txt": telegram("The tender is let.\n\n[Page 302]\n\nThe pilots object.\n\n[Page 301]\n\nThe board met.")}
    ),
    Code.PERSON_AMBIGUOUS: Inbox(
        {
            "15.txt": telegram("Pross objects to the tender."),
            "persons.csv": 'id,name,note\np_PS,"Pross, Solomon",\np_PJ,"Pross, Jane",\n',
        }
    ),
    Code.LABELS_INFERRED: Inbox({"15.txt": telegram(LIST_OF_TWO + "The pilots believe (a) and doubt (b).")}),
    Code.PROBABLE_MISREADING: Inbox(
        {"15.txt": telegram("The pilots Tolliver and Pemberley object. The Tollixer-Pemberlay case goes on.")}
    ),
    Code.FILE_NUMBER_UNREAD: Inbox({"15.txt": telegram("15. The tender is let.", file_line="15 London Harbour 3/x: Telegram")}),
    # -- link --
    Code.REFERENCE_AMBIGUOUS: Inbox(
        {"15.txt": cable(15), "15-copy.txt": cable(15, "The tender is withdrawn."), "8.txt": reply("March 3, 1934")}
    ),
    Code.DATE_CONTRADICTED: Inbox(
        {
            "15.txt": telegram("15. The tender is let.", dateline=""),
            "8.txt": reply("March 3, 1934"),
            "9.txt": reply("March 5, 1934"),
        },
        also=(Code.DATE_MISSING,),  # no date was taken from them
    ),
    # -- check --
    Code.XML_MALFORMED: Altered("tei.xml", "</TEI>", ""),
    Code.TEI_SCHEMA: Altered("tei.xml", "<p>It is also", "<p><blink/>It is also"),
    Code.TEI_RULE: Altered("tei.xml", "<term>telegram</term>", "<term> </term>"),
    Code.DC_SCHEMA: Altered("oai_dc.xml", "<dc:language>en</dc:language>", "<dc:language>en fr</dc:language>"),
    Code.RECORD_SCHEMA: Altered("json", '"n": 1,', '"n": 0,'),
    Code.TEXT_LOST: Altered("tei.xml", "puzzled and astonished", "puzzled"),
    Code.TEXT_ADDED: Altered("tei.xml", "puzzled and", "puzzled indeed and"),
    Code.FILES_DISAGREE: Altered("oai_dc.xml", "<dc:title>The", "<dc:title>A"),
}


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published files of the seed, without its page."""
    output = tmp_path_factory.mktemp("seed") / "output"
    run(ROOT / "seeds", output)
    (folder,) = (output / "published").iterdir()
    (folder / f"{SEED}.html").unlink()
    return folder


@pytest.mark.parametrize("code", Code, ids=lambda code: code.value)
def test_a_fixture_raises_its_code_and_nothing_else(code: Code, tmp_path: Path, seed: Path) -> None:
    fixture = FIXTURES[code]
    try:
        assert fixture.raised(tmp_path, seed) == {code, *fixture.also}
    finally:
        PATCHES.undo()


def test_a_cable_that_is_well_raises_nothing(tmp_path: Path) -> None:
    assert (
        Inbox({"15.txt": cable(15), "16.txt": cable(16), "8.txt": reply("March 3, 1934")}).raised(tmp_path, tmp_path) == set()
    )


def test_files_that_are_well_raise_nothing(seed: Path) -> None:
    assert check_paths([seed]) == []


# ---- declared, used, documented -------------------------------------------------------------------------------------


def used() -> set[str]:
    """The names of `Code.X` in the program's own modules, but for those that only tell codes apart."""
    names: set[str] = set()
    for path in (ROOT / "pipeline").rglob("*.py"):
        if path.name != "codes.py":
            names |= {
                node.attr
                for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
                if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Code"
            }
    return names


def test_every_code_is_used_and_every_used_code_is_declared() -> None:
    assert used() == {code.name for code in Code}


def test_values_are_the_names_in_lower_case() -> None:
    assert {code.name: code.value for code in Code} == {code.name: code.name.lower().replace("_", "-") for code in Code}


@pytest.mark.parametrize("code", Code, ids=lambda code: code.value)
def test_every_code_is_documented_under_its_severity(code: Code) -> None:
    page = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
    _, *parts = re.split(r"^## ", page, flags=re.MULTILINE)
    told = [part.split("\n")[0] for part in parts if f"| `{code.value}` |" in part]
    assert told == [f"{code.severity.value.capitalize()}s"]


def test_the_page_of_findings_has_a_row_for_each_code_and_no_braces() -> None:
    rows = [line for line in findings_page().splitlines() if line.startswith("| `")]
    assert len(rows) == len(Code)
    assert not any(re.search(r"[{}]", row) for row in rows)


@pytest.mark.parametrize("code", Code, ids=lambda code: code.value)
def test_every_sentence_ends_and_says_how_to_mend(code: Code) -> None:
    """A sentence that ends in what another program says has no stop of its own."""
    assert code.sentence.endswith((".", "{reason}"))
    assert code.mend.endswith(".")
    assert code.severity in Severity
