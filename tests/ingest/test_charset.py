"""cp1252 or Mac Roman: each sample in each encoding that has all its characters, one single high byte included."""

from __future__ import annotations

import pytest

from pipeline.ingest.charset import guess

SAMPLES = {
    # the marks that an edition's typesetting leaves in English text
    "apostrophe": "195. Reference Department’s 117, August 24, 6 p.m.",
    "apostrophe-marker": "Reference Department’s26 instruction",
    "apostrophe-plural": "the workers’ councils of Petrograd",
    "apostrophe-not": "It doesn’t follow that they’ll agree",
    "apostrophe-name": "Ambassador O’Shaughnessy reports",
    "apostrophe-french": "the Chargé d’Affaires ad interim",
    "apostrophe-coup": "prospects of a coup d’etat",
    "apostrophe-wade-giles": "K. P. Ch’en of the Shanghai Commercial Bank",
    "apostrophe-arabic": "the Mocha–Ta’iz road",
    "quotes": "He spoke of “peaceful coexistence” at length.",
    "quotes-stop": "He called it “a provocation.”",
    "quotes-single": "the so-called ‘leading role’ of the Party",
    "quote-only-opening": "“The Government of the Republic",
    "quote-only-closing": "as they put it, a provocation”",
    "quotes-small": "the “so-called” terrorists",
    "em-dash": "the trial—which was public—ended on Monday",
    "em-dash-long-words": "indigenous strength—political, economic and military",
    "em-dash-dateline": "Moscow, August 27, 1936—7 p.m.",
    "em-dash-function-word": "nothing was said—and nothing done",
    "em-dash-received": "4 p.m.—[Received 6:10 p.m.]",
    "em-dash-spaced": "the trial — they say — was staged",
    "en-dash-years": "the war of 1914–18 and after",
    "en-dash-names": "the Paris–Berlin express",
    "en-dash-spaced": "Moscow – Top Secret",
    "ellipsis": "the Minister said … nothing",
    "ellipsis-end": "and so on…",
    "dagger": "†Gilbert Stewart",
    "double-dagger": "assigned to it;‡",
    "bullet": "• Recommendation one\n• Recommendation two",
    # letters
    "e-acute-alone": "é",
    "o-umlaut-alone": "ö",
    "e-acute-end": "The Chargé in the Soviet Union (Henderson)",
    "e-acute-marker": "The Chargé26 in Cuba",
    "e-acute-paren": "(Chargé)",
    "e-acute-capital": "École Supérieure",
    "all-capitals": "THE CHARGÉ IN CUBA",
    "e-grave": "M. Barrère called",
    "o-umlaut": "Königsberg",
    "o-umlaut-capital": "Österreich",
    "u-umlaut": "Baron von Bülow",
    "u-umlaut-capital": "Übersee",
    "a-umlaut": "Präsident Ebert",
    "eszett": "Herr Strauß",
    "n-tilde": "Señor López",
    "n-tilde-only": "the Señor Embajador",
    "n-tilde-espana": "La Nación de España",
    "i-acute": "President García of Peru",
    "i-acute-short": "Ambassador Ríos",
    "i-acute-end": "He wrote to Martí today",
    "o-acute": "Minister Cárdenas and General Obregón",
    "o-acute-inner": "Alonso López",
    "a-acute": "Bogotá",
    "a-tilde": "São Paulo",
    "c-cedilla": "Besançon",
    "c-cedilla-name": "Gonçalves of Brazil",
    "a-grave-word": "the reply à la carte",
    "i-diaeresis": "naïve",
    "a-ring": "Århus and Ålesund",
    "o-slash": "Ambassador Sørensen",
    "ae-ligature": "the Folketing at Ærø",
    # signs
    "half": "1½ million men",
    "quarter": "3¼ per cent",
    "degree": "38° north",
    "section": "under § 5 of the Act",
    "pound": "a loan of £500,000",
    "no-break": "No.\u00a0117, August\u00a024",
    # a page of each
    "page-english": "195. Reference Department’s 117. “The few” foreigners—and diplomats—wondered; Chargé Henderson said …",
    "page-french": "L’Ambassadeur de France a été reçu à l’Élysée; il a déclaré que la conférence « était close ».",
    "page-german": "Der Botschafter erklärte, daß die Verhandlungen über Österreich fortgeführt würden.",
    "page-spanish": "El Señor Ministro manifestó que la situación política del país no permitía más dilación.",
}


def rows() -> list[object]:
    """Every sample in both encodings; Mac Roman has no fractions."""
    made: list[object] = []
    for name, text in SAMPLES.items():
        for encoding in ("cp1252", "mac-roman"):
            try:
                made.append(pytest.param(text.encode(encoding), encoding, text, id=f"{name}-{encoding}"))
            except UnicodeEncodeError:
                assert encoding == "mac-roman"
    return made


@pytest.mark.parametrize(("raw", "encoding", "text"), rows())
def test_sample(raw: bytes, encoding: str, text: str) -> None:
    assert raw.decode(guess(raw).encoding) == text


WHY = {
    "apostrophe": (b"the Department\x92s", "0x92 is an apostrophe in cp1252"),
    "quotation-mark": (b"\xd2The Ambassador", "0xd2 is a quotation mark in mac-roman"),
    "letter": (b"The Charg\x8e", "0x8e is the letter é in mac-roman"),
    "dash": (b"1936\x977 p.m.", "0x97 is a dash in cp1252"),
    "sign": (b"1\xbd miles", "0xbd is the sign ½ in cp1252"),
    "most-telling": (b"\xa3500, the Department\xd5s", "0xd5 is an apostrophe in mac-roman"),
}


@pytest.mark.parametrize(("raw", "why"), WHY.values(), ids=WHY)
def test_why(raw: bytes, why: str) -> None:
    assert guess(raw).why == why
