"""Rankings made up for any province, in the forms that reports print them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from hypothesis import strategies as st

from tests.unit.reports import (
    YEAR,
    Province,
    Said,
    department_names,
    district_names,
    flattened,
    former_provinces,
)

TIERS = ("Tốt", "Khá", "Trung bình", "Yếu")
CRITERIA = ("Hạ tầng kỹ thuật CNTT", "Nhân lực CNTT", "An toàn thông tin", "Cơ chế, chính sách")


def ranks(scores: Sequence[Decimal], dense: bool) -> list[int]:
    """Ranks of descending scores: after a tie dense ranks go on by one, others skip."""
    order = sorted(set(scores), reverse=True)
    return [
        order.index(score) + 1 if dense else 1 + sum(other > score for other in scores) for score in scores
    ]


def printed(value: Decimal, mark: str) -> str:
    return f"{value}".replace(".", mark)


def respell(name: str, way: int) -> str:
    """The same name as other typists print it."""
    return (
        name,
        name.replace(" - ", " – ").replace(",", ""),
        name.replace("hóa", "hoá").replace("Đ", "Ð").replace(" - ", "-"),
        name.replace(" và ", " & "),
        name.replace(" ", "\u00a0"),
    )[way]


@dataclass
class Table:
    """A ranking with all choices of its printing; scores go down."""

    province: Province
    units: list[str]
    names: list[str]
    scores: list[Decimal]
    dense: bool
    mark: str
    bands: dict[int, str] = field(default_factory=dict)
    counted: bool = True
    ranked: bool = True
    parts: list[str] = field(default_factory=list)

    @property
    def block(self) -> str:
        return "các huyện, thị xã, thành phố" if self.units[0].startswith("UBND ") else "các sở, ngành"

    def header(self) -> list[str]:
        rank = [f"Xếp hạng năm {YEAR}"] if self.ranked else []
        return [*(["STT"] if self.counted else []), "Tên cơ quan", *self.parts, "Tổng điểm", *rank]

    def part(self, row: int, column: int) -> Decimal:
        return self.scores[row].quantize(Decimal("0.1")) / 2 - column

    def rows(self) -> list[list[str]]:
        found = []
        for at, rank in enumerate(ranks(self.scores, self.dense)):
            parts = [printed(self.part(at, column), self.mark) for column in range(len(self.parts))]
            score = printed(self.scores[at], self.mark)
            counter = [str(at + 1)] if self.counted else []
            found.append([*counter, self.names[at], *parts, score, *([str(rank)] if self.ranked else [])])
        return found

    def opening(self) -> list[str]:
        title = f"Kết quả đánh giá, xếp hạng mức độ ứng dụng CNTT {self.province.place} năm {YEAR}"
        return [title, "", f"1. Đối với {self.block}", "", "Kết quả như sau:", ""]

    @property
    def caption(self) -> str:
        return f"Bảng 1. Xếp hạng mức độ ứng dụng CNTT của {self.block}"

    def expected(self, lines: list[str], first: int) -> list[Said]:
        """The statements, the table standing in ``lines`` from index ``first``, one cell a line."""
        found: list[Said] = []
        place, tier, tier_line = first, "", 0

        def next_line(text: str) -> int:
            nonlocal place
            while lines[place].strip() != text:
                place += 1
            place += 1
            return place

        for cell in self.header():
            next_line(cell)
        for at, row in enumerate(self.rows()):
            unit = self.units[at]
            if at in self.bands:
                tier = self.bands[at]
                tier_line = next_line(band(list(self.bands).index(at), tier))
            if tier:
                found.append(Said(tier_line, unit, "tier", "total", tier, tier.lower()))
            cells = iter(row)
            if self.counted:
                next_line(next(cells))
            next_line(next(cells))
            for column, criterion in enumerate(self.parts):
                text = next(cells)
                value = str(self.part(at, column))
                found.append(Said(next_line(text), unit, "score", criterion, value, text))
            text = next(cells)
            found.append(Said(next_line(text), unit, "score", "total", str(self.scores[at]), text))
            for text in cells:
                found.append(Said(next_line(text), unit, "rank", "total", text, text))
        return found


def band(number: int, tier: str) -> str:
    return f"{'ABCD'[number]}. Mức {tier.lower()} ({20 + number}%)"


@st.composite
def tables(draw: st.DrawFn, parts: bool = False) -> Table:
    province = draw(st.sampled_from(former_provinces()))
    known = draw(st.sampled_from([department_names(province.kind), district_names(province)]))
    size = draw(st.integers(4, min(14, len(known))))
    units = draw(st.permutations(known))[:size]
    places = draw(st.sampled_from([1, 2]))
    numbers = draw(st.lists(st.integers(20 * 10**places, 99 * 10**places), min_size=size, max_size=size))
    scores = [Decimal(number).scaleb(-places) for number in sorted(numbers, reverse=True)]
    table = Table(
        province,
        units,
        [respell(unit, draw(st.integers(0, 4))) for unit in units],
        scores,
        draw(st.booleans()),
        draw(st.sampled_from(",.")),
        counted=draw(st.booleans()),
        ranked=draw(st.booleans()),
        parts=list(draw(st.permutations(CRITERIA))[: draw(st.integers(1, 4))]) if parts else [],
    )
    if table.ranked and not parts and draw(st.booleans()):
        # most groups hold several units: a table of one unit a group has a test of its own
        cuts = sorted(draw(st.sets(st.integers(1, size - 1), max_size=min(3, (size - 2) // 2))))
        table.bands = dict(zip([0, *cuts], TIERS, strict=False))
    return table


def printed_flat(table: Table, blank: bool) -> list[str]:
    cells = table.header()
    for at, row in enumerate(table.rows()):
        if at in table.bands:
            cells.append(band(list(table.bands).index(at), table.bands[at]))
        cells += row
    return flattened(cells, blank)
