"""Write a cable in each published format: a function of the cable alone, the same bytes for the same cable.

Nothing of lxml or Jinja2 is loaded before a format is written.
"""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple, cast

from pipeline.model import Cable


class Format(NamedTuple):
    """One way to write a cable."""

    name: str
    suffix: str
    """The published file is the cable's id, a full stop, and this."""
    media_type: str
    module: str
    function: str

    def write(self, cable: Cable) -> bytes:
        """The cable in this format."""
        return cast("bytes", getattr(import_module(self.module), self.function)(cable))


FORMATS: dict[str, Format] = {
    format.name: format
    for format in (
        Format("tei", "tei.xml", "application/tei+xml", "pipeline.write.tei", "to_tei"),
        Format("oai_dc", "oai_dc.xml", "application/xml", "pipeline.write.dublincore", "to_oai_dc"),
        Format("dcterms", "dcterms.xml", "application/xml", "pipeline.write.dublincore", "to_dcterms"),
        Format("json", "json", "application/json", "pipeline.write.record", "to_record"),
        Format("html", "html", "text/html", "pipeline.write.html", "to_html"),
    )
}


def render(cable: Cable) -> dict[str, bytes]:
    """The cable in all formats: suffix → bytes."""
    return {format.suffix: format.write(cable) for format in FORMATS.values()}
