"""Units named in running text: whole names, second names in lists, and names with a known head word."""

import re
from dataclasses import dataclass

from pipeline.documents.model import Line
from pipeline.extraction.lexicon import COMMITTEE, DISTRICT_HEADS, Lexicon, NameEntry
from pipeline.extraction.readings import Mention, span_of, text_of
from pipeline.vietnamese.damage import anyof, exactly, phrase
from pipeline.vietnamese.phrases import Token, tokens

# A bare second name is a unit only where a sentence goes on like this behind it.
_AFTER = re.compile(
    r"\s*(?:$|[,;:.()\[\]\"'/…\d-]|và\s|" + anyof("đạt", "xếp", "đứng", "cùng", "đều", "lần lượt", "với", "có", "là", "chỉ", "tiếp tục", "giữ",
                                            "dẫn đầu", "vươn", "tụt", "được", "cũng", "tăng", "giảm", "vẫn", "bị", "lên", "xuống", "đồng", "trong") + ")"
)  # fmt: skip
_NOT_BEFORE = re.compile(
    rf"(?:{anyof('tỉnh', 'xã', 'phường', 'thị trấn', 'đường', 'sông', 'ông', 'bà', 'đồng chí', 'phố', 'chợ', 'cầu', 'bản', 'thôn')})\s*$"
)
_BETWEEN = re.compile(
    rf"\s*(?:\([^()]*\)|\s|-|:|\d+(?:[.,]\d+)*\s*(?:%|{phrase('điểm')})?)*\s*(?:[,;]|và|va|&)\s*(?:và\s+)?(?:(?:{anyof('các', 'cả', 'khối')})\s+)?"
)
_GROUP = anyof("các sở", "các sở, ngành", "các sở, ban, ngành", "sở", "các huyện", "các huyện, thành phố", "ubnd các huyện", "các đơn vị", "các cơ quan",
               "các thành phố", "các thị xã", "huyện", "ubnd huyện", "các địa phương", "địa phương", "đơn vị", "sở, ngành", "ubnd các huyện, thành phố",
               "ubnd các huyện, thị xã, thành phố", "các ban, ngành", "cơ quan")  # fmt: skip
_OPENER = re.compile(
    rf"(?:{_GROUP})\s*(?:\(\s*$|:?\s*$|.{{0,160}}?(?:{anyof('gồm', 'là', 'như', 'gồm có', 'thuộc về')}|:)\s*:?\s*$)|(?:\)|tốt|khá|bình|yếu|kém|sắc|[ivx]|[abcd])\s*:\s*$"
)
_NAMED_GROUP = re.compile(anyof("các sở", "sở") + r"(?!.*" + anyof("các huyện", "ubnd") + ")")
_UNKNOWN_HEAD = re.compile(
    r"\b(?:" + anyof("sở", "ban quản lý", "bql", "trung tâm", "chi cục", "cục", "ubnd xã", "ubnd phường", "ubnd thị trấn", "ubnd huyện",
                     "ubnd thị xã", "ubnd thành phố", "phường", "xã", "thị trấn", "bệnh viện", "trường", "quỹ", "công ty", "đài", "ban") + r")\s+(?=\S)"
)  # fmt: skip
_STOP = re.compile(
    r"\s*(?:[,;:.()\[\]\"…]|\s-\s|\d|" + exactly("đạt", "xếp", "đứng", "là", "với", "có", "chỉ", "được", "dẫn đầu", "giữ", "trong", "năm", "cùng", "đều",
                                       "tiếp", "cũng", "bị", "đã", "lên", "và", "lần lượt", "vươn", "tăng", "giảm", "thuộc", "tại", "vẫn", "ở", "cho") + ")"
)  # fmt: skip
_NAME_NUMBER = re.compile(
    r"\s*\d{1,2}(?=\s*(?:[,;:(]|$|\)|"
    + anyof("đạt", "xếp", "đứng", "với", "có", "là", "dẫn đầu", "và")
    + "))"
)
_SOLE = re.compile(
    rf"(?:{anyof(*COMMITTEE)})\s+(?P<kind>{'|'.join(phrase(kind) for kind in DISTRICT_HEADS)})(?=\s*(?:[:;.(]|$|,\s*{anyof('ubnd')}|"
    + anyof("đạt", "với", "xếp", "đứng", "là", "có", "dẫn đầu", "tiếp tục", "và ubnd", "giữ")
    + "))"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A mention with its half-open range in the normal text of its line."""

    mention: Mention
    start: int
    end: int


def _capital(line: Line, place: int) -> bool:
    at = line.normal.offsets[place]
    return line.text[at : at + 1].isupper()


def _upper(line: Line, found: list[Token], first: int, last: int) -> bool:
    return all(_capital(line, token.start) for token in found[first:last])


class Spotter:
    """Finds the units that a line names; what it knows comes from the lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def spot(self, line: Line, start: int, end: int) -> list[Named]:
        """The units named in ``start:end`` of the normal line, in reading order, none inside another."""
        found = [token for token in tokens(line.normal) if start <= token.start and token.end <= end]
        named: list[Named] = []
        place = 0
        while place < len(found):
            hit = self._known(line, found, place, start, named) or self._sole(line, found[place], named)
            hit = hit or self._unknown(line, found[place], end)
            if hit is None:
                place += 1
                continue
            named.append(hit)
            while place < len(found) and found[place].start < hit.end:
                place += 1
        return named

    def _known(
        self, line: Line, found: list[Token], place: int, start: int, named: list[Named]
    ) -> Named | None:
        hit = self._longest(line, found, place)
        if hit is None:
            return None
        named_so = any(_capital(line, token.start) for token in found[place : hit[0]])
        if not named_so and not self._continues(line, found[place], named):
            return None
        first, last = found[place].start, found[hit[0] - 1].end
        entries = [
            entry for entry in hit[1] if self._allowed(entry, line, found, place, hit[0], start, named)
        ]
        if not entries:
            return None
        head = ""
        if all(entry.kind in ("short", "abbreviation") for entry in entries):
            head = self._lent_head(line, first, start, named)
        span = span_of(line, first, last)
        return Named(Mention(text_of(line, span), span, tuple(entries), head), first, last)

    def _longest(self, line: Line, found: list[Token], place: int) -> tuple[int, list[NameEntry]] | None:
        """The longest known name, unless a comma in it parts two names that are known by themselves."""
        names = self._lexicon.names
        hit = names.longest(line.normal, found, place)
        if hit is None:
            return None
        for at in range(place + 1, hit[0]):
            if "," in line.normal.text[found[at - 1].end : found[at].start]:
                front = names.longest(line.normal, found[:at], place)
                back = names.longest(line.normal, found[: hit[0]], at)
                if front and back and front[0] == at and back[0] == hit[0]:
                    return front
        return hit

    def _allowed(
        self,
        entry: NameEntry,
        line: Line,
        found: list[Token],
        place: int,
        after: int,
        start: int,
        named: list[Named],
    ) -> bool:
        text = line.normal.text
        if entry.kind not in ("short", "abbreviation") or (
            entry.kind == "abbreviation" and entry.head != "Sở"
        ):
            return not text[found[place].start - 1 : found[place].start] == "/"
        if not _AFTER.match(text, found[after - 1].end) or _NOT_BEFORE.search(
            text[start : found[place].start]
        ):
            return False
        listed = self._continues(line, found[place], named) or bool(
            _OPENER.search(text[max(start, found[place].start - 200) : found[place].start])
        )
        if entry.admin_code is not None:
            province = self._lexicon.province
            homonym = province is not None and entry.canonical.endswith(f" {province.name}")
            return _upper(line, found, place, after) and (listed or not homonym)
        if entry.kind == "abbreviation":
            return listed and _upper(line, found, place, place + 1)
        return listed and (_capital(line, found[place].start) or self._continues(line, found[place], named))

    @staticmethod
    def _continues(line: Line, token: Token, named: list[Named]) -> bool:
        """True where only list punctuation stands between the unit before and this word."""
        return bool(named) and _BETWEEN.fullmatch(line.normal.text[named[-1].end : token.start]) is not None

    def _lent_head(self, line: Line, first: int, start: int, named: list[Named]) -> str:
        if named and _BETWEEN.fullmatch(line.normal.text[named[-1].end : first]):
            for before in reversed(named):
                own = [
                    entry for entry in before.mention.entries if entry.kind not in ("short", "abbreviation")
                ]
                head = before.mention.head or (own[0].head if own else "")
                if head == "Sở" or head.startswith("UBND"):
                    return head
        group = _NAMED_GROUP.search(line.normal.text[max(start, first - 200) : first])
        return "Sở" if group else ""

    def _sole(self, line: Line, token: Token, named: list[Named]) -> Named | None:
        """``UBND thành phố`` without a name, in a province with one city."""
        match = _SOLE.match(line.normal.text, token.start)
        if match is None or self._lexicon.province is None:
            return None
        kind = next(kind for kind in DISTRICT_HEADS if re.fullmatch(phrase(kind), match.group("kind")))
        entries = {
            entry
            for _, entry in self._lexicon.entries
            if entry.head == f"UBND {kind}" and entry.kind == "canonical"
        }
        if len({entry.canonical for entry in entries}) != 1:
            return None
        span = span_of(line, match.start(), match.end("kind"))
        return Named(Mention(text_of(line, span), span, tuple(entries)), match.start(), match.end("kind"))

    @staticmethod
    def _unknown(line: Line, token: Token, end: int) -> Named | None:
        """A head word that a name in capitals follows, up to where the sentence goes on."""
        match = _UNKNOWN_HEAD.match(line.normal.text, token.start)
        if match is None or not _capital(line, match.end()):
            return None
        stop = _STOP.search(line.normal.text, match.end(), end)
        last = stop.start() if stop else end
        if stop and (number := _NAME_NUMBER.match(line.normal.text, stop.start())):  # Phường 4, xã Đam Rông 2
            last = number.end()
        if last - match.start() > 90 or last <= match.end() + 1:
            return None
        span = span_of(line, match.start(), last)
        return Named(Mention(text_of(line, span), span, ()), match.start(), last)
