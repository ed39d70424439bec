"""A backtest over the log on every processor: each takes a share of the rules, and all of the past.

Rules that ask about each other stay together; apart from that no rule's alerts depend on another
rule, so that the outcomes of all shares together are the outcome of the whole set.
"""

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any

from monitor.cli.backtest_run import Outcome
from monitor.errors import MonitorError
from monitor.rules.ruleset.rules import CompiledRule, RuleSet

MOST = 4
# So much lighter a share must be to be given rules about happenings that another is asked about.
ALIKE = 2
# Told so seldom, progress costs nothing.
STEP = 500

Run = Callable[[Sequence[RuleSet]], Iterator[int | list[Outcome]]]
"""Runs rule sets over the past: yields the positions done, and at last the outcomes."""


def processors() -> int:
    return min(len(os.sched_getaffinity(0)), MOST)


def shares(rules: RuleSet, number: int) -> list[RuleSet]:
    """Return the rules in so many shares of nearly one weight; what belongs together in one."""
    parts: list[list[CompiledRule]] = [[] for _ in range(number)]
    for group in sorted(_groups(rules), key=_weight, reverse=True):
        min(parts, key=partial(_cost, group)).extend(group)
    return [RuleSet(tuple(part), rules.digest) for part in parts]


def _weight(rules: Sequence[CompiledRule]) -> int:
    """Return about how much work rules are: those that look back at more than one happening."""
    return sum(1 + 2 * (rule.frontier is not None) + bool(rule.rule.count) for rule in rules)


def _cost(group: Sequence[CompiledRule], part: Sequence[CompiledRule]) -> tuple[int, int]:
    """Return how much it speaks against a group's joining a part.

    Who is asked about the same happenings is best together: a share passes the others by.
    """
    asked = frozenset[str]().union(*(rule.asked for rule in part))
    alike = any(asked & rule.asked for rule in group)
    return _weight(part) - ALIKE * alike, _weight(part)


def _groups(rules: RuleSet) -> list[list[CompiledRule]]:
    """Return the rules in groups that ask about each other, directly or not."""
    group = {rule.id: {rule.id} for rule in rules.rules}
    for rule in rules.rules:
        for asked in (rule.rule.if_earlier, rule.rule.not_followed_by):
            if asked and asked.rule in group:
                together = group[rule.id] | group[asked.rule]
                group.update(dict.fromkeys(together, together))
    found = {min(names): names for names in group.values()}
    return [[rules.by_id[name] for name in sorted(names)] for names in found.values()]


def together(sets: Sequence[RuleSet], run: Run, number: int) -> Iterator[int | list[Outcome]]:
    """Run sets over the past in processes of their own; like ``run`` itself, only sooner."""
    if number < 2:
        with seldom_collecting():
            yield from run(sets)
        return
    parted = [shares(rules, number) for rules in sets]
    work = [_begin(run, [parts[at] for parts in parted]) for at in range(number)]
    yield from _gather(work)


def _begin(run: Run, sets: Sequence[RuleSet]) -> Connection:
    # The rules come along with the copy of this process: they need no way through a pipe.
    context = get_context("fork")
    mine, theirs = context.Pipe(duplex=False)
    context.Process(target=_work, args=(run, sets, theirs), daemon=True).start()
    theirs.close()
    return mine


def _work(run: Run, sets: Sequence[RuleSet], out: Connection) -> None:
    try:
        with seldom_collecting():
            for number, told in enumerate(run(sets)):
                if isinstance(told, list) or number % STEP == 0:
                    out.send(told)
    except MonitorError as error:
        out.send(error)


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Look for garbage in circles a hundred times less often: nearly all dies without it.

    A backtest remembers so much that looking through it took a tenth of the time.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(before[0] * 100, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _gather(work: Sequence[Connection]) -> Iterator[int | list[Outcome]]:
    done = dict.fromkeys(work, 0)
    found: dict[Connection, list[Outcome]] = {}
    while len(found) < len(work):
        for ready in wait([each for each in work if each not in found]):
            assert isinstance(ready, Connection)
            told = _received(ready)
            if isinstance(told, list):
                found[ready] = told
            else:
                done[ready] = told
        yield min(done.values())
    each = [found[connection] for connection in work]
    yield [_joined(outcomes) for outcomes in zip(*each, strict=True)]


def _received(connection: Connection) -> Any:
    try:
        told = connection.recv()
    except EOFError:
        raise MonitorError("a process of the backtest ended before its work was done") from None
    if isinstance(told, MonitorError):
        raise told
    return told


def _joined(parts: Sequence[Outcome]) -> Outcome:
    """Return the outcome of a whole set, in the order in which alerts were raised."""
    alerts = [pair for part in parts for pair in part.alerts.items()]
    return Outcome(
        alerts=dict(sorted(alerts, key=lambda pair: pair[1].time)),
        quiet={rule: why for part in parts for rule, why in part.quiet.items()},
        first=parts[0].first,
        last=parts[0].last,
    )
