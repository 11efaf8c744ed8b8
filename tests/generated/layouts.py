"""Layouts: one assessment printed as a table in one of the ways that reports choose."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tests.generated.assessments import Assessment, Ranking, Result
from tests.generated.choices import Layout
from tests.generated.facts import Fact
from tests.unit.made_files import Cell, Report


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the cells over it, what stands in it for each unit, and what that says.

    ``over`` is the cell over this and the neighbouring columns with the same ``over``.
    """

    head: str
    texts: tuple[str, ...]
    facts: tuple[tuple[Fact, ...], ...]
    over: str = ""
    maximum: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A made table and what it says."""

    report: Report
    facts: tuple[Fact, ...]


class Table:
    """The rows of one or more rankings of an assessment under one header."""

    def __init__(self, made: Assessment, rankings: Sequence[Ranking], layout: Layout) -> None:
        self._made = made
        self._layout = replace(layout, before=layout.before and layout.rank_at == "last")
        self._rankings = rankings
        self._rows = [(ranking, result) for ranking in rankings for result in ranking.results]
        self._columns = list(self._laid_out())

    def drawn(self, title: str, heading: str, notes: Sequence[str]) -> Drawn:
        """The table as a report, and what stands in it."""
        cells, facts = self._body()
        return Drawn(
            Report(title, heading, [*self._header(), *cells, *self._foot()], notes),
            (*facts, *self._maximum_facts()),
        )

    def _column(
        self, head: str, texts: Iterator[str], facts: Iterator[Fact] | None = None, over: str = ""
    ) -> Column:
        said = tuple((fact,) for fact in facts) if facts else ((),) * len(self._rows)
        return Column(head, tuple(texts), said, over)

    def _laid_out(self) -> Iterator[Column]:
        """The columns from left to right."""
        made, layout = self._made, self._layout
        if layout.rank_at == "first":
            yield self._rank_column()
        elif layout.counter:
            numbers = (str(at + 1) for ranking in self._rankings for at in range(len(ranking.results)))
            yield self._column(layout.counter, numbers)
        yield self._column(layout.name, (self._name(result) for _, result in self._rows))
        if layout.total_first:
            yield self._scores(layout.total, None)
        for place in range(len(made.criteria)):
            yield from self._criterion_columns(place)
        if not layout.total_first:
            yield self._scores(layout.total, None)
        if layout.rank_at == "last":
            yield self._rank_column()
        if layout.before:
            heads = f"{layout.rank} năm {made.year - 1}"
            facts = (
                made.fact(ranking, result, "rank", year=made.year - 1, value=Decimal(result.rank_before))
                for ranking, result in self._rows
            )
            yield self._column(heads, (str(result.rank_before) for _, result in self._rows), facts)
        if layout.tiers == "column" and made.bands:
            facts = (made.fact(ranking, result, "tier", tier=result.tier) for ranking, result in self._rows)
            yield self._column(layout.tier, (str(result.tier) for _, result in self._rows), facts)
        if layout.remark:
            yield self._column("Ghi chú", ("" for _ in self._rows))

    def _name(self, result: Result) -> str:
        name, others = result.unit.name, result.unit.others
        return others[result.rank % len(others)] if others and self._layout.other_names else name

    def _rank_column(self) -> Column:
        facts = (
            self._made.fact(ranking, result, "rank", value=Decimal(result.rank))
            for ranking, result in self._rows
        )
        return self._column(self._layout.rank, (self._rank(*row) for row in self._rows), facts)

    def _rank(self, ranking: Ranking, result: Result) -> str:
        return self._layout.rank_style.format(result.rank, of=len(ranking.results))

    def _criterion_columns(self, place: int) -> Iterator[Column]:
        """The scores on a criterion, with the ranks on it where the layout has them."""
        name, made = self._made.criteria[place], self._made
        column = self._scores(name, place)
        order = sorted((result.parts[place] for _, result in self._rows), reverse=True)
        ranks = [order.index(result.parts[place]) + 1 for _, result in self._rows]
        facts = [
            made.fact(*row, "rank", criterion=name, value=Decimal(rank))
            for row, rank in zip(self._rows, ranks, strict=True)
        ]
        match self._layout.header:
            case "pairs":
                yield Column("Điểm", column.texts, column.facts, column.head, column.maximum)
                yield self._column("Hạng", map(str, ranks), iter(facts), column.head)
            case "cells":
                texts = (f"{rank} ({text})" for rank, text in zip(ranks, column.texts, strict=True))
                said = tuple((*more, fact) for more, fact in zip(column.facts, facts, strict=True))
                yield Column(column.head, tuple(texts), said, maximum=column.maximum)
            case "spanner" if len(made.criteria) > 1:
                yield Column(column.head, column.texts, column.facts, self._layout.spanner, column.maximum)
            case _:
                yield column

    def _scores(self, head: str, place: int | None) -> Column:
        """The scores on a criterion, or the total (None)."""
        made = self._made
        values = [result.total if place is None else result.parts[place] for _, result in self._rows]
        criterion = "total" if place is None else made.criteria[place]
        top = f"{(made.scale if place is None else made.maxima[place]).normalize():f}".replace(".", made.mark)
        facts = (
            (made.fact(*row, "score", criterion=criterion, value=value),)
            for row, value in zip(self._rows, values, strict=True)
        )
        shown = f"{head} (tối đa {top} điểm)" if self._layout.maxima == "header" else head
        texts = tuple(map(made.number, values))
        return Column(shown, texts, tuple(facts), maximum=top if self._layout.maxima != "none" else "")

    def _maximum_facts(self) -> Iterator[Fact]:
        """The maxima as statements on all units; of several blocks they are told of the first."""
        made = self._made
        if self._layout.maxima == "none":
            return
        for criterion, value in zip((*made.criteria, "total"), (*made.maxima, made.scale), strict=True):
            yield made.fact(self._rankings[0], None, "max_score", criterion=criterion, value=value)

    def _header(self) -> list[list[Cell]]:
        columns = self._columns
        if not any(column.over for column in columns):
            rows = [[Cell(column.head) for column in columns]]
        else:
            upper: list[Cell] = []
            for at, column in enumerate(columns):
                if not column.over:
                    upper.append(Cell(column.head, 1, 2))
                elif not at or columns[at - 1].over != column.over:
                    width = 1
                    while at + width < len(columns) and columns[at + width].over == column.over:
                        width += 1
                    upper.append(Cell(column.over, width))
            rows = [upper, [Cell(column.head) for column in columns if column.over]]
        if self._layout.maxima == "row":
            name = next(at for at, column in enumerate(columns) if column.head == self._layout.name)
            rows.append(
                [Cell("Điểm tối đa" if at == name else column.maximum) for at, column in enumerate(columns)]
            )
        return rows

    def _body(self) -> tuple[list[list[Cell]], list[Fact]]:
        """The rows of the units with the group rows between them, and what they say."""
        cells: list[list[Cell]] = []
        facts: list[Fact] = []
        at = 0
        for number, ranking in enumerate(self._rankings):
            if len(self._rankings) > 1:
                cells.append(
                    self._group(f"{'I' * (number + 1)}. {ranking.words[0].upper()}{ranking.words[1:]}")
                )
            tier = None
            for result in ranking.results:
                if self._layout.tiers == "rows" and result.tier is not None:
                    if result.tier != tier:
                        cells.append(self._group(f"Mức {result.tier}"))
                    tier = result.tier
                    facts.append(self._made.fact(ranking, result, "tier", tier=tier))
                row, said = self._row(at)
                cells.append(row)
                facts += said
                at += 1
        return cells, facts

    def _row(self, at: int) -> tuple[list[Cell], list[Fact]]:
        """The cells of a unit; one of its figures may be a dash."""
        row: list[Cell] = []
        said: list[Fact] = []
        void = len(self._rows) * len(self._columns) - self._layout.void * 3
        for place, column in enumerate(self._columns):
            if column.facts[at] and at * len(self._columns) + place == void:
                row.append(Cell("-"))
                continue
            row.append(Cell(column.texts[at]))
            said += column.facts[at]
        return row, said

    def _group(self, words: str) -> list[Cell]:
        return [Cell(words, len(self._columns))]

    def _foot(self) -> list[list[Cell]]:
        """A row of averages or the like under the units; it says nothing of one."""
        layout = self._layout
        if not layout.foot:
            return []
        row = []
        for column in self._columns:
            scores = [fact.value for said in column.facts for fact in said if fact.measure == "score"]
            values = [value for value in scores if value is not None]
            mean = self._made.number(sum(values, Decimal(0)) / len(values)) if values else ""
            row.append(Cell(layout.foot if column.head == layout.name else mean))
        return [row]
