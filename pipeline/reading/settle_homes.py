"""Which province and block the units of each list are of, decided after the last line by all its names."""

from collections import Counter, defaultdict
from collections.abc import Hashable
from dataclasses import replace
from typing import TypeVar

from pipeline.reading.readings import Mention, Reading, ReadingDoubt, Readings, StateReading
from pipeline.reading.vocabulary.gazetteer import Gazetteer
from pipeline.reading.vocabulary.homes import Home, at_home, home_of, homes_of
from pipeline.reading.vocabulary.name_entries import OPEN_BLOCKS, nation, provinces
from pipeline.reading.vocabulary.name_forms import commune_of
from schemas.messages.words import say

# So many names tell a reader which list is meant.
_SHOWN = 3


def settle_homes(out: Readings, gazetteer: Gazetteer) -> None:
    """Give every unit of ``out`` its home; what is said of one without a home becomes a doubt of its list."""
    lists: defaultdict[Hashable, list[Mention]] = defaultdict(list)
    sections: defaultdict[Hashable, list[Mention]] = defaultdict(list)
    everything: list[Reading | StateReading] = [*out.values, *out.states]
    for said in everything:
        if said.mention is not None:
            lists[_list_of(said)].append(said.mention)
            sections[said.context].append(said.mention)
    columns = {key for key, named in lists.items() if isinstance(key, str) and _is_column(named)}
    bare = {key for key, named in lists.items() if isinstance(key, str) and _is_of_bare_names(named)}
    homes: dict[Hashable, Home] = {}
    for said in everything:
        key, block = _list_of(said), said.context.block
        if key not in homes:
            home = home_of(dict.fromkeys(lists[key]), gazetteer, block)
            homes[key] = (
                home_of(dict.fromkeys(sections[said.context]), gazetteer, block) if home.rival else home
            )
    doubtful: defaultdict[Hashable, list[Reading]] = defaultdict(list)
    values, out.values = out.values, []
    blocks = {key: _block_of(named) if isinstance(key, str) else None for key, named in lists.items()}
    for value in values:
        key = _list_of(value)
        settled = _settle(value, homes[key], key in (bare if value.context.block == "communes" else columns))
        if settled is None:
            doubtful[_list_of(value)].append(value)
        else:
            # the maxima of a table are those of its units
            of_units = _sole_block(lists[key]) if value.mention is None and isinstance(key, str) else None
            block = of_units or settled.context.block or blocks.get(key)
            out.values.append(replace(settled, context=replace(settled.context, block=block)))
    out.states = [left for state in out.states if (left := _settle(state, homes[_list_of(state)], False))]
    out.doubts += [_doubt(readings, homes[key]) for key, readings in doubtful.items()]


def _block_of(mentions: list[Mention]) -> str | None:
    """Return the block of most units of a table that are ranked with others, None where none is known.

    One table ranks them together, whatever each is.
    """
    names = dict.fromkeys(mentions)
    found = Counter(
        block for at in names for block in {entry.block for entry in at.entries} & set(OPEN_BLOCKS)
    )
    return max(sorted(found), key=lambda block: found[block], default=None)


def _sole_block(mentions: list[Mention]) -> str | None:
    """Return the block of all units of a table, None where they are of several or one is not known."""
    found = {entry.block for at in mentions for entry in at.entries}
    return found.pop() if len(found) == 1 and all(at.entries for at in mentions) else None


_Said = TypeVar("_Said", Reading, StateReading)


def _is_column(mentions: list[Mention]) -> bool:
    """Return True where most of the names in a table are known."""
    names = dict.fromkeys(mentions)
    return 2 * sum(bool(mention.entries) for mention in names) > len(names)


def _is_of_bare_names(mentions: list[Mention]) -> bool:
    """Return True where most of the names in a table carry no kind of commune: one that does not is none's rest."""
    names = dict.fromkeys(mention.text for mention in mentions)
    return 2 * sum(commune_of(name, True) is None for name in names) > len(names)


def _settle(said: _Said, home: Home, in_column: bool) -> _Said | None:
    """Return what is said of a unit with the home of the unit, None where it has none."""
    if said.mention is None:
        found, place = None, home.province_id
    else:
        settled = at_home(said.mention, home)
        if settled is None:
            return None
        found, place = settled
        # all provinces and ministries are known: another name among them is a misprint
        found = replace(found, is_listed=in_column and place != nation().province_id)
    context = said.context if place == home.own else replace(said.context, home=place)
    return replace(said, mention=found, context=context)


def _list_of(said: Reading | StateReading) -> Hashable:
    """Return what the units named with this one have in common: their table, or their line of prose."""
    if isinstance(said, Reading) and said.origin == "table":
        return said.locator.partition(";")[0]
    return said.mention.span.line if said.mention is not None else None


def _doubt(readings: list[Reading], home: Home) -> ReadingDoubt:
    """Return the doubt of a list: the homes that its names leave open."""
    mentions = [reading.mention for reading in readings if reading.mention is not None]
    names = list(dict.fromkeys(mention.text for mention in mentions))
    first = next((mention for mention in mentions if homes_of(mention)), mentions[0])
    open_homes = sorted(homes_of(first) | {home.province_id})
    other = home.rival or home.own
    away = next((one for one in open_homes if one != other), home.province_id)
    return ReadingDoubt(
        spans=tuple(sorted({reading.span for reading in readings} | {mention.span for mention in mentions})),
        kind="province",
        subject=", ".join(names[:_SHOWN]),
        reading_a=say("doubt.list_of", province=_name(other)),
        reading_b=say("doubt.list_of", province=_name(away)),
        reason=say("doubt.no_home", names=", ".join(names)),
    )


def _name(province_id: str) -> str:
    return next((one.name for one in provinces() if one.province_id == province_id), province_id)
