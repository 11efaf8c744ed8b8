"""What a maintainer wrote as YAML: numbers stay text, no field is given twice, nothing in it stops a build."""

from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

from pipeline.documents.errors import SourceError

# So much of a wrong value is shown.
_LONGEST = 80


def shortened(value: object) -> str:
    """Return a value as it is shown in a message: in one line, not whole where it is long."""
    words = " ".join(str(value).split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


class RepeatedFieldError(Exception):
    """A field that an entry names twice, the lines of both: which is meant is not for us to say."""

    def __init__(self, name: str, first: int, second: int) -> None:
        self.name, self.first, self.second = name, first, second
        super().__init__(name)


class TextLoader(yaml.SafeLoader):
    """A YAML loader that keeps numbers as the text they are written as, and takes no field twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Return the fields of an entry; raises RepeatedFieldError for the second of a name."""
        lines: dict[str, int] = {}
        keys = [key for key, _ in node.value] if isinstance(node, yaml.MappingNode) else []
        for key in keys:
            if isinstance(key, yaml.ScalarNode):
                line = key.start_mark.line + 1
                if key.value in lines:
                    raise RepeatedFieldError(shortened(key.value), lines[key.value], line)
                lines[key.value] = line
        return super().construct_mapping(node, deep)


def _construct_if_true(loader: TextLoader, node: yaml.ScalarNode) -> object:
    """Return a day or a yes or no; the text where it is none, which the field then refuses by its name."""
    try:
        return yaml.SafeLoader.yaml_constructors[node.tag](loader, node)
    except (ArithmeticError, AttributeError, LookupError, ValueError):
        return loader.construct_scalar(node)


def _construct_text(loader: TextLoader, node: yaml.ScalarNode) -> object:
    """Return a number as it is written: to compute one of thousands of digits would stop the build."""
    return loader.construct_scalar(node)


for _tag in ("int", "float"):
    TextLoader.add_constructor(f"tag:yaml.org,2002:{_tag}", _construct_text)
for _tag in ("bool", "timestamp"):
    TextLoader.add_constructor(f"tag:yaml.org,2002:{_tag}", _construct_if_true)


def load_yaml(path: Path, shown: str) -> object:
    """Read a YAML file; raises SourceError naming it as ``shown`` where it is none, or names a field twice."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), TextLoader)
    except UnicodeDecodeError as error:
        raise SourceError(shown, f"byte {error.start}", "not UTF-8", "save the file as UTF-8") from error
    except RepeatedFieldError as error:
        reason = f"the field {error.name} is given twice, first in line {error.first}"
        raise SourceError(shown, f"line {error.second}", reason, "keep one of the two") from error
    except (yaml.YAMLError, ArithmeticError, ValueError) as error:  # as "\UFFFFFFFF", which is no letter
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}" if mark is not None else ""
        raise SourceError(
            shown, where, "not readable as YAML", "put the line right; quote texts with a colon"
        ) from error
    except RecursionError as error:
        raise SourceError(shown, "", "nested too deep", "write one field a line: 'province: SLUG'") from error
