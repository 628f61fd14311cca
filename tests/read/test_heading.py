"""Headings: number, form, and who wrote to whom, each party told apart into person, role, organisation and place.

The wording is that of Foreign Relations of the United States, 1861–1980; names and matters are invented.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest

from pipeline.model import Correspondent, Form, Reading, Span
from pipeline.read.heading import Heading, form_of, read_heading
from tests.read.rows import rows


class Party(NamedTuple):
    role: str = ""
    place: str = ""
    person: str = ""
    organisation: str = ""


def office(organisation: str, place: str = "") -> Party:
    return Party(organisation=organisation, place=place)


class Row(NamedTuple):
    text: str
    sent_by: tuple[Party, ...]
    sent_to: tuple[Party, ...]
    form: Form = Form.UNKNOWN
    number: str = ""


SECRETARY = (Party("Secretary of State"),)
DEPARTMENT = (office("Department of State"),)

HEADINGS = [
    # Chiefs of mission and consuls to the Secretary, and back: the form stands in the file line (1861–1951).
    Row("The Chargé in Sweden (Aldous) to the Secretary of State", (Party("Chargé", "Sweden", "Aldous"),), SECRETARY),
    Row("The Secretary of State to the Chargé in Sweden (Aldous)", SECRETARY, (Party("Chargé", "Sweden", "Aldous"),)),
    Row(
        "The Acting Secretary of State to the Ambassador in France (Merriweather)",
        (Party("Acting Secretary of State"),),
        (Party("Ambassador", "France", "Merriweather"),),
    ),
    Row("The Minister in Liberia (Okafor) to the Secretary of State", (Party("Minister", "Liberia", "Okafor"),), SECRETARY),
    Row("The Consul at Batum (Harlan) to the Secretary of State", (Party("Consul", "Batum", "Harlan"),), SECRETARY),
    Row(
        "The Consul General at Shanghai (Penhallow) to the Secretary of State",
        (Party("Consul General", "Shanghai", "Penhallow"),),
        SECRETARY,
    ),
    Row(
        "The Ambassador in the United Kingdom (Trask) to the Secretary of State",
        (Party("Ambassador", "United Kingdom", "Trask"),),
        SECRETARY,
    ),
    Row(
        "The Diplomatic Agent and Consul General at Cairo (Overbeck) to the Secretary of State",
        (Party("Diplomatic Agent and Consul General", "Cairo", "Overbeck"),),
        SECRETARY,
    ),
    Row(
        "The Commissioner at Vienna (Haldane) to the Secretary of State",
        (Party("Commissioner", "Vienna", "Haldane"),),
        SECRETARY,
    ),
    Row(
        "The Chargé in the Dominican Republic (O’Brien-Lacy) to the Secretary of State",
        (Party("Chargé", "Dominican Republic", "O’Brien-Lacy"),),
        SECRETARY,
    ),
    Row(
        "The Minister in Yugoslavia (Van Meer) to the Secretary of State",
        (Party("Minister", "Yugoslavia", "Van Meer"),),
        SECRETARY,
    ),
    Row("The Minister in Norway (de Witt) to the Secretary of State", (Party("Minister", "Norway", "de Witt"),), SECRETARY),
    Row(
        "The Chargé in China (Mayhew) to the Acting Secretary of State",
        (Party("Chargé", "China", "Mayhew"),),
        (Party("Acting Secretary of State"),),
    ),
    Row(
        "The Ambassador in Spain (Bower) to the Secretary of State, at Paris",
        (Party("Ambassador", "Spain", "Bower"),),
        SECRETARY,
    ),
    Row(
        "The Ambassador in Mexico (Fernald) to the Secretary of State17", (Party("Ambassador", "Mexico", "Fernald"),), SECRETARY
    ),
    Row(
        "The Ambassador in Mexico ( Fernald ) to the Secretary of State", (Party("Ambassador", "Mexico", "Fernald"),), SECRETARY
    ),
    Row(
        "The Ambassador in Mexico (Fernald) to the\nSecretary of State", (Party("Ambassador", "Mexico", "Fernald"),), SECRETARY
    ),
    Row(
        "The Ambassador in Mexico\n(Fernald) to the Secretary\nof State", (Party("Ambassador", "Mexico", "Fernald"),), SECRETARY
    ),
    Row(
        "The Officer in Charge at Tiflis (Moss) to the Secretary of State",
        (Party("Officer in Charge", "Tiflis", "Moss"),),
        SECRETARY,
    ),
    Row(
        "The Secretary of State to the Ambassador in Chile (Ames) and the Minister in Peru (Stone)",
        SECRETARY,
        (Party("Ambassador", "Chile", "Ames"), Party("Minister", "Peru", "Stone")),
    ),
    # The representatives of others in Washington, and heads of state.
    Row("The Swedish Minister (Ekström) to the Secretary of State", (Party("Swedish Minister", "", "Ekström"),), SECRETARY),
    Row(
        "The Secretary of State to the British Ambassador (Halloway)", SECRETARY, (Party("British Ambassador", "", "Halloway"),)
    ),
    Row("The Japanese Embassy to the Department of State", (office("Japanese Embassy"),), DEPARTMENT),
    Row("President Wilson to the Secretary of State", (Party("President", "", "Wilson"),), SECRETARY),
    Row("The Secretary of State to President Wilson", SECRETARY, (Party("President", "", "Wilson"),)),
    Row(
        "Colonel E. M. Hartwell to President Wilson",
        (Party("Colonel", "", "E. M. Hartwell"),),
        (Party("President", "", "Wilson"),),
    ),
    Row(
        "The President of the Council of Ministers of Ruritania (Vasko) to President Truman",
        (Party("President of the Council of Ministers of Ruritania", "", "Vasko"),),
        (Party("President", "", "Truman"),),
    ),
    Row(
        "The Chairman of the American Delegation (Winslow) to the Secretary of State",
        (Party("Chairman of the American Delegation", "", "Winslow"),),
        SECRETARY,
    ),
    # Numbered documents whose form is named (1952–1980).
    Row(
        "12. Telegram From the Embassy in Ghana to the Department of State",
        (office("Embassy in Ghana", "Ghana"),),
        DEPARTMENT,
        Form.TELEGRAM,
        "12",
    ),
    Row(
        "103. Telegram From the Department of State to the Embassy in Ghana",
        DEPARTMENT,
        (office("Embassy in Ghana", "Ghana"),),
        Form.TELEGRAM,
        "103",
    ),
    Row(
        "7. Airgram From the Embassy in Chad to the Department of State1",
        (office("Embassy in Chad", "Chad"),),
        DEPARTMENT,
        Form.AIRGRAM,
        "7",
    ),
    Row(
        "40a. Telegram From the Consulate General in Hong Kong to the Department of State",
        (office("Consulate General in Hong Kong", "Hong Kong"),),
        DEPARTMENT,
        Form.TELEGRAM,
        "40a",
    ),
    Row(
        "Despatch From the Legation in Bulgaria to the Department of State",
        (office("Legation in Bulgaria", "Bulgaria"),),
        DEPARTMENT,
        Form.DESPATCH,
    ),
    Row(
        "Instruction From the Department of State to the Embassy in Burma",
        DEPARTMENT,
        (office("Embassy in Burma", "Burma"),),
        Form.INSTRUCTION,
    ),
    Row(
        "9. Circular Telegram From the Department of State to All Posts",
        DEPARTMENT,
        (office("All Posts"),),
        Form.CIRCULAR_TELEGRAM,
        "9",
    ),
    Row(
        "15. Circular Airgram From the Department of State to Certain Diplomatic Missions",
        DEPARTMENT,
        (office("Certain Diplomatic Missions"),),
        Form.CIRCULAR_AIRGRAM,
        "15",
    ),
    Row(
        "61. Telegram From the Mission to the United Nations to the Department of State",
        (office("Mission to the United Nations"),),
        DEPARTMENT,
        Form.TELEGRAM,
        "61",
    ),
    Row(
        "[24]. Letter From Prime Minister Ashcombe to President Eisenhower",
        (Party("Prime Minister", "", "Ashcombe"),),
        (Party("President", "", "Eisenhower"),),
        Form.LETTER,
        "24",
    ),
    Row(
        "55. Memorandum From the President’s Special Assistant for National Security Affairs (Quillan) to President Kennedy",
        (Party("President’s Special Assistant for National Security Affairs", "", "Quillan"),),
        (Party("President", "", "Kennedy"),),
        Form.MEMORANDUM,
        "55",
    ),
    Row(
        "56. Memorandum From Roger Marsh of the National Security Council Staff to the President’s Assistant for National "
        "Security Affairs (Kessling)",
        (Party("", "", "Roger Marsh"),),
        (Party("President’s Assistant for National Security Affairs", "", "Kessling"),),
        Form.MEMORANDUM,
        "56",
    ),
    Row(
        "57. Memorandum From the Special Assistant to the Secretary of State (Corliss) to the Under Secretary (Barlow)",
        (Party("Special Assistant to the Secretary of State", "", "Corliss"),),
        (Party("Under Secretary", "", "Barlow"),),
        Form.MEMORANDUM,
        "57",
    ),
    Row(
        "58. Letter From the Ambassador to Italy (Corbett) to the Secretary of State",
        (Party("Ambassador to Italy", "", "Corbett"),),
        SECRETARY,
        Form.LETTER,
        "58",
    ),
    Row(
        "Memorandum by the Chief of the Division of Far Eastern Affairs (Lindqvist) to the Under Secretary of State (Barlow)",
        (Party("Chief of the Division of Far Eastern Affairs", "", "Lindqvist"),),
        (Party("Under Secretary of State", "", "Barlow"),),
        Form.MEMORANDUM,
    ),
    Row(
        "Memorandum of Conversation, by the Assistant Secretary of State (Thornbury)",
        (Party("Assistant Secretary of State", "", "Thornbury"),),
        (),
        Form.MEMORANDUM_OF_CONVERSATION,
    ),
    Row("Memorandum of Telephone Conversation, by the Secretary of State", SECRETARY, (), Form.MEMORANDUM_OF_CONVERSATION),
    Row("71. Memorandum of Conversation", (), (), Form.MEMORANDUM_OF_CONVERSATION, "71"),
    Row("Paper Prepared by the Policy Planning Staff", (office("Policy Planning Staff"),), (), Form.PAPER),
    Row("72. Paper Prepared in the Department of State", DEPARTMENT, (), Form.PAPER, "72"),
    Row(
        "Aide-Mémoire From the Netherlands Embassy to the Department of State",
        (office("Netherlands Embassy"),),
        DEPARTMENT,
        Form.AIDE_MEMOIRE,
    ),
    Row("30. Minutes of the 214th Meeting of the National Security Council", (), (), Form.MINUTES, "30"),
    Row("31. National Intelligence Estimate", (), (), Form.ESTIMATE, "31"),
    Row("33. Special National Intelligence Estimate", (), (), Form.ESTIMATE, "33"),
    Row("32. Editorial Note", (), (), Form.EDITORIAL_NOTE, "32"),
    Row("Press Release", (), (), Form.PRESS_RELEASE),
    Row("34. The Question of the Straits", (), (), Form.UNKNOWN, "34"),
]


def read(text: str) -> Heading | None:
    return read_heading(text, Span(0, len(text)))


def said(reading: Reading | None) -> str:
    return reading.text if reading else ""


def party(told: Correspondent) -> Party:
    return Party(said(told.role), said(told.place), said(told.person), said(told.organisation))


@pytest.mark.parametrize(("text", "sent_by", "sent_to", "form", "number"), rows(HEADINGS))
def test_headings(text: str, sent_by: tuple[Party, ...], sent_to: tuple[Party, ...], form: Form, number: str) -> None:
    heading = read(text)
    assert heading is not None
    assert tuple(map(party, heading.sent_by)) == sent_by
    assert tuple(map(party, heading.sent_to)) == sent_to
    assert heading.form is form
    assert said(heading.number) == number


@pytest.mark.parametrize("row", HEADINGS, ids=lambda row: row.text.replace("\n", "|"))
def test_readings_slice_back(row: Row) -> None:
    """Each reading's evidence is where its words stand; within a longer source too."""
    source = f"before it\n{row.text}\nafter it"
    heading = read_heading(source, Span(10, 10 + len(row.text)))
    assert heading is not None
    parties = (*heading.sent_by, *heading.sent_to)
    readings = [r for p in parties for r in (p.person, p.role, p.organisation, p.place) if r] + [heading.number] * bool(
        heading.number
    )
    for reading in readings:
        assert reading is not None
        ((start, end),) = reading.evidence.spans
        assert " ".join(source[start:end].split()) == reading.text
    assert len(heading.marks()) == len(readings) - bool(heading.number)


def test_parties_keep_their_words() -> None:
    heading = read("The Chargé in the Soviet Union (Henderson) to the Secretary of State")
    assert heading is not None
    assert [p.text for p in heading.sent_by] == ["The Chargé in the Soviet Union (Henderson)"]
    assert [p.text for p in heading.sent_to] == ["the Secretary of State"]


PROSE = [
    "He went to the Embassy in the morning and returned at night",
    "I have the honor to report to the Department that the strike is over",
    "Reference is made to the interview of last Tuesday",
    "Moscow, August 27, 1936—7 p.m.",
    "We came to London by train",
    "The situation in the interior continues to deteriorate",
    "In reply to your 117",
    "the troops were moved to Kharkov on Sunday",
    "1. The Government of Ruritania agrees to the terms of the loan",
    "It is now up to the Finns",
    "To correct the mistaken impression obtained by some members",
    "Nothing came of it",
    "Sir:",
    "",
]
"""Lines of a text that are no heading, though some have " to " between capitals."""


@pytest.mark.parametrize("text", PROSE, ids=lambda text: text or "nothing")
def test_prose_is_no_heading(text: str) -> None:
    assert read(text) is None


FORMS = [
    ("Telegram", Form.TELEGRAM),
    ("Circular telegram", Form.CIRCULAR_TELEGRAM),
    ("Circular airgram", Form.CIRCULAR_AIRGRAM),
    ("Airgram", Form.AIRGRAM),
    ("Telegram (part air)", Form.TELEGRAM),
    ("Despatch", Form.DESPATCH),
    ("Instruction", Form.INSTRUCTION),
    ("Rain", None),
]
"""What stands after the number in a file line: "861.00/11630: Telegram"."""


@pytest.mark.parametrize(("words", "form"), FORMS, ids=[words for words, _ in FORMS])
def test_form_of_a_file_line(words: str, form: Form | None) -> None:
    assert form_of(words) is form
