"""Events in a few words, a log to put them in, and a look at every table of the views."""

from datetime import UTC, date, datetime, timedelta

from monitor.eventlog.memory import MemoryLog
from monitor.events.alerts import AlertRaised, AlertUpdated
from monitor.events.codec import encode
from monitor.events.envelope import NewEvent, microseconds
from monitor.events.incidents import IncidentOpened
from monitor.events.matches import RuleMatched
from monitor.events.values import Claim, ClaimRef, ClaimType, Incident, IncidentState, Level, Status
from monitor.flow.ids import digest, event_id
from monitor.views.government import Government
from tests.fakes.clock import FixedClock

AFGHANISTAN = (
    Government(name="Republic", opposition="Taliban"),
    Government(name="Taliban", since=date(2021, 8, 15)),
)
START = datetime(2021, 7, 1, 12, tzinfo=UTC)


class Scene:
    """A log in memory that is told events, one a minute."""

    def __init__(self) -> None:
        self.log = MemoryLog(FixedClock(START))
        self._count = 0

    def tell(self, *events, bodies=None):
        for event in events:
            self._count += 1
            name = event_id("scene", self._count)
            new = NewEvent(
                id=name,
                type=event.TYPE,
                schema_version=event.VERSION,
                subject="scene",
                time=microseconds(START + timedelta(minutes=self._count)),
                correlation_id=name,
                causation_id=None,
                data=encode(event),
            )
            self.log.append([new], bodies=bodies)
        return self

    def body(self, text: str) -> str:
        """Store a text, return its digest."""
        name = digest(text.encode())
        self.log.append([], bodies={name: text.encode()})
        return name


def match(**slots):
    fields = {
        "rule": "district-falls",
        "rule_digest": "d",
        "fingerprint": "f1",
        "change": "opened",
        "level": Level.HIGH,
        "title": "District near the border falls",
        "subject": "Nusay reported fallen",
        "article": "a1",
        "source": "wire",
        "outlet": "Wire",
        "evidence": "Nusay fell",
        "incident": "i1",
    }
    return RuleMatched(**(fields | slots))


def raised(alert="al1", **slots):
    return AlertRaised(alert=alert, match=match(**slots))


def updated(alert="al1", kind="disputed", change="denied by the governor", **slots):
    return AlertUpdated(alert=alert, kind=kind, change=change, match=match(**slots))


def incident(name="i1", *, kind="territory-captured", state="single", **slots):
    """An incident with one claim; ``claim`` slots and ``ref`` slots go by their names."""
    claim_slots = {
        "place": "Nusay",
        "place_id": "af-badakhshan-nusay",
        "province": "Badakhshan",
        "country": "AF",
        "actor": "Taliban",
        "actor_class": "militants",
    } | slots.pop("claim", {})
    ref_slots = {"published": "2021-07-04"} | slots.pop("ref", {})
    claim = Claim(
        type=ClaimType(kind), status=Status.ASSERTED, evidence="it fell", span=(0, 7), **claim_slots
    )
    ref = ClaimRef(
        article="a1",
        revision=1,
        index=0,
        source="wire",
        outlet="Wire",
        wire="a1",
        status=Status.ASSERTED,
        **ref_slots,
    )
    fields = {"claims": (ref,), "sources": ("Wire",)} | slots
    return Incident(id=name, state=IncidentState(state), claim=claim, **fields)


def opened(name="i1", **slots):
    return IncidentOpened(incident=incident(name, **slots), article="a1", reason="first report")


TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
    "AND name NOT LIKE 'article_text%' AND name != 'view'"
)


def everything(store):
    """Every row of every table, and what the text index holds."""
    names = sorted(row[0] for row in store.rows.run(TABLES))
    found = {
        name: sorted(store.rows.run(f"SELECT * FROM {name}"), key=repr)
        for name in [*names, "article_text"]
    }
    found["rowids"] = list(store.rows.run("SELECT rowid FROM article_text ORDER BY rowid"))
    found["view"] = sorted(store.rows.run("SELECT name, version FROM view"))
    return found
