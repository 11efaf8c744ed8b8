"""``make fuzz``: as many mutated sources as FUZZ says, from the number FIRST on."""

import os
import sys
import time

from tests.fuzz.fuzz import fuzz


def main() -> int:
    """Print the figures; returns 1 where the parent crashed, anything hung or a row was partial."""
    os.environ.setdefault("XEPHANG_MAX_SECONDS", "3")
    started = time.monotonic()
    figures = fuzz(int(os.environ["FIRST"]), int(os.environ["FUZZ"]))
    print(*figures.lines(), f"{time.monotonic() - started:.0f} s", sep="\n")
    return 1 if figures.faults else 0


if __name__ == "__main__":
    sys.exit(main())
