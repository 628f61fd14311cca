"""The command: what it prints where, how it ends, and that it never ends in a traceback."""

from __future__ import annotations

import errno
import importlib
import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from inspect import signature
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import typer
from lxml import etree

from pipeline import cli
from pipeline.catalogue import database
from pipeline.cli import To, app, main
from pipeline.codes import Code
from pipeline.model import Run, Status
from pipeline.publish import Places, lock
from pipeline.run.ingest import BATCH
from pipeline.version import __version__
from pipeline.write import FORMATS
from tests.run.inbox import ONLY_NOTES, cable, fill, published_ids

ROOT = Path(__file__).parent.parent.parent
SEED = ROOT / "seeds" / "moscow-195-zinoviev-kamenev-trial.txt"
TEI = "{http://www.tei-c.org/ns/1.0}"
COMMAND = [sys.executable, "-m", "pipeline.cli"]


class Ended(NamedTuple):
    status: int
    out: str
    err: str


@pytest.fixture
def cablegram(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs the command in this process; what goes to the streams is caught where the system would have it."""
    monkeypatch.delenv("CABLEGRAM_OUTPUT", raising=False)
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.setattr(sys.modules["__main__"], "__package__", None)  # which is pytest's: usage is to name the command

    def run(*words: str | Path) -> Ended:
        monkeypatch.setattr(sys, "argv", ["cablegram", *map(str, words)])
        status: int | str | None = 0
        try:
            main()
        except SystemExit as end:
            status = end.code
        sys.stdout.flush()
        out, err = capfd.readouterr()
        assert isinstance(status or 0, int)
        assert "Traceback" not in out + err
        return Ended(int(status or 0), out, err)

    return run


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    return fill(tmp_path / "inbox", {"15.txt": cable(15)})


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


# ---- help -----------------------------------------------------------------------------------------------------------


def commands() -> dict[str, Any]:
    found: dict[str, Any] = vars(typer.main.get_command(app))["commands"]
    return found


def test_the_commands_are_those_of_the_issue() -> None:
    assert list(commands()) == ["ingest", "convert", "check", "show"]


@pytest.mark.parametrize("name", ["ingest", "convert", "check", "show"])
def test_every_command_says_what_it_does_and_gives_an_example(name: str) -> None:
    command = commands()[name]
    assert len(command.help.split()) > 5
    assert f"cablegram {name} " in command.epilog


@pytest.mark.parametrize("name", ["ingest", "convert", "check", "show"])
def test_every_argument_and_option_has_help_that_is_a_sentence(name: str) -> None:
    told = {parameter.name: parameter.help for parameter in commands()[name].params}
    assert told
    assert [key for key, said in told.items() if not said or not said.endswith(".")] == []


@pytest.mark.parametrize("words", [[], ["ingest"], ["convert"], ["check"], ["show"]], ids=" ".join)
def test_help_goes_to_standard_output_and_is_well(words: list[str], cablegram: Any) -> None:
    ended = cablegram(*words, "--help")
    assert (ended.status, ended.err) == (0, "")
    assert "Usage: cablegram" in ended.out


def test_the_version_is_the_package_s_own(cablegram: Any) -> None:
    assert cablegram("--version") == (0, f"cablegram {__version__}\n", "")


# ---- quick ----------------------------------------------------------------------------------------------------------


def cpu_of(words: Sequence[str]) -> float:
    """Seconds of processor that a fresh process takes, the best of three."""
    taken = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([*COMMAND, *words], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(taken)


def test_help_takes_under_three_tenths_of_a_second() -> None:
    assert cpu_of(["--help"]) < 0.3


@pytest.mark.parametrize("to", ["tei", "oai_dc", "dcterms", "json", "html"])
def test_a_conversion_takes_under_a_second(to: str) -> None:
    assert cpu_of(["convert", str(SEED), "--to", to]) < 1


def test_importing_the_command_loads_no_heavy_package() -> None:
    heavy = ("prefect", "sqlalchemy", "lxml", "jinja2", "jsonschema", "jsonschema_rs", "fastapi")
    asked = f"import sys, pipeline.cli; print([m for m in {heavy} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True).stdout == "[]\n"


def test_a_plain_ingest_loads_no_prefect(inbox: Path, output: Path) -> None:
    asked = (
        f"import sys; sys.argv = ['cablegram', 'ingest', {str(inbox)!r}, '--plain', '-o', {str(output)!r}]\n"
        "from pipeline.cli import main\ntry: main()\nfinally: print('prefect' in sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True)
    assert ended.stdout.endswith("\nFalse\n")


# ---- how it ends ----------------------------------------------------------------------------------------------------


def test_an_ingest_of_what_is_well_ends_with_0(inbox: Path, output: Path, cablegram: Any) -> None:
    ended = cablegram("ingest", inbox, "-o", output, "--plain")
    assert ended.status == 0
    assert "inbox.15" in ended.out
    assert (output / "reports" / "index.html").is_file()
    report = next(line for line in ended.out.splitlines() if line.startswith("Report: "))
    assert Path(report.removeprefix("Report: file://")).is_file()


def test_a_warning_is_no_error(output: Path, cablegram: Any) -> None:
    ended = cablegram("ingest", ROOT / "seeds", "-o", output, "--plain")
    assert ended.status == 0
    assert "1 warning" in ended.out


def test_an_ingest_again_says_that_nothing_changed(inbox: Path, output: Path, cablegram: Any) -> None:
    cablegram("ingest", inbox, "-o", output, "--plain")
    ended = cablegram("ingest", inbox, "-o", output, "--plain")
    assert ended.status == 0
    assert "nothing changed" in ended.out


def test_an_ingest_with_an_error_ends_with_1_and_says_why(inbox: Path, output: Path, cablegram: Any) -> None:
    fill(inbox, {"notes.txt": ONLY_NOTES})
    ended = cablegram("ingest", inbox, "-o", output, "--plain")
    assert ended.status == 1
    assert "quarantined" in ended.out
    assert "no text of a cable" in ended.out
    assert published_ids(output) == {"inbox.15"}


def test_what_is_found_of_the_run_itself_is_said(inbox: Path, output: Path, cablegram: Any) -> None:
    fill(inbox, {"manifest.csv": "path,id\nlost.txt,the-lost\n"})
    ended = cablegram("ingest", inbox, "-o", output, "--plain")
    assert ended.status == 1
    assert "manifest.csv names lost.txt, which is not there." in ended.out


def test_a_conversion_of_no_cable_ends_with_1_and_writes_nothing(inbox: Path, cablegram: Any) -> None:
    fill(inbox, {"notes.txt": ONLY_NOTES})
    ended = cablegram("convert", inbox / "notes.txt")
    assert (ended.status, ended.out) == (1, "")
    assert Code.NO_BODY.value in ended.err
    assert Code.NO_BODY.mend in ended.err


def test_a_check_ends_with_0_or_1(inbox: Path, output: Path, cablegram: Any) -> None:
    cablegram("ingest", inbox, "-o", output, "--plain")
    ended = cablegram("check", output / "published")
    assert ended.status == 0
    assert "All is well" in ended.out
    path = output / "published" / "inbox" / "inbox.15.tei.xml"
    path.write_text(path.read_text(encoding="utf-8").replace("lowest tender", "tender"), encoding="utf-8")
    ended = cablegram("check", output / "published")
    assert ended.status == 1
    assert Code.TEXT_LOST.value in ended.out


# ---- data to standard output, all else to standard error -------------------------------------------------------------


def test_a_conversion_writes_the_cable_and_nothing_else_to_standard_output(cablegram: Any) -> None:
    ended = cablegram("convert", SEED, "--to", "tei")
    assert ended.status == 0
    assert etree.fromstring(ended.out.encode()).tag == f"{TEI}TEI"
    assert Code.NOTE_UNANCHORED.value in ended.err


def test_a_conversion_to_a_file_leaves_standard_output_empty(inbox: Path, cablegram: Any, tmp_path: Path) -> None:
    ended = cablegram("convert", inbox / "15.txt", "--to", "json", "-o", tmp_path / "15.json")
    assert (ended.status, ended.out) == (0, "")
    assert json.loads((tmp_path / "15.json").read_bytes())["id"] == "inbox.15"


def test_progress_on_a_pipe_is_plain_lines_on_standard_error(inbox: Path, output: Path, cablegram: Any) -> None:
    ended = cablegram("ingest", inbox, "-o", output, "--plain")
    assert "reading: 1 of 1\n" in ended.err
    assert "publishing: 1 of 1\n" in ended.err
    assert all(c.isprintable() or c == "\n" for c in ended.err)
    assert "\x1b" not in ended.out
    assert "reading" not in ended.out


def test_progress_on_a_terminal_is_a_bar_that_goes_away(inbox: Path, output: Path) -> None:
    ours, theirs = os.openpty()
    words = ["ingest", str(inbox), "--plain", "-o", str(output)]
    environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "100"}
    with os.fdopen(ours, "rb", buffering=0) as terminal:
        ended = subprocess.run([*COMMAND, *words], stdout=subprocess.PIPE, stderr=theirs, env=environment, check=True)
        os.close(theirs)
        shown = terminal.read(65536).decode(errors="replace")
    assert "reading" in shown
    assert "1/1" in shown
    assert "\x1b[2K" in shown  # ECMA-48: erase in line
    assert b"\x1b" not in ended.stdout


def test_a_run_as_json_is_the_report(inbox: Path, output: Path, cablegram: Any) -> None:
    fill(inbox, {"notes.txt": ONLY_NOTES})
    ended = cablegram("ingest", inbox, "-o", output, "--plain", "--json")
    assert ended.status == 1
    report = Run.model_validate_json(ended.out)
    assert report.counts == {Status.PUBLISHED: 1, Status.QUARANTINED: 1}
    assert report == Run.model_validate_json((output / "reports" / report.id / "report.json").read_bytes())


def test_a_check_as_json_is_a_list_of_findings(inbox: Path, output: Path, cablegram: Any) -> None:
    cablegram("ingest", inbox, "-o", output, "--plain")
    assert json.loads(cablegram("check", output / "published", "--json").out) == []
    (output / "published" / "inbox" / "inbox.15.oai_dc.xml").write_text("<oops>")
    ended = cablegram("check", output / "published", "--json")
    assert ended.status == 1
    assert [found["code"] for found in json.loads(ended.out)] == ["xml-malformed"]


def test_a_cable_as_json_has_its_entry_versions_and_findings(output: Path, cablegram: Any) -> None:
    cablegram("ingest", ROOT / "seeds", "-o", output, "--plain")
    ended = cablegram("show", "moscow-1936-195", "-o", output, "--json")
    (shown,) = json.loads(ended.out)
    assert ended.status == 0
    assert shown["entry"]["cable"] == "moscow-1936-195"
    assert [version["n"] for version in shown["versions"]] == [1]
    assert "note-unanchored" in {found["code"] for found in shown["findings"]}


def test_a_cable_is_shown_with_what_an_archivist_asks_for(output: Path, cablegram: Any) -> None:
    cablegram("ingest", ROOT / "seeds", "-o", output, "--plain")
    ended = cablegram("show", "moscow-1936-195", "-o", output)
    assert ended.status == 0
    for said in ("published, version 1", "861.00/11630", "not before 1936-08-24", "Department’s 117, August 24, 6 p.m."):
        assert said in ended.out


def test_a_cable_in_quarantine_is_shown_with_its_reasons(inbox: Path, output: Path, cablegram: Any) -> None:
    fill(inbox, {"notes.txt": ONLY_NOTES})
    cablegram("ingest", inbox, "-o", output, "--plain")
    ended = cablegram("show", "inbox.notes", "-o", output)
    assert ended.status == 0
    assert "in quarantine" in ended.out
    assert Code.NO_BODY.value in ended.out


def piped(words: Sequence[str | Path], given: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*COMMAND, *map(str, words)], input=given, capture_output=True, check=False)


# A terminal may lack characters that cables have; what is data is UTF-8 whatever it says.
@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["show", "moscow-1936-195"],
        ["show", "moscow-1936-195", "--json"],
        ["convert", str(SEED), "--to", "json"],
    ],
    ids=["help", "show", "show as JSON", "convert"],
)
def test_a_terminal_that_lacks_characters_is_no_obstacle(words: list[str], output: Path, cablegram: Any) -> None:
    cablegram("ingest", ROOT / "seeds", "-o", output, "--plain")
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "CABLEGRAM_OUTPUT": str(output)}
    ended = subprocess.run([*COMMAND, *words], capture_output=True, check=False, env=environment)
    assert b"Traceback" not in ended.stderr
    assert ended.returncode == 0
    if "json" in " ".join(words):
        assert "Chargé" in str(json.loads(ended.stdout))


def test_standard_input_is_converted_to_standard_output() -> None:
    ended = piped(["convert", "-", "--to", "json", "-o", "-"], SEED.read_bytes())
    assert ended.returncode == 0
    assert json.loads(ended.stdout)["message_number"]["text"] == "195"


def test_standard_input_is_ingested(output: Path) -> None:
    ended = piped(["ingest", "-", "--plain", "-o", output], cable(15).encode())
    assert ended.returncode == 0
    assert published_ids(output) == {"stdin.stdin"}


def test_the_output_folder_may_be_named_by_the_environment(
    inbox: Path, output: Path, cablegram: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CABLEGRAM_OUTPUT", str(output))
    assert cablegram("ingest", inbox, "--plain").status == 0
    assert published_ids(output) == {"inbox.15"}


# ---- errors in sentences --------------------------------------------------------------------------------------------


def assert_refused(ended: Ended, *said: str) -> None:
    """A sentence that names what is wrong, a second line that says what to try, and nothing on standard output."""
    assert (ended.status, ended.out) == (2, "")
    lines = ended.err.rstrip("\n").split("\n")
    first = next(i for i, line in enumerate(lines) if line.startswith("cablegram: "))
    assert lines[first].endswith(".")
    assert len(lines) == first + 2
    assert lines[first + 1].startswith("  ")
    for words in said:
        assert words in lines[first]


def test_a_source_that_is_not_there(tmp_path: Path, output: Path, cablegram: Any) -> None:
    assert_refused(cablegram("ingest", tmp_path / "nowhere", "-o", output, "--plain"), "nowhere")
    assert_refused(cablegram("convert", tmp_path / "nowhere"), "nowhere")


def test_a_folder_of_several_is_not_converted(inbox: Path, cablegram: Any) -> None:
    fill(inbox, {"16.txt": cable(16)})
    assert_refused(cablegram("convert", inbox), "2 sources")


def test_an_output_folder_that_is_a_file(inbox: Path, output: Path, cablegram: Any) -> None:
    output.write_text("a file")
    assert_refused(cablegram("ingest", inbox, "-o", output, "--plain"), str(output), "is not a folder")


def test_an_output_folder_that_may_not_be_written(
    inbox: Path, output: Path, cablegram: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: object, *_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(os, "mkdir", refused)
    assert_refused(cablegram("ingest", inbox, "-o", output, "--plain"), str(output), "cannot be written")


def test_an_output_folder_in_use(inbox: Path, output: Path, cablegram: Any) -> None:
    with lock(output):
        assert_refused(cablegram("ingest", inbox, "-o", output, "--plain"), f"in use by process {os.getpid()}")


@pytest.mark.parametrize("words", [("ingest", "{inbox}", "--plain"), ("show", "inbox.15")], ids=["ingest", "show"])
def test_a_locked_catalogue(
    words: tuple[str, ...], inbox: Path, output: Path, cablegram: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    cablegram("ingest", inbox, "-o", output, "--plain")
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    other = sqlite3.connect(Places(output).catalogue, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    asked = [word.format(inbox=inbox) for word in words]
    assert_refused(cablegram(*asked, "-o", output), "catalogue.sqlite", "is locked by another program")
    other.close()


def test_a_file_that_cannot_be_written(inbox: Path, tmp_path: Path, cablegram: Any) -> None:
    assert_refused(cablegram("convert", inbox / "15.txt", "-o", tmp_path / "no" / "where.xml"), "where.xml")


def test_an_unknown_id_and_a_missing_archive(inbox: Path, output: Path, cablegram: Any) -> None:
    assert_refused(cablegram("show", "inbox.15", "-o", output), "There is no catalogue")
    cablegram("ingest", inbox, "-o", output, "--plain")
    assert_refused(cablegram("show", "inbox.99", "-o", output), "There is no cable inbox.99")


def test_settings_that_do_not_say_what_they_must(inbox: Path, output: Path, cablegram: Any) -> None:
    fill(inbox, {"cablegram.toml": '[archive]\nbase_uri = "archive.example"\n'})
    assert_refused(cablegram("ingest", inbox, "-o", output, "--plain"), "cablegram.toml", "archive.base_uri")


@pytest.mark.parametrize("name", ["published", "inbox.15.tei.xml"])
def test_a_check_of_what_is_not_there(name: str, tmp_path: Path, cablegram: Any) -> None:
    assert_refused(cablegram("check", tmp_path / name), str(tmp_path / name), "not there")


# Usage: the words of the command line itself. The library of the command line speaks here, in a frame of its own.
USAGE = {
    "no such format": (["convert", str(SEED), "--to", "marc"], "'marc' is not one of"),
    "no such command": (["publish"], "No such command 'publish'"),
    "no such option": (["convert", str(SEED), "--form", "tei"], "No such option"),
    "no source": (["ingest"], "Missing argument"),
    "no batch": (["ingest", "x", "--batch-size", "0"], "greater than or equal to 1"),
}


@pytest.mark.parametrize(("words", "said"), USAGE.values(), ids=USAGE)
def test_a_word_too_many_or_too_few_ends_with_2(words: list[str], said: str, cablegram: Any) -> None:
    ended = cablegram(*words)
    assert (ended.status, ended.out) == (2, "")
    assert said in ended.err
    assert "Usage: cablegram" in ended.err


# ---- stopped --------------------------------------------------------------------------------------------------------


def as_in_the_foreground() -> None:
    """A shell starts its background jobs deaf to Ctrl-C, and what they start inherits that: not so here."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def interrupted(inbox: Path, output: Path) -> Ended:
    """Ctrl-C: here as the signal that it sends, once the run has begun to read."""
    fill(inbox, {f"{n}.txt": cable(n) for n in range(100, 400)})
    words = ["ingest", str(inbox), "--plain", "--batch-size", "10", "-o", str(output)]
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen([*COMMAND, *words], preexec_fn=as_in_the_foreground, **pipes) as process:
        deadline = time.monotonic() + 30
        while not any(Places(output).staging.glob("*/read/*")) and time.monotonic() < deadline:
            time.sleep(0.001)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    return Ended(process.returncode, out, err)


def test_an_interrupted_run_leaves_nothing_half_done(inbox: Path, output: Path) -> None:
    ended = interrupted(inbox, output)
    assert ended.status in (2, 128 + signal.SIGINT)
    assert "Traceback" not in ended.err
    assert not (output / "published").exists()
    assert not any(Places(output).staging.iterdir())


def test_an_interrupted_run_says_so(inbox: Path, output: Path) -> None:
    ended = interrupted(inbox, output)
    assert ended.out == ""
    assert "cablegram: stopped." in ended.err


def test_a_reader_that_has_enough_ends_the_command_quietly(inbox: Path) -> None:
    """`cablegram convert … | head -1`: the rest of a cable larger than the pipe finds nobody to read it."""
    fill(inbox, {"15.txt": cable(15, "The board met. " * 20_000)})
    words = ["convert", str(inbox / "15.txt"), "--to", "json"]
    with subprocess.Popen([*COMMAND, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"{\n"
        process.stdout.close()
        err = process.stderr.read().decode()
    assert process.returncode in (0, 1)
    assert "Traceback" not in err
    assert "Error" not in err


# ---- the generated pages --------------------------------------------------------------------------------------------

docs = importlib.import_module("pipeline.docs")


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of docs/ for the generator to look at."""
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    monkeypatch.setattr(docs.stale, "__defaults__", (tmp_path / "docs",))
    monkeypatch.setattr(docs.write, "__defaults__", (tmp_path / "docs",))
    return tmp_path / "docs"


def test_the_pages_in_docs_are_up_to_date() -> None:
    assert docs.stale() == []


@pytest.mark.parametrize("name", ["findings.md", "cli.md"])
def test_a_page_that_was_changed_or_lost_is_stale_until_it_is_written(
    name: str, pages: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (pages / name).write_text("# Something else\n", encoding="utf-8")
    assert docs.main(["--check"]) == 1
    assert f"docs/{name} is not up to date. Run `python -m pipeline.docs`." in capsys.readouterr().err
    (pages / name).unlink()
    assert docs.main(["--check"]) == 1
    assert docs.main([]) == 0
    assert docs.main(["--check"]) == 0
    assert (pages / name).read_bytes() == (ROOT / "docs" / name).read_bytes()


def test_the_page_of_the_command_has_every_option(pages: Path) -> None:
    page = (pages / "cli.md").read_text(encoding="utf-8")
    for name, command in commands().items():
        part = page.split(f"## `cablegram {name}`")[1].split("\n## ")[0]
        for option in (long for parameter in command.params for long in parameter.opts if long.startswith("--")):
            assert option in part


# ---- written twice, so that `--help` is quick ------------------------------------------------------------------------


def test_the_formats_are_those_that_are_written() -> None:
    assert [to.value for to in To] == list(FORMATS)


def test_the_size_of_a_batch_is_that_of_a_run() -> None:
    assert signature(cli.ingest).parameters["batch_size"].default == BATCH
