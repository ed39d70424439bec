"""A small river for the tests: incidents made by hand, run through the rules step."""

import msgspec

from monitor.eventlog.memory import MemoryLog
from monitor.events.alerts import SweepDue
from monitor.events.codec import decode, encode
from monitor.events.envelope import NewEvent, microseconds
from monitor.events.incidents import (
    IncidentAmended,
    IncidentClosed,
    IncidentCorroborated,
    IncidentDisputed,
    IncidentOpened,
)
from monitor.events.readings import ArticleRead
from monitor.events.sources import ArticleReceived
from monitor.events.values import ClaimRef, Incident, IncidentState
from monitor.flow.ids import digest
from monitor.flow.runner import River
from monitor.rules.step import RulesStep
from tests.rules.conftest import NOON, at, claim

CHANGES = {
    "opened": IncidentOpened,
    "corroborated": IncidentCorroborated,
    "disputed": IncidentDisputed,
    "amended": IncidentAmended,
    "closed": IncidentClosed,
}
OUTPUTS = ("rule.matched", "rule.counted", "rule.held", "rule.dropped")


class StoppedClock:
    def now(self):
        return NOON


def ref(outlet, *, article=None, published=NOON, wire=None, said=None, **changes):
    said = said or claim()
    return ClaimRef(
        article=article or f"article-{outlet}",
        revision=0,
        index=0,
        source=outlet,
        outlet=outlet,
        wire=wire or f"article-{outlet}",
        status=said.status,
        published=published.isoformat() if published else None,
        evidence=said.evidence,
        span=said.span,
        **changes,
    )


def incident(*refs, name="i-1", state=IncidentState.SINGLE, said=None, **changes):
    refs = refs or (ref("khovar"),)
    return Incident(
        id=name,
        state=state,
        claim=said or claim(),
        claims=refs,
        sources=tuple(dict.fromkeys(each.outlet for each in refs)),
        **changes,
    )


class Run:
    """One log, one rules step; each call appends an event and lets the river flow."""

    def __init__(self, rules):
        self.rules = rules
        self.log = MemoryLog(StoppedClock())
        self.number = 0
        self.restart()

    def restart(self, *, snapshot=False):
        if snapshot:
            self.river.save()
        self.step = RulesStep(self.rules)
        self.river = River(self.log, [self.step])
        self.river.restore()

    def append(self, event, time=NOON, bodies=None, subject="x"):
        self.number += 1
        name = f"given-{self.number}"
        self.log.append(
            [
                NewEvent(
                    id=name,
                    type=event.TYPE,
                    schema_version=event.VERSION,
                    subject=subject,
                    time=microseconds(time),
                    correlation_id=name,
                    causation_id=None,
                    data=encode(event),
                )
            ],
            bodies=bodies,
        )

    def flow(self):
        before = self.log.head().position
        self.river.flow()
        return self.outputs(after=before)

    def change(self, kind, happening, *, article=None, time=NOON, backlog=False):
        article = article or happening.claims[-1].article
        event = CHANGES[kind](incident=happening, article=article, reason="x", backlog=backlog)
        self.append(event, time)
        return self.flow()

    def read(  # noqa: PLR0913  (an article has as many parts)
        self, text, *, outlet="khovar", title="", time=NOON, name=None, wire=None, backlog=False
    ):
        name = name or f"article-{self.number}"
        body = text.encode()
        event = ArticleRead(
            article=name,
            revision=0,
            source=outlet,
            outlet=outlet,
            title=title,
            body=digest(body),
            wire=wire or name,
            claims=(),
            reader="test",
            backlog=backlog,
            published=time.isoformat(),
        )
        self.append(event, time, {digest(body): body}, f"article/{name}")
        return self.flow()

    def receive(self, source, time=NOON):
        event = ArticleReceived(
            source=source, key=f"k{self.number}", body="", media_type="text/plain"
        )
        self.append(event, time)
        return self.flow()

    def sweep(self, time):
        self.append(SweepDue(), time)
        return self.flow()

    def outputs(self, after=0):
        found = self.log.read(after, types=OUTPUTS, limit=10_000)
        return [decode(recorded).data for recorded in found]


def kinds(events):
    return [event.TYPE for event in events]


def plain(events):
    return [msgspec.to_builtins(event) for event in events]


__all__ = ["Run", "at", "claim", "incident", "kinds", "plain", "ref"]
