import pytest

from monitor.assembly.audit import audit
from monitor.errors import LogCorrupt
from monitor.eventlog.anchors import EVERY, Anchors, hold_to, read_anchors
from monitor.eventlog.memory import MemoryLog
from monitor.eventlog.protocol import Head
from monitor.eventlog.sqlite import SqliteLog
from tests.eventlog.contract import an_event
from tests.fakes.clock import FixedClock
from tests.torture import tamper


@pytest.fixture
def path(tmp_path):
    return tmp_path / "anchors.jsonl"


def head(position):
    return Head(position, position.to_bytes(32, "big"))


def test_every_random_attack_on_the_log_is_found():
    tried, missed = tamper.torture(seed=1, count=400)
    assert tried == 400
    assert not missed


def test_without_anchors_a_log_made_anew_is_not_noticed(tmp_path):
    original = tamper.honest(tmp_path)
    log = SqliteLog(original, FixedClock(), read_only=True)
    events = log.read()
    log.close()
    tamper.overwrite(original, tamper.chained_anew(events[:-1]))
    log = SqliteLog(original, FixedClock(), read_only=True)
    assert audit(log, []).fault is None
    assert "is gone" in str(audit(log, read_anchors(tmp_path / "anchors.jsonl")).fault)
    log.close()


def test_an_anchor_is_written_every_thousand_events_and_each_hour(path):
    clock = FixedClock()
    anchors = Anchors(path, clock)
    anchors.look(head(1))
    anchors.look(head(EVERY))
    anchors.look(head(EVERY + 1))
    clock.advance(minutes=59)
    anchors.look(head(EVERY + 2))
    clock.advance(minutes=1)
    anchors.look(head(EVERY + 3))
    clock.advance(hours=5)
    anchors.look(head(EVERY + 3))
    anchors.look(head(3 * EVERY))
    assert [each.position for each in read_anchors(path)] == [1, EVERY + 1, EVERY + 3, 3 * EVERY]


def test_a_clock_that_was_set_back_does_not_put_the_next_anchor_off(path):
    clock = FixedClock()
    anchors = Anchors(path, clock)
    anchors.look(head(1))
    clock.advance(days=-400)
    anchors.look(head(2))
    assert len(read_anchors(path)) == 2


def test_a_line_that_a_crash_cut_off_does_not_spoil_the_next_one(path):
    Anchors(path, FixedClock()).look(head(1))
    with path.open("ab") as file:
        file.write(b'{"position":2,"ha')
    later = FixedClock()
    later.advance(hours=2)
    Anchors(path, later).look(head(3))
    assert [each.position for each in read_anchors(path)] == [1, 3]


def test_an_anchor_that_cannot_be_written_stops_nothing(tmp_path):
    anchors = Anchors(tmp_path / "missing" / "anchors.jsonl", FixedClock())
    anchors.look(head(1))
    assert not (tmp_path / "missing").exists()


def test_the_log_tells_its_anchors_the_head_after_each_commit(tmp_path):
    told = []
    log = SqliteLog(tmp_path / "events.db", FixedClock(), committed=told.append)
    log.append([an_event("1"), an_event("2")])
    log.append([an_event("1")])
    assert told == [log.head()]
    log.close()


def test_a_daemon_does_not_go_on_with_a_log_that_its_anchors_deny(path):
    log = MemoryLog(FixedClock())
    log.append([an_event("1")])
    anchors = Anchors(path, FixedClock())
    anchors.look(log.head())
    hold_to(log, anchors.last, path)
    hold_to(log, read_anchors(path)[-1], path)
    with pytest.raises(LogCorrupt, match="is gone"):
        hold_to(MemoryLog(FixedClock()), read_anchors(path)[-1], path)
