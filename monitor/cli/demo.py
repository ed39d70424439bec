"""``monitor demo``: the page on a log filled with a corpus, which then goes on by itself."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from monitor.errors import MonitorError

CORPUS = Path("tests/accuracy/corpus")
SEEDS = Path("seeds")


def demo(
    corpus: Annotated[
        Path, typer.Option(help="A folder with articles.jsonl: invented texts, with their days.")
    ] = CORPUS,
    until: Annotated[
        str, typer.Option(help="Fill the log up to this day; what comes later arrives live.")
    ] = "2021-07-08",
    every: Annotated[
        float, typer.Option(help="Seconds between live articles; 0 holds the demo still.", min=0)
    ] = 15.0,
    port: Annotated[int, typer.Option(help="Where the page listens.", min=0, max=65535)] = 8080,
) -> None:
    """Show a living system: fill a temporary log, serve the page, let further articles arrive."""
    import tempfile

    from monitor.cli.demo_articles import read_corpus, read_seeds
    from monitor.cli.demo_stage import Stage
    from monitor.cli.logs import configure
    from monitor.cli.page import Given, page
    from monitor.web.options import WebOptions

    configure("error")
    articles = sorted([*read_corpus(corpus), *read_seeds(SEEDS)], key=lambda each: each.moment)
    last = _day(until)
    options = WebOptions(port=port, title="Border monitor (demo)")
    with (
        tempfile.TemporaryDirectory(prefix="monitor-demo-") as folder,
        Stage(Path(folder), articles, last) as stage,
    ):
        typer.echo(f"Reading {stage.waiting_before} articles up to {last} ...")
        stage.fill()
        given = Given(order=stage.order, troubles=stage.troubles)
        with page(stage.settings, stage.clock, options, given) as server:
            typer.echo(f"The page is at {server.url} (Ctrl+C ends the demo)")
            stage.go_on(every)
            server.run()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise MonitorError(f"--until {text}: this is not a day", hint="As in 2021-07-08.") from None
