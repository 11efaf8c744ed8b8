"""``make bench``: CPU time of a build, as ratios to the import of the libraries that it needs, of reading, of closing.

Seconds depend on the machine, ratios of one run hardly do. Children only, user and system time.
Three times was the limit for five reports and no audit; audit and a sixth source took it to four.
"""

import resource
import subprocess
import sys

from pipeline.workspace import ROOT
from tests.bench.deduction import show as show_deduction
from tests.bench.pages import show as show_pages
from tests.bench.reading import show as show_reading

FLOOR = "import dagster, duckdb, jinja2, pandas, pandera.pandas, pyarrow"
MOST = {"full build, warm": 4.0, "nothing new": 0.2, "--help": 0.2}
ROUNDS = 3


def cpu_seconds(*command: str) -> float:
    """Run ``command`` in the repository root and return the CPU seconds it took; raises if it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    """Measure, print seconds and ratios, and return 1 if a ratio is above its limit."""
    command = (sys.executable, "-c", "from pipeline.commands.cli import app; app()")
    commands = {
        "floor: six imports": (sys.executable, "-c", FLOOR),
        "full build, warm": (*command, "build", "--force"),
        "nothing new": (*command, "build"),
        "--help": (*command, "--help"),
    }
    cpu_seconds(*commands["full build, warm"])  # writes bytecode and dist/current
    best = {name: min(cpu_seconds(*command) for _ in range(ROUNDS)) for name, command in commands.items()}
    floor = best["floor: six imports"]
    for name, seconds in best.items():
        limit = f"  (at most {MOST[name]})" if name in MOST else ""
        print(f"{name:<20} {seconds:6.2f} s  {seconds / floor:5.2f} x{limit}")
    is_quick = all([show_reading(), show_deduction(), show_pages()])
    return int(not is_quick or any(best[name] / floor > most for name, most in MOST.items()))


if __name__ == "__main__":
    sys.exit(main())
