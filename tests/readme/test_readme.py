"""The README says what is true: its example comes out as it shows, its links lead somewhere, its commands are there."""

import re
from pathlib import Path

import pytest

from pipeline.run import convert

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLE = ROOT / "docs" / "example" / "paris-318.txt"
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, re.DOTALL)


def test_the_source_is_the_example() -> None:
    assert next(text for language, text in BLOCKS if language == "text") == EXAMPLE.read_text(encoding="utf-8")


@pytest.mark.parametrize(("place", "to"), [(0, "tei"), (1, "oai_dc")], ids=["tei", "oai_dc"])
def test_the_output_is_as_shown(place: int, to: str) -> None:
    shown = [text for language, text in BLOCKS if language == "xml"][place].splitlines()
    content, _ = convert(str(EXAMPLE), to, today="2026-11-22")
    assert content is not None
    lines = iter(content.decode().splitlines())
    for line in shown:  # every shown line stands in the output, in this order
        assert line in lines, line


@pytest.mark.parametrize("page", [ROOT / "README.md", *(ROOT / "docs").glob("*.md")], ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """To a file, and to a heading in it."""
    for target in re.findall(r"\]\((?!https?:)([^)\s]+)\)", page.read_text(encoding="utf-8")):
        path, _, anchor = target.partition("#")
        found = page.parent / path if path else page
        assert found.exists(), target
        assert not anchor or anchor in _anchors(found), target


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.casefold()).replace(" ", "-") for heading in headings}


def test_it_is_short() -> None:
    assert len(README.splitlines()) < 150
