"""A small world for the page: articles with hand-made claims, flowing through the real rooms.

Only the reader is left out (its claims are given) and the rules (one plain step matches every
incident near the border); incidents, alerts and all views are the real ones.
"""

from datetime import UTC, datetime, timedelta

from monitor.alerts.step import AlertsStep
from monitor.alerts.verbs import Refusal, obey
from monitor.delivery.links import read
from monitor.delivery.options import Secret
from monitor.errors import Fault
from monitor.eventlog.sqlite import SqliteLog
from monitor.events.alerts import SilenceCreated
from monitor.events.articles import ArticleAccepted, ArticleRejected, ArticleRepeated
from monitor.events.codec import encode
from monitor.events.deliveries import (
    DeliveryAbandoned,
    DeliveryDeferred,
    DeliveryRequested,
    DeliveryStarted,
    DeliverySucceeded,
)
from monitor.events.envelope import NewEvent, microseconds
from monitor.events.incidents import IncidentChanged
from monitor.events.matches import RuleMatched
from monitor.events.readings import ArticleRead
from monitor.events.sources import ArticleReceived, ItemRefused, SourceFailed, SourcePolled
from monitor.events.values import (
    ActorClass,
    Attribution,
    Claim,
    ClaimType,
    Level,
    Side,
    SourceClass,
    Status,
)
from monitor.flow.ids import digest, event_id, short
from monitor.flow.runner import River
from monitor.flow.step import Draft
from monitor.incidents.step import IncidentsStep
from monitor.views.catalogue import all_views
from monitor.views.control import District
from monitor.views.sqlite import ViewStore
from monitor.web.atlas import Atlas
from monitor.web.services import (
    Backtest,
    Difference,
    DraftCheck,
    Example,
    Health,
    Outcome,
    Permission,
    Rulebook,
    RuleCard,
    Services,
    SourcePlan,
    WhyNot,
)
from tests.fakes.clock import FixedClock

KEY = Secret("the key of the links")
NOON = datetime(2021, 7, 6, 12, tzinfo=UTC)
LEVELS = {
    ClaimType.TERRITORY_CAPTURED: Level.HIGH,
    ClaimType.BORDER_CROSSING: Level.HIGH,
    ClaimType.ARMED_CLASH: Level.MEDIUM,
    ClaimType.BORDER_CLOSURE: Level.LOW,
}


class EveryIncident:
    """A rule for everything: each incident event matches."""

    name = "rules"
    version = 1
    consumes = frozenset(
        f"incident.{change}"
        for change in ("opened", "corroborated", "disputed", "amended", "closed")
    )
    remembers = frozenset()

    def remember(self, envelope):
        pass

    def handle(self, envelope, bodies):
        event: IncidentChanged = envelope.data
        incident, claim = event.incident, event.incident.claim
        ref = incident.claims[-1]
        rule = f"{claim.type.value}-near-border"
        match = RuleMatched(
            rule=rule,
            rule_digest="test",
            fingerprint=short(rule, claim.place_id or incident.id),
            change=event.TYPE.removeprefix("incident."),
            level=Level.CRITICAL
            if len(incident.sources) > 1
            else LEVELS.get(claim.type, Level.LOW),
            title=f"{claim.type.value.replace('-', ' ')} near the border",
            subject=f"{claim.place or claim.country} reported: {claim.type.value} "
            f"({len(incident.sources)})",
            article=ref.article,
            source=ref.source,
            outlet=ref.outlet,
            evidence=ref.evidence,
            span=ref.span,
            incident=incident.id,
            state=incident.state.value,
            type=claim.type.value,
            place=claim.place,
            place_id=claim.place_id,
            province=claim.province,
            country=claim.country,
            border=claim.border,
            border_km=claim.border_km,
            actor=claim.actor,
            killed=incident.killed,
            published=ref.published,
            url=ref.url,
            attribution=ref.attribution,
            denied_by=next((c.denied_by for c in incident.claims if c.denied_by), None),
            sources=incident.sources,
            silent=claim.type is ClaimType.DIPLOMATIC_CONTACT,
            why=(f"claim: {claim.type.value}", "within 50 km of AF-TJ"),
        )
        return [Draft(event=match, subject=f"rule/{rule}")]


def claim(text, evidence, kind="territory-captured", place="Imam Sahib", **slots):
    """A claim whose span is where its evidence stands in the text."""
    start = text.index(evidence)
    for name in ("attribution", "denied_by"):
        if isinstance(slots.get(name), str):
            slots[name] = Attribution(who=slots[name], side=SourceClass.STATE)
    known = DISTRICTS.get(place)
    fields = {
        "status": Status(slots.pop("status", "asserted")),
        "actor": slots.pop("actor", "Taliban"),
        "actor_class": ActorClass(slots.pop("actor_class", "militants")),
        "actor_side": Side(slots.pop("actor_side", "non-state")),
        "country": slots.pop("country", known.country if known else "AF"),
        "province": slots.pop("province", known.province if known else None),
        "place_id": slots.pop("place_id", known.place_id if known else None),
        "border": "AF-TJ",
        "border_km": slots.pop("border_km", 4.0),
        "why": ("frame: overran(actor, place)", "no denial in the clause"),
    }
    return Claim(
        type=ClaimType(kind),
        place=place,
        place_kind="district",
        evidence=evidence,
        span=(start, start + len(evidence)),
        **fields,
        **slots,
    )


DISTRICTS = {
    d.name: d
    for d in (
        District(
            place_id="af-kunduz-qala-e-zal",
            km=75.0,
            name="Qala-e Zal",
            province="Kunduz",
            country="AF",
        ),
        District(
            place_id="af-kunduz-imam-sahib",
            km=73.9,
            name="Imam Sahib",
            province="Kunduz",
            country="AF",
        ),
        District(
            place_id="af-takhar-darqad", km=39.0, name="Darqad", province="Takhar", country="AF"
        ),
        District(
            place_id="af-badakhshan-ishkashim",
            km=82.5,
            name="Ishkashim",
            province="Badakhshan",
            country="AF",
        ),
        District(
            place_id="tj-khatlon-panj", km=69.6, name="Panj", province="Khatlon", country="TJ"
        ),
        District(
            place_id="tj-gbao-ishkoshim", km=98.1, name="Ishkoshim", province="GBAO", country="TJ"
        ),
    )
}
SPOTS = {
    "af-kunduz-qala-e-zal": (68.467, 37.02),
    "af-kunduz-imam-sahib": (68.917, 37.189),
    "af-takhar-darqad": (69.45, 37.483),
    "af-badakhshan-ishkashim": (71.573, 36.706),
    "tj-khatlon-panj": (69.1, 37.235),
    "tj-gbao-ishkoshim": (71.612, 36.725),
}
ATLAS = Atlas(
    border="AF-TJ",
    frontier=(
        ((67.8, 37.18), (68.3, 37.1), (68.9, 37.25), (69.3, 37.3), (69.5, 37.6), (70.2, 37.9)),
        ((70.2, 37.9), (71.0, 38.4), (71.5, 37.9), (71.5, 37.2), (71.6, 36.7), (72.6, 37.0)),
    ),
    context={"AF-UZ": (((66.5, 37.35), (67.8, 37.18)),)},
    districts=tuple(DISTRICTS.values()),
    spots=SPOTS,
    titles={district.place_id: name for name, district in DISTRICTS.items()},
    names={"AF": "Afghanistan", "TJ": "Tajikistan"},
)


class World:
    """A log with its rooms and views in a folder; ``services`` is what the page gets."""

    def __init__(self, folder, now=NOON):
        self.clock = FixedClock(now)
        self.log = SqliteLog(folder / "events.db", self.clock)
        self.views = ViewStore(folder / "views.db", self.log, all_views())
        self.alerts = AlertsStep()
        self.river = River(self.log, [IncidentsStep(), EveryIncident(), self.alerts])
        self.river.restore()
        self.number = 0
        self.book = BOOK
        self.problems: tuple[str, ...] = ()
        self.links = True
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
            why_not=lambda article: [
                WhyNot(
                    rule="troops-cross",
                    title="Troops cross the border",
                    reason="type",
                    detail="territory-captured",
                )
            ],
            permission=self.permission if self.links else None,
            health=lambda: Health(problems=self.problems),
            catch_up=self.views.catch_up,
        )


RULE = """title: District near the border falls
id: territory-captured-near-border
status: stable
level: high
when:
  claim: territory-captured
"""
BOOK = Rulebook(
    digest="abc",
    rules=(
        RuleCard(
            id="territory-captured-near-border",
            title="District near the border falls",
            status="stable",
            level="high",
            file="rules/frontier.yaml",
            line=3,
            words=("When a territory-captured is claimed at a district within 50 km of AF-TJ.",),
            description="A district within reach of the Tajik border is reported captured.",
            notify="border-desk",
            budget="2 per month",
            budget_per_month=2,
            source=RULE,
            examples=(
                Example(text="Taliban fighters overran Qala-e-Zal.", expected="fires", passed=True),
                Example(
                    text="The governor denied it.",
                    expected="quiet because denied",
                    passed=False,
                    found="fires",
                ),
            ),
        ),
    ),
    problems=(
        Fault(
            file="rules/new.yaml",
            line=4,
            column=8,
            message="'hihg' is not a level",
            hint="Did you mean high?",
            excerpt="level: hihg",
        ),
    ),
)
PLANS = (
    SourcePlan(name="ariana", kind="feed", address="https://ariana.example/rss", every=600),
    SourcePlan(name="khovar", kind="feed", address="https://khovar.example/rss", every=900),
    SourcePlan(name="drop", kind="directory", address="/srv/drop", every=1),
)


def check_draft(text):
    if "hihg" in text:
        return DraftCheck(faults=BOOK.problems)
    return DraftCheck(examples=BOOK.rules[0].examples[:1], words=BOOK.rules[0].words)


def backtest(text, since):
    return Backtest(
        before=12,
        after=13,
        articles=205,
        differences=(
            Difference(
                mark="+",
                rule="draft",
                level="high",
                title="Darqad <b>fell</b>",
                at="2021-07-02T10:00:00Z",
                evidence="Darqad fell",
            ),
            Difference(
                mark="-", rule="draft", level="low", title="Panj closed", note=f"since {since}"
            ),
        ),
    )


IMAM = (
    "Taliban fighters overran Imam Sahib, a district on the Tajik border, on Saturday, a council "
    "member said.\n\nThe governor's office did not comment."
)
IMAM_AGAIN = (
    "Imam Sahib district of Kunduz has fallen to the Taliban, residents told Khovar by telephone."
)
ISHKASHIM = (
    "Ishkashim fell to the Taliban overnight, a tribal elder said.\n\nThe governor of Badakhshan "
    "denied that the district had fallen."
)
HOSTILE = (
    "Darqad fell <script>alert(1)</script> to the Taliban, "
    "\u202e{{ 7*7 }} said <img src=x onerror=alert(2)> an elder."
)
FEARS = "Officials fear that Darqad could fall within days, a lawmaker warned in Taluqan on Monday."


def filled(world):
    """Put something on every page."""
    world.put(
        SourcePolled(source="ariana", items=20, new=3, next_due="2021-07-06T12:10:00+00:00"),
        "source/ariana",
    )
    world.put(
        SourceFailed(
            source="khovar",
            failure="timeout",
            reason="The server did not answer within 30 s",
            attempt=3,
            retry_at="2021-07-06T12:20:00+00:00",
        ),
        "source/khovar",
    )
    world.put(
        ItemRefused(
            source="drop",
            key="film.mp4",
            reason="This is not text",
            hint="Give text, Markdown or HTML.",
        ),
        "source/drop",
    )
    world.clock.moment = NOON - timedelta(days=2)
    world.tell(
        "a0000001",
        IMAM,
        claim(
            IMAM,
            "Taliban fighters overran Imam Sahib",
            attribution="a council member",
            when="2021-07-03",
            killed=(3, 5),
        ),
    )
    world.clock.moment = NOON - timedelta(days=1)
    world.tell(
        "a0000002",
        IMAM_AGAIN,
        claim(
            IMAM_AGAIN,
            "Imam Sahib district of Kunduz has fallen to the Taliban",
            attribution="residents",
            when="2021-07-03",
            killed=(4, 7),
        ),
        outlet="Khovar",
        source="khovar",
        day="2021-07-04",
    )
    world.tell(
        "a0000003",
        ISHKASHIM,
        claim(
            ISHKASHIM,
            "Ishkashim fell to the Taliban overnight",
            place="Ishkashim",
            status="disputed",
            attribution="a tribal elder",
            denied_by="The governor of Badakhshan",
            when="2021-07-05",
        ),
        url="https://ariana.example/ishkashim",
    )
    world.clock.moment = NOON - timedelta(hours=3)
    world.tell(
        "a0000004",
        HOSTILE,
        claim(
            HOSTILE,
            "Darqad fell <script>alert(1)</script> to the Taliban",
            place="Darqad",
            attribution="<img src=x onerror=alert(2)> an elder",
            when="2021-07-06",
        ),
        title="<script>document.title='owned'</script> & \u202egnp.exe",
        url="javascript:alert(3)",
    )
    world.tell(
        "a0000005",
        FEARS,
        claim(FEARS, "Darqad could fall within days", place="Darqad", status="hypothetical"),
        title="Fears for Darqad",
    )
    crossing = (
        "More than 300 Afghan soldiers crossed into Tajikistan at Panj, the border service said."
    )
    world.tell(
        "a0000006",
        crossing,
        claim(
            crossing,
            "300 Afghan soldiers crossed into Tajikistan at Panj",
            "border-crossing",
            place="Panj",
            actor="Afghan soldiers",
            actor_class="troops",
            actor_side="state",
            origin="AF",
            to="TJ",
            count=300,
            when="2021-07-06",
        ),
        outlet="Khovar",
        source="khovar",
        day="2021-07-06",
    )
    shut = "The border at Panj was closed on Tuesday, customs officers said."
    world.tell(
        "a0000007",
        shut,
        claim(
            shut,
            "The border at Panj was closed on Tuesday",
            "border-closure",
            place="Panj",
            actor="customs officers",
            actor_class="officials",
            when="2021-07-06",
        ),
    )
    world.put(
        ArticleRepeated(
            article="a0000008",
            source="khovar",
            outlet="Khovar",
            title="Imam Sahib falls",
            original="a0000001",
            share=0.97,
        ),
        "article/a0000008",
    )
    world.put(
        ArticleRejected(
            article="a0000009",
            source="drop",
            reason="No readable text was found",
            hint="Is it a scan?",
        ),
        "article/a0000009",
    )
    world.clock.moment = NOON
    first = world.alerts.board.alerts()[0].id
    for number, ending in enumerate((DeliverySucceeded, DeliveryDeferred, DeliveryAbandoned)):
        name = f"d{number}"
        world.put(
            DeliveryRequested(
                delivery=name,
                alert=first,
                route="border-desk",
                destination=("duty-mail", "desk-chat", "night-sms")[number],
                subject="[high] Imam Sahib reported fallen",
                text="Imam Sahib reported fallen\n\nTaliban fighters overran Imam Sahib.",
                level="high",
            ),
            f"delivery/{name}",
        )
        world.put(DeliveryStarted(delivery=name, attempt=1), f"delivery/{name}")
        more = (
            {"reason": "the server said 503", "retry_at": "2021-07-06T12:05:00+00:00"}
            if ending is DeliveryDeferred
            else {"reason": "no such number"}
            if ending is DeliveryAbandoned
            else {}
        )
        world.put(ending(delivery=name, attempt=1, **more), f"delivery/{name}")
    world.put(
        SilenceCreated(
            silence="s1",
            matcher={"place": "Sangin"},
            by="Ada",
            comment="far away",
            until="2021-07-20T00:00:00+00:00",
        ),
        "silence/s1",
    )
    world.flow()
    return world
