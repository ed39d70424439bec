"""What changed between two states of an incident, and how to say it."""

from monitor.events.incidents import (
    IncidentAmended,
    IncidentChanged,
    IncidentClosed,
    IncidentCorroborated,
    IncidentDisputed,
    IncidentOpened,
)
from monitor.events.values import ClaimRef, Incident, IncidentState
from monitor.incidents.figures import worded
from monitor.incidents.names import folded
from monitor.incidents.state import denier_words, objections

_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")

Change = tuple[type[IncidentChanged], str]


def change(before: Incident | None, after: Incident, outlet: str) -> Change | None:
    """Return the event that a change calls for and its reason, or None where nothing changed.

    ``outlet`` is whose article made the change. The weightiest change names the event, the
    reason names all of them.
    """
    if before is None:
        return IncidentOpened, _opening(after, outlet)
    if before == after:
        return None
    if after.state is IncidentState.RETRACTED and before.state is not after.state:
        return IncidentClosed, f"withdrawn by {outlet}"
    denied, sources = _new_denials(before, after), _new_sources(before, after)
    if denied and after.state is IncidentState.DISPUTED:
        return IncidentDisputed, "; ".join([*denied, *sources])
    if sources:
        return IncidentCorroborated, "; ".join([*sources, *_details(before, after)])
    return IncidentAmended, "; ".join([*denied, *_details(before, after)]) or _echo(after, outlet)


def _opening(after: Incident, outlet: str) -> str:
    told = [f"first report: {outlet}"]
    told += [f"denied by {name}" for name in _deniers(after).values()]
    return "; ".join(told)


def _deniers(incident: Incident | None) -> dict[str, str]:
    if incident is None:
        return {}
    return {folded(denier_words(ref)): denier_words(ref) for ref in objections(incident.claims)}


def _new_denials(before: Incident, after: Incident) -> list[str]:
    known = _deniers(before)
    return [f"denied by {name}" for key, name in _deniers(after).items() if key not in known]


def _new_sources(before: Incident, after: Incident) -> list[str]:
    if len(after.sources) <= len(before.sources):
        return []
    known = {folded(name) for name in before.sources}
    new = [(at, name) for at, name in enumerate(after.sources, 1) if folded(name) not in known]
    return [f"{_ordinal(at)} source: {name}" for at, name in new]


def _ordinal(number: int) -> str:
    return _ORDINALS[number] if number < len(_ORDINALS) else f"{number}th"


def _details(before: Incident, after: Incident) -> list[str]:
    found = [
        f"{label} now {worded(new)}, before {worded(old)}"
        for label, old, new in (
            ("killed", before.killed, after.killed),
            ("wounded", before.wounded, after.wounded),
            ("count", before.count, after.count),
        )
        if old != new
    ]
    if before.claim.place != after.claim.place and after.claim.place:
        found.append(f"place now {after.claim.place}")
    if before.when != after.when and after.when:
        found.append(f"date now {after.when}")
    return found + _lifted(before, after) + _fewer(before, after)


def _lifted(before: Incident, after: Incident) -> list[str]:
    left = [name for key, name in _deniers(before).items() if key not in _deniers(after)]
    return [f"no longer denied by {name}" for name in left]


def _fewer(before: Incident, after: Incident) -> list[str]:
    now = {folded(name) for name in after.sources}
    return [f"withdrawn by {name}" for name in before.sources if folded(name) not in now]


def _echo(after: Incident, outlet: str) -> str:
    mine = [ref for ref in after.claims if folded(ref.outlet) == folded(outlet)]
    copied = mine and _copied(mine[-1], after)
    return f"also carried by {outlet}" if copied else f"said again by {outlet}"


def _copied(ref: ClaimRef, after: Incident) -> bool:
    return any(other.wire == ref.wire and other.article != ref.article for other in after.claims)
