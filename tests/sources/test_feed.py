from datetime import timedelta

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tests.sources.builders import feed_options, item, rss


@pytest.fixture
def serve(httpserver: HTTPServer):
    """Serve a text as a feed; returns a list of the requests that came."""

    def set_up(text: str | bytes, *, path: str = "/feed", **headers: str) -> list[Request]:
        came: list[Request] = []

        def answer(request: Request) -> Response:
            came.append(request)
            return Response(text, content_type="application/rss+xml", headers=headers)

        httpserver.clear()
        httpserver.expect_request(path).respond_with_handler(answer)
        return came

    return set_up


def test_the_first_poll_marks_items_as_backlog_and_the_next_ones_do_not(desk, httpserver, serve):
    serve(rss(item(1), item(2)))
    poller = desk.open(feed_options(httpserver.url_for("/feed")))
    assert desk.poll(poller).new == 2
    serve(rss(item(3), item(1), item(2)))
    assert desk.poll(poller).new == 1
    assert [event.backlog for event in desk.received()] == [True, True, False]


def test_a_feed_that_shall_alert_on_its_first_poll_has_no_backlog(desk, httpserver, serve):
    serve(rss(item(1)))
    options = feed_options(httpserver.url_for("/feed"), alert_on_first_poll=True)
    desk.poll(desk.open(options))
    assert [event.backlog for event in desk.received()] == [False]


def test_what_the_feed_says_of_an_item_is_kept(desk, httpserver, serve):
    date = "<pubDate>Tue, 06 Jan 2026 10:00:00 +0500</pubDate>"
    serve(rss(item(1, guid="g1", extra=date), head="<language>en-us</language>"))
    desk.poll(desk.open(feed_options(httpserver.url_for("/feed"))))
    (event,) = desk.received()
    assert (event.key, event.title, event.url) == ("g1", "Title number 1", "http://example.org/1")
    assert (event.published, event.outlet) == ("2026-01-06T05:00:00+00:00", "Panj Observer")
    assert event.language == "en-us"
    assert desk.text(event).startswith("Text number 1")


def test_an_unchanged_feed_is_asked_with_its_etag_and_never_parsed(desk, httpserver):
    asked: list[Request] = []

    def answer(request: Request) -> Response:
        asked.append(request)
        if request.headers.get("If-None-Match") == '"one"':
            return Response(status=304)
        return Response(rss(item(1)), headers={"ETag": '"one"', "Last-Modified": "yesterday"})

    httpserver.expect_request("/feed").respond_with_handler(answer)
    options = feed_options(httpserver.url_for("/feed"))
    desk.poll(desk.open(options))
    restarted = desk.open(options)
    assert desk.poll(restarted).new == 0
    assert asked[1].headers["If-Modified-Since"] == "yesterday"
    assert len(desk.received()) == 1
    desk.clock.advance(hours=2)
    desk.poll(restarted)
    assert desk.events("source.polled")[-1].unchanged
    assert restarted.cursor("here").etag == '"one"'


def test_a_thousand_polls_of_the_same_feed_give_one_event_for_each_item(desk, httpserver, serve):
    serve(rss(item(1), item(2)))
    options = feed_options(httpserver.url_for("/feed"))
    poller = desk.open(options)
    for _ in range(50):
        desk.poll(poller)
        desk.clock.advance(seconds=1)
    assert len(desk.received()) == 2
    assert len(desk.events("source.polled")) == 1


def test_a_shuffled_feed_without_ids_gives_nothing_twice(desk, httpserver, serve):
    bare = [item(n, link=None, text=f"Brief number {n}. " * 50) for n in range(5)]
    serve(rss(*bare))
    poller = desk.open(feed_options(httpserver.url_for("/feed")))
    desk.poll(poller)
    serve(rss(*reversed(bare)))
    desk.poll(poller)
    assert len(desk.received()) == 5
    assert len({event.key for event in desk.received()}) == 5


def test_items_that_share_one_guid_are_told_apart_by_their_links(desk, httpserver, serve):
    serve(rss(item(1, guid="same"), item(2, guid="same")))
    desk.poll(desk.open(feed_options(httpserver.url_for("/feed"))))
    assert len({event.key for event in desk.received()}) == 2


def test_an_item_whose_words_change_comes_again_under_its_key(desk, httpserver, serve):
    serve(rss(item(1, guid="g", text="Three were killed. " * 60)))
    poller = desk.open(feed_options(httpserver.url_for("/feed")))
    desk.poll(poller)
    serve(rss(item(1, guid="g", text="Five were killed. " * 60)))
    desk.poll(poller)
    assert [event.key for event in desk.received()] == ["g", "g"]


def test_an_item_dated_in_the_future_counts_as_undated(desk, httpserver, serve):
    serve(rss(item(1, extra="<pubDate>Fri, 01 Jan 2100 00:00:00 GMT</pubDate>")))
    desk.poll(desk.open(feed_options(httpserver.url_for("/feed"))))
    assert desk.received()[0].published is None


def test_too_many_requests_are_answered_with_the_wait_that_was_asked_for(desk, httpserver):
    httpserver.expect_request("/feed").respond_with_data(
        "slow down", status=429, headers={"Retry-After": "7200"}
    )
    poller = desk.open(feed_options(httpserver.url_for("/feed")))
    desk.poll(poller)
    (failed,) = desk.failures()
    assert failed.failure == "http-429"
    assert poller.cursor("here").retry_at == desk.clock.now() + timedelta(hours=2)
    assert "tried again" in (desk.poll(poller, force=False).skipped or "")


def test_a_feed_that_fails_is_tried_for_ever_at_growing_distances_of_a_day_at_most(
    desk, httpserver
):
    httpserver.expect_request("/feed").respond_with_data("no", status=500)
    poller = desk.open(feed_options(httpserver.url_for("/feed")))
    waits = []
    for _ in range(20):
        desk.poll(poller, force=False)
        retry_at = poller.cursor("here").retry_at
        waits.append(retry_at - desk.clock.now())
        desk.clock.moment = retry_at
    assert [failed.attempt for failed in desk.failures()] == list(range(1, 21))
    assert waits[0] <= timedelta(seconds=30)
    assert waits[5] > 10 * waits[0]
    assert timedelta(hours=20) < max(waits) <= timedelta(days=1)


def test_a_feed_that_answers_again_is_recovered_and_knows_since_when_it_failed(
    desk, httpserver, serve
):
    httpserver.expect_request("/feed").respond_with_data("no", status=500)
    poller = desk.open(feed_options(httpserver.url_for("/feed")))
    desk.poll(poller)
    desk.clock.advance(minutes=10)
    desk.poll(poller)
    serve(rss(item(1)))
    desk.poll(poller)
    (recovered,) = desk.events("source.recovered")
    assert (recovered.attempts, recovered.failed_since) == (2, "2026-01-18T12:00:00Z")
    assert poller.cursor("here").attempts == 0


def test_a_web_page_in_place_of_a_feed_names_the_feed_that_it_links_to(desk, httpserver):
    page = (
        "<html><head><link rel='alternate' type='application/rss+xml' href='/rss.xml'>"
        "</head><body><p>News</p></body></html>"
    )
    httpserver.expect_request("/feed").respond_with_data(page, content_type="text/html")
    desk.poll(desk.open(feed_options(httpserver.url_for("/feed"))))
    (failed,) = desk.failures()
    assert failed.failure == "not-a-feed"
    assert "/rss.xml" in failed.reason


def test_a_feed_with_broken_xml_gives_what_is_whole_and_a_note(desk, httpserver, serve):
    serve(rss(item(1), item(2))[:-60])
    desk.poll(desk.open(feed_options(httpserver.url_for("/feed"))))
    assert len(desk.received()) >= 1
    assert "fault" in desk.events("source.polled")[0].note


def test_a_feed_in_windows_1251_is_read_as_its_head_says(desk, httpserver):
    text = rss(item(1, text="Пограничники задержали двоих. " * 40)).replace("utf-8", "windows-1251")
    httpserver.expect_request("/feed").respond_with_data(
        text.encode("cp1251"), content_type="application/xml"
    )
    desk.poll(desk.open(feed_options(httpserver.url_for("/feed"))))
    assert desk.text(desk.received()[0]).startswith("Пограничники")


def test_a_feed_that_moved_for_good_is_read_and_the_move_is_told(desk, httpserver, serve):
    serve(rss(item(1)), path="/new")
    httpserver.expect_request("/feed").respond_with_data(
        "", status=301, headers={"Location": "/new"}
    )
    desk.poll(desk.open(feed_options(httpserver.url_for("/feed"))))
    assert len(desk.received()) == 1
    assert "/new" in desk.events("source.polled")[0].note


PAGE = """<html><head><title>Bridge opened</title></head><body><nav><a href="/">Home</a></nav>
<article><h1>Bridge opened</h1>{}</article><footer>All rights reserved</footer></body></html>"""
PARAGRAPH = (
    "<p>The bridge over the Panj was opened again on Monday after repairs that took half a year, "
    "the governor of the district said, and lorries crossed it from the early morning on.</p>"
)


def test_a_summary_is_replaced_by_the_text_of_its_page(desk, httpserver, serve):
    url = httpserver.url_for("/page")
    serve(rss())
    poller = desk.open(feed_options(httpserver.url_for("/feed")))
    desk.poll(poller)
    serve(rss(item(1, link=url, text="The bridge was opened...")))
    httpserver.expect_request("/page").respond_with_data(
        PAGE.format(PARAGRAPH * 3), content_type="text/html"
    )
    desk.poll(poller)
    (event,) = desk.received()
    assert event.media_type == "text/plain"
    assert "lorries crossed it" in desk.text(event)
    assert "All rights" not in desk.text(event)


def test_a_page_that_cannot_be_had_leaves_the_summary_and_a_note(desk, httpserver, serve):
    serve(rss())
    poller = desk.open(feed_options(httpserver.url_for("/feed")))
    desk.poll(poller)
    serve(rss(item(1, link=httpserver.url_for("/gone"), text="The bridge was opened...")))
    desk.poll(poller)
    assert desk.text(desk.received()[0]) == "The bridge was opened..."
    assert "1 pages could not be fetched" in desk.events("source.polled")[-1].note


def test_pages_are_not_fetched_where_that_is_switched_off(desk, httpserver, serve):
    serve(rss(item(1, link=httpserver.url_for("/page"), text="Short.")))
    options = feed_options(httpserver.url_for("/feed"), pages="never", alert_on_first_poll=True)
    desk.poll(desk.open(options))
    assert desk.text(desk.received()[0]) == "Short."
    assert desk.events("source.polled")[0].note is None
