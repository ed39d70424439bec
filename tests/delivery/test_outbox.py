"""The outbox and the sender: what is due, in which order, and what a crash leaves behind."""

import threading
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.delivery.options import DeliveryOptions, Destination, Secret
from monitor.delivery.outbox import TYPES, Outbox
from monitor.delivery.sender import Sender
from monitor.delivery.transport import Failed, Sent
from monitor.eventlog.memory import MemoryLog
from monitor.events.codec import decode, encode
from monitor.events.deliveries import DeliveryRequested
from monitor.events.envelope import NewEvent, microseconds
from monitor.flow.ids import event_id
from tests.fakes.clock import FixedClock


class FakeTransport:
    """Answers as told, in order; then accepts. ``hold`` keeps a destination waiting."""

    def __init__(self):
        self.answers = {}
        self.held = {}
        self.messages = []
        self.began = threading.Event()

    def send(self, destination, message):
        self.began.set()
        self.messages.append((destination.name, message))
        if destination.name in self.held:
            self.held[destination.name].wait(10)
        answers = self.answers.get(destination.name, [])
        answer = answers.pop(0) if answers else Sent()
        if isinstance(answer, Exception):
            raise answer
        return answer

    def close(self):
        for held in self.held.values():
            held.set()


class BrokenLog(MemoryLog):
    """Refuses to append while it is told to."""

    broken = False

    def append(self, *args, **kwargs):
        if self.broken:
            raise OSError(28, "No space left on device")
        return super().append(*args, **kwargs)


class Desk:
    """A log, a sender over it and its fake transport."""

    def __init__(self, *names):
        self.clock = FixedClock()
        self.log = BrokenLog(self.clock)
        self.transport = FakeTransport()
        self.options = DeliveryOptions(
            destinations=tuple(Destination(name=n, url=Secret("slack://t")) for n in names)
        )
        self.sender = self.again()
        self.count = 0

    def again(self):
        self.sender = Sender(self.log, self.clock, self.options, {"": self.transport})
        self.sender.recover()
        return self.sender

    def request(self, destination="a", **fields):
        self.count += 1
        event = DeliveryRequested(
            delivery=f"d{self.count}",
            alert="al",
            route="r",
            destination=destination,
            subject="s",
            text="t\n",
            **fields,
        )
        name = event_id("test", self.count)
        self.log.append(
            [
                NewEvent(
                    id=name,
                    type=event.TYPE,
                    schema_version=1,
                    subject=f"delivery/d{self.count}",
                    time=microseconds(self.clock.now()),
                    correlation_id="c",
                    causation_id=None,
                    data=encode(event),
                )
            ]
        )
        return event.delivery

    def drain(self):
        assert self.sender.drain(5)

    def story(self, delivery=None):
        return [
            recorded.type.removeprefix("delivery.")
            for recorded in self.log.read()
            if delivery is None or recorded.subject == f"delivery/{delivery}"
        ]

    def sent(self):
        return [message.key for _, message in self.transport.messages]


@pytest.fixture
def desk():
    desk = Desk("a", "b")
    yield desk
    desk.sender.close()


def test_a_delivery_is_started_before_it_is_sent_and_its_outcome_follows(desk):
    seen = []
    send = desk.transport.send
    desk.transport.send = lambda *args: (seen.append(desk.story()), send(*args))[1]
    delivery = desk.request()
    desk.drain()
    assert seen == [["requested", "started"]]
    assert desk.story(delivery) == ["requested", "started", "succeeded"]


def test_a_failure_is_tried_again_later_and_not_before(desk):
    desk.transport.answers["a"] = [Failed(reason="HTTP 503")]
    delivery = desk.request()
    desk.drain()
    assert desk.story(delivery) == ["requested", "started", "deferred"]
    desk.clock.advance(seconds=20)
    desk.drain()
    assert len(desk.sent()) == 1
    desk.clock.advance(seconds=20)
    desk.drain()
    assert desk.story(delivery)[-2:] == ["started", "succeeded"]
    assert desk.sent() == [delivery, delivery]


def test_the_receivers_wish_for_the_next_attempt_is_kept(desk):
    desk.transport.answers["a"] = [Failed(reason="429", retry_after=timedelta(minutes=10))]
    desk.request()
    desk.drain()
    assert desk.sender.tick() == desk.clock.now() + timedelta(minutes=10)


def test_a_permanent_failure_is_given_up_at_once_and_says_where(desk):
    desk.transport.answers["a"] = [Failed(reason="gone", permanent=True)]
    delivery = desk.request()
    desk.drain()
    assert desk.story(delivery) == ["requested", "started", "abandoned"]
    event = decode(desk.log.read()[-1]).data
    assert (event.reason, event.destination, event.alert) == ("gone", "a", "al")


def test_a_dead_destination_is_given_up_after_five_days(desk):
    desk.transport.answers["a"] = [Failed(reason="refused")] * 1000
    delivery = desk.request()
    for _ in range(150):
        desk.drain()
        desk.clock.advance(hours=1, minutes=7)
    story = desk.story(delivery)
    assert story[-1] == "abandoned"
    assert 100 < story.count("started") < 130


def test_a_destination_that_is_no_longer_configured_is_a_permanent_failure(desk):
    desk.request(destination="gone")
    desk.drain()
    assert "no destination 'gone' any more" in decode(desk.log.read()[-1]).data.reason


def test_a_held_message_waits_for_its_moment(desk):
    moment = desk.clock.now() + timedelta(hours=8)
    desk.request(not_before=moment.isoformat())
    desk.drain()
    assert desk.sent() == []
    assert desk.sender.tick() == moment
    desk.clock.advance(hours=8)
    desk.drain()
    assert desk.sent() == ["d1"]


def test_a_slow_destination_delays_no_other_and_has_one_in_flight(desk):
    desk.transport.held["a"] = threading.Event()
    for _ in range(3):
        desk.request("a")
    others = [desk.request("b") for _ in range(5)]
    for _ in range(200):
        desk.sender.tick()
        if [key for key in desk.sent() if key in others] == others:
            break
        threading.Event().wait(0.01)
    assert [key for key in desk.sent() if key in others] == others
    assert desk.sent().count("d2") == 0
    desk.transport.held["a"].set()
    desk.drain()
    assert [key for key in desk.sent() if key not in others] == ["d1", "d2", "d3"]


def test_a_dead_destination_is_left_alone_not_stormed(desk):
    desk.transport.answers["a"] = [Failed(reason="refused")] * 3
    for _ in range(50):
        desk.request("a")
    desk.drain()
    assert len(desk.sent()) == 1
    desk.clock.advance(minutes=1)
    desk.drain()
    assert len(desk.sent()) == 2


def test_a_poisoned_message_does_not_hold_the_others(desk):
    poisoned = desk.request("a")
    send = desk.transport.send

    def choke(destination, message):
        answer = send(destination, message)
        return Failed(reason="500") if message.key == poisoned else answer

    desk.transport.send = choke
    others = [desk.request("a") for _ in range(3)]
    desk.drain()
    desk.clock.advance(minutes=1)
    desk.drain()
    assert [desk.story(other)[-1] for other in others] == ["succeeded"] * 3


def test_an_attempt_cut_off_by_a_crash_is_unknown_then_sent_again_under_the_same_key(desk):
    desk.transport.held["a"] = threading.Event()
    delivery = desk.request()
    desk.sender.tick()
    assert desk.transport.began.wait(5)
    crashed, crashed_log = desk.sender, desk.log
    desk.log = BrokenLog(desk.clock)
    for recorded in crashed_log.read():  # what was on the disk at that moment
        copy = {name: getattr(recorded, name) for name in NewEvent.__struct_fields__}
        desk.log.append([NewEvent(**copy)])
    desk.transport.held.clear()
    desk.again()
    desk.drain()
    assert desk.story(delivery) == ["requested", "started", "unknown", "started", "succeeded"]
    assert desk.sent() == [delivery, delivery]
    first, second = (message for _, message in desk.transport.messages)
    assert not first.may_be_repeat
    assert second.may_be_repeat
    assert "may be a repeat" in second.text
    crashed.close(timeout=0.1)


def test_a_transport_that_raises_costs_a_retry_not_the_daemon(desk):
    desk.transport.answers["a"] = [RuntimeError("json://user:s3cret@host")]
    delivery = desk.request()
    desk.drain()
    assert desk.story(delivery)[-1] == "deferred"
    assert b"s3cret" not in b"".join(recorded.data for recorded in desk.log.read())


def test_an_outcome_that_cannot_be_written_is_written_later_and_not_sent_again(desk):
    desk.transport.held["a"] = threading.Event()
    delivery = desk.request()
    desk.sender.tick()
    desk.log.broken = True
    desk.transport.held["a"].set()
    for _ in range(100):
        if desk.sender._unrecorded:
            break
        threading.Event().wait(0.01)
    assert desk.sender.tick() > desk.clock.now()
    desk.log.broken = False
    desk.drain()
    assert desk.story(delivery) == ["requested", "started", "succeeded"]
    assert desk.sent() == [delivery]


def test_a_restart_from_a_snapshot_knows_what_is_left(desk):
    desk.transport.answers["a"] = [Failed(reason="503")]
    desk.request()
    desk.request("b")
    desk.drain()
    desk.sender.save()
    desk.request("b")
    desk.again()
    assert set(desk.sender._outbox.pending) == {"d1", "d3"}
    desk.clock.advance(hours=1)
    desk.drain()
    assert desk.sent() == ["d1", "d2", "d3", "d1"] or sorted(desk.sent()) == [
        "d1",
        "d1",
        "d2",
        "d3",
    ]


def test_what_waits_for_one_destination_goes_out_without_a_pause(desk):
    for _ in range(20):
        desk.request("a")
    desk.sender.tick()
    with desk.sender._idle:
        assert desk.sender._idle.wait_for(lambda: not desk.sender._running, 5)
    assert desk.sent() == [f"d{n}" for n in range(1, 21)]


def test_after_closing_nothing_more_starts(desk):
    desk.request()
    assert desk.sender.close()
    assert desk.sender.tick() is None
    assert desk.sent() == []


answers = st.sampled_from(
    [Sent(), Failed(reason="x"), Failed(reason="y", permanent=True), RuntimeError("z")]
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ab"), st.lists(answers, max_size=3)), max_size=6))
def test_every_delivery_ends_once_whatever_the_answers(plan):
    desk = Desk("a", "b")
    for name, replies in plan:
        desk.transport.answers.setdefault(name, []).extend(replies)
        desk.request(name)
    for _ in range(20):
        desk.drain()
        desk.clock.advance(hours=2)
    desk.sender.close()
    for number in range(1, len(plan) + 1):
        story = desk.story(f"d{number}")
        ends = [entry for entry in story if entry in ("succeeded", "abandoned")]
        assert len(ends) == 1
        assert story[-1] == ends[0]
        assert desk.sent().count(f"d{number}") == story.count("started")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from("ab"), max_size=8), st.data())
def test_an_outbox_folded_in_two_parts_is_the_same(names, data):
    desk = Desk("a", "b")
    for name in names:
        desk.transport.answers.setdefault(name, []).append(data.draw(answers))
        desk.request(name)
    desk.drain()
    desk.sender.close()
    events = [decode(recorded) for recorded in desk.log.read(types=TYPES)]
    whole, parts = Outbox(), Outbox()
    for envelope in events:
        whole.apply(envelope)
    for envelope in [*events[: len(events) // 2], *events]:
        parts.apply(envelope)
    assert whole.dump() == parts.dump()
