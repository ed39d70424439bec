"""Clauses that tell facts inside a sentence about something else: "since X fell", "when Y fell"."""

from monitor.reading.claims.draft import Draft
from monitor.reading.standing.cues import Cue
from monitor.reading.syntax.clause import ADVERBIAL, RELATIVE, Clause
from monitor.reading.text.grammar import PAST
from monitor.reading.words.when import When

_OPENER = 2  # tokens: a comma and "when"
_FACTS = frozenset({"since", "after"})


def time_before(times: list[When], clause: Clause) -> When | None:
    """Handle "held out until early September, *when* the town fell": that day dates the fall."""
    if clause.opener != "when":
        return _year_beside(times, clause)
    return next((when for when in times if 0 <= clause.start - when.e <= _OPENER), None)


def _year_beside(times: list[When], clause: Clause) -> When | None:
    """Handle "since 2014, *the year before* the city was lost": that year is near by."""
    if clause.opener not in _BESIDE:
        return None
    near = (when for when in times if when.near > _YEAR)
    return next((when for when in near if 0 <= clause.start - when.e <= _THE_YEAR), None)


_BESIDE = frozenset({"before", "after", "that", "in which", "where"})
_YEAR = 365  # days
_THE_YEAR = 3  # tokens: ", the year"


def is_before_fact(cue: Cue, draft: Draft) -> bool:
    """Handle "if confirmed, it would be the first *since* X fell": what "since" opens is a fact."""
    clause = draft.match.clause
    while clause is not None and clause.link == RELATIVE:
        clause = clause.parent
    if clause is None or clause.link != ADVERBIAL or clause.opener not in _FACTS:
        return False
    start = draft.sentence.tokens[clause.start].start - draft.sentence.start
    return cue.end <= start and bool(clause.vg.form & PAST)
