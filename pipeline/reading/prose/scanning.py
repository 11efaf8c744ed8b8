"""From a sentence to typed tokens: names, figures that say nothing of one unit, values, years, words that steer."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from pipeline.reading.claims.masks import find_masks
from pipeline.reading.prose.asides import is_aside
from pipeline.reading.prose.bare_scores import find_bare_scores
from pipeline.reading.prose.dealt_out import dealt_out, find_yearly
from pipeline.reading.prose.enumerators import find_enumerators
from pipeline.reading.prose.led_fields import led_fields
from pipeline.reading.prose.name_rules import Named
from pipeline.reading.prose.scopes import scoped
from pipeline.reading.prose.spoken_criteria import Spoken, find_criteria
from pipeline.reading.prose.tokens import Token
from pipeline.reading.prose.unknown_names import unknown_name
from pipeline.reading.prose.value_criteria import led_for, points_of, spoken_at
from pipeline.reading.prose.values import find_values
from pipeline.reading.prose.year_tokens import find_years
from pipeline.reading.readings import printed
from pipeline.reading.text.sentences import Sentence
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.vietnamese.numbers import word_value

_KINDS = "{unit_noun|counted_unit|department_group|boards_and_departments|one_place}"
# "Năm đơn vị" at the front of a clause counts them.
_COUNTED = r"({number}|(?!{year_word}){number_word}|(?<!\w\s){year_word}(?= ({unit_noun|position})))"
# The first that matches at a place has it; `_` is filler, letters are kinds of the grammar.
_WORDS = pattern(
    r"(?P<short>{=abbreviation}\.)|(?P<dot>\.(?!\d))|(?P<mark>[,;:()\"])|(?P<dash>-(?=\s))"
    r"|(?P<x>{together_with|at_top_english}|{of_whole|of_english} ({total_in_full|number_of} )?{counted} {kinds}"
    r"( ?(,|{and}) {kinds})*"
    r"|{block_word|administrative_level} ({committee} )?({plural} )?{kinds}|{unit|agency|locality} {only_one}|{supply}"
    # vị trí thứ hai không thay đổi, vẫn là Sở A; không những giữ hạng …
    # dù cách trung tâm 80 km vẫn đạt …
    r"|{although} ({not} [^,;.:()\d]{3,50} {but}|[^,;.:()]{3,60}(?= {still} ))"
    r"|{unchanged}(?= ?,)|{not_only}|{not} {cede}|{index_name}|{as_expected}"
    # có mặt trong tốp 5; kết quả vừa công bố
    r"|({not} )?{among_top} ({group} {front|end}|{top_group}( {front}| \d+)?)(?! ?{first|last|highest|lowest})"
    r"|{result|ranking_table|ranking|score_table} ({just|auxiliary} )+{announce})"
    r"|(?P<c>{cede}(?=[^,;.:()]{0,40}$))|(?P<m>{would_be}|{lack}(?= ?$))|(?P<i>{unranked})"
    r"|(?P<e>({e_n:counted}|{each|each_one|plural}) {block_word|table_word})"
    r"|(?P<k>({k_n:counted} )?({position|rank|unit_noun} )?{next_places}"
    r"|({plural} )?{kinds} {remaining}(?= {in_turn}))"
    r"|(?P<H>({ranking|rank_title|ranking_table} )+({of} )?({plural} {kinds}|{block_word} {kinds}|{unit_group}) ?,? ?"
    r"(({by} )?{order} )?{high_to_low}"
    # Thứ tự từ trên xuống của 6 sở đầu tiên
    r"|({order|ranking|rank_title} )?{high_to_low} {of} ({plural} {kinds}|{H_n:counted} {kinds}( {front})?)"
    # Thứ tự xếp hạng như sau:
    r"|{order} {ranking}( {like} {after})?(?= ?:))"
    r"|(?P<n>{n_n:counted} ({kinds}|{rank_noun}|({step|seat}|{=one_seat})(?= $))"
    r"( {other|remaining|this|said_above|named_above})?)"
    r"|(?P<g>({plural|those|group|several}( {plural})?( {kinds})?|{much} {kinds})( {other|remaining|this})?"
    r"|{top_group}( {front}| (?P<g_n>\d{1,2})\b( {block_word})?( {kinds})?)?)"
    r"|(?P<both>{whole} {both_n:counted}(?= ({together|all_alike|auxiliary|classed|reach})| ?$))"
    r"|(?P<j>{in_turn|respectively}|({by} )?{order})|(?P<y>{together|all_alike})"
    r"|(?P<eq>({still|continue} )?{=is}|{=comprise}|{belong_to|become})|(?P<neg>{not|may})"
    r"|(?P<h>{have|only_left}|{of_which}( {have})?)|(?P<w>{with})|(?P<and>{=and}|&)"
    # at the front of a sentence: what follows is said of the unit behind it
    r"|(?P<although>({although}|{each}(?= ?$))( {adverb|auxiliary|still})*)"
    r"|(?P<l>{=done_by})|(?P<p>{announce})|(?P<plan>{!exceed}{intent})|(?P<z>{region})"
    r"|(?P<b>{ahead_of|than|worse})|(?P<f>{=from})"
    r"|(?P<t>{up|down|surge|drop|to|as_far|up_english|to_english|rises_english|falls_english})|(?P<v>{against})"
    r"|(?P<d>{this_unit|unit|locality|agency|one_place|district_kind|department|province}|{this_is})"
    r"|(?P<word>[^\s,;:()\".]+)",
    counted=_COUNTED,
    kinds=_KINDS,
)
_LETTERS = {
    "dot": ".",
    "dash": "-",
    "eq": "=",
    "and": "&",
    "neg": "!",
    "plan": "?",
    "word": "x",
    "short": "x",
    "both": "n",
}
_COUNTS = {"k": "k_n", "n": "n_n", "e": "e_n", "H": "H_n", "g": "g_n", "both": "both_n"}
# "Sở A cùng với Sở B xếp loại Tốt"
_WITH = pattern(" {together_with} ({plural} )?")
_AND = pattern(" ?{and} ?")
# Behind a subject the list of those it is compared with goes on as well after what is in brackets.
_OPENS, _AND_ASIDE = pattern(r".*[;.] ?{after} |{after} "), pattern(r" ?{and} ?| ?\([^()]*\) ?(,|{and}) ?")
_NOT_RANKED = pattern("[^.;]*{unranked}")
# What stands between units that are spoken of together.
_JOINED = pattern(
    r" ?(,|;|&|:|\s|{together_with|together|plural|block_word|and|joined|joined_kind})* ?"
    r"(\([^()\d]*\) ?(,|{and})? ?({plural} ?)?)?"
)
_RATED = pattern("{rated}( {is})? [\"']?$")
_LOW, _OF_KIND = pattern("{low}$"), pattern("{tier_kind|classed} [\"']?$")
# "95,5 điểm của Sở A; Sở B": one that has a value ahead.
_VALUE_OF = pattern(" {of} ")
# "huyện tiếp tục …", "đơn vị này …": the unit that the paragraph spoke of last.
_PRONOUN_BEFORE = pattern(r"(^|[,.;] ?|{year},? )$")
_PRONOUN_BEHIND = pattern(
    " ({result_verb|continue|this|already|surge|auxiliary|slip|still|adverb|increase|decrease|up|lead|keep})"
)
_THIS_UNIT = pattern("{this_unit}|{this_is}")
# Behind units: "Sở A và Sở B, mỗi đơn vị 5 điểm".
_EACH_OF = pattern(" ?,? ?{each_one} ")
_BARE_KIND = pattern("{district_kind|department|this_unit|province}|{this_is}")
# "chính quyền số của tỉnh đạt …": the province, where it is known to be meant.
_PROVINCE = pattern("{province}")
_OF_PROVINCE = pattern("{of|when} $")


@dataclass(frozen=True, slots=True)
class Scan:
    """A sentence, its tokens, and the criteria that it names, which are no tokens.

    ``kinds`` are the letters of the tokens, one a token, with a full stop before the first.
    """

    sentence: Sentence
    tokens: tuple[Token, ...]
    criteria: tuple[Spoken, ...] = ()

    @property
    def kinds(self) -> str:
        """The letters that productions are written in."""
        return "." + "".join(token.kind for token in self.tokens)


def scan(sentence: Sentence, named: Sequence[Named], mark: str, parallel: bool, headed: bool) -> Scan:
    """Return the typed tokens of a sentence; ``named`` are the units found there, ``mark`` is the decimal mark.

    ``parallel``, ``headed``: see `find_criteria`.
    """
    names = [(unit.start, unit.end) for unit in named]
    criteria = find_criteria(sentence, names, parallel, headed)
    criteria = sorted([*criteria, *led_for(sentence), *points_of(sentence)], key=lambda one: one.start)
    found = _figures(sentence, names, criteria, mark)
    found += _grouped(sentence, named, found)
    about = (one.spoken for one in found if one.spoken and one.spoken.lasts)
    criteria += dict.fromkeys(one for one in about if one not in criteria)
    criteria.sort(key=lambda one: one.start)
    found.sort(key=lambda token: token.start)
    tokens: list[Token] = []
    at = sentence.start
    for token in [*found, Token("", sentence.end, sentence.end)]:
        tokens += _words(sentence, at, max(at, token.start), criteria)
        tokens.append(token)
        at = max(at, token.end)
    return Scan(
        sentence,
        tuple(scoped(sentence, led_fields(sentence, dealt_out(sentence, tokens[:-1])))),
        tuple(criteria),
    )


def _figures(
    sentence: Sentence, names: list[tuple[int, int]], criteria: Sequence[Spoken], mark: str
) -> list[Token]:
    """Return masked ranges, values and years, none over a name, a criterion, or an earlier one."""
    where = (sentence.text, sentence.start, sentence.end)
    kept, told = [*names, *((one.start, one.end) for one in criteria if not one.unknown)], list(criteria)
    found = [Token("M", mask.start, mask.end) for mask in find_masks(*where, names)]
    taken = [*kept, *((token.start, token.end) for token in found)]
    listed = (find_enumerators(sentence, [first for first, _ in names]), find_yearly(sentence, mark))
    for token in chain(*listed, find_bare_scores(sentence, names, criteria, mark)):
        if not any(first < token.end and token.start < last for first, last in taken):
            found.append(token)
            taken.append((token.start, token.end))
    for group in find_values(*where, mark, {last for _, last in names}):
        spans = [token.figure for token in group]
        if any(a < last and first < b for first, last in spans for a, b in taken):
            continue
        if group[0].kind == "T" and _is_praise(sentence, group[0]):
            continue
        spoken = [replace(one, spoken=spoken_at(sentence, one, names, told)) for one in group]
        # what a place is in holds for the score behind it: "first in transparency with 9.5 points"
        told += [one.spoken for one in spoken if one.spoken and one.spoken.lasts and one.spoken not in told]
        found += spoken
        taken += [*spans, *(token.whole[1:] for token in group if token.whole)]
    return [*found, *find_years(sentence, taken)]


def _is_praise(sentence: Sentence, tier: Token) -> bool:
    """Return True for what is only called good or low: "được đánh giá" leads to a tier in capitals, so does "mức"."""
    before, words = sentence.before(tier.figure[0]), sentence.text[slice(*tier.figure)]
    is_low = _LOW.search(words) is not None and not _OF_KIND.search(before)
    is_rated = _RATED.search(before) is not None
    return (is_low or is_rated) and not printed(sentence.line, *tier.figure)[:1].isupper()


def _grouped(sentence: Sentence, named: Sequence[Named], found: Sequence[Token]) -> Iterator[Token]:
    """Yield the units of a sentence; those with only list punctuation between them are spoken of together."""
    text = sentence.text
    groups: list[Token] = []
    for unit in named:
        last = groups[-1] if groups else None
        aside = is_aside(sentence, unit)
        aside = aside and not (last and last.kind == "U" and _WITH.fullmatch(text, last.end, unit.start))
        if last is not None and last.kind == "a":
            joined = _AND if _OPENS.fullmatch(text, sentence.start, last.start) else _AND_ASIDE
            goes_on = joined.fullmatch(text, last.end, unit.start) and not _PRONOUN_BEHIND.match(
                text, unit.end
            )
            aside = aside or bool(goes_on)
        elif last is not None and not aside:
            apart = any(last.end <= token.start < unit.start for token in found)
            apart |= ";" in text[last.end : unit.start] and _NOT_RANKED.match(text, unit.end) is not None
            apart |= ";" in text[last.end : unit.start] and (
                _has_place(text, unit.end, found)
                or any(_VALUE_OF.fullmatch(text, token.end, last.start) for token in found)
            )
            if not apart and _JOINED.fullmatch(text, last.end, unit.start):
                groups[-1] = replace(last, end=unit.end, units=(*last.units, unit))
                continue
        groups.append(Token("a" if aside else "U", unit.start, unit.end, units=(unit,)))
    yield from groups


def _has_place(text: str, end: int, found: Sequence[Token]) -> bool:
    """Return True where a place is told right behind a unit: it is that of this one alone, not of a list."""
    ahead = next((token for token in sorted(found, key=lambda one: one.start) if token.start >= end), None)
    return ahead is not None and ahead.kind in "RFL" and not text[end : ahead.start].strip()


def _words(sentence: Sentence, start: int, end: int, criteria: Sequence[Spoken]) -> Iterator[Token]:
    """Yield the tokens between two figures or names; words that say nothing are one token together.

    The words of a criterion say nothing else.
    """
    text, filler, named = sentence.text, False, start
    for match in _WORDS.finditer(text, start, end):
        if match.start() < named:
            continue
        name = next(name for name in _NAMES if match[name])
        kind = _LETTERS.get(name, match[0] if name == "mark" else name)
        # "hợp thành từ hạ tầng số 17 điểm" is no move
        ends = match.end() if kind == "f" else match.start()
        if any(one.start <= ends + (kind == "f") and match.start() < one.end for one in criteria):
            kind = "x"
        elif match["word"] and (last := unknown_name(sentence, match.start(), end)):
            kind, named = "N", last
        elif kind == "although":
            kind = "x" if sentence.before(match.start()).strip() else "."
        elif kind == "d" and start > sentence.start and _EACH_OF.fullmatch(text, start, match.start()):
            kind = "x"
        elif kind == "d":
            kind = _kind_of_noun(sentence, match)
        if kind == "x" and filler:
            continue
        filler = kind == "x"
        number = _count(match[_COUNTS[name]]) if name in _COUNTS and kind != "x" else None
        yield Token("K" if kind == "k" and number else kind, *match.span(), match.span(), number=number)


_NAMES = tuple(name for name in _WORDS.groupindex if not name.endswith("_n"))


def _count(words: str | None) -> int | None:
    """Return the number that digits or a word print."""
    return None if words is None else word_value(words)


def _kind_of_noun(sentence: Sentence, match: re.Match[str]) -> str:
    """Return ``u`` for a noun that stands for the unit spoken of last, ``d`` for a unit without a name, else filler."""
    text = sentence.text
    if not _BARE_KIND.fullmatch(match[0]):
        return "d"
    stands_for_unit = _THIS_UNIT.fullmatch(match[0]) or _PRONOUN_BEHIND.match(text, match.end(), sentence.end)
    before = sentence.before(match.start())
    opens = _PRONOUN_BEFORE.search(before) or (_PROVINCE.fullmatch(match[0]) and _OF_PROVINCE.search(before))
    return "u" if stands_for_unit and opens else "x"
