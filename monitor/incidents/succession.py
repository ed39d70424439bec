"""One happening ends another: a recapture a capture, a reopening a closure."""

import re
from collections.abc import Sequence

from monitor.events.values import ClaimType, IncidentState
from monitor.incidents.actors import opposed
from monitor.incidents.profile import Mention, Profile

_GATES = frozenset({ClaimType.BORDER_CLOSURE, ClaimType.BORDER_REOPENING})
# Sentences lie about so many characters apart: nearer claims are told in one breath.
_BREATH = 160


def holding_keys(profile: Profile) -> tuple[str, ...]:
    """Return the names under which a lasting change stands until the next one."""
    names = sorted(profile.spot.names)
    if profile.type is ClaimType.TERRITORY_CAPTURED:
        return tuple(f"held {name}" for name in names)
    if profile.type in _GATES:
        borders = [region for region in profile.spot.regions if "-" in region]
        return tuple(f"gate {name}" for name in names or borders)
    return ()


def contrary(new: Profile, old: Profile) -> bool:
    """Whether the one undoes the other, where both are about one place."""
    if new.type in _GATES:
        return new.type is not old.type
    return new.type is old.type and opposed(new.claim, old.claim)


def holds(state: IncidentState) -> bool:
    return state not in (IncidentState.RETRACTED, IncidentState.SUPERSEDED)


def words(new: Profile) -> str:
    """Say what ended the earlier happening."""
    if new.type is ClaimType.BORDER_REOPENING:
        return "reopened"
    if new.type is ClaimType.BORDER_CLOSURE:
        return "closed again"
    # In the middle of a sentence: "retaken by the Afghan army".
    actor = re.sub(r"^(The|A|An) ", lambda article: article[0].lower(), new.claim.actor or "")
    return f"retaken by {actor}" if actor else "retaken"


def told_in_order(mentions: Sequence[Mention]) -> list[Mention]:
    """Return claims in the order of what they tell: by date; news come before their background.

    Of two changes of one day the earlier sentence tells the later one (a lead is the news), while
    inside one sentence they follow each other.
    """
    starts = sorted({_start(mention) for mention in mentions})
    breath: dict[int, int] = {}
    for at, start in enumerate(starts):
        near = at > 0 and start - starts[at - 1] <= _BREATH
        breath[start] = breath[starts[at - 1]] if near else start
    return sorted(
        mentions,
        key=lambda m: (m.profile.span.last, -breath[_start(m)], _start(m), m.ref.index),
    )


def _start(mention: Mention) -> int:
    return -10 * _BREATH if mention.claim.in_title else mention.claim.span[0]
