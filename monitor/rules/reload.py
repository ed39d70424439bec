"""A new rule set comes into force, or the last good one stays: all or nothing."""

import os
from dataclasses import dataclass
from pathlib import Path

from monitor.errors import Fault
from monitor.events.matches import RuleSetActivated, RuleSetRejected
from monitor.rules.conditions.known import NOTHING_KNOWN, Known
from monitor.rules.loader import Loaded, load_folder
from monitor.rules.trial.examples import Bench, Result, try_rules

PROBLEMS = "_PROBLEMS.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Activated:
    """The folder is sound: this set is in force from now on. ``event`` is for the log."""

    loaded: Loaded
    event: RuleSetActivated


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """The folder has faults: what was in force stays so. ``event`` is for the log."""

    faults: tuple[Fault, ...]
    event: RuleSetRejected


def reload(
    previous: Loaded | None,
    folder: Path,
    *,
    known: Known = NOTHING_KNOWN,
    bench: Bench | None = None,
    reader: str = "",
) -> Activated | Rejected:
    """Read the folder anew, run its examples, and say whether it may come into force.

    Pure but for reading the folder. ``bench`` None leaves the examples out; rules that are as they
    were in ``previous`` are not tried again (the same rule and reader give the same result).
    ``reader`` is the digest of the reader, noted in the event.
    """
    loaded = load_folder(folder, known, before=previous)
    faults = loaded.faults
    if not faults and bench is not None:
        faults = tuple(result.fault for result in _tried(previous, loaded, bench) if result.fault)
    if faults:
        told = tuple(str(fault) for fault in faults)
        return Rejected(
            faults=faults, event=RuleSetRejected(digest=loaded.rules.digest, faults=told)
        )
    running = tuple(rule.id for rule in loaded.rules.running)
    event = RuleSetActivated(digest=loaded.rules.digest, rules=running, reader=reader)
    return Activated(loaded=loaded, event=event)


def _tried(previous: Loaded | None, loaded: Loaded, bench: Bench) -> list[Result]:
    """Return the results of all examples that this edit could have changed."""
    before = {rule.id: rule.digest for rule in previous.rules.rules} if previous else {}
    changed = {rule.id for rule in loaded.rules.rules if before.get(rule.id) != rule.digest}
    asking = {
        rule.id
        for rule in loaded.rules.rules
        for other in (rule.rule.if_earlier, rule.rule.not_followed_by)
        if other and other.rule in changed
    }
    return list(try_rules(loaded, bench, only=changed | asking))


def problems_text(rejected: Rejected, since: str) -> str:
    """Return what an analyst finds beside the rules: every fault, and what is in force now."""
    number = len(rejected.faults)
    lines = [
        f"{number} fault{'s' if number > 1 else ''} in these rules. They are not in force.",
        f"The last good set, from {since}, stays in force until the faults are mended.",
        "This file goes away by itself then.",
        "",
        *(fault.render() for fault in rejected.faults),
    ]
    return "\n".join(lines) + "\n"


def write_problems(folder: Path, text: str | None) -> None:
    """Put the problems beside the rules, or take them away.

    A folder that cannot be written is no failure: the alert and the log tell the same.
    """
    target = folder / PROBLEMS
    try:
        if text is None:
            target.unlink(missing_ok=True)
            return
        fresh = folder / f".{PROBLEMS}.new"
        fresh.write_text(text, encoding="utf-8")
        os.replace(fresh, target)  # noqa: PTH105  (atomic: nobody reads half of it)
    except OSError:
        return
