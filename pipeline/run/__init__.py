"""A run: all the rooms in their order, from the folder that came in to the line in the ledger.

`ingest` is the sequence; how its batches are carried out (plainly, or as tasks of Prefect) is for the caller to say.
"""

from pipeline.run.conduct import Conduct, Progress, plainly
from pipeline.run.convert import convert
from pipeline.run.ingest import Settled, ingest

__all__ = ["Conduct", "Progress", "Settled", "convert", "ingest", "plainly"]
