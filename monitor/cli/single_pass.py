"""``monitor run --once``: poll everything, let the river run, deliver, and say what came of it."""

import asyncio
from collections.abc import Sequence
from itertools import islice

import typer

from monitor.assembly.build import Built
from monitor.sources.poller import Outcome
from monitor.views.alert_queries import AlertFilter, AlertRow, alerts

PATIENCE = 120.0  # seconds for deliveries
SHOWN = 20


def single_pass(built: Built) -> int:
    """Make one pass; return the exit code: 1 where a source or a delivery failed."""
    app = built.app
    app.restore()
    before = app.log.head().position
    outcomes = asyncio.run(app.poller.poll_all())
    app.advance()
    delivered = app.sender.drain(PATIENCE)
    app.advance()
    app.save()
    raised = app.log.read(before, types={"alert.raised"}, limit=10_000)
    for line in _summary(outcomes, len(raised)):
        typer.echo(line)
    if not raised:
        _remind(alerts(app.views.rows, AlertFilter(state="open")))
    if not delivered:
        typer.echo("Some messages are not delivered yet: `monitor deliveries` shows why.", err=True)
    return 0 if delivered and not any(outcome.failure for outcome in outcomes) else 1


def _summary(outcomes: Sequence[Outcome], raised: int) -> list[str]:
    new = sum(outcome.new for outcome in outcomes)
    lines = [f"{outcome.name}: {outcome.failure.reason}" for outcome in outcomes if outcome.failure]
    refused = sum(outcome.refused for outcome in outcomes)
    if refused:
        lines.append(f"{refused} refused: `monitor sources` says which and why.")
    told = (_counted(new, "new article"), _counted(len(outcomes), "source"))
    lines.append(
        f"{told[0]} from {told[1]}, {_counted(raised, 'alert')}. "
        "Next: `monitor alerts`, `monitor why <alert>`, `monitor sources`."
    )
    return lines


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _remind(rows: Sequence[AlertRow]) -> None:
    if not rows:
        return
    typer.echo("Nothing new to alert. Open from before:")
    for row in islice(rows, SHOWN):
        typer.echo(f"  {row.alert}  {row.level:8}  {row.match.subject}")
