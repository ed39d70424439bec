"""Which time expression of its sentence dates a draft: its own clause's, or that of one above."""

from monitor.reading.claims.draft import Draft
from monitor.reading.claims.fact_clauses import time_before
from monitor.reading.standing.cues import is_old
from monitor.reading.syntax.clause import (
    ADVERBIAL,
    COORDINATE,
    INFINITIVE,
    PARTICIPIAL,
    RELATIVE,
    Clause,
)
from monitor.reading.words.when import When


def when_of(draft: Draft) -> When | None:
    """Return the time expression that dates a draft: nearest to its verb, its own clause first."""
    times = draft.sentence.times
    if not times:
        return None
    trigger = draft.match.trigger
    clause = draft.match.clause
    own = [when for when in times if in_clause(when, draft)]
    if own:
        return min(own, key=lambda when: abs(when.s - trigger.s))
    if clause is not None and clause.link in {"relative", "adverbial", "participial"}:
        found = _of_second_verb(times, draft) or time_before(times, clause)
        if found is None and clause.opener == "before" and clause.link == PARTICIPIAL:
            # "fell *last year* before being recaptured": both are of those days
            found = next((one for one in times if _owner(one, draft) is clause.parent), None)
        return found or _of_old_main(clause, draft)
    above = clause.parent if clause is not None else None
    if clause is not None and clause.link == COORDINATE and above is not None:
        of_both = [when for when in times if _owner(when, draft) is above]
        if above.link == RELATIVE and of_both:
            return of_both[0]  # "who, in 2014, brought it over *and killed* two guards"
    rest = [when for when in times if not _in_subordinate(when, draft)]
    return min(rest, key=lambda when: abs(when.s - trigger.s)) if rest else None


def _of_second_verb(times: list[When], draft: Draft) -> When | None:
    """Handle "who entered the country at X and left it in 1982": one date for both verbs."""
    for when in times:
        owner = _owner(when, draft)
        if owner is not None and owner.link == COORDINATE and owner.parent is draft.match.clause:
            return when
    return None


def _of_old_main(clause: Clause, draft: Draft) -> When | None:
    """Handle "He was jailed in 2019 after guards found opium": what went before is as old."""
    above = clause.parent
    if above is None or clause.opener in _LATER:
        return None
    times = draft.sentence.times
    own = next((when for when in times if is_old(when) and _dates(when, above, draft)), None)
    if own is not None or above.link not in {RELATIVE, ADVERBIAL}:
        return own
    before = time_before(times, above)  # "in 2021, when a quarrel grew into a fight | in which"
    return before if is_old(before) else _of_old_main(above, draft)


def _dates(when: When, clause: Clause, draft: Draft) -> bool:
    """Whether a date is the clause's own, not of what is told of somebody between commas."""
    if when.s < clause.vg.s:
        return when.s <= _OPENING_DATE and _owner(when, draft) is clause
    between = draft.sentence.tokens[clause.vg.e : when.s]
    parted = any(token.text == "," for token in between)
    return not parted and _owner(when, draft) is clause


_OPENING_DATE = 2  # tokens: "In 2019 ..."


_LATER = frozenset({"since", "until", "till", "before"})  # what these open came later


def in_clause(when: When, draft: Draft) -> bool:
    clause = draft.match.clause
    if clause is None:
        return abs(when.s - draft.match.trigger.e) <= 6
    owner = _owner(when, draft)
    if owner is not None and owner.link == INFINITIVE and owner.parent is clause:
        return True  # "met to discuss the border on Monday"
    return owner is clause


def _owner(when: When, draft: Draft) -> Clause | None:
    """Return the clause a date stands in: of the last verb before it."""
    clauses = sorted(draft.sentence.clauses, key=lambda clause: clause.vg.s)
    opened = _opened_before(when, clauses)
    if opened is not None:
        return opened
    before = [clause for clause in clauses if clause.vg.s <= when.s]
    inside = [clause for clause in clauses if clause.link == RELATIVE
              and clause.start <= when.s < clause.vg.s and when.e <= clause.vg.s]  # fmt: skip
    if inside and (not before or before[-1].vg.s < inside[-1].start):
        return inside[-1]  # "an operation in which, *in May*, a load was taken"
    if before and not _is_parted(before[-1], when, draft):
        return before[-1]
    after = [
        clause
        for clause in clauses
        if clause not in before and (clause.link != "relative" or clause.start <= when.s)
    ]
    return after[0] if after else None


def _opened_before(when: When, clauses: list[Clause]) -> Clause | None:
    """Handle "led men who, *in 2014*, brought it over": a date behind "who" is of its verb."""
    nearest = next((clause for clause in clauses if clause.vg.s > when.s), None)
    if nearest is None or nearest.link != RELATIVE or not nearest.opener:
        return None
    return nearest if 0 <= when.s - nearest.start <= _BEHIND_OPENER else None


_BEHIND_OPENER = 3  # tokens: "who, in"


def _is_parted(clause: Clause, when: When, draft: Draft) -> bool:
    """Handle "He was a boy when X fell; today he is a judge": today is of the second half."""
    between = draft.sentence.tokens[clause.vg.e : when.s]
    return any(token.text == ";" for token in between)


def _in_subordinate(when: When, draft: Draft) -> bool:
    """Return a date inside a relative or adverbial clause dates only that clause."""
    owner = _owner(when, draft)
    return (
        owner is not None
        and owner is not draft.match.clause
        and owner.link in {"relative", "adverbial", "participial"}
    )
