"""A TEI volume becomes raw texts in three forms, and the editors' truth: expected by hand from an invented volume."""

import gzip
import json
from pathlib import Path

import pytest

from benchmarks.frus.document import Document, Entry, Form, Mention, PrintedNote, Truth
from benchmarks.frus.folder import open_volume, volumes_in
from pipeline.errors import InputError

VOLUMES = Path(__file__).parent / "volumes"
VOLUME = open_volume(VOLUMES / "frus1938Test.xml")
D1, D2, D3, D4 = VOLUME.documents

D1_FULL = """\
851.51/2201: Telegram

The Ambassador in Ruritania (Halloran) to the Secretary of State6

Strelsau, March 3, 1938—6 p.m.
[Received March 3—2:15 p.m.]

secret

318. Your 112, March 1, 4 p.m.7 The Minister of Finance will not [Page 301] ask for new powers:

(a) The franc holds;
(i) in Zenda,
(ii) here.
[Page 302]
(b) The budget is voted.8

He adds:

“Nothing is decided.

Nothing will be.”

Halloran

  1. Repeated to London.
  2. Not printed; but see Foreign Relations, 1937, vol. ii, p. 41. See also Document 2.
  3. On March 2.
"""
D1_WEB = """\
851.51/2201: Telegram

The Ambassador in Ruritania (Halloran) to the Secretary of State6

secret

318. Your 112, March 1, 4 p.m.7 The Minister of Finance will not [Page 301] ask for new powers:

(a)
The franc holds;
(i)
in Zenda,
(ii)
here.
[Page 302]
(b)
The budget is voted.8

He adds:

“Nothing is decided.

Nothing will be.”

  1. Repeated to London.
  2. Not printed; but see Foreign Relations, 1937, vol. ii, p. 41. See also Document 2.
  3. On March 2.
"""
D2_FLAT = """\
2. Memorandum From the Counselor of Embassy (Halloran) to Rassendyll1
[Strelsau,] undated.2
- SUBJECT
- The LON loan
Present:\tMr. Rassendyll
\tMr. Hentzau*
[Page 304]
Nothing was said.
Respectfully,
J. Halloran3
Counselor
[Attachment]
Letter From Rassendyll to Halloran
Dear Jim:
Come at once.
Elphberg
- Source: Embassy Files. Rassendyll saw it. See there.↩
- Before March 4.↩
- In part.↩
- The signature is typed.↩
"""
D2_WEB = """\
2. Memorandum From the Counselor of Embassy (Halloran) to Rassendyll1

SUBJECT
The LON loan

Present:\tMr. Rassendyll

\tMr. Hentzau*

[Page 304]

Nothing was said.

[Attachment]

Letter From Rassendyll to Halloran

Dear Jim:

Come at once.

  1. Source: Embassy Files. Rassendyll saw it. See there.
  2. Before March 4.
  3. In part.
  4. The signature is typed.
"""
D3_FULL = "3. Editorial Note\n\nOn March 4, 1938, nothing happened.\n"
D4_FULL = """\
Mr. Halloran to Mr. Tarlenheim.

[Extract.]

Legation of the United States,
Strelsau, March 22, 1868.

No. 25.]

Sir: The king is dead.

J. HALLORAN.

The Hon. F. Tarlenheim.
"""


@pytest.mark.parametrize(
    ("document", "form", "expected"),
    [
        # the classification after the dateline, an attached list in a list, a page between items, a quotation in a paragraph
        pytest.param(D1, Form.FULL, D1_FULL, id="telegram-full"),
        # dateline and signature lost; labels on lines of their own
        pytest.param(D1, Form.WEB, D1_WEB, id="telegram-web"),
        # the head of a list is a line of it; empty cells keep their tabs; a note of three kinds of lost places
        pytest.param(D2, Form.FLAT, D2_FLAT, id="memorandum-flat"),
        # what is lost of the attachment too; notes whose markers are lost stay listed
        pytest.param(D2, Form.WEB, D2_WEB, id="memorandum-web"),
        # no notes: nothing after the last block
        pytest.param(D3, Form.FULL, D3_FULL, id="editorial-note-full"),
        pytest.param(D3, Form.FLAT, D3_FULL.replace("\n\n", "\n"), id="editorial-note-flat"),
        # a volume of the nineteenth century: the source line after the heading, the legation over the place, the address last
        pytest.param(D4, Form.FULL, D4_FULL, id="letter-full"),
    ],
)
def test_raw_text(document: Document, form: Form, expected: str) -> None:
    assert document.texts[form] == expected


TRUTHS = [
    # comments are no words; the reference is in the note, and one to another site is none
    Truth(
        source="851.51/2201: Telegram",
        senders=("Halloran",),
        recipients=("Secretary of State",),
        place="Strelsau",
        when="1938-03-03T18:00:00",
        signed=("Halloran",),
        notes=(
            PrintedNote("Repeated to London.", "secretaryofstate", is_lost_on_web=False),
            PrintedNote(
                "Not printed; but see Foreign Relations, 1937, vol. ii, p. 41. See also Document 2.",
                "your112march14pm",
                is_lost_on_web=False,
            ),
            PrintedNote("On March 2.", "thebudgetisvoted", is_lost_on_web=False),
        ),
        pages=("301", "302"),
        references=("frus1937v02#pg_41", "frus1938Test#d2"),
        mentions=(Mention("Halloran", ""),),
    ),
    # both ends are tagged as senders: mended; persons in notes are not mentions; the note in the signature is no part of it
    Truth(
        senders=("Halloran",),
        recipients=("Rassendyll",),
        place="Strelsau",
        signed=("J. Halloran", "Elphberg"),
        notes=(
            PrintedNote("Source: Embassy Files. Rassendyll saw it. See there.", "orantorassendyll", is_lost_on_web=False),
            PrintedNote("Before March 4.", "lstrelsauundated", is_lost_on_web=True),
            PrintedNote("In part.", "sendyllmrhentzau", is_lost_on_web=False),
            PrintedNote("The signature is typed.", "ctfullyjhalloran", is_lost_on_web=True),
        ),
        pages=("304",),
        mentions=(
            Mention("Halloran", "p_HJ1"),
            Mention("Rassendyll", ""),
            Mention("Mr. Rassendyll", "p_RE1"),
            Mention("Rassendyll", ""),
            Mention("Elphberg", "p_RE1"),
        ),
    ),
    Truth(),
    # the line after the heading is no file number, and scoring does not take it for one
    Truth(
        source="[Extract.]",
        senders=("Halloran",),
        recipients=("Tarlenheim",),
        place="Strelsau,",
        when="1868-03-22",
        signed=("J. HALLORAN.",),
        mentions=(Mention("Halloran", ""), Mention("Tarlenheim", "")),
    ),
]


@pytest.mark.parametrize(("document", "truth"), list(zip(VOLUME.documents, TRUTHS, strict=True)), ids=["d1", "d2", "d3", "d4"])
def test_truth(document: Document, truth: Truth) -> None:
    assert document.truth == truth


def test_volume() -> None:
    """Its title on one line, its lists, and the ids that its documents are known by."""
    assert VOLUME.title == "Foreign Relations of the United States, 1938, Ruritania"
    assert VOLUME.persons == (
        Entry("p_HJ1", "Halloran, James", "Halloran, James, Ambassador in Ruritania until May 1938"),
        Entry("p_RE1", "Rassendyll, Elphberg", "Rassendyll, Elphberg, Minister of Finance"),
    )
    assert VOLUME.terms == (Entry("t_LON1", "LON", "LON, League of Nations"),)
    assert [document.id for document in VOLUME.documents] == [f"frus1938Test/d{n}" for n in range(1, 5)]


def test_every_second() -> None:
    assert open_volume(VOLUMES / "frus1938Test.xml", 2).documents == (D1, D3)


def test_ids_given_twice(tmp_path: Path) -> None:
    """The editors' oversight, and no reason not to read the volume."""
    text = (VOLUMES / "frus1938Test.xml").read_text(encoding="utf-8").replace("pg_302", "pg_301")
    (tmp_path / "frus1938Test.xml").write_text(text, encoding="utf-8")
    assert open_volume(tmp_path / "frus1938Test.xml") == VOLUME


GOLD: dict[str, object] = {
    "id": "frus1938Gold/d1",
    "volume": "frus1938Gold",
    **{form.value: f"in {form}" for form in Form},
    "gold": {
        "source": "851.51/2201",
        "head": "Halloran to Hentzau",
        "from": [{"text": "Halloran"}, {"text": "Hentzau"}],
        "to": [],
        "place": "Strelsau",
        "signed": ["Halloran"],
        "notes": [{"n": "1", "text": "In part.", "left": "hentzau", "lost_on_web": True}],
        "pages": [{"n": "3"}],
        "refs": [{"target": "#d2"}],
        "persons": [{"text": "Rassendyll", "corresp": "#p_RE1"}, {"text": "Halloran", "corresp": None}],
    },
}
INFO = {"info": {"volume": "frus1938Gold", "title": "1938", "persons": [], "terms": [{"id": "t", "term": "LON", "note": "L"}]}}


@pytest.mark.parametrize("ending", [".jsonl", ".jsonl.gz"])
def test_gold(tmp_path: Path, ending: str) -> None:
    """Ready-made texts and truth come to the same nouns, whether or not the file is compressed."""
    path = tmp_path / f"frus1938Gold{ending}"
    lines = f"{json.dumps(INFO)}\n{json.dumps(GOLD)}\n".encode()
    path.write_bytes(gzip.compress(lines) if ending.endswith("gz") else lines)
    volume = open_volume(path)
    assert (volume.id, volume.title, volume.terms) == ("frus1938Gold", "1938", (Entry("t", "LON", "L"),))
    [document] = volume.documents
    assert document.texts[Form.FLAT] == "in flat"
    assert document.truth == Truth(
        source="851.51/2201",
        senders=("Halloran",),
        recipients=("Hentzau",),
        place="Strelsau",
        signed=("Halloran",),
        notes=(PrintedNote("In part.", "hentzau", is_lost_on_web=True),),
        pages=("3",),
        references=("frus1938Gold#d2",),
        mentions=(Mention("Rassendyll", "p_RE1"), Mention("Halloran", "")),
    )


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        pytest.param("frus1.xml", "<TEI", "cannot be read as XML", id="not-xml"),
        pytest.param("frus1.xml", "<html/>", "is no TEI: its outermost element is html", id="not-tei"),
        pytest.param("frus1.jsonl", "{", "is no gold file: JSONDecodeError", id="not-json"),
        pytest.param("frus1.jsonl", '{"id": "frus1/d1"}', "is no gold file: KeyError", id="other-json"),
        pytest.param("frus1.jsonl.gz", "{}", "is no gold file: BadGzipFile", id="not-gzip"),
    ],
)
def test_no_volume(tmp_path: Path, name: str, content: str, said: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        open_volume(tmp_path / name)


def test_folder(tmp_path: Path) -> None:
    """The volumes by name; the folder volumes/ of a clone; TEI before JSON; only frus… files; only those asked for."""
    clone = tmp_path / "volumes"
    clone.mkdir()
    for name in ("frus1951v07.xml", "frus1943China.jsonl.gz", "frus1951v07.jsonl", "README.md", "schema.xml"):
        (clone / name).touch()
    assert volumes_in(tmp_path) == {"frus1943China": clone / "frus1943China.jsonl.gz", "frus1951v07": clone / "frus1951v07.xml"}
    assert list(volumes_in(clone, ["frus1951v07"])) == ["frus1951v07"]


@pytest.mark.parametrize(
    ("folder", "names", "said"),
    [
        pytest.param(VOLUMES / "absent", (), "there is no folder", id="no-folder"),
        pytest.param(VOLUMES, ("frus1938Tst",), "has no volume frus1938Tst", id="misspelt"),
    ],
)
def test_no_folder(folder: Path, names: tuple[str, ...], said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        volumes_in(folder, names)
    assert "frus" in caught.value.hint


def test_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="has no volume: no file"):
        volumes_in(tmp_path)
