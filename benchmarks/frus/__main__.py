"""`python -m benchmarks.frus` is `benchmarks/accuracy.py`."""

import sys

from benchmarks.frus.command import main

if __name__ == "__main__":
    sys.exit(main())
