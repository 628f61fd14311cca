"""Where a cable comes from, and who publishes it."""

from __future__ import annotations

from pydantic import Field

from pipeline.model.evidence import Frozen


class Archive(Frozen):
    """Who publishes, and under which addresses: the settings of an ingest (`cablegram.toml` beside the sources)."""

    publisher: str = "Cablegram"
    base_uri: str | None = Field(default=None, pattern=r"^https?://[^\s]+/$")
    """A cable's landing URI is `base_uri` + collection + "/" + id; without one it is a `urn:uuid:` of the same name."""
    language: str = Field(default="en", pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")
    """BCP 47."""
    rights: str = "http://rightsstatements.org/vocab/UND/1.0/"
    """The rights statement of a source whose manifest gives none: a URI alone."""


class Accession(Frozen):
    """What the archive says of one source: its row in `manifest.csv`, or the defaults."""

    path: str
    """Below the ingested folder, with `/`; a member of an archive as `letters.zip/1936/195.txt`."""
    id: str | None = None
    collection: str
    collection_title: str = ""
    date_from: str | None = Field(default=None, pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")
    date_to: str | None = Field(default=None, pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")
    rights: str = ""
    citation: str = ""
    """Where the text was printed or is kept, as a bibliography would say it."""


class Source(Frozen):
    """The text as it came, decoded, its line ends made `\\n`."""

    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    """Of the bytes as they came."""
    size: int = Field(ge=0)
    """In bytes."""
    encoding: str
    """The name Python knows it by: utf-8, utf-16-le, cp1252, mac-roman…"""
    text: str
