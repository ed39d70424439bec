"""What makes two matches of a rule one alert."""

from collections.abc import Callable

from monitor.events.values import Claim
from monitor.flow.ids import short
from monitor.rules.conditions.subject import Subject
from monitor.rules.format.schema import Scope
from monitor.rules.lint.rules import roles_in
from monitor.rules.ruleset.rules import Anchor, CompiledRule
from monitor.rules.text.folding import name_key

_NO_CLAIM = ""


def scopes_of(rule: CompiledRule) -> tuple[Scope, ...]:
    """Return what the rule has one alert per, with the defaults filled in."""
    given = rule.rule.alert.one_per
    if given:
        return given
    if rule.rule.count:
        return (Scope.RULE,)
    match rule.anchor:
        case Anchor.CLAIM:
            return (Scope.PLACE,)
        case Anchor.SILENCE:
            return (Scope.SOURCE,)
        case Anchor.CONTROL:
            return (Scope.BORDER,)
        case Anchor.TEXT:
            return (Scope.PLACE,) if "place" in set(roles_in(rule.rule.when)) else (Scope.ARTICLE,)


def fingerprint(rule: CompiledRule, subject: Subject, named: dict[str, str]) -> str:
    """Return the alert's identity: the rule, and what it is one per.

    ``named`` holds the place and actor that a text rule found.
    """
    control = rule.rule.when.control
    if control and scopes_of(rule) == (Scope.BORDER,):
        return short(rule.id, control.border)
    return short(rule.id, *(_value(scope, subject, named) for scope in scopes_of(rule)))


def _value(scope: Scope, subject: Subject, named: dict[str, str]) -> str:
    match scope:
        case Scope.RULE:
            return "rule"
        case Scope.ARTICLE:
            return subject.origin.article
        case Scope.SOURCE:
            return subject.origin.source
        case Scope.INCIDENT:
            return subject.incident.id if subject.incident else subject.origin.article
        case _:
            return _of_claim(scope, subject.claim, named)


def _of_claim(scope: Scope, claim: Claim | None, named: dict[str, str]) -> str:
    if claim is None:
        return name_key(named.get(scope, _NO_CLAIM))
    return name_key(_GETTERS[scope](claim) or "")


def _across(claim: Claim) -> str | None:
    return f"{claim.origin} to {claim.to}" if claim.origin and claim.to else None


def where(claim: Claim) -> str | None:
    """Return the place, or the nearest thing to one that the claim has."""
    return (
        claim.place_id
        or claim.place
        or _across(claim)
        or claim.province
        or claim.border
        or claim.country
    )


_GETTERS: dict[Scope, Callable[[Claim], str | None]] = {
    Scope.PLACE: where,
    Scope.ACTOR: lambda claim: name_key(claim.actor) if claim.actor else claim.actor_class,
    Scope.PROVINCE: lambda claim: claim.province or _across(claim) or claim.country,
    Scope.COUNTRY: lambda claim: claim.country or claim.to or claim.origin,
    Scope.BORDER: lambda claim: claim.border or _across(claim),
}
