"""Where each thing stands on the site: paths from the root of a language."""

import re
from functools import lru_cache


# A document, a list and a unit are led to from thousands of cells of their own pages.
@lru_cache(maxsize=4096)
def file_name(identifier: str) -> str:
    """Return a file name made of an id; ids of one table differ in more than what is replaced here."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", identifier)


def anchor(identifier: str) -> str:
    """Return a fragment made of an id."""
    return identifier.replace("/", ".")


def assessment_page(assessment_id: str) -> str:
    """Return the page of a list."""
    return f"assessments/{file_name(assessment_id)}.html"


def robustness_page(assessment_id: str) -> str:
    """Return the page on how firm the ranks of a list are."""
    return f"assessments/{file_name(assessment_id)}/robustness.html"


def source_page(source_id: str) -> str:
    """Return the page of a document."""
    return f"sources/{file_name(source_id)}.html"


def unit_page(agency_id: str) -> str:
    """Return the page of a unit, in a folder for each province."""
    province_id, _, name = agency_id.partition("/")
    return f"units/{file_name(province_id)}/{file_name(name)}.html"


def agency_type_page(code: str, index_id: str | None = None, year: int | None = None) -> str:
    """Return the page of a type of agency, of its results of one index, or of a year of these."""
    return _page("agency-types", code, index_id, year)


def findings_page(province_id: str | None = None) -> str:
    """Return the page of the findings of all provinces, or of one."""
    return _page("findings", province_id)


def compare_data(key: str) -> str:
    """Return the script of what a type or a dimension has to compare, or of what can be chosen."""
    return f"compare/{file_name(key)}.js"


def dimension_page(code: str, block: str | None = None, year: int | None = None) -> str:
    """Return the page of a dimension, of its criteria in a block of units, or of a year of these."""
    return _page("dimensions", code, block, year)


def _page(*parts: str | int | None) -> str:
    return "/".join(file_name(str(part)) for part in parts if part) + ".html"


def word_anchor(line: int, col_start: int) -> str:
    """Return the fragment of the words of a document that begin at a column of a line."""
    return f"L{line}-c{col_start}"


def line_link(source_id: str, line: int, col_start: int | None = None) -> str:
    """Return a line of a document, or the words in it that begin at a column."""
    fragment = f"L{line}" if col_start is None else word_anchor(line, col_start)
    return f"{source_page(source_id)}#{fragment}"
