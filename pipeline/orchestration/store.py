"""Results of earlier builds by a key of all that they follow from: what is found again need not be made again."""

import hashlib
import os
import pickle
from pathlib import Path
from typing import Any

from pipeline.workers.results import Answer, loads


class Store:
    """Values in a folder, one file each under its key; it may be thrown away at any time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._used: set[str] = set()

    @staticmethod
    def key(*parts: str) -> str:
        """Return the key of what follows from ``parts``."""
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def has(self, key: str) -> bool:
        """Tell whether there is a value."""
        return (self._folder / key).is_file()

    def get(self, key: str) -> Any:
        """Return the value of a key; None where there is none, or it is damaged."""
        try:
            value = loads((self._folder / key).read_bytes()).value
        except (OSError, EOFError, ValueError, TypeError, AttributeError, pickle.UnpicklingError):
            return None
        self._used.add(key)
        return value

    def put(self, key: str, value: object) -> None:
        """Keep the value of a key, whole or not at all."""
        self._folder.mkdir(parents=True, exist_ok=True)
        beside = self._folder / f".{key}"
        beside.write_bytes(pickle.dumps(Answer(value=value), pickle.HIGHEST_PROTOCOL))
        os.replace(beside, self._folder / key)
        self._used.add(key)

    def sweep(self) -> None:
        """Remove what was neither asked for nor kept since this store was opened, and what dead builds left."""
        for path in self._folder.glob("*"):
            if path.name not in self._used:
                path.unlink()
