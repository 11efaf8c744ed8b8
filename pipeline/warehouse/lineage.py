"""What a query reads, as DuckDB's own parser sees it."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import duckdb


@cache
def tables_read(sql: str) -> frozenset[str]:
    """Return the tables that the query ``sql`` reads, as ``core.lists``; one without a schema is of ``main``.

    Raises ValueError where it is no query.
    """
    (parsed,) = _parser().execute("SELECT json_serialize_sql(?::VARCHAR)", [sql]).fetchall()[0]
    tree = json.loads(parsed)
    if tree["error"]:
        raise ValueError(tree["error_message"])
    return frozenset(_tables(tree["statements"], frozenset()))


@cache
def functions_called(sql: str) -> frozenset[str]:
    """Return the names of the functions that the query ``sql`` calls, which the parser knows."""
    (parsed,) = _parser().execute("SELECT json_serialize_sql(?::VARCHAR)", [sql]).fetchall()[0]
    return frozenset(_functions(json.loads(parsed).get("statements", [])))


def _functions(node: Any) -> Iterator[str]:
    """Yield the functions that are called at and below ``node``."""
    if isinstance(node, dict):
        if node.get("class") == "FUNCTION":
            yield node["function_name"].casefold()
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from _functions(child)


def _tables(node: Any, named: frozenset[str]) -> Iterator[str]:
    """Yield the tables at and below ``node``; ``named`` are the queries that a WITH around it names."""
    if isinstance(node, list):
        for child in node:
            yield from _tables(child, named)
    elif isinstance(node, dict):
        if node.get("type") == "RECURSIVE_CTE_NODE":
            named |= {node["cte_name"].casefold()}
        # a query of a WITH sees those before it, not itself
        for query in node.get("cte_map", {}).get("map", []):
            yield from _tables(query["value"], named)
            named |= {query["key"].casefold()}
        if node.get("type") == "BASE_TABLE" and (
            node["schema_name"] or node["table_name"].casefold() not in named
        ):
            yield f"{node['schema_name'] or 'main'}.{node['table_name']}"
        for name, child in node.items():
            if name != "cte_map":
                yield from _tables(child, named)


@cache
def _parser() -> duckdb.DuckDBPyConnection:
    """Return the connection that parses; to open one takes as long as to parse every model."""
    return duckdb.connect(config={"threads": 1})
