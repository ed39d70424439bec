"""Who gets what message when: the delivery step over a small river."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from monitor.alerts.step import AlertsStep
from monitor.delivery.jinja_templates import Templates
from monitor.delivery.options import (
    DeliveryOptions,
    Destination,
    Digest,
    Escalation,
    Grouping,
    QuietHours,
    Route,
    Secret,
)
from monitor.delivery.step import DeliveryStep
from monitor.events.alerts import AlertAcknowledged, AlertResolved, SilenceCreated, SweepDue
from monitor.events.deliveries import DeliveryAbandoned, DeliverySucceeded
from monitor.events.values import Level
from tests.alerts.builders import Stream, a_denial, a_match

UTC_ZONE = ZoneInfo("UTC")


def destinations(*names):
    return tuple(
        Destination(name=name, url=Secret("mailto://h" if name == "mail" else "slack://h"))
        for name in names
    )


def a_stream(*routes, names=("mail", "chat", "boss", "ops"), **options):
    step = DeliveryStep(
        DeliveryOptions(destinations=destinations(*names), routes=routes, **options), Templates()
    )
    stream = Stream(AlertsStep(), step)
    stream.delivery = step
    return stream


def requested(stream):
    return stream.of_type("delivery.requested")


DESK = Route(name="border-desk", to=("mail", "chat"))


def test_each_destination_gets_a_delivery_of_its_own_in_its_own_form():
    stream = a_stream(DESK)
    stream.put(a_match())
    mail, chat = requested(stream)
    assert (mail.destination, chat.destination) == ("mail", "chat")
    assert mail.delivery != chat.delivery
    assert "<blockquote" in mail.html
    assert chat.html == ""
    assert mail.delivery in mail.text
    assert mail.why == "the rule notifies border-desk"
    (raised,) = stream.of_type("alert.raised")
    assert mail.alert == chat.alert == raised.alert


def test_no_destination_at_all_prints_to_the_terminal():
    stream = Stream(AlertsStep(), DeliveryStep(DeliveryOptions(), Templates()))
    stream.put(a_match())
    (request,) = requested(stream)
    assert request.destination == "terminal"
    assert "Look next  monitor why" in request.text


def test_an_update_reaches_those_who_were_told_even_if_the_routes_would_not():
    critical = Route(name="critical", match={"level": "critical"}, to=("boss",))
    route = Route(name="border-desk", to=("chat",), routes=(critical,))
    stream = a_stream(route)
    stream.put(a_match())
    stream.put(a_match(level=Level.CRITICAL))
    assert [request.destination for request in requested(stream)] == ["chat", "boss", "chat"]
    assert requested(stream)[1].subject.startswith("[CRITICAL] Level now critical (was high)")


def test_a_silenced_alert_is_delivered_to_nobody():
    stream = a_stream(DESK)
    end = (stream.clock.now() + timedelta(hours=1)).isoformat()
    stream.put(
        SilenceCreated(silence="s", matcher={"country": "AF"}, by="a", comment="c", until=end)
    )
    stream.put(a_match())
    assert requested(stream) == []


def test_a_resolution_is_told_only_where_the_route_wants_it():
    for wanted, count in ((None, 1), (True, 2)):
        stream = a_stream(Route(name="border-desk", to=("chat",), tell_resolved=wanted))
        (raised, *_) = stream.put(a_match())
        stream.put(AlertResolved(alert=raised.alert, reason="retaken", by="ann"))
        assert len(requested(stream)) == count
    assert "Resolved: retaken" in requested(stream)[-1].subject


def test_the_same_history_gives_the_same_deliveries():
    first, second = a_stream(DESK), a_stream(DESK)
    for stream in (first, second):
        stream.put(a_match())
        stream.put(a_denial())
    assert first.log.head() == second.log.head()


class TestQuietHours:
    NIGHT = QuietHours(start=time(22), end=time(7), zone=UTC_ZONE)
    ROUTE = Route(name="border-desk", to=("chat",), quiet=NIGHT)

    def test_a_message_in_the_night_is_held_until_the_morning_not_dropped(self):
        stream = a_stream(self.ROUTE)
        stream.clock.advance(hours=12)
        stream.put(a_match())
        (request,) = requested(stream)
        assert request.not_before == datetime(2026, 1, 19, 7, tzinfo=UTC).isoformat()

    def test_the_floor_goes_out_at_once(self):
        stream = a_stream(self.ROUTE)
        stream.clock.advance(hours=12)
        stream.put(a_match(level=Level.CRITICAL))
        assert requested(stream)[0].not_before is None


class TestGroups:
    ROUTE = Route(
        name="border-desk",
        to=("mail",),
        gather=Grouping(by=("rule",), wait=timedelta(seconds=30), interval=timedelta(minutes=5)),
    )

    def test_alerts_alike_become_one_message_after_the_wait(self):
        stream = a_stream(self.ROUTE)
        for number in range(3):
            stream.put(a_match(fingerprint=f"f{number}", place=f"Place {number}"))
        assert requested(stream) == []
        now = stream.clock.now()
        assert stream.delivery.due(now) == now + timedelta(seconds=30)
        stream.clock.advance(seconds=30)
        stream.put(SweepDue())
        (request,) = requested(stream)
        assert request.subject.startswith("[HIGH] 3 alerts: Qala-e-Zal reported fallen")
        for number in range(3):
            assert f"Place {number}" in request.text
            assert f"Place {number}" in request.html
        assert len(request.covers) == 3
        assert stream.delivery.due(stream.clock.now()) is None

    def test_a_group_speaks_at_most_once_in_its_interval(self):
        stream = a_stream(self.ROUTE)
        stream.put(a_match(fingerprint="f1"))
        stream.clock.advance(seconds=30)
        stream.put(SweepDue())
        stream.clock.advance(seconds=10)
        stream.put(a_match(fingerprint="f2", place="Second"))
        now = stream.clock.now()
        assert stream.delivery.due(now) == now + timedelta(minutes=5, seconds=-10)
        stream.clock.advance(minutes=5)
        stream.put(SweepDue())
        assert ["Second" in request.text for request in requested(stream)] == [False, True]

    def test_one_alone_reads_like_any_other_message(self):
        stream = a_stream(self.ROUTE)
        stream.put(a_match())
        stream.clock.advance(seconds=30)
        stream.put(SweepDue())
        (request,) = requested(stream)
        assert request.subject == "[HIGH] Qala-e-Zal reported fallen to Taliban fighters"
        assert "<blockquote" in request.html

    def test_a_storm_becomes_a_few_messages_that_cover_all(self):
        stream = a_stream(self.ROUTE)
        for number in range(300):
            stream.append(a_match(fingerprint=f"f{number}"))
        stream.river.flow()
        stream.clock.advance(seconds=30)
        stream.put(SweepDue())
        (request,) = requested(stream)
        assert len(request.covers) == 300
        assert len(request.text) < 60_000
        assert len(request.subject) < 120

    def test_a_restart_with_other_routes_keeps_what_waits(self):
        stream = a_stream(self.ROUTE)
        stream.put(a_match())
        other = DeliveryStep(
            DeliveryOptions(destinations=destinations("mail"), routes=(DESK,)), Templates()
        )
        for envelope in stream.envelopes():
            if envelope.type in other.remembers:
                other.remember(envelope)
        later = stream.clock.now() + timedelta(hours=1)
        assert other.due(later) == later


def test_a_digest_comes_at_its_time_of_day_and_the_grave_at_once():
    digest = Digest(at=time(6, 30), zone=ZoneInfo("Asia/Dushanbe"), floor=Level.CRITICAL)
    stream = a_stream(Route(name="border-desk", to=("chat",), gather=digest))
    stream.put(a_match(fingerprint="f1"))
    stream.put(a_match(fingerprint="f2", level=Level.CRITICAL))
    assert [request.level for request in requested(stream)] == ["critical"]
    assert stream.delivery.due(stream.clock.now()) == datetime(2026, 1, 19, 1, 30, tzinfo=UTC)
    stream.clock.advance(hours=14)
    stream.put(SweepDue())
    assert [request.level for request in requested(stream)] == ["critical", "high"]


class TestEscalation:
    LADDER = (
        Escalation(after=timedelta(minutes=15), to="duty"),
        Escalation(after=timedelta(hours=1), to="head", floor=Level.CRITICAL),
    )
    ROUTES = (
        Route(name="border-desk", to=("chat",), escalate=LADDER),
        Route(name="duty", to=("boss",)),
        Route(name="head", to=("ops",)),
    )

    def test_if_nobody_acknowledges_the_next_is_told_once(self):
        stream = a_stream(*self.ROUTES)
        stream.put(a_match())
        now = stream.clock.now()
        assert stream.delivery.due(now) == now + timedelta(minutes=15)
        stream.clock.advance(minutes=15)
        stream.put(SweepDue())
        stream.put(SweepDue())
        first, second = requested(stream)
        assert (second.destination, second.step) == ("boss", 1)
        assert "Nobody acknowledged this alert within 15 minutes" in second.subject
        assert first.delivery != second.delivery
        assert stream.delivery.due(stream.clock.now()) is None

    def test_the_next_rung_has_a_floor_of_its_own(self):
        stream = a_stream(*self.ROUTES)
        stream.put(a_match(level=Level.CRITICAL))
        stream.clock.advance(hours=2)
        stream.put(SweepDue())
        assert [request.destination for request in requested(stream)] == ["chat", "boss", "ops"]

    @pytest.mark.parametrize("ended", [AlertAcknowledged, AlertResolved])
    def test_an_answer_ends_the_ladder(self, ended):
        stream = a_stream(*self.ROUTES)
        (raised, *_) = stream.put(a_match())
        detail = {"reason": "over"} if ended is AlertResolved else {}
        stream.put(ended(alert=raised.alert, by="ann", **detail))
        assert stream.delivery.due(stream.clock.now()) is None
        stream.clock.advance(hours=2)
        stream.put(SweepDue())
        assert len(requested(stream)) == 1

    def test_a_low_alert_is_nobodys_emergency(self):
        stream = a_stream(*self.ROUTES)
        stream.put(a_match(level=Level.MEDIUM))
        stream.clock.advance(hours=2)
        stream.put(SweepDue())
        assert len(requested(stream)) == 1


class TestGivenUp:
    ROUTES = (Route(name="border-desk", to=("chat",)), Route(name="operators", to=("ops",)))

    def given_up(self, request):
        return DeliveryAbandoned(
            delivery=request.delivery,
            attempt=3,
            reason="answered HTTP 404",
            destination=request.destination,
            alert=request.alert,
        )

    def test_the_message_goes_to_the_fallback_and_the_failure_is_an_alert_there(self):
        stream = a_stream(*self.ROUTES, fallback="operators")
        stream.put(a_match())
        (lost,) = requested(stream)
        stream.put(self.given_up(lost))
        _, *others = requested(stream)
        assert {request.destination for request in others} == {"ops"}
        detour = next(request for request in others if request.fallback_for)
        assert detour.fallback_for == lost.delivery
        assert detour.subject.startswith("(undelivered) [HIGH] Qala-e-Zal")
        assert detour.text.startswith("Could not be delivered to chat: answered HTTP 404")
        alert = next(request for request in others if not request.fallback_for)
        assert "Delivery to chat was given up" in alert.subject

    def test_without_anybody_else_the_terminal_is_the_last_resort(self):
        stream = a_stream(*self.ROUTES, fallback="operators")
        stream.put(a_match())
        stream.put(self.given_up(requested(stream)[0]))
        detour = next(request for request in requested(stream) if request.fallback_for)
        stream.put(self.given_up(detour))
        last = [request for request in requested(stream) if request.destination == "terminal"]
        assert [request.fallback_for for request in last] == [detour.delivery]

    def test_where_all_stand_ins_fail_the_terminal_tells_of_it_once(self):
        routes = (
            Route(name="border-desk", to=("chat",)),
            Route(name="operators", to=("mail", "ops")),
        )
        stream = a_stream(*routes, fallback="operators")
        stream.put(a_match())
        (lost,) = requested(stream)
        stream.put(self.given_up(lost))
        detours = [request for request in requested(stream) if request.fallback_for]
        assert {request.destination for request in detours} == {"mail", "ops"}
        for request in detours:
            stream.put(self.given_up(request))
        last = [request for request in requested(stream) if request.destination == "terminal"]
        assert [request.covers for request in last if request.covers == lost.covers] == [
            lost.covers
        ]

    def test_a_stand_in_for_several_is_told_once_of_the_same_and_again_of_what_is_new(self):
        routes = (Route(name="border-desk", to=("chat", "boss")), self.ROUTES[1])
        stream = a_stream(*routes, fallback="operators")
        for fingerprint in ("f1", "f2"):
            stream.put(a_match(fingerprint=fingerprint))
        for request in requested(stream):
            stream.put(self.given_up(request))
        detours = [request for request in requested(stream) if request.fallback_for]
        assert len(detours) == len({request.covers for request in detours}) == 2

    def test_giving_up_never_goes_in_circles(self):
        stream = a_stream(*self.ROUTES, fallback="operators")
        stream.put(a_match())
        settled = set()
        for _ in range(20):
            waiting = [r for r in requested(stream) if r.delivery not in settled]
            if not waiting:
                break
            for request in waiting:
                settled.add(request.delivery)
                stream.put(self.given_up(request))
        assert not waiting
        assert len(settled) <= 12


def test_memory_of_settled_deliveries_is_forgotten():
    stream = a_stream(DESK)
    for number in range(50):
        stream.put(a_match(fingerprint=f"f{number}"))
        for request in requested(stream)[-2:]:
            stream.put(DeliverySucceeded(delivery=request.delivery, attempt=1))
        stream.clock.advance(days=2)
    stream.put(a_match(fingerprint="last"))
    assert len(stream.delivery._memory.requests) <= 4
    assert len(stream.delivery._memory.alerts) <= 20


def test_a_restart_from_a_snapshot_decides_the_same():
    stream = a_stream(DESK)
    stream.put(a_match())
    kept = a_stream(DESK).delivery
    kept.load(stream.delivery.dump())
    stream.put(a_denial())
    asked = next(e for e in stream.envelopes() if e.type == "alert.updated")
    drafts = [draft.event for draft in kept.handle(asked, lambda _: None)]
    assert drafts == requested(stream)[2:]
