"""How well documents are read that nobody wrote rules for: ``make evaluate``, or of one part or folder

``python -m tests.evaluate [PART or FOLDER ...] [-v NAME] [--build]``.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Sequence

from tests.evaluate.accusations import Accusation, accusations
from tests.evaluate.cases import CORPUS, LAYOUTS, read_cases
from tests.evaluate.matching import mean
from tests.evaluate.reading import Outcome, read_case

_HEAD = f"{'':18} {'n':>4} {'recall':>7} {'precision':>10} {'whole':>6} {'in':>5} {'in doubt':>9}"


def main(arguments: Sequence[str]) -> int:
    """Read the documents that ``arguments`` name, and print how well."""
    parser = argparse.ArgumentParser(prog="evaluate", description=__doc__)
    parser.add_argument("parts", nargs="*", help="parts of tests/corpus, or folders of documents; all parts")
    parser.add_argument("-v", "--verbose", metavar="NAME", help="rows missed and false of documents named so")
    parser.add_argument("--build", action="store_true", help="whom a build accuses that has them as sources")
    chosen = parser.parse_args(arguments)
    parts = chosen.parts or sorted(path.name for path in CORPUS.iterdir() if path.is_dir())
    for part in parts:
        outcomes = [read_case(case) for case in read_cases(part)]
        show_part(part, outcomes)
        if chosen.verbose is not None:
            for outcome in outcomes:
                if chosen.verbose in outcome.case.name:
                    show_document(outcome)
        if chosen.build:
            show_accusations(list(accusations(outcomes)), outcomes)
    return 0


def show_part(part: str, outcomes: Sequence[Outcome]) -> None:
    """Print the figures of a part: by layout, as a mean over its documents, and over their rows."""
    by_layout: defaultdict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        by_layout[outcome.case.layout].append(outcome)
    print(f"{part}\n{_HEAD}")
    for layout in (*LAYOUTS, "other"):
        if layout in by_layout:
            _show(layout, by_layout[layout])
    _show("mean of documents", outcomes)
    met, missed, false = (
        sum(len(getattr(outcome.match, name)) for outcome in outcomes) for name in ("met", "missed", "false")
    )
    share, right = met / max(met + missed, 1), met / max(met + false, 1)
    print(
        f"{'all rows':18} {met + missed:>4} {share:>7.3f} {right:>10.3f}   ({missed} missed, {false} false)"
    )


def _show(name: str, outcomes: Sequence[Outcome]) -> None:
    recall = mean([outcome.match.recall for outcome in outcomes])
    precision = mean([outcome.match.precision for outcome in outcomes])
    n_in = sum(not outcome.refused for outcome in outcomes)
    n_whole, n_doubts = sum(o.is_whole for o in outcomes), sum(len(o.doubts) for o in outcomes)
    print(
        f"{name:18} {len(outcomes):>4} {recall:>7.3f} {precision:>10.3f} {n_whole:>6} "
        f"{100 * n_in // max(len(outcomes), 1):>4}% {n_doubts:>9}"
    )


def show_document(outcome: Outcome) -> None:
    """Print what of a document was missed, is false, is in doubt, or keeps it out."""
    found = outcome.match
    print(f"\n{outcome.case.name}: recall {found.recall:.3f}, precision {found.precision:.3f}")
    told = [("missed", row) for row in found.missed] + [("false", row) for row in found.false]
    for word, row in told:
        print(f"  {word:6} {row.year} {row.block}: {row.agency}, {row.measure} {row.criterion} {row.value}")
    for words in outcome.doubts:
        print(f"  in doubt {words}")
    for words in outcome.refused:
        print(f"  kept out {words}")


def show_accusations(found: Sequence[Accusation], outcomes: Sequence[Outcome]) -> None:
    """Print the accusations that are not so, and how many of the planted slips were found."""
    false = [accusation for accusation in found if not accusation.is_slip]
    slips = sum(len(outcome.case.slips) for outcome in outcomes)
    print(f"false accusations {len(false)}; accusations of {slips} planted slips {len(found) - len(false)}")
    for accusation in false:
        print(f"  {accusation.words}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
