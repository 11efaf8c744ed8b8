"""The facts as they would be if rows of lists were of other units, under other headings, or not there at all."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from pipeline.audit.audit_statements import ListedStatement
from pipeline.selftest.facts import LISTED, Facts, ListFacts

# What a statement is instead, by its id; None where it is gone.
Moves = Mapping[str, ListedStatement | None]


def moved(facts: Facts, moves: Moves) -> Facts:
    """Return ``facts`` with statements moved, each by its id."""
    lists = {name: _relisted(about, moves) for name, about in facts.lists.items()}
    return replace(facts, lists=lists)


def _relisted(about: ListFacts, moves: Moves) -> ListFacts:
    rows = [row for told in about.printings.values() for row in told]
    if not any(row.statement_id in moves for row in rows):
        return about
    found = replace(about, first=defaultdict(dict), printings=defaultdict(list))
    kept = [moves.get(row.statement_id, row) for row in rows]
    for row in sorted((row for row in kept if row is not None), key=lambda row: (row.source_id, row.line)):
        unit = row.agency_id or ""
        found.printings[row.criterion_id, row.measure, unit].append(row)
        is_value = row.value is not None or row.measure == "tier"
        if is_value or row.measure == "rank":
            found.first[row.criterion_id, row.measure if is_value else "last"].setdefault(unit, row)
    n_gone = len({unit for *_, unit in about.printings}) - len({unit for *_, unit in found.printings})
    if n_gone and about.n_units is not None and about.n_units_basis == LISTED:
        return replace(found, n_units=about.n_units - n_gone)
    return found
