import pytest

from monitor.daemon.saves import AFTER, EVERY, SHARE, Saves


class Steady:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Steady()


def saved(saves, clock, seconds):
    with saves.timed():
        clock.now += seconds


def test_memories_are_kept_after_so_many_events_or_so_long(clock):
    saves = Saves(50, clock)
    assert not saves.due(50 + AFTER)
    assert saves.due(51 + AFTER)
    saved(saves, clock, 0.1)
    clock.now += EVERY
    assert not saves.due(52 + AFTER)
    clock.now += 1
    assert saves.due(52 + AFTER)


def test_where_nothing_happened_nothing_is_kept_again(clock):
    saves = Saves(50, clock)
    clock.now += 10 * EVERY
    assert not saves.due(50)


def test_in_a_flood_the_keeping_takes_but_a_share_of_the_time(clock):
    saves, kept, reached = Saves(0, clock), 0.0, 0
    for _ in range(2000):
        clock.now += 0.5
        reached += AFTER + 1
        if saves.due(reached):
            saved(saves, clock, 2.0)
            kept += 2.0
    assert 0.5 * SHARE < kept / (clock.now - 1000.0) <= SHARE * 1.1


def test_a_keeping_that_failed_is_not_tried_again_at_once(clock):
    saves = Saves(0, clock)
    assert saves.due(AFTER + 1)
    with pytest.raises(OSError, match="full"), saves.timed():
        raise OSError("full")
    assert not saves.due(AFTER + 2)
