"""What a hand may put right or place in a source, as lines of ``corrections.yaml`` for a person to confirm."""

from collections import Counter
from collections.abc import Iterator

import yaml

from pipeline.resolution.by_hand import limit_by_hand
from pipeline.resolution.session import SourceSession
from pipeline.resolution.staged_rows import StagedRows

# What a number that is no result most often is.
_LIKELIEST = "reference"


def proposed_corrections(session: SourceSession, rows: StagedRows) -> list[str]:
    """Return an entry for each unknown name that is near a known one, and for each number that nothing places.

    Their reasons are left empty: an entry without one is refused, so that nobody confirms what was not looked
    at. Numbers beside a unit are left to a rule that reads them, and so are those beyond what a hand may place.
    """
    entries = [*_names(rows), *list(_numbers(session, rows))[: limit_by_hand(len(rows.number_ledger))]]
    return [f"- {_flow(entry)}" for entry in entries]


def _names(rows: StagedRows) -> Iterator[dict[str, object]]:
    for name in rows.unresolved_names:
        if name.candidates:
            nearest = name.candidates[0]
            yield {"line": name.line, "before": name.subject_text, "after": nearest, "reason": ""}


def _numbers(session: SourceSession, rows: StagedRows) -> Iterator[dict[str, object]]:
    """Yield an entry for each open number, but for those in doubt and those that may be the result of a unit."""
    of_units = {name.line for name in rows.unresolved_names}
    met: Counter[tuple[int, str]] = Counter()
    for number, row in zip(session.readings.numbers, rows.number_ledger, strict=True):
        met[row.line, row.token] += 1
        is_open = row.fate == "unaccounted" and row.target_id is None
        if is_open and number.unit is None and row.line not in of_units:
            nth = met[row.line, row.token]
            entry: dict[str, object] = {"line": row.line, "token": row.token}
            # of a number among results nobody says what it is before having looked
            fate = "" if number.is_among_results else _LIKELIEST
            yield entry | ({"nth": nth} if nth > 1 else {}) | {"fate": fate, "reason": ""}


def _flow(entry: dict[str, object]) -> str:
    """Return an entry in one line."""
    return yaml.safe_dump(
        entry, allow_unicode=True, default_flow_style=True, sort_keys=False, width=1000
    ).strip()
