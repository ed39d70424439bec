"""From a file dropped into a folder to the mail accepted by a server: the whole program, for real.

A daemon in a process of its own, watching a folder; mails by the real sender over SMTP. The aim:
half of the mails within 300 ms, all but one in a hundred within a second. Then once more beside 200
feeds, of which 50 stall, and 5 destinations that stall, as on a bad day.
"""

import os
import signal
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.delivery.servers import mail_server, stalling_server
from tests.desk import Desk, mailbox
from tests.torture.week import Press, served

ARTICLES = int(os.environ.get("BENCH_MAILS", "60"))
PAUSE = 0.5  # seconds between two articles
FEEDS, STALLING, DEAD = 200, 50, 5


class Arrivals:
    """When a mail that names a village was accepted."""

    def __init__(self) -> None:
        self.at: dict[int, float] = {}

    def take(self, text: str) -> None:
        now = time.monotonic()
        words = text.split("village ", 1)
        if len(words) == 2:
            self.at.setdefault(int(words[1].split(",", 1)[0]), now)


def wait_for(condition: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return condition()


def measure(*, stalling: bool) -> list[float]:
    """Return the seconds that each mail took."""
    arrivals = Arrivals()
    with (
        tempfile.TemporaryDirectory() as name,
        mail_server() as (box, port),
        stalling_server() as nobody,
        served(Press(FEEDS - STALLING, seed=1)) as somebody,
    ):
        box.arrived = arrivals.take
        desk = Desk(Path(name), {"mail": mailbox(port)})
        if stalling:
            stall(desk, nobody, somebody)
        daemon = desk.start()
        try:
            desk.drop()  # loads what is loaded once
            if not wait_for(lambda: 1 in arrivals.at, 60):
                raise RuntimeError((desk.folder / "journal").read_text()[-2000:])
            return dropped(desk, arrivals)
        finally:
            end(daemon)


def feeds(name: str, count: int, port: int) -> str:
    return "".join(
        f'[[sources]]\nkind = "feed"\nname = "{name}-{n}"\nurl = "http://127.0.0.1:{port}/{n}"\n'
        'allow_addresses = ["127.0.0.0/8"]\ninterval = "30s"\n'
        for n in range(count)
    )


def stall(desk: Desk, port: int, well: int) -> None:
    polled = feeds("stalls", STALLING, port) + feeds("well", FEEDS - STALLING, well)
    names = [f"dead-{n}" for n in range(DEAD)]
    dead = "".join(f'[destinations.{n}]\nurl = "json://127.0.0.1:{port}/"\n' for n in names)
    everybody = ", ".join(f'"{each}"' for each in ["mail", *names])
    text = desk.config.read_text().replace('to = ["mail"]', f"to = [{everybody}]")
    desk.config.write_text(polled + text + dead)


def dropped(desk: Desk, arrivals: Arrivals) -> list[float]:
    """Drop the articles one after another; return how long each took."""
    began: dict[int, float] = {}
    for _ in range(ARTICLES):
        began[desk.dropped + 1] = time.monotonic()
        desk.drop()
        time.sleep(PAUSE)
    wait_for(lambda: len(arrivals.at) > ARTICLES, 60)
    missing = began.keys() - arrivals.at.keys()
    if missing:
        raise RuntimeError(f"{len(missing)} mails never came")
    return sorted(arrivals.at[number] - start for number, start in began.items())


def end(daemon: "subprocess.Popen[bytes]") -> None:
    daemon.send_signal(signal.SIGTERM)
    try:
        daemon.wait(timeout=20)
    except subprocess.TimeoutExpired:
        daemon.kill()
        daemon.wait()


def main() -> None:
    for stalling in (False, True):
        found = measure(stalling=stalling)
        share = (
            f"{STALLING} of {FEEDS} feeds and {DEAD} destinations stalling" if stalling else "alone"
        )
        print(
            f"  {len(found)} mails, {share}: half within {statistics.median(found) * 1000:.0f} ms, "
            f"99 % within {found[int(len(found) * 0.99) - 1] * 1000:.0f} ms, "
            f"slowest {found[-1] * 1000:.0f} ms"
        )


if __name__ == "__main__":
    main()
