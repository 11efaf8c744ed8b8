"""The one error that bad input raises."""


class SourceError(Exception):
    """A source that cannot be read: which file, where in it, why, and what cures it.

    Its text is one line, fit for a maintainer who has never seen the code.
    """

    def __init__(self, path: str, where: str, reason: str, cure: str) -> None:
        self.path, self.where, self.reason, self.cure = path, where, reason, cure
        location = f"{path}, {where}" if where else path
        super().__init__(f"{location}: {reason}. Cure: {cure}")
