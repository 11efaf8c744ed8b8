"""The explanations of verdicts in both languages, by key."""

from functools import cache
from pathlib import Path

import yaml


@cache
def read_messages(language: str) -> dict[str, str]:
    """Return the messages of a language, keyed ``group.name``."""
    text = Path(__file__).with_name(f"{language}.yaml").read_text(encoding="utf-8")
    groups = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return {f"{group}.{name}": words for group, entries in groups.items() for name, words in entries.items()}
