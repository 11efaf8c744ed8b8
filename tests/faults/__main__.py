"""``make faults``: INJECTIONS builds in which something goes wrong, and REBUILDS under readers."""

import os
import sys
import tempfile
import time
from pathlib import Path

from tests.faults.injections import inject
from tests.faults.readers import rebuild_under_readers


def main() -> int:
    """Print the figures; returns 1 where a release was not whole or a reader failed."""
    is_good = True
    for run, number in ((inject, "INJECTIONS"), (rebuild_under_readers, "REBUILDS")):
        started = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            figures = run(Path(folder), int(os.environ[number]))
        print(*figures.lines(), f"{time.monotonic() - started:.0f} s", "", sep="\n", flush=True)
        is_good &= not figures.faults
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
