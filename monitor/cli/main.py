"""``monitor``: the commands, and the one place where a failure becomes words and an exit code."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from monitor import __version__
from monitor.cli import (
    alerts,
    backtest,
    demo,
    log,
    notify,
    places,
    read,
    rules,
    serve,
    service,
    sources,
    tally,
    why,
)
from monitor.cli.context import Before
from monitor.errors import MonitorError

app = typer.Typer(
    name="monitor",
    help="Reads the news about a border and tells people, at once and only then, what happened.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"max_content_width": 110},
    rich_markup_mode=None,  # a plain page of help takes half the time to show
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"monitor {__version__}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    config: Annotated[
        Path | None,
        typer.Option(
            help="The configuration: $MONITOR_CONFIG, ./config.toml, or /etc/border-monitor's."
        ),
    ] = None,
    state: Annotated[
        Path | None, typer.Option(help="Where the log is kept, instead of the configured place.")
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Keep what the commands need to build their part of the application."""
    del version
    context.obj = Before(config=config, state=state)


for command in (
    service.run,
    service.check,
    read.read,
    why.why,
    tally.tally,
    tally.control,
    sources.sources,
    alerts.alerts,
    alerts.ack,
    alerts.silence,
    alerts.silences,
    alerts.unsilence,
    alerts.resolve,
    alerts.verdict,
    alerts.deliveries,
    backtest.backtest,
    serve.serve,
    demo.demo,
):
    app.command()(command)
app.add_typer(rules.app, name="rules")
app.add_typer(places.app, name="places")
app.add_typer(log.app, name="log")
app.add_typer(notify.notify_app, name="notify")
app.add_typer(notify.routes_app, name="routes")


def _tell(error: MonitorError) -> None:
    for fault in error.faults:
        typer.echo(fault.render(), err=True)
    typer.echo(f"monitor: {error}", err=True)
    if error.hint:
        typer.echo(f"  {error.hint}", err=True)


def run() -> None:
    """Run the command; a ``MonitorError`` becomes text on stderr and exit code 1."""
    try:
        app()
    except MonitorError as error:
        _tell(error)
        sys.exit(1)
    except BrokenPipeError:
        # `monitor log show | head` is no failure.
        sys.stderr.close()
        sys.exit(0)
