"""``make completeness``: what share of what follows the closure finds, by a solver that finds all."""

import sys

from tests.completeness.measure import measure

N_TABLES = 300


def main() -> int:
    """Print the figures, and what was missed where names of seeds are given; 1 if a row excludes what can be."""
    seeds = [int(word) for word in sys.argv[1:]] or range(N_TABLES)
    figures = measure(seeds)
    for line in (*figures.wrong, *(figures.loose if len(sys.argv) > 1 else ())):
        print(line)
    print(figures)
    return int(bool(figures.wrong))


if __name__ == "__main__":
    sys.exit(main())
