"""Lists of places taken apart: "closed A and B" is told of each, for a claim has one place."""

from collections.abc import Iterator
from dataclasses import replace

from monitor.events.values import ClaimType
from monitor.reading.frames.match import Match
from monitor.reading.syntax.province_lists import is_point

# Captures go through their lists themselves; people who cross go one way.
_APART = frozenset({ClaimType.BORDER_CLOSURE, ClaimType.BORDER_REOPENING, ClaimType.DEPLOYMENT,
                    ClaimType.CROSS_BORDER_FIRE, ClaimType.ARMED_CLASH})  # fmt: skip
_BETWEEN = frozenset({"between"})
_ROLES = ("object", "target", "goal", "place", "victim")


def apart(match: Match) -> Iterator[Match]:
    """Yield a match for each place of the list that fills one of its roles, or the match itself."""
    if ClaimType(match.frame.type) not in _APART:
        yield match
        return
    for role in _ROLES:
        phrase = match.first(role)
        if phrase is None or match.is_led(phrase, _BETWEEN):
            continue  # "an exchange of fire between A and B" is one
        if len(phrase.members) > 1 and all(map(is_point, phrase.members)):
            for member in phrase.members:
                yield replace(match, roles={**match.roles, role: [member]})
            return
    yield match
