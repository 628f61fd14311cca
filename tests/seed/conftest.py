"""One run over the seeds for all that only look at what it left."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from pipeline.model import Cable
from pipeline.run import Settled
from tests.seed import runs


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("seed") / "output"


@pytest.fixture(scope="session")
def settled(output: Path) -> Settled:
    return runs.run(runs.SEEDS, output)


@pytest.fixture(scope="session")
def cable(settled: Settled, output: Path) -> Cable:
    assert settled.run.counts
    return runs.record(output)


@pytest.fixture(scope="session")
def tei(settled: Settled, output: Path) -> etree._Element:
    assert settled.run.counts
    return runs.xml(output, "tei.xml")


@pytest.fixture(scope="session")
def oai_dc(settled: Settled, output: Path) -> etree._Element:
    assert settled.run.counts
    return runs.xml(output, "oai_dc.xml")


@pytest.fixture(scope="session")
def dcterms(settled: Settled, output: Path) -> etree._Element:
    assert settled.run.counts
    return runs.xml(output, "dcterms.xml")
