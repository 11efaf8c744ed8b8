"""The tables of the contract, filled row by row: what the invented release of these tests is made with."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from pipeline.warehouse.models import functions, models
from schemas.contract import PUBLISHED, VIEWS, comments, create_table
from tests.made_rows import filled

Row = dict[str, Any]

DECISION = "thu-nhat/2020-quyet-dinh"
ARTICLE = "dak-thu/2021-bai-bao"
COMPLETE = "thu-nhat-2020-ict-departments"
WEBSITE = "thu-nhat-2020-website-departments"
QUOTED = "dak-thu-2021-ict-departments"
EARLIER = "dak-thu-2020-ict-departments"
PLACES = "dak-thu-2021-ict-districts"

AGENCIES = {
    "thu-nhat/so-y-te": ("Sở Y tế", "so-y-te"),
    "thu-nhat/so-noi-vu": ("Sở Nội vụ", "so-noi-vu"),
    "thu-nhat/so-tai-chinh": ("Sở Tài chính", "so-tai-chinh"),
    "thu-nhat/so-xay-dung": ("Sở Xây dựng", "so-xay-dung"),
    "thu-nhat/thanh-tra": ("Thanh tra tỉnh", "thanh-tra"),
    "thu-nhat/ban-dan-toc": ("Ban Dân tộc", "ban-dan-toc"),
    "dak-thu/so-y-te": ("Sở Y tế", "so-y-te"),
    "dak-thu/so-noi-vu": ("Sở Nội vụ", "so-noi-vu"),
    "dak-thu/thanh-tra": ("Thanh tra tỉnh", "thanh-tra"),
    "dak-thu/ubnd-huyen-dong": ("UBND huyện Đông", None),
    "dak-thu/ubnd-huyen-tay": ("UBND huyện Tây", None),
    "dak-thu/ubnd-huyen-nam": ("UBND huyện Nam", None),
}


class Sample:
    """The rows of the release while they are put together; a printed value makes its own line."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Row]] = {table.name: [] for table in PUBLISHED}
        self._lines = {DECISION: 0, ARTICLE: 3}

    def add(self, table: str, **row: Any) -> None:
        self.rows[table].append(row)

    def line(self, source_id: str, text: str) -> int:
        self._lines[source_id] += 1
        self.add("source_lines", source_id=source_id, line=self._lines[source_id], text=text)
        return self._lines[source_id]

    def statement(
        self, source: str, listed: str, agency: str | None, measure: str, text: str, **more: Any
    ) -> str:
        """A statement on a line of its own; ``criterion`` names a criterion other than the total."""
        criterion = more.get("criterion", "total")
        words = f"{AGENCIES[agency][0] if agency else 'Tối đa'}: {text} <đạt>"
        line = self.line(source, words)
        key = f"s{len(self.rows['statements'])}"
        start = words.index(text, words.index(":"))
        place = {"line": line, "col_start": start, "col_end": start + len(text)}
        _, year, index, block = listed.rsplit("-", 3)
        self.add(
            "statements",
            statement_id=key,
            source_id=source,
            assessment_id=listed,
            agency_id=agency,
            criterion_id=f"{listed}/{criterion}",
            province_id=province_of(listed),
            year=int(year),
            index_id=index,
            block=block,
            criterion=criterion,
            measure=measure,
            value=None if measure == "tier" else Decimal(text),
            tier=text if measure == "tier" else None,
            value_text=text,
            unit="points",
            decimals=len(text.partition(".")[2]),
            origin="table",
            locator=f"line={line}",
            is_counted=True,
            quote=words,
            **place,
        )
        fate = {"token": text, "fate": "statement", "target_id": key}
        self.add("number_ledger", source_id=source, **place, **fate)
        return key

    def unit(self, listed: str, agency: str, status: str, reason: str | None = None) -> None:
        self.add("assessed_units", assessment_id=listed, agency_id=agency, status=status, reason=reason)

    def score(self, listed: str, agency: str, text: str, criterion: str, pct: str | None) -> None:
        key = self.statement(source_of(listed), listed, agency, "score", text, criterion=criterion)
        self.add(
            "scores",
            assessment_id=listed,
            agency_id=agency,
            criterion_id=f"{listed}/{criterion}",
            score=Decimal(text),
            pct_of_max=Decimal(pct) if pct else None,
            pct_basis="printed" if pct else None,
            status="printed",
            statement_id=key,
        )

    def missing(self, listed: str, agency: str, criterion: str, reason: str) -> None:
        self.add(
            "scores",
            assessment_id=listed,
            agency_id=agency,
            criterion_id=f"{listed}/{criterion}",
            status="missing",
            missing_reason=reason,
        )

    def ranking(self, listed: str, agency: str, rank: int | None, **more: Any) -> None:
        if rank is not None:
            more["rank_statement_id"] = self.statement(source_of(listed), listed, agency, "rank", str(rank))
        row = {"assessment_id": listed, "agency_id": agency, "criterion_id": f"{listed}/total"}
        self.add("rankings", **row, printed_rank=rank, **more)

    def write(self, database: Path) -> None:
        with duckdb.connect(str(database)) as con:
            for table in PUBLISHED:
                con.execute(create_table(table))
                for comment in comments(table):
                    con.execute(comment)
                for named in self.rows[table.name]:
                    row = filled(table.name, **named)
                    names = ", ".join(f'"{name}"' for name in row)
                    marks = ", ".join("?" * len(row))
                    con.execute(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', list(row.values()))
            for function in functions().values():
                con.execute(function)
            views = {view.name for view in VIEWS}
            for model in models():
                if model.name in views:
                    con.execute(f"CREATE VIEW {model.name} AS {model.sql}")


def province_of(listed: str) -> str:
    return "thu-nhat" if listed.startswith("thu-nhat") else "dak-thu"


def source_of(listed: str) -> str:
    return DECISION if listed.startswith("thu-nhat") else ARTICLE
