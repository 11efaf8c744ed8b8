"""Sentences that show the arithmetic of a verdict, in Vietnamese and in English."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

# Digits behind the point that an explanation shows of a quotient.
_SHOWN = Decimal("0.001")

# What the readings are called; a reading without a name here is shown by no sentence.
_READINGS = {
    "competition": ("cách đánh hạng 1 2 2 4", "ranks as 1 2 2 4"),
    "dense": ("cách đánh hạng 1 2 2 3", "ranks as 1 2 2 3"),
    "modified": ("cách đánh hạng 1 3 3 4", "ranks as 1 3 3 4"),
    "fractional": ("cách đánh hạng 1 2,5 2,5 4", "ranks as 1 2.5 2.5 4"),
    "half_up": ("làm tròn thông thường, từ 0,5 trở lên", "rounded half up"),
    "half_even": ("làm tròn nửa về số chẵn", "rounded half to even"),
    "truncated": ("cắt bỏ phần lẻ", "truncated"),
    "ceiling": ("làm tròn lên", "rounded up"),
    "rounded_twice": ("làm tròn hai lần", "rounded twice"),
    "largest_remainder": (
        "phần dư lớn nhất, để tổng bằng 100",
        "largest remainder, so that the shares sum to 100",
    ),
    "rounded_inputs": (
        "trong sai số làm tròn của các số công bố",
        "within the rounding of the printed numbers",
    ),
    "block_means": ("trung bình của trung bình các khối", "mean of the block means"),
    "rounded_block_means": (
        "trung bình của các trung bình khối đã làm tròn",
        "mean of the rounded block means",
    ),
    "unit_values": ("trung bình của mọi đơn vị", "mean of all units"),
    "percentage_points": ("điểm phần trăm", "percentage points"),
    "relative": ("tăng tương đối", "relative change"),
    "not_identifiable": ("không đồng hạng nào cho thấy cách đánh số", "no tie shows how ties are numbered"),
    "false_tie": ("đồng điểm chỉ do làm tròn", "tied only by rounding"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages."""

    vi: str
    en: str

    def __add__(self, other: "Words") -> "Words":
        return Words(self.vi + other.vi, self.en + other.en)


def number(value: Decimal | Fraction | int) -> Words:
    """``value`` with at most three digits behind the mark: a comma in Vietnamese, a point in English."""
    exact = Fraction(value)
    shown = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(_SHOWN, ROUND_HALF_UP)
    text = f"{shown:f}".rstrip("0").rstrip(".")
    return Words(text.replace(".", ","), text)


def say(vi: str, en: str, **parts: "Words | Decimal | Fraction | int | str") -> Words:
    """Return the two templates filled: numbers in the way of each language, texts as they are."""
    shown = {
        name: Words(part, part)
        if isinstance(part, str)
        else part
        if isinstance(part, Words)
        else number(part)
        for name, part in parts.items()
    }
    return Words(
        vi.format(**{name: words.vi for name, words in shown.items()}),
        en.format(**{name: words.en for name, words in shown.items()}),
    )


def reading_words(reading: str | None) -> Words:
    """Return a reading, several joined by ``+``, in brackets behind a sentence; empty for an exact one."""
    names = [_READINGS[name] for name in (reading or "").split("+") if name in _READINGS]
    if not names:
        return Words("", "")
    return Words(f" ({', '.join(vi for vi, _ in names)})", f" ({', '.join(en for _, en in names)})")


def joined(parts: list[Words], link: str) -> Words:
    """Return the parts with ``link`` between them."""
    return Words(link.join(part.vi for part in parts), link.join(part.en for part in parts))
