"""What the pages of findings show: a card for each error of a document, the weightiest first.

One page has them all; where they are too many for it, it has the weightiest, and each province a page of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import duckdb

from pipeline.publishing.site.claim_views import DiscrepancyView
from pipeline.publishing.site.site_model import MANY_FINDINGS, Model
from pipeline.publishing.site.site_tables import Only, Tables
from schemas.tables.agencies import Province
from schemas.tables.claims import Discrepancy

# What an error changes: who would have another place or tier comes first.
_WEIGHTS = ("changes_rank", "changes_tier", "none")
_COUNTS = """
SELECT sources.province_id, count(*), count(*) FILTER (WHERE found.weight <> 'none')
FROM main.discrepancies AS found
JOIN main.sources USING (source_id)
GROUP BY sources.province_id
"""
_SHOWN = """
CREATE OR REPLACE TEMP TABLE shown_findings AS
SELECT found.discrepancy_id, found.claim_id, found.criterion_id
FROM main.discrepancies AS found
JOIN main.sources USING (source_id)
JOIN main.provinces USING (province_id)
ORDER BY list_position($weights, found.weight), provinces.name COLLATE vi, found.source_id, found.line,
    found.discrepancy_id
LIMIT $most
"""
_ONLY = (
    Only(
        frozenset({"discrepancy_id", "weight"}),
        "discrepancy_id IN (SELECT discrepancy_id FROM shown_findings)",
    ),
    Only(frozenset({"claim_id"}), "claim_id IN (SELECT claim_id FROM shown_findings)"),
    Only(
        frozenset({"criterion_id", "position"}), "criterion_id IN (SELECT criterion_id FROM shown_findings)"
    ),
    Only(
        frozenset({"source_id", "line", "text"}),
        "(source_id, line) IN (SELECT (source_id, line) FROM main.claims"
        " WHERE claim_id IN (SELECT claim_id FROM shown_findings))",
    ),
)


@dataclass(frozen=True, slots=True)
class FindingsView:
    """The cards of a page, what they can be filtered by, and how many findings there are.

    ``province`` is the one that the page is of; ``n_weighty`` change a rank or a tier; ``elsewhere`` are provinces,
    each with the number of its findings, that have a page of their own.
    """

    province: Province | None
    cards: list[DiscrepancyView]
    provinces: list[Province]
    kinds: list[str]
    weights: list[str]
    n: int
    n_weighty: int
    elsewhere: list[tuple[Province, int]]


def findings_view(model: Model, con: duckdb.DuckDBPyConnection) -> FindingsView:
    """Return the page of the findings of all provinces: the weightiest, by weight, then by province and document."""
    con.execute(_SHOWN, {"weights": list(_WEIGHTS), "most": MANY_FINDINGS})
    shown = Model(Tables(con, None, _ONLY))
    cards = _cards(shown, shown.tables.of(Discrepancy))
    counts = {province_id: n for province_id, *n in con.execute(_COUNTS).fetchall()}
    n, n_weighty = (sum(count[which] for count in counts.values()) for which in (0, 1))
    elsewhere = model.provinces_by_name(counts.keys()) if n > MANY_FINDINGS else []
    return _view(model, None, cards, n, n_weighty, [(one, counts[one.province_id][0]) for one in elsewhere])


def province_findings(model: Model, province_id: str) -> FindingsView | None:
    """Return the page of the findings of a province, None where that of all provinces has them."""
    if not model.findings_are_many:
        return None
    rows = [
        row for row in model.tables.of(Discrepancy) if model.sources[row.source_id].province_id == province_id
    ]
    cards = _cards(model, rows)
    n_weighty = sum(card.row.weight != "none" for card in cards)
    return _view(model, model.provinces[province_id], cards, len(cards), n_weighty, []) if cards else None


def _view(
    model: Model,
    province: Province | None,
    cards: list[DiscrepancyView],
    n: int,
    n_weighty: int,
    elsewhere: list[tuple[Province, int]],
) -> FindingsView:
    weights = {card.row.weight for card in cards}
    return FindingsView(
        province=province,
        cards=cards,
        provinces=model.provinces_by_name({card.source.province_id for card in cards}),
        kinds=sorted({card.row.kind for card in cards}),
        weights=[weight for weight in _WEIGHTS if weight in weights],
        n=n,
        n_weighty=n_weighty,
        elsewhere=elsewhere,
    )


def _cards(model: Model, rows: Iterable[Discrepancy]) -> list[DiscrepancyView]:
    cards = [model.discrepancy_view(row) for row in rows]
    return sorted(cards, key=lambda card: (_WEIGHTS.index(card.row.weight), *_place(model, card)))


def _place(model: Model, card: DiscrepancyView) -> tuple[int, str, int]:
    return model.province_order[card.source.province_id], card.row.source_id, card.row.line or 0
