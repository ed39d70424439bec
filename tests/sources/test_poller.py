from datetime import timedelta

import pytest

from monitor.errors import ConfigurationError
from monitor.sources.options import DirectoryOptions
from tests.sources.builders import feed_options, item, rss


def test_what_is_known_of_a_source_survives_a_restart_with_and_without_snapshot(desk, httpserver):
    httpserver.expect_request("/feed").respond_with_data(rss(item(1)), headers={"ETag": '"one"'})
    options = feed_options(httpserver.url_for("/feed"))
    first = desk.open(options)
    desk.poll(first)
    assert desk.open(options).cursor("here") == first.cursor("here")
    first.save()
    assert desk.open(options).cursor("here") == first.cursor("here")
    assert desk.open(options).cursor("here").etag == '"one"'


def test_a_source_that_was_never_polled_is_due_soon(desk, tmp_path):
    poller = desk.open(feed_options("http://127.0.0.1:1/"))
    wait = poller.next_due("here") - desk.clock.now()
    assert timedelta(0) <= wait <= timedelta(seconds=20)


def test_a_source_is_due_an_interval_after_its_last_poll_also_after_a_restart(desk, httpserver):
    httpserver.expect_request("/feed").respond_with_data(rss(item(1)))
    options = feed_options(httpserver.url_for("/feed"), interval=timedelta(minutes=10))
    desk.poll(desk.open(options))
    (trigger,) = desk.open(options).triggers()
    assert timedelta(minutes=8) < trigger.first - desk.clock.now() <= timedelta(minutes=10)
    desk.clock.advance(days=3)
    assert desk.open(options).next_due("here") == desk.clock.now()


def test_a_clock_that_jumped_back_years_does_not_silence_a_source(desk, httpserver):
    httpserver.expect_request("/feed").respond_with_data("no", status=500)
    poller = desk.open(feed_options(httpserver.url_for("/feed")))
    desk.clock.advance(days=3650)
    desk.poll(poller)
    desk.clock.advance(days=-3650)
    assert poller.next_due("here") <= desk.clock.now() + timedelta(days=1)
    assert desk.poll(poller, force=False).skipped is None


def test_answers_that_bring_nothing_new_are_recorded_once_an_hour(desk, tmp_path):
    poller = desk.open(DirectoryOptions(name="here", path=tmp_path))
    for _ in range(3600 * 3 // 30):
        desk.poll(poller)
        desk.clock.advance(seconds=30)
    assert 3 <= len(desk.events("source.polled")) <= 4


def test_a_bug_in_a_source_is_a_failure_like_any_other(desk, tmp_path, monkeypatch):
    poller = desk.open(DirectoryOptions(name="here", path=tmp_path))

    def broken(*_):
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr("monitor.sources.directory.DirectorySource.scan", broken)
    outcome = desk.poll(poller)
    assert outcome.failure
    assert outcome.failure.failure == "internal"


def test_a_feed_that_brings_nothing_new_is_not_asked_again_before_its_interval(desk, httpserver):
    httpserver.expect_request("/feed").respond_with_data(rss(item(1)))
    poller = desk.open(feed_options(httpserver.url_for("/feed"), interval=timedelta(minutes=10)))
    for _ in range(5):
        desk.poll(poller)
        assert poller.next_due("here") - desk.clock.now() >= timedelta(minutes=9)
        desk.clock.moment = poller.next_due("here")
    assert len(httpserver.log) == 5


def test_when_the_log_refuses_a_feed_is_left_alone_for_a_while(desk, httpserver):
    httpserver.expect_request("/feed").respond_with_data(rss(item(1)))
    poller = desk.open(feed_options(httpserver.url_for("/feed")))

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    append, desk.log.append = desk.log.append, full
    with pytest.raises(OSError, match="No space"):
        desk.poll(poller)
    assert poller.next_due("here") == desk.clock.now() + timedelta(seconds=30)
    desk.log.append = append
    assert desk.poll(poller).new == 1


def test_a_network_that_is_none_is_a_fault_of_the_configuration(desk):
    with pytest.raises(ConfigurationError, match="'office' is no network"):
        desk.open(feed_options("http://example.org/", allow_addresses=("office",)))
