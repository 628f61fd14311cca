"""Single values: what may stand in an attribute, dates in each notation, names and citations in controlled form."""

from __future__ import annotations

import pytest
from lxml import etree

from pipeline.model import (
    Accession,
    Archive,
    CableDate,
    CableKey,
    Certainty,
    Correspondent,
    Evidence,
    Form,
    Keyword,
    Outcome,
    Reading,
    Reference,
    ReferenceKind,
)
from pipeline.write.citation import citation, controlled_name, edtf, w3cdtf
from pipeline.write.dublincore import statements, to_dcterms, to_oai_dc
from pipeline.write.holding import rights_of
from pipeline.write.xml import calendar_date, clean, uri, word
from tests.cables import henderson_195, small_cable

EVIDENCE = Evidence(rule="test.hand")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\x00b\x08\x0b\x0c\x0e\x1f\x7f\x80\x85\x9fc", "abc"),
        ("tab\tline\n", "tab\tline\n"),
        ("\ufffe\uffff\ufdd0", ""),
        ("é–½\xa0\u2028𝔸", "é–½\xa0\u2028𝔸"),
        ("\r", ""),
    ],
)
def test_clean(text: str, expected: str) -> None:
    assert clean(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("press release", "press-release"), ("aide-mémoire", "aide-mémoire"), (" a/b ", "a-b"), ("\x00", ""), ("¿?", "")],
)
def test_word(text: str, expected: str) -> None:
    assert word(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://history.state.gov/d213#fn26", "https://history.state.gov/d213#fn26"),
        ("urn:uuid:5f3c1c3e-6a0b-5d55-9d29-6b1d1f1f0a01", "urn:uuid:5f3c1c3e-6a0b-5d55-9d29-6b1d1f1f0a01"),
        ("https://a.org/é b", "https://a.org/%C3%A9%20b"),
        ("https://a.org/100%", "https://a.org/100%25"),
        ("tag:a.org,2026:x", "tag:a.org,2026:x"),
        ("http://a.org:port/", None),
        ("http://[::1", None),
        ("no address", None),
        ("#fragment", None),
        ("", None),
    ],
)
def test_uri(text: str, expected: str | None) -> None:
    assert uri(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1936", "1936"),
        ("1936-02-29", "1936-02-29"),
        ("1936-08-24T18:05", "1936-08-24T18:05:00"),
        ("1935-02-29", None),
        ("1936-13", None),
        ("1936-08-24T24:00", None),
        ("0000", None),
        ("36-08-24", None),
        ("", None),
        (None, None),
    ],
)
def test_calendar_date(text: str | None, expected: str | None) -> None:
    assert calendar_date(text) == expected


def date(
    when: str | None = None, after: str | None = None, before: str | None = None, certainty: Certainty | None = None
) -> CableDate:
    evidence = Evidence(rule="test.hand", certainty=certainty)
    return CableDate(when=when, not_before=after, not_after=before, evidence=(evidence,))


@pytest.mark.parametrize(
    ("said", "extended", "simple"),
    [
        (date("1936-08-27"), "1936-08-27", "1936-08-27"),
        (date("1936-08-27T19:00"), "1936-08-27T19:00:00", "1936-08-27"),
        (date("1936-08"), "1936-08", "1936-08"),
        (date("1936-08-27", certainty=Certainty.HIGH), "1936-08-27", "1936-08-27"),
        (date("1936-08-27", certainty=Certainty.MEDIUM), "1936-08-27?", "1936"),
        (date("1936-08-27T19:00", certainty=Certainty.LOW), "1936-08-27?", "1936"),
        (date(after="1936-08-24", certainty=Certainty.MEDIUM), "1936-08-24/..", None),
        (date(before="1936-08-24", certainty=Certainty.MEDIUM), "../1936-08-24", None),
        (date(after="1936-08-24", before="1936-08-27", certainty=Certainty.LOW), "1936-08-24/1936-08-27", "1936-08"),
        (date(after="1936-08", before="1936-12-05", certainty=Certainty.LOW), "1936-08/1936-12-05", "1936"),
        (date(after="1936", before="1937", certainty=Certainty.LOW), "1936/1937", None),
        (CableDate(text="undated"), None, None),
        (date("1936-02-30"), None, None),
        (None, None, None),
    ],
    ids=[
        "day",
        "hour",
        "month",
        "sure",
        "likely",
        "unlikely",
        "after",
        "before",
        "between days",
        "within a year",
        "two years",
        "undated",
        "no day",
        "none",
    ],
)
def test_dates_in_dublin_core(said: CableDate | None, extended: str | None, simple: str | None) -> None:
    """EDTF level 1 (ISO 8601-2) for dcterms:created; W3CDTF, as much as is certain, for dc:date."""
    assert edtf(said) == extended
    assert w3cdtf(said) == simple


def reading(text: str) -> Reading:
    return Reading(text=text, evidence=EVIDENCE)


@pytest.mark.parametrize(
    ("party", "expected"),
    [
        (
            Correspondent(text="x", person=reading("Henderson"), role=reading("Chargé"), place=reading("Soviet Union")),
            "Henderson (Chargé, Soviet Union)",
        ),
        (Correspondent(text="x", role=reading("Secretary of State")), "Secretary of State"),
        (Correspondent(text="x", organisation=reading("Embassy"), place=reading("France")), "Embassy (France)"),
        (Correspondent(text="Certain Diplomatic Missions"), "Certain Diplomatic Missions"),
    ],
)
def test_controlled_name(party: Correspondent, expected: str) -> None:
    assert controlled_name(party) == expected


def reference(**fields: object) -> Reference:
    values = {"id": "r1", "kind": "cable", "text": "your 117", "outcome": "not-held", "reason": "", "evidence": EVIDENCE}
    return Reference.model_validate(values | fields)


MOSCOW = CableKey("Department of State", "Moscow", "117", "1936-08-24")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (reference(key=MOSCOW, form=Form.TELEGRAM), "Department of State telegram 117 to Moscow, 1936-08-24"),
        (
            reference(key=MOSCOW, file_number="861.00/11629"),
            "Department of State cable 117 to Moscow, 1936-08-24 (861.00/11629)",
        ),
        (reference(key=CableKey("Moscow", "", "195", None), form=Form.DESPATCH), "Moscow despatch 195"),
        (reference(), "your 117"),
        (reference(kind=ReferenceKind.FILE_NUMBER, file_number="861.00/11629"), "861.00/11629"),
    ],
)
def test_citation(said: Reference, expected: str) -> None:
    assert citation(said) == expected


@pytest.mark.parametrize(
    ("stated", "archive", "expected"),
    [
        ("http://a.org/cc0", "http://a.org/und", ("http://a.org/cc0", "")),
        ("http://a.org/cc0 Public domain.", "http://a.org/und", ("http://a.org/cc0", "Public domain.")),
        ("Public domain: see http://a.org/cc0", "http://a.org/und", ("http://a.org/cc0", "Public domain: see")),
        ("Public domain.", "http://a.org/und", ("http://a.org/und", "Public domain.")),
        ("", "http://a.org/und", ("http://a.org/und", "")),
        ("", "all rights reserved", ("http://rightsstatements.org/vocab/UND/1.0/", "")),
    ],
)
def test_rights(stated: str, archive: str, expected: tuple[str, str]) -> None:
    accession = Accession(path="1.txt", collection="small", rights=stated)
    assert rights_of(small_cable(accession=accession, archive=Archive(rights=archive))) == expected


def test_a_resolved_reference_is_related_by_its_address() -> None:
    resolved = reference(outcome=Outcome.RESOLVED, target="https://a.org/117", key=MOSCOW)
    broken = reference(id="r2", outcome=Outcome.BROKEN)
    page = reference(id="r3", kind=ReferenceKind.PAGE, outcome=Outcome.RESOLVED, target="https://a.org/pg_3")
    root = etree.fromstring(to_dcterms(small_cable(references=(resolved, broken, page))))
    (related,) = root.findall("{*}references")
    assert related.text == "https://a.org/117"
    assert related.get("{http://www.w3.org/2001/XMLSchema-instance}type") == "dcterms:URI"


def test_keywords_are_subjects_or_descriptions() -> None:
    keywords = (
        Keyword(scheme="TAGS", term="PFOR", evidence=EVIDENCE),
        Keyword(scheme="classification", term="secret", evidence=EVIDENCE),
    )
    said = [(s.element, s.value) for s in statements(small_cable(keywords=keywords)) if s.element in ("subject", "description")]
    assert said == [("subject", "PFOR"), ("description", "Classification: secret")]


def test_simple_dublin_core_says_nothing_twice() -> None:
    root = etree.fromstring(to_oai_dc(henderson_195()))
    pairs = [(child.tag, child.text) for child in root]
    assert len(pairs) == len(set(pairs))
