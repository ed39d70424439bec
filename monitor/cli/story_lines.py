"""A story in words: one paragraph an event, in the order in which it happened."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

from monitor.cli.story import Story
from monitor.events.alerts import AlertRaised, AlertSuppressed, AlertUpdated
from monitor.events.articles import ArticleAccepted, ArticleRejected, ArticleRepeated
from monitor.events.deliveries import (
    DeliveryAbandoned,
    DeliveryDeferred,
    DeliveryGathered,
    DeliveryRequested,
    DeliverySilenced,
)
from monitor.events.envelope import Envelope
from monitor.events.incidents import IncidentChanged
from monitor.events.matches import RuleMatched
from monitor.events.readings import ArticleRead
from monitor.events.sources import ArticleReceived, ItemRefused
from monitor.events.values import Claim

Lines = Iterator[str]


def as_text(story: Story) -> str:
    """Return the story for a terminal."""
    parts = [story.subject]
    for envelope in story.events:
        when = envelope.recorded_at.strftime("%Y-%m-%d %H:%M:%S")
        head, *rest = _told(envelope)
        parts.append(f"{when}  {envelope.type:22} {head}")
        parts.extend(f"{'':21}{line}" for line in rest)
    parts.append(_end(story))
    return "\n".join(parts)


def as_json(story: Story) -> str:
    """Return the story's events as JSON, each with its position, time and cause."""
    rows = [
        {
            "position": envelope.position,
            "id": envelope.id,
            "type": envelope.type,
            "subject": envelope.subject,
            "recorded_at": envelope.recorded_at.isoformat(),
            "caused_by": envelope.causation_id,
            "data": msgspec.to_builtins(envelope.data),
        }
        for envelope in story.events
    ]
    return json.dumps({"subject": story.subject, "events": rows}, ensure_ascii=False, indent=2)


def _told(envelope: Envelope[Any]) -> list[str]:
    for kind, tell in _TELLERS.items():
        if isinstance(envelope.data, kind):
            return list(tell(envelope.data))
    return [_plain(envelope.data)]


def _plain(data: Any) -> str:
    fields = msgspec.to_builtins(data)
    return ", ".join(
        f"{key} {value}" for key, value in fields.items() if isinstance(value, str | int)
    )


def _received(data: ArticleReceived) -> Lines:
    yield f"{data.key} from {data.source}"
    if data.url:
        yield data.url
    if data.backlog:
        yield "it stood in the feed before the first poll: read, but not alerted"


def _refused(data: ItemRefused) -> Lines:
    yield f"{data.key} from {data.source}: {data.reason}"
    if data.hint:
        yield data.hint


def _accepted(data: ArticleAccepted) -> Lines:
    yield f"{data.title!r}, {data.outlet}, {data.published or 'undated'}"
    if data.wire != data.article:
        yield f"it shares text with article {data.wire}: not counted as a source of its own"


def _repeated(data: ArticleRepeated) -> Lines:
    yield f"folded: {data.share:.0%} of it stands in article {data.original}; it was not read again"


def _rejected(data: ArticleRejected) -> Lines:
    yield f"not readable: {data.reason}"
    if data.hint:
        yield data.hint


def _read(data: ArticleRead) -> Lines:
    news = sum(claim.is_news for claim in data.claims)
    told = f"{len(data.claims)} claim{'s' * (len(data.claims) != 1)}"
    yield f"{told}, {news} of them news (reader {data.reader[:12]})"
    for claim in data.claims:
        yield from _claim(claim)


def _claim(claim: Claim) -> Lines:
    where = claim.where or "no place"
    cues = "; ".join(claim.why)
    yield f"- {claim.type} at {where}: {claim.status}" + (f" ({cues})" if cues else "")
    yield f'  "{claim.evidence}"' + (" (title)" if claim.in_title else "")


def _incident(data: IncidentChanged) -> Lines:
    incident = data.incident
    where = incident.claim.where or "no place"
    yield f"{incident.claim.type} at {where}: {incident.state} — {data.reason}"
    yield f"sources: {', '.join(incident.sources)}"


def _matched(data: RuleMatched) -> Lines:
    yield f"rule {data.rule} ({data.rule_digest[:12]}), level {data.level}: {data.subject}"
    for reason in data.why:
        yield f"- {reason}"


def _raised(data: AlertRaised) -> Lines:
    yield f"{data.alert}, level {data.match.level}: {data.match.subject}"
    yield f'"{data.match.evidence}"'


def _updated(data: AlertUpdated) -> Lines:
    yield f"{data.alert}: {data.change}"


def _suppressed(data: AlertSuppressed) -> Lines:
    yield f"nobody was told: {data.reason}"


def _requested(data: DeliveryRequested) -> Lines:
    yield f"{data.delivery} to {data.destination} by route {data.route}: {data.subject}"
    if data.not_before:
        yield f"held until {data.not_before}"


def _deferred(data: DeliveryDeferred) -> Lines:
    yield f"{data.delivery}, attempt {data.attempt}: {data.reason}; again at {data.retry_at}"


def _gathered(data: DeliveryGathered) -> Lines:
    yield f"to {data.destination} with others, at {data.due}" + (
        f": {data.why}" if data.why else ""
    )


def _kept_quiet(data: DeliverySilenced) -> Lines:
    yield f"{data.delivery}: not sent, {data.reason}"


def _abandoned(data: DeliveryAbandoned) -> Lines:
    yield f"{data.delivery}, attempt {data.attempt}: given up: {data.reason}"


_TELLERS: Mapping[type, Callable[[Any], Lines]] = {
    ArticleReceived: _received,
    ItemRefused: _refused,
    ArticleAccepted: _accepted,
    ArticleRepeated: _repeated,
    ArticleRejected: _rejected,
    ArticleRead: _read,
    IncidentChanged: _incident,
    RuleMatched: _matched,
    AlertRaised: _raised,
    AlertUpdated: _updated,
    AlertSuppressed: _suppressed,
    DeliveryRequested: _requested,
    DeliveryGathered: _gathered,
    DeliverySilenced: _kept_quiet,
    DeliveryDeferred: _deferred,
    DeliveryAbandoned: _abandoned,
}


def _end(story: Story) -> str:
    """Say where the story ends, for whoever asks why nothing came of an article."""
    kinds = {envelope.type for envelope in story.events}
    if "alert.raised" in kinds or "alert.updated" in kinds:
        return "It was alerted."
    if "alert.suppressed" in kinds:
        return "It matched a rule, but nobody was told, for the reason above."
    if "rule.matched" in kinds:
        return "It matched a rule; the alert that it belongs to says no more than before."
    if "incident.opened" in kinds or "incident.corroborated" in kinds:
        return "It is news, but no rule matches it. `monitor rules show` lists what is watched for."
    if "article.read" in kinds:
        return (
            "It holds no claim that is news: see each claim's status above, "
            "or `monitor read --explain` for every sentence."
        )
    return "It was not read: the reason stands above."
