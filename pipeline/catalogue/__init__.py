"""What the archive holds, between runs. `pipeline.catalogue.catalogue` needs SQLAlchemy; the nouns here do not."""

from pipeline.catalogue.entry import Card, Citation, Entry, Held, Mention, Placed, RunSummary, Version

__all__ = ["Card", "Citation", "Entry", "Held", "Mention", "Placed", "RunSummary", "Version"]
