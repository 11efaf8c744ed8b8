"""The rows of one source: readings with canonical ids, repairs told, every number accounted for."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field, replace
from decimal import Decimal

from rapidfuzz import fuzz

from pipeline.documents.errors import SourceError
from pipeline.documents.model import Document
from pipeline.extraction.criteria import criterion_key
from pipeline.extraction.lexicon import Lexicon, Province
from pipeline.extraction.readings import Context, Mention, Reading, Readings, Span
from pipeline.resolution.agencies import Agency, Unresolved, block_of, resolve
from pipeline.resolution.rows import (
    AgencyNameRow,
    AgencyRow,
    CorrectionRow,
    StagedRows,
    StatementRow,
    UnresolvedRow,
)
from pipeline.resolution.source_file import Corrections, SourceFile
from pipeline.vietnamese.numbers import decimals

_SAME_CRITERION = 93.0


def row_id(*parts: object) -> str:
    """A stable id: the first sixteen hex digits of the SHA-256 of the parts."""
    return hashlib.sha256(
        "\x1f".join("" if part is None else str(part) for part in parts).encode()
    ).hexdigest()[:16]


@dataclass(slots=True)
class Book:
    """One source under way: its description, its document, and the rows made so far."""

    source: SourceFile
    province: Province
    document: Document
    lexicon: Lexicon
    corrections: Corrections
    rows: StagedRows = field(default_factory=StagedRows)
    used_repairs: set[int] = field(default_factory=set)

    def agency_id(self, agency: Agency) -> str:
        """The id of a unit of the source's province."""
        return f"{self.province.slug}/{agency.slug}"

    def repaired(self, text: str, line: int) -> str:
        """A printed name with the corrections of its line applied."""
        for place, repair in enumerate(self.corrections.repairs):
            if repair.line == line and repair.before in text:
                self.used_repairs.add(place)
                text = text.replace(repair.before, repair.after)
        return text

    def resolve(self, mention: Mention, block: str | None, year: int) -> Agency | None:
        """The unit of a mention, noted in `agencies` and `agency_names`, or in `unresolved`."""
        text = self.repaired(mention.text, mention.span.line)
        curated = text != mention.text
        asked = replace(mention, text=text, entries=self._entries(text) if curated else mention.entries)
        found = resolve(asked, block, year, self.lexicon)
        if isinstance(found, Unresolved):
            row = UnresolvedRow(
                self.source.source_id, mention.text, mention.span.line, "; ".join(found.candidates)
            )
            if row not in self.rows.unresolved:
                self.rows.unresolved.append(row)
            return None
        agency = replace(found, match="curated") if curated else found
        self._note(agency, mention)
        return agency

    def _entries(self, text: str) -> tuple[object, ...]:
        return tuple(entry for name, entry in self.lexicon.entries if name == text)

    def _note(self, agency: Agency, mention: Mention) -> None:
        agency_id = self.agency_id(agency)
        row = AgencyRow(
            agency_id,
            self.province.province_id,
            agency.name,
            agency.block,
            agency.agency_type,
            agency.admin_code,
            agency.valid_from,
            agency.valid_to,
        )
        if all(other.agency_id != agency_id for other in self.rows.agencies):
            self.rows.agencies.append(row)
        name = AgencyNameRow(
            agency_id,
            self.source.source_id,
            mention.text,
            mention.span.line,
            agency.match,
            Decimal(str(agency.similarity)),
        )
        if name not in self.rows.agency_names:
            self.rows.agency_names.append(name)


def criterion_names(readings: list[Reading], lexicon: Lexicon) -> dict[tuple[str | None, str], str]:
    """One name for each criterion of an index: damaged letters are mended, and printed variants that differ in
    function words or a letter are one.
    """
    counts: Counter[tuple[str | None, str]] = Counter()
    for reading in readings:
        name = reading.criterion or reading.context.criterion
        if name:
            counts[reading.context.index, name] += 1
    chosen: dict[tuple[str | None, str], str] = {}
    for (index, name), _ in sorted(counts.items(), key=lambda item: (-item[1], -len(item[0][1]), item[0][1])):
        known = [other for (at, _), other in chosen.items() if at == index]
        mended = lexicon.mender.mend(name)
        same = (
            other
            for other in known
            if fuzz.ratio(criterion_key(other), criterion_key(mended)) >= _SAME_CRITERION
        )
        chosen[index, name] = next(same, mended)
    return chosen


def _blocks(readings: Readings) -> list[str]:
    return sorted({reading.context.block for reading in readings.values if reading.context.block})


def statement_rows(book: Book, readings: Readings) -> dict[int, StatementRow]:
    """The statements of a source by the position of their reading; readings without place in an assessment are left out."""
    names = criterion_names(readings.values, book.lexicon)
    only = _blocks(readings)
    made: dict[int, StatementRow] = {}
    seen: set[str] = set()
    for place, reading in enumerate(readings.values):
        row = _statement(book, reading, names, only[0] if len(only) == 1 else None)
        if row is not None and row.statement_id not in seen:
            seen.add(row.statement_id)
            made[place] = row
    return made


def _index(book: Book, context: Context) -> str:
    found = context.index or book.source.index
    if found is None:
        raise SourceError(
            book.document.path,
            "",
            "no index is named over the results",
            "add 'index: ict' (or another of indices.csv) to source.yaml",
        )
    return found


def _statement(
    book: Book, reading: Reading, names: dict[tuple[str | None, str], str], only: str | None
) -> StatementRow | None:
    context, mention = reading.context, reading.mention
    index = _index(book, context)
    year = reading.year or context.year or book.source.year
    agency = book.resolve(mention, context.block, year) if mention else None
    block = block_of(agency, context.block) if agency else context.block or only
    if block is None:
        return None
    printed = reading.criterion or context.criterion
    criterion = names.get((context.index, printed), printed) if printed else "total"
    quote = book.document.lines[reading.span.line - 1].text.strip()
    subject = mention.text if mention else None
    span = reading.span
    return StatementRow(
        statement_id=row_id(
            book.source.source_id, span.line, span.start, subject, reading.measure, criterion, year
        ),
        source_id=book.source.source_id,
        province_id=book.province.province_id,
        year=year,
        index_id=index,
        block=block,
        agency_id=book.agency_id(agency) if agency else None,
        agency=agency.name if agency else None,
        subject_text=subject,
        criterion=criterion,
        measure=reading.measure,
        value=reading.value,
        tier=reading.tier,
        value_text=reading.value_text,
        decimals=decimals(reading.value) if reading.value is not None else None,
        unit=reading.unit,
        origin=reading.origin,
        locator=reading.locator,
        line=span.line,
        col_start=span.start,
        col_end=span.end,
        quote=quote,
        repair=_repair(agency, mention, reading, printed, criterion),
    )


def _repair(
    agency: Agency | None, mention: Mention | None, reading: Reading, printed: str | None, criterion: str
) -> str | None:
    """What had to be read otherwise than printed."""
    notes: list[str] = []
    if agency is not None and mention is not None and agency.match in ("repaired", "fuzzy", "curated"):
        notes.append(f"{mention.text} → {agency.name}")
    if reading.tier is not None and reading.tier.lower() != reading.value_text.lower():
        notes.append(f"{reading.value_text} → {reading.tier}")
    if printed is not None and printed != criterion:
        notes.append(f"{printed} → {criterion}")
    return "; ".join(notes) or None


def correction_rows(book: Book) -> list[CorrectionRow]:
    """The corrections of a source; one that no longer matches its line stops the source.

    Raises SourceError naming the entry.
    """
    rows: list[CorrectionRow] = []
    for place, repair in enumerate(book.corrections.repairs):
        lines = book.document.lines
        if not 1 <= repair.line <= len(lines) or repair.before not in lines[repair.line - 1].text:
            raise SourceError(
                f"{book.document.path}",
                f"corrections.yaml, line {repair.line}",
                f"'{repair.before}' does not stand there any more",
                "remove the correction or renew it",
            )
        applied = place in book.used_repairs
        rows.append(
            CorrectionRow(
                book.source.source_id,
                f"line={repair.line}",
                repair.before,
                repair.after,
                repair.reason,
                applied,
            )
        )
    for fate in book.corrections.fates:
        rows.append(
            CorrectionRow(
                book.source.source_id, f"line={fate.line}", fate.token, fate.fate, fate.reason, True
            )
        )
    return rows


def overlaps(first: Span, second: Span) -> bool:
    """True where two spans share a character."""
    return first.line == second.line and first.start < second.end and second.start < first.end
