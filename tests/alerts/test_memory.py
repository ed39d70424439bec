"""Memory of alerts: a fold of the log, bounded, the same after a restart."""

from datetime import timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.alerts.step import AlertsStep
from monitor.events.alerts import SweepDue
from monitor.events.values import Attribution, Level
from tests.alerts.builders import Stream, a_match

matches = st.builds(
    a_match,
    fingerprint=st.sampled_from(["fp1", "fp2"]),
    incident=st.sampled_from(["i1", "i2", None]),
    article=st.sampled_from(["a1", "a2", "a3"]),
    state=st.sampled_from(["single", "corroborated", "disputed", "retracted", "superseded"]),
    sources=st.sets(st.sampled_from("ABCD"), min_size=1).map(lambda names: tuple(sorted(names))),
    level=st.sampled_from(list(Level)),
    killed=st.sampled_from([None, (3, 3), (3, 5)]),
    when=st.sampled_from([None, "2026-01-01", "2026-01-05"]),
    denied_by=st.sampled_from([None, Attribution(who="x"), Attribution(who="y")]),
    repeat_every=st.sampled_from([None, 3600]),
    resolve_after=st.sampled_from([None, 7200]),
)
steps = st.lists(st.one_of(matches, st.integers(1, 300)), max_size=25)


def run(things):
    stream = Stream(AlertsStep())
    for thing in things:
        if isinstance(thing, int):
            stream.clock.advance(minutes=thing)
            stream.put(SweepDue())
        else:
            stream.put(thing)
    return stream


@settings(max_examples=60, deadline=None)
@given(steps)
def test_one_alert_is_open_for_a_fingerprint_and_every_match_is_answered(things):
    stream = run(things)
    open_by_fingerprint = {}
    for envelope in stream.envelopes():
        event = envelope.data
        if envelope.type == "alert.raised":
            assert event.match.fingerprint not in open_by_fingerprint.values()
            open_by_fingerprint[event.alert] = event.match.fingerprint
        elif envelope.type == "alert.resolved":
            del open_by_fingerprint[event.alert]
    answered = {e.causation_id for e in stream.envelopes() if e.type.startswith("alert.")}
    asked = {e.id for e in stream.envelopes() if e.type == "rule.matched"}
    assert asked <= answered


@settings(max_examples=60, deadline=None)
@given(steps)
def test_nothing_but_a_repetition_is_told_twice(things):
    told = [
        (event.alert, part)
        for event in run(things).of_type("alert.updated")
        if event.kind != "repeated" and event.kind not in ("corrected", "further")
        for part in event.change.split("; ")
    ]
    assert len(told) == len(set(told))


@settings(max_examples=40, deadline=None)
@given(steps, matches)
def test_a_restart_from_a_snapshot_or_from_the_log_decides_the_same(things, last):
    stream = run(things)
    fold, kept = AlertsStep(), AlertsStep()
    for envelope in stream.envelopes():
        if envelope.type in fold.remembers:
            fold.remember(envelope)
    kept.load(fold.dump())
    stream.put(last)
    asked = [e for e in stream.envelopes() if e.type == "rule.matched"][-1]
    expected = [e.data for e in stream.envelopes() if e.causation_id == asked.id]
    for step in (fold, kept):
        assert [draft.event for draft in step.handle(asked, lambda _: None)] == expected


def test_memory_forgets_alerts_resolved_long_ago():
    step = AlertsStep()
    stream = Stream(step)
    for number in range(40):
        stream.put(a_match(fingerprint=f"fp{number}", incident=f"i{number}", resolve_after=3600))
        stream.clock.advance(days=2)
        stream.put(SweepDue())
    assert len(step.board.alerts()) <= 16
    assert step.board.open_alerts() == []
    assert step.due(stream.clock.now() + timedelta(days=1)) is None


def test_a_state_of_which_half_cannot_be_read_changes_nothing():
    step, other = AlertsStep(), AlertsStep()
    Stream(step).put(a_match())
    Stream(other).put(a_match(fingerprint="other"))
    kept, alerts = step.dump(), step.board.alerts()
    board, _ = msgspec.msgpack.decode(other.dump(), type=tuple[bytes, bytes])
    with pytest.raises(msgspec.DecodeError):
        step.load(msgspec.msgpack.encode((board, b"no vigil")))
    assert (step.dump(), step.board.alerts()) == (kept, alerts)
