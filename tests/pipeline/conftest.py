"""Small reports written by hand, one year of one province a case, all built into one warehouse."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from pipeline import warehouse
from pipeline.audit.weigh import weigh
from pipeline.resolution.staged_rows import StagedRows
from schemas.contract import STAGED, to_arrow, validate
from schemas.tables.agencies import Agency, AgencyName
from schemas.tables.assessments import StagedTierBand, UnitState
from schemas.tables.claims import StagedClaim
from schemas.tables.documents import LedgerEntry, Source, SourceLine, UnitEntry
from schemas.tables.statements import StagedStatement
from tests.made_rows import made

UNITS = {
    "score": "points", "rank": "rank", "tier": "tier", "max_score": "points", "pct_of_max": "percent",
}  # fmt: skip


class Report:
    """Writes the rows of one source; every value gets a line of its own unless one is given."""

    def __init__(
        self, year: int, *, name: str = "r", decided: str | None = None, criteria: str | None = None,
        amends: str | None = None,
    ) -> None:  # fmt: skip
        self.rows = StagedRows()
        self.year = year
        self.source = f"ha-noi/{year}-{name}"
        decided_on = date.fromisoformat(decided or f"{year}-12-31")
        self.rows.sources.append(
            made(
                Source,
                source_id=self.source,
                publication_id=self.source,
                province_id="ha-noi",
                year=year,
                period=str(year),
                document_kind="signed",
                decided_on=decided_on,
                criteria_document=criteria,
                amends=amends,
                publish_text="full",
                state="fresh",
                stale_since=None,
                stale_reason=None,
            )
        )

    def _about(
        self, index: str = "ict", block: str | None = "departments", year: int | None = None
    ) -> dict[str, Any]:
        """The list that a row is about, by column."""
        listed = {"year": year or self.year, "index_id": index, "block": block}
        return {"source_id": self.source, "province_id": "ha-noi", **listed}

    def line(self, text: str) -> int:
        number = len(self.rows.source_lines) + 1
        self.rows.source_lines.append(SourceLine(source_id=self.source, line=number, text=text))
        return number

    def unit(self, name: str, block: str = "departments") -> str:
        agency_id = f"ha-noi/{name.lower()}"
        self.rows.agencies.append(
            made(Agency, agency_id=agency_id, province_id="ha-noi", name=name, block=block)
        )
        return agency_id

    def say(
        self, name: str | None, measure: str, text: str, *, criterion: str = "total", origin: str = "prose",
        line: int | None = None, block: str = "departments", index: str = "ict", year: int | None = None,
    ) -> None:  # fmt: skip
        line = line or self.line(f"{name} {criterion} {measure}: {text}.")
        quote = self.rows.source_lines[line - 1].text
        start = quote.rindex(text)
        digits = text.replace(",", "").isdigit()
        value = Decimal(text.replace(",", ".")) if digits else None
        decimals = len(text.partition(",")[2]) if digits else None
        agency_id = self.unit(name, block) if name else None
        statement_id = f"{self.source}:{len(self.rows.statements)}"
        self.rows.statements.append(
            made(
                StagedStatement,
                statement_id=statement_id,
                **self._about(index, block, year),
                agency_id=agency_id,
                agency=name,
                subject_text=name,
                criterion=criterion,
                measure=measure,
                value=value,
                tier=text if measure == "tier" else None,
                value_text=text,
                decimals=decimals,
                unit=UNITS[measure],
                origin=origin,
                locator=f"line={line}",
                **_place(line, start, text),
                quote=quote,
            )
        )
        if name and agency_id:
            self.rows.agency_names.append(
                made(
                    AgencyName,
                    agency_id=agency_id,
                    source_id=self.source,
                    subject_text=name,
                    line=line,
                    match="exact",
                )
            )
            at = quote.index(name)
            entry = made(
                UnitEntry,
                source_id=self.source,
                **_place(line, at, name),
                text=name,
                agency_id=agency_id,
                fate="result",
            )
            if entry not in self.rows.unit_ledger:
                self.rows.unit_ledger.append(entry)
        if digits:
            self.number(line, start, text, "statement", statement_id)

    def number(self, line: int, start: int, token: str, fate: str, target: str | None) -> None:
        self.rows.number_ledger.append(
            made(
                LedgerEntry,
                source_id=self.source,
                **_place(line, start, token),
                token=token,
                fate=fate,
                target_id=target,
            )
        )
        source = self.rows.sources[0]
        self.rows.sources[0] = replace(source, n_numbers=source.n_numbers + 1)

    def table(self, ranks: str, scores: str = "", origin: str = "table") -> None:
        """Units U1, U2, … with these total ranks and scores."""
        for measure, texts in (("rank", ranks.split()), ("score", scores.split())):
            for position, text in enumerate(texts, start=1):
                if text != "-":
                    self.say(f"U{position}", measure, text, origin=origin)

    def claim(self, kind: str, text: str, *, tier: str | None = None, whole: int | None = None) -> None:
        line = self.line(f"{kind} {tier}: {text}")
        claim_id = f"{self.source}:c{line}"
        start = self.rows.source_lines[-1].text.rindex(text)
        self.rows.claims.append(
            made(
                StagedClaim,
                claim_id=claim_id,
                **self._about(),
                claim_type=kind,
                subject="đơn vị",
                tier=tier,
                printed_value=Decimal(text),
                whole=None if whole is None else Decimal(whole),
                unit="units",
                **_place(line, start, text),
                quote=self.rows.source_lines[-1].text,
            )
        )
        self.number(line, start, text, "claim", claim_id)

    def band(
        self, tier: str, level: int, least: str | None, most: str | None = None, unit: str = "points",
        *, inclusive: bool = True,
    ) -> None:  # fmt: skip
        bounds = [None if bound is None else Decimal(bound) for bound in (least, most)]
        self.rows.tier_bands.append(
            made(
                StagedTierBand,
                **self._about(block=None),
                criterion="total",
                tier=tier,
                level=level,
                min_score=bounds[0],
                min_inclusive=inclusive,
                max_score=bounds[1],
                unit=unit,
                line=1,
            )
        )

    def state(self, name: str, status: str) -> None:
        agency_id = self.unit(name)
        self.rows.unit_states.append(
            made(
                UnitState,
                **self._about(),
                agency_id=agency_id,
                status=status,
                reason="theo báo cáo",
                line=1,
            )
        )


def _place(line: int, start: int, text: str) -> dict[str, int]:
    return {"line": line, "col_start": start, "col_end": start + len(text)}


def schemes() -> Iterator[Report]:
    for year, ranks in enumerate(("1 2 2 4", "1 2 2 3", "1 3 3 4", "1 2,5 2,5 4", "1 2 3 4"), start=2001):
        report = Report(year, criteria="QĐ 1" if year < 2003 else None)
        report.table(ranks, "90 85 85 80")
        yield report
    others = {
        2006: ("1 2 3 4", "90 85 84 80"),
        2007: ("1 3 3 4", "90 85 84 80"),
        2008: ("1 2 3 3", "90 85 80 80"),
        2009: ("1 2 2 5 5 5 7", "90 85 85 80 75 75 70"),
    }
    for year, (ranks, scores) in others.items():
        report = Report(year)
        report.table(ranks, scores)
        yield report
    # places of some units only, each of the tie once
    some = Report(2027)
    some.claim("unit_count", "6")
    some.table("1 2 3 4 - -", "90 85 85 80 70 60")
    yield some


def lists() -> Iterator[Report]:
    places = Report(2010)
    places.table("1 1 3 4 5 5 7 7 7 10 10 11 13", origin="prose")
    for position in range(1, 14):
        places.say(f"U{position}", "tier", "Tốt" if position < 10 else "Khá")
    yield places
    top = Report(2011)
    top.table("1 2 3", "90 85 80", origin="prose")
    yield top
    ends = Report(2012)
    ends.table("1 2 19", "90,5 85 40", origin="prose")
    ends.say("U3", "rank", "cuối bảng")
    ends.say("U4", "score", "70")
    yield ends
    counted = Report(2013)
    counted.claim("unit_count", "12")
    counted.table("- - - 12", "90 80 70")
    counted.say("U5", "tier", "Khá")
    yield counted
    for year, count, ranks, scores in ((2037, "12", "1 - - - 7", "90 80 80 40"), (2038, "9", "", "90 90 40")):
        ended = Report(year)
        ended.claim("unit_count", count)
        ended.table(ranks, scores, origin="prose")
        ended.say(f"U{len(scores.split())}", "rank", "cuối bảng")
        yield ended
    short = Report(2014)
    short.claim("unit_count", "9")
    short.table("1 2 3 4 5", "90 80 70 60 50")
    yield short
    slip = Report(2028)
    for count in ("5", "5", "9"):
        slip.claim("unit_count", count)
    slip.table("1 2 3 4 5", "90 80 70 60 50")
    yield slip
    based = Report(2040)
    based.claim("unit_count", "5", whole=5)
    based.claim("unit_count", "9")
    based.table("1 2 3 4 5", "90 80 70 60 50")
    yield based
    percent = Report(2015)
    percent.table("1 2 3 4", "40 45 30 20")
    for position, share in enumerate(("80", "75", "50", "33,3"), start=1):
        percent.say(f"U{position}", "pct_of_max", share, origin="table")
    percent.say("U1", "max_score", "50", origin="table")
    percent.say(None, "max_score", "60")
    percent.say("U9", "score", "5", criterion="Hạ tầng kỹ thuật CNTT")
    percent.say("U1", "score", "7", criterion="Hạ tầng kỹ thuật CNTT", origin="table")
    percent.state("U8", "excluded")
    yield percent
    own = Report(2016)
    own.table("1 2 3 4", "40 45 30 20")
    own.say("U1", "max_score", "50", origin="table")
    own.say(None, "max_score", "60")
    yield own
    unranked = Report(2024)
    unranked.claim("unit_count", "7")
    unranked.table("", "90 80 70 60 50 40 30")
    yield unranked
    last = Report(2025)
    last.table("1 - 14", "90 80 40", origin="prose")
    last.claim("bottom", "40")
    last.rows.claims[-1] = replace(last.rows.claims[-1], subject="U3", line=2)
    yield last


def maxima() -> Iterator[Report]:
    report = Report(2020)
    pairs = [
        ("A", "2,0", "25"), ("A", "8,0", "100"), ("B", "0,2", "3,0"), ("B", "4,0", "67"),
        ("C", "105,86", "88"), ("D", "68,4", "99,5"), ("E", "8,0", "100"), ("E", "8,0", "50"),
    ]  # fmt: skip
    for position, (criterion, score, percent) in enumerate(pairs, start=1):
        line = report.line(f"U{position} đạt {score} điểm ({percent}% điểm tối đa)")
        report.say(f"U{position}", "score", score, criterion=criterion, line=line)
        report.say(f"U{position}", "pct_of_max", percent, criterion=criterion, line=line)
    yield report
    # once without, once with the number of units
    for year, ranks in ((2017, ""), (2039, "1 2 3")):
        parts = Report(year)
        if ranks:
            parts.claim("unit_count", "3")
        parts.table(ranks, "90 85,5 40")
        for criterion, most, scores in (("A", "60", "55 50 25"), ("B", "40", "35 35,5 15")):
            parts.say(None, "max_score", most, criterion=criterion)
            for position, score in enumerate(scores.split(), start=1):
                parts.say(f"U{position}", "score", score, criterion=criterion, origin="table")
        parts.say(None, "max_score", "100")
        yield parts


def tiers() -> Iterator[Report]:
    report = Report(2021, criteria="QĐ 2")
    for level, (tier, least) in enumerate((("I", "54"), ("II", "48"), ("III", "42"), ("IV", "36")), start=1):
        report.band(tier, level, least)
    report.claim("tier_count", "0", tier="I")
    report.claim("tier_count", "5", tier="II")
    report.claim("tier_count", "14", tier="IV")
    report.claim("tier_count", "1", tier="not_ranked")
    report.table("1 - - -", "53,2 48 47,9 32,2")
    report.say("U1", "tier", "II")
    report.say("U4", "rank", "cuối bảng")
    report.state("U4", "not_ranked")
    for year in (2018, 2019):
        report.say("U1", "rank", "1", year=year)
    yield report
    shares = Report(2022, criteria="QĐ 2")
    for level, (tier, bounds) in enumerate(
        (("Tốt", ("80", "90")), ("Khá", ("70", "79")), ("Yếu", (None, "50")))
    ):
        shares.band(tier, level + 1, *bounds, unit="percent")
    shares.say(None, "max_score", "200")
    shares.table("- - - -", "190 159 140 60")
    shares.table("1 2 3 4 5", "", "table")
    yield shares
    # edges that no better band takes: the best begins above 85, the lowest above 50, below is not ranked
    for unit, year in (("points", 2034), ("percent", 2035), ("points", 2036)):
        edges = Report(year)
        for level, (tier, least, most) in enumerate(
            (("Tốt", "85", None), ("Khá", "70", "85"), ("Đạt", "50", "70"))
        ):
            edges.band(tier, level + 1, least, most, unit, inclusive=tier == "Khá")
        edges.claim("tier_count", "2", tier="not_ranked")
        edges.say(None, "max_score", "200" if unit == "percent" else "100")
        scores = ("86", "85", "84", "70", "69", "50", "49")
        edges.table("", " ".join(str(2 * int(score)) if unit == "percent" else score for score in scores))
        if year == 2036:
            edges.say("U6", "tier", "Đạt")
        yield edges
    quarter = Report(2026)
    quarter.rows.sources[0] = replace(quarter.rows.sources[0], period="2026q2")
    quarter.band("I", 1, "54")
    quarter.claim("tier_count", "1", tier="not_ranked")
    quarter.table("", "60 30")
    yield quarter


def tellings() -> Iterator[Report]:
    first = Report(2023, name="first", decided="2023-11-01")
    second = Report(2023, name="second", decided="2023-12-01", amends=first.source)
    for report, scores in ((first, ("70", "80,55")), (second, ("71", "80,5"))):
        report.say("U1", "score", scores[0], origin="table")
        report.say("U2", "score", scores[1])
    first.say("U3", "score", "60,25")
    first.say("U3", "score", "60,2", origin="table")
    first.say("U4", "score", "50")
    first.say("U4", "score", "50,25")
    first.say("U5", "score", "40,1")
    first.say("UBND huyện Một", "score", "1", block="districts", index="egov")
    yield from (first, second)
    # a whole list, and what two later reports make of it, one of them of the same year
    whole = Report(2030, decided="2030-12-01")
    whole.table("1 2 3 4 5", "90 80 70 60 50")
    same_year = Report(2030, name="annual", decided="2030-12-30")
    same_year.say("U2", "rank", "3")
    next_year = Report(2031)
    next_year.table("1 2", "95 85")
    next_year.say("U3", "rank", "4", year=2030)
    next_year.say("U7", "rank", "2", year=2030)
    next_year.say("U1", "tier", "Tốt", year=2030)
    next_year.say("U5", "rank", "cuối bảng", year=2030)
    yield from (whole, same_year, next_year)
    # the quoted top of a list, and what is told of it a year later
    top = Report(2032)
    top.table("1 2 -", "90 80 70", origin="prose")
    later = Report(2033)
    later.table("1 2", "95 85")
    later.say("U2", "rank", "3", year=2032)
    later.say("U3", "rank", "5", year=2032)
    later.say("U4", "rank", "9", year=2032)
    yield from (top, later)


@pytest.fixture(scope="session")
def staged_reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = StagedRows()
    for cases in (schemes, lists, maxima, tiers, tellings):
        for report in cases():
            rows.extend(report.rows)
    folder = tmp_path_factory.mktemp("staged") / "ha-noi"
    folder.mkdir()
    for table in STAGED:
        arrow = to_arrow(table, getattr(rows, table.name))
        validate(table, arrow)
        pq.write_table(arrow, folder / f"{table.name}.parquet")
    return folder


@pytest.fixture(scope="session")
def reports(
    staged_reports: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(tmp_path_factory.mktemp("build") / "xephang.duckdb")) as opened:
        warehouse.load(opened, [staged_reports])
        warehouse.build_core(opened)
        weigh(opened)
        warehouse.build_marts(opened)
        yield opened
