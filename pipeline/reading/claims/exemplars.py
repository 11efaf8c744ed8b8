"""Units that are named as those who meet a mark: ``Một số đơn vị đạt trên 90 điểm, điển hình là Sở A, Sở B``.

A list without a mark ("đạt kết quả cao như Sở A") claims nothing that could be checked; one with a tier tells the tier
of each unit.
"""

from collections.abc import Iterator, Sequence

from pipeline.reading.claims.marks import PlacedMarks, context_of_marks, marks_at
from pipeline.reading.prose.name_rules import Named
from pipeline.reading.prose.unit_names import find_units
from pipeline.reading.readings import ClaimReading, Context, printed, span_of
from pipeline.reading.scope import Scope
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.tier_words import TIER_WORD

# From the units to the mark nothing may stand that could be another quantity: "có tỷ lệ hồ sơ đạt trên 90%".
_GROUP = pattern(
    "{unit_noun|counted_unit|department_group|boards_and_departments}"
    "( ({block_word|unit_noun|administrative_level|reach|only_reach|have|result|score_noun|auxiliary|adverb|at|classed"
    r"|tier_kind|tier_level|high|much|with}|{tier}))*( ?[(,])? ?",
    tier=TIER_WORD,
)
# What leads from the mark to the names.
_LEAD = pattern(
    r"( ?{and_beyond})?( ?\))?( ?,)? ?((({for_example|of_which} )?({like|is|comprise|have})|{for_example}) ?:?|:) ?"
    "({plural|the_english} )?({unit_group} ?:? ?)?"
)
_JOINED = pattern(r"( ?\([^()]*\))? ?([,;&]|{and})( {and})? ?({plural|the_english} )?")


def read_exemplars(scope: Scope) -> Iterator[ClaimReading]:
    """Yield the marks of a sentence with the units that are named as those who meet them."""
    sentence = scope.sentence
    for match in _GROUP.finditer(sentence.text, sentence.start, sentence.end):
        placed = marks_at(scope, match.end())
        named = _named_behind(scope, placed.end) if placed else []
        at = context_of_marks(sentence, match.start(), scope.context) if named else None
        if placed is not None and at is not None:
            yield _claim(scope, placed, named, at)


def _claim(scope: Scope, placed: PlacedMarks, named: Sequence[Named], context: Context) -> ClaimReading:
    line = scope.sentence.line
    return ClaimReading(
        claim_type="score_threshold",
        subject=printed(line, scope.sentence.start, named[-1].end),
        unit=placed.marks.unit,
        span=span_of(line, *placed.numbers),
        context=context,
        value=placed.first,
        criterion=context.criterion or "total",
        n_listed=len(named),
        marks=placed.marks,
        named=tuple(unit.mention for unit in named),
    )


def _named_behind(scope: Scope, offset: int) -> list[Named]:
    """Return the units of the list that begins behind the marks which end at ``offset`` of the normal line."""
    sentence, named = scope.sentence, list[Named]()
    end = offset
    for unit in find_units(sentence.line, sentence.start, sentence.end, scope.setting.gazetteer):
        if unit.start < offset:
            continue
        if not (_JOINED if named else _LEAD).fullmatch(sentence.text, end, unit.start):
            break
        named.append(unit)
        end = unit.end
    return named
