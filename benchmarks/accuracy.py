"""How well Cablegram reads: the accuracy table in the README. usage: .venv/bin/python benchmarks/accuracy.py FOLDER [--help]

FOLDER has volumes of Foreign Relations of the United States in TEI, from https://github.com/HistoryAtState/frus.
"""

import runpy
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parents[1])  # the project that this file is in, wherever another is installed
    runpy.run_module("benchmarks.frus", run_name="__main__", alter_sys=True)
