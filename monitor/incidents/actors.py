"""Whether two claims can mean the same actor."""

from monitor.events.values import ActorClass, Claim, ClaimType, Side
from monitor.incidents.names import overlap, stems

# Who fights whom is told from either side: the actor's class says nothing there.
_TWO_SIDED = frozenset(
    {
        ClaimType.ARMED_CLASH,
        ClaimType.CROSS_BORDER_FIRE,
        ClaimType.DIPLOMATIC_CONTACT,
        ClaimType.DRUG_INTERDICTION,
        ClaimType.BORDER_CLOSURE,
        ClaimType.BORDER_REOPENING,
    }
)
_NAMED = frozenset({ClaimType.DEPLOYMENT, ClaimType.DIPLOMATIC_CONTACT})
_VAGUE = frozenset({ActorClass.UNKNOWN, ActorClass.OFFICIALS})


def side_of(claim: Claim) -> Side:
    """Return the side of an actor, from its class where the reading leaves it open."""
    if claim.actor_side is not Side.UNKNOWN:
        return claim.actor_side
    if claim.actor_class is ActorClass.TROOPS:
        return Side.STATE
    if claim.actor_class is ActorClass.MILITANTS:
        return Side.NON_STATE
    return Side.UNKNOWN


def opposed(left: Claim, right: Claim) -> bool:
    """Whether two captors stand on different sides."""
    sides = {side_of(left), side_of(right)}
    return sides == {Side.STATE, Side.NON_STATE} and not _same_name(left, right)


def _same_name(left: Claim, right: Claim) -> bool:
    # The Taliban became a state force in August 2021: a party is not opposed to itself.
    return bool(stems(left.actor) & stems(right.actor))


def _strangers(left: Claim, right: Claim) -> bool:
    """Whether both captors are named, differently, and the side of one of them is not known.

    What cannot be placed is no confirmation of what the other did: it may be the recapture.
    """
    mine, theirs = stems(left.actor), stems(right.actor)
    unplaced = [claim for claim in (left, right) if side_of(claim) is Side.UNKNOWN]
    return len(unplaced) == 1 and bool(mine and theirs) and not mine & theirs


def actors_clash(left: Claim, right: Claim) -> str | None:
    """Return why two actors cannot be the same, or None where they can."""
    if left.type is ClaimType.TERRITORY_CAPTURED:
        if opposed(left, right):
            return "captured by another side"
        return "captured by somebody else" if _strangers(left, right) else None
    if left.type in _NAMED:
        return _names_clash(left, right)
    if left.type in _TWO_SIDED:
        return None
    classes = {left.actor_class, right.actor_class} - _VAGUE
    return "another kind of actor" if len(classes) > 1 else None


def _names_clash(left: Claim, right: Claim) -> str | None:
    if left.type is ClaimType.DIPLOMATIC_CONTACT and _pair(left) and _pair(right):
        return None if _pair(left) == _pair(right) else "between other parties"
    mine, theirs = stems(left.actor), stems(right.actor)
    if mine and theirs and not overlap(mine, theirs):
        return "another actor"
    return None


def _pair(claim: Claim) -> frozenset[str]:
    both = claim.origin and claim.to
    return frozenset((claim.origin or "", claim.to or "")) if both else frozenset()
