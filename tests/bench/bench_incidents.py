"""Merging must cost the same however many incidents were stored: 1,000 to 1,000,000.

Run: python -m tests.bench.bench_incidents [--incidents 1000000]

Two histories: *live* (an incident arrives on the day it is printed, sixteen years of them) and
*import* (the same history, all on one day). After each power of ten, fresh articles of three
claims are merged and timed, among them ones that join an incident and ones that open one.
"""

import argparse
import resource
import statistics
import sys
import time
from datetime import UTC, datetime, timedelta

from monitor.events.envelope import Envelope
from monitor.events.incidents import IncidentOpened
from monitor.events.readings import ArticleRead
from monitor.events.values import ActorClass, Claim, ClaimType, Status
from monitor.incidents.merging import incident_id, opened
from monitor.incidents.options import WINDOWS
from monitor.incidents.profile import mention_of
from monitor.incidents.step import IncidentsStep

START = datetime(2010, 1, 1, 12, tzinfo=UTC)
YEARS = 16
PLACES = 400
PROVINCES = 34
TYPES = tuple(ClaimType)
PROBES = 400
FLAT = 2.0


def claim(number: int, kind: ClaimType) -> Claim:
    place = number * 7919 % PLACES
    return Claim(
        type=kind,
        status=Status.ASSERTED,
        actor=("Taliban", "Afghan army", "smugglers")[number % 3],
        actor_class=(ActorClass.MILITANTS, ActorClass.TROOPS)[number % 2],
        place=f"Place {place}" if number % 11 else None,
        place_id=f"af-place-{place}" if number % 11 else None,
        province=f"Province {place % PROVINCES}",
        country="AF",
        origin="AF",
        to="TJ",
        border="AF-TJ",
        count=number % 977,
        killed=(number % 5, number % 5),
        evidence=f"report {number} of what happened at place {place} that day",
        span=(0, 40),
    )


def article(number: int, day: datetime, claims: tuple[Claim, ...]) -> ArticleRead:
    name = f"article{number}"
    return ArticleRead(
        article=name,
        revision=1,
        source="bench",
        outlet=f"Outlet {number % 40}",
        title=f"Title of article {number}",
        body="",
        wire=name,
        reader="bench",
        published=day.date().isoformat(),
        claims=claims,
    )


def envelope(data: object, when: datetime, position: int) -> Envelope:
    return Envelope(
        position=position,
        id=str(position),
        type=data.TYPE,
        subject="bench",
        version=1,
        time=when,
        recorded_at=when,
        correlation_id="bench",
        causation_id=None,
        data=data,
    )


def no_body(_: str) -> None:
    return None


class History:
    """Tells a step one incident after the other, spread over the years."""

    def __init__(self, step: IncidentsStep, whole: int, *, live: bool) -> None:
        self.step = step
        self._gap = timedelta(days=365 * YEARS) / whole
        self._live = live
        self.stored = 0

    def day(self) -> datetime:
        return START + self._gap * self.stored

    def arrival(self) -> datetime:
        return self.day() if self._live else START + timedelta(days=366 * YEARS)

    def grow(self, to: int) -> None:
        while self.stored < to:
            number = self.stored
            said = claim(number, TYPES[number % len(TYPES)])
            read = article(number, self.day(), (said,))
            mention = mention_of(read, 0, 0, WINDOWS[said.type])
            first = opened(mention, (), incident_id(mention))
            event = IncidentOpened(incident=first, article=read.article, reason="first report")
            self.step.remember(envelope(event, self.arrival(), self.stored + 1))
            self.stored += 1

    def told(self, read: ArticleRead) -> list[float]:
        """Merge an article and remember what came of it; return the seconds of merging."""
        arrived = envelope(read, self.arrival(), self.stored + 1)
        begun = time.process_time()
        self.step.remember(arrived)
        drafts = self.step.handle(arrived, no_body)
        for draft in drafts:
            self.step.remember(envelope(draft.event, self.arrival(), 0))
        spent = time.process_time() - begun
        return [spent]

    def probe(self) -> list[float]:
        """Merge fresh articles of three claims; return the seconds that each took."""
        spent = []
        for number in range(PROBES):
            base = 10_000_000 + self.stored * 10 + number
            said = tuple(claim(base + k, TYPES[(number + k) % len(TYPES)]) for k in range(3))
            spent += self.told(article(base, self.day(), said))
        return spent


def sizes(most: int) -> list[int]:
    return [size for size in (1_000, 10_000, 100_000, 1_000_000) if size <= most]


def run(most: int, *, live: bool) -> bool:
    step = IncidentsStep()
    history = History(step, most, live=live)
    medians = []
    for size in sizes(most):
        begun = time.perf_counter()
        history.grow(size)
        grown = time.perf_counter() - begun
        spent = sorted(history.probe())
        medians.append(statistics.median(spent))
        megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        sys.stdout.write(
            f"{'live' if live else 'import':7} {size:>9,} stored  "
            f"{medians[-1] * 1e6:7.0f} us an article (median), "
            f"{spent[int(len(spent) * 0.99)] * 1e6:7.0f} us (99 %), "
            f"{len(step._memory):>7,} in memory, {megabytes:5.0f} MB, grown in {grown:.0f} s\n"
        )
        sys.stdout.flush()
    # Below 10,000 the shelves of one window are not yet full: that is no growth with the store.
    base = min(1, len(medians) - 1)
    ratio = medians[-1] / medians[base]
    known = sizes(most)
    sys.stdout.write(f"        from {known[base]:,} to {known[-1]:,} stored: x{ratio:.2f}\n")
    return ratio <= FLAT


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--incidents", type=int, default=1_000_000)
    most = parser.parse_args().incidents
    flat = [run(most, live=live) for live in (True, False)]
    return 0 if all(flat) else 1


if __name__ == "__main__":
    sys.exit(main())
