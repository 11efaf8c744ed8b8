"""One source under way: who is meant by its names, and what its corrections changed."""

import hashlib
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pipeline.documents.document import Document
from pipeline.documents.errors import SourceError
from pipeline.reading.readings import Mention
from pipeline.reading.vocabulary.gazetteer import Gazetteer, NameEntry, Province, nation
from pipeline.resolution.agencies import ResolvedAgency, Unresolved, resolve
from pipeline.resolution.source_file import Corrections, SourceFile
from schemas.tables.agencies import Agency, AgencyName, UnresolvedName
from schemas.tables.documents import Correction

# The blocks that are ranked all over the country.
_NATIONAL = ("provinces", "ministries")


def row_id(*parts: object) -> str:
    """Return a stable id: the first sixteen hex digits of the SHA-256 of the parts."""
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(slots=True)
class Book:
    """One source under way: its description, its document, and the units met so far.

    ``agencies`` holds each unit by its id; ``agency_names`` and ``unresolved_names`` hold rows in the order in
    which they were met, as keys.
    """

    source: SourceFile
    province: Province
    document: Document
    gazetteer: Gazetteer
    corrections: Corrections
    agencies: dict[str, Agency] = field(default_factory=dict)
    agency_names: dict[AgencyName, None] = field(default_factory=dict)
    unresolved_names: dict[UnresolvedName, None] = field(default_factory=dict)
    used_repairs: set[int] = field(default_factory=set)

    def agency_id(self, agency: ResolvedAgency) -> str:
        """Return the id of a unit of the source's province, or of the nation where a national list ranks it."""
        return f"{self.home(agency.block).province_id}/{agency.slug}"

    def home(self, block: str | None) -> Province:
        """Return the province that a list of ``block`` belongs to; lists of provinces and ministries: the nation."""
        return nation() if block in _NATIONAL else self.province

    def quote(self, line: int) -> str:
        """Return the text of a line (from 1) as rows quote it."""
        return self.document.lines[line - 1].text.strip()

    def resolve(self, mention: Mention, block: str | None, year: int) -> ResolvedAgency | None:
        """Return the unit of a mention, noted in `agencies` and `agency_names`, or in `unresolved_names`."""
        text = self._repaired(mention.text, mention.span.line)
        curated = text != mention.text
        asked = replace(mention, text=text, entries=self._entries(text)) if curated else mention
        found = resolve(asked, block, year, self.gazetteer)
        if isinstance(found, Unresolved):
            names = "; ".join(found.candidates)
            row = UnresolvedName(
                source_id=self.source.source_id,
                subject_text=mention.text,
                line=mention.span.line,
                candidates=names,
            )
            self.unresolved_names.setdefault(row)
            return None
        agency = replace(found, match="curated") if curated else found
        self._note(agency, mention)
        return agency

    def _repaired(self, text: str, line: int) -> str:
        """Return a printed name with the corrections of its line applied."""
        for index, repair in enumerate(self.corrections.repairs):
            if repair.line == line and repair.before in text:
                self.used_repairs.add(index)
                text = text.replace(repair.before, repair.after)
        return text

    def _entries(self, text: str) -> tuple[NameEntry, ...]:
        return tuple(entry for name, entry in self.gazetteer.entries if name == text)

    def _note(self, agency: ResolvedAgency, mention: Mention) -> None:
        agency_id = self.agency_id(agency)
        row = Agency(
            agency_id=agency_id,
            province_id=self.home(agency.block).province_id,
            name=agency.name,
            block=agency.block,
            agency_type=agency.agency_type,
            admin_code=agency.admin_code,
            valid_from=agency.valid_from,
            valid_to=agency.valid_to,
        )
        self.agencies.setdefault(agency_id, row)
        name = AgencyName(
            agency_id=agency_id,
            source_id=self.source.source_id,
            subject_text=mention.text,
            line=mention.span.line,
            match=agency.match,
            similarity=Decimal(str(agency.similarity)),
        )
        self.agency_names.setdefault(name)


def correction_rows(book: Book) -> list[Correction]:
    """Return the corrections of a source, told after all its names are resolved.

    Raises SourceError naming the entry that no longer matches its line, or that puts no name right: it stops
    the source.
    """
    lines = book.document.lines
    for index, repair in enumerate(book.corrections.repairs):
        where = f"corrections.yaml, line {repair.line}"
        if not 1 <= repair.line <= len(lines) or repair.before not in lines[repair.line - 1].text:
            reason = f"'{repair.before}' does not stand there any more"
            raise SourceError(book.document.path, where, reason, "remove the correction or renew it")
        if index not in book.used_repairs:
            reason = f"'{repair.before}' is in no name of a unit that is read there: it changes nothing"
            cure = "remove the correction, or give the letters of the name that is to be read"
            raise SourceError(book.document.path, where, reason, cure)
    source_id, corrections = book.source.source_id, book.corrections
    entries = [(entry.line, entry.before, entry.after, entry.reason) for entry in corrections.repairs]
    entries += [(entry.line, entry.token, entry.fate, entry.reason) for entry in corrections.fates]
    return [
        Correction(
            source_id=source_id,
            locator=f"line={line}",
            before=before,
            after=after,
            reason=reason,
            applied=True,
        )
        for line, before, after, reason in entries
    ]
