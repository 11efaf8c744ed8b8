"""Tables over the same units: they differ in criterion, year or index, or one tells the other again.

Where two would say different values of the same units, criterion, year and index, what stands over one of
them was read amiss: the next witness of its place is taken; where there is none, neither is believed.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.reading.readings import Context, Readings
from pipeline.reading.scope import Setting
from pipeline.reading.tables.assignment import Assigned
from pipeline.reading.tables.column_heads import SCORE, Heading
from pipeline.reading.tables.columns import PAIR
from pipeline.reading.tables.table_rows import TableReading, read_rows
from pipeline.reading.text.said import WEAK
from pipeline.reading.text.witnesses import PlacedTable, Witness

# The fields of the context in which two tables may differ, the likeliest first.
_FIELDS = ("criterion", "year", "index", "block")
# The scores of so many units are no chance.
_LEAST_ALIKE = 3
# A slot is told by unit, measure, criterion, year, index and block.
_Slot = tuple[str, str, str | None, int | None, str | None, str | None]


@dataclass(frozen=True, slots=True)
class _Told:
    """What a slot is told to be, and in which table (its place in the list)."""

    value: str
    table: int


def read_apart(tables: Sequence[TableReading], setting: Setting) -> tuple[list[Readings], dict[int, int]]:
    """Return what each table says in a place of its own, and for each that clashes the place of another in the list."""
    read: list[Readings] = []
    told: dict[_Slot, _Told] = {}
    clashing: dict[int, int] = {}
    for at, table in enumerate(tables):
        likeliest = read_rows(table, setting)
        slots, found = dict(_slots(likeliest)), likeliest
        others = _clashes(slots, told)
        for variant in (*_parts(table, slots, told), *_variants(table)) if others else ():
            out = read_rows(variant, setting)
            if not _clashes(dict(_slots(out)), told):
                found, slots, others = out, dict(_slots(out)), Counter()
                break
        if others:
            other = max(others, key=lambda place: others[place])
            clashing[at] = other
            clashing.setdefault(other, at)
        for slot, value in slots.items():
            told.setdefault(slot, _Told(value, at))
        read.append(found)
    return read, clashing


def _parts(
    reading: TableReading, slots: dict[_Slot, str], told: dict[_Slot, _Told]
) -> Iterator[TableReading]:
    """Yield a table with its whole taken for a criterion that an earlier table has the same scores of."""
    wholes = {slot: value for slot, value in slots.items() if slot[1] == SCORE and slot[2] is None}
    for criterion in dict.fromkeys(slot[2] for slot in told if slot[2]):
        parts = [(told.get((*slot[:2], criterion, *slot[3:])), value) for slot, value in wholes.items()]
        if len(parts) >= _LEAST_ALIKE and all(part and part.value == value for part, value in parts):
            named = [_as_criterion(one, criterion) for one in reading.assigned]
            yield replace(reading, assigned=named)


def name_alike(placed: Sequence[PlacedTable]) -> list[PlacedTable]:
    """Return the tables; of a series of one form, one that nothing calls the whole is of the criterion over it.

    A series are tables of one width under one index, block and year, most of which are of a criterion each.
    """
    sizes = Counter(map(_series_of, placed))
    named = Counter(_series_of(one) for one in placed if one.context.criterion is not None)
    found: list[PlacedTable] = []
    for one in placed:
        series = _series_of(one)
        witness = next((witness for witness in one.witnesses if witness.field == "criterion"), None)
        if (
            one.context.criterion is None
            and witness
            and witness.value
            and 2 * named[series] > sizes[series] > 2
        ):
            one = replace(one, context=_with(one.context, witness))
        found.append(one)
    return found


def _series_of(one: PlacedTable) -> tuple[int, str | None, str | None, int | None]:
    return one.table.width, one.context.index, one.context.block, one.context.year


def _variants(reading: TableReading) -> Iterator[TableReading]:
    """Yield a table with its whole taken for the criterion that its header names, then with its next witnesses."""
    named = [
        _named(one, heading) for one, heading in zip(reading.assigned, reading.columns.headings, strict=True)
    ]
    if named != list(reading.assigned):
        yield replace(reading, assigned=named)
    placed = reading.placed
    for field in _FIELDS:
        for witness in placed.witnesses:
            context = _with(placed.context, witness)
            if witness.field == field and witness.weight > WEAK and context != placed.context:
                yield replace(reading, placed=replace(placed, context=context))


def _named(assigned: Assigned, heading: Heading) -> Assigned:
    """Return a column of scores of the whole as one of the criterion that stands over it, any other as it is."""
    return assigned if heading.criterion is None else _as_criterion(assigned, heading.criterion)


def _as_criterion(assigned: Assigned, criterion: str) -> Assigned:
    """Return a column of scores of the whole as one of a criterion, any other as it is."""
    meaning = assigned.meaning
    if meaning.kind not in (SCORE, PAIR) or meaning.criterion is not None:
        return assigned
    return Assigned(replace(meaning, criterion=criterion))


def _with(context: Context, witness: Witness) -> Context:
    """Return a context in which a witness is believed."""
    if witness.field == "year":
        return replace(context, year=int(witness.value))
    said = str(witness.value) or None
    if witness.field == "criterion":
        return replace(context, criterion=said)
    return replace(context, index=said) if witness.field == "index" else replace(context, block=said)


def _clashes(slots: dict[_Slot, str], told: dict[_Slot, _Told]) -> Counter[int]:
    """Return the tables that tell most of the slots that they share in another way."""
    same, other = Counter[int](), Counter[int]()
    for slot, value in slots.items():
        if (before := told.get(slot)) is not None:
            (same if before.value == value else other)[before.table] += 1
    return Counter({at: n for at, n in other.items() if n > same[at]})


def _slots(out: Readings) -> Iterator[tuple[_Slot, str]]:
    """Yield what a table says of its units."""
    for value in out.values:
        if value.mention is None or value.measure == "max_score":
            continue
        entries = value.mention.entries
        unit = entries[0].canonical if entries else value.mention.text.casefold()
        where = value.context
        criterion = value.criterion or where.criterion
        block = where.block or (entries[0].block if entries else None)
        slot = unit, value.measure, criterion, value.year or where.year, where.index, block
        yield slot, value.tier or str(value.value)
