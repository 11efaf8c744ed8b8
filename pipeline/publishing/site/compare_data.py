"""What the page shows on which a reader chooses provinces: a script for each type of agency and each dimension.

A script holds rows in groups; the lists of a group may stand side by side, and what the ladder says of them goes along.
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pipeline.publishing.site.gate import LadderTold, StepTold
from pipeline.publishing.site.links import (
    agency_type_page,
    anchor,
    assessment_page,
    dimension_page,
    line_link,
    unit_page,
)
from pipeline.publishing.site.pages.agency_type_pages import AgencyTypeView, TypeResult
from pipeline.publishing.site.pages.dimension_pages import DimensionBlockView, LinkedCriterion
from pipeline.publishing.site.pages.profile_pages import ProfileRow
from pipeline.publishing.site.site_model import Interval
from pipeline.publishing.site.texts import Language
from schemas.tables.assessments import Assessment
from schemas.tables.statements import Statement

_TYPE_LABELS = ("rank_of", "interval", "score_of", "pct", "tier", "source")
_DIMENSION_LABELS = ("dimension.fits", "column.max_score", "dimension.n_units", "dimension.percents")

# A text, how it looks, and for a printed value the line that has it.
Value = list[str]


@dataclass(frozen=True, slots=True)
class Told:
    """How values are told in one language; ``contested`` are the ids of the statements that bear a mark."""

    language: Language
    contested: Collection[str]

    def printed(self, found: Statement | None, missing: str | None = None, of: str = "") -> Value:
        """Return a printed value as its document has it, with what it is ``of``, or the mark of why there is none."""
        if found is None:
            text, *look = self.missing(missing)
            return [text + of, *look]
        if found.value is None:
            text = found.tier or found.value_text
        else:
            text = self.language.number(found.value, found.decimals) + (
                " %" if found.unit == "percent" else ""
            )
        mark = f" {self.language.say('marks.contested')}" if found.statement_id in self.contested else ""
        return [text + of + mark, "p", line_link(found.source_id, found.line, found.col_start)]

    def missing(self, reason: str | None) -> Value:
        """Return the mark of a value that is not there."""
        return [
            f"[{self.language.say(f'marks.{reason}')}]" if reason else self.language.say("marks.none"),
            "miss",
        ]

    def percent(self, low: Decimal | None, high: Decimal | None) -> Value:
        """Return a percent that we computed, or the lowest and the highest."""
        if low is None or high is None:
            return self.missing(None)
        ends = dict.fromkeys(self.language.rounded(value, 1) for value in (low, high))
        return [f"{'–'.join(ends)} %", "recomputed"]

    def interval(self, places: Interval | None) -> Value:
        """Return the places that a unit can have."""
        if places is None:
            return self.missing(None)
        if places.high is None:
            return [self.language.say("cell.from_low", low=places.low), "deduced"]
        text = f"{places.low}–{places.high}" if places.low != places.high else str(places.low)
        return [text, "deduced"]

    def ladder(self, told: LadderTold) -> list[list[str]]:
        """Return each step with what it lets do and why."""
        steps = [("compared.within", one) for one in told.within] + [
            ("compared.between", one) for one in told.between
        ]
        return [[one.step or self.language.say("marks.none"), self._step(key, one)] for key, one in steps]

    def _step(self, key: str, one: StepTold) -> str:
        said = self.language.say(key, n=self.language.count(one.n_pairs))
        if one.step is None:
            return f"{said}: {self.language.say('terms.no_step')}"
        reasons = (entry.reason if self.language.code == "vi" else entry.reason_en for entry in one.reasons)
        told = [self.language.say("profile.reason", reason=reason) for reason in reasons if reason]
        return ". ".join([f"{said}: {self.language.term('step_rule', one.step).rstrip('.')}", *told]) + "."


def choices_script(
    types: Iterable[str], dimensions: Iterable[str], provinces: Iterable[tuple[str, str]], language: Language
) -> str:
    """Return the script of what can be chosen: codes and names."""
    chosen = {
        "type": [[code, language.name("agency_types", code)] for code in types],
        "dimension": [[code, language.name("dimensions", code)] for code in dimensions],
        "provinces": [list(province) for province in provinces],
    }
    return f"window.CHOICES = {_json(chosen)};\n"


def type_script(view: AgencyTypeView, told: Told) -> str:
    """Return the script of a type of agency."""
    language = told.language
    groups = [
        {
            "name": language.name("indices", one.index_id),
            "path": agency_type_page(one.code, one.index_id),
            "steps": told.ladder(one.ladder),
            "rows": [_result(found, told) for found in table],
        }
        for one in view.indices
        for table in one.tables
    ]
    labels = [language.say(f"column.{label}") for label in _TYPE_LABELS]
    return _script(f"type-{view.type.code}", labels, groups)


def dimension_script(code: str, views: Iterable[DimensionBlockView], told: Told) -> str:
    """Return the script of a dimension."""
    language = told.language
    groups = [
        {
            "name": f"{language.name('blocks', view.block)} – {language.name('indices', section.index_id)}",
            "path": dimension_page(code, view.block),
            "steps": told.ladder(section.ladder),
            # one that a document only names has nothing to compare
            "rows": [_criterion(found, told) for found in part if found.named_at is None],
        }
        for view in views
        for section in view.sections
        for part in section.parts
    ]
    return _script(f"dimension-{code}", [language.say(label) for label in _DIMENSION_LABELS], groups)


def _script(key: str, labels: list[str], groups: list[dict[str, Any]]) -> str:
    return f"(window.COMPARED ||= {{}})[{_json(key)}] = {_json({'labels': labels, 'groups': groups})};\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _result(found: TypeResult, told: Told) -> dict[str, Any]:
    language, row, listed = told.language, found.row, found.heading.assessment
    cell, agency_id = row.cell, row.agency.agency_id
    of_units = f" / {language.count(listed.n_units)}" if listed.n_units else ""
    of_points = (
        f" / {language.number(listed.max_score)}" if row.score and listed.max_score is not None else ""
    )
    rank = told.printed(row.rank, "not_quoted", of_units)
    if row.unit.reason:
        rank = [f"{language.term('status', row.unit.status)}: {row.unit.reason}", ""]
    share = cell.pct_of_max if cell and cell.status == "printed" else None
    return {
        **_place(listed),
        "path": f"{assessment_page(listed.assessment_id)}#{anchor(agency_id)}",
        "name": row.agency.name,
        "unit": unit_page(agency_id),
        "values": [
            rank,
            told.interval(row.interval),
            told.printed(row.score, cell.missing_reason if cell else None, of_points),
            told.percent(share, share),
            _tier(row, told),
            [language.name("document_kinds", found.source.document_kind), ""],
        ],
        "spans": [[float(row.strip.low), float(row.strip.high)]] if row.strip else [],
    }


def _tier(row: ProfileRow, told: Told) -> Value:
    tier = row.ranking.printed_tier if row.ranking else None
    if tier == "not_ranked":
        return [told.language.term("status", tier), ""]
    if tier is None:
        return told.missing(None)
    return [tier, *told.printed(row.tier)[1:]] if row.tier else [tier, ""]


def _criterion(found: LinkedCriterion, told: Told) -> dict[str, Any]:
    language, listed, criterion = told.language, found.heading.assessment, found.criterion
    maximum = told.printed(found.maximum)
    if found.maximum is None and criterion.max_score is not None:
        maximum = [language.number(criterion.max_score), "recomputed"]
    of_units = f" / {language.count(listed.n_units)}" if listed.n_units else ""
    return {
        **_place(listed),
        "path": assessment_page(listed.assessment_id),
        "name": criterion.name,
        "values": [
            [language.term("dimension_link", criterion.dimension_link), ""],
            maximum,
            [f"{language.count(found.n_told)}{of_units}", ""],
            told.percent(found.lowest, found.highest),
        ],
        "spans": [[float(point), float(point)] for point in found.points],
    }


def _place(listed: Assessment) -> dict[str, Any]:
    return {"province": listed.province_id, "year": listed.year}
