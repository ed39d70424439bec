"""Which of several incidents a claim belongs to; none, when it might as well be another."""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.incidents.likeness import Fit
from monitor.incidents.places import Nearness
from monitor.incidents.profile import Mention
from monitor.incidents.record import Record

# Scores closer than this do not tell two places apart.
_MARGIN = 2.0


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate, and how well it fits."""

    record: Record
    fit: Fit


def chosen(found: Sequence[Found], mention: Mention) -> Record | None:
    """Return the best candidate; None where there is none, or two places fit equally well."""
    fitting = [item for item in found if _own(item, mention)]
    if not fitting:
        return None
    best = max(fitting, key=lambda item: item.fit.score)
    rivals = [item for item in fitting if _rival(item, best)]
    return None if rivals else best.record


def _own(item: Found, mention: Mention) -> bool:
    """One article tells two happenings apart: its claims join only where their places agree."""
    same_article = any(ref.article == mention.ref.article for ref in item.record.incident.claims)
    return not same_article or item.fit.nearness in (Nearness.SAME, Nearness.BANKS)


def _rival(item: Found, best: Found) -> bool:
    if item is best or best.fit.nearness >= Nearness.WITHIN:
        return False
    mine, theirs = item.record.profile.spot, best.record.profile.spot
    apart = bool(mine.names and theirs.names) and not mine.names & theirs.names
    return apart and best.fit.score - item.fit.score < _MARGIN
