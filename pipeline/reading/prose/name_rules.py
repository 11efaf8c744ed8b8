"""When a known name is that of a unit in running text: the words around it, and the list that it stands in."""

import re
from dataclasses import dataclass
from functools import cached_property

from pipeline.documents.document import Line
from pipeline.reading.readings import Mention, printed
from pipeline.reading.vocabulary.gazetteer import Gazetteer
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.name_entries import (
    COMMITTEE,
    COMMUNE_KINDS,
    DEPARTMENT,
    LISTED_HEADS,
    MINISTRY,
    NameEntry,
)
from pipeline.reading.vocabulary.tier_words import tier_of
from pipeline.vietnamese.damage import anyof, phrase
from pipeline.vietnamese.numbers import word_value
from pipeline.vietnamese.phrases import Token, tokens

# A bare second name is a unit only where a sentence goes on like this after it.
AFTER = pattern(r" ?($|[,;:.()\[\]\"'/…\d-]|{and}\s|{nth}\b|{goes_on_after_name})")
# After these words a name is that of a village, a river, a person, not of a unit.
_NOT_BEFORE = pattern("{province|commune_kind|place_or_person|hamlet} ?$")
# What stands between two units of one list: asides and figures, then a comma or "và".
_BETWEEN = pattern(
    r" ?\)? ?(\([^()]*\)|\s|-|:|\d++([.,]\d++)* ?(%|{points})?)*+ ?([,;&]|{and}) ?({and} )?"
    "({plural|whole|block_word} )?"
)
# Right before a list of units: "các sở gồm", "Các huyện:", "(3 đơn vị) Tốt:".
_OPENER = pattern(
    r"{unit_group} ?(\( ?$|:? ?$|.{0,160}?({copula|like|belong_to}|:) ?:? ?$)"
    r"|(\)|{tier_end}|[ivx]|[abcd]) ?: ?$"
)
_OPENER_REACH = 200
_NAMED_GROUP = pattern("{the_departments|department}(?!.*{the_districts|committee})")
# A province's own name is that of a unit where a sentence speaks of the national list.
NATIONWIDE = pattern(r"{nation|nationwide}|/(63|34)\b")
_PLACE = pattern("{at|belong|within_english} ?$")
# So many other provinces in a sentence make it one on the national list.
_LEAST_PROVINCES = 2
# The kind of unit that a list names once for all its names: "các xã A, B", "các bộ: C, D".
LIST_HEAD = pattern("{plural} {kind:kinds} ?:? ?$", kinds=anyof(*LISTED_HEADS))
# "Hai phường của thị xã A là B và C", "4 xã bị xếp loại Yếu: A, B", "hai xã A và B"
COUNTED_HEAD = pattern(
    r"({plural}|(?<![\d.,/])\d{1,2}|{number_word}) {kind:kinds}(( [^:;.()]{0,90})? ?({copula|like}|:))? ?$",
    kinds=anyof(*COMMUNE_KINDS),
)
# "Xã thấp nhất là A (huyện B)"
_LOCATED = pattern(r" ?\( ?({belong|at} )?{district_kind}[ .]")
_COMMUNE_KIND = pattern(r"\b{kind:kinds}\b", kinds=anyof(*COMMUNE_KINDS))
_NAME_AND_BRACKET, _CLOSES = pattern(r"\b(?P<name>[^\W\d_]+) ?\( ?({belong|at} )?$"), pattern(r" ?\)")
# "xã miền núi A"
_LIKE_HEAD = pattern("{kind:kinds} {landscape} $", kinds=anyof(*COMMUNE_KINDS))
# Entries of these kinds carry no head word of their own.
BARE = ("short", "abbreviation")


@dataclass(frozen=True, slots=True)
class Named:
    """A mention with its half-open range in the normal text of its line."""

    mention: Mention
    start: int
    end: int


class NameRules:
    """What one range of a line says of the names in it.

    ``_named`` are the units found so far, ``_located`` is the end of the district that the last one is said to lie in.
    """

    def __init__(self, line: Line, start: int, end: int, gazetteer: Gazetteer, nationwide: bool) -> None:
        self._told_nationwide = nationwide
        self._gazetteer, self._line, self._start, self._end = gazetteer, line, start, end
        self._text = line.normal.text
        self._own = gazetteer.province.province_id if gazetteer.province else None
        self._words = [word for word in tokens(line.normal) if start <= word.start and word.end <= end]
        self._named: list[Named] = []
        self._located = 0

    def _is_capital(self, offset: int) -> bool:
        at = self._line.normal.offsets[offset]
        return self._line.text[at : at + 1].isupper()

    def _goes_on(self, offset: int) -> bool:
        """Return True where a capital that is not that of the province follows: a longer name than the known one."""
        province = self._gazetteer.province
        if self._text[offset : offset + 1] != " " or not self._is_capital(offset + 1):
            return False
        own = province.name.lower() if province else ""
        return not (own and self._text.startswith(own, offset + 1))

    def _allowed(self, entry: NameEntry, name: list[Token]) -> bool:
        """Return True where the words around ``name`` let it stand for ``entry``."""
        first, last = name[0].start, name[-1].end
        is_place = entry.block == "provinces" and _PLACE.search(self._text, self._start, first) is not None
        if is_place and self._gazetteer.is_national:
            return False
        if entry.block == "provinces" and not self._gazetteer.is_national:
            return self._is_capital(name[-1].start) and not is_place and self._is_ranked_province(entry)
        if (
            entry.block == "districts"
            and entry.home != self._own
            and (
                not self._is_capital(name[-1].start) or (entry.kind == "short" and not self._is_listed(first))
            )
        ):
            return False
        if entry.kind not in BARE or (entry.kind == "abbreviation" and entry.head != DEPARTMENT):
            return self._text[first - 1 : first] != "/"
        if not AFTER.match(self._text, last) or _NOT_BEFORE.search(self._text[self._start : first]):
            return False
        return self._bare_district(entry, name) if entry.admin_code else self._bare_department(entry, first)

    def _is_ranked_province(self, entry: NameEntry) -> bool:
        """Return True where a province can be a unit: its own paper names it only beside others or the nation."""
        if self._is_nationwide:
            return True
        province = self._gazetteer.province
        if province is not None and entry.canonical.endswith(f" {province.name}"):
            return False
        return entry.kind != "short" or NATIONWIDE.search(self._text) is not None

    @cached_property
    def _is_nationwide(self) -> bool:
        """True where the range speaks of the whole country, or names several other provinces."""
        if self._told_nationwide or NATIONWIDE.search(self._text, self._start, self._end):
            return True
        own = self._gazetteer.province.name if self._gazetteer.province else ""
        others = {
            entry.canonical
            for index, word in enumerate(self._words)
            if self._is_capital(word.start)
            for entry in (self._gazetteer.longest(self._line.normal, self._words, index) or (0, []))[1]
            if entry.block == "provinces" and not (own and entry.canonical.endswith(f" {own}"))
        }
        return len(others) >= _LEAST_PROVINCES

    def _bare_department(self, entry: NameEntry, first: int) -> bool:
        """Return True where a name without its head word stands in a list of units."""
        if entry.kind == "short" and self._continues(first):
            return True
        return self._is_listed(first) and self._is_capital(first)

    def _bare_district(self, entry: NameEntry, name: list[Token]) -> bool:
        """Return True where the second name of a district, which may also be the province's, is that of a unit."""
        first = name[0].start
        province = self._gazetteer.province.name if self._gazetteer.province else ""
        if entry.kind == "short" and self._is_part_of(province.lower(), first, name[-1].end):
            return False
        is_homonym = bool(province) and entry.canonical.endswith(f" {province}")
        is_written_as_name = all(
            self._is_capital(word.start) or self._text[word.start - 1] == "'" for word in name
        )
        return is_written_as_name and (not is_homonym or self._is_listed(first))

    def _is_listed(self, first: int) -> bool:
        """Return True where a list of units goes on or is opened right before ``first``."""
        lead = self._text[max(self._start, first - _OPENER_REACH) : first]
        is_opened = _OPENER.search(lead) or LIST_HEAD.search(lead)
        return self._continues(first) or is_opened is not None

    def _is_part_of(self, longer: str, first: int, last: int) -> bool:
        """Return True where a name is only a part of ``longer``, which is printed around it."""
        around = self._text[max(0, first - len(longer)) : last + len(longer)]
        return last - first < len(longer) and longer in around and self._text[first:last] in longer

    def _continues(self, offset: int) -> bool:
        """Return True where only list punctuation stands between the unit before and ``offset``."""
        if not self._named:
            return False
        last = max(self._named[-1].end, self._located)
        return _BETWEEN.fullmatch(self._text[last:offset]) is not None

    def _lend_head(self, first: int) -> str:
        """Return the head word that the list or the group before it lends to a bare name."""
        if self._continues(first):
            for before in reversed(self._named):
                own = [entry for entry in before.mention.entries if entry.kind not in BARE]
                head = before.mention.head or (own[0].head if own else "")
                if head in (DEPARTMENT, MINISTRY, *COMMUNE_KINDS) or head.startswith(COMMITTEE[0]):
                    return head
        heads = (
            head.search(self._text, self._start, first) for head in (LIST_HEAD, COUNTED_HEAD, _LIKE_HEAD)
        )
        listed = next((head for head in heads if head), None)
        if _LOCATED.match(self._text, self._capitals_from(first)):
            listed = next(reversed(list(_COMMUNE_KIND.finditer(self._text, self._start, first))), None)
        if listed:
            return next(
                head for kind, head in LISTED_HEADS.items() if re.fullmatch(phrase(kind), listed["kind"])
            )
        group = _NAMED_GROUP.search(self._text[max(self._start, first - _OPENER_REACH) : first])
        return DEPARTMENT if group else ""

    def _is_bracketed(self, hit: Named) -> bool:
        """Return True for a unit in brackets behind a name: where that lies; "Tốt (huyện A)" is none."""
        inside = _NAME_AND_BRACKET.search(self._text, self._start, hit.start)
        if inside is None or _CLOSES.match(self._text, hit.end) is None:
            return False
        words = printed(self._line, *inside.span("name"))
        return words.istitle() and tier_of(words) is None and word_value(words.lower()) is None

    def _capitals_from(self, offset: int) -> int:
        """Return where the words in capitals or with a figure end that begin at ``offset``: the name of a commune."""
        last = offset
        for word in self._words:
            if word.start < offset:
                continue
            if not (self._is_capital(word.start) or self._text[word.start].isdigit()):
                break
            last = word.end
        return last

    def _is_all_capitals(self, head: re.Match[str]) -> bool:
        """Return True where the words before a name are in capitals as well: these show nothing there."""
        first, last = self._line.normal.original(*head.span())
        return self._line.text[first:last].strip().isupper()

    def _names_known(self, first: int) -> bool:
        """Return True where a known name with its own head begins at ``first``: "xa" before it has lost no mark."""
        at = next((at for at, word in enumerate(self._words) if word.start == first), None)
        known = self._gazetteer.longest(self._line.normal, self._words, at) if at is not None else None
        return known is not None and all(entry.kind not in BARE for entry in known[1])

    def _whole_ward(self, end: int) -> int:
        """Return where the name of a numbered ward ends: "phường 1 Bảo Lộc", but "phường 1 thị xã A"."""
        behind = end + 1
        is_name = self._text[end:behind] == " " and behind < self._end and self._is_capital(behind)
        return self._capitals_from(behind) if is_name and not self._names_known(behind) else end
