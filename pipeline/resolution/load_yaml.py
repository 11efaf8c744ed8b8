"""What a maintainer wrote as YAML: numbers stay text, no field is given twice, nothing in it stops a build.

It is a list of fields or of entries of fields, small and plain: what could grow while it is read is refused where
it begins.
"""

from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

from pipeline.documents.errors import SourceError

# So much of a wrong value is shown.
_LONGEST = 80
# The most bytes of a file, and the most levels of lists in lists: an entry of corrections has two.
_MAX_BYTES = 300_000
_DEEPEST = 8
_WRITE_OUT = "write the value out where it belongs"
# What a text cannot hold: halves of letters, which no file can be written with, and codes that steer a terminal.
_NO_LETTERS = frozenset(map(chr, (*range(9), 11, 12, *range(14, 32), 127, *range(0xD800, 0xE000))))


def shortened(value: object) -> str:
    """Return a value as it is shown in a message: in one line, not whole where it is long."""
    words = " ".join(str(value).split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


class RepeatedFieldError(Exception):
    """A field that an entry names twice, the lines of both: which is meant is not for us to say."""

    def __init__(self, name: str, first: int, second: int) -> None:
        self.name, self.first, self.second = name, first, second
        super().__init__(name)


class RefusedNodeError(Exception):
    """Something that these files may not hold, with its line, the reason and the cure."""

    def __init__(self, what: yaml.Event | yaml.Node, reason: str, cure: str) -> None:
        assert what.start_mark is not None  # what is read from a text has a place in it
        self.line, self.reason, self.cure = what.start_mark.line + 1, reason, cure
        super().__init__(reason)


class TextLoader(yaml.SafeLoader):
    """A YAML loader that keeps numbers as the text they are written as, and takes no field twice."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Return the next node; raises RefusedNodeError for an anchor or alias, and below `_DEEPEST` levels."""
        event: yaml.Event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise RefusedNodeError(event, "an anchor (&) or alias (*)", _WRITE_OUT)
        if self._depth > _DEEPEST:
            raise RefusedNodeError(event, "nested too deep", "write one field a line: 'province: SLUG'")
        self._depth += 1
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node

    def compose_scalar_node(self, anchor: dict[Any, yaml.Node]) -> yaml.ScalarNode:
        """Return the next text; raises RefusedNodeError where it holds what is no letter."""
        event: yaml.Event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.ScalarEvent) and not _NO_LETTERS.isdisjoint(event.value):
            raise RefusedNodeError(event, "a code that is no letter", "write the letter itself")
        return super().compose_scalar_node(anchor)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Return the fields of an entry.

        Raises RepeatedFieldError for the second of a name, RefusedNodeError for fields of another entry (<<).
        """
        lines: dict[str, int] = {}
        keys = [key for key, _ in node.value] if isinstance(node, yaml.MappingNode) else []
        for key in keys:
            if key.tag == "tag:yaml.org,2002:merge":
                raise RefusedNodeError(key, "a merge key (<<)", _WRITE_OUT)
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
    """Read a YAML file; raises SourceError naming it as ``shown`` where it is none, or not as such a file may be."""
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
        if len(data) > _MAX_BYTES:
            raise SourceError(shown, "", f"larger than {_MAX_BYTES:,} bytes", "shorten it")
        return yaml.load(data.decode("utf-8"), TextLoader)
    except UnicodeDecodeError as error:
        raise SourceError(shown, f"byte {error.start}", "not UTF-8", "save the file as UTF-8") from error
    except RefusedNodeError as error:
        raise SourceError(shown, f"line {error.line}", error.reason, error.cure) from error
    except RepeatedFieldError as error:
        reason = f"the field {error.name} is given twice, first in line {error.first}"
        raise SourceError(shown, f"line {error.second}", reason, "keep one of the two") from error
    except (yaml.YAMLError, ArithmeticError, ValueError) as error:  # as "\UFFFFFFFF", which is no letter
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}" if mark is not None else ""
        raise SourceError(
            shown, where, "not readable as YAML", "put the line right; quote texts with a colon"
        ) from error
