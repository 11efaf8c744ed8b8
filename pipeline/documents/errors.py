"""The one error that bad input raises."""

import re

# What would break a line, steer a terminal, or cannot be written as UTF-8.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class SourceError(Exception):
    """A source that cannot be read: which file, where in it, why, and what cures it.

    Its text is one line, fit for a maintainer who has never seen the code, whatever the source holds.
    """

    def __init__(self, path: str, where: str, reason: str, cure: str) -> None:
        self.path, self.where, self.reason, self.cure = map(printable, (path, where, reason, cure))
        location = f"{self.path}, {self.where}" if where else self.path
        super().__init__(f"{location}: {self.reason}. Cure: {self.cure}")


def printable(text: str) -> str:
    """Return ``text`` in one line: what cannot be shown in it as it is written in code."""
    return _UNPRINTABLE.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)
