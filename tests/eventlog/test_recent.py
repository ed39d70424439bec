"""What was stored last is at hand, what was not stored is not, and no more is held than may be."""

import pytest

from monitor.errors import LogError
from monitor.eventlog.memory import MemoryLog
from monitor.eventlog.recent import RecentTexts
from tests.fakes.clock import FixedClock


class Counting(MemoryLog):
    """Counts how often it is asked for a text; refuses to store where it is told to."""

    asked, full = 0, False

    def body(self, digest):
        self.asked += 1
        return super().body(digest)

    def append(self, *args, **kwargs):
        if self.full:
            raise LogError("no room")
        return super().append(*args, **kwargs)


@pytest.fixture
def below():
    return Counting(FixedClock())


def test_a_text_that_was_just_stored_is_not_fetched(below):
    log = RecentTexts(below)
    log.append([], bodies={"a": b"text", "b": b""})
    assert (log.body("a"), log.body("b"), below.asked) == (b"text", b"", 0)


def test_a_text_that_was_stored_before_is_fetched(below):
    below.append([], bodies={"a": b"text"})
    log = RecentTexts(below)
    assert (log.body("a"), log.body("none"), below.asked) == (b"text", None, 2)


def test_a_text_that_the_log_refused_is_not_there(below):
    log = RecentTexts(below)
    below.full = True
    with pytest.raises(LogError):
        log.append([], bodies={"a": b"text"})
    assert log.body("a") is None


def test_the_oldest_texts_go_when_there_are_too_many_and_are_fetched_again(below):
    log = RecentTexts(below, most=10)
    for name in "abc":
        log.append([], bodies={name: name.encode() * 5})
        log.append([], bodies={name: name.encode() * 5})
    assert [log.body(name) for name in "abc"] == [b"aaaaa", b"bbbbb", b"ccccc"]
    assert below.asked == 1
