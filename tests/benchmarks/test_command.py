"""The command, over the invented volume: what it prints, what it keeps, and what it says where it cannot work."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.frus.command import main, parser
from benchmarks.frus.document import Form
from benchmarks.frus.figures import Figures

ROOT = Path(__file__).parents[2]
VOLUMES = Path(__file__).parent / "volumes"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_json_is_what_is_kept(cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(VOLUMES), "--json", "-j", "1"]) == 0
    printed = Figures.model_validate_json(capsys.readouterr().out)
    [kept] = (cache / "cablegram" / "accuracy").iterdir()
    assert Figures.model_validate_json(kept.read_bytes()) == printed
    assert printed.volumes == ("frus1938Test",)
    assert {form: figures.documents for form, figures in printed.forms.items()} == dict.fromkeys(Form, 4)
    assert all(figures.published <= 4 and figures.fields for figures in printed.forms.values())


def test_gains_and_losses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of one form; the other forms of the last run stay kept, and a run over other documents is compared with nothing."""
    save = tmp_path / "last.json"
    command = [str(VOLUMES), "--save", str(save), "-j", "1"]
    assert main(command) == 0
    kept = json.loads(save.read_text())
    kept["forms"]["flat"]["fields"]["place"]["f1"] = 0.25
    save.write_text(json.dumps(kept))
    capsys.readouterr()
    assert main([*command, "--form", "flat"]) == 0
    out, err = capsys.readouterr()
    [line] = [line for line in out.splitlines() if "→" in line]
    assert line.startswith("place ")
    assert ".250 → " in line
    assert str(save) in err
    assert json.loads(save.read_text())["forms"].keys() == {"web", "flat", "full"}
    assert main([*command, "--form", "flat", "--every", "2"]) == 0
    out, err = capsys.readouterr()
    assert "→" not in out
    assert "the last run read other documents" in err
    assert json.loads(save.read_text())["forms"].keys() == {"flat"}


def test_misses_and_raw_texts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A miss names its document, and the raw text that was read is there to look at, as an archive would ingest it."""
    assert main([str(VOLUMES), "--form", "web", "--misses", "inferred date", "--raw", str(tmp_path / "raw"), "-j", "1"]) == 0
    assert "web: " in capsys.readouterr().out
    below = tmp_path / "raw" / "web" / "frus1938Test"
    assert {path.name for path in below.iterdir()} == {
        "d1.txt",
        "d2.txt",
        "d3.txt",
        "d4.txt",
        "manifest.csv",
        "persons.csv",
        "terms.csv",
    }
    assert (below / "persons.csv").read_text(encoding="utf-8").splitlines()[0] == "id,name,note"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param([str(VOLUMES / "absent")], "there is no folder", id="no-folder"),
        pytest.param([str(VOLUMES), "--volumes", "frus1938Tast"], "such as frus1938Test", id="no-volume"),
        pytest.param([str(VOLUMES), "--save", str(VOLUMES / "frus1938Test.xml")], "does not hold the figures", id="no-figures"),
    ],
)
def test_faults(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """2, with what was wrong and what to try, and nothing on standard output."""
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert not out
    assert said in err
    assert len(err.splitlines()) >= 2


def test_volume_without_documents(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "frus1900.xml").write_text("<TEI xmlns='http://www.tei-c.org/ns/1.0'><text/></TEI>", encoding="utf-8")
    assert main([str(tmp_path), "-j", "1"]) == 2
    assert "have no documents" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["-j", "0"], ["--every", "none"], ["--form", "html"], ["--misses", "length"]])
def test_usage(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main([str(VOLUMES), *arguments])
    assert caught.value.code == 2


def test_every_option_has_help() -> None:
    assert all(action.help for action in parser()._actions)


def test_from_the_file_in_two_processes(tmp_path: Path) -> None:
    """From anywhere, and over more volumes than one: the table alone on standard output."""
    for name in ("frus1938A", "frus1938B"):
        text = (VOLUMES / "frus1938Test.xml").read_text(encoding="utf-8").replace("frus1938Test", name)
        (tmp_path / f"{name}.xml").write_text(text, encoding="utf-8")
    command = [sys.executable, str(ROOT / "benchmarks/accuracy.py"), str(tmp_path), "--markdown", "-j", "2"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    rows = done.stdout.splitlines()
    assert rows[0] == "| field: F1 (precision, recall) | web | flat | full | number |"
    assert all(row.startswith("| ") and row.count("|") == 6 for row in rows)
    assert "1 of 2: frus1938A, 4 documents" in done.stderr
