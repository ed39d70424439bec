"""The long versions: ``python -m tests.torture WHAT --seed S --count N``.

power     N simulated power cuts
faults    every n-th failing operation of a run of N appends
"""

import argparse
import sys
from collections.abc import Callable

from tests.torture import faults, power

AT_ONCE = 500


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


RUNS: dict[str, Callable[[int, int], list[str]]] = {"power": run_power, "faults": run_faults}
COUNTS = {"power": 10_000, "faults": 40}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="?", choices=[*RUNS, "all"], default="all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=0)
    given = parser.parse_args()
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
