"""What stalls delays nobody else: from an article's arrival to the first attempt to tell of it.

How many milliseconds it takes is for ``make bench`` to say; here, that nobody waits for who stalls.
"""

import time

import pytest

from tests.daemon.conftest import eventually
from tests.delivery.servers import stalling_server
from tests.desk import RULE
from tests.torture.week import Press, served

pytestmark = pytest.mark.slow

# Whoever waited for a stalling one would wait for its time limit: ten seconds and more.
SOON = 5.0
HEALTHY_FEEDS, STALLING_FEEDS, STALLING_DESTINATIONS, ARTICLES = 150, 50, 5, 40


def feeds(name, count, port):
    return "".join(
        f'[[sources]]\nkind = "feed"\nname = "{name}-{n}"\nurl = "http://127.0.0.1:{port}/{n}"\n'
        'allow_addresses = ["127.0.0.0/8"]\ninterval = "30s"\n'
        for n in range(count)
    )


def configure(daemon, port, healthy):
    polled = feeds("stalls", STALLING_FEEDS, port) + feeds("well", HEALTHY_FEEDS, healthy)
    names = [f"dead-{n}" for n in range(STALLING_DESTINATIONS)]
    dead = "".join(f'[destinations.{n}]\nurl = "json://127.0.0.1:{port}/"\n' for n in names)
    text = daemon.config.read_text()
    everybody = ", ".join(f'"{name}"' for name in ["hook", *names])
    text = text.replace('to = ["hook"]', f"to = [{everybody}]")
    daemon.config.write_text(polled + text + dead)
    (daemon.rules / "falls.yml").write_text(RULE)


def waits(daemon):
    """Return, for each article, the seconds from its record to the first attempt at the hook."""
    events = daemon.events("article.received", "delivery.requested", "delivery.started")
    taken, wanted, found = {}, {}, {}
    for event in events:
        moment = time.strptime(event["recordedat"][:19], "%Y-%m-%dT%H:%M:%S")
        seconds = time.mktime(moment) + float("0" + event["recordedat"][19:].rstrip("Z") or 0)
        if event["type"] == "article.received":
            taken[event["correlationid"]] = seconds
        elif event["type"] == "delivery.requested" and event["data"]["destination"] == "hook":
            wanted[event["data"]["delivery"]] = event["correlationid"]
        elif event["type"] == "delivery.started" and event["data"]["delivery"] in wanted:
            cause = wanted[event["data"]["delivery"]]
            found.setdefault(cause, seconds - taken[cause])
    return sorted(found.values())


def polled(daemon):
    """Return the names of the healthy feeds that were polled."""
    events = daemon.events("source.polled")
    return {e["data"]["source"] for e in events if e["data"]["source"].startswith("well-")}


def test_stalling_feeds_and_destinations_delay_no_healthy_one(daemon, webhook):
    with stalling_server() as port, served(Press(HEALTHY_FEEDS, seed=1)) as healthy:
        configure(daemon, port, healthy)
        daemon.start()
        daemon.drop("warm-up.txt", "A flood reached the valley, an elder said.")
        eventually(lambda: webhook.received, seconds=60)
        for number in range(ARTICLES):
            own = " ".join(f"w{number}x{at}" for at in range(40))
            daemon.drop(f"{number}.txt", f"A flood reached village {number}. {own}")
            time.sleep(0.1)
        eventually(lambda: len(webhook.received) > ARTICLES, seconds=60)
        eventually(lambda: len(polled(daemon)) >= HEALTHY_FEEDS, seconds=60)
        found = waits(daemon)
    assert len(found) == ARTICLES + 1
    assert found[-1] < SOON, found[-5:]
