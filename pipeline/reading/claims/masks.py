"""What says nothing of one unit though it looks like it: changes, gaps, averages, maxima, thresholds.

They take their numbers out of play before scores and ranks are looked for, and are claims themselves.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.reading.vocabulary.lexicon import pattern


@dataclass(frozen=True, slots=True)
class Masked:
    """A range ``start:end`` of a normal text, the ranges of its numbers there, and its words.

    ``kind`` is a type of claim, or change or lead (over another unit), whose type hangs on what is compared.
    """

    kind: str
    start: int
    end: int
    numbers: tuple[tuple[int, int], ...]
    text: str


_SIGN, _STEPS = "({point}|%)", "{step|steps_english}"
_CHANGED = "{rises|falls|more|less|differ|adjusted|self_assessed|climb|sink}"
# "Trung bình" after a lead word or before a bound is a tier.
_MEAN = (
    r"{!tier_level|tier_kind|group}{average}(?! ?- {high|low})"
    r"(?! ?[:(]? ?({from|below|above|at_least|reach_from}) ?\d)"
)
# "từ 78,5 điểm năm 2018 lên 84,1 điểm" bounds nothing.
_NO_MOVE = "(?![\\d.,]*\\d)(?! ?{sign}?( {year_word} {year})? {up|down} )"
# The same of the next block.
_OF_NEXT = (
    r"(?P<also> ?[;,] ?({and} )?({of} )?{block_word|group} [^.;:\d]{2,60}?({is|reach}|:) ?(?P<l>\d+[.,]\d+)"
    r"(?![\d.,]*\d| ?(%|/)))"
)
# The first that finds a range has it.
MASKS = tuple(
    (
        kind,
        pattern(
            text,
            sign=_SIGN,
            steps=_STEPS,
            changed=_CHANGED,
            mean_of=_MEAN,
            no_move=_NO_MOVE,
            of_next=_OF_NEXT,
            is_told="( {is|reach|auxiliary})* ?:? ?",
        ),
    )
    for kind, text in (
        ("gap", r"{gap}[^.;\d]{0,220}?(\b{year}\b[^.;\d]{0,80}?)?{n:number} ?{point}?"),
        # tăng so với năm trước 3 bậc
        (
            "change",
            r"{changed} ({change_link} |{year} ){0,4}"
            "{n:number} ?([a-z]{4,} (?={points_english}))?(?P<u>{point}|%|{steps}|{rank_word|times|percentage_point})"
            # lần lượt tăng 5,2 điểm và 4,8 điểm
            "(?P<also>( ?([,;]|{and}) ?{number} ?({point}|%|{steps}))*"
            " ?([,;]|{and}) ?{l:number} ?({point}|%|{steps}))?",
        ),
        # cao hơn Sở A 10,5 điểm
        (
            "lead",
            r"{more|less|than|worse} [^.;,()\d]{2,60}?(\s\([^()\d]{2,30}\))?\s{n:number} ?"
            "(?P<u>{point}|%|{steps}|{percentage_point})",
        ),
        # 3.5 points higher than in 2021
        (
            "change",
            r"{n:number} ?(?P<u>{point}|%|{steps}|{percentage_point}) ({more_english|less_english})",
        ),
        # trails A by 3.5 points, 3.5 points behind A
        ("change", r"{by_english} {n:number} ?(?P<u>{point}|%|{steps}|{percentage_point})"),
        ("change", r"{n:number} ?(?P<u>{point}|%|{steps}) {after_english}"),
        # 8.06 more than a year ago, a jump of 29 ranks
        ("change", r"(?P<k>\d+[.,]\d+) ({more_english|less_english}) {than_english}"),
        ("change", r"{leap_english} {n:number} ?(?P<u>{point}|%|{steps}|{percentage_point})"),
        # up from 80 points
        (
            "change",
            r"{up|down|rises|falls|up_english} {from} {n:number} ?(?P<u>{point}|%)"
            "(?!( {within_english|year_word})? {year}){no_move}(?! {to_english} )",
        ),
        ("change", r"{cede|lost} {n:number} (?P<u>{steps})"),
        ("other", r"{worse} {n:number} ?({point}|%|{percentage_point})"),
        # (+1,53 điểm), Sở A +1,5 điểm; Sở B -2 điểm
        ("change", r"\( ?[+-] ?{n:number} ?({point}|%|{steps})? ?\)"),
        ("change", r"(?<=\s)\+ ?{n:number} ?({point}|%)"),
        ("change", r"(?<=\s)-{n:number} ?({point}|%)(?=[^.]*\s\+\d)"),
        # bị mất 4,5 điểm ở phần thể chế, 3 điểm ở phần tài chính; điểm cộng của Sở A là 2 điểm
        (
            "other",
            r"({lost}|{extra_points}[^.;,:\d]{0,60}?({is}|:)) ?{n:number} ?{point}"
            r"(?P<also>( {at} [^.;,:\d]{2,40}(,|{and}) {l:number} ?{point})+)?",
        ),
        # có 5 tiêu chí bị điểm 0, ba tiêu chí chỉ được 2 điểm
        (
            "other",
            r"(\d|{number_word}) ({criterion_noun|index_word} )+({component} )?"
            r"({auxiliary|reach|only_reach|have|adverb} )+({n:number} ?{point}|{points} {k:number})(?![\d.,]*\d)",
        ),
        # 68/70 điểm thẩm định, điểm khảo sát đạt 25/30 điểm, điểm thẩm định 68 và điểm khảo sát 25: parts of a score
        ("other", r"{n:number}( ?/ ?{m:number})? ?{point} {self_assessed|verified|surveyed}"),
        (
            "other",
            r"{points} ({surveyed}{is_told}{n:number}( ?/ ?{m:number})?"
            r"|{verified}{is_told}(?P<k>\d+([.,]\d+)?)( ?/ ?\d+([.,]\d+)?|(?![\d.,]*\d)(?=[^.;:]*{points} {surveyed})))"
            r"(?![\d.,]*\d| ?%)( ?{point})?",
        ),
        # gồm 57,3 điểm thẩm định và 28,4 điểm khảo sát
        (
            "other",
            r"{comprise|of_which} {n:number} {point} [^.;,\d]{3,40}"
            r"(?P<also>(,|{and}) ?({and} )?{l:number} {point} (?!{number})[^.;,\d]{3,40})",
        ),
        # one figure at the foot of a table, of whichever column: "Trung bình khối 80,45"
        (
            "other",
            r"^ ?{mean_of}( {of|whole|of_the_whole|block_word|group|plural|unit_noun|whole_province})* {n:number} ?$",
        ),
        # 18 hồ sơ đạt 90 điểm, được người dùng chấm 4,5 điểm
        ("other", r"(\d ({file|document|ballot|people} ){reach}|{rated_by_users}) {n:number} ?{point}"),
        # có mức tăng điểm lớn nhất (5,50)
        (
            "change",
            r"({changed}|{increase_english}) ([^\s.;,()\d]+ ){0,3}{points|points_english|superlative}"
            r"( [^\s.;,()\d]+){0,3} ?\( ?{n:number} ?({point}|%|{steps})? ?\)",
        ),
        ("change", r"{changed} (?P<n>\d+[.,]\d+)(?! ?{sign})"),
        (
            "average",
            r"({mean_of}((?!\d+[.,]\d)[^.;%]){0,170}?{n:number}( ?/ ?{m:number})? ?{sign}"
            r"|{mean_of}([^.;%\d]{0,90}?(?P<k>\d[.,]\d{2,})|[^.;%]{0,90}?({is|reach}|:) ?(?P<e>\d+[.,]\d+))"
            r"(?![\d.,]*\d| ?%)|{score_noun|index_word|value} {average} ?:? (?P<a>\d+[.,]\d+)(?![\d.,]*\d| ?%))"
            # điểm bình quân khối sở là 61,5; khối huyện là 67,2
            "{of_next}?",
        ),
        # điểm trung vị khối sở là 61,5, khối huyện là 67,2; cả hai lên so với 60,1 và 66
        ("other", r"{median}[^.;:\d]{0,60}?({is|reach}|:) ?(?P<n>\d+[.,]\d+)(?![\d.,]*\d| ?(%|/)){of_next}?"),
        ("other", r"{up|down} {against} (?P<n>\d+[.,]\d+)(?P<also> {and} (?P<l>\d+[.,]\d+))(?! ?%)"),
        # khối huyện đạt 32,1/50 điểm
        (
            "average",
            r"{block_word|group|administrative_level} [^.;\d]{2,40}?{is|reach} ?{n:number} ?/ ?{m:number} ?"
            "{point}",
        ),
        (
            "max_of_criterion",
            r"((?<!\%)(?<!\%\ ){maximum|full_score|scale_maximum}"
            r"(((?!, {score_noun} )[^.;:\d()%]){0,60}?\s({is}|{equal})| ?:)? ?"
            r"|\b{scale} ){n:number}(?![\d.,]*\d)( ?{point})?(?! ?[%/])"
            # tối đa là 95 (các sở khác là 98,5)
            r"(?P<also> ?[(,;] ?({of} )?({plural} )?({unit_noun|block_word|group})[^.;:()\d]{0,40} {is} ?{l:number}"
            r"(?![\d.,]*\d| ?[%/])( ?{point})? ?\)?)?"
            r"|(?P<k>\d+)[ -]{points_english} {scale_english}",
        ),
        (
            "tier_threshold",
            "({!up|rises|falls|surge|up_english}{bound}|[≥≤<>]=?) ?{n:number} ?{sign}?{no_move}"
            "( ?({to|to_english|as_far|up_to|up_to_bound|and_english}|-) ?({below|near_bound} )?{m:number})?"
            " ?{sign}( ?{and_beyond})?"
            r"|{from|above|below|reach_above|reach_below} ?(?P<k>\d[.,]\d+)(?![\d.,]*\d)",
        ),
    )
)
_NUMBER_GROUPS = ("n", "k", "e", "a", "m")
_DIGIT = pattern(r"\d")
# The maxima of its parts behind that of the whole, in brackets: "tối đa 100 (thông tin 70; dịch vụ công 30)".
_PART_MAXIMUM = pattern(
    r" ?[(,;] ?({of_which} )?[^.;:(),\d%]{3,60}? {n:number}( ?{point})?(?= ?[,;)])(?![.,]\d| ?[%/])"
)


def find_masks(text: str, start: int, end: int, units: list[tuple[int, int]]) -> list[Masked]:
    """Return the parts of ``start:end`` that speak of no single unit, none over the range of a unit's name."""
    found: list[Masked] = []
    if not _DIGIT.search(text, start, end):
        return found
    for kind, regex in MASKS:
        for match in regex.finditer(text, start, end):
            taken = [*units, *((mask.start, mask.end) for mask in found)]
            if any(first < match.end() and match.start() < last for first, last in taken):
                continue
            groups = match.groupdict()
            numbers = tuple(match.span(name) for name in _NUMBER_GROUPS if groups.get(name))
            behind = match.start("also") if groups.get("also") else match.end()
            if kind == "max_of_criterion" and behind < match.end():
                kind = "other"  # one that only some units have
            found.append(Masked(kind, match.start(), behind, numbers, text[match.start() : behind]))
            if behind < match.end():
                found.append(Masked(kind, behind, match.end(), (match.span("l"),), match["also"]))
            elif kind == "max_of_criterion":
                found += _maxima_of_parts(text, start, match.end())
    return found


def _maxima_of_parts(text: str, start: int, end: int) -> Iterator[Masked]:
    """Yield the maxima that brackets tell of the parts of a whole whose maximum ends at ``end``."""
    while (part := _PART_MAXIMUM.match(text, end)) is not None:
        end = part.end()
        if text.count("(", start, end) > text.count(")", start, end):
            yield Masked("other", *part.span(), (part.span("n"),), part.group())
