"""A scene on every page: what the pages' tests look at."""

from datetime import timedelta

from monitor.events.alerts import SilenceCreated
from monitor.events.articles import ArticleRejected, ArticleRepeated
from monitor.events.deliveries import (
    DeliveryAbandoned,
    DeliveryDeferred,
    DeliveryRequested,
    DeliveryStarted,
    DeliverySucceeded,
)
from monitor.events.sources import ItemRefused, SourceFailed, SourcePolled
from tests.web.claims import claim
from tests.web.world import NOON

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
    sources_answer_and_fail(world)
    districts_fall(world)
    people_cross(world)
    articles_are_put_aside(world)
    world.clock.moment = NOON
    messages_go_out(world)
    somebody_silences(world)
    world.flow()
    return world


def sources_answer_and_fail(world):
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


def districts_fall(world):
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


def people_cross(world):
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


def articles_are_put_aside(world):
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


def messages_go_out(world):
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


def somebody_silences(world):
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
