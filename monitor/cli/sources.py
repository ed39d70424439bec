"""``monitor sources``: every source, whether it answers, and what it brought."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.context import settings_of
from monitor.cli.formats import AnyLineForm, LineForm
from monitor.errors import MonitorError

if TYPE_CHECKING:
    from monitor.views.source_health import Refusal, SourceRow


def sources(
    context: typer.Context,
    *,
    refused: Annotated[
        bool, typer.Option("--refused", help="List what was refused instead, and what to do.")
    ] = False,
    name: Annotated[str | None, typer.Option("--source", help="Only this source.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many refusals.")] = 100,
    form: AnyLineForm = LineForm.TEXT,
) -> None:
    """List the sources: failing ones first, with the reason and when they are tried again."""
    from monitor.assembly.stores import log_path
    from monitor.assembly.views import reading_views
    from monitor.cli import sources_text
    from monitor.clock import SystemClock
    from monitor.views import source_health

    settings = settings_of(context)
    configured = [source.name for source in settings.sources]
    if name is not None and name not in configured:
        raise MonitorError(f"there is no source {name!r}", hint=f"There are {configured}.")
    known: list[SourceRow] = []
    refusals: list[Refusal] = []
    if log_path(settings).exists():  # else nothing ran as yet, and nothing is known
        with reading_views(settings) as store:
            known = source_health.sources(store.rows)
            refusals = source_health.refusals(store.rows, name, limit)
    if refused:
        sys.stdout.write(sources_text.refusals(refusals, form))
        return
    wanted = configured if name is None else [name]
    lines = sources_text.lines(wanted, known)
    sys.stdout.write(sources_text.table(lines, form, SystemClock().now()))
    if any(line.state == "failing" for line in lines):
        raise typer.Exit(1)
