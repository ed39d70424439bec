"""A silence made after a message was requested still keeps it from being sent."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from monitor.alerts.step import AlertsStep
from monitor.cli.silences_past import past_silences
from monitor.delivery.jinja_templates import Templates
from monitor.delivery.options import (
    DeliveryOptions,
    Destination,
    Digest,
    QuietHours,
    Route,
    Secret,
)
from monitor.delivery.sender import Sender
from monitor.delivery.step import DeliveryStep
from monitor.delivery.transport import Failed, Sent
from monitor.events.alerts import SilenceCreated, SilenceExpired, SweepDue
from tests.alerts.builders import Stream, a_match

UTC_ZONE = ZoneInfo("UTC")
NIGHT = QuietHours(start=time(22), end=time(7), zone=UTC_ZONE)
MORNING = datetime(2026, 1, 19, 7, tzinfo=UTC)


class Recorder:
    """A transport that keeps what it was given, and answers as told."""

    def __init__(self, *outcomes):
        self.sent = []
        self.outcomes = list(outcomes)

    def send(self, destination, message):
        self.sent.append(message)
        return self.outcomes.pop(0) if self.outcomes else Sent()

    def close(self):
        pass


class Office:
    def __init__(self, route, *outcomes):
        destinations = (Destination(name="chat", url=Secret("slack://h")),)
        options = DeliveryOptions(destinations=destinations, routes=(route,))
        self.stream = Stream(AlertsStep(), DeliveryStep(options, Templates()))
        self.transport = Recorder(*outcomes)
        self.options = options
        self.sender = self.a_sender()

    def a_sender(self):
        sender = Sender(self.stream.log, self.stream.clock, self.options, {"": self.transport})
        sender.recover()
        return sender

    def match(self, name, **changes):
        self.stream.put(a_match(fingerprint=name, incident=name, **changes))

    def silence(self, name="s1", hours=24, **matcher):
        until = (self.stream.clock.now() + timedelta(hours=hours)).isoformat()
        self.stream.put(
            SilenceCreated(silence=name, matcher=matcher, by="ann", comment="drill", until=until)
        )

    def send(self):
        self.sender.drain(5)
        return [message.subject for message in self.transport.sent]

    def kept_quiet(self):
        return self.stream.of_type("delivery.silenced")


def at_night():
    office = Office(Route(name="border-desk", to=("chat",), quiet=NIGHT))
    office.stream.clock.moment = datetime(2026, 1, 18, 23, tzinfo=UTC)
    return office


def test_what_quiet_hours_hold_is_not_sent_in_the_morning_if_it_was_silenced_in_the_night():
    office = at_night()
    office.match("a")
    office.match("b", place="Ishkashim", place_id="af-ishkashim", subject="Ishkashim fell")
    office.silence(place="Qala-e-Zal")
    office.stream.clock.moment = MORNING
    assert office.send() == ["[HIGH] Ishkashim fell"]
    (silenced,) = office.kept_quiet()
    assert silenced.reason == "silence s1 (place=Qala-e-Zal) by ann: drill"
    assert silenced.destination == "chat"


def test_it_can_be_listed_also_when_the_silence_is_over():
    office = at_night()
    office.match("a")
    office.silence(place="Qala-e-Zal")
    office.stream.clock.moment = MORNING
    office.send()
    (alert,) = [event.alert for event in office.stream.of_type("alert.raised")]
    (past,) = past_silences(office.stream.log, ended=False)
    assert past.alerts == [alert]
    office.stream.put(SilenceExpired(silence="s1"))
    assert past_silences(office.stream.log, ended=False) == []
    (past,) = past_silences(office.stream.log, ended=True)
    assert past.alerts == [alert]
    assert past.ended == MORNING


def test_a_retry_is_not_made_once_it_is_silenced():
    office = Office(Route(name="border-desk", to=("chat",)), Failed(reason="busy"))
    office.match("a")
    assert len(office.send()) == 1
    office.silence(rule="district-*")
    office.stream.clock.advance(hours=2)
    assert len(office.send()) == 1
    assert len(office.kept_quiet()) == 1


def test_a_silence_that_ended_before_the_send_keeps_nothing_quiet():
    office = at_night()
    office.match("a")
    office.silence(hours=2, place="Qala-e-Zal")
    office.stream.clock.moment = MORNING
    assert len(office.send()) == 1
    assert office.kept_quiet() == []


def test_it_holds_after_a_restart_from_a_snapshot():
    office = at_night()
    office.match("a")
    office.silence(place="Qala-e-Zal")
    office.sender.tick()
    office.sender.save()
    office.sender = office.a_sender()
    office.stream.clock.moment = MORNING
    assert office.send() == []
    assert len(office.kept_quiet()) == 1


def test_a_digest_leaves_out_what_was_silenced_since_and_says_so():
    digest = Digest(at=time(6, 30), zone=UTC_ZONE)
    office = Office(Route(name="border-desk", to=("chat",), gather=digest))
    office.match("a")
    office.match("b", place="Ishkashim", place_id="af-ishkashim", subject="Ishkashim fell")
    office.silence(place="Qala-e-Zal")
    office.stream.clock.moment = MORNING
    office.stream.put(SweepDue())
    assert office.send() == ["[HIGH] Ishkashim fell"]
    (suppressed,) = office.stream.of_type("alert.suppressed")
    assert suppressed.reason.startswith("silence s1 ")
    assert suppressed.rule == "district-near-border-falls"


def test_a_digest_of_which_all_is_silenced_is_not_sent():
    digest = Digest(at=time(6, 30), zone=UTC_ZONE)
    office = Office(Route(name="border-desk", to=("chat",), gather=digest))
    office.match("a")
    office.match("b")
    office.silence(place="Qala-e-Zal")
    office.stream.clock.moment = MORNING
    office.stream.put(SweepDue())
    assert office.send() == []
    assert len(office.kept_quiet()) == 1
    office.stream.clock.advance(days=1)
    assert office.stream.put(SweepDue())[1:] == []


def test_messages_that_are_silenced_do_not_hold_up_the_next():
    office = at_night()
    for number in range(19):
        office.match(f"f{number}")
    office.match("b", place="Ishkashim", place_id="af-ishkashim", subject="Ishkashim fell")
    office.silence(place="Qala-e-Zal")
    office.stream.clock.moment = MORNING
    assert office.send() == ["[HIGH] Ishkashim fell"]
    assert len(office.kept_quiet()) == 19
