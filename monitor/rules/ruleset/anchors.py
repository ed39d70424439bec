"""What makes a rule be asked, seen from its conditions."""

from collections.abc import Iterator

from monitor.events.values import ClaimType
from monitor.rules.format.conditions import Condition
from monitor.rules.ruleset.rules import Anchor

_OF_CLAIM = (
    "claim",
    "actor",
    "place",
    "from_",
    "to",
    "count",
    "killed",
    "wounded",
    "status",
    "sources",
    "said_by",
)


def anchors(written: Condition) -> frozenset[Anchor]:
    """Return all that a condition could be asked about; more than one for an unclear ``any``."""
    own = set(_own(written))
    for part in written.all or ():
        own |= anchors(part)
    branches = [anchors(part) for part in written.any or ()]
    if Anchor.CLAIM in own and all(branch <= {Anchor.CLAIM, Anchor.TEXT} for branch in branches):
        return frozenset({Anchor.CLAIM})
    for branch in branches:
        own |= branch
    # Words beside a claim are looked for in the article behind the claim.
    if own == {Anchor.CLAIM, Anchor.TEXT} and not _split(branches):
        return frozenset({Anchor.CLAIM})
    return frozenset(own)


def mentioned(written: Condition) -> frozenset[Anchor]:
    """Return all that a condition asks about, also inside ``not``."""
    found = set(_own(written))
    inside = [written.not_] if written.not_ else []
    for part in (*inside, *(written.all or ()), *(written.any or ())):
        found |= mentioned(part)
    return frozenset(found)


def _split(branches: list[frozenset[Anchor]]) -> bool:
    return len(set(branches)) > 1


def _own(written: Condition) -> Iterator[Anchor]:
    if any(getattr(written, name) is not None for name in _OF_CLAIM):
        yield Anchor.CLAIM
    if written.text is not None:
        yield Anchor.TEXT
    if written.silence is not None:
        yield Anchor.SILENCE
    if written.control is not None:
        yield Anchor.CONTROL


def anchor_of(written: Condition) -> Anchor:
    """Return what a rule is asked about; the checks refuse a rule that has none or several."""
    found = anchors(written)
    for anchor in (Anchor.SILENCE, Anchor.CONTROL, Anchor.CLAIM, Anchor.TEXT):
        if anchor in found:
            return anchor
    return Anchor.CLAIM


def types_of(written: Condition) -> frozenset[ClaimType]:
    """Return the claim types that a condition may hold for; empty where any will do."""
    found = [frozenset(written.claim)] if written.claim else []
    found.extend(kinds for part in written.all or () if (kinds := types_of(part)))
    branches = [types_of(part) for part in written.any or ()]
    if branches and all(branches):
        found.append(frozenset[ClaimType]().union(*branches))
    return frozenset.intersection(*found) if found else frozenset()


def borders_of(written: Condition) -> tuple[str, ...]:
    """Return the borders that a condition names, in its order."""
    found: list[str] = list(written.place.near or ()) if written.place else []
    if written.control:
        found.append(written.control.border)
    for part in (*(written.all or ()), *(written.any or ())):
        found.extend(borders_of(part))
    return tuple(dict.fromkeys(found))
