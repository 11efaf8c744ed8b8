"""The explanations of verdicts and doubts in both languages, and the words of the workbook, by key."""

from functools import cache
from pathlib import Path

import yaml


@cache
def read_messages(name: str) -> dict[str, str]:
    """Return the messages of a language, or of ``workbook``, keyed ``group.name``."""
    text = Path(__file__).with_name(f"{name}.yaml").read_text(encoding="utf-8")
    groups = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return {f"{group}.{key}": words for group, entries in groups.items() for key, words in entries.items()}
