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
        gazetteer, line = gazetteer_for(self._where(context.home)), mention.span.line
        block = context.block
        text = self._repaired(mention.text, line)
        is_curated = text != mention.text
        if is_curated:
            known = (spelling for spelling in gazetteer.entries if spelling.text == text)
            entries = tuple(spelling.entry for spelling in known)
            found = resolve(replace(mention, text=text, entries=entries), block, year, gazetteer)
        else:
            found = resolve(mention, block, year, gazetteer)
        if isinstance(found, Unresolved):
            row = UnresolvedName(
                source_id=self.source_id,
                subject_text=mention.text,
                line=line,
                candidates=found.candidates,
            )
            self.unresolved.setdefault(row)
            return None
        agency = replace(found, match="curated") if is_curated else found
        self._note(agency, mention, context.home)
        return agency

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
