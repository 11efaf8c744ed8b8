"""The units that one source names: who is meant, each of them once."""

from dataclasses import dataclass, field, replace

from pipeline.reading.readings import Mention
from pipeline.reading.vocabulary.gazetteer import gazetteer_for, nation
from pipeline.resolution.agencies import ResolvedAgency, Unresolved, resolve
from pipeline.resolution.source_file import NameRepair
from schemas.tables.agencies import Agency, AgencyName, Province, UnresolvedName

# The blocks that are ranked all over the country.
_NATIONAL = ("provinces", "ministries")


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

    def id_of(self, agency: ResolvedAgency) -> str:
        """Return the id of a unit of the source's province, or of the nation where a national list ranks it."""
        return f"{self.home(agency.block).province_id}/{agency.slug}"

    def home(self, block: str | None) -> Province:
        """Return the province that a list of ``block`` belongs to; lists of provinces and ministries: the nation."""
        return nation() if block in _NATIONAL else self.province

    def resolve(self, mention: Mention, block: str | None, year: int) -> ResolvedAgency | None:
        """Return the unit of a mention, noted in ``agencies`` and ``names``, or in ``unresolved``."""
        gazetteer, line = gazetteer_for(self.province), mention.span.line
        text = self._repaired(mention.text, line)
        is_curated = text != mention.text
        if is_curated:
            entries = tuple(entry for name, entry in gazetteer.entries if name == text)
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
        self._note(agency, mention)
        return agency

    def _repaired(self, text: str, line: int) -> str:
        """Return a printed name with the corrections of its line applied."""
        for index, repair in enumerate(self.repairs):
            if repair.line == line and repair.before in text:
                self.used.add(index)
                text = text.replace(repair.before, repair.after)
        return text

    def _note(self, agency: ResolvedAgency, mention: Mention) -> None:
        agency_id = self.id_of(agency)
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
            source_id=self.source_id,
            subject_text=mention.text,
            line=mention.span.line,
            match=agency.match,
            similarity=agency.similarity,
        )
        self.names.setdefault(name)
