"""Units named in running text: whole names, second names in lists, and names with a known head word."""

import re
from dataclasses import replace

from pipeline.documents.document import Line
from pipeline.reading.prose.name_rules import AFTER, BARE, COUNTED_HEAD, LIST_HEAD, Named, NameRules
from pipeline.reading.readings import Mention, printed, span_of
from pipeline.reading.vocabulary.gazetteer import Gazetteer
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.name_entries import (
    COMMITTEE,
    COMMUNE_KINDS,
    DISTRICT_HEADS,
    MINISTRY,
    NameEntry,
    nation,
)
from pipeline.vietnamese.damage import anyof, phrase
from pipeline.vietnamese.phrases import Token

# First words of units that no list knows; "thị xã" is no "xã".
_UNKNOWN_HEAD = pattern(r"\b{!town_part}{unit_head|committee_of} (?=\S)")
# Where the name of such a unit ends.
_STOP = pattern(r" ?([,;:.()\[\]\"…]|\s-\s|\d|{=name_end})")
# "Ban Quản lý Khu kinh tế A và các khu công nghiệp" is one board.
_AND_ZONES = pattern(" {and} ({plural} )?{industrial_zone|economic_zone}")
# "Trường Tiểu học số 1 A"
_NUMBERED = pattern(r"{number_of} \d$")
_MAX_UNKNOWN = 90
# A known name with such a first word may be the beginning of a longer one.
_OPEN_HEAD = pattern(r"{open_head}\s")
# A number that ends the name of a ward or commune ("Phường 4"), not one that is said of it.
_NAME_NUMBER = pattern(
    r" ?\d{1,2}(?= ?([;:(]|[,.](?!\d)|$|\)|{result_verb|with|is|lead|and|adverb|auxiliary}))"
)
_NUMBERED_WARD = pattern(r"{numbered_ward} \d{1,2}(?!\d|[.,]\d| ?(%|/|{point}|{unit_noun}))")
_COMMUNE = pattern(r"({committee} )?{commune_kind|special_zone}\s")
# From a commune to the district that it lies in.
_IN_BRACKETS = pattern(r" ?\( ?({belong|at} )?")
_WITHIN = pattern(r" ?[(,-]? ?({all_alike} )?({belong|at|of} )?| ?\([^()]*\) ({belong|at|of} )")
# "hai phường của thị xã A": where they lie, whoever they are.
_COMMUNES_OF = pattern("{commune_kind} {belong|of} $")
# A committee of a kind of district without a name.
_SOLE = pattern(
    "{committee_name} {kind:kinds}"
    "(?= ?([:;.(]|$|, ?{committee}|{result_verb|with|is|lead|continue|and_committee|keep}))",
    kinds=anyof(*DISTRICT_HEADS),
)
# What stands behind the name of a commune in English, and the words before a name that begin a sentence.
_KIND_BEHIND = pattern(" {commune_english}( ?{committee_english})?")
_OPENING = pattern("{opening_english} ")
# Two nouns of one English name.
_JOINED_ENGLISH = pattern(r"(?P<word>\b[a-z]+) {and_english} $")
# So many words has a name that only the list of communes it stands in shows to be one.
_MAX_LISTED = 4
# The name of a ward in a list: "các phường A, 1 B".
_NUMBER_AND_NAME = pattern(r"\d{1,2} (?={letter})")
# From a unit to the province that it is of.
_OF_PROVINCE, _DASH = pattern(" ?[(,]? ?({of} )?"), pattern(" ?- ?")

# A noun, or a committee and its kind, and the first letter of the word after it.
_NOUN = pattern(
    r"\s*((?i:{committee_name})( (?i:{district_kind|commune_kind|special_zone|province}))?|(?P<noun>[^\W\d_]+)) "
    r"(?P<name>[^\W\d_])"
)


def begins_name(text: str, offset: int) -> bool:
    """Return True where a name of a unit begins after ``offset`` of a printed line: two words in capitals."""
    noun = _NOUN.match(text, offset)
    return noun is not None and (noun["noun"] or "X").istitle() and noun["name"].isupper()


def find_units(
    line: Line, start: int, end: int, gazetteer: Gazetteer, nationwide: bool = False
) -> list[Named]:
    """Return the units named in ``start:end`` of the normal line, in reading order, none inside another.

    ``nationwide``: what stands before speaks of the provinces of the country.
    """
    return UnitFinder(line, start, end, gazetteer, nationwide).run()


def _named(line: Line, start: int, end: int, entries: tuple[NameEntry, ...], head: str = "") -> Named:
    return Named(Mention(printed(line, start, end), span_of(line, start, end), entries, head), start, end)


class UnitFinder(NameRules):
    """The search for units in one range of a line."""

    def run(self) -> list[Named]:
        """Return the units of the range, in reading order."""
        index = 0
        while index < len(self._words):
            word = self._words[index]
            hit = (
                self._english_commune(index)
                or self._known(index)
                or self._sole(word)
                or self._unknown(word)
                or self._listed(index)
            )
            if hit is None:
                index += 1
                continue
            behind = hit.end
            if self._is_location(hit):
                self._located = hit.end
            else:
                hit, behind = self._with_home(hit)
                self._named.append(hit)
            while index < len(self._words) and self._words[index].start < behind:
                index += 1
        return self._named

    def _with_home(self, hit: Named) -> tuple[Named, int]:
        """Return a unit with the province printed behind its name, and where both end."""
        first = next((at for at, word in enumerate(self._words) if word.start >= hit.end), len(self._words))
        headed = any(
            entry.kind not in BARE and entry.home != nation().province_id for entry in hit.mention.entries
        )
        if not headed or first == len(self._words):
            return hit, hit.end
        found = self._gazetteer.longest(self._line.normal, self._words, first)
        if found is None or not _OF_PROVINCE.fullmatch(self._text, hit.end, self._words[first].start):
            return hit, hit.end
        last = self._words[found[0] - 1]
        of = [entry for entry in found[1] if entry.block == "provinces"]
        is_apart = "," in self._text[hit.end : self._words[first].start]
        if (
            not of
            or not self._is_capital(last.start)
            or (is_apart and all(entry.kind == "short" for entry in of))
        ):
            return hit, hit.end
        homes = {entry.home for entry in hit.mention.entries}
        home = next((entry.admin_code for entry in of if entry.admin_code in homes), of[0].admin_code)
        end = hit.end if "(" in self._text[hit.end : last.start] else self._second_home(last.end)
        return replace(hit, mention=replace(hit.mention, home=home), end=end), max(end, last.end)

    def _second_home(self, end: int) -> int:
        """Return where a second province behind a dash ends, of an agency of two: "Cục A tỉnh B - C"."""
        dash = _DASH.match(self._text, end)
        first = next((at for at, word in enumerate(self._words) if dash and word.start == dash.end()), None)
        found = self._gazetteer.longest(self._line.normal, self._words, first) if first is not None else None
        is_province = found is not None and any(entry.block == "provinces" for entry in found[1])
        return self._words[found[0] - 1].end if found and is_province else end

    def _is_location(self, hit: Named) -> bool:
        """Return True for a district that only says where the commune named right before it lies."""
        if not any(entry.block == "districts" for entry in hit.mention.entries):
            return False
        if _COMMUNES_OF.search(self._text, self._start, hit.start):
            return True
        if self._is_bracketed(hit):
            return True
        before = self._named[-1] if self._named else None
        is_commune = before is not None and (
            before.mention.head in COMMUNE_KINDS or _COMMUNE.match(self._text, before.start)
        )
        if before is None or before.mention.entries or not is_commune:
            return False
        own_head = any(entry.kind not in BARE for entry in hit.mention.entries)
        return (_WITHIN if own_head else _IN_BRACKETS).fullmatch(
            self._text, before.end, hit.start
        ) is not None

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
        if (before := self._begins_before(first)) is not None:
            return _named(self._line, before, last, ())
        if _OPEN_HEAD.match(self._text, first) and self._goes_on(last):
            return self._headed(first, last + 1) or self._of_entries(first, last, entries)
        return self._of_entries(first, last, entries)

    def _of_entries(self, first: int, last: int, entries: tuple[NameEntry, ...]) -> Named | None:
        """Return a known name, where it has no head of its own with the one that its list lends to it."""
        head = self._lend_head(first) if all(entry.kind in BARE for entry in entries) else ""
        if head in COMMUNE_KINDS:
            return None
        fitting = tuple(
            entry
            for entry in entries
            if entry.head == head and (head == MINISTRY or entry.home in (None, self._own))
        )
        return _named(self._line, first, last, fitting or entries, head)

    def _begins_before(self, first: int) -> int | None:
        """Return where a longer English name begins of which a known one is the end: ``Ethnic and Religious Board``."""
        joined = _JOINED_ENGLISH.search(self._text, self._start, first)
        if joined is None or not (self._is_capital(joined.start("word")) and self._is_capital(first)):
            return None
        is_named = any(unit.end > joined.start("word") for unit in self._named)
        return None if is_named or _OPENING.match(self._text, joined.start("word")) else joined.start("word")

    def _longest(self, index: int) -> tuple[int, list[NameEntry]] | None:
        """Return the longest known name, unless a comma in it parts two names that are known by themselves."""
        names, normal, words = self._gazetteer, self._line.normal, self._words
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

    def _sole(self, word: Token) -> Named | None:
        """``UBND thành phố`` without a name, in a province with one city."""
        match = _SOLE.match(self._text, word.start)
        if match is None or self._gazetteer.province is None:
            return None
        kind = next(kind for kind in DISTRICT_HEADS if re.fullmatch(phrase(kind), match.group("kind")))
        entries = dict.fromkeys(
            entry
            for entry in (spelling.entry for spelling in self._gazetteer.entries)
            if entry.head == f"{COMMITTEE[0]} {kind}" and entry.kind == "canonical"
        )
        if len({entry.canonical for entry in entries}) != 1:
            return None
        return _named(self._line, match.start(), match.end("kind"), tuple(entries))

    def _unknown(self, word: Token) -> Named | None:
        """Return a head word that a name in capitals follows, up to where the sentence goes on."""
        ward = _NUMBERED_WARD.match(self._text, word.start)
        if ward is not None:
            return _named(self._line, ward.start(), self._whole_ward(ward.end()), ())
        match = _UNKNOWN_HEAD.match(self._text, word.start)
        if (
            match is None
            or not self._is_capital(match.end())
            or self._is_all_capitals(match)
            or LIST_HEAD.search(self._text, self._start, match.end())
            or COUNTED_HEAD.search(self._text, self._start, match.end())
            or self._names_known(match.end())
        ):
            return None
        return self._headed(match.start(), match.end())

    def _headed(self, start: int, name: int) -> Named | None:
        """Return the unit whose head begins at ``start`` and whose own name at ``name``, up to where that ends."""
        # the first word of a name ends none: "xã Năm Căn"
        first = next((one.end for one in self._words if one.start >= name), name)
        stop = _STOP.search(self._text, first, self._end)
        while stop and (
            (stop.group() == " - " and self._is_capital(stop.end()))
            or _NUMBERED.search(self._text, first, stop.end())
            or _AND_ZONES.match(self._text, stop.start())
        ):
            stop = _STOP.search(self._text, stop.end(), self._end)
        last = stop.start() if stop else self._end
        if _COMMUNE.match(self._text, start):
            last = min(last, self._capitals_from(name))
        if stop and (number := _NAME_NUMBER.match(self._text, stop.start())):  # Phường 4
            last = number.end()
        if last - start > _MAX_UNKNOWN or last <= name + 1:
            return None
        return _named(self._line, start, last, ())

    def _english_commune(self, index: int) -> Named | None:
        """Return a name in capitals that the kind of a commune stands behind: ``Tan Lap ward``."""
        first = self._words[index].start
        last = self._capitals_from(first)
        kind = _KIND_BEHIND.search(self._text, first, last) or _KIND_BEHIND.match(self._text, last)
        if kind is None or kind.start() == first or _OPENING.match(self._text, first):
            return None
        is_name = not self._text[first : kind.start()].count(" ") >= _MAX_LISTED
        return _named(self._line, first, kind.end(), ()) if is_name else None

    def _listed(self, index: int) -> Named | None:
        """Return a name that only the list it stands in shows to be a commune's: ``các xã A, B``."""
        first = self._words[index].start
        is_numbered = _NUMBER_AND_NAME.match(self._text, first) is not None
        head = self._lend_head(first) if is_numbered or self._is_capital(first) else ""
        if head not in COMMUNE_KINDS:
            return None
        last = first
        for word in self._words[index : index + _MAX_LISTED]:
            is_name = self._is_capital(word.start) or (is_numbered and word.start == first)
            if not is_name or self._text[last : word.start] not in ("", " ", " - "):
                break
            last = word.end
        if number := _NAME_NUMBER.match(self._text, last):  # các xã A 4, B
            last = number.end()
        return _named(self._line, first, last, (), head) if AFTER.match(self._text, last) else None
