"""How papers end: closes, signatures, titles, dates, postscripts; and the lines that only look so. All are invented."""

from __future__ import annotations

import pytest

from pipeline.model import BlockKind
from pipeline.read.lines import units
from pipeline.read.structure.closers import find_closings
from tests.read.rows import rows
from tests.read.texts import cable_of, kinds, texts_of

TEXT = "The grain that was bought in the spring has left the harbor."
KIND = {BlockKind.CLOSER: "c", BlockKind.SIGNED: "s", BlockKind.DATELINE: "d", BlockKind.POSTSCRIPT: "p"}


def read(lines: str, *senders: str) -> str:
    """One letter a line: c(loser), s(igned), d(ateline), p(ostscript), and "." for text. lines: parted by " | "."""
    found = find_closings(units(f"{TEXT}\n" + lines.replace(" | ", "\n")), senders)
    return "".join(KIND[found[at]] if at in found else "." for at in range(1, lines.count(" | ") + 2))


AT_THE_END = [
    # A name alone.
    ("Ray", "s"),
    ("RAY", "s"),
    ("[Ray]", "s"),
    ("[ Ray ]", "s"),
    ("E. M. Ray", "s"),
    ("W. W.", "s"),
    ("McR.B.", "s"),
    ("JR", "s"),
    ("Wm. H. Ray", "s"),
    ("John C. Ray, Jr.", "s"),
    ("John C. Ray, Jr.3", "s"),
    ("A[nton] O[rlov]", "s"),
    ("H. J. [Orlov]", "s"),
    ("Anton de Orlov", "s"),
    ("(Signed) Anton Orlov", "s"),
    ("/s/ Anton Orlov", "s"),
    ("[File copy not signed]", "s"),
    # With titles, or another name.
    ("John Ray | Chief, Grain Division", "ss"),
    ("John Ray | Brigadier General, USA | Chairman", "sss"),
    ("John Ray | Assistant Secretary of State for Grain Affairs", "ss"),
    ("John Ray | Executive Secretary | The 12 Committee", "sss"),
    ("Ray | Orlov", "ss"),
    # With a complimentary close.
    ("Sincerely yours, | John Ray", "cs"),
    ("Faithfully Yours, | J. R.", "cs"),
    ("Very truly yours, | John Ray", "cs"),
    ("Yours sincerely, | Jack", "cs"),
    ("As ever, | Jack", "cs"),
    ("With kind regards, | Sincerely, | Jack", "ccs"),
    ("With best wishes [etc.] | John Ray", "cs"),
    ("I am [etc.] | John Ray", "cs"),
    ("I am, sir, your obedient servant, | JOHN RAY.", "cs"),
    ("I have the honor to be, with high respect, your obedient servant, | JOHN RAY.", "cs"),
    ("Accept, Excellency, the renewed assurances of my highest consideration. | John Ray", "cs"),
    ("Respectfully yours, | For the Ambassador: | John Ray, | First Secretary of Embassy", "ccss"),
    ("For the Chargé d’Affaires, a.i. | John Ray", "cs"),
    ("By direction of the President: | John Ray", "cs"),
    # As volumes of 1861–1905 print it: the close cut short, and below to whom the letter went.
    ("I have, &c., | JOHN RAY.", "cs"),
    ("Be pleased, etc., | John Ray.", "cs"),
    ("With sentiments, &c., | J. RAY.", "cs"),
    ("Respectfully, etc., | John Ray.", "cs"),
    ("I am, sir, your obedient servant, | JOHN RAY. | Hon. Anton Orlov, | Secretary of Grain.", "cspp"),
    ("I have, etc., | J. Ray. | Anton Orlov, Esq., &c., &c., Omsk.", "csp"),
    ("I have, etc., | J. Ray, | Acting Secretary of the Navy.", "css"),
    # What may stand below.
    ("J. Ray | Omsk, May 1, 1917.", "sd"),
    ("J. Ray | May 1, 1917.", "sd"),
    ("John Ray | P.S. The grain is wet.", "sp"),
    ("John Ray | P. S. The grain is wet. | J. R.", "sps"),
    ("J. Ray | A. Orlov | Done in duplicate at | Omsk, May 1, 1917.", "ssdd"),
    ("Ray | [Page 13]", "s."),
    ("Yours truly, | [Page 13] | Ray", "c.s"),
]


@pytest.mark.parametrize(("lines", "said"), rows(AT_THE_END))
def test_at_the_end(lines: str, said: str) -> None:
    assert read(lines) == said


IN_THE_MIDST = [
    ("Ray | [Enclosure] | It is wet.", "s.."),
    ("Ray | [Page 3] | [Attachment] | It is wet.", "s..."),
    ("John Ray | Appendix B | It is wet.", "s.."),
    ("John Ray | Attachment: Table of Grain | It is wet.", "s.."),
    ("Yours, | Ray | It is wet, and the harbor is closed.", "cs."),
    ("J. Ray | [Here follows a table of contents.] | It is wet.", "s.."),
    ("J. Ray | Memorandum by the Consul at Omsk (Orlov) | It is wet.", "s.."),
    ("Ray | P.S. It is late. | [Enclosure] | It is wet.", "sp.."),
    ("RAY. | Mr. Orlov, Omsk. | It is wet.", "sp."),
]
"""Before what was sent along, or after a close; before remarks and other papers a name must be sure to be a person's."""


@pytest.mark.parametrize(("lines", "said"), rows(IN_THE_MIDST))
def test_in_the_midst(lines: str, said: str) -> None:
    assert read(lines) == said


def test_the_sender_signs_whatever_follows() -> None:
    lines = "Ray | It is wet, and the harbor is closed."
    assert read(lines) == ".."
    assert read(lines, "Ray") == "s."


SENDERS = [
    ("JOHN RAY. | Grain and Harbors. | It is wet.", "s.."),
    ("RAY, Omsk.", "s"),
    ("John Ray | Anton Orlov | It is wet.", "..."),  # those present
    ("JOHN BRAY. | It is wet.", ".."),
]


@pytest.mark.parametrize(("lines", "said"), rows(SENDERS))
def test_the_sender_signs_in_full(lines: str, said: str) -> None:
    """With a full stop, as volumes of 1861–1905 print it."""
    assert read(lines, "Mr. Ray") == said


NO_CLOSERS = [
    "It is late.",
    "Conclusions | [Here follows a table.] | It is wet.",
    "Soviet Union | The grain is wet.",
    "End | GP-3",
    "Approve | Disapprove",
    "The Harbor",
    "[Enclosure]",
    "Enclosure",
    "1 squadron",
    "I am sending a letter to the harbor master. | It is wet.",
    "Your telegram has come. | It is wet.",
    "With respect to the grain, it is wet. | It is not.",
    "Ray | Orlov | Aldous | Smith | Jones | Brown | White | Black",  # a list of names
    "THE HARBOR MASTER | OMSK | May 1, 1917 | It is wet.",  # a letterhead
]


@pytest.mark.parametrize("lines", rows((lines,) for lines in NO_CLOSERS))
def test_no_closers(lines: str) -> None:
    assert set(read(lines)) == {"."}


def test_an_inclosure_of_an_older_volume() -> None:
    cable = cable_of(
        f"Mr. Ray to Mr. Hay.\n\nOmsk, May 1, 1882.\n\n{TEXT}\n\nI have, &c.,\n\nJOHN RAY.\n\n[Inclosure No. 2 in No. 24.]\n\n"
        f"Mr. Orlov to Mr. Ray.\n\nMinistry of Grain,\n\nOmsk, April 3, 1882.\n\n{TEXT}\n\nA. ORLOV.\n"
    )
    assert kinds(cable) == ["heading", "dateline", "paragraph", "closer", "signed", "division"]
    inclosure = [block.kind.value for block in cable.blocks[-1].blocks]
    assert inclosure == ["heading", "heading", "dateline", "dateline", "paragraph", "signed"]


def test_what_follows_a_signature_is_a_division() -> None:
    """An enclosure, by its label; another paper of the same day, by the signature above it."""
    front = "861.24/88\n\nThe Consul at Omsk (Ray) to the Secretary of State\n\nOmsk, May 1, 1919.\n\n"
    cable = cable_of(
        f"{front}{TEXT}\n\nRay\n\nThe Secretary of State to Mr. Orlov\n\n{TEXT}\n\nAldous\n\n[Enclosure]\n\nIt is wet.\n"
    )
    assert kinds(cable) == ["source", "heading", "dateline", "paragraph", "signed", "division", "division"]
    assert texts_of(cable, BlockKind.SIGNED) == ["Ray", "Aldous"]
    assert [b.text for b in cable.blocks[-1].blocks] == ["[Enclosure]", "It is wet."]
