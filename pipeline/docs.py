"""The pages of documentation that are made from the program itself.

python -m pipeline.docs             writes docs/findings.md and docs/cli.md
python -m pipeline.docs --check     writes nothing; ends with 1 when one of them is not as it would be written
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.codes import Code, Severity

DOCS = Path(__file__).resolve().parent.parent / "docs"
COMMAND = "python -m pipeline.docs"
WIDTH = 100
"""Columns of the help as the page shows it."""

_VALUE = re.compile(r"\{(\w+)(?::[^}]*)?\}")


# ---- findings -------------------------------------------------------------------------------------------------------

EFFECTS = {
    Severity.ERROR: "An error keeps a cable out of `published/`; the source waits in `quarantine/`, the command ends with 1.",
    Severity.WARNING: "A warning is published with the cable. Something was lost or left out, and an archivist should look.",
    Severity.NOTICE: "A notice says what was assumed or inferred. Mostly there is nothing to do.",
}


def findings_page() -> str:
    """Every code with its sentence and how to mend what it reports, a table for each severity."""
    return "\n".join(_findings_lines())


def _findings_lines() -> Iterator[str]:
    yield from ("# Findings", "")
    yield f"What a run or a check may report. Made from `pipeline/codes.py` by `{COMMAND}`; words in *italics* vary."
    for severity in Severity:
        yield from ("", f"## {severity.value.capitalize()}s", "", EFFECTS[severity], "")
        yield from ("| code | what it says | how to mend it |", "|---|---|---|")
        yield from (_row(code) for code in sorted(Code) if code.severity is severity)
    yield ""


def _row(code: Code) -> str:
    said = _VALUE.sub(r"*\1*", _cell(code.sentence))
    return f"| `{code.value}` | {said} | {_cell(code.mend)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("*", "\\*").replace("\n", " ")


# ---- the command ----------------------------------------------------------------------------------------------------


def cli_page() -> str:
    """The help of `cablegram` and of each of its commands."""
    return "\n".join(_cli_lines())


def _cli_lines() -> Iterator[str]:
    yield from ("# The command", "")
    yield f"What `cablegram --help` and the `--help` of each command print. Made by `{COMMAND}`."
    for command in ("", *command_names()):
        whole = f"cablegram {command}".rstrip()
        yield from ("", f"## `{whole}`", "", "```text", help_of(command), "```")
    yield ""


def command_names() -> list[str]:
    """The names of the commands, in the order of the help."""
    import typer

    from pipeline.cli import app

    return list(getattr(typer.main.get_command(app), "commands", {}))


def help_of(command: str) -> str:
    """What `cablegram COMMAND --help` prints on a terminal of 100 columns without colour."""
    from typer.testing import CliRunner

    from pipeline.cli import app

    plain = {"COLUMNS": str(WIDTH), "TERMINAL_WIDTH": str(WIDTH), "NO_COLOR": "1", "TERM": "dumb", "CABLEGRAM_OUTPUT": None}
    words = [command, "--help"] if command else ["--help"]
    result = CliRunner().invoke(app, words, env=plain, prog_name="cablegram")
    if result.exit_code:
        raise RuntimeError(f"cablegram {' '.join(words)} ended with {result.exit_code}: {result.output}")
    return "\n".join(line.rstrip() for line in result.output.strip("\n").splitlines())


# ---- writing and checking -------------------------------------------------------------------------------------------

PAGES: dict[str, Callable[[], str]] = {"findings.md": findings_page, "cli.md": cli_page}


def stale(folder: Path = DOCS) -> list[str]:
    """The names of the pages that are missing or not as they would be written now."""
    return [name for name, page in PAGES.items() if _text(folder / name) != page()]


def write(folder: Path = DOCS) -> None:
    folder.mkdir(exist_ok=True)
    for name, page in PAGES.items():
        (folder / name).write_text(page(), encoding="utf-8")


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


def main(arguments: list[str]) -> int:
    """The exit status: 0, or 1 where `--check` finds a page stale, or 2 for another argument."""
    if arguments not in ([], ["--check"]):
        print(f"usage: {COMMAND} [--check]", file=sys.stderr)
        return 2
    if not arguments:
        write()
        return 0
    for name in (names := stale()):
        print(f"docs/{name} is not up to date. Run `{COMMAND}`.", file=sys.stderr)
    return 1 if names else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
