"""Which way a change goes by its words: the one list of them, for figures, places and trends alike."""

import re

from pipeline.vietnamese.damage import anyof

RISE, FALL = "rise", "fall"
# Words with a figure behind them that says by how much; "lên 85 điểm" says up to what.
RISES, FALLS = "tăng|tăng thêm|vượt|thăng|cải thiện", "giảm|giảm đi|tụt|lùi"
MORE, LESS = "cao hơn|nhiều hơn", "thấp hơn|ít hơn"
_WAYS = (
    (RISE, re.compile(anyof(RISES, MORE, "lên|vươn|nhảy vọt|nhẩy vọt|thăng hạng|bứt phá"))),
    (FALL, re.compile(anyof(FALLS, LESS, "xuống|rơi|sụt"))),
)


def direction_of(words: str) -> str | None:
    """The way that normal ``words`` tell; None where they tell of none, or of more than one."""
    found = [way for way, pattern in _WAYS if pattern.search(words)]
    return found[0] if len(found) == 1 else None
