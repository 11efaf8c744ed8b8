"""The published tables joined as pages need them."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from pipeline.publishing.site.claim_views import (
    ClaimView,
    DiscrepancyView,
    Excerpt,
    claim_view,
    excerpt,
    spoken,
)
from pipeline.publishing.site.gate import Gate
from pipeline.publishing.site.links import assessment_page, findings_page, source_page
from pipeline.publishing.site.site_tables import Tables
from schemas.table import table_of
from schemas.tables.agencies import Agency, Province, Succession
from schemas.tables.assessments import AssessedUnit, Assessment, Criterion, TierBand
from schemas.tables.claims import Discrepancy, JudgedClaim
from schemas.tables.deductions import ConflictSet, Deduction
from schemas.tables.documents import Source, SourceLine, UnitEntry
from schemas.tables.results import Ranking, Score
from schemas.tables.statements import Statement

# The most findings that one page shows.
MANY_FINDINGS = 100

Item = TypeVar("Item")
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Interval:
    """The best and the worst rank that a unit can have; ``high`` is None where the worst is not known."""

    low: int
    high: int | None


def group_by(items: Iterable[Item], key: Callable[[Item], Key]) -> dict[Key, list[Item]]:
    """``items`` by ``key``, in their order."""
    groups: dict[Key, list[Item]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return groups


class Model:
    """Look-ups over the published tables. Ids that one table takes from another are always found."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables

    @property
    def gate(self) -> Gate:
        """What may stand beside what."""
        return self.tables.gate

    @property
    def contested(self) -> set[str]:
        """The ids of contested statements and contradicted claims."""
        return self.tables.contested

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Documents by id."""
        return {row.source_id: row for row in self.tables.of(Source)}

    @cached_property
    def provinces(self) -> dict[str, Province]:
        """Provinces by id."""
        return {row.province_id: row for row in self.tables.of(Province)}

    @cached_property
    def agencies(self) -> dict[str, Agency]:
        """Units by id."""
        return {row.agency_id: row for row in self.tables.of(Agency)}

    @cached_property
    def agency_types(self) -> dict[str, str]:
        """The types of the units that are of one, by their ids."""
        return {row.agency_id: row.agency_type for row in self.tables.of(Agency) if row.agency_type}

    @cached_property
    def assessments(self) -> dict[str, Assessment]:
        """Lists by id."""
        return {row.assessment_id: row for row in self.tables.of(Assessment)}

    @cached_property
    def agency_order(self) -> dict[str, int]:
        """The place of each unit in the Vietnamese order of names, in which the tables are read."""
        return {row.agency_id: index for index, row in enumerate(self.tables.of(Agency))}

    @cached_property
    def province_order(self) -> dict[str, int]:
        """The place of each province in the Vietnamese order of names."""
        return {row.province_id: index for index, row in enumerate(self.tables.of(Province))}

    @cached_property
    def unit_states(self) -> dict[str, list[AssessedUnit]]:
        """The units of each list by name."""
        rows = sorted(self.tables.of(AssessedUnit), key=lambda row: self.agency_order[row.agency_id])
        return group_by(rows, lambda row: row.assessment_id)

    @cached_property
    def criteria(self) -> dict[str, list[Criterion]]:
        """The criteria of each list in its order."""
        return group_by(self.tables.of(Criterion), lambda row: row.assessment_id)

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """Statements by id."""
        return {row.statement_id: row for row in self.tables.of(Statement)}

    @cached_property
    def claims(self) -> dict[str | None, list[JudgedClaim]]:
        """The claims that the page of each list shows."""
        return group_by(self.tables.of(JudgedClaim), self.list_of)

    @cached_property
    def bands(self) -> dict[str, list[TierBand]]:
        """The bands of each list."""
        return group_by(self.tables.of(TierBand), lambda row: row.assessment_id)

    @cached_property
    def deductions(self) -> dict[str, list[Deduction]]:
        """What follows of each list."""
        return group_by(self.tables.of(Deduction), lambda row: row.assessment_id)

    @cached_property
    def conflicts(self) -> dict[str, list[ConflictSet]]:
        """Printed values of each list that cannot all be true."""
        return group_by(self.tables.of(ConflictSet), lambda row: row.assessment_id)

    @cached_property
    def discrepancies(self) -> dict[str | None, list[Discrepancy]]:
        """What does not fit in each list."""
        return group_by(self.tables.of(Discrepancy), lambda row: row.assessment_id)

    @cached_property
    def criterion_names(self) -> dict[str, str]:
        """Names of criteria by id."""
        return {row.criterion_id: row.name for row in self.tables.of(Criterion)}

    @cached_property
    def maxima(self) -> dict[str, Statement]:
        """Where the maximum of each criterion is printed."""
        return {
            row.criterion_id: row
            for row in self.tables.of(Statement)
            if row.is_counted and row.measure == "max_score" and row.agency_id is None and row.criterion_id
        }

    @cached_property
    def successions(self) -> dict[str, list[Succession]]:
        """What became of each province and unit."""
        return group_by(self.tables.of(Succession), lambda row: row.old_id)

    @cached_property
    def predecessors(self) -> dict[str, list[Succession]]:
        """What each province and unit came from."""
        return group_by(self.tables.of(Succession), lambda row: row.new_id)

    @cached_property
    def _scores(self) -> dict[tuple[str, str], Score]:
        return {(row.criterion_id, row.agency_id): row for row in self.tables.of(Score)}

    @cached_property
    def _rankings(self) -> dict[tuple[str, str], Ranking]:
        return {(row.criterion_id, row.agency_id): row for row in self.tables.of(Ranking)}

    @cached_property
    def _lines(self) -> dict[tuple[str, int], str]:
        return {(row.source_id, row.line): row.text for row in self.tables.of(SourceLine)}

    @cached_property
    def _claims(self) -> dict[str, JudgedClaim]:
        return {row.claim_id: row for row in self.tables.of(JudgedClaim)}

    @cached_property
    def _bands(self) -> dict[str, TierBand]:
        return {row.band_id: row for row in self.tables.of(TierBand)}

    @cached_property
    def _intervals(self) -> dict[tuple[str | None, str], tuple[Decimal | None, Decimal | None]]:
        return {
            (row.criterion_id, row.agency_id): (row.low, row.high)
            for row in self.tables.of(Deduction)
            # what holds under one scheme alone is no bound of the place
            if row.quantity == "rank" and row.agency_id is not None and row.holds_if is None
        }

    def score(self, criterion_id: str, agency_id: str) -> Score | None:
        """Return the score cell, None where the list has no such cell."""
        return self._scores.get((criterion_id, agency_id))

    def ranking(self, criterion_id: str, agency_id: str) -> Ranking | None:
        """Return printed and recomputed rank of a unit on a criterion."""
        return self._rankings.get((criterion_id, agency_id))

    def interval(self, criterion_id: str, agency_id: str) -> Interval | None:
        """Return the ranks that a unit can have: as deduced, else as its printed rank and its ties leave them."""
        low, high = self._intervals.get((criterion_id, agency_id), (None, None))
        if low is None and high is None:
            ranking = self.ranking(criterion_id, agency_id)
            if ranking is None or ranking.rank_low is None or ranking.rank_high is None:
                return None
            return Interval(ranking.rank_low, ranking.rank_high)
        return Interval(int(low or 1), None if high is None else int(high))

    def printed_score(self, criterion_id: str, agency_id: str) -> Statement | None:
        """Return the statement that the score of a unit comes from."""
        cell = self.score(criterion_id, agency_id)
        return self.statements.get(cell.statement_id or "") if cell else None

    def printed_rank(self, criterion_id: str, agency_id: str) -> Statement | None:
        """Return the statement of a unit's rank, in numbers or in words."""
        ranking = self.ranking(criterion_id, agency_id)
        return self.statements.get(ranking.rank_statement_id or "") if ranking else None

    def printed_tier(self, criterion_id: str, agency_id: str) -> Statement | None:
        """Return the statement of a unit's tier."""
        ranking = self.ranking(criterion_id, agency_id)
        return self.statements.get(ranking.tier_statement_id or "") if ranking else None

    def claim_view(self, claim: JudgedClaim) -> ClaimView:
        """Return the claim with its words in their line."""
        return claim_view(claim, self._lines[claim.source_id, claim.line])

    def excerpt(self, row: Statement) -> Excerpt:
        """Return the words of a statement in their line."""
        return excerpt(self._lines[row.source_id, row.line], row.col_start, row.col_end)

    def mention(self, row: UnitEntry) -> Excerpt | None:
        """Return a name in its line, None where the line is not published."""
        line = self._lines.get((row.source_id, row.line))
        return spoken(line, row.col_start, row.col_end) if line else None

    def claim(self, claim_id: str) -> ClaimView:
        """Return the claim of this id with its words."""
        return self.claim_view(self._claims[claim_id])

    def discrepancy_view(self, row: Discrepancy) -> DiscrepancyView:
        """Return the discrepancy with what it is about."""
        return DiscrepancyView(
            row=row,
            claim=self.claim(row.claim_id),
            source=self.sources[row.source_id],
            assessment=self.assessments.get(row.assessment_id or ""),
            agency=self.agency_name(row.agency_id),
            criterion=self.criterion_names.get(row.criterion_id or ""),
        )

    def agency_name(self, agency_id: str | None) -> str | None:
        """Return the name of a unit, None where a row is about no single one."""
        return self.agencies[agency_id].name if agency_id else None

    def provinces_by_name(self, province_ids: Collection[str]) -> list[Province]:
        """Return the provinces of these ids in the Vietnamese order of names."""
        return [row for row in self.tables.of(Province) if row.province_id in province_ids]

    @cached_property
    def findings_are_many(self) -> bool:
        """Whether the findings of the release are too many for one page: then each province has one."""
        return self.tables.count(table_of(Discrepancy)) > MANY_FINDINGS

    def findings_page(self, province_id: str) -> str:
        """Return the page that has all findings of a province."""
        return findings_page(province_id if self.findings_are_many else None)

    def list_of(self, claim: JudgedClaim) -> str | None:
        """Return the list whose page shows the claim, if one does: what a transcript says, its own page shows."""
        return None if self.sources[claim.source_id].is_transcript else claim.assessment_id

    def claim_link(self, claim: JudgedClaim) -> str:
        """Return where a claim is shown: on the page of its list, or on that of its document."""
        listed = self.list_of(claim)
        page = assessment_page(listed) if listed else source_page(claim.source_id)
        return f"{page}#claim-{claim.claim_id}"

    def line_of(self, name: str) -> tuple[str, int]:
        """Source and line of a statement, a claim or a band."""
        row = self.statements.get(name) or self._claims.get(name) or self._bands[name]
        return row.source_id, row.line

    def address(self, assessment: Assessment) -> tuple[int, int, str, str]:
        """Return the order in which lists are shown: province, year, index, block."""
        return (
            self.province_order[assessment.province_id],
            assessment.year,
            assessment.index_id,
            assessment.block,
        )
