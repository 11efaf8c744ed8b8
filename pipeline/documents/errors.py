"""The one error that bad input raises."""


class SourceError(Exception):
    """A source that cannot be read: which file, where in it, why, and what cures it.

    Its text is one line, fit for a maintainer who has never seen the code.
    """

    def __init__(self, path: str, place: str, reason: str, cure: str) -> None:
        self.path, self.place, self.reason, self.cure = path, place, reason, cure
        where = f"{path}, {place}" if place else path
        super().__init__(f"{where}: {reason}. Cure: {cure}")
