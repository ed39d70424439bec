"""What every engine of the event log promises: one suite, run over all of them."""

import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.errors import IdempotencyConflict, LogCorrupt, WrongExpectedVersion
from monitor.eventlog.chain import verify
from monitor.eventlog.protocol import (
    GENESIS,
    NO_STREAM,
    Checkpoint,
    EventLog,
    Expected,
    Head,
    Snapshot,
)
from monitor.events.codec import decode, encode
from monitor.events.envelope import NewEvent
from monitor.events.operations import StepFailed
from monitor.events.sources import SourcePolled


def an_event(name, *, subject="article/a", kind="article.received", data=b"{}", cause=None):
    return NewEvent(
        id=name,
        type=kind,
        schema_version=1,
        subject=subject,
        time=1_700_000_000_000_000,
        correlation_id="c",
        causation_id=cause,
        data=data,
    )


class EventLogContract:
    @pytest.fixture
    def log(self) -> EventLog:
        raise NotImplementedError

    def test_positions_and_versions_count_from_one(self, log):
        a, b, c = log.append([an_event("1"), an_event("2", subject="article/b"), an_event("3")])
        assert [a.position, b.position, c.position] == [1, 2, 3]
        assert [a.version, b.version, c.version] == [1, 1, 2]

    def test_an_empty_log_has_the_genesis_as_its_head(self, log):
        assert log.head() == Head(0, GENESIS)

    def test_the_same_event_again_is_not_appended_again(self, log):
        (first,) = log.append([an_event("1", data=b'{"a":1}')])
        (again,) = log.append([an_event("1", data=b'{"a":1}')])
        assert again == first
        assert log.head().position == 1

    def test_the_same_event_twice_in_one_append_is_appended_once(self, log):
        one, two = log.append([an_event("1"), an_event("1")])
        assert one == two
        assert log.head().position == 1

    def test_the_same_id_with_another_payload_is_a_conflict(self, log):
        log.append([an_event("1", data=b"{}")])
        with pytest.raises(IdempotencyConflict):
            log.append([an_event("1", data=b'{"other":1}')])

    def test_a_conflict_leaves_nothing_of_its_append_behind(self, log):
        log.append([an_event("1")])
        with pytest.raises(IdempotencyConflict):
            log.append(
                [an_event("2"), an_event("1", data=b'{"other":1}')],
                checkpoint=Checkpoint("step", 1),
                bodies={"d": b"text"},
            )
        assert log.head().position == 1
        assert log.checkpoint("step") == 0
        assert log.body("d") is None

    def test_the_expected_version_guards_a_stream(self, log):
        log.append([an_event("1")], expected=[Expected("article/a", NO_STREAM)])
        with pytest.raises(WrongExpectedVersion):
            log.append([an_event("2")], expected=[Expected("article/a", NO_STREAM)])
        log.append([an_event("2")], expected=[Expected("article/a", 1)])
        assert log.head().position == 2

    def test_a_checkpoint_moves_with_the_outputs(self, log):
        assert log.checkpoint("step") == 0
        log.append([an_event("1")], checkpoint=Checkpoint("step", 7))
        assert log.checkpoint("step") == 7
        log.append([], checkpoint=Checkpoint("step", 9))
        assert log.checkpoint("step") == 9

    def test_events_are_read_in_order_after_a_position(self, log):
        log.append([an_event(str(n)) for n in range(10)])
        assert [r.id for r in log.read(6)] == ["6", "7", "8", "9"]
        assert [r.id for r in log.read(6, limit=2)] == ["6", "7"]

    def test_events_are_read_by_type(self, log):
        kinds = ["article.received", "article.read", "rule.matched"]
        log.append([an_event(str(n), kind=kinds[n % 3]) for n in range(9)])
        found = log.read(2, types={"article.received", "rule.matched"}, limit=3)
        assert [r.id for r in found] == ["2", "3", "5"]
        assert log.read(0, types=set()) == []

    def test_events_are_read_decoded_as_each_would_be(self, log):
        polled = encode(SourcePolled(source="s", items=3, new=1))
        read = encode(StepFailed(step="a", cause="b", cause_type="c", error="d"))
        kinds = [("source.polled", polled), ("step.failed", read)]
        log.append([an_event(str(n), kind=kinds[n % 2][0], data=kinds[n % 2][1]) for n in range(9)])
        for types in (None, {"step.failed"}, {"step.failed", "source.polled"}, set()):
            for after, limit in ((0, 500), (3, 2), (9, 5)):
                plain = log.read(after, types=types, limit=limit)
                found = log.decoded(after, types=types, limit=limit)
                assert found == [decode(recorded) for recorded in plain]

    def test_headers_say_which_events_these_are(self, log):
        log.append([an_event(str(n), kind=f"k.{n % 2}") for n in range(9)])
        for types in (None, {"k.1"}, {"k.0", "k.1"}, set()):
            for after, limit in ((0, 500), (3, 2), (9, 5)):
                plain = log.read(after, types=types, limit=limit)
                found = log.headers(after, types=types, limit=limit)
                assert [(h.position, h.type, h.subject, h.time) for h in found] == [
                    (r.position, r.type, r.subject, r.time) for r in plain
                ]

    @pytest.mark.parametrize(
        "spoiled",
        [
            pytest.param(an_event("x", kind="no.such.event"), id="unknown type"),
            pytest.param(an_event("x", kind="source.polled", data=b"{"), id="no JSON"),
            pytest.param(an_event("x", kind="source.polled"), id="a field is missing"),
        ],
    )
    def test_an_event_that_cannot_be_decoded_is_never_skipped(self, log, spoiled):
        log.append([spoiled])
        with pytest.raises(LogCorrupt, match=spoiled.type):
            log.decoded()

    def test_a_stream_is_read_by_its_subject(self, log):
        log.append([an_event("1"), an_event("2", subject="article/b"), an_event("3")])
        assert [r.id for r in log.read_stream("article/a")] == ["1", "3"]

    def test_streams_are_found_by_how_their_names_begin(self, log):
        subjects = ["article/a1", "article/b1", "article/a2", "article/a1", "alert/a1"]
        log.append([an_event(str(n), subject=name) for n, name in enumerate(subjects)])
        assert log.streams("article/a") == ["article/a1", "article/a2"]
        assert log.streams("article/", limit=2) == ["article/a1", "article/a2"]
        assert log.streams("article/c") == []

    def test_effects_are_found_by_their_cause(self, log):
        log.append([an_event("1"), an_event("2", cause="1"), an_event("3", cause="1")])
        assert [r.id for r in log.caused_by("1")] == ["2", "3"]

    def test_a_body_is_kept_by_its_digest(self, log):
        log.append([], bodies={"d": b"text"})
        assert log.body("d") == b"text"
        assert log.body("missing") is None

    def test_a_snapshot_replaces_the_one_before(self, log):
        assert log.snapshot("s") is None
        log.save_snapshot(Snapshot(name="s", version="1", position=3, state=b"a"))
        log.save_snapshot(Snapshot(name="s", version="1", position=5, state=b"b"))
        assert log.snapshot("s") == Snapshot(name="s", version="1", position=5, state=b"b")

    def test_every_event_is_chained_to_the_one_before(self, log):
        log.append([an_event(str(n)) for n in range(5)])
        head, fault = verify(log.read())
        assert fault is None
        assert head == log.head()

    def test_many_threads_append_without_gaps(self, log):
        def produce(name):
            for n in range(20):
                log.append([an_event(f"{name}-{n}", subject=f"article/{name}")])

        threads = [threading.Thread(target=produce, args=(n,)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [r.position for r in log.read()] == list(range(1, 81))
        assert verify(log.read())[1] is None


payloads = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from(["x", "y"]), st.booleans()), max_size=12
)


def same_story(first: EventLog, second: EventLog, story) -> None:
    """Both logs answer alike to any sequence of appends: one is the model of the other."""
    for name, subject, fresh in story:
        outcomes = []
        for log in (first, second):
            wish = [Expected(subject, NO_STREAM)] if fresh else []
            try:
                recorded = log.append([an_event(name, subject=subject)], expected=wish)
                outcomes.append([(r.position, r.version, r.subject) for r in recorded])
            except WrongExpectedVersion as error:
                outcomes.append(str(error))
        assert outcomes[0] == outcomes[1]
    assert [r.id for r in first.read()] == [r.id for r in second.read()]


def agrees_with_memory(make):
    """A property: an engine made by ``make`` agrees with the memory engine on any story."""

    @settings(deadline=None)  # the disk may be slow
    @given(payloads)
    def check(story):
        with make() as (engine, memory):
            same_story(engine, memory, story)

    return check
