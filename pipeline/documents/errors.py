"""The one error that bad input raises."""

import re

# What would break a line, steer a terminal, turn the order of what is shown, or cannot be written as UTF-8.
_UNPRINTABLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]",
)
# So much of a name, or of what a document holds, is told.
_LONGEST = 5000


class SourceError(Exception):
    """A source that cannot be read: which file, where in it, why, and what cures it.

    Its text is one line, fit for a maintainer who has never seen the code, whatever the source holds.
    """

    def __init__(self, path: str, where: str, reason: str, cure: str) -> None:
        self.path, self.where, self.reason, self.cure = map(_printable, (path, where, reason, cure))
        location = f"{self.path}, {self.where}" if where else self.path
        super().__init__(f"{location}: {self.reason}. Cure: {self.cure}")


def _printable(text: str) -> str:
    """Return ``text`` in one line, not whole where it has no end: what cannot be shown as it is written in code."""
    shown = _UNPRINTABLE.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"
