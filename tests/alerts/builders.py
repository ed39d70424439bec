"""Matches, and a small river to put them into, for the tests of alerts and delivery."""

from collections.abc import Sequence
from typing import Any

from monitor.eventlog.memory import MemoryLog
from monitor.events.codec import decode, encode
from monitor.events.envelope import Envelope, NewEvent, microseconds
from monitor.events.matches import RuleMatched
from monitor.events.registry import Event
from monitor.events.values import Attribution, Level
from monitor.flow.ids import event_id
from monitor.flow.runner import River
from monitor.flow.step import Step
from tests.fakes.clock import FixedClock


def a_match(**changes: Any) -> RuleMatched:
    """A district near the border fell, says one source."""
    fields: dict[str, Any] = {
        "rule": "district-near-border-falls",
        "rule_digest": "d1",
        "fingerprint": "fp-qala",
        "change": "opened",
        "level": Level.HIGH,
        "title": "District near the border falls",
        "subject": "Qala-e-Zal reported fallen to Taliban fighters",
        "article": "a1",
        "source": "tolo-feed",
        "outlet": "Tolo",
        "evidence": "Taliban fighters overran Qala-e-Zal, a council member said.",
        "incident": "i1",
        "state": "single",
        "type": "territory-captured",
        "place": "Qala-e-Zal",
        "place_id": "af-qala-e-zal",
        "province": "Kunduz",
        "country": "AF",
        "border": "AF-TJ",
        "border_km": 12.4,
        "actor": "Taliban fighters",
        "attribution": Attribution(who="a council member"),
        "published": "2017-05-08",
        "url": "https://example.org/qala",
        "sources": ("Tolo",),
        "why": ("the claim is territory-captured", "the place is 12 km from AF-TJ"),
        "notify": "border-desk",
    }
    return RuleMatched(**(fields | changes))


def a_denial(**changes: Any) -> RuleMatched:
    who = Attribution(who="the governor")
    return a_match(
        change="disputed", state="disputed", denied_by=who, article="a2", outlet="Tolo", **changes
    )


class Stream:
    """A log with steps over it; events go in, all that they lead to comes out."""

    def __init__(self, *steps: Step) -> None:
        self.clock = FixedClock()
        self.log = MemoryLog(self.clock)
        self.river = River(self.log, steps)
        self._count = 0

    def put(self, event: Event, *, subject: str = "test") -> list[Event]:
        """Append an event now and let it flow; return what followed from it."""
        before = self.log.head().position
        self.append(event, subject=subject)
        self.river.flow()
        return [envelope.data for envelope in self.envelopes(before + 1)]

    def append(self, event: Event, *, subject: str = "test") -> None:
        self._count += 1
        name = event_id("test", self._count)
        self.log.append(
            [
                NewEvent(
                    id=name,
                    type=event.TYPE,
                    schema_version=event.VERSION,
                    subject=subject,
                    time=microseconds(self.clock.now()),
                    correlation_id=name,
                    causation_id=None,
                    data=encode(event),
                )
            ]
        )

    def envelopes(self, after: int = 0) -> list[Envelope[Any]]:
        return [decode(recorded) for recorded in self.log.read(after, limit=100_000)]

    def of_type(self, *types: str) -> list[Any]:
        return [envelope.data for envelope in self.envelopes() if envelope.type in types]


def types(events: Sequence[Event]) -> list[str]:
    return [event.TYPE for event in events]
