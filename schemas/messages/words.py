"""The messages, filled: one sentence in Vietnamese and in English."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from schemas.messages import read_messages

# Digits behind the point that an explanation shows of a quotient.
_SHOWN = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages."""

    vi: str
    en: str

    def __add__(self, other: "Words") -> "Words":
        return Words(self.vi + other.vi, self.en + other.en)


NOTHING = Words("", "")
# What a message can be filled with.
Part = Words | Decimal | Fraction | int | str | date


def number(value: Decimal | Fraction | int) -> Words:
    """``value`` with at most three digits behind the mark: a comma in Vietnamese, a point in English."""
    exact = Fraction(value)
    shown = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(_SHOWN, ROUND_HALF_UP)
    text = f"{shown:f}".rstrip("0").rstrip(".")
    return Words(text.replace(".", ","), text)


def _words(part: Part) -> Words:
    """Return a number or a day in the way of each language, a text as it is."""
    if isinstance(part, Words):
        return part
    if isinstance(part, str):
        return Words(part, part)
    if isinstance(part, date):
        return Words(f"{part.day}/{part.month}/{part.year}", part.isoformat())
    return number(part)


def say(key: str, **parts: Part) -> Words:
    """Return the message ``key`` of schemas/messages, filled."""
    shown = {name: _words(part) for name, part in parts.items()}
    return Words(
        read_messages("vi")[key].format(**{name: words.vi for name, words in shown.items()}),
        read_messages("en")[key].format(**{name: words.en for name, words in shown.items()}),
    )


def reading_words(reading: str | None) -> Words:
    """Return a reading, several joined by ``+``, in brackets behind a sentence; one without a message is not shown."""
    keys = [f"reading.{name}" for name in (reading or "").split("+")]
    names = [say(key) for key in keys if key in read_messages("vi")]
    return Words(" (", " (") + joined(names, ", ") + Words(")", ")") if names else NOTHING


def joined(parts: Iterable[Part], link: str) -> Words:
    """Return the parts with ``link`` between them."""
    shown = [_words(part) for part in parts]
    return Words(link.join(words.vi for words in shown), link.join(words.en for words in shown))
