"""What a backtest found, as a table and as JSON."""

import json
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from monitor.cli.backtest_run import Difference, Outcome, Seen
    from monitor.rules.ruleset.rules import RuleSet

LEVELS = ("critical", "high", "medium", "low", "informational")
SHOWN = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One rule over the past. ``allowed`` is what its budget allows for so many days."""

    rule: str
    status: str
    alerts: int
    updates: int
    levels: dict[str, int]
    quiet: dict[str, int]
    budget: str | None
    allowed: int | None

    @property
    def is_too_loud(self) -> bool:
        return self.allowed is not None and self.alerts > self.allowed


def lines_of(outcome: "Outcome", rules: "RuleSet") -> list[Line]:
    """Return a line for every rule, also those that would have raised nothing."""
    alerts: dict[str, list[Seen]] = {}
    for seen in outcome.alerts.values():
        alerts.setdefault(seen.rule, []).append(seen)
    return [
        _line(rule.id, rule.rule.status, alerts.get(rule.id, []), outcome, rule.rule.at_most)
        for rule in rules.rules
    ]


def _line(rule: str, status: str, seen: "list[Seen]", outcome: "Outcome", budget: Any) -> Line:
    levels = Counter(each.level for each in seen)
    allowed = None
    if budget is not None:
        allowed = math.ceil(budget.number * max(outcome.days / budget.days, 1.0))
    return Line(
        rule=rule,
        status=str(status),
        alerts=len(seen),
        updates=sum(each.updates for each in seen),
        levels={level: levels[level] for level in LEVELS if levels[level]},
        quiet=dict(outcome.quiet.get(rule, {})),
        budget=str(budget) if budget else None,
        allowed=allowed,
    )


def as_json(lines: list[Line], outcome: "Outcome", compared: "Difference | None") -> str:
    """Return everything as one JSON document."""
    document: dict[str, Any] = {
        "days": round(outcome.days, 2),
        "rules": [{**asdict(line), "too_loud": line.is_too_loud} for line in lines],
        "alerts": [_plain(seen) for seen in outcome.alerts.values()],
    }
    if compared is not None:
        document["difference"] = {
            "added": [_plain(seen) for seen in compared.added],
            "lost": [_plain(seen) for seen in compared.lost],
            "changed": [
                {**_plain(new), "level_before": old.level} for old, new in compared.changed
            ],
        }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _plain(seen: "Seen") -> dict[str, Any]:
    return {**asdict(seen), "time": seen.time.isoformat()}


def print_table(lines: list[Line], outcome: "Outcome") -> None:
    """Print one line a rule."""
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    table.add_column("rule", overflow="fold")
    for heading in ("status", "alerts", "updates", "by level", "quiet", "at most"):
        left = heading in {"status", "by level"}
        table.add_column(heading, justify="left" if left else "right", no_wrap=True)
    for line in lines:
        # One level a line: a terminal of 80 columns has no room for more.
        levels = "\n".join(f"{number} {level}" for level, number in line.levels.items())
        budget = f"{line.allowed}" if line.budget else ""
        budget += "\nexceeded" if line.is_too_loud else ""
        table.add_row(
            line.rule,
            line.status,
            str(line.alerts),
            str(line.updates),
            levels,
            str(sum(line.quiet.values())),
            budget,
        )
    console = Console()
    console.print(table)
    console.print(f"{len(outcome.alerts)} alerts in {outcome.days:.0f} days.")


def difference_lines(compared: "Difference") -> Iterator[str]:
    """Yield what an edit changes, one alert a line."""
    if compared.is_empty:
        yield "No alert comes, goes or changes its level."
        return
    yield (
        f"+{len(compared.added)} alerts, -{len(compared.lost)}, "
        f"{len(compared.changed)} with another level"
    )
    for mark, several in (("+", compared.added), ("-", compared.lost)):
        for seen in several[:SHOWN]:
            yield f"{mark} {_day(seen)} {seen.rule} [{seen.level}] {seen.subject}"
        if len(several) > SHOWN:
            yield f"{mark} ... and {len(several) - SHOWN} more (--format json has all)"
    for old, new in compared.changed[:SHOWN]:
        yield f"~ {_day(new)} {new.rule} [{old.level} -> {new.level}] {new.subject}"


def _day(seen: "Seen") -> str:
    return seen.time.strftime("%Y-%m-%d")
