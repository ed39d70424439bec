"""Where an alert would go, and a test message along a route."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from monitor.delivery.options import (
    DeliveryOptions,
    Destination,
    Digest,
    Grouping,
    QuietHours,
    Route,
    Secret,
)
from monitor.delivery.transport import Failed, Sent
from monitor.delivery.trial import explain, facts_in_words, send_trial

NIGHT = datetime(2026, 1, 18, 23, tzinfo=UTC)
ZONE = ZoneInfo("UTC")
OPTIONS = DeliveryOptions(
    destinations=tuple(
        Destination(name=name, url=Secret("slack://x")) for name in ("desk", "duty", "log", "all")
    ),
    routes=(
        Route(
            name="border-desk",
            to=("desk",),
            quiet=QuietHours(start=time(22), end=time(7), zone=ZONE),
            routes=(
                Route(name="critical", match={"level": "critical"}, to=("duty",)),
                Route(
                    name="digest",
                    match={"level": "low"},
                    to=("log",),
                    gather=Digest(at=time(6), zone=ZONE),
                ),
                Route(
                    name="group",
                    match={"level": "medium"},
                    to=("all",),
                    gather=Grouping(wait=timedelta(seconds=45)),
                ),
            ),
        ),
    ),
    default="border-desk",
)


@pytest.mark.parametrize(
    ("level", "destination", "when"),
    [
        ("critical", "duty", "at once"),
        ("high", "desk", "held by quiet hours until 2026-01-19 07:00 UTC"),
        ("medium", "all", "in a group, after 45 seconds"),
        ("low", "log", "in the digest at 06:00 (UTC)"),
    ],
)
def test_a_question_is_answered_with_who_when_and_why(level, destination, when):
    (leg,) = explain(OPTIONS, None, facts_in_words({"level": level, "place": "Ishkashim"}), NIGHT)
    assert (leg["destination"], leg["when"]) == (destination, when)
    assert leg["why"].startswith("the rule names no route: default route")


@pytest.mark.parametrize(
    ("words", "problem"),
    [({"plaec": "x"}, "cannot match 'plaec'"), ({"level": "huge"}, "no level 'huge'")],
)
def test_a_question_that_makes_no_sense_is_refused(words, problem):
    with pytest.raises(ValueError, match=problem):
        facts_in_words(words)


def test_a_test_message_reaches_every_destination_of_a_route_and_its_branches():
    messages = []

    class Fake:
        def send(self, destination, message):
            messages.append(message)
            return Failed(reason="HTTP 404") if destination.name == "log" else Sent()

        def close(self):
            pass

    results = dict(send_trial(OPTIONS, "border-desk", NIGHT, {"": Fake()}))
    assert results == {"desk": None, "duty": None, "log": "HTTP 404", "all": None}
    assert all(message.subject.startswith("[TEST]") for message in messages)
    assert len({message.key for message in messages}) == 4
