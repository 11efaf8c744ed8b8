"""Units named in running text: whole names, second names in lists, and names with a known head word."""

import re
from dataclasses import dataclass

from pipeline.documents.document import Line
from pipeline.reading.readings import Mention, printed, span_of
from pipeline.reading.vocabulary.gazetteer import COMMITTEE, DEPARTMENT, DISTRICT_HEADS, Gazetteer, NameEntry
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.vietnamese.damage import anyof, phrase
from pipeline.vietnamese.phrases import Token, tokens

# A bare second name is a unit only where a sentence goes on like this after it.
_AFTER = pattern(r" ?($|[,;:.()\[\]\"'/…\d-]|{and}\s|{goes_on_after_name})")
# After these words a name is that of a village, a river, a person, not of a unit.
_NOT_BEFORE = pattern("{province|commune_kind|place_or_person|hamlet} ?$")
# What stands between two units of one list: asides and figures, then a comma or "và".
_BETWEEN = pattern(
    r" ?(\([^()]*\)|\s|-|:|\d+([.,]\d+)* ?(%|{points})?)* ?([,;&]|{and}) ?({and} )?"
    "({plural|whole|block_word} )?"
)
# Right before a list of units: "các sở gồm", "Các huyện:", "(3 đơn vị) Tốt:".
_OPENER = pattern(
    r"{unit_group} ?(\( ?$|:? ?$|.{0,160}?({copula|like|belong_to}|:) ?:? ?$)"
    r"|(\)|{tier_end}|[ivx]|[abcd]) ?: ?$"
)
_OPENER_REACH = 200
_NAMED_GROUP = pattern("{the_departments|department}(?!.*{the_districts|committee})")
# First words of units that no list knows; "thị xã" is no "xã".
_UNKNOWN_HEAD = pattern(r"\b{!town_part}{unit_head|committee_of} (?=\S)")
# Where the name of such a unit ends.
_STOP = pattern(r" ?([,;:.()\[\]\"…]|\s-\s|\d|{=name_end})")
_MAX_UNKNOWN = 90
# A known name with such a first word may be the beginning of a longer one.
_OPEN_HEAD = pattern(r"{open_head}\s")
# A number that ends the name of a ward or commune ("Phường 4"), not one that is said of it.
_NAME_NUMBER = pattern(r" ?\d{1,2}(?= ?([,;:(]|$|\)|{result_verb|with|is|lead|and}))")
_NUMBERED_WARD = pattern(r"{numbered_ward} \d{1,2}(?!\d|[.,]\d| ?(%|/|{point}|{unit_noun}))")
_COMMUNE = pattern(r"({committee} )?{commune_kind|special_zone}\s")
# From a commune to the district that it lies in.
_IN_BRACKETS = pattern(r" ?\( ?({belong|at} )?")
_WITHIN = pattern(" ?[(,-]? ?({belong|at|of} )?")
# A committee of a kind of district without a name.
_SOLE = pattern(
    "{committee_name} {kind:kinds}"
    "(?= ?([:;.(]|$|, ?{committee}|{result_verb|with|is|lead|continue|and_committee|keep}))",
    kinds=anyof(*DISTRICT_HEADS),
)
# A province's own name is that of a unit where a sentence speaks of the national list.
_NATIONWIDE = pattern(r"{nation|nationwide}|/(63|34)\b")
# A noun and the first letter of the word after it.
_NOUN = pattern(r" ?(?P<noun>[^\W\d_]+) (?P<name>[^\W\d_])")
# Entries of these kinds carry no head word of their own.
_BARE = ("short", "abbreviation")


@dataclass(frozen=True, slots=True)
class Named:
    """A mention with its half-open range in the normal text of its line."""

    mention: Mention
    start: int
    end: int


def begins_name(text: str, offset: int) -> bool:
    """Return True where a name of a unit begins after ``offset`` of a printed line: two words in capitals."""
    noun = _NOUN.match(text, offset)
    return noun is not None and noun["noun"].istitle() and noun["name"].isupper()


def find_units(line: Line, start: int, end: int, gazetteer: Gazetteer) -> list[Named]:
    """Return the units named in ``start:end`` of the normal line, in reading order, none inside another."""
    return UnitFinder(line, start, end, gazetteer).run()


def _named(line: Line, start: int, end: int, entries: tuple[NameEntry, ...], head: str = "") -> Named:
    return Named(Mention(printed(line, start, end), span_of(line, start, end), entries, head), start, end)


class UnitFinder:
    """The search for units in one range of a line; ``named`` are those found so far."""

    def __init__(self, line: Line, start: int, end: int, gazetteer: Gazetteer) -> None:
        self._gazetteer, self._line, self._start, self._end = gazetteer, line, start, end
        self._text = line.normal.text
        self._words = [word for word in tokens(line.normal) if start <= word.start and word.end <= end]
        self._named: list[Named] = []

    def run(self) -> list[Named]:
        """Return the units of the range, in reading order."""
        index = 0
        while index < len(self._words):
            word = self._words[index]
            hit = self._known(index) or self._sole(word) or self._unknown(word)
            if hit is None:
                index += 1
                continue
            if not self._is_location(hit):
                self._named.append(hit)
            while index < len(self._words) and self._words[index].start < hit.end:
                index += 1
        return self._named

    def _is_location(self, hit: Named) -> bool:
        """Return True for a district that only says where the commune named right before it lies."""
        before = self._named[-1] if self._named else None
        if before is None or before.mention.entries or not _COMMUNE.match(self._text, before.start):
            return False
        if not any(entry.block == "districts" for entry in hit.mention.entries):
            return False
        own_head = any(entry.kind not in _BARE for entry in hit.mention.entries)
        return (_WITHIN if own_head else _IN_BRACKETS).fullmatch(
            self._text, before.end, hit.start
        ) is not None

    def _is_capital(self, offset: int) -> bool:
        at = self._line.normal.offsets[offset]
        return self._line.text[at : at + 1].isupper()

    def _known(self, index: int) -> Named | None:
        """Return the longest known name that begins with the word ``index``."""
        hit = self._longest(index)
        if hit is None:
            return None
        after, known = hit
        name = self._words[index:after]
        if not any(self._is_capital(word.start) for word in name) and not self._continues(name[0].start):
            return None
        entries = tuple(entry for entry in known if self._allowed(entry, name))
        if not entries:
            return None
        first, last = name[0].start, name[-1].end
        if _OPEN_HEAD.match(self._text, first) and self._goes_on(last) and (longer := self._unknown(name[0])):
            return longer
        head = self._lend_head(first) if all(entry.kind in _BARE for entry in entries) else ""
        return _named(self._line, first, last, entries, head)

    def _goes_on(self, offset: int) -> bool:
        """Return True where a capital that is not that of the province follows: a longer name than the known one."""
        province = self._gazetteer.province
        if self._text[offset : offset + 1] != " " or not self._is_capital(offset + 1):
            return False
        own = province.name.lower() if province else ""
        return not (own and self._text.startswith(own, offset + 1))

    def _longest(self, index: int) -> tuple[int, list[NameEntry]] | None:
        """Return the longest known name, unless a comma in it parts two names that are known by themselves."""
        names, normal, words = self._gazetteer.names, self._line.normal, self._words
        hit = names.longest(normal, words, index)
        if hit is None:
            return None
        for at in range(index + 1, hit[0]):
            if "," in self._text[words[at - 1].end : words[at].start]:
                front = names.longest(normal, words[:at], index)
                back = names.longest(normal, words[: hit[0]], at)
                if front and back and front[0] == at and back[0] == hit[0]:
                    return front
        return hit

    def _allowed(self, entry: NameEntry, name: list[Token]) -> bool:
        """Return True where the words around ``name`` let it stand for ``entry``."""
        first, last = name[0].start, name[-1].end
        if entry.block == "provinces" and not self._gazetteer.is_national:
            is_national_list = _NATIONWIDE.search(self._text, self._start, self._end) is not None
            return is_national_list and self._is_capital(name[-1].start)
        if entry.kind not in _BARE or (entry.kind == "abbreviation" and entry.head != DEPARTMENT):
            return self._text[first - 1 : first] != "/"
        if not _AFTER.match(self._text, last) or _NOT_BEFORE.search(self._text[self._start : first]):
            return False
        return self._bare_district(entry, name) if entry.admin_code else self._bare_department(entry, first)

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
        is_written_as_name = all(self._is_capital(word.start) for word in name)
        return is_written_as_name and (not is_homonym or self._is_listed(first))

    def _is_listed(self, first: int) -> bool:
        """Return True where a list of units goes on or is opened right before ``first``."""
        lead = self._text[max(self._start, first - _OPENER_REACH) : first]
        return self._continues(first) or _OPENER.search(lead) is not None

    def _is_part_of(self, longer: str, first: int, last: int) -> bool:
        """Return True where a name is only a part of ``longer``, which is printed around it."""
        around = self._text[max(0, first - len(longer)) : last + len(longer)]
        return last - first < len(longer) and longer in around and self._text[first:last] in longer

    def _continues(self, offset: int) -> bool:
        """Return True where only list punctuation stands between the unit before and ``offset``."""
        return bool(self._named) and _BETWEEN.fullmatch(self._text[self._named[-1].end : offset]) is not None

    def _lend_head(self, first: int) -> str:
        """Return the head word that the list or the group before it lends to a bare name."""
        if self._continues(first):
            for before in reversed(self._named):
                own = [entry for entry in before.mention.entries if entry.kind not in _BARE]
                head = before.mention.head or (own[0].head if own else "")
                if head == DEPARTMENT or head.startswith(COMMITTEE[0]):
                    return head
        group = _NAMED_GROUP.search(self._text[max(self._start, first - _OPENER_REACH) : first])
        return DEPARTMENT if group else ""

    def _sole(self, word: Token) -> Named | None:
        """``UBND thành phố`` without a name, in a province with one city."""
        match = _SOLE.match(self._text, word.start)
        if match is None or self._gazetteer.province is None:
            return None
        kind = next(kind for kind in DISTRICT_HEADS if re.fullmatch(phrase(kind), match.group("kind")))
        entries = dict.fromkeys(
            entry
            for _, entry in self._gazetteer.entries
            if entry.head == f"{COMMITTEE[0]} {kind}" and entry.kind == "canonical"
        )
        if len({entry.canonical for entry in entries}) != 1:
            return None
        return _named(self._line, match.start(), match.end("kind"), tuple(entries))

    def _unknown(self, word: Token) -> Named | None:
        """Return a head word that a name in capitals follows, up to where the sentence goes on."""
        ward = _NUMBERED_WARD.match(self._text, word.start)
        if ward is not None:
            return _named(self._line, *ward.span(), ())
        match = _UNKNOWN_HEAD.match(self._text, word.start)
        if match is None or not self._is_capital(match.end()):
            return None
        stop = _STOP.search(self._text, match.end(), self._end)
        while stop and stop.group() == " - " and self._is_capital(stop.end()):
            stop = _STOP.search(self._text, stop.end(), self._end)
        last = stop.start() if stop else self._end
        if stop and (number := _NAME_NUMBER.match(self._text, stop.start())):  # Phường 4
            last = number.end()
        if last - match.start() > _MAX_UNKNOWN or last <= match.end() + 1:
            return None
        return _named(self._line, match.start(), last, ())
