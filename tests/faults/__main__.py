"""``make faults``: builds in which something goes wrong, and rebuilds under readers."""

import sys
import tempfile
import time
from pathlib import Path

from tests.faults.injections import inject

_INJECTIONS = 240


def main() -> int:
    """Print the figures; returns 1 where a release was not whole or a reader failed."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        figures = inject(Path(folder), int(sys.argv[1]) if len(sys.argv) > 1 else _INJECTIONS)
    print(*figures.lines(), f"{time.monotonic() - started:.0f} s", sep="\n")
    return 1 if figures.faults else 0


if __name__ == "__main__":
    sys.exit(main())
