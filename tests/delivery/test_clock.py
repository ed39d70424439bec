"""Messages that wait for a moment, while the clock jumps by an hour or the summer begins."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from monitor.delivery.options import AtMost, Digest, Grouping, QuietHours, Route
from monitor.delivery.transport import Failed
from monitor.events.alerts import SweepDue
from tests.alerts.builders import a_match
from tests.delivery.test_silences_at_send import Office

BERLIN = ZoneInfo("Europe/Berlin")
UTC_ZONE = ZoneInfo("UTC")
PLAIN = Route(name="border-desk", to=("chat",))
# The night in which Berlin's clocks go from 2 to 3, and that in which they go from 3 to 2.
SPRING = datetime(2026, 3, 28, 22, tzinfo=UTC)
AUTUMN = datetime(2026, 10, 24, 21, tzinfo=UTC)


def jump(office, **by):
    office.stream.clock.advance(**by)
    office.sender.reckon()


def sweep(office):
    office.stream.put(SweepDue())


def test_a_retry_does_not_wait_for_an_hour_more_when_the_clock_is_set_back():
    office = Office(PLAIN, Failed(reason="busy"))
    office.match("a")
    office.send()
    jump(office, hours=-1)
    assert len(office.send()) == 2
    jump(office, hours=2)
    assert len(office.send()) == 2


def test_a_message_requested_before_the_jump_is_sent_after_it():
    office = Office(PLAIN)
    office.match("a")
    jump(office, hours=-1)
    assert len(office.send()) == 1


def test_a_restart_after_the_jump_finds_it_as_well():
    office = Office(PLAIN, Failed(reason="busy"))
    office.match("a")
    office.send()
    office.sender.save()
    office.stream.clock.advance(hours=-1)
    office.sender = office.a_sender()
    assert len(office.send()) == 2


def test_what_quiet_hours_hold_keeps_to_the_clock_on_the_wall():
    night = QuietHours(start=time(22), end=time(7), zone=UTC_ZONE)
    office = Office(Route(name="border-desk", to=("chat",), quiet=night))
    office.stream.clock.moment = datetime(2026, 1, 18, 23, 30, tzinfo=UTC)
    office.match("a")
    jump(office, hours=-1)
    assert office.send() == []
    jump(office, hours=8, minutes=29)
    assert office.send() == []
    jump(office, minutes=1)
    assert len(office.send()) == 1


def test_a_digest_is_sent_once_a_day_whichever_way_the_clock_jumps():
    digest = Digest(at=time(6, 30), zone=UTC_ZONE)
    for hours in (1, -1):
        office = Office(Route(name="border-desk", to=("chat",), gather=digest))
        office.match("a")
        office.stream.clock.moment = datetime(2026, 1, 19, 6, 31, tzinfo=UTC)
        sweep(office)
        assert len(office.send()) == 1
        jump(office, hours=hours)
        for _ in range(90):
            jump(office, minutes=1)
            sweep(office)
        assert len(office.send()) == 1


def test_a_digest_that_a_jump_leaps_over_is_sent_at_once():
    digest = Digest(at=time(6, 30), zone=UTC_ZONE)
    office = Office(Route(name="border-desk", to=("chat",), gather=digest))
    office.match("a")
    office.stream.clock.moment = datetime(2026, 1, 19, 6, tzinfo=UTC)
    sweep(office)
    assert office.send() == []
    jump(office, hours=1)
    sweep(office)
    assert len(office.send()) == 1


def test_a_group_does_not_wait_for_an_hour_more_when_the_clock_is_set_back():
    gather = Grouping(by=("rule",), wait=timedelta(seconds=30))
    office = Office(Route(name="border-desk", to=("chat",), gather=gather))
    office.match("a")
    office.match("b")
    jump(office, hours=-1)
    sweep(office)
    assert len(office.send()) == 1
    office.match("c")
    jump(office, minutes=6)
    sweep(office)
    assert len(office.send()) == 2


def test_a_digest_comes_once_on_each_day_of_the_year_in_a_zone_with_summer_time():
    digest = Digest(at=time(2, 30), zone=BERLIN)  # does not exist in spring, comes twice in autumn
    for start, count in ((SPRING, 3), (AUTUMN, 3)):
        office = Office(Route(name="border-desk", to=("chat",), gather=digest))
        office.stream.clock.moment = start
        told = 0
        for hour in range(24 * 3):
            office.match(f"f{hour}")
            jump(office, hours=1)
            sweep(office)
            told = len(office.send())
        assert count <= told <= count + 1  # in autumn half past two strikes twice
        covered = [event.covers for event in office.stream.of_type("delivery.requested")]
        flat = [item for items in covered for item in items]
        assert len(flat) == len(set(flat)) >= 48


def test_quiet_hours_end_at_seven_also_in_the_night_that_is_shorter():
    night = QuietHours(start=time(22), end=time(7), zone=BERLIN)
    office = Office(Route(name="border-desk", to=("chat",), quiet=night))
    office.stream.clock.moment = SPRING
    office.match("a")
    office.stream.clock.moment = datetime(2026, 3, 29, 4, 59, tzinfo=UTC)
    assert office.send() == []
    office.stream.clock.moment = datetime(2026, 3, 29, 5, tzinfo=UTC)  # seven in summer time
    assert len(office.send()) == 1


def test_the_limit_of_a_flood_does_not_last_for_an_hour_more():
    office = Office(PLAIN)
    office.stream.clock.moment = datetime(2026, 1, 18, 12, tzinfo=UTC)
    for number in range(AtMost().messages + 5):
        office.stream.put(a_match(fingerprint=f"f{number}", incident=f"f{number}"))
    assert len(office.send()) == AtMost().messages
    jump(office, hours=-1)
    sweep(office)
    assert len(office.send()) == AtMost().messages + 1
