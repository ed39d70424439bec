"""Two readings of one deed: which of them stands."""

from monitor.events.values import ActorClass, ClaimType, Side
from monitor.reading.claims.draft import Draft, Scene
from monitor.reading.standing.values import ASSERTED
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.text.grammar import VG

_RIVALS = {
    ClaimType.DEPLOYMENT: (ClaimType.BORDER_CROSSING, ClaimType.TERRITORY_CAPTURED),
}


def is_rivalled(draft: Draft, by_trigger: dict[int, set[ClaimType]]) -> bool:
    """One verb, two readings: troops who cross a border are not also deployed."""
    rivals: tuple[ClaimType, ...] | None = _RIVALS.get(draft.type)
    is_capture = draft.type is ClaimType.TERRITORY_CAPTURED
    if is_capture and draft.match.has("entry") and draft.side is Side.STATE:
        rivals = (ClaimType.BORDER_CROSSING,)  # a unit that walks into the neighbour's town
    if rivals is None:
        return False
    return not by_trigger.get(id(draft.match.trigger), set()).isdisjoint(rivals)


def is_by_province(draft: Draft, drafts: list[Draft]) -> bool:
    """Handle "Taliban hold Kunduz district": a headline that calls a district by its province."""
    place = draft.place
    if not draft.sentence.in_title or place is None or place.name != place.province:
        return False
    theme = draft.match.first("theme")
    if draft.type is not ClaimType.TERRITORY_CAPTURED or theme is None:
        return False
    return theme.lemma.endswith("district") and any(
        other.type is draft.type and other.place is not None and not other.sentence.in_title
        and other.place.province == place.province and other.place.id != place.id
        for other in drafts
    )  # fmt: skip


def has_crossed(draft: Draft, by_sentence: dict[int, list[Draft]]) -> bool:
    """Handle "Pilots crossed the border and were made to land at X": nobody posted them there."""
    force = draft.match.first("force")
    if draft.type is not ClaimType.DEPLOYMENT or force is None or draft.sentence.in_title:
        return False
    return any(
        other.type is ClaimType.BORDER_CROSSING and other.match.first("mover") is force
        for other in by_sentence.get(draft.sentence.index, ())
    )


def is_told_by_verb(draft: Draft, by_sentence: dict[int, list[Draft]]) -> bool:
    """Handle "tried in vain to seize 40 kg": the figure alone tells of no find besides."""
    if draft.type is not ClaimType.DRUG_INTERDICTION or draft.match.trigger.kind == VG:
        return False
    thing = draft.match.first("object")
    return any(
        other.type is draft.type and other.match.trigger.kind == VG
        and other.status != ASSERTED and other.sentence is draft.sentence
        and _is_of(thing, other.match.first("object"))
        for other in by_sentence.get(draft.sentence.index, ())
    )  # fmt: skip


def _is_of(part: Chunk | None, whole: Chunk | None) -> bool:
    """Whether a phrase is another, or what that is of: "heroin" and "40 kg of heroin"."""
    return part is not None and whole is not None and (part is whole or part is whole.of)


def is_at_home(draft: Draft, drafts: list[Draft], scene: Scene) -> bool:
    """Handle "Government troops entered X for a drill": no capture if nobody else took it."""
    agent = draft.match.first("agent")
    if not draft.match.has("entry") or agent is None:
        return False
    if draft.group is not ActorClass.TROOPS or draft.side is not Side.STATE:
        return False
    if scene.is_(agent, "nonstate"):
        return False  # a state for days only
    if scene.people.country(agent) not in {None, draft.country}:
        return False
    return not any(other.type is draft.type and not other.match.has("entry")
                   for other in drafts)  # fmt: skip


def is_fire_of_arrivals(draft: Draft, drafts: list[Draft]) -> bool:
    """Handle "armed men who had crossed the Panj fired at a patrol": they fired where they were."""
    clause = draft.match.clause
    agent = draft.match.first("agent") or (clause.subj if clause is not None else None)
    if draft.type is not ClaimType.CROSS_BORDER_FIRE:
        return False
    if not draft.match.roles.keys() & {"agent", "source", "via"} and any(
        _came_to_shoot(other, draft) for other in drafts
    ):
        return True
    return agent is not None and any(
        other.type is ClaimType.BORDER_CROSSING and other.status == "asserted"
        and other.sentence is draft.sentence and other.match.first("mover") is agent
        and (other.to == draft.to or draft.match.first("source") is None)
        for other in drafts
    )  # fmt: skip


def _came_to_shoot(other: Draft, draft: Draft) -> bool:
    """Handle "smugglers who had swum the river and, in an exchange of fire, ...": on one bank."""
    if other.type is not ClaimType.BORDER_CROSSING or other.sentence is not draft.sentence:
        return False
    came = other.status == "asserted" and other.group is ActorClass.MILITANTS
    mutual = draft.origin is None or draft.origin == draft.to
    ahead = other.match.trigger.s < draft.match.trigger.s
    return came and ahead and mutual and draft.country in {other.to, None}
