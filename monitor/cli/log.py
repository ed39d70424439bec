"""``monitor log``: look at the event log itself."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.context import settings_of
from monitor.cli.formats import AnyLogForm, LogForm
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
    form: AnyLogForm = LogForm.TEXT,
) -> None:
    """Print events, oldest first."""
    from itertools import islice

    from monitor.assembly.stores import reading_log
    from monitor.cli.log_lines import selected, text_line
    from monitor.events.cloudevents import to_cloudevent

    with reading_log(settings_of(context)) as log:
        for recorded in islice(selected(log, kinds, subject, after), limit):
            if form is LogForm.JSONL:
                sys.stdout.buffer.write(to_cloudevent(recorded) + b"\n")
            else:
                typer.echo(text_line(recorded))


@app.command()
def export(context: typer.Context, kinds: Types = None, after: After = 0) -> None:
    """Write events to standard output as CloudEvents 1.0, one JSON object a line."""
    show(context, kinds=kinds, after=after, form=LogForm.JSONL)


@app.command()
def verify(
    context: typer.Context,
    anchors: Annotated[
        Path | None,
        typer.Option(help="Anchors kept elsewhere, as in the journal: JSON lines."),
    ] = None,
) -> None:
    """Check every event against the chain and the anchors, and every text against its digest."""
    from monitor.assembly.audit import audit
    from monitor.assembly.stores import anchors_path, reading_log
    from monitor.cli.log_lines import bodies_at_fault
    from monitor.eventlog.anchors import read_anchors

    settings = settings_of(context)
    known = read_anchors(anchors_path(settings)) + (read_anchors(anchors) if anchors else [])
    with reading_log(settings) as log:
        found = audit(log, known)
        head, fault = found.head, found.fault or next(bodies_at_fault(log), None)
    if fault:
        raise MonitorError(
            f"the log does not verify: {fault}",
            hint=f"Events 1 to {head.position} are as they were written. Restore a backup.",
        )
    typer.echo(f"The log holds: {head.position} events, head {head.hash.hex()}")
    if known:
        typer.echo(f"It agrees with {len(known)} anchors, the last at event {known[-1].position}.")
    else:
        typer.echo("There are no anchors: a cut tail or a log made anew would not be noticed.")


@app.command()
def backup(
    context: typer.Context, target: Annotated[typer.FileBinaryWrite, typer.Argument()]
) -> None:
    """Write a consistent copy of the log while it is in use."""
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
