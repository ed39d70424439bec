"""``monitor why``: the chain from an alert back to its sentence, or what stopped an article."""

from typing import Annotated

import typer

from monitor.cli.context import settings_of
from monitor.cli.formats import AnyForm, Form


def why(
    context: typer.Context,
    subject: Annotated[
        str, typer.Argument(help="An alert's or article's id (its beginning will do), or a file.")
    ],
    form: AnyForm = Form.TEXT,
) -> None:
    """Tell why an alert was raised, or why an article raised none."""
    from monitor.assembly.stores import reading_log
    from monitor.cli.story import find, story_of
    from monitor.cli.story_lines import as_json, as_text

    with reading_log(settings_of(context)) as log:
        story = story_of(log, find(log, subject))
    typer.echo(as_json(story) if form is Form.JSON else as_text(story))
