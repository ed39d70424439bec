"""``monitor notify test`` and ``monitor routes test``: does a message arrive, and where to."""

import os
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.alerts import pair
from monitor.cli.context import settings_of
from monitor.cli.formats import AnyLineForm, LineForm
from monitor.errors import MonitorError

if TYPE_CHECKING:
    from datetime import datetime

    from monitor.delivery.options import DeliveryOptions

notify_app = typer.Typer(help="Send test messages.", no_args_is_help=True, rich_markup_mode=None)
routes_app = typer.Typer(
    help="Ask where an alert would go, and why.", no_args_is_help=True, rich_markup_mode=None
)


@notify_app.command("test")
def notify_test(
    context: typer.Context,
    route: Annotated[str, typer.Argument(help="The route's name.")],
) -> None:
    """Send one real message to every destination of a route, and say what came of each."""
    from monitor.clock import SystemClock
    from monitor.delivery.rich_terminal import TerminalTransport
    from monitor.delivery.transport import Transport
    from monitor.delivery.trial import send_trial
    from monitor.delivery.workers import WorkerTransport

    options = _options(context)
    if options.route(route) is None:
        raise MonitorError(f"there is no route {route!r}", hint=_known(options))
    failed = 0
    workers = WorkerTransport()
    try:
        transports: dict[str, Transport] = {"terminal": TerminalTransport(), "": workers}
        for name, failure in send_trial(options, route, SystemClock().now(), transports):
            failed += failure is not None
            typer.echo(f"{name}: {failure or 'accepted'}")
    finally:
        workers.close()
    if failed:
        raise MonitorError(f"{failed} of the destinations could not be told")


@routes_app.command("test")
def routes_test(
    context: typer.Context,
    facts: Annotated[
        list[str], typer.Argument(help="What the alert is, as in level=critical place=Ishkashim.")
    ],
    *,
    route: Annotated[str | None, typer.Option(help="The route that its rule notifies.")] = None,
    at: Annotated[
        str | None, typer.Option(help="When, as in 2026-02-01T23:00+05:00; else now.")
    ] = None,
    form: AnyLineForm = LineForm.TEXT,
) -> None:
    """Show to whom an alert would go, when, and why. Nothing is sent."""
    from monitor.cli.alerts_text import as_json
    from monitor.clock import SystemClock
    from monitor.delivery.trial import explain, facts_in_words

    try:
        known = facts_in_words(dict(pair(word) for word in facts))
        moment = _moment(at) if at else SystemClock().now()
    except ValueError as error:
        raise MonitorError(str(error)) from None
    found = explain(_options(context), route, known, moment)
    if form is not LineForm.TEXT:
        typer.echo(as_json(found, form), nl=False)
        return
    for leg in found:
        typer.echo(f"{leg['destination']}  ({leg['route']}), {leg['when']}\n  {leg['why']}")


def _moment(text: str) -> "datetime":
    from datetime import datetime

    return datetime.fromisoformat(text).astimezone()


def _options(context: typer.Context) -> "DeliveryOptions":
    from monitor.config.options import delivery_options

    return delivery_options(settings_of(context), os.environ)


def _known(options: "DeliveryOptions") -> str:
    names = ", ".join(route.name for route in options.routes)
    return f"There is: {names}." if names else "The configuration names no routes."
