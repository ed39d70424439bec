"""``monitor backtest``: the alerts that a rule set would have raised, and what an edit changes."""

import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.formats import AnyForm, Form
from monitor.errors import ConfigurationError

if TYPE_CHECKING:
    from monitor.cli.backtest_raw import RawArticle
    from monitor.cli.backtest_run import Outcome
    from monitor.cli.backtest_text import Line
    from monitor.config.settings import Settings
    from monitor.rules.ruleset.rules import RuleSet

# A shorter log is done before other processes are under way.
WORTH_PARTING = 5_000


def backtest(
    context: typer.Context,
    since: Annotated[
        str | None, typer.Option(help="Count alerts from this day on, as in 2026-01-01.")
    ] = None,
    articles: Annotated[
        Path | None, typer.Option(help="Raw articles (JSONL) instead of the log's claims.")
    ] = None,
    folder: Annotated[
        Path | None, typer.Option("--rules", help="Another folder of rules than the configured.")
    ] = None,
    diff: Annotated[
        bool,
        typer.Option(
            "--diff",
            help="Show what an edit adds, loses and changes: the folder beside the rules in force, "
            "or --rules beside the configured folder.",
        ),
    ] = False,
    form: AnyForm = Form.TEXT,
) -> None:
    """Run rules over the past. Exits with 1 when a rule is louder than its ``at_most``."""
    from monitor.cli.backtest_run import difference
    from monitor.cli.backtest_text import as_json, difference_lines, lines_of, print_table
    from monitor.cli.rules_desk import settings_for

    settings = settings_for(context)
    sets = _rule_sets(settings, folder, diff=diff)
    outcomes = _run(settings, sets, articles, since)
    outcome = outcomes[-1]
    compared = difference(outcomes[0], outcome) if diff else None
    lines = lines_of(outcome, sets[-1])
    if form is Form.JSON:
        sys.stdout.write(as_json(lines, outcome, compared))
    else:
        print_table(lines, outcome)
        for line in difference_lines(compared) if compared else ():
            typer.echo(line)
    _end(lines)


def _rule_sets(settings: "Settings", folder: Path | None, *, diff: bool) -> "list[RuleSet]":
    """Return the sets to run: the one asked about comes last."""
    from monitor.cli.rules_desk import load_in_force, load_sound

    wanted = [load_sound(settings, folder)]
    if diff:
        wanted.insert(0, load_sound(settings, None) if folder else load_in_force(settings))
    return [as_if_stable(each.rules) for each in wanted]


def as_if_stable(rules: "RuleSet") -> "RuleSet":
    """Return rules as a backtest asks them: drafts and rules in test like the others.

    Retired ones are left out, and so are reminders: they are no news, and half of the work.
    """
    from monitor.rules.format.schema import RuleStatus
    from monitor.rules.ruleset.rules import RuleSet
    from monitor.rules.trial.timed import as_if_running

    living = tuple(rule for rule in rules.rules if rule.rule.status is not RuleStatus.RETIRED)
    return as_if_running(RuleSet(living, rules.digest), reminding=False)


def _run(
    settings: "Settings", sets: "list[RuleSet]", articles: Path | None, since: str | None
) -> "list[Outcome]":
    from monitor.cli.rules_stats import day_of

    start = day_of(since) if since else None
    if articles is None:
        return _run_log(settings, sets, start)
    from monitor.cli.backtest_raw import read_articles

    return _run_articles(settings, sets, read_articles(articles, start.date() if start else None))


def _run_articles(
    settings: "Settings", sets: "list[RuleSet]", raw: "list[RawArticle]"
) -> "list[Outcome]":
    from monitor.cli.backtest_parts import processors
    from monitor.cli.backtest_raw import run_articles
    from monitor.cli.backtest_reading import Reading
    from monitor.cli.backtest_run import Candidate
    from monitor.cli.rules_desk import reader_from
    from monitor.config.options import alerts_options, incident_options
    from monitor.incidents.step import IncidentsStep

    reading = Reading(reader_from(settings, None), processors())
    alerts, incidents = alerts_options(settings), incident_options(settings)
    candidates = [
        Candidate(rules, None, before=[IncidentsStep(incidents)], alerts=alerts) for rules in sets
    ]
    _watch(run_articles(raw, candidates, reading), len(raw))
    return [candidate.finish() for candidate in candidates]


def _run_log(
    settings: "Settings", sets: "list[RuleSet]", start: datetime | None
) -> "list[Outcome]":
    from monitor.assembly.stores import reading_log
    from monitor.cli.backtest_parts import processors, together
    from monitor.cli.backtest_past import Past
    from monitor.config.options import alerts_options

    alerts = alerts_options(settings)

    def run(some: "Sequence[RuleSet]") -> "Iterator[int | list[Outcome]]":
        with reading_log(settings) as log:
            past = Past(log)
            candidates = past.candidates(some, start, alerts)
            yield from past.run(candidates, start)
            yield [candidate.finish() for candidate in candidates]

    with reading_log(settings) as log:
        total = log.head().position
    number = processors() if total > WORTH_PARTING else 1
    return _watch(together(sets, run, number), total)


def _watch(
    progress: "Iterator[int] | Iterator[int | list[Outcome]]", total: int
) -> "list[Outcome]":
    """Drive a run, with a bar on a terminal; return what it ends with."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    # Other processes begin with the first step: before the bar has a thread of its own.
    begun = list(islice(progress, 1))
    told: int | list[Outcome] = 0
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bars:
        bar = bars.add_task("running the past", total=total)
        for number, told in enumerate(chain(begun, progress)):
            if isinstance(told, int) and (number % 200 == 0 or told == total):
                bars.update(bar, completed=told)
    return told if isinstance(told, list) else []


def _end(lines: "list[Line]") -> None:
    loud = [line for line in lines if line.is_too_loud]
    if loud:
        told = "; ".join(
            f"{line.rule}: {line.alerts} alerts, {line.budget} allows {line.allowed}"
            for line in loud
        )
        raise ConfigurationError(f"{len(loud)} rules are louder than they may be: {told}")
