"""What the delivery step remembers of alerts: who was told, what waits, who must still answer."""

from datetime import datetime, timedelta
from typing import Any

import msgspec

from monitor.delivery.packing import packed, unpacked
from monitor.delivery.silences import Silences
from monitor.events.alerts import (
    AlertAcknowledged,
    AlertRaised,
    AlertResolved,
    AlertUpdated,
    SilenceCreated,
    SilenceExpired,
)
from monitor.events.deliveries import (
    DeliveryAbandoned,
    DeliveryGathered,
    DeliveryRequested,
    DeliverySilenced,
    DeliverySucceeded,
)
from monitor.events.envelope import Envelope
from monitor.events.matches import RuleMatched
from monitor.events.sharing import shared
from monitor.events.values import Level
from monitor.flow.ids import short

KEPT = timedelta(days=37)  # as long as an alert can be open or be corrected after its end
KEPT_REQUESTS = 10_000
KEPT_RECENT = 2_500  # times five levels of the highest limit
# A longer wait is for a time of day, which the clock's owner may move.
SHORT_WAIT, SLACK = timedelta(hours=1), timedelta(minutes=1)
LISTED = 500  # alerts of a group that its message can name; the others are counted
FLOOD = "flood-"  # begins the names of groups that hold what was too much at once
REMEMBERS = frozenset(
    {
        "alert.raised",
        "alert.updated",
        "alert.acknowledged",
        "alert.resolved",
        "delivery.requested",
        "delivery.gathered",
        "delivery.succeeded",
        "delivery.silenced",
        "delivery.abandoned",
        "silence.created",
        "silence.expired",
    }
)


class Watched(msgspec.Struct, kw_only=True):
    """An alert that people were told of, or would have been but for a silence."""

    match: RuleMatched
    level: Level
    raised_at: datetime
    newest_at: datetime
    is_open: bool = True
    acknowledged_by: str | None = None
    told: dict[str, str] = {}
    silenced: bool = False
    rungs: tuple[int, ...] = ()


class Group(msgspec.Struct, kw_only=True):
    """Alert events that wait for one message to one destination; ``more`` are not among ``items``.

    ``level`` is the gravest of all, ``since`` when the first of them came.
    """

    route: str
    destination: str
    due: datetime
    since: datetime
    items: dict[str, DeliveryGathered] = {}
    more: int = 0
    level: str = ""

    def due_by(self, now: datetime) -> datetime:
        """Return when it is to be sent: now, where the clock was set back while it waited."""
        is_short = self.due - self.since <= SHORT_WAIT
        return now if is_short and now < self.since - SLACK else self.due

    @property
    def size(self) -> int:
        return len(self.items) + self.more

    def add(self, event: DeliveryGathered) -> None:
        if event.item not in self.items and len(self.items) >= LISTED:
            self.more += 1
        else:
            self.items[event.item] = event
        self.level = max(self.level, event.level, key=rank_of)


class Recent(msgspec.Struct, frozen=True, array_like=True):
    """A message that a destination got, or gets ``at`` a moment, and how grave it is."""

    at: datetime
    rank: int


def rank_of(level: str) -> int:
    return Level(level).rank if level else -1


def retold(request: DeliveryRequested) -> str:
    """Return what is the same for messages that tell one destination of the same."""
    return short(request.destination, *sorted(request.covers or (request.delivery,)), length=16)


class Memory(msgspec.Struct, kw_only=True):
    """The whole memory of the step; it can be dumped and loaded.

    ``groups`` wait to be sent; ``flushed`` says when a group was last sent; ``recent`` are the last
    single messages of each destination; ``requests`` are the deliveries whose end is not known, and
    ``given_up`` those that need a way round, all packed. ``rerouted`` are the alert events of which
    a stand-in was told, as ``retold`` names them.
    """

    alerts: dict[str, Watched] = {}
    groups: dict[str, Group] = {}
    recent: dict[str, list[Recent]] = {}
    flushed: dict[str, datetime] = {}
    requests: dict[str, bytes] = {}
    given_up: dict[str, bytes] = {}
    rerouted: dict[str, datetime] = {}
    silences: Silences = msgspec.field(default_factory=Silences)
    swept_at: datetime | None = None

    def apply(self, envelope: Envelope[Any]) -> None:
        event, at = envelope.data, envelope.time
        match event:
            case AlertRaised() | AlertUpdated():
                self._told_of(event, at)
            case AlertAcknowledged() | AlertResolved():
                self._ended(event)
            case DeliveryRequested():
                self._requested(event, at)
            case DeliveryGathered():
                self._gathered(event, at)
            case DeliverySucceeded() | DeliverySilenced() | DeliveryAbandoned():
                self._settled(event)
            case SilenceCreated() | SilenceExpired():
                self.silences.apply(event)
            case _:
                return
        self._forget(at)

    def share(self) -> None:
        """Share the strings of matches with those that other rooms keep; after loading."""
        for known in self.alerts.values():
            known.match = shared(known.match)

    def lost(self, delivery: str) -> DeliveryRequested | None:
        """Return the message of a delivery that was given up and has no way round as yet."""
        kept = self.given_up.get(delivery)
        return unpacked(kept) if kept else None

    def _told_of(self, event: AlertRaised | AlertUpdated, at: datetime) -> None:
        known = self.alerts.get(event.alert)
        if known is None:
            self.alerts[event.alert] = Watched(
                match=shared(event.match),
                level=event.match.level,
                raised_at=at,
                newest_at=at,
                silenced=event.silenced_by is not None,
            )
            return
        known.match = shared(event.match)
        known.level = max(known.level, event.match.level, key=lambda level: level.rank)
        known.newest_at = max(at, known.newest_at)
        known.silenced = event.silenced_by is not None

    def _ended(self, event: AlertAcknowledged | AlertResolved) -> None:
        known = self.alerts.get(event.alert)
        if known is None:
            return
        if isinstance(event, AlertAcknowledged):
            known.acknowledged_by = event.by
        else:
            known.is_open = False

    def _requested(self, event: DeliveryRequested, at: datetime) -> None:
        self.requests[event.delivery] = packed(event)
        while len(self.requests) > KEPT_REQUESTS:
            del self.requests[next(iter(self.requests))]
        self._told_by(event)
        if event.fallback_for:
            self.given_up.pop(event.fallback_for, None)
            self.rerouted[retold(event)] = at
        if event.group:
            # Only this step gathers: whatever waits in the group by now was in the message.
            self.groups.pop(event.group, None)
            self.flushed[event.group] = at
        if not event.group.startswith(FLOOD):
            held = datetime.fromisoformat(event.not_before) if event.not_before else at
            self._count(event.destination, Recent(max(held, at), rank_of(event.level)))

    def _told_by(self, event: DeliveryRequested | DeliveryGathered) -> None:
        """Note who is told of an alert, and on which rung of its ladder."""
        known = self.alerts.get(event.alert)
        if known:
            known.told[event.destination] = event.route
            if event.step:
                known.rungs = tuple(sorted({*known.rungs, event.step}))

    def _count(self, destination: str, recent: Recent) -> None:
        known = self.recent.setdefault(destination, [])
        known.append(recent)
        del known[:-KEPT_RECENT]

    def _gathered(self, event: DeliveryGathered, at: datetime) -> None:
        due = datetime.fromisoformat(event.due)
        group = self.groups.setdefault(
            event.group, Group(route=event.route, destination=event.destination, due=due, since=at)
        )
        group.due = min(group.due, due)
        group.add(event)
        self.given_up.pop(event.item, None)
        self._told_by(event)

    def _settled(self, event: DeliverySucceeded | DeliverySilenced | DeliveryAbandoned) -> None:
        request = self.requests.pop(event.delivery, None)
        if request and isinstance(event, DeliveryAbandoned):
            self.given_up[event.delivery] = request

    def _forget(self, now: datetime) -> None:
        """Drop what is old, by event time; at most once in an hour of it."""
        if self.swept_at and now - self.swept_at < timedelta(hours=1):
            return
        self.swept_at = now
        self.alerts = {
            alert: known for alert, known in self.alerts.items() if now - known.newest_at < KEPT
        }
        self.flushed = {
            group: at for group, at in self.flushed.items() if now - at < timedelta(days=2)
        }
        self.recent = {
            name: kept
            for name, recent in self.recent.items()
            if (kept := [each for each in recent if now - each.at < timedelta(days=1)])
        }
        self.rerouted = {name: at for name, at in self.rerouted.items() if now - at < KEPT}
        table: dict[str, Any]
        for table in (self.given_up, self.rerouted):
            while len(table) > KEPT_REQUESTS:
                table.pop(next(iter(table)))
