"""The criteria that a sentence only names: ``dựa trên 3 nhóm tiêu chí gồm: (1) …; (2) …; (3) …``."""

import re
from collections.abc import Iterator

from pipeline.documents.document import Line
from pipeline.reading.readings import Context, NamedCriteria, printed, span_of
from pipeline.reading.text.sentences import Sentence, sentences
from pipeline.reading.vocabulary.criterion_names import clean_criterion, names_dimension
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.topics import index_in
from pipeline.vietnamese.numbers import parse_number

# "11 nhóm tiêu chí gồm:", "Các tiêu chí được đánh giá, gồm:"
_LEAD = pattern(
    r"(?P<start>^|[^\w])((?P<n>\d{1,2}) |({plural} |{each} ))({criterion_group}|{criterion}|{sub_criterion}|{item})"
    r"(?P<between>[^:;.\d]{0,40}?)({comprise} ?:?|:) ?"
)
_NUMBERED = re.compile(r"\(\s*(\d{1,2})\s*\) ?")
_SEMICOLON = re.compile(r"; ?")
_COMMA = re.compile(r", ?")
_FIGURE = re.compile(r"\d")
# Fewer are no list, more are not the criteria of one.
_FEWEST, _MOST = 2, 20


def read_criteria_lists(line: Line, context: Context) -> Iterator[NamedCriteria]:
    """Yield the criteria that the sentences of a line list by name alone; none where the list is not sure.

    A list is sure if its items are numbered from one, or as many as the sentence says, or usual criteria each.
    """
    for sentence in sentences(line):
        for match in _LEAD.finditer(sentence.text, sentence.start, sentence.end):
            names = _names(sentence, match)
            if names is not None:
                told = index_in(sentence.before(match.start())) or context.index
                start = match.start("n") if match["n"] else match.start() + len(match["start"])
                yield NamedCriteria(names, span_of(line, start, match.end()), context, told)
                break


def _names(sentence: Sentence, match: re.Match[str]) -> tuple[str, ...] | None:
    """Return the names that stand behind ``match``, None where they are not sure."""
    wanted = int(parse_number(match["n"], ",") or 0) if match["n"] else None
    for cuts in _ways(sentence, match.end()):
        words = [printed(sentence.line, start, end).strip(" .;,") for start, end in cuts]
        names = [clean_criterion(word) for word in words]
        normal = [sentence.text[start:end].strip(" .;,") for start, end in cuts]
        if not _FEWEST <= len(names) <= _MOST or None in names or any(map(_FIGURE.search, normal)):
            continue
        numbered = bool(_NUMBERED.match(sentence.text, match.end()))
        if wanted is not None and len(names) != wanted:
            continue
        if (wanted is not None and (numbered or ";" in sentence.text[match.end() :])) or all(
            map(names_dimension, normal)
        ):
            return tuple(name for name in names if name)
    return None


def _ways(sentence: Sentence, at: int) -> Iterator[list[tuple[int, int]]]:
    """Yield the ways to part what stands between ``at`` and the end of the sentence into items."""
    text, end = sentence.text, sentence.end
    marks = list(_NUMBERED.finditer(text, at, end))
    if len(marks) > 1 and [int(mark[1]) for mark in marks] == list(range(1, len(marks) + 1)):
        ends = [*(mark.start() for mark in marks[1:]), end]
        yield [(mark.end(), stop) for mark, stop in zip(marks, ends, strict=True)]
        return
    for divider in (_SEMICOLON, _COMMA):
        cuts = [match.span() for match in divider.finditer(text, at, end)]
        if cuts:
            starts, ends = [at, *(last for _, last in cuts)], [*(first for first, _ in cuts), end]
            yield list(zip(starts, ends, strict=True))
