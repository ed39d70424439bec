"""A small world for the page: articles with hand-made claims, flowing through the real rooms.

Only the reader is left out (its claims are given) and the rules (one plain step matches every
incident near the border); incidents, alerts and all views are the real ones.
"""

from datetime import UTC, datetime

from monitor.alerts.step import AlertsStep
from monitor.alerts.verbs import Refusal, obey
from monitor.delivery.links import read
from monitor.delivery.options import Secret
from monitor.eventlog.sqlite import SqliteLog
from monitor.events.articles import ArticleAccepted
from monitor.events.codec import encode
from monitor.events.envelope import NewEvent, microseconds
from monitor.events.readings import ArticleRead
from monitor.events.sources import ArticleReceived
from monitor.flow.ids import digest, event_id
from monitor.flow.runner import River
from monitor.incidents.step import IncidentsStep
from monitor.views.catalogue import all_views
from monitor.views.sqlite import ViewStore
from monitor.web.services import (
    Health,
    Outcome,
    Permission,
    Services,
)
from tests.fakes.clock import FixedClock
from tests.web.claims import EveryIncident
from tests.web.ground import ATLAS
from tests.web.stand_ins import BOOK, PLANS, backtest, check_draft, why_not

KEY = Secret("the key of the links")
NOON = datetime(2021, 7, 6, 12, tzinfo=UTC)


class World:
    """A log with its rooms and views in a folder; ``services`` is what the page gets."""

    def __init__(self, folder, now=NOON):
        self.clock = FixedClock(now)
        self.log = SqliteLog(folder / "events.db", self.clock)
        self.views = ViewStore(folder / "views.db", self.log, all_views())
        self.alerts = AlertsStep()
        self.river = River(self.log, [IncidentsStep(), EveryIncident(), self.alerts])
        self.river.restore()
        self.number = self.log.head().position
        self.book = BOOK
        self.problems: tuple[str, ...] = ()
        self.links = True
        self.folds = True
        self.atlases = (ATLAS,)

    def close(self):
        self.views.close()
        self.log.close()

    def put(self, event, subject, *, cause=None, at=None, bodies=None):
        """Append one event; returns its id."""
        self.number += 1
        name = event_id("world", self.number)
        new = NewEvent(
            id=name,
            type=event.TYPE,
            schema_version=event.VERSION,
            subject=subject,
            time=microseconds(at or self.clock.now()),
            correlation_id=cause or name,
            causation_id=cause,
            data=encode(event),
        )
        self.log.append([new], bodies=bodies)
        return name

    def tell(
        self, article, text, *claims, title="", outlet="Ariana Desk", day="2021-07-05", **slots
    ):
        """An article arrives, is read, and everything follows. ``claims`` are made by ``claim``."""
        body, source = text.encode(), slots.pop("source", "ariana")
        received = self.put(
            ArticleReceived(source=source, key=article, body=digest(body), media_type="text/plain"),
            f"source/{source}",
            bodies={digest(body): body},
        )
        fields = {
            "article": article,
            "revision": 1,
            "source": source,
            "outlet": outlet,
            "title": title or text.partition(".")[0][:90],
            "body": digest(body),
            "wire": slots.pop("wire", article),
            "published": day,
            **slots,
        }
        accepted = self.put(ArticleAccepted(**fields), f"article/{article}", cause=received)
        self.put(
            ArticleRead(claims=claims, reader="hand", **fields),
            f"article/{article}",
            cause=accepted,
        )
        self.flow()

    def flow(self):
        self.river.flow()
        self.views.catch_up()

    def act(self, verb, arguments):
        """What the assembly does with an order."""
        self.river.flow()
        given = dict(arguments)
        if verb == "judge":
            given["note"] = given.pop("comment", "")
        if verb == "resolve":
            given["reason"] = given.pop("comment", "")
        if verb == "unsilence":
            given["silence_id"] = given.pop("silence")
        decision = obey(self.alerts.board, verb, given, self.clock.now())
        if isinstance(decision, Refusal):
            return Outcome(error=decision.reason, hint=decision.hint)
        self.put(decision.event, decision.subject)
        self.flow()
        return Outcome(message="done")

    def catch_up(self):
        if self.folds:
            self.views.catch_up()

    def permission(self, token):
        """What the assembly hands to the page."""
        found = read(KEY, token, self.clock.now())
        return found if isinstance(found, str) else Permission(verb=found.verb, alert=found.alert)

    def services(self):
        return Services(
            rows=self.views.rows,
            log=self.log,
            clock=self.clock,
            act=self.act,
            countries=ATLAS.names,
            atlases=lambda: self.atlases,
            rulebook=lambda: self.book,
            sources=lambda: PLANS,
            check_draft=check_draft,
            backtest=backtest,
            why_not=why_not,
            permission=self.permission if self.links else None,
            health=lambda: Health(problems=self.problems),
            catch_up=self.catch_up,
        )
