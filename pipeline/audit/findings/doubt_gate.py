"""The doubt gate: contradictions that are more likely our misreading than a slip of the source.

A misread column, criterion, year or unit makes many findings at once, a slip of the source makes one
(METHOD 6). What is in doubt accuses nobody: its table is set aside, and both readings are named.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.audit.arithmetic.printed import Location
from pipeline.audit.evidence import UNVERIFIABLE, Claim, Evidence, Finding, Judged
from pipeline.audit.findings.rival_readings import (
    cell_that_holds,
    figure_passed,
    other_quantity,
    scope_that_holds,
)
from schemas.messages.words import Words, joined, say

# So many contradictions of one kind in one table or list are a misreading until shown otherwise ...
_MANY = 3
# ... and so are several, where they are one in so many of the cells that can be compared.
_SEVERAL, _ONE_IN = 2, 5
# So many examples are shown of what does not fit.
_SHOWN = 3
_RETOLD = "told_differently"
_TABLE = "table="

# A table or line of a source, and the year that is in doubt there; None: all of it.
Part = tuple[str, str, int | None]


@dataclass(slots=True)
class Doubt:
    """Words that two readings fit.

    ``parts``: tables and lines to set aside, whole or what they tell of one year; ``locations``: single values.
    """

    kind: str
    location: Location
    subject: str
    reading_a: Words
    reading_b: Words
    reason: Words
    parts: set[Part] = field(default_factory=set)
    locations: set[tuple[str, int, int]] = field(default_factory=set)
    claim_ids: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Error:
    """A contradiction. ``group``: its kind, source, and table or list; ``n_cells`` there can be compared.

    ``identity`` is the same wherever the same error is printed.
    """

    group: tuple[str, str, str]
    n_cells: int
    identity: tuple[object, ...]
    location: Location
    subject: str
    words: Words
    n_rows: int = 1
    finding: Finding | None = None
    claim: Claim | None = None


def doubts_of(evidence: Evidence, judged: Judged) -> list[Doubt]:
    """Return the doubts that the contradictions of ``judged`` raise, by location; where there are none, those stand."""
    groups: defaultdict[tuple[str, str, str], list[_Error]] = defaultdict(list)
    for error in (*_of_findings(evidence, judged), *_of_claims(evidence, judged)):
        groups[error.group].append(error)
    found: list[Doubt] = []
    for _, group in sorted(groups.items()):
        errors, ours = _split_transcripts(group, evidence)
        found += ours
        if not errors:
            continue
        distinct = sum({error.identity: error.n_rows for error in errors}.values())
        if distinct >= _MANY or (distinct >= _SEVERAL and _ONE_IN * distinct >= errors[0].n_cells):
            found.append(_cluster(errors, distinct, evidence))
        else:
            found += [doubt for error in errors if (doubt := _rival(error, evidence)) is not None]
    return sorted(found, key=lambda doubt: doubt.location.key)


def _split_transcripts(errors: Sequence[_Error], evidence: Evidence) -> tuple[list[_Error], list[Doubt]]:
    """Return the errors that a document prints, with its transcripts; and doubts of what transcripts alone print."""
    typed = {source_id for source_id, source in evidence.sources.items() if source.is_transcript}
    printed = {error.identity for error in errors if error.location.source_id not in typed}
    own, ours = [], []
    for error in errors:
        against = error.finding.against if error.finding else None
        is_typed = error.location.source_id in typed
        if against is not None and against.source_id in typed:
            ours.append(_doubt_transcript(error, against))
        elif error.identity in printed and not (against and is_typed):
            own.append(error)
        else:
            ours.append(_doubt_transcript(error, error.location))
    return own, ours


def _doubt_transcript(error: _Error, location: Location) -> Doubt:
    """Return the doubt of what our own copy of a document prints at ``location`` and the document does not.

    Where the two print a value differently, nothing here says which of them is right.
    """
    differs = error.finding is not None and error.finding.against is not None
    key = "doubt.transcript_differs" if differs else "doubt.transcript_alone"
    readings = say("doubt.as_typed"), say("doubt.as_printed")
    doubt = Doubt("transcript", location, error.subject, *readings, say(key, error=error.words))
    if error.claim is not None:
        doubt.claim_ids.add(error.claim.claim_id)
    else:
        doubt.locations.add(location.key)
    return doubt


def _of_findings(evidence: Evidence, judged: Judged) -> Iterator[_Error]:
    for finding in judged.findings:
        if not finding.verdict.is_contradicted:
            continue
        kind, location = (_RETOLD if finding.against else finding.claim_type), finding.location
        identity = (finding.criterion.criterion_id, finding.agency_id, finding.printed, finding.tier)
        n_cells = len(_retold(finding)) if kind == _RETOLD else len(finding.criterion.results)
        where = location.part if location.part.startswith(_TABLE) else finding.about.assessment_id
        group = (kind, evidence.sources[location.source_id].publication_id, where)
        yield _Error(
            group, n_cells, identity, location, finding.subject, finding.verdict.words, finding.n_rows, finding
        )  # fmt: skip


def _retold(finding: Finding) -> list[str]:
    """Return the units of the values of the table or list of a retelling that are printed elsewhere too."""
    here = finding.location
    return [
        reprint.agency_id
        for reprint in finding.criterion.reprints
        if reprint.again.location.source_id == here.source_id
        and (reprint.again.location.part == here.part or not here.part.startswith(_TABLE))
    ]


def _of_claims(evidence: Evidence, judged: Judged) -> Iterator[_Error]:
    n_judged: defaultdict[tuple[str, str], set[tuple[object, ...]]] = defaultdict(set)
    for claim in evidence.claims:
        if judged.verdicts[claim.claim_id].verdict != UNVERIFIABLE:
            n_judged[evidence.sources[claim.source_id].publication_id, claim.claim_type].add(_identity(claim))
    for claim in evidence.claims:
        verdict = judged.verdicts[claim.claim_id]
        if not verdict.is_contradicted:
            continue
        publication = evidence.sources[claim.source_id].publication_id
        group = (claim.claim_type, publication, claim.assessment_id or "")
        n_cells = len(n_judged[publication, claim.claim_type])
        yield _Error(
            group, n_cells, _identity(claim), claim.location, claim.subject, verdict.words, claim=claim
        )


def _identity(claim: Claim) -> tuple[object, ...]:
    """Return what a claim states, wherever it states it."""
    return (claim.assessment_id, claim.criterion_id, *claim.identity)


def _cluster(errors: Sequence[_Error], distinct: int, evidence: Evidence) -> Doubt:
    """Return the doubt of a table or list that contradicts itself many times."""
    first = min(errors, key=lambda error: (error.location.line, error.location.start))
    examples = joined([error.words for error in errors[:_SHOWN]], " ")
    reason = say("doubt.many", n=distinct, all=max(distinct, first.n_cells), examples=examples)
    doubt = Doubt(first.group[0], first.location, first.group[2], *_readings(errors, evidence), reason)
    units = {error.finding.agency_id for error in errors if error.finding is not None}
    for error in errors:
        if error.claim is not None:
            doubt.claim_ids.add(error.claim.claim_id)
            # two sentences against a table speak against the sentences, many against the table as well
            doubt.parts |= _tables_of(error.claim, evidence) if distinct >= _MANY else set()
        elif error.finding is not None:
            doubt.parts.add(_part_of(error.finding, evidence))
            doubt.parts |= _other_table(error.finding, len(units))
    return doubt


def _part_of(finding: Finding, evidence: Evidence) -> Part:
    """Return the table or line of a finding; only the year of the list where that is of another publication."""
    location, about = finding.location, finding.about
    own = (
        evidence.sources[location.source_id].publication_id
        == evidence.sources[about.source_id].publication_id
    )
    return location.source_id, location.part, None if own else about.year


def _readings(errors: Sequence[_Error], evidence: Evidence) -> tuple[Words, Words]:
    """Return how a table or list in doubt is read, and what else it may be."""
    finding, claim = errors[0].finding, errors[0].claim
    criterion = finding.criterion if finding else evidence.criterion_of(claim) if claim else None
    about = finding.about if finding else evidence.list_of(claim) if claim else None
    read_as = say(
        "doubt.read_as",
        list=about.assessment_id if about else "",
        criterion=criterion.name if criterion else "",
    )
    return read_as, say("doubt.another")


def _part(location: Location) -> Part:
    return location.source_id, location.part, None


def _tables_of(claim: Claim, evidence: Evidence) -> set[Part]:
    """Return the tables of the source of a claim that print what it is held against."""
    criterion = evidence.criterion_of(claim)
    locations = (
        [location for row in criterion.results.values() for location in row.locations] if criterion else []
    )
    return {
        _part(location)
        for location in locations
        if location.source_id == claim.source_id and location.part.startswith(_TABLE)
    }


def _other_table(finding: Finding, n_differing: int) -> set[Part]:
    """Return the table that a retelling is held against, where most of the units of both differ.

    Such tables measure different things, and nothing says which of them is the one that they are read as.
    """
    against = finding.against
    if against is None or against.source_id != finding.location.source_id:
        return set()
    return {_part(against)} if 2 * n_differing > len(set(_retold(finding))) else set()


def _rival(error: _Error, evidence: Evidence) -> Doubt | None:
    """Return the doubt of one contradiction that is none under another reading of the same words."""
    found = None
    if error.claim is not None:
        found = scope_that_holds(error.claim, evidence) or figure_passed(error.claim, evidence, _MANY)
    elif error.finding is not None:
        found = cell_that_holds(error.finding, evidence) or other_quantity(error.finding)
    if found is None:
        return None
    reason, location = say("doubt.contradicted", error=error.words), error.location
    doubt = Doubt("other_reading", location, error.subject, *found, reason)
    doubt.locations.add(location.key)
    if error.claim is not None:
        doubt.claim_ids.add(error.claim.claim_id)
    return doubt
