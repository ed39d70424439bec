"""Matches: rules that hold; and the rule sets themselves."""

from monitor.events.registry import Event, event
from monitor.events.values import Attribution, Level


@event("ruleset.activated")
class RuleSetActivated(Event, frozen=True, kw_only=True):
    """A rule set came into force. ``digest`` covers every file that shaped it.

    ``body`` is the digest of all those files' texts: should the folder hold faults at the next
    start, the last good set is there to go on with.
    """

    digest: str
    rules: tuple[str, ...]
    reader: str = ""
    body: str = ""


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
    ``read`` for a match on an article's text, or ``silence`` for a source that says nothing.
    ``why`` are the conditions that held, in words; or why a rule that held before no longer does.
    ``reason`` says what ended the incident ("retaken by ..."), where ``change`` is closed.
    ``sentence`` is the one that ``evidence`` stands in (empty where the text was purged).
    ``happened`` is the moment (ISO 8601) that windows of time are reckoned from.
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
    sentence: str = ""
    attribution: Attribution | None = None
    denied_by: Attribution | None = None
    sources: tuple[str, ...] = ()
    notify: str | None = None
    repeat_every: int | None = None
    resolve_after: int | None = None
    silent: bool = False
    why: tuple[str, ...] = ()
    wire: str | None = None
    happened: str | None = None
    reason: str = ""


@event("rule.counted")
class RuleCounted(Event, frozen=True, kw_only=True):
    """A rule that counts would hold, if there were enough in its ``group``."""

    rule: str
    group: str
    article: str
    outlet: str
    wire: str
    happened: str
    incident: str | None = None
    killed: tuple[int, int] | None = None


@event("rule.held")
class RuleHeld(Event, frozen=True, kw_only=True):
    """A match that waits until a moment (ISO 8601): for the rule's hours, or for another rule."""

    hold: str
    match: RuleMatched
    until: str
    reason: str
    waits_for: str | None = None


@event("rule.dropped")
class RuleDropped(Event, frozen=True, kw_only=True):
    """A match that nobody hears of, and why: the other rule followed, or it is out of hours."""

    rule: str
    article: str
    reason: str
    hold: str | None = None
    fingerprint: str | None = None
