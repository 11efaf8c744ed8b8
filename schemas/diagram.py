"""The tables and how they hang together, as an entity-relationship diagram in Mermaid: docs/analysts.md shows it.

``python -m schemas.diagram`` prints it.
"""

from collections.abc import Iterator, Sequence

from schemas.contract import PUBLISHED, Table
from schemas.ddl import target


def er_diagram(tables: Sequence[Table]) -> str:
    """Return the diagram of ``tables``: each with the columns of its key, and a line for each table it points into."""
    return "\n".join(["erDiagram", *(line for table in tables for line in _entity(table))]) + "\n"


def _entity(table: Table) -> Iterator[str]:
    """Yield the lines of ``table``; a key is marked PK, a key that points elsewhere FK too."""
    keys = [column for column in table.columns if column.name in table.primary_key]
    yield f"    {table.name} {{" if keys else f"    {table.name}"
    for column in keys:
        yield f"        {column.duckdb_type} {column.name} PK{', FK' if column.foreign_key else ''}"
    if keys:
        yield "    }"
    pointing: dict[str, list[str]] = {}
    optional = set()
    for column in table.columns:
        if column.foreign_key:
            other, _ = target(column)
            pointing.setdefault(other, []).append(column.name)
            if column.nullable:
                optional.add(other)
    for other, names in pointing.items():
        one = "|o" if other in optional else "||"
        yield f'    {other} {one}--o{{ {table.name} : "{", ".join(names)}"'


if __name__ == "__main__":
    print(er_diagram(PUBLISHED), end="")
