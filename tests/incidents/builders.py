"""Claims and articles in a few words, and a river of one room to put them in."""

from datetime import UTC, datetime, timedelta

from monitor.eventlog.memory import MemoryLog
from monitor.events.codec import decode, encode
from monitor.events.envelope import NewEvent, microseconds
from monitor.events.incidents import IncidentChanged
from monitor.events.readings import ArticleRead
from monitor.events.registry import Event
from monitor.events.values import (
    ActorClass,
    Attribution,
    Claim,
    ClaimType,
    Incident,
    SourceClass,
    Status,
)
from monitor.flow.ids import event_id
from monitor.flow.runner import River
from monitor.incidents.options import IncidentOptions
from monitor.incidents.step import IncidentsStep
from tests.fakes.clock import FixedClock

ARRIVAL = datetime(2021, 7, 4, 12, tzinfo=UTC)


def claim(kind="territory-captured", place="Nusay", **slots):
    """A claim; ``denied_by`` and ``attribution`` may be plain words."""
    for key in ("denied_by", "attribution"):
        if isinstance(slots.get(key), str):
            slots[key] = Attribution(who=slots[key], side=SourceClass.STATE)
    evidence = slots.pop("evidence", f"what was said of {place}")
    fields = {
        "status": Status(slots.pop("status", "asserted")),
        "actor": slots.pop("actor", "Taliban"),
        "actor_class": ActorClass(slots.pop("actor_class", "militants")),
        "province": slots.pop("province", "Badakhshan"),
        "country": slots.pop("country", "AF"),
        "place_id": slots.pop("place_id", f"af-{place.lower()}" if place else None),
        "span": slots.pop("span", (0, len(evidence))),
    }
    return Claim(type=ClaimType(kind), place=place, evidence=evidence, **fields, **slots)


def article(name, *claims, outlet="", published="2021-07-04", **slots):
    fields = {"source": name, "title": name, "body": "", "reader": "test", "revision": 1}
    fields |= {"wire": name} | slots
    return ArticleRead(
        article=name,
        outlet=outlet or f"Outlet {name}",
        published=published,
        claims=claims,
        **fields,
    )


class Room:
    """The incidents room alone, on a log in memory. ``tell`` returns what an article changed."""

    def __init__(self, options: IncidentOptions | None = None) -> None:
        self.log = MemoryLog(FixedClock())
        self.options = options
        self.step = IncidentsStep(options)
        self._river = River(self.log, [self.step])
        self._river.restore()
        self._count = 0
        self._seen = 0

    def restart(self) -> None:
        """Begin anew on the same log, with nothing but its events."""
        self.step = IncidentsStep(self.options)
        self._river = River(self.log, [self.step])
        self._river.restore()

    def put(self, event: Event, when: datetime = ARRIVAL, subject: str = "article/x") -> None:
        self._count += 1
        name = event_id("test", self._count)
        new = NewEvent(
            id=name,
            type=event.TYPE,
            schema_version=event.VERSION,
            subject=subject,
            time=microseconds(when),
            correlation_id=name,
            causation_id=None,
            data=encode(event),
        )
        self.log.append([new])

    def tell(self, read: ArticleRead, *, day: int = 0) -> list[IncidentChanged]:
        self.put(read, ARRIVAL + timedelta(days=day))
        return self.flow()

    def flow(self) -> list[IncidentChanged]:
        self._river.flow()
        news = self.log.read(self._seen, limit=1_000_000)
        self._seen = news[-1].position if news else self._seen
        failed = [decode(e).data for e in news if e.type == "step.failed"]
        assert not failed, failed
        return [decode(e).data for e in news if e.type.startswith("incident.")]

    def incidents(self) -> dict[str, Incident]:
        """Every incident as it now stands, by id."""
        return incidents_in(self.log)


def incidents_in(log: MemoryLog) -> dict[str, Incident]:
    found: dict[str, Incident] = {}
    for recorded in log.read(0, limit=10_000_000):
        if recorded.type.startswith("incident."):
            data = decode(recorded).data
            found[data.incident.id] = data.incident
    return found


def kinds(changes) -> list[str]:
    return [change.TYPE.removeprefix("incident.") for change in changes]
