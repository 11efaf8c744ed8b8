"""How the names of units are printed: what a name begins with, what two printings of one have in common."""

import re
from functools import lru_cache

from pipeline.reading.vocabulary.lexicon import pattern, phrases
from pipeline.reading.vocabulary.name_entries import BOARD, COMMUNE_ENGLISH, SHORT_WORDS
from pipeline.vietnamese.normal import normalise, tidy

_COMMUNE = pattern("^({committee_name} )?{kind:commune_kind|special_zone} ")
# "Tan Lap Commune".
_COMMUNE_ENGLISH = pattern(" {kind:commune_english}( ?{committee_english})?$")
# "P. Tân Lập", "TT Mường Khương": the kind by its first letters.
_SHORT_KINDS = {
    normalise(short).text: kind
    for short, kind in zip(phrases("commune_short"), phrases("commune_kind"), strict=True)
}
_BARE_SHORT = "|".join(short for short in _SHORT_KINDS if len(short) > 1)
COMMUNE_SHORT = re.compile(rf"(?:(?P<dotted>{'|'.join(_SHORT_KINDS)})\.\s*|(?P<bare>{_BARE_SHORT})\s+)(?=\S)")
# A name with such a first word is a unit even if no list knows it.
_HEADS = pattern(r"^{unit_head|commune_kind|special_zone|committee_of|branch_head}\s")
# A known name with such a first word may be the beginning of a longer one.
_MAY_GO_ON = pattern(r"{open_head}")
_AND = phrases("and")
_WORD = pattern(r"[^\W_]+")
_DIGITS = pattern(r"\d+")
_DASH = pattern(" ?[–—] ?")
# Words of names that are cut short, with what they stand for.
_WRITTEN_OUT = tuple(
    (re.compile(rf"(?<!\w){short}(?!\w)"), long) for long, short in (*SHORT_WORDS[1:], BOARD[::-1])
)


def commune_of(name: str, in_communes: bool = False) -> tuple[str, str] | None:
    """Return the kind and the name of a commune (``xã``, ``Tân Lập``), None where a name is of another unit.

    ``in_communes``: it stands in a list of communes, where the kind may be cut short.
    """
    normal = normalise(name)
    match = _COMMUNE.match(normal.text)
    if match is not None:
        return match.group("kind"), name[normal.offsets[match.end()] :]
    english = _COMMUNE_ENGLISH.search(normal.text)
    if english is not None and english.start():
        return COMMUNE_ENGLISH[english["kind"].title()], name[: normal.offsets[english.start()]]
    short = COMMUNE_SHORT.match(normal.text) if in_communes else None
    return (
        (_SHORT_KINDS[short[short.lastgroup or ""]], name[normal.offsets[short.end()] :]) if short else None
    )


def begins_as_unit(name: str) -> bool:
    """Return True where the first word of a name is that of a unit."""
    return _HEADS.match(normalise(name).text) is not None


def may_go_on(folded: str) -> bool:
    """Return True where units of this kind have longer names: of management boards there are several."""
    return _MAY_GO_ON.match(folded) is not None


@lru_cache(maxsize=4096)
def letters_of(name: str) -> str:
    """Return the normal words of a name with their marks, without ``và``."""
    return " ".join(word for word in _WORD.findall(normalise(name).text) if word not in _AND)


def figures_of(name: str) -> list[str]:
    """Return the figures in a name."""
    return _DIGITS.findall(name)


def clean_name(name: str) -> str:
    """Return a printed name as a table shows it: no capitals throughout, no short form, plain dashes."""
    name = tidy(name).strip(" .,;:")
    if name.isupper():
        name = name.title()
    for short, long in _WRITTEN_OUT:
        name = short.sub(long, name)
    return _DASH.sub(" - ", name)
