"""A disk that is full: nothing new is taken in, people are told, and it goes on by itself."""

import os

import pytest

from tests.daemon.conftest import FALLEN, eventually
from tests.e2e.conftest import small_disk

pytestmark = pytest.mark.slow


@pytest.fixture
def disk(daemon):
    with small_disk(daemon.folder / "var", 96) as folder:
        yield folder
        daemon.stop()


def fill(folder):
    """Leave no byte."""
    filler = folder / "filler"
    with filler.open("ab", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            try:
                while True:
                    file.write(os.urandom(size))
            except OSError:
                continue
    return filler


def told_of(webhook, words):
    return [message for message in webhook.messages() if words in message]


def with_self_alerts(daemon):
    text = daemon.config.read_text()
    daemon.config.write_text(f'fallback_route = "desk"\ndefault_route = "desk"\n{text}')


def test_with_the_disk_full_intake_pauses_alerts_go_on_and_it_recovers(daemon, disk, webhook):
    with_self_alerts(daemon)
    daemon.start()
    daemon.drop("a.txt", FALLEN.format(place="Ishkashim"))
    eventually(lambda: told_of(webhook, "Ishkashim"))

    filler = fill(disk)
    for number in range(40):  # until the log's own slack is used up
        daemon.drop(f"b{number}.txt", FALLEN.format(place="Shighnan") + f" {number}" + "x" * 90_000)
    eventually(lambda: told_of(webhook, "No articles are taken in"))
    daemon.drop("c.txt", FALLEN.format(place="Khwahan"))
    assert daemon.process.poll() is None
    acknowledged = daemon.command("ack", daemon.events("alert.raised")[0]["data"]["alert"])
    assert acknowledged.returncode == 0, acknowledged.stderr
    assert not told_of(webhook, "Khwahan")

    filler.unlink()
    eventually(lambda: told_of(webhook, "Khwahan"), seconds=60)
    assert len(daemon.events("intake.paused")) == len(daemon.events("intake.resumed")) == 1
    assert len(daemon.events("article.received")) == 42
    verified = daemon.command("log", "verify")
    assert verified.returncode == 0, verified.stderr
    journal = (daemon.folder / "journal").read_text()
    assert "Traceback" not in journal
    assert journal.count("source.not_taken_in") == journal.count("source.taken_in_again") == 1


def test_a_daemon_that_starts_on_a_full_disk_says_so_and_waits_for_room(daemon, disk, webhook):
    with_self_alerts(daemon)
    daemon.start()
    daemon.drop("a.txt", FALLEN.format(place="Ishkashim"))
    eventually(lambda: told_of(webhook, "Ishkashim"))
    daemon.stop()
    filler = fill(disk)
    daemon.drop("c.txt", FALLEN.format(place="Khwahan"))
    daemon.start()
    eventually(lambda: told_of(webhook, "No articles are taken in"))
    assert not told_of(webhook, "Khwahan")
    filler.unlink()
    eventually(lambda: told_of(webhook, "Khwahan"), seconds=60)
    assert daemon.stop() == 0
