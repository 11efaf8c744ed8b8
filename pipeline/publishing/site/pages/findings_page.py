"""What the page of findings shows: a card for each error of a document, the weightiest first."""

from dataclasses import dataclass

from pipeline.publishing.site.claim_views import DiscrepancyView
from pipeline.publishing.site.site_model import Model
from schemas.tables.agencies import Province
from schemas.tables.claims import Discrepancy

# What an error changes: who would have another place or tier comes first.
_WEIGHTS = ("changes_rank", "changes_tier", "none")


@dataclass(frozen=True, slots=True)
class FindingsView:
    """All cards, and the provinces, kinds and weights that they can be filtered by."""

    cards: list[DiscrepancyView]
    provinces: list[Province]
    kinds: list[str]
    weights: list[str]

    @property
    def n_weighty(self) -> int:
        """How many change a rank or a tier."""
        return sum(card.row.weight != "none" for card in self.cards)


def findings_view(model: Model) -> FindingsView:
    """Return the findings of the release by weight, then by province and document."""
    cards = [model.discrepancy_view(row) for row in model.tables.of(Discrepancy)]
    cards.sort(key=lambda card: (_WEIGHTS.index(card.row.weight), _place(model, card)))
    weights = {card.row.weight for card in cards}
    return FindingsView(
        cards=cards,
        provinces=model.provinces_by_name({card.source.province_id for card in cards}),
        kinds=sorted({card.row.kind for card in cards}),
        weights=[weight for weight in _WEIGHTS if weight in weights],
    )


def _place(model: Model, card: DiscrepancyView) -> tuple[int, str, int]:
    return model.province_order[card.source.province_id], card.row.source_id, card.row.line or 0
