"""``monitor rules``: check, test, show, schema, new, stats."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.formats import AnyForm, Form
from monitor.errors import ConfigurationError, MonitorError

if TYPE_CHECKING:
    from monitor.rules.trial.examples import Result

app = typer.Typer(
    help="The rules: check, test, show, write and judge them.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Folder = Annotated[
    Path | None, typer.Option("--rules", help="Another folder of rules than the configured one.")
]


@app.command()
def check(context: typer.Context, folder: Folder = None) -> None:
    """Check all rule files: every fault of every file at once."""
    from monitor.cli.rules_desk import faults_in_words, load, settings_for

    loaded = load(settings_for(context), folder)
    for note in loaded.warnings:
        typer.echo(f"note: {note.render()}", err=True)
    if loaded.faults:
        raise ConfigurationError(
            faults_in_words(len(loaded.faults)),
            hint="Rules in force stay as they were until this is mended.",
            faults=loaded.faults,
        )
    number, files = len(loaded.rules.rules), len(loaded.parsed)
    typer.echo(f"{number} rules in {files} files are sound. `monitor rules test` tries them.")


@app.command("test")
def try_examples(
    context: typer.Context,
    rule: Annotated[str | None, typer.Argument(help="Only this rule, by its id.")] = None,
    folder: Folder = None,
    junit: Annotated[
        Path | None, typer.Option("--junit", help="Write the results here as JUnit XML.")
    ] = None,
    form: AnyForm = Form.TEXT,
) -> None:
    """Run the rules' examples: what must fire fires, what must be quiet is, for its reason."""
    from monitor.cli.rules_desk import bench_from, load_sound, reader_from, settings_for
    from monitor.cli.rules_results import as_json, as_junit, as_text
    from monitor.rules.trial.examples import try_rules

    settings = settings_for(context)
    loaded = load_sound(settings, folder)
    only = None if rule is None else {_existing(rule, set(loaded.rules.by_id))}
    bench = bench_from(settings, reader_from(settings, folder))
    results = list(try_rules(loaded, bench, only=only))
    if junit:
        _write(junit, as_junit(results))
    sys.stdout.write(as_json(results) if form is Form.JSON else as_text(results))
    _end(results)


def _existing(rule: str, known: set[str]) -> str:
    from monitor.rules.files.suggest_rapidfuzz import suggestion

    if rule not in known:
        raise MonitorError(f"there is no rule {rule!r}", hint=suggestion(rule, known))
    return rule


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise MonitorError(f"{path} cannot be written: {error.strerror}") from error


def _end(results: "list[Result]") -> None:
    faults = tuple(result.fault for result in results if result.fault)
    if faults:
        number = len(faults)
        raise ConfigurationError(
            f"{number} of {len(results)} examples {'do' if number > 1 else 'does'} not hold",
            faults=faults,
        )
    if not results:
        raise MonitorError("no example was found: nothing is proved")


@app.command()
def show(
    context: typer.Context,
    rule: Annotated[str | None, typer.Argument(help="One rule in full, by its id.")] = None,
    folder: Folder = None,
    form: AnyForm = Form.TEXT,
) -> None:
    """List the rules, or show one as the program understands it, words unfolded."""
    from monitor.cli.rules_desk import load_sound, settings_for
    from monitor.cli.rules_show import one_rule, rules_json, rules_table

    loaded = load_sound(settings_for(context), folder)
    if rule is not None:
        chosen = loaded.rules.by_id[_existing(rule, set(loaded.rules.by_id))]
        sys.stdout.write(rules_json([chosen]) if form is Form.JSON else one_rule(chosen))
    elif form is Form.JSON:
        sys.stdout.write(rules_json(loaded.rules.rules))
    else:
        rules_table(loaded.rules.rules)


@app.command()
def schema(
    context: typer.Context,
    live: Annotated[
        bool,
        typer.Option("--live", help="With the places, borders, routes and sources that there are."),
    ] = False,
) -> None:
    """Print the JSON Schema of rule files, for editors."""
    import json

    from monitor.cli.rules_desk import known_from, settings_for
    from monitor.rules.conditions.known import NOTHING_KNOWN
    from monitor.rules.json_schema import rule_schema

    known = known_from(settings_for(context)) if live else NOTHING_KNOWN
    sys.stdout.write(json.dumps(rule_schema(known), indent=2, ensure_ascii=False) + "\n")


@app.command()
def new(context: typer.Context, folder: Folder = None) -> None:
    """Write a rule: a few questions, and the rule is tried before it is kept."""
    from monitor.cli.rules_desk import settings_for
    from monitor.cli.rules_new import ask_and_write

    ask_and_write(settings_for(context), folder)


@app.command()
def stats(
    context: typer.Context,
    since: Annotated[str | None, typer.Option(help="From this day on, as in 2026-01-01.")] = None,
    form: AnyForm = Form.TEXT,
) -> None:
    """Count alerts and verdicts for each rule: fired, true, false."""
    from monitor.cli.rules_desk import settings_for
    from monitor.cli.rules_stats import counted, stats_json, stats_table

    lines = counted(settings_for(context), since)
    if form is Form.JSON:
        sys.stdout.write(stats_json(lines))
    else:
        stats_table(lines)
