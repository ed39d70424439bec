"""The tail keeps the promises of a log, and says what the log behind it says: at any moment."""

import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.errors import LogCorrupt
from monitor.eventlog.memory import MemoryLog
from monitor.events.codec import encode
from monitor.events.operations import StepFailed
from monitor.events.sources import SourcePolled
from monitor.flow.tail import Tail
from tests.eventlog.contract import EventLogContract, an_event
from tests.fakes.clock import FixedClock

KINDS = {
    "source.polled": SourcePolled(source="a", items=1, new=1, next_due="2026-01-01"),
    "step.failed": StepFailed(step="s", cause="c", cause_type="t", error="e"),
}


class Counting(MemoryLog):
    """Counts how often it is asked for decoded events."""

    asked = 0

    def decoded(self, *args, **kwargs):
        self.asked += 1
        return super().decoded(*args, **kwargs)


class TestTailAsALog(EventLogContract):
    @pytest.fixture
    def log(self):
        return Tail(MemoryLog(FixedClock()))


class TestSmallTailAsALog(EventLogContract):
    @pytest.fixture
    def log(self):
        return Tail(MemoryLog(FixedClock()), most=100)


def some(names, kind="step.failed"):
    return [an_event(name, kind=kind, data=encode(KINDS[kind])) for name in names]


@pytest.fixture
def below():
    return Counting(FixedClock())


def test_what_was_just_appended_is_not_read_again(below):
    tail = Tail(below)
    tail.append(some("abc"))
    assert [each.id for each in tail.decoded(1)] == ["b", "c"]
    assert tail.decoded(1)[0] is tail.decoded()[1]
    assert tail.decoded(3) == []
    assert below.asked == 0


def test_what_was_there_before_is_read(below):
    below.append(some("abc"))
    tail = Tail(below)
    tail.append(some("d"))
    assert [each.id for each in tail.decoded(1)] == ["b", "c", "d"]
    assert below.asked == 1


def test_what_somebody_else_appends_is_seen_at_once(below):
    tail = Tail(below)
    tail.append(some("a"))
    below.append(some("b"))
    assert [each.id for each in tail.decoded()] == ["a", "b"]
    tail.append(some("c"))
    assert [each.id for each in tail.decoded()] == ["a", "b", "c"]
    assert [each.id for each in tail.decoded(2)] == ["c"]
    assert below.asked == 2


def test_no_more_is_held_than_may_be(below):
    size = len(encode(KINDS["step.failed"]))
    tail = Tail(below, most=10 * size)
    for number in range(100):
        tail.append(some([str(number)]))
        assert sum(len(kind.events) for kind in tail._kinds.values()) <= 10
    assert len(tail.decoded(0, limit=1000)) == 100
    assert below.asked == 1
    assert len(tail.decoded(99)) == 1
    assert below.asked == 1


def test_an_event_that_cannot_be_decoded_says_so_as_the_log_does(below):
    tail = Tail(below)
    tail.append([an_event("a", kind="step.failed", data=b'{"nothing":1}')])
    with pytest.raises(LogCorrupt):
        tail.decoded()


actions = st.lists(
    st.one_of(
        st.tuples(st.just("append"), st.lists(st.sampled_from(sorted(KINDS)), max_size=4)),
        st.tuples(st.just("behind"), st.sampled_from(sorted(KINDS))),
        st.tuples(st.just("again"), st.integers(0, 20)),
        st.tuples(
            st.just("read"),
            st.integers(0, 30),
            st.sampled_from([None, (), ("step.failed",), tuple(KINDS), ("article.read",)]),
            st.integers(1, 5),
        ),
    ),
    max_size=40,
)


@settings(max_examples=300, deadline=None)
@given(actions, st.sampled_from([150, 400, 10_000]))
def test_it_says_what_the_log_says(done, most):
    below = MemoryLog(FixedClock())
    tail, events = Tail(below, most=most), []
    for what, *how in done:
        if what == "read":
            after, types, limit = how
            wanted = below.decoded(after, types=types, limit=limit)
            assert tail.decoded(after, types=types, limit=limit) == wanted
        elif what == "again":
            tail.append(events[how[0] : how[0] + 2])
        else:
            kinds = how[0] if what == "append" else how
            fresh = [some([str(len(events) + at)], kind)[0] for at, kind in enumerate(kinds)]
            events += fresh
            (tail if what == "append" else below).append(fresh)


def test_a_thread_sees_its_own_events_whatever_others_append():
    tail, missed = Tail(MemoryLog(FixedClock()), most=2_000), []

    def work(thread):
        after = 0
        for number in range(200):
            (stored,) = tail.append(some([f"{thread}-{number}"]))
            seen = [each.id for each in tail.decoded(after, limit=10_000)]
            if stored.id not in seen:
                missed.append(stored.id)
            after = stored.position - 1

    threads = [threading.Thread(target=work, args=(each,)) for each in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not missed
