"""What a source note says, in TEI, Dublin Core and on the page."""

from __future__ import annotations

import pytest
from lxml import etree

from pipeline.check.grammar import check_grammar
from pipeline.model import Act, ActKind, Cable, Correspondent, Evidence, FileNumber, Kept, KeptKind
from pipeline.write.dublincore import statements
from pipeline.write.holding import original_of
from pipeline.write.html import to_html
from pipeline.write.tei import to_tei
from tests.cables import small_cable

K = KeptKind
READ = Evidence(rule="holdings.level")
NS = {"t": "http://www.tei-c.org/ns/1.0"}
LEVELS = (
    (K.REPOSITORY, "Zenda Library"),
    (K.COLLECTION, "Security File"),
    (K.COLLECTION, "Country File"),
    (K.LOT, "64 D 199"),
    (K.BOX, "4"),
    (K.FOLDER, "Ruritania"),
    (K.FILE_NUMBER, "711.52/5-258"),
)
ACTS = (
    (ActKind.DRAFTED, ("Sapt", "Tarlenheim")),
    (ActKind.SENT, ("Zenda",)),
    (ActKind.APPROVED, ()),
    (ActKind.REPEATED, ("Paris", "CINCPAC for Polad")),
)


def kept(kind: KeptKind, name: str) -> Kept:
    return Kept(kind=kind, text=f"{kind.value.capitalize()} {name}" if name.isdigit() else name, name=name, evidence=READ)


def cable() -> Cable:
    number = FileNumber(text="711.52/5–258", canonical="711.52/5-258", scheme="decimal-1950", evidence=READ)
    return small_cable(
        file_number=number,
        kept=tuple(kept(kind, name) for kind, name in LEVELS),
        acts=tuple(Act(kind=kind, text=kind.value, names=names, evidence=READ) for kind, names in ACTS),
    )


def tei_of(cable: Cable) -> etree._Element:
    root = etree.fromstring(to_tei(cable))
    assert check_grammar("tei.xml", root.getroottree(), "", None) == []
    return root


def said(root: etree._Element, path: str) -> list[tuple[str, str]]:
    """(tag and type, text) of each element."""
    found = root.iterfind(path, NS)
    return [(" ".join(filter(None, (etree.QName(e).localname, e.get("type")))), e.text or "") for e in found]


def test_levels_stand_in_the_identifier_of_the_manuscript() -> None:
    """The file number once; what the note says is no inference."""
    root = tei_of(cable())
    assert said(root, ".//t:msIdentifier/*")[:-2] == [
        ("repository", "Zenda Library"),
        ("collection", "Security File"),
        ("collection", "Country File"),
        ("idno file-number", "711.52/5-258"),
        ("idno lot", "64 D 199"),
        ("idno box", "4"),
        ("idno folder", "Ruritania"),
    ]
    assert root.find(".//t:repository[@cert]", NS) is None


def test_without_a_note_the_scheme_says_who_keeps_the_paper() -> None:
    root = tei_of(cable().model_copy(update={"kept": ()}))
    repository = root.find(".//t:repository", NS)
    assert repository is not None
    assert (repository.text, repository.get("cert")) == ("National Archives (United States)", "high")


def test_those_responsible_stand_with_the_paper() -> None:
    root = tei_of(cable())
    assert said(root, ".//t:msItem/t:respStmt/*") == [("resp", "drafted"), ("name", "Sapt"), ("name", "Tarlenheim")]


@pytest.mark.parametrize("is_correspondence", [True, False])
def test_repetition_forwards(is_correspondence: bool) -> None:
    """Only of what was sent: a paper without correspondents has no correspDesc."""
    update = {"sent_by": (Correspondent(text="The Consul at Omsk"),)} if is_correspondence else {}
    root = tei_of(cable().model_copy(update=update))
    expected = [("name", "Paris"), ("name", "CINCPAC for Polad")] if is_correspondence else []
    assert said(root, ".//t:correspAction[@type='forwarded']/*") == expected


def test_a_printed_source_is_a_bibl() -> None:
    printed = cable().model_copy(update={"kept": (kept(K.PUBLICATION, "Public Papers, 1958, p. 4"),)})
    assert ("bibl", "Public Papers, 1958, p. 4") in said(tei_of(printed), ".//t:sourceDesc/t:bibl")
    assert ("source", "Public Papers, 1958, p. 4") in [(s.element, s.value) for s in statements(printed)]


def test_dublin_core_and_page_say_it_as_printed() -> None:
    words = "Zenda Library, Security File, Country File, 64 D 199, Box 4, Ruritania, 711.52/5-258"
    assert original_of(cable()) == words
    assert ("source", words) in [(s.element, s.value) for s in statements(cable())]
    assert words in to_html(cable()).decode()
