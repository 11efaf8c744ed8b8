"""Of which criterion, index and year a sentence puts units in order; None where that is open."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.reading.prose.spoken_criteria import find_criteria
from pipeline.reading.readings import Context
from pipeline.reading.text.sentences import Sentence
from pipeline.reading.vocabulary.criterion_names import dimensions_in
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.topics import blocks_in

_YEAR = pattern(r"\b{year:year}\b")
# Years that something is compared with, or that nobody names.
_OTHER_YEAR = pattern("{against|from} ({year_word} )?{year}|{earlier_period|last_year|year_before}")
# What is only wanted, supposed or denied.
_NOT_SO = pattern("{planned|intent|may|if}")
_ABOUT = pattern("{about|toward|measured_by_english}")


def context_of(
    sentence: Sentence, names: Sequence[tuple[int, int]], earlier: Sequence[Sentence], context: Context
) -> Context | None:
    """Return the context of an order that a sentence tells of the units at ``names``; None where it is open.

    ``earlier`` are the sentences before it in its paragraph: what they speak of may still be meant.
    """
    if _NOT_SO.search(sentence.words):
        return None
    at = _criterion(sentence, names, earlier, context)
    return _year(sentence, earlier, at) if at else None


def _criterion(
    sentence: Sentence, names: Sequence[tuple[int, int]], earlier: Sequence[Sentence], context: Context
) -> Context | None:
    """Return the context with the one criterion or index that the sentence names."""
    spoken = find_criteria(sentence, names, False)
    named = {one.name for one in spoken if one.name is not None}
    indices = {one.index for one in spoken if one.name is None}
    if len(named) > 1 or len(indices) > 1 or "" in named or any(one.unknown for one in spoken):
        return None
    if named:
        return replace(context, criterion=named.pop())
    is_open = dimensions_in(sentence.words) or any(map(_names_criterion, earlier))
    about = _ABOUT.search(sentence.words)
    if is_open or (about and not indices and not blocks_in(sentence.words)):
        return None
    return replace(context, index=indices.pop() or context.index) if indices else context


def _names_criterion(sentence: Sentence) -> bool:
    """Return whether a sentence speaks of a criterion, which may be meant in the next one too."""
    spoken = find_criteria(sentence, (), False)
    return any(one.name is not None for one in spoken) or bool(dimensions_in(sentence.words))


def _year(sentence: Sentence, earlier: Sequence[Sentence], context: Context) -> Context | None:
    """Return the context with the one year that the sentence names, else the one that those before it name."""
    for told in ([sentence], earlier):
        if any(_OTHER_YEAR.search(one.words) for one in told):
            return None
        years = {int(match["year"]) for one in told for match in _YEAR.finditer(one.words)}
        if years:
            return replace(context, year=years.pop()) if len(years) == 1 else None
    return context
