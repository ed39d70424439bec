"""``monitor log``: look at the event log itself."""

import sys
from typing import Annotated

import typer

from monitor.cli.context import settings_of
from monitor.errors import MonitorError

app = typer.Typer(
    help="The event log: show, verify, export, rebuild, back up.", no_args_is_help=True
)

Types = Annotated[list[str] | None, typer.Option("--type", help="Only this type; repeatable.")]
Subject = Annotated[str | None, typer.Option(help="Only this stream, as in article/1f0c...")]
After = Annotated[int, typer.Option(help="Only events after this position.")]
Limit = Annotated[int | None, typer.Option(help="At most so many events.")]


@app.command()
def show(
    context: typer.Context,
    kinds: Types = None,
    subject: Subject = None,
    after: After = 0,
    limit: Limit = None,
    form: Annotated[str, typer.Option("--format", help="text or jsonl")] = "text",
) -> None:
    """Print events, oldest first."""
    from itertools import islice

    from monitor.assembly.stores import reading_log
    from monitor.cli.log_lines import selected, text_line
    from monitor.events.cloudevents import to_cloudevent

    with reading_log(settings_of(context)) as log:
        for recorded in islice(selected(log, kinds, subject, after), limit):
            if form == "jsonl":
                sys.stdout.buffer.write(to_cloudevent(recorded) + b"\n")
            else:
                typer.echo(text_line(recorded))


@app.command()
def export(context: typer.Context, kinds: Types = None, after: After = 0) -> None:
    """Write events to standard output as CloudEvents 1.0, one JSON object a line."""
    show(context, kinds=kinds, after=after, form="jsonl")


@app.command()
def verify(context: typer.Context) -> None:
    """Check every event's hash against the chain, and every article text against its digest."""
    from monitor.assembly.stores import reading_log
    from monitor.cli.log_lines import bodies_at_fault
    from monitor.eventlog.chain import verify as verify_chain
    from monitor.flow.replay import walk

    with reading_log(settings_of(context)) as log:
        head, fault = verify_chain(walk(log))
        if fault is None:
            fault = next(bodies_at_fault(log), None)
    if fault:
        raise MonitorError(
            f"the log does not verify: {fault}",
            hint=f"Events 1 to {head.position} are as they were written. Restore a backup.",
        )
    typer.echo(f"The log holds: {head.position} events, head {head.hash.hex()}")


@app.command()
def backup(
    context: typer.Context, target: Annotated[typer.FileBinaryWrite, typer.Argument()]
) -> None:
    """Write a consistent copy of the log while it is in use."""
    from pathlib import Path

    from monitor.assembly.stores import reading_log

    target.close()
    with reading_log(settings_of(context)) as log:
        log.backup(Path(target.name))
    typer.echo(f"Backed up to {target.name}")


@app.command()
def rebuild(context: typer.Context) -> None:
    """Throw the views away and fold them anew from the log."""
    from monitor.assembly.views import rebuild

    folded = rebuild(settings_of(context))
    typer.echo(f"The views are folded anew from {folded} events.")
