"""A daemon whose clock is set under its feet, and one that was put to sleep."""

import os
import signal
import subprocess
import sys
import time

import pytest
from werkzeug import Response

from tests.daemon.conftest import FALLEN, ROOT, Daemon, eventually
from tests.sources.builders import item, rss

pytestmark = pytest.mark.slow

FORWARD, BACK = signal.SIGUSR1, signal.SIGUSR2


class Jumping(Daemon):
    """``monitor run`` with a clock that tests can set."""

    def start(self, **environment):
        with (self.folder / "journal").open("a") as journal:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.daemon.jumping", "--config", self.config, "run"],
                env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
                cwd=ROOT,
                stdout=journal,
                stderr=journal,
            )
        eventually(lambda: (self.folder / "var" / "control.sock").exists() or self.dead())
        return self

    def journal(self):
        return (self.folder / "journal").read_text()


class Feed:
    """A feed on a real server that counts who asks."""

    def __init__(self, server):
        self.asked = 0
        self.items = [item(1)]
        server.expect_request("/feed").respond_with_handler(self._answer)
        self.url = server.url_for("/feed").replace("localhost", "127.0.0.1")

    def _answer(self, request):
        self.asked += 1
        return Response(rss(*self.items), content_type="application/rss+xml")

    def source(self, interval):
        return (
            f'[[sources]]\nkind = "feed"\nname = "wire"\nurl = "{self.url}"\npages = "never"\n'
            f'interval = "{interval}"\nallow_addresses = ["127.0.0.0/8"]\n'
        )


@pytest.fixture
def daemon(tmp_path, webhook):
    daemon = Jumping(tmp_path, webhook)
    yield daemon
    daemon.stop(signal.SIGKILL)


@pytest.fixture
def feed(httpserver):
    return Feed(httpserver)


def with_feed(daemon, feed, interval):
    daemon.config.write_text(feed.source(interval) + daemon.config.read_text())


def jump(daemon, number):
    before = daemon.journal().count("clock.jumped")
    daemon.tell(number)
    eventually(lambda: daemon.journal().count("clock.jumped") > before, seconds=60)


def polled(daemon, name):
    return [event for event in daemon.events("source.polled") if event["data"]["source"] == name]


def place(message):
    return message.splitlines()[0]


def test_a_feed_that_an_hours_jump_makes_due_is_asked_once_at_once(daemon, feed, webhook):
    with_feed(daemon, feed, "40m")
    daemon.start()
    eventually(lambda: polled(daemon, "wire"), seconds=60)
    assert feed.asked == 1
    feed.items.append(item(2, text=FALLEN.format(place="Ishkashim")))
    jump(daemon, FORWARD)
    eventually(lambda: webhook.received, seconds=60)
    time.sleep(2)
    assert feed.asked == 2
    assert len(webhook.received) == 1


def test_when_the_clock_is_set_back_feeds_are_asked_on_in_their_interval(daemon, feed, webhook):
    with_feed(daemon, feed, "3s")
    daemon.start()
    eventually(lambda: feed.asked >= 2, seconds=60)
    jump(daemon, BACK)
    before = feed.asked
    feed.items.append(item(2, text=FALLEN.format(place="Ishkashim")))
    eventually(lambda: webhook.received, seconds=60)
    time.sleep(4)
    assert before < feed.asked < before + 20
    assert len(webhook.received) == 1


@pytest.mark.parametrize("number", [FORWARD, BACK], ids=["forward", "back"])
def test_a_message_that_waits_for_its_retry_is_sent_once_whichever_way_the_clock_jumps(
    daemon, webhook, number
):
    answers = [503]
    webhook.server.clear()

    def answer(request):
        if answers:
            return Response("busy", status=answers.pop())
        return webhook._take(request)

    webhook.server.expect_request("/hook").respond_with_handler(answer)
    daemon.start()
    daemon.drop("a.txt", FALLEN.format(place="Ishkashim"))
    eventually(lambda: daemon.events("delivery.deferred"), seconds=60)
    jump(daemon, number)
    eventually(lambda: webhook.received, seconds=25)  # without the jump: half a minute
    time.sleep(2)
    assert len(webhook.received) == 1
    assert len(daemon.events("delivery.succeeded")) == 1


def test_what_comes_while_the_clock_goes_to_and_fro_is_told_once_each(daemon, webhook):
    places = ["Ishkashim", "Shighnan", "Khwahan", "Nusay", "Maimay", "Shekay"]
    daemon.start()
    eventually(lambda: polled(daemon, "inbox"), seconds=60)
    for number, name in enumerate(places):
        daemon.drop(f"{number}.txt", FALLEN.format(place=name))
        jump(daemon, (BACK, FORWARD, FORWARD, BACK, BACK, FORWARD)[number])
    eventually(lambda: len({place(m) for m in webhook.messages()}) == len(places), seconds=60)
    time.sleep(1)
    assert len(webhook.received) == len(places)
    verified = daemon.command("log", "verify")
    assert verified.returncode == 0, verified.stderr


def test_a_machine_that_slept_for_an_hour_catches_up_and_repeats_nothing(daemon, feed, webhook):
    with_feed(daemon, feed, "40m")
    daemon.start()
    eventually(lambda: polled(daemon, "wire"), seconds=60)
    assert feed.asked == 1
    daemon.tell(signal.SIGSTOP)
    daemon.tell(FORWARD)  # is pending until it wakes, and then the first that it notices
    daemon.drop("a.txt", FALLEN.format(place="Shighnan"))
    feed.items.append(item(2, text=FALLEN.format(place="Ishkashim")))
    time.sleep(3)
    daemon.tell(signal.SIGCONT)
    eventually(lambda: len(webhook.received) == 2, seconds=60)
    time.sleep(2)
    assert feed.asked == 2
    assert len(webhook.received) == 2
