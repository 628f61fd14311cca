"""The command `cablegram`: parse, call one function, print. Data to standard output, everything else to standard error.

Ends with 0 when all is well, 1 where there are findings of severity error, 2 where the command could not do its work.
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from pipeline.codes import Severity
from pipeline.errors import CablegramError
from pipeline.version import __version__

if TYPE_CHECKING:
    from pipeline.run import Progress, Settled

app = typer.Typer(
    name="cablegram",
    help="Raw diplomatic cable text becomes checked TEI P5 and Dublin Core records; only what is valid is published.",
    epilog="Start with: [bold]cablegram ingest seeds/[/bold] · then open output/reports/index.html",
    rich_markup_mode="rich",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

OUTPUT = Annotated[Path, typer.Option("--output", "-o", envvar="CABLEGRAM_OUTPUT", help="The folder that is published into.")]
JSON = Annotated[bool, typer.Option("--json", help="For machines: JSON to standard output.")]
DEFAULT_OUTPUT = Path("output")
INTERRUPTED = 130
"""The exit code that typer makes of Ctrl-C."""


class To(StrEnum):
    """The formats that a cable is written in."""

    TEI = "tei"
    OAI_DC = "oai_dc"
    DCTERMS = "dcterms"
    JSON = "json"
    HTML = "html"


def _version(wanted: bool) -> None:
    if wanted:
        print(f"cablegram {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    pass


@app.command(
    epilog="Examples: cablegram ingest inbox/ · cablegram ingest letters.zip -o /srv/archive · cat 195.txt | cablegram ingest -"
)
def ingest(
    source: Annotated[str, typer.Argument(help="A file, a folder, a zip or tar, or - for standard input.")],
    output: OUTPUT = DEFAULT_OUTPUT,
    batch_size: Annotated[int, typer.Option(min=1, help="Cables a batch, which is a task of Prefect.")] = 300,
    plain: Annotated[
        bool, typer.Option("--plain", help="Without Prefect: nothing is recorded of the run but its report.")
    ] = False,
    as_json: JSON = False,
) -> None:
    """Read what came in, check it, publish what is valid, quarantine the rest with its reasons, and report.

    Beside the texts may lie manifest.csv (ids, collections, dates, rights), persons.csv, terms.csv and cablegram.toml.
    The same bytes again change nothing.
    """
    from pipeline.terminal import progress, say_settled

    with progress() as tell:
        if plain:
            from pipeline.run import ingest as run_ingest

            settled = run_ingest(source, output, batch_size=batch_size, progress=tell)
        else:
            tell("prefect", 0, None)
            settled = _flow(source, output, batch_size, tell)
    if as_json:
        _write(settled.run.model_dump_json(indent=1).encode() + b"\n", "-")
    else:
        say_settled(settled)
    raise typer.Exit(1 if settled.run.severities.get(Severity.ERROR) else 0)


@app.command(epilog="Examples: cablegram convert 195.txt --to tei · pdftotext 195.pdf - | cablegram convert - --to json")
def convert(
    file: Annotated[str, typer.Argument(help="One text, or - for standard input.")],
    to: Annotated[To, typer.Option(help="The format to write.")] = To.TEI,
    output: Annotated[str, typer.Option("--output", "-o", help="The file to write; - is standard output.")] = "-",
) -> None:
    """Convert one cable, without catalogue, Prefect or output folder: to look, or to feed another program."""
    from pipeline.run.convert import convert as convert_one
    from pipeline.terminal import say_findings

    content, findings = convert_one(file, to.value, today=datetime.now(UTC).date().isoformat())
    say_findings(findings, to_error=True)
    if content is None:
        raise typer.Exit(1)
    _write(content, output)


@app.command(epilog="Examples: cablegram check output/published · cablegram check moscow-1936-195.tei.xml --json")
def check(
    paths: Annotated[list[Path], typer.Argument(help="Files (.tei.xml, .oai_dc.xml, .dcterms.xml, .json) or folders of them.")],
    as_json: JSON = False,
) -> None:
    """Check files that were written before: schemas, rules, text kept, and the files of one cable against each other."""
    from pipeline.check import check_paths
    from pipeline.terminal import say_checked, to_json

    findings = check_paths(paths)
    if as_json:
        _write(to_json(findings), "-")
    else:
        say_checked(paths, findings)
    raise typer.Exit(1 if any(f.severity is Severity.ERROR for f in findings) else 0)


@app.command(epilog="Examples: cablegram show moscow-1936-195 · cablegram show moscow-1936-195 --json")
def show(
    cable: Annotated[str, typer.Argument(metavar="ID", help="The cable's id.")],
    output: OUTPUT = DEFAULT_OUTPUT,
    as_json: JSON = False,
) -> None:
    """Show what the archive knows of a cable: what was read, how sure it is, its versions, references and findings."""
    from pipeline.catalogue.catalogue import Catalogue
    from pipeline.publish import Places
    from pipeline.terminal import Shown, say_cable, to_json

    with Catalogue.open(Places(output).catalogue, create=False) as catalogue:
        entries = catalogue.find(cable)
        if not entries:
            _refuse(
                f"There is no cable {cable} in {output}.",
                "`cablegram ingest` tells the ids; output/reports/index.html lists them.",
            )
        shown = [Shown(entry=e, versions=catalogue.versions(*e.name), findings=catalogue.findings(*e.name)) for e in entries]
    if as_json:
        _write(to_json(shown), "-")
        return
    for cable_shown in shown:
        say_cable(cable_shown, output)


def _flow(source: str, output: Path, batch_size: int, tell: Progress) -> Settled:
    """The run as a flow of Prefect. Its own messages are for servers; here the command speaks."""
    import os

    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "CRITICAL")
    from flows.ingest import run_ingest

    return run_ingest(source, output, batch_size=batch_size, progress=tell)


def _write(content: bytes, output: str) -> None:
    if output == "-":
        sys.stdout.buffer.write(content)
        return
    try:
        Path(output).write_bytes(content)
    except OSError as error:
        _refuse(f"{output} cannot be written: {error.strerror}.", "Name another file with --output.")


def _say(what: str, hint: str) -> None:
    print(f"cablegram: {what}" + (f"\n  {hint}" if hint else ""), file=sys.stderr)


def _refuse(what: str, hint: str = "") -> NoReturn:
    _say(what, hint)
    raise SystemExit(2)


def main() -> None:
    """The entry point: every error that is no fault of the program ends in a sentence, not in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal may lack characters of the text
    try:
        app()
    except CablegramError as error:
        _refuse(str(error), error.hint)
    except SystemExit as ended:
        if ended.code == INTERRUPTED:
            _say("stopped.", "What was under way is completed or undone by the next `cablegram ingest`.")
        raise


if __name__ == "__main__":
    main()
