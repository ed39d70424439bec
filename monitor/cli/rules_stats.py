"""How each rule does: alerts, and what analysts said of them."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from monitor.errors import MonitorError

if TYPE_CHECKING:
    from monitor.config.settings import Settings
    from monitor.events.envelope import Envelope

TYPES = ("rule.matched", "alert.raised", "alert.suppressed", "alert.judged")


@dataclass(slots=True)
class Line:
    """One rule's figures. Alerts that nobody judged are neither true nor false."""

    rule: str
    matches: int = 0
    fired: int = 0
    suppressed: int = 0
    true: int = 0
    false: int = 0

    @property
    def unjudged(self) -> int:
        return max(self.fired - self.true - self.false, 0)


@dataclass(slots=True)
class Counts:
    """The fold: figures by rule; a later verdict on an alert takes the place of an earlier one."""

    lines: dict[str, Line] = field(default_factory=dict)
    rule_of: dict[str, str] = field(default_factory=dict)
    verdicts: dict[str, str] = field(default_factory=dict)

    def _line(self, rule: str) -> Line:
        return self.lines.setdefault(rule, Line(rule))

    def apply(self, envelope: "Envelope[Any]") -> None:
        """Take one event in."""
        event = envelope.data
        match envelope.type:
            case "rule.matched":
                self._line(event.rule).matches += 1
            case "alert.raised":
                self._line(event.match.rule).fired += 1
                self.rule_of[event.alert] = event.match.rule
            case "alert.suppressed":
                self._line(event.rule).suppressed += 1
            case "alert.judged":
                self.verdicts[event.alert] = event.verdict
            case _:
                pass

    def finished(self) -> list[Line]:
        """Return the lines, the rule that fired most first."""
        for alert, verdict in self.verdicts.items():
            rule = self.rule_of.get(alert)
            if rule is None:
                continue
            line = self._line(rule)
            if verdict == "true":
                line.true += 1
            elif verdict == "false":
                line.false += 1
        return sorted(self.lines.values(), key=lambda line: (-line.fired, line.rule))


def counted(settings: "Settings", since: str | None) -> list[Line]:
    """Return the figures of every rule that ever matched, or that is loaded, since a day."""
    from monitor.assembly.stores import reading_log
    from monitor.events.codec import decode
    from monitor.flow.replay import walk

    start = day_of(since) if since else None
    counts = Counts()
    with reading_log(settings) as log:
        for recorded in walk(log, types=TYPES):
            envelope = decode(recorded)
            if start is None or envelope.time >= start:
                counts.apply(envelope)
    return counts.finished()


def day_of(text: str) -> datetime:
    """Return the first moment of a day in UTC."""
    try:
        return datetime.combine(date.fromisoformat(text), time(), tzinfo=UTC)
    except ValueError:
        raise MonitorError(f"{text!r} is not a day", hint="Write it as in 2026-01-31.") from None


def stats_json(lines: Iterable[Line]) -> str:
    return json.dumps([asdict(line) for line in lines], indent=2) + "\n"


def stats_table(lines: list[Line]) -> None:
    """Print the figures; a rule's precision only where enough was judged to mean something."""
    import typer
    from rich.console import Console
    from rich.table import Table

    if not lines:
        typer.echo("No rule has matched yet.")
        return
    table = Table(box=None, pad_edge=False)
    for heading in (
        "rule",
        "matches",
        "alerts",
        "suppressed",
        "true",
        "false",
        "unjudged",
        "right",
    ):
        table.add_column(heading, justify="left" if heading == "rule" else "right")
    for line in lines:
        figures = (line.matches, line.fired, line.suppressed, line.true, line.false, line.unjudged)
        table.add_row(line.rule, *map(str, figures), precision(line))
    Console().print(table)


ENOUGH = 5


def precision(line: Line) -> str:
    """Return the share of true alerts among the judged; nothing below five verdicts."""
    judged = line.true + line.false
    return f"{100 * line.true / judged:.0f} %" if judged >= ENOUGH else "-"
