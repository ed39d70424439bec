"""A flood of alerts must not become a flood of messages."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from monitor.alerts.step import AlertsStep
from monitor.delivery.jinja_templates import Templates
from monitor.delivery.memory import LISTED
from monitor.delivery.options import (
    AtMost,
    DeliveryOptions,
    Destination,
    Escalation,
    Grouping,
    QuietHours,
    Route,
    Secret,
)
from monitor.delivery.several import SHOWN
from monitor.delivery.step import DeliveryStep
from monitor.events.alerts import SweepDue
from monitor.events.deliveries import DeliveryAbandoned
from monitor.events.values import Level
from tests.alerts.builders import Stream, a_match

LIMIT = AtMost(messages=5, within=timedelta(minutes=10))
DESK = Route(name="border-desk", to=("chat",))


def a_stream(*routes, at_most=LIMIT, urls=None, **options):
    urls = urls or {"chat": "slack://h", "boss": "mailto://h"}
    destinations = tuple(
        Destination(name=name, url=Secret(url), at_most=at_most) for name, url in urls.items()
    )
    options = DeliveryOptions(destinations=destinations, routes=routes or (DESK,), **options)
    return Stream(AlertsStep(), DeliveryStep(options, Templates()))


def flood(stream, count, *, start=0, every=0.0, **changes):
    for number in range(start, start + count):
        stream.put(a_match(fingerprint=f"f{number}", incident=f"i{number}", **changes))
        stream.clock.advance(seconds=every)


def messages(stream, destination="chat"):
    found = stream.of_type("delivery.requested")
    return [event for event in found if event.destination == destination]


def sweep(stream, **later):
    stream.clock.advance(**later)
    return stream.put(SweepDue())


def test_beyond_the_limit_alerts_come_together_in_one_message_and_none_is_lost():
    stream = a_stream()
    flood(stream, 300)
    assert len(messages(stream)) == 5
    assert len(stream.of_type("alert.raised")) == 300
    held_back = stream.of_type("delivery.gathered")
    assert len(held_back) == 295
    assert {event.why for event in held_back} == {
        "more than 5 messages within 10 minutes: the rest come together"
    }
    sweep(stream, seconds=61)
    (together,) = messages(stream)[5:]
    assert together.subject.startswith("[HIGH] 295 alerts: Qala-e-Zal reported fallen")
    assert "and 272 more: `monitor alerts` lists them" in together.text
    assert len(together.text) < 6000
    assert len(together.covers) == 295
    sweep(stream, hours=1)
    assert len(messages(stream)) == 6


def test_the_last_single_message_says_that_more_would_come_together():
    stream = a_stream(urls={"chat": "mailto://h"})
    flood(stream, 6)
    notes = ["the rest come together" in event.text for event in messages(stream)]
    assert notes == [False, False, False, False, True]


def test_a_flood_that_goes_on_is_told_once_in_its_time():
    stream = a_stream()
    for minute in range(60):
        flood(stream, 10, start=minute * 10)
        sweep(stream, minutes=1)
    # Five at once and what is gathered in each ten minutes: of 600 alerts.
    assert len(messages(stream)) <= 6 * (5 + 1) + 1
    sweep(stream, minutes=11)
    told = sum(len(event.covers) for event in messages(stream))
    assert told == 600


def test_when_it_is_over_messages_come_one_by_one_again():
    stream = a_stream()
    flood(stream, 8)
    sweep(stream, minutes=11)
    flood(stream, 2, start=100)
    assert [len(event.covers) for event in messages(stream)] == [1, 1, 1, 1, 1, 3, 1, 1]


def test_small_alerts_cannot_hide_a_grave_one():
    stream = a_stream()
    flood(stream, 50, level=Level.LOW)
    flood(stream, 1, start=900, level=Level.CRITICAL)
    assert [event.level for event in messages(stream)] == ["low"] * 5 + ["critical"]


def test_grave_ones_count_against_small_ones():
    stream = a_stream()
    flood(stream, 5, level=Level.CRITICAL)
    flood(stream, 1, start=900, level=Level.LOW)
    assert len(messages(stream)) == 5


def test_each_destination_has_its_own_limit():
    stream = a_stream(DESK, Route(name="other", to=("boss",)), default="border-desk")
    flood(stream, 20)
    flood(stream, 1, start=50, notify="other")
    assert len(messages(stream, "boss")) == 1


@pytest.mark.parametrize("url", ["json://h", "terminal://"])
def test_programs_and_terminals_have_no_limit_unless_they_are_given_one(url):
    stream = a_stream(urls={"chat": url}, at_most=None)
    flood(stream, 100)
    assert len(messages(stream)) == 100


def test_people_have_a_limit_of_twenty_in_ten_minutes_and_none_means_none():
    stream = a_stream(at_most=None)
    flood(stream, 100)
    assert len(messages(stream)) == 20
    stream = a_stream(at_most=AtMost(messages=0))
    flood(stream, 100)
    assert len(messages(stream)) == 100


def test_thousands_of_alerts_are_few_messages_and_their_memory_is_bounded():
    stream = a_stream()
    step = stream.river.runners[1].step
    for number in range(2_000):
        stream.append(a_match(fingerprint=f"f{number}", incident=f"i{number}"))
    stream.river.flow()
    (group,) = step._memory.groups.values()
    assert group.size == 1_995
    assert len(group.items) == LISTED
    assert sum(bool(event.text) for event in group.items.values()) == SHOWN
    sweep(stream, minutes=2)
    together = messages(stream)[-1]
    assert together.subject.startswith("[HIGH] 1,995 alerts")
    assert len(together.text) < 8_000


def test_what_quiet_hours_hold_does_not_all_come_in_the_morning():
    night = QuietHours(start=time(22), end=time(7), zone=ZoneInfo("UTC"))
    stream = a_stream(Route(name="border-desk", to=("chat",), quiet=night))
    stream.clock.moment = datetime(2026, 1, 18, 22, 30, tzinfo=UTC)
    flood(stream, 80, every=300)  # each five minutes, all night: never many at once
    morning = datetime(2026, 1, 19, 7, tzinfo=UTC)
    held = messages(stream)
    assert len(held) == 5
    assert {event.not_before for event in held} == {morning.isoformat()}
    stream.clock.moment = morning
    sweep(stream)
    assert [len(event.covers) for event in messages(stream)[5:]] == [75]


def test_many_groups_are_one_message_when_they_are_too_many():
    gather = Grouping(by=("place",), wait=timedelta(seconds=30))
    stream = a_stream(Route(name="border-desk", to=("chat",), gather=gather))
    for number in range(40):
        stream.put(a_match(fingerprint=f"f{number}", incident=f"i{number}", place=f"p{number}"))
    sweep(stream, minutes=2)
    assert [len(event.covers) for event in messages(stream)] == [1, 1, 1, 1, 1, 35]


def test_many_escalations_at_once_are_gathered_and_each_rung_is_climbed_once():
    rungs = (Escalation(after=timedelta(minutes=15), to="boss"),)
    stream = a_stream(
        Route(name="border-desk", to=("chat",), escalate=rungs), Route(name="boss", to=("boss",))
    )
    flood(stream, 50)
    sweep(stream, minutes=16)
    assert len(messages(stream, "boss")) == 5
    sweep(stream, minutes=2)
    assert [len(event.covers) for event in messages(stream, "boss")[5:]] == [45]
    sweep(stream, hours=2)
    assert len(messages(stream, "boss")) == 6


class TestFallback:
    ROUTES = (DESK, Route(name="ops", to=("boss", "second")))

    def a_stream(self):
        urls = {"chat": "json://h", "boss": "mailto://h", "second": "mailto://h2"}
        return a_stream(*self.ROUTES, urls=urls, fallback="ops", at_most=None)

    def give_up(self, stream, requests):
        for request in requests:
            stream.put(
                DeliveryAbandoned(
                    delivery=request.delivery,
                    attempt=1,
                    reason="gone",
                    destination=request.destination,
                    alert=request.alert,
                )
            )

    def test_what_a_dead_destination_gives_up_does_not_flood_the_fallback(self):
        stream = self.a_stream()
        flood(stream, 100)
        self.give_up(stream, messages(stream, "chat"))
        singles = messages(stream, "boss")
        assert len(singles) <= 21
        sweep(stream, minutes=2)
        covered = sum(len(event.covers) for event in messages(stream, "boss"))
        # The hundred, and the alert about the destination.
        assert covered == 101

    def test_what_was_gathered_there_and_given_up_again_ends_on_the_terminal(self):
        stream = self.a_stream()
        flood(stream, 100)
        self.give_up(stream, messages(stream, "chat"))
        sweep(stream, minutes=2)
        together = [e for e in messages(stream, "boss") if len(e.covers) > 1]
        assert together
        self.give_up(stream, together)
        again = stream.of_type("delivery.requested")[-1]
        assert again.destination == "terminal"


def test_the_same_flood_gives_the_same_messages_after_a_restart():
    one, other = a_stream(), a_stream()
    flood(one, 30)
    flood(other, 30)
    step = other.river.runners[1].step
    state = step.dump()
    step.load(state)
    for stream in (one, other):
        sweep(stream, seconds=61)
    assert one.log.head() == other.log.head()


def test_the_mail_of_a_flood_lists_all_and_shows_the_gravest_as_their_own_mails_would():
    stream = a_stream(urls={"chat": "mailto://h"})
    flood(stream, 30, subject="A <b>small</b> thing", level=Level.MEDIUM)
    flood(stream, 7, start=50, subject="A grave thing", level=Level.CRITICAL)
    sweep(stream, minutes=2)
    html = messages(stream)[-1].html
    assert html.count("<li>[CRITICAL] A grave thing") == 2
    assert html.count("<li>[MEDIUM] A &lt;b&gt;small") == 25
    assert html.count("<h1") == 12
    assert html.index("<li>[CRITICAL]") < html.index("<li>[MEDIUM]")
    assert html.count("<body") == html.count("</html>") == 1
    assert "<title>[CRITICAL] 27 alerts: A grave thing" in html
    assert "prefers-color-scheme: dark" in html
    assert "<b>small" not in html
    assert "picture -->" not in html


def test_a_grave_alert_that_came_late_heads_the_list_though_its_words_were_not_kept():
    stream = a_stream(urls={"chat": "mailto://h"})
    flood(stream, 60, level=Level.MEDIUM)
    flood(stream, 6, start=90, level=Level.CRITICAL)
    sweep(stream, minutes=2)
    together = messages(stream)[-1]
    assert together.level == "critical"
    assert together.html.index("<li>[CRITICAL]") < together.html.index("<li>[MEDIUM]")
    assert together.html.count("<h1") == 12
