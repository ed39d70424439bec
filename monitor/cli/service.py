"""``monitor run`` and ``monitor check``."""

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.context import settings_of
from monitor.errors import ConfigurationError

if TYPE_CHECKING:
    from monitor.assembly.build import Built


def run(
    context: typer.Context,
    once: Annotated[
        bool, typer.Option("--once", help="Make one pass over all sources, then end.")
    ] = False,
) -> None:
    """Watch the sources and raise alerts: as a daemon, or in one pass."""
    from monitor.assembly.build import build
    from monitor.assembly.engines import REAL
    from monitor.cli.logs import configure
    from monitor.cli.mail_pictures import mail_pictures
    from monitor.clock import SystemClock

    settings = settings_of(context)
    configure("error" if once else settings.log_level)
    engines = replace(REAL, pictures=mail_pictures)
    with build(settings, SystemClock(), os.environ, engines) as built:
        if once:
            from monitor.cli.single_pass import single_pass

            raise typer.Exit(single_pass(built))
        _serve(built)


def _serve(built: "Built") -> None:
    """Run the daemon, and the page beside it where the configuration wants it."""
    from monitor.cli.page_beside import beside
    from monitor.daemon.service import Service
    from monitor.daemon.systemd import Notifier

    service = Service(built, notifier=Notifier())
    with beside(built, service.troubles):
        service.run()


def check(context: typer.Context) -> None:
    """Check configuration, rules, routes and places: every fault at once, with its place."""
    from monitor.assembly.checks import check_all

    checked = check_all(settings_of(context), os.environ)
    for line in checked.told:
        typer.echo(line)
    if checked.faults:
        number = len(checked.faults)
        raise ConfigurationError(
            f"{number} fault{'s' if number > 1 else ''} found", faults=checked.faults
        )
