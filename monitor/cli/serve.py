"""``monitor serve``: the page, beside a running monitor or alone."""

from typing import Annotated

import typer

from monitor.cli.context import settings_of


def serve(
    context: typer.Context,
    host: Annotated[
        str | None, typer.Option(help="Where to listen, instead of the configured web.host.")
    ] = None,
    port: Annotated[
        int | None, typer.Option(help="The port, instead of web.port.", min=1, max=65535)
    ] = None,
) -> None:
    """Serve the page: what stands, the map, the tally, rules, sources, deliveries, the log."""
    from monitor.cli.logs import configure
    from monitor.cli.page import page, web_options
    from monitor.clock import SystemClock

    settings = settings_of(context)
    configure(settings.log_level)
    options = web_options(settings, host=host, port=port)
    with page(settings, SystemClock(), options) as server:
        typer.echo(f"The page is at {server.url} (Ctrl+C ends it)")
        server.run()
