"""Reports in prose: sentences in any order, with sentences between that say nothing of one unit."""

from collections.abc import Sequence
from decimal import Decimal

from hypothesis import strategies as st

from tests.generated.assessments import BLOCKS, Assessment, Ranking, assessments
from tests.generated.facts import Fact
from tests.generated.reports import filled
from tests.generated.running import Made
from tests.generated.sentences import NO_FACTS, PATTERNS, Pattern
from tests.generated.units import Unit

_TIERS = ("Tốt", "Khá", "Trung bình", "Yếu")
_TITLES = (
    "Kết quả đánh giá, xếp hạng {index} {place} năm {year}",
    "{place_capital}: Công bố kết quả xếp hạng {index} năm {year}",
)
_LETTERS, _PLACES = "abc", "ijk"


@st.composite
def reports(draw: st.DrawFn, blocks: Sequence[str] = BLOCKS) -> Made:
    """A report on one or two of ``blocks``, a part for each."""
    made = draw(assessments(blocks=blocks, most_criteria=0))
    place = made.province.place
    title = draw(st.sampled_from(_TITLES)).replace("{place_capital}", place[0].upper() + place[1:])
    lines = [filled(title, made), "", f"Kết quả đánh giá năm {made.year}, xếp hạng năm {made.year} như sau:"]
    facts = list[Fact]()
    for number, ranking in enumerate(made.rankings, start=1):
        lines += ["", f"{number}. Đối với {ranking.words}:"]
        paragraphs = draw(st.lists(paragraph(made, ranking), min_size=1, max_size=5))
        for text, said in paragraphs:
            if text not in lines and not _tells_twice([*facts, *said]):
                lines.append(text)
                facts += said
    text = "\n".join([*lines, ""])
    return Made("a.txt", text.encode(), text, facts)


@st.composite
def paragraph(draw: st.DrawFn, made: Assessment, ranking: Ranking) -> tuple[str, list[Fact]]:
    """Up to three sentences and what they say."""
    texts, facts = list[str](), list[Fact]()
    for _ in range(draw(st.integers(1, 3))):
        values = draw(_values(made, ranking))
        if draw(st.integers(0, 2)) == 0:
            texts.append(draw(st.sampled_from(NO_FACTS)).format(**values))
            continue
        pattern = draw(st.sampled_from(PATTERNS))
        first = draw(st.integers(0, len(ranking.results) - 3))
        results = ranking.results[first : first + 3]
        other = draw(st.booleans())
        names = [_name(result.unit, other) for result in results]
        text = pattern.text.format(*names, **values)
        if text.startswith("- ") and texts:
            text = text[2:]
        texts.append(text)
        facts += _said(made, ranking, pattern, first, values)
    return " ".join(texts), facts


def _tells_twice(facts: Sequence[Fact]) -> bool:
    """True where a unit has two totals of one year: one of them says something else."""
    totals = {fact for fact in facts if fact.measure in ("score", "pct_of_max")}
    return len({fact._replace(value=None) for fact in totals}) < len(totals)


def _name(unit: Unit, other: bool) -> str:
    # not read yet: "Sở TP" before a full stop and a year, behind which the sentence is taken to go on
    others = [name for name in unit.others if not name.endswith("TP")]
    return others[0] if other and others else unit.name


@st.composite
def _values(draw: st.DrawFn, made: Assessment, ranking: Ranking) -> dict[str, str]:
    """The values of the places of a pattern, as printed."""
    top = int(made.scale.scaleb(made.places))
    scores = [Decimal(draw(st.integers(1, top))).scaleb(-made.places) for _ in _LETTERS]
    ranks = draw(st.permutations(range(1, len(ranking.results) + 1)))[:3]
    # the better one first: bands in no order are a doubt
    tiers = sorted(draw(st.permutations(_TIERS))[:2], key=_TIERS.index)
    places = draw(st.sampled_from([0, 1]))
    percent = Decimal(draw(st.integers(10, 99))).scaleb(-places) if places else draw(st.integers(1, 100))
    return {
        **dict(zip(_LETTERS, map(made.number, scores), strict=True)),
        **dict(zip(_PLACES, map(str, ranks), strict=True)),
        "of": str(len(ranking.results)),
        "top": f"{made.scale:f}",
        "p": f"{percent}".replace(".", made.mark),
        "t": tiers[0],
        "u": tiers[1],
        "now": str(made.year),
        "before": str(made.year - 1),
    }


def _said(
    made: Assessment, ranking: Ranking, pattern: Pattern, first: int, values: dict[str, str]
) -> list[Fact]:
    """What a sentence says of the units from index ``first`` on."""
    facts = []
    for unit, measure, place in pattern.says:
        year = made.year - place.endswith("~")
        printed = values.get(place.rstrip("~"), place)
        result = None if measure == "max_score" else ranking.results[first + unit]
        if measure == "tier":
            facts.append(made.fact(ranking, result, measure, year=year, tier=printed))
            continue
        value = Decimal(printed.replace(",", ".")) if printed else None
        facts.append(made.fact(ranking, result, measure, year=year, value=value))
    return facts
