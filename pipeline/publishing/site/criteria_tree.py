"""The criteria of one list as the tree that they are: a criterion stands before what it is made of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.publishing.site.deduced_values import DeducedCells, DeductionView
from pipeline.publishing.site.site_model import Model
from schemas.tables.assessments import Assessment, Criterion
from schemas.tables.statements import Statement


@dataclass(frozen=True, slots=True)
class CriterionColumn:
    """A criterion with where its maximum is printed or what follows of it.

    ``depth`` is 0 for what the total is made of, 1 for what these are made of; ``n_parts`` counts all below it.
    """

    criterion: Criterion
    maximum: Statement | None
    deduced_maximum: DeductionView | None
    depth: int
    n_parts: int


def criterion_columns(model: Model, row: Assessment, deduced: DeducedCells) -> list[CriterionColumn]:
    """Return the criteria of a list without its total, each before its parts."""
    criteria = [
        criterion for criterion in model.criteria.get(row.assessment_id, []) if not criterion.is_total
    ]
    known = {criterion.criterion_id for criterion in criteria}
    children: dict[str | None, list[Criterion]] = {}
    for criterion in criteria:
        parent = criterion.parent_criterion_id
        children.setdefault(parent if parent in known else None, []).append(criterion)
    return [
        CriterionColumn(
            criterion=criterion,
            maximum=model.maxima.get(criterion.criterion_id),
            deduced_maximum=deduced.maxima.get(criterion.criterion_id),
            depth=depth,
            n_parts=sum(1 for _ in _below(children, criterion.criterion_id, 0)),
        )
        for criterion, depth in _below(children, None, 0)
    ]


def _below(
    children: Mapping[str | None, list[Criterion]], parent: str | None, depth: int
) -> Iterator[tuple[Criterion, int]]:
    """Yield what a criterion is made of, and what these are, with how deep it stands."""
    for criterion in children.get(parent, []):
        yield criterion, depth
        yield from _below(children, criterion.criterion_id, depth + 1)
