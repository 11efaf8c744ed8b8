"""The years that a value is said of."""

import re
from collections.abc import Sequence

from pipeline.reading.prose.scanning import Scan
from pipeline.reading.prose.tokens import VALUES, Token
from pipeline.reading.text.sentences import Sentence
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.topics import without_topics
from pipeline.vietnamese.numbers import word_value

# What may stand between a value and its years: "trong 3 năm liên tiếp (2016, 2017 và …".
_LINK = pattern(
    r"(\s|,|\(|-|/|\)|{within|year_word|of|year_link|and|whole|as_well|times|ranking_table|ranking|nation}"
    r"|\d{1,2} ?{year_word|years_running})*"
)
_OPENING = pattern(
    r" ?([-+*] ?)?([^,;.:\d]{2,30}, ?)?(({within|alone|while|counted_to|at} )?{year_word}"
    r"|{within_english}(?P<of> [^,;.:()\d]{2,40}| )) ?{year:year}\b"
)
# What ends the part of a sentence that a year before it holds for.
_ENDS = pattern(r"[;)](?!\d)|, {already} ")
_RESUMES = pattern(", {already} ")
# Years that a value is compared with, or that a plan reaches to.
_OTHER_YEAR = pattern(r"({against}( [^,;.:()\d]{2,30})?|{to|other_period}) ?({year_word} ?)?$")
_COMPARED = pattern(r"{against} ([^,;.:()\d]{2,30} )?({year_word} )?{year:year}")
_THIS_YEAR = pattern("{this_year}|{=now}")
# From the first of two places to the second.
_MOVED = pattern(" ({up|down|surge|slip|drop|rise|fall} ?)+")
_CLOSED = pattern(r" ?\)")
# The first of two places of a move with its score in brackets, by kinds: "hạng 15 năm 2017 (79,6%) lên hạng 6".
_FIRST_OF_MOVE = re.compile(r"(?P<from>fx?)?(?P<place>R)[xY]*\(x?(?P<score>[SQ])\)[xY]*(?=R)")
# "vẫn xếp loại Khá như năm 2018"
_AS_IN = pattern(r"[\"' (,]*({like|equal}|{as_before}) ({with} )?({year_word} {year:year}\b|{last_year})")
_LAST_YEAR, _REVIEW = pattern("{last_year}"), pattern("{review}")
# "so với hạng 5 của năm trước", "kém năm trước (55,5 điểm)"
_OF_LAST, _LAST_IS = pattern(" ?({of} )?{earlier_period}"), pattern(r"{earlier_period} ?\( ?$")
# "lên hạng 9 và năm 2019 đứng hạng 5": the year of what follows.
_GOES_ON = pattern(" ?{and} {year_word} ?")
_YEAR_WORD = pattern(r"({year_word|within_english}|\() ?$")
_ASIDE_OPENS = pattern(r" ?(\( ?[^()]*|[,:]? ?{when} [^,;.()]*)")
# "đứng đầu năm 2021 với 75,6 điểm": one year for both.
_SHARED = pattern(" ?{with} ?")
# "năm ngoái Sở A xếp thứ 3": of a year that only a comparison may tell.
_EARLIER = pattern(
    r"(^|[;:,(] ?)({meanwhile|while|within|at} )?{earlier_period},? [^;:()]*$"
    r"|{!against|than|like|as_before}{last_year}"
    r" (?!({up|down|surge|slip|drop|rise|fall|rank_noun|ordinal} )+$)[^;:(),]*$"
    # đơn vị từng hai năm liền đứng đầu bảng
    r"|{each} ([^;:(),\d]{0,20}{year_word}[^;:(),\d]{0,12})?$"
)
# "năm 2021 Sở A xếp thứ 15; sau một năm …"
_LATER = pattern(r"{after} (?P<n>\d|{number_word}) {year_word}(?! ?\d)")


# Years that a value is said of; None among them is the one that the document is of.
Years = tuple[int | None, ...]


def years_of(value: Token, scan: Scan, year: int) -> Years | None:
    """Return the years that a value is said of, empty where none is told, None where it is an earlier one not told.

    ``year`` is that of the list. What is as it was in another year is said of both.
    """
    years = _years_of(value, scan)
    text, start = scan.sentence.text, scan.sentence.start
    if years is not None and (_OF_LAST.match(text, value.end) or _LAST_IS.search(text, start, value.start)):
        return (int((years or (year,))[0]) - 1,)
    same = _AS_IN.match(text, value.end, scan.sentence.end)
    if same and years is not None:
        return (*(years or (None,)), int(same["year"] or (years or (year,))[0] - 1))
    if years is None and (_is_of_last(value, scan) or _moves_by_itself(value, scan)):
        return (year - 1,)
    return years


def _moves_by_itself(value: Token, scan: Scan) -> bool:
    """Return True for the first value of a move of which no year is told: such rankings are yearly (METHOD)."""
    kinds = [token.kind for token in scan.tokens]
    sentence = scan.sentence
    told = "Y" in kinds or _EARLIER.search(sentence.text[sentence.start : value.figure[0]])
    told = told or _REVIEW.search(sentence.text, sentence.start, sentence.end)
    return not told and (_moves_on(value, scan) or bool(_first_of_move(value, scan)))


def _first_of_move(value: Token, scan: Scan) -> Sequence[Token]:
    """Return the tokens of the first of two places of a move and its score, where the value is one of both."""
    kinds = "".join(token.kind for token in scan.tokens)
    for match in _FIRST_OF_MOVE.finditer(kinds):
        place, score = (scan.tokens[match.start(name)] for name in ("place", "score"))
        moves = match["from"] or _MOVED.search(scan.sentence.text, score.end, scan.tokens[match.end()].start)
        if moves and value.figure in (place.figure, score.figure):
            return scan.tokens[slice(*match.span())]
    return ()


def _is_of_last(value: Token, scan: Scan) -> bool:
    """Return True where an earlier value is of "last year": no other year is told, and a value of this one is."""
    sentence, kinds = scan.sentence, [token.kind for token in scan.tokens]
    told = _LAST_YEAR.search(sentence.text, sentence.start, sentence.end) is not None
    return told and "Y" not in kinds and kinds.count(value.kind) > 1


def _years_of(value: Token, scan: Scan) -> tuple[int, ...] | None:
    """Return the years that a value is said of by itself.

    They stand right after it, right before it, or the sentence opens with one. Of two values, from one to the
    other, the first is of the year that the sentence compares with.
    """
    sentence, start = scan.sentence, value.figure[0]
    if value.year is not None:
        return (value.year,)
    behind = _behind(value, scan)
    if behind:
        return behind
    compared = _last_compared(sentence, value.start)
    moved = _first_of_move(value, scan)
    if moved:
        told = [token.number for token in moved if token.kind == "Y" and token.number]
        told += [int(compared["year"])] if compared else []
        return tuple(told[:1]) or None
    if compared and _ASIDE_OPENS.fullmatch(sentence.text, compared.end(), value.start):
        return (int(compared["year"]),)
    ahead = _ahead(value, scan)
    if ahead is not None:
        return (ahead + _later(value, scan),)
    if _moves_on(value, scan) or _EARLIER.search(sentence.text[sentence.start : value.figure[0]]):
        return (int(compared["year"]),) if compared else None
    opening = _OPENING.match(sentence.words)
    if (
        opening is None
        or (opening["of"] and without_topics(opening["of"]).strip())
        or _THIS_YEAR.search(sentence.text, sentence.start, start)
        or _RESUMES.search(sentence.text, sentence.start + opening.end(), start)
    ):
        return ()
    return (int(opening["year"]) + _later(value, scan),)


def _later(value: Token, scan: Scan) -> int:
    """Return how many years after the one told before it the part of the sentence before a value speaks of."""
    told = [year.end for year in _years(scan) if year.end <= value.start]
    match = _LATER.search(scan.sentence.text, max(told, default=value.start), value.start)
    return word_value(match["n"]) or 0 if match else 0


def _last_compared(sentence: Sentence, end: int) -> re.Match[str] | None:
    """Return the last year before ``end`` that the sentence compares with."""
    return next(reversed(list(_COMPARED.finditer(sentence.text, sentence.start, end))), None)


def _moves_on(value: Token, scan: Scan) -> bool:
    """Return True for the first of two values of a move: ``từ hạng 6 lên thứ 2``, ``hạng 6 tụt xuống hạng 14``."""
    at = next(at for at, token in enumerate(scan.tokens) if token.end >= value.end)
    before = [token.kind for token in scan.tokens[:at] if token.kind not in 'x"'][-1:]
    if before == ["f"]:
        return True
    behind = "".join(token.kind for token in scan.tokens[at + 1 : at + 4]).lstrip("xt")
    return _MOVED.match(scan.sentence.text, value.end) is not None and behind[:1] == value.kind


def _years(scan: Scan) -> list[Token]:
    text = scan.sentence.text
    return [
        token for token in scan.tokens if token.kind == "Y" and not _OTHER_YEAR.search(text, 0, token.start)
    ]


def _behind(value: Token, scan: Scan) -> tuple[int, ...]:
    """Return the years right after a value; years in brackets count only where nothing else stands there."""
    text, bound, offset = scan.sentence.text, list[int](), value.end
    for year in _years(scan):
        if year.start < offset:
            continue
        link = without_topics(text[offset : year.start])
        if not _LINK.fullmatch(link) or (not bound and ("," in link or _GOES_ON.fullmatch(link))):
            break
        bound += range(year.year or year.number or 0, (year.number or 0) + 1)
        offset = year.end
    between = text[value.end : offset]
    if bound and "(" in between and ")" not in between and not _CLOSED.match(text, offset):
        return ()
    return tuple(bound)


def _ahead(value: Token, scan: Scan) -> int | None:
    """Return the year that the part of the sentence before a value is about (``…; năm 2021, Sở A đạt …``).

    A year that an earlier value has right after it is that value's alone.
    """
    text, start, offset = scan.sentence.text, scan.sentence.start, value.figure[0]
    for year in reversed([year for year in _years(scan) if year.end <= offset]):
        between = text[year.end : offset]
        if _ENDS.search(between) or _THIS_YEAR.search(between):
            return None
        if not _YEAR_WORD.search(text, start, year.start):
            continue
        prior = [token.end for token in scan.tokens if token.kind in VALUES and token.end <= year.start]
        link = text[max(prior) : year.start] if prior else ","
        own = _LINK.fullmatch(link) and "," not in link and "(" not in link and not _GOES_ON.fullmatch(link)
        if own and not _SHARED.fullmatch(text, year.end, value.start):
            continue
        return year.number
    return None
