"""Fights that are only named in passing: "fled the fighting", "days after a battle"."""

from monitor.events.values import ClaimType
from monitor.reading.claims.draft import Draft
from monitor.reading.syntax.clause import COMP, COORDINATE, MAIN
from monitor.reading.text.grammar import NP

_TOLD = frozenset({MAIN, COMP, COORDINATE})


def is_in_passing(draft: Draft) -> bool:
    """Whether a noun of fighting is taken for granted, and nobody is said to have fallen.

    A fight is told where it is the subject of a verb, what somebody fought, saw or reported, or
    the headline itself; behind a preposition, or in a clause about something else, it is where,
    when or why another thing happened.
    """
    if draft.type is not ClaimType.ARMED_CLASH or draft.killed or draft.wounded:
        return False
    trigger, clause = draft.match.trigger, draft.match.clause
    if trigger.kind != NP or not draft.match.has("in_passing"):
        return False
    if any(other.antecedent is trigger for other in draft.sentence.clauses):
        return False  # "a fight in which one of them was killed"
    if clause is None:
        return not draft.sentence.in_title
    if trigger.det in {"a", "an"} and draft.match.roles:
        return clause.link not in _TOLD  # "after *a* battle with the Taliban in X": not known yet
    return clause.link not in _TOLD or trigger not in (clause.subj, clause.obj)
