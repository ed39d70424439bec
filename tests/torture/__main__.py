"""The long versions: ``python -m tests.torture WHAT --seed S --count N``.

power     N simulated power cuts
faults    every n-th failing operation of a run of N appends
kill      N daemons killed with SIGKILL under load, at named points and at random
stop      N daemons told to stop under load
fuzz      N generated feeds, articles and rule files over the entry points
week      N simulated days with 200 feeds
tamper    N attacks on a log by somebody who may write the file
"""

import argparse
import logging
import sys
from collections.abc import Callable

import structlog

from tests.torture import faults, fuzz, kill, power, tamper, week

AT_ONCE = 500
FUZZ_SAID = 20_000


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def run_power(seed: int, count: int) -> list[str]:
    found: list[str] = []
    for start in range(0, count, AT_ONCE):
        # Each share has a recording of its own, longer than the one before.
        share = min(AT_ONCE, count - start)
        number = start // AT_ONCE
        found += power.torture(seed + number, share, appends=60 + 10 * (number % 20))[1]
        say(f"{start + share} power cuts, {len(found)} faults")
    return found


def run_faults(seed: int, count: int) -> list[str]:
    del seed  # every n: nothing is left to chance
    found: list[str] = []
    tried = 0
    for fault in faults.every_fault(appends=count):
        tried += 1
        found += [f"{fault}: {each}" for each in faults.findings(fault)]
    say(f"{tried} failing operations, {len(found)} faults")
    return found


def run_week(seed: int, count: int) -> list[str]:
    def told(number: int, day: week.Day) -> None:
        say(f"day {number}: {day.memory:,} bytes, {day.handles} handles, {day.threads} threads")

    report = week.torture(seed, count, told=told)
    say(
        f"{report.polls} polls, {report.failed} of them failed; "
        f"{report.items} items, {report.raised} alerts"
    )
    return report.findings()


def run_tamper(seed: int, count: int) -> list[str]:
    tried, missed = tamper.torture(seed, count)
    say(f"{tried} attacks, {len(missed)} not found")
    return missed


def run_fuzz(seed: int, count: int) -> list[str]:
    said = faults = 0

    def told(found: fuzz.Found) -> None:
        nonlocal said, faults
        for fault in found.faults[faults:]:
            say(fault)
        faults = len(found.faults)
        if found.tried - said >= FUZZ_SAID or found.tried >= count:
            said = found.tried
            slowest = f"the slowest took {found.slowest:.2f} s"
            say(f"{said} inputs, {len(found.faults)} faults, {slowest}; {dict(found.outcomes)}")

    return fuzz.torture(seed, count, workers=2, told=told).faults


def _told(report: kill.Report) -> list[str]:
    say(
        f"{report.kills} kills ({report.reached.total()} at a named point), {report.articles} "
        f"articles, copies {dict(report.copies)}, slowest stop {report.slowest_stop:.1f} s"
    )
    return report.findings


def run_kill(seed: int, count: int) -> list[str]:
    return _told(kill.torture(seed, count))


def run_stop(seed: int, count: int) -> list[str]:
    return _told(kill.stops(seed, count))


RUNS: dict[str, Callable[[int, int], list[str]]] = {
    "power": run_power,
    "faults": run_faults,
    "tamper": run_tamper,
    "fuzz": run_fuzz,
    "kill": run_kill,
    "stop": run_stop,
    "week": run_week,
}
COUNTS = {
    "power": 10_000,
    "faults": 40,
    "tamper": 10_000,
    "fuzz": 1_000_000,
    "kill": 2_000,
    "stop": 200,
    "week": 7,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="?", choices=[*RUNS, "all"], default="all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=0)
    given = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    found: list[str] = []
    for name, run in RUNS.items():
        if given.what in {name, "all"}:
            say(f"== {name}")
            found += run(given.seed, given.count or COUNTS[name])
    for fault in found[:50]:
        say(fault)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
