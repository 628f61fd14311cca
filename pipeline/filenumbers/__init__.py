"""File numbers: their grammar, and what their parts stood for."""

from pipeline.filenumbers.decode import decode
from pipeline.filenumbers.grammar import Parts, canonical, parse

__all__ = ["Parts", "canonical", "decode", "parse"]
