"""What the page of a document shows: its lines with every number marked by what became of it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from pipeline.publishing.site.claim_views import ClaimView
from pipeline.publishing.site.links import anchor, assessment_page, word_anchor
from pipeline.publishing.site.pages.assessment_page import ListHeading
from pipeline.publishing.site.site_model import Model, group_by
from schemas.tables.agencies import AgencyName, Province, UnresolvedName
from schemas.tables.claims import Doubt, JudgedClaim
from schemas.tables.documents import Correction, LedgerEntry, Source, SourceLine, UnitEntry
from schemas.tables.statements import Statement
from schemas.values import FATES, MISPRINT_MATCHES, SILENT_FATES

# What a number may stand for, the most telling first: where marks overlap, the first one is shown.
_MARKS = (*(fate for fate in FATES if fate not in SILENT_FATES), *SILENT_FATES)


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    kind: str
    href: str | None
    is_contested: bool = False


@dataclass(frozen=True, slots=True)
class SourceView:
    """The page of a document."""

    source: Source
    province: Province
    lines: Markup
    fates: list[tuple[str, int]]
    open_numbers: list[LedgerEntry]
    open_units: list[UnitEntry]
    names: list[AgencyName]
    repairs: list[tuple[int, str]]
    unresolved: list[UnresolvedName]
    doubts: list[Doubt]
    corrections: list[Correction]
    claims: list[ClaimView]
    assessments: list[ListHeading]

    @property
    def n_repaired(self) -> int:
        """How many names are printed with an error: another name of the same unit is none."""
        return sum(row.match in MISPRINT_MATCHES for row in self.names)


def source_views(model: Model, province_id: str, headings: Sequence[ListHeading]) -> list[SourceView]:
    """Return a view for each document of a province; `headings`: all lists that they tell of."""
    lines = group_by(model.tables.of(SourceLine), lambda row: row.source_id)
    ledger = group_by(model.tables.of(LedgerEntry), lambda row: row.source_id)
    units = group_by(model.tables.of(UnitEntry), lambda row: row.source_id)
    statements = group_by(model.tables.of(Statement), lambda row: row.source_id)
    claims = group_by(model.tables.of(JudgedClaim), lambda row: row.source_id)
    names = group_by(model.tables.of(AgencyName), lambda row: row.source_id)
    doubts = group_by(model.tables.of(Doubt), lambda row: row.source_id)
    unresolved = group_by(model.tables.of(UnresolvedName), lambda row: row.source_id)
    corrections = group_by(model.tables.of(Correction), lambda row: row.source_id)
    views = []
    for source in (row for row in model.tables.of(Source) if row.province_id == province_id):
        key = source.source_id
        shown = lines.get(key, [])
        assessment_ids = {row.assessment_id for row in statements.get(key, []) if row.assessment_id}
        fates = Counter(entry.fate for entry in ledger.get(key, []))
        views.append(
            SourceView(
                source=source,
                province=model.provinces[source.province_id],
                lines=_marked_lines(
                    shown,
                    _marks(model, source, statements.get(key, []), claims.get(key, []), ledger.get(key, [])),
                    _starts([*statements.get(key, []), *claims.get(key, [])]),
                ),
                fates=[(fate, fates[fate]) for fate in _MARKS if fates[fate]],
                open_numbers=[row for row in ledger.get(key, []) if _is_open(row)],
                open_units=[row for row in units.get(key, []) if row.fate == "unexplained"],
                names=[row for row in names.get(key, []) if row.match != "exact"],
                repairs=_repairs(statements.get(key, [])),
                unresolved=unresolved.get(key, []),
                doubts=doubts.get(key, []),
                corrections=corrections.get(key, []),
                claims=[model.claim_view(row) for row in claims.get(key, []) if model.list_of(row) is None],
                assessments=[heading for heading in headings if heading.page_id in assessment_ids],
            )
        )
    return views


def _is_open(entry: LedgerEntry) -> bool:
    """Return True for a number without a fate; one that a doubt set aside is shown with the doubt."""
    return entry.fate == "unaccounted" and entry.target_id is None


def _repairs(statements: list[Statement]) -> list[tuple[int, str]]:
    """Return each repair once, with the first line that it served."""
    lines: dict[str, int] = {}
    for row in statements:
        if row.repair:
            lines.setdefault(row.repair, row.line)
    return [(line, repair) for repair, line in lines.items()]


def _marks(
    model: Model,
    source: Source,
    statements: list[Statement],
    claims: list[JudgedClaim],
    ledger: list[LedgerEntry],
) -> dict[int, list[_Mark]]:
    """Return the marks of each line: those of the ledger, and words that are statements (tiers)."""
    links = {row.claim_id: model.claim_link(row) for row in claims}
    contradicted = [row for row in claims if row.claim_id in model.contested]
    indicators = f"provinces/{source.province_id}.html#indicators"
    marks: dict[int, dict[tuple[int, int], _Mark]] = {}
    for row in statements:
        href = _statement_link(row)
        mark = _Mark(
            start=row.col_start,
            end=row.col_end,
            kind="statement",
            href=href,
            is_contested=row.statement_id in model.contested,
        )
        marks.setdefault(row.line, {}).setdefault((row.col_start, row.col_end), mark)
    for entry in ledger:
        href = indicators if entry.fate == "indicator" else links.get(entry.target_id or "")
        at_odds = any(
            row.line == entry.line and row.col_start < entry.col_end and entry.col_start < row.col_end
            for row in contradicted
        )
        mark = _Mark(
            start=entry.col_start, end=entry.col_end, kind=entry.fate, href=href, is_contested=at_odds
        )
        marks.setdefault(entry.line, {}).setdefault((entry.col_start, entry.col_end), mark)
    return {line: _apart(list(found.values())) for line, found in marks.items()}


def _starts(rows: Sequence[Statement | JudgedClaim]) -> dict[int, set[int]]:
    """Return by line where the words of statements and claims begin."""
    return {line: {row.col_start for row in told} for line, told in group_by(rows, _line_of).items()}


def _line_of(row: Statement | JudgedClaim) -> int:
    return row.line


def _statement_link(row: Statement) -> str | None:
    if row.assessment_id is None:
        return None
    page = assessment_page(row.assessment_id)
    return f"{page}#{anchor(row.agency_id)}" if row.agency_id else f"{page}#units"


def _apart(marks: list[_Mark]) -> list[_Mark]:
    """Return marks that do not overlap, in the order of the line."""
    kept: list[_Mark] = []
    for mark in sorted(marks, key=lambda mark: (_MARKS.index(mark.kind), mark.start, mark.end)):
        if all(mark.end <= other.start or mark.start >= other.end for other in kept):
            kept.append(mark)
    return sorted(kept, key=lambda mark: mark.start)


def _marked_lines(
    lines: list[SourceLine], marks: dict[int, list[_Mark]], starts: Mapping[int, set[int]]
) -> Markup:
    # Joined here and not in a template: a document has thousands of lines, the same in both languages.
    return Markup(
        "\n".join(
            _marked_line(line, marks.get(line.line, []), starts.get(line.line, set())) for line in lines
        )
    )


def _marked_line(line: SourceLine, marks: list[_Mark], starts: set[int]) -> str:
    if not line.text.strip():
        return f'<div id="L{line.line}"></div>'
    number = f'<a href="#L{line.line}">{line.line}</a>'
    pieces = "".join(_pieces(line, marks, starts))
    return f'<div id="L{line.line}" class="ln">{number}<p>{pieces}</p></div>'


def _pieces(line: SourceLine, marks: list[_Mark], starts: set[int]) -> Iterator[str]:
    """Yield a line with its marks; wherever words begin that a link leads to, there is a place for it to land."""
    end = 0
    for mark in marks:
        yield from _plain(line, end, mark.start, starts)
        yield from (_landing(line, start) for start in sorted(starts) if mark.start < start < mark.end)
        words = escape(line.text[mark.start : mark.end])
        kind = f"m-{mark.kind} contested" if mark.is_contested else f"m-{mark.kind}"
        id_ = f' id="{word_anchor(line.line, mark.start)}"' if mark.start in starts else ""
        if mark.href:
            yield f'<a{id_} class="{kind}" href="../{escape(mark.href)}">{words}</a>'
        else:
            yield f'<span{id_} class="{kind}">{words}</span>'
        end = mark.end
    yield from _plain(line, end, len(line.text) + 1, starts)


def _plain(line: SourceLine, begin: int, end: int, starts: set[int]) -> Iterator[str]:
    for start in sorted(start for start in starts if begin <= start < end):
        yield escape(line.text[begin:start])
        yield _landing(line, start)
        begin = start
    yield escape(line.text[begin:end])


def _landing(line: SourceLine, start: int) -> str:
    return f'<span id="{word_anchor(line.line, start)}"></span>'
