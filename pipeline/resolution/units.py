"""The units that one source names: who is meant, each of them once."""

from dataclasses import dataclass, field, replace

from pipeline.reading.readings import Context, Mention
from pipeline.reading.vocabulary.gazetteer import gazetteer_for
from pipeline.reading.vocabulary.name_entries import NATIONAL, nation, provinces
from pipeline.resolution.agencies import ResolvedAgency, Unresolved, resolve
from pipeline.resolution.source_file import NameRepair
from schemas.tables.agencies import Agency, AgencyName, Province, UnresolvedName


@dataclass(slots=True)
class Units:
    """The units of a source that have been asked for.

    ``agencies`` holds each by its id; ``names`` and ``unresolved`` hold rows in the order in which they were
    met, as keys; ``used`` are the indices of the ``repairs`` of names that changed one.
    """

    source_id: str
    province: Province
    repairs: tuple[NameRepair, ...]
    agencies: dict[str, Agency] = field(default_factory=dict)
    names: dict[AgencyName, None] = field(default_factory=dict)
    unresolved: dict[UnresolvedName, None] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)

    def id_of(self, agency: ResolvedAgency, home: str | None) -> str:
        """Return the id of a unit in a list that is at home in ``home`` (None: in the source's province)."""
        return f"{self.province_of(agency.block, home)}/{agency.slug}"

    def province_of(self, block: str | None, home: str | None = None) -> str:
        """Return the id of the province that a list belongs to; lists of provinces and ministries: the nation."""
        return nation().province_id if block in NATIONAL else home or self.province.province_id

    def resolve(self, mention: Mention, context: Context, year: int) -> ResolvedAgency | None:
        """Return the unit of a mention, noted in ``agencies`` and ``names``, or in ``unresolved``."""
        found = self._find(mention, context, year)
        if isinstance(found, Unresolved):
            row = UnresolvedName(
                source_id=self.source_id,
                subject_text=mention.text,
                line=mention.span.line,
                candidates=found.candidates,
            )
            self.unresolved.setdefault(row)
            return None
        self._note(found, mention, context.home)
        return found

    def _find(self, mention: Mention, context: Context, year: int) -> ResolvedAgency | Unresolved:
        """Return the unit of a mention, its name as the corrections of its line put it."""
        gazetteer = gazetteer_for(self._where(context.home))
        text = self._repaired(mention.text, mention.span.line)
        if text == mention.text:
            return resolve(mention, context.block, year, gazetteer)
        entries = tuple(spelling.entry for spelling in gazetteer.entries if spelling.text == text)
        found = resolve(replace(mention, text=text, entries=entries), context.block, year, gazetteer)
        return found if isinstance(found, Unresolved) else replace(found, match="curated")

    def known_id(self, mention: Mention, context: Context, year: int) -> str | None:
        """Return the id of a unit that a result is told of, None for any other."""
        found = self._find(mention, context, year)
        agency_id = None if isinstance(found, Unresolved) else self.id_of(found, context.home)
        return agency_id if agency_id in self.agencies else None

    def _where(self, home: str | None) -> Province:
        """Return the province whose names are compared in a list of ``home``, or the nation."""
        return next((one for one in provinces() if one.province_id == home), self.province)

    def _repaired(self, text: str, line: int) -> str:
        """Return a printed name with the corrections of its line applied."""
        for index, repair in enumerate(self.repairs):
            if repair.line == line and repair.before in text:
                self.used.add(index)
                text = text.replace(repair.before, repair.after)
        return text

    def _note(self, agency: ResolvedAgency, mention: Mention, home: str | None) -> None:
        agency_id = self.id_of(agency, home)
        row = Agency(
            agency_id=agency_id,
            province_id=self.province_of(agency.block, home),
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
            source_id=self.source_id,
            subject_text=mention.text,
            line=mention.span.line,
            match=agency.match,
            similarity=agency.similarity,
        )
        self.names.setdefault(name)
