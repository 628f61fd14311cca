"""Names that are probably misread; and the many pairs of near names that are two words of one stem, or two names."""

from __future__ import annotations

import pytest

from pipeline.read.capitals import Capitals
from pipeline.read.misreadings import find_misreadings
from tests.read.rows import rows

FOUND = [
    # A compound whose halves are near a pair of the text.
    ("Zinoviev, Kamenev and others were tried. The Zinoxyez-Kamenyev trial.", [("Zinoxyez-Kamenyev", "Zinoviev, Kamenev")]),
    ("Zinoviev and Kamenev were tried. The Zinoviev-Kameney trial.", [("Zinoviev-Kameney", "Zinoviev, Kamenev")]),
    ("Talbot, Marlowe and others. The Talhot–Marlowe plan.", [("Talhot–Marlowe", "Talbot, Marlowe")]),
    # A name that stands once, near one that stands three times.
    ("Merriweather came. Merriweather left. Merriweather wrote. Merriwether is ill.", [("Merriwether", "Merriweather")]),
    ("Voroshilov spoke. Voroshilov left. Voroshilov wrote. So Voroshilow says.", [("Voroshilow", "Voroshilov")]),
]
NOT_FOUND = [
    ("the pair itself", "Zinoviev, Kamenev and others were tried. The Zinoviev-Kamenev trial."),
    ("another pair", "Zinoviev, Kamenev and others were tried. The Sacco-Vanzetti trial."),
    ("German", "German, German and German goods of the Germans in Germany."),
    ("Germans", "Germans came. Germans left. Germans wrote. A German is ill."),
    ("Russia", "Russia, Russia and Russia. The Russian Russians."),
    ("Austria", "Austria, Austria and Austria. An Austrian from Australia."),
    ("Bulgaria", "Bulgaria, Bulgaria, Bulgaria and a Bulgarian."),
    ("Stalinist", "Stalin’s, Stalin, Stalin, Stalin and a Stalinist of Stalinism."),
    ("Secretary", "The Secretary, the Secretary and the Secretary. The Secretariat and Secretaries."),
    ("Minister", "Minister, Minister and Minister of the Ministry and the Ministers."),
    ("Embassy", "Embassy, Embassy, Embassy and Embassies."),
    ("Britain", "Britain, Britain, Britain and the British."),
    ("China", "Chinese, Chinese, Chinese of China."),
    ("Ambassador", "Ambassador, Ambassador, Ambassador and Ambassadors."),
    ("Israeli", "Israel, Israel and Israel. An Israeli came."),
    ("Pakistani", "Pakistan, Pakistan and Pakistan. A Pakistani came."),
    ("Bolsheviki", "Bolshevik, Bolshevik and Bolshevik. The Bolsheviki came."),
    ("a title", "Marshall came. Marshall left. Marshall wrote to Marshal Vasko."),
    ("months", "September 1, September 2, September 3. In December and November."),
    ("twice, so no slip", "Merriweather, Merriweather, Merriweather. Merriwether and Merriwether."),
    ("too rare to compare with", "Merriweather came. Merriweather left. Merriwether is ill."),
    ("short names", "Orlov, Orlov, Orlov and Orlow."),
    ("lower case", "merriweather merriweather merriweather merriwether"),
    ("nothing", ""),
]


@pytest.mark.parametrize(("text", "expected"), rows(FOUND))
def test_found(text: str, expected: list[tuple[str, str]]) -> None:
    found = find_misreadings(text, Capitals(text))
    assert [(m.text, m.likely) for m in found] == expected
    assert [text[slice(*m.span)] for m in found] == [m.text for m in found]


@pytest.mark.parametrize(("case", "text"), rows(NOT_FOUND))
def test_not_found(case: str, text: str) -> None:
    assert find_misreadings(text, Capitals(text)) == []
