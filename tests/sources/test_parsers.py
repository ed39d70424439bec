import asyncio
import time
from pathlib import Path

from monitor.sources.parsed import Broken, Feed, FeedJob, Page, PageJob
from monitor.sources.parsers import Parsers
from tests.sources.builders import item, rss

HOSTILE = [
    b"<div>" * 200_000,
    b"<!--" * 500_000,
    b"<a " + b"x=1 " * 300_000,
    b"<p>" + b"&" * 1_000_000,
    b"<![CDATA[" * 200_000,
    bytes(range(256)) * 4000,
    b"<table>" * 100_000,
]


def feed_job(text: str) -> FeedJob:
    return FeedJob(body=text.encode(), url="http://example.org/", content_type="application/xml")


def test_a_job_that_takes_too_long_is_given_up_and_the_next_one_works():
    with Parsers(workers=1, seconds=2) as parsers:
        slow = feed_job(rss(*(item(n) for n in range(60_000))))
        began = time.monotonic()
        result = asyncio.run(parsers.parse(slow))
        assert time.monotonic() - began < 6
        assert isinstance(result, Broken)
        assert "more than 2 seconds" in result.reason
        assert isinstance(asyncio.run(parsers.parse(feed_job(rss(item(1))))), Feed)


def test_a_worker_that_dies_is_replaced():
    with Parsers(workers=1) as parsers:
        asyncio.run(parsers.parse(feed_job(rss(item(1)))))
        parsers._idle[0]._process.kill()
        assert isinstance(asyncio.run(parsers.parse(feed_job(rss()))), Broken)
        assert isinstance(asyncio.run(parsers.parse(feed_job(rss()))), Feed)


def test_pages_made_to_hurt_are_answered_in_time():
    with Parsers(workers=1) as parsers:
        for body in HOSTILE:
            job = PageJob(
                body=body, url="http://example.org/", content_type="text/html", today="2026-01-18"
            )
            began = time.monotonic()
            assert isinstance(asyncio.run(parsers.parse(job)), Page | Broken)
            assert time.monotonic() - began < 25


def test_workers_see_nothing_of_our_environment(monkeypatch):
    monkeypatch.setenv("SECRET_CANARY", "canary")
    with Parsers(workers=1) as parsers:
        asyncio.run(parsers.parse(feed_job(rss(item(1)))))
        pid = parsers._idle[0]._process.pid
        assert b"canary" not in Path(f"/proc/{pid}/environ").read_bytes()
