"""Headings: number, form, and who wrote to whom, each party told apart into person, role, organisation and place.

The wording is that of Foreign Relations of the United States, 1861–1980; names and matters are invented.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest

from pipeline.model import Correspondent, Form, Reading, Span
from pipeline.read.heading.heading import Heading, form_of, read_heading
from tests.read.rows import rows


class Party(NamedTuple):
    role: str = ""
    place: str = ""
    person: str = ""
    organisation: str = ""


def office(organisation: str, place: str = "") -> Party:
    return Party(organisation=organisation, place=place)


def named(person: str) -> Party:
    return Party(person=person)


class Row(NamedTuple):
    text: str
    sent_by: tuple[Party, ...]
    sent_to: tuple[Party, ...]
    form: Form = Form.UNKNOWN
    number: str = ""


SECRETARY = (Party("Secretary of State"),)
DEPARTMENT = (office("Department of State"),)

HEADINGS = [
    # Letters of 1861–1905: short surnames before the full stop, particles, two under one title, offices in small letters.
    Row("Mr. von Arden to Mr. Hay.", (named("Mr. von Arden"),), (named("Mr. Hay"),)),
    Row("Count d'Arden to Mr. Fox.", (named("Count d'Arden"),), (named("Mr. Fox"),)),
    Row("Mr. Ray to Messrs. Lane and Marsh.", (named("Mr. Ray"),), (named("Messrs. Lane"), named("Marsh"))),
    Row("Mr. Hay to all Ruritanian consular officers.", (named("Mr. Hay"),), (office("all Ruritanian consular officers"),)),
    Row("The Ruritanian Chargé d'Affaires to Mr. Hay.", (Party("Ruritanian Chargé d'Affaires"),), (named("Mr. Hay"),)),
    # Meetings and assessments, and a name with an elided article in a title (1919–1988).
    Row("Secretary’s Staff Meeting", (), (), Form.MINUTES),
    Row(
        "96. Intelligence Assessment Prepared in the Grain Agency",
        (office("Grain Agency"),),
        (),
        Form.ESTIMATE,
        "96",
    ),
    Row("Secretary’s Minutes Taken at the Quai d’Omsk, May 9, 1919", (), (), Form.MINUTES),
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
        (Party("Secretary of State", "Paris"),),
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
        (Party("", "", "Colonel E. M. Hartwell"),),
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
        (Party("", "", "Roger Marsh", "National Security Council Staff"),),
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
        (Party("Ambassador", "Italy", "Corbett"),),
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
    # The older volumes (1861–1905): by name and title alone; what the copy is may follow.
    Row("Mr. Adair to Mr. Sumner", (named("Mr. Adair"),), (named("Mr. Sumner"),)),
    Row("Mr. Sumner to Mr. Adair.", (named("Mr. Sumner"),), (named("Mr. Adair"),)),
    Row("Mr. Adair to Mr. Sumner.—[Extract.]", (named("Mr. Adair"),), (named("Mr. Sumner"),)),
    Row("Mr. Adair to Mr. Sumner (Extract)", (named("Mr. Adair"),), (named("Mr. Sumner"),)),
    Row(
        "No. 14. Count Orloff to Mr. J. T. Adair, jr.", (named("Count Orloff"),), (named("Mr. J. T. Adair, jr."),), number="14"
    ),
    Row("Lt. Col. Roger Marsh3 to Mr. Adair", (named("Lt. Col. Roger Marsh"),), (named("Mr. Adair"),)),
    Row("M. de la Tour d’Azur to Mr. Adair", (named("M. de la Tour d’Azur"),), (named("Mr. Adair"),)),
    Row("Mr. Adair to the Marquis de Ferrand", (named("Mr. Adair"),), (named("Marquis de Ferrand"),)),
    Row("The Earl of Arden to Mr. Adair", (named("Earl of Arden"),), (named("Mr. Adair"),)),
    Row(
        "Mr. Adair, Secretary of Legation, to Mr. Sumner",
        (Party("Secretary of Legation", "", "Mr. Adair"),),
        (named("Mr. Sumner"),),
    ),
    Row("Minister Holt to the Secretary of State", (Party("Minister", "", "Holt"),), SECRETARY),
    Row(
        "The Swedish Minister to the Acting Secretary of State",
        (Party("Swedish Minister"),),
        (Party("Acting Secretary of State"),),
    ),
    # A body whose name has a "to"; bodies and persons that no word tells, across from one that can be nothing else.
    Row("The Commission to Fix Frontiers to the Secretary of State", (office("Commission to Fix Frontiers"),), SECRETARY),
    Row("The Secretary of State to the Commission to Fix Frontiers", SECRETARY, (office("Commission to Fix Frontiers"),)),
    Row("The Grain Syndicate to the Secretary of State", (office("Grain Syndicate"),), SECRETARY),
    Row("The Old Navigator to President Ames", (office("Old Navigator"),), (Party("President", "", "Ames"),)),
    Row(
        "The Secretary of State to Certain Diplomatic and Consular Offices",
        SECRETARY,
        (office("Certain Diplomatic and Consular Offices"),),
    ),
    Row(
        "The Acting political Adviser in Japan (Stone) to the Secretary of State",
        (Party("Acting political Adviser", "Japan", "Stone"),),
        SECRETARY,
    ),
    Row(
        "The Commander, Ninth Fleet (Ames) to the Joint Chiefs of Staff",
        (Party("Commander, Ninth Fleet", "", "Ames"),),
        (office("Joint Chiefs of Staff"),),
    ),
    # Where someone is staying is a place; whose name stands in brackets after another office is that one's.
    Row(
        "59. Telegram From the Department of State to Secretary of State Lane, at Camp Hill, Maryland",
        DEPARTMENT,
        (Party("Secretary of State", "Camp Hill, Maryland", "Lane"),),
        Form.TELEGRAM,
        "59",
    ),
    Row(
        "Memorandum by Mr. Howard Lane, Special Assistant to the Director of the Office of Baltic Affairs (Ames)",
        (Party("Special Assistant to the Director of the Office of Baltic Affairs (Ames)", "", "Mr. Howard Lane"),),
        (),
        Form.MEMORANDUM,
    ),
    Row(
        "Memorandum by Mr. Howard Lane, of the Office of Baltic Affairs, to the Counselor (Ames)",
        (Party("", "", "Mr. Howard Lane", "Office of Baltic Affairs"),),
        (Party("Counselor", "", "Ames"),),
        Form.MEMORANDUM,
    ),
    Row(
        "60. Letter From King Otto of Ruritania to President Ames",
        (Party("King", "Ruritania", "Otto"),),
        (Party("President", "", "Ames"),),
        Form.LETTER,
        "60",
    ),
    # A title may go on after "of": the name is what follows the whole of it.
    Row(
        "62. Letter From Chairman of the Council of Ministers Vasko to Secretary of the Treasury Lane",
        (Party("Chairman of the Council of Ministers", "", "Vasko"),),
        (Party("Secretary of the Treasury", "", "Lane"),),
        Form.LETTER,
        "62",
    ),
    Row(
        "63. Memorandum From Director of Defense Research and Engineering (Ames)",
        (Party("Director of Defense Research and Engineering", "", "Ames"),),
        (),
        Form.MEMORANDUM,
        "63",
    ),
    Row(
        "64. Memorandum From the Board’s Liaison at the Council (Ames)",
        (Party("Board’s Liaison at the Council", "", "Ames"),),
        (),
        Form.MEMORANDUM,
        "64",
    ),
    # Whose name was withheld still has an office.
    Row(
        "65. Memorandum From [name not declassified] of the Central Intelligence Agency",
        (office("Central Intelligence Agency"),),
        (),
        Form.MEMORANDUM,
        "65",
    ),
    # The title that goes with "to", and the one that ends the sender.
    Row(
        "66. Memorandum From the Adviser on Legal Matters to the Mission at the United Nations (Ray) to the Counselor (Ames)",
        (Party("Adviser on Legal Matters to the Mission", "United Nations", "Ray"),),
        (Party("Counselor", "", "Ames"),),
        Form.MEMORANDUM,
        "66",
    ),
    Row(
        "67. Letter From the Deputy Representative to the Grain Commission (Ray) to Mr. Howard Lane",
        (Party("Deputy Representative to the Grain Commission", "", "Ray"),),
        (named("Mr. Howard Lane"),),
        Form.LETTER,
        "67",
    ),
    Row(
        "Memorandum of Conversation, by the Representative to the Grain Commission (Ray)",
        (Party("Representative to the Grain Commission", "", "Ray"),),
        (),
        Form.MEMORANDUM_OF_CONVERSATION,
    ),
    # Recipients named before the author, and after "for".
    Row(
        "Report to the National Grain Council by the Executive Secretary (Ray)",
        (Party("Executive Secretary", "", "Ray"),),
        (office("National Grain Council"),),
        Form.REPORT,
    ),
    Row("Memorandum for the President", (), (Party("President"),), Form.MEMORANDUM),
    Row("Memorandum for the Record by the Counselor (Ray)", (Party("Counselor", "", "Ray"),), (), Form.MEMORANDUM),
    Row("Operations Plan for Latin America Prepared by the Grain Board", (office("Grain Board"),), (), Form.PAPER),
    Row("Paper Prepared in the Department of State for the Delegation", DEPARTMENT, (office("Delegation"),), Form.PAPER),
    # Joint parties.
    Row(
        "68. Memorandum From Richard Lane and Roger Marsh of the Grain Council Staff to the Counselor (Ames)",
        (named("Richard Lane"), Party("", "", "Roger Marsh", "Grain Council Staff")),
        (Party("Counselor", "", "Ames"),),
        Form.MEMORANDUM,
        "68",
    ),
    Row(
        "69. Message From Chairmen Vasko and Orloff to President Ames",
        (Party("Chairmen", "", "Vasko"), Party("Chairmen", "", "Orloff")),
        (Party("President", "", "Ames"),),
        Form.MESSAGE,
        "69",
    ),
    Row(
        "70. Memorandum From the Chief of the Office of Grain and Economic Affairs (Ames) to Secretary Lane and the Counselor",
        (Party("Chief of the Office of Grain and Economic Affairs", "", "Ames"),),
        (Party("Secretary", "", "Lane"), Party("Counselor")),
        Form.MEMORANDUM,
        "70",
    ),
    Row(
        "73. Telegram From the Mission in Geneva and the Embassy in Ghana",
        (office("Mission in Geneva", "Geneva"), office("Embassy in Ghana", "Ghana")),
        (),
        Form.TELEGRAM,
        "73",
    ),
    # Who converse: the last is told as the one addressed.
    Row(
        "74. Memorandum of a Conversation Between the Secretary of State and the Swedish Ambassador (Ekström)",
        SECRETARY,
        (Party("Swedish Ambassador", "", "Ekström"),),
        Form.MEMORANDUM_OF_CONVERSATION,
        "74",
    ),
    Row(
        "75. Transcript of a Telephone Conversation Between President Ames and his Assistant for Grain (Ray)",
        (Party("President", "", "Ames"),),
        (Party("Assistant for Grain", "", "Ray"),),
        Form.MINUTES,
        "75",
    ),
    Row(
        "76. Memorandum of a Conversation Among the Counselor (Ray), the President’s Aide (Lane) in Paris, and the President",
        (Party("Counselor", "", "Ray"), Party("President’s Aide", "Paris", "Lane")),
        (Party("President"),),
        Form.MEMORANDUM_OF_CONVERSATION,
        "76",
    ),
    Row("Agreement Between Ruritania and Ghana", (), (), Form.TREATY),
    # What the paper is about is no part of its author.
    Row("Memorandum by the Secretary of State of a Conference With the Danish Minister (Holm)", SECRETARY, (), Form.MEMORANDUM),
    # Forms that a title names last, or within.
    Row("77. Department of State Position Paper", (), (), Form.PAPER, "77"),
    Row("78. National Grain Action Directive/NGC–18", (), (), Form.DIRECTIVE, "78"),
    Row("79. Draft Resolution Submitted by the Delegation", (office("Delegation"),), (), Form.RESOLUTION, "79"),
    Row("80. Telegram 1204 From the Embassy in Ghana", (office("Embassy in Ghana", "Ghana"),), (), Form.TELEGRAM, "80"),
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


OCCASIONS = [
    (
        "12. Memorandum of a Conversation, Department of State, Washington, May 3, 1956, 3 p.m.",
        "Washington",
        "May 3, 1956, 3 p.m.",
    ),
    ("12. Memorandum of a Conversation, Paris, May 3, 1956, Noon", "Paris", "May 3, 1956, Noon"),
    ("12. Memorandum of a Conversation, Paris, May 3–4, 19562", "Paris", "May 3–4, 1956"),
    ("12. Letter From the Consul (Ray) to the Counselor (Lane), Omsk, undated", "Omsk", "undated"),
    ("12. Telegram 7 From the Embassy in Chad to the Department of State, June 7, 1969, 2029Z", "", "June 7, 1969, 2029Z"),
    (
        "12. Memorandum of a Conversation Between the Consul (Ray) and the Counselor (Lane) in Paris, May 3, 1956",
        "Paris",
        "May 3, 1956",
    ),
    ("12. Minutes of the 7th Meeting of the Grain Council, Tuesday, May 3, 1956", "", "May 3, 1956"),
    ("12. Memorandum of Discussion at a Meeting of the Grain Council on Tuesday, May 3, 1956", "", "May 3, 1956"),
    ("Memorandum of Conversation, by the Secretary of State, Paris, May 3, 1956", "Paris", "May 3, 1956"),
    ("Convention Between Ruritania and Ghana, Signed at Omsk, May 3, 1920", "Omsk", "May 3, 1920"),
    ("12. Memorandum of Conversations Held on March 16", "", ""),
    ("12. Letter From the Consul (Ray) to the Counselor (Lane)", "", ""),
]
"""Headings that end in place and date: neither is part of a party."""


@pytest.mark.parametrize(("text", "place", "date"), rows(OCCASIONS))
def test_place_and_date(text: str, place: str, date: str) -> None:
    heading = read(text)
    assert heading is not None
    assert said(heading.place) == place
    assert (text[slice(*heading.date)] if heading.date else "") == date
    assert not any("1956" in party.text for party in (*heading.sent_by, *heading.sent_to))


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
    "The President went to the Embassy",
    "The Consul walked with the Minister to the President",
    "Department of Grain Files: Telegram",
    "We have read with attention your telegram",
    "Notebooks and tablets were found on the table",
    "- Telegram No. 129, not printed",
    "- Handed to the Consul (Ray) by the Secretary of State",
    "Sir:",
    "",
]
"""Lines of a text that are no heading, though some have " to " between capitals."""


@pytest.mark.parametrize("text", PROSE, ids=lambda text: text or "nothing")
def test_prose_is_no_heading(text: str) -> None:
    assert read(text) is None


def test_what_is_too_long_is_no_heading() -> None:
    """The time that a heading takes grows faster than its length: no line of prose may cost it."""
    assert read("Memorandum From the Consul" + " and the Consul" * 20_000) is None


FORMS = [
    ("Telegram", Form.TELEGRAM),
    ("Circular telegram", Form.CIRCULAR_TELEGRAM),
    ("Circular airgram", Form.CIRCULAR_AIRGRAM),
    ("Airgram", Form.AIRGRAM),
    ("Telegram (part air)", Form.TELEGRAM),
    ("Telegram25", Form.TELEGRAM),
    ("Despatch", Form.DESPATCH),
    ("Instruction", Form.INSTRUCTION),
    ("Rain", None),
    ("Reporters", None),
    ("of the grain and the telegram", None),
]
"""What stands after the number in a file line: "861.00/11630: Telegram"."""


@pytest.mark.parametrize(("words", "form"), FORMS, ids=[words for words, _ in FORMS])
def test_form_of_a_file_line(words: str, form: Form | None) -> None:
    assert form_of(words) is form
