"""What the claims of an incident amount to: who stands by it, who denies it, its state."""

from collections.abc import Sequence

from monitor.events.values import (
    NEWS,
    Attribution,
    ClaimRef,
    IncidentState,
    SourceClass,
    Status,
)
from monitor.incidents.names import folded


def who(party: Attribution | None) -> str:
    """Return a comparable name for a party; empty for none."""
    return folded(party.who) if party else ""


def denier(ref: ClaimRef) -> Attribution | None:
    """Return who denies, where a claim carries a denial at all."""
    if ref.status is Status.DENIED:
        return ref.denied_by or ref.attribution
    return ref.denied_by if ref.status is Status.DISPUTED else None


def denier_words(ref: ClaimRef) -> str:
    party = denier(ref)
    return party.who if party else ref.outlet


def _own_voice(ref: ClaimRef) -> bool:
    party = denier(ref)
    return party is None or party.side is SourceClass.MEDIA


def _withdraws(denial: ClaimRef, asserted: ClaimRef) -> bool:
    """Whether a denial takes back an earlier assertion: by the outlet itself, or its speaker."""
    if denial.article == asserted.article:
        return False
    if _own_voice(denial):
        return folded(denial.outlet) == folded(asserted.outlet)
    speaker = who(denier(denial))
    return bool(speaker) and speaker == who(asserted.attribution)


def standing(refs: Sequence[ClaimRef]) -> tuple[ClaimRef, ...]:
    """Return the claims that somebody stands by, oldest first."""
    denials = [(at, ref) for at, ref in enumerate(refs) if ref.status is Status.DENIED]
    return tuple(
        ref
        for at, ref in enumerate(refs)
        if ref.status in NEWS
        and not any(then > at and _withdraws(denial, ref) for then, denial in denials)
    )


def objections(refs: Sequence[ClaimRef]) -> tuple[ClaimRef, ...]:
    """Return the claims that carry a denial which its speaker has not taken back since."""
    found = []
    for at, ref in enumerate(refs):
        if ref.status not in (Status.DENIED, Status.DISPUTED):
            continue
        if not any(_concedes(later, ref) for later in refs[at + 1 :]):
            found.append(ref)
    return tuple(found)


def _concedes(later: ClaimRef, denial: ClaimRef) -> bool:
    speaker = who(denier(denial))
    return later.status is Status.ASSERTED and bool(speaker) and who(later.attribution) == speaker


def independent(refs: Sequence[ClaimRef]) -> tuple[str, ...]:
    """Return the outlets that count: each wire story once, each outlet once, oldest first.

    ``refs`` are claims that somebody stands by.
    """
    wires: set[str] = set()
    outlets: dict[str, str] = {}
    for ref in refs:
        outlet = folded(ref.outlet)
        if ref.wire in wires or outlet in outlets:
            continue
        wires.add(ref.wire)
        outlets[outlet] = ref.outlet
    return tuple(outlets.values())


def state_of(
    refs: Sequence[ClaimRef], sources: Sequence[str], superseded_by: str | None
) -> IncidentState:
    """Return what the claims amount to; ``sources`` are the independent ones that stand by it."""
    if not sources:
        return IncidentState.RETRACTED
    if superseded_by:
        return IncidentState.SUPERSEDED
    if objections(refs):
        return IncidentState.DISPUTED
    if len(sources) > 1:
        return IncidentState.CORROBORATED
    return IncidentState.SINGLE
