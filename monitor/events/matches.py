"""Matches: rules that hold; and the rule sets themselves."""

from monitor.events.registry import Event, event
from monitor.events.values import Attribution, Level


@event("ruleset.activated")
class RuleSetActivated(Event, frozen=True, kw_only=True):
    """A rule set came into force. ``digest`` covers every file that shaped it."""

    digest: str
    rules: tuple[str, ...]
    reader: str = ""


@event("ruleset.rejected")
class RuleSetRejected(Event, frozen=True, kw_only=True):
    """A rule set held faults; the last good one stays in force."""

    digest: str
    faults: tuple[str, ...]


@event("rule.matched")
class RuleMatched(Event, frozen=True, kw_only=True):
    """A rule holds for an incident or an article.

    ``fingerprint`` names the alert that it belongs to (rule and what it is one per).
    ``change`` is the incident event behind it (opened, corroborated, disputed, amended, closed),
    or ``read`` for a match on an article's text. ``why`` are the conditions that held, in words.
    """

    rule: str
    rule_digest: str
    fingerprint: str
    change: str
    level: Level
    title: str
    subject: str
    article: str
    source: str
    outlet: str
    evidence: str
    incident: str | None = None
    state: str | None = None
    type: str | None = None
    place: str | None = None
    place_id: str | None = None
    province: str | None = None
    country: str | None = None
    border: str | None = None
    border_km: float | None = None
    actor: str | None = None
    actor_class: str | None = None
    origin: str | None = None
    to: str | None = None
    count: tuple[int, int] | None = None
    killed: tuple[int, int] | None = None
    when: str | None = None
    published: str | None = None
    url: str | None = None
    span: tuple[int, int] = (0, 0)
    in_title: bool = False
    attribution: Attribution | None = None
    denied_by: Attribution | None = None
    sources: tuple[str, ...] = ()
    notify: str | None = None
    repeat_every: int | None = None
    resolve_after: int | None = None
    silent: bool = False
    why: tuple[str, ...] = ()
