"""Copies of a text made for matching only; the printed text itself is never changed.

`normalise` gives the *normal* copy: NFC, lower case, one dash, one kind of space, U+00D0 read as Đ, the tone
mark of open ``oa, oe, uy`` on the first vowel, and a decimal that stands alone without a blank in it. `fold` strips the
marks of a normal copy, letter by letter, so that both copies share their offsets.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\u2501", "-")
_QUOTES = dict.fromkeys("“”„«»", '"') | dict.fromkeys("‘’", "'")
# Eth is what many keyboards and old converters give for Đ; no normal form of Unicode maps it.
_LETTERS = {"\u00f0": "đ", "\u0111": "đ"}
_ETH = str.maketrans({"\u00d0": "Đ", "\u00f0": "đ"})
_ZERO_WIDTH = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
# The tone mark stands on the second vowel in the newer spelling, on the first in the one that reports use.
_NEWER = "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ"
_USUAL = "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy"
_OPEN_RIMES = dict(zip(_NEWER.split(), _USUAL.split(), strict=True))
_OPEN_RIME = re.compile(rf"(?<!q)(?:{'|'.join(_OPEN_RIMES)})(?![^\W\d_])")


# What has so many digits is no number that a report tells, but a word: patterns would try each digit of it.
_ENDLESS = re.compile("[0-9](?:[.,]?[0-9]){199,}")


# A decimal that stands alone, with a blank behind its mark.
_PARTED = re.compile(r"\s*[0-9]{1,3}[.,](?P<blank>\s)[0-9]{2}\s*")
# A small letter of a numbering.
LETTER = "[a-zđ]"
# Printable ASCII and the composed Vietnamese letters, Eth and all dashes and quotes aside.
_PLAIN = re.compile("[ -~À-ÏÑ-ïñ-ýĂăĐđĨĩŨũƠơƯưẠ-ỹ]*")


@dataclass(frozen=True, slots=True)
class Normal:
    """A normal copy of a text.

    ``offsets[i]`` is the code point of the original at which character ``i`` of ``text`` began;
    it has one more entry than ``text`` for the end. ``folded`` is as long as ``text``. ``humps`` are the
    places where a capital follows a small letter: a space was lost there (``SởThông tin``).
    """

    text: str
    folded: str
    offsets: tuple[int, ...]
    humps: frozenset[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open range of the original that ``start:end`` of the copy stands for."""
        return self.offsets[start], self.offsets[end]


def _clusters(text: str) -> list[tuple[int, str]]:
    """Yield base letters with the combining marks that follow them, each with its index."""
    found: list[tuple[int, str]] = []
    for index, char in enumerate(text):
        if found and unicodedata.combining(char):
            found[-1] = (found[-1][0], found[-1][1] + char)
        elif char not in _ZERO_WIDTH:
            found.append((index, char))
    return found


@cache
def _normal_char(cluster: str) -> str:
    char = unicodedata.normalize("NFC", cluster).lower()
    if char.isspace():
        return " "
    return _DASHES.get(char) or _QUOTES.get(char) or _LETTERS.get(char) or char


@lru_cache(maxsize=65536)
def normalise(text: str) -> Normal:
    """Return the normal copy of ``text`` with the way back to its code points."""
    parted = _PARTED.fullmatch(text)
    if parted:
        offsets = [at for at in range(len(text)) if at != parted.start("blank")]
        return _normal(text, "".join(text[at] for at in offsets), offsets)
    lowered = text.lower()
    if len(lowered) == len(text) and _PLAIN.fullmatch(text):  # composed letters only: nothing to map but case
        return _normal(text, lowered, range(len(text)))
    chars: list[str] = []
    offsets = []
    for index, cluster in _clusters(text):
        normal = _normal_char(cluster)
        chars.extend(normal)
        offsets.extend([index] * len(normal))
    return _normal(text, "".join(chars), offsets)


def _normal(text: str, lowered: str, offsets: Sequence[int]) -> Normal:
    joined = _OPEN_RIME.sub(lambda match: _OPEN_RIMES[match.group()], lowered)
    joined = _ENDLESS.sub(lambda match: "x" * len(match.group()), joined)
    # One capital may become several normal characters; only the first of them is a hump.
    humps = frozenset(
        index
        for index, (before, at) in enumerate(pairwise(offsets), start=1)
        if before != at and text[at].isupper() and text[before].islower()
    )
    return Normal(joined, fold(joined), (*offsets, len(text)), humps)


@cache
def _strip(char: str) -> str:
    base = unicodedata.normalize("NFD", char)[0]
    return "d" if base == "đ" else base


def fold(normal: str) -> str:
    """Return a normal text without marks, đ as d; as long as what it was given."""
    return normal if normal.isascii() else "".join(map(_strip, normal))


def key(text: str) -> str:
    """Return the matching key of a name: folded words and numbers, single spaces, without ``và`` and punctuation."""
    return " ".join(word for word in re.findall(r"[^\W_]+", normalise(text).folded) if word != "va")


def sound(text: str) -> str:
    """Return what two spellings of a name have in common: its key with i for y and k for c at the end, in one word."""
    words = re.sub(r"['`]", "", normalise(text).folded)
    return re.sub(r"(?<=\w\w)c\b", "k", key(words).replace("y", "i")).replace(" ", "")


def tidy(text: str) -> str:
    """Return a name as it should be printed: composed letters, Đ for Eth, usual tone marks, single blanks."""
    composed = unicodedata.normalize("NFC", "".join(char for char in text if char not in _ZERO_WIDTH))
    plain = re.sub(r"\s+", " ", composed).strip().translate(_ETH)
    rimes = _OPEN_RIME.sub(lambda match: _OPEN_RIMES[match.group()], plain.lower())
    if len(rimes) != len(plain):
        return plain
    return "".join(new.upper() if old.isupper() else new for old, new in zip(plain, rimes, strict=True))


def slug(text: str) -> str:
    """Return an ASCII id made of ``text``: folded words joined by hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", normalise(text).folded))
