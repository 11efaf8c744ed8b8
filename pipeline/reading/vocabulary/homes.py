"""Where a list is at home: in the document's province, in another, or in the whole country.

The names of a list say whose units they are, whatever province the paper is of: one of provinces or of
ministries is national. The province of the paper only decides between homes that explain the names alike.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.reading.readings import Mention
from pipeline.reading.vocabulary.gazetteer import Gazetteer
from pipeline.reading.vocabulary.name_entries import NATIONAL, nation

# So many names at least show that a list is of another province than its paper.
_LEAST_AWAY = 2
# What the headings and the province of the paper count, in names.
_PRIOR = 0.5


@dataclass(frozen=True, slots=True)
class Home:
    """The province id that a list is at home in; ``rival`` is another one that explains as many of its names.

    ``own`` is the province of the paper, empty where none is known.
    """

    province_id: str
    own: str
    rival: str | None = None


def homes_of(mention: Mention) -> frozenset[str]:
    """Return the homes that the known names of a mention leave open."""
    if mention.home is not None:
        return frozenset([mention.home])
    return frozenset(entry.home for entry in mention.entries if entry.home is not None)


def _is_everywhere(mention: Mention) -> bool:
    """Return True for a name that every province has a unit of."""
    return any(entry.home is None for entry in mention.entries)


def home_of(mentions: Iterable[Mention], gazetteer: Gazetteer, block: str | None = None) -> Home:
    """Return where a list is at home that names ``mentions``; ``block`` is what the headings say it ranks."""
    own = gazetteer.province.province_id if gazetteer.province else ""
    named = list(mentions)
    votes: Counter[str] = Counter(home for mention in named for home in homes_of(mention))
    if not votes:
        return Home(own, own)
    # "Nội vụ" alone is a department of the paper's province as well as a ministry
    votes[own] += sum(own not in homes_of(mention) and _is_everywhere(mention) for mention in named)
    told = nation().province_id if block in NATIONAL else own

    def weight(home: str) -> tuple[float, bool, str]:
        return votes[home] + _PRIOR * (home == own) + _PRIOR * (home == told), home == told, home

    ranked = sorted(votes, key=weight, reverse=True)
    best = ranked[0]
    rivals = [home for home in ranked[1:] if votes[home] >= votes[best]]
    if best in (own, nation().province_id):
        return Home(best, own)
    rival = next(iter(rivals), None)
    if rival is None and own and votes[best] < _LEAST_AWAY:
        rival = own
    return Home(best, own, rival)


def at_home(mention: Mention, home: Home) -> tuple[Mention, str] | None:
    """Return a mention with only what it can stand for in a list of ``home``, and where that is.

    None where it has no home there. A name of one home only is of that one, the nation's and the paper's own,
    whatever stands around it; what every province has goes with the list.
    """
    country = nation().province_id
    place = home.own if home.rival else home.province_id
    if mention.home is not None:
        place = mention.home
    elif mention.entries:
        open_homes = homes_of(mention)
        if _is_everywhere(mention):
            open_homes |= {home.own if place == country else place}
        choices = [one for one in (place, home.own, country) if one in open_homes]
        if not choices:
            return None
        place = choices[0]
    fits = (country,) if place == country != home.own else (place, None)
    return replace(mention, entries=tuple(entry for entry in mention.entries if entry.home in fits)), place
