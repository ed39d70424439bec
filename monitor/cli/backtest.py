"""``monitor backtest``: the alerts that a rule set would have raised, and what an edit changes."""

import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.errors import ConfigurationError, MonitorError

if TYPE_CHECKING:
    from monitor.cli.backtest_run import Candidate
    from monitor.cli.backtest_text import Line
    from monitor.config.settings import Settings
    from monitor.flow.step import Bodies, Step
    from monitor.rules.ruleset import RuleSet


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
        bool, typer.Option("--diff", help="Show what --rules adds, loses and changes.")
    ] = False,
    form: Annotated[str, typer.Option("--format", help="text or json")] = "text",
) -> None:
    """Run rules over the past. Exits with 1 when a rule is louder than its ``at_most``."""
    from monitor.cli.backtest_run import difference
    from monitor.cli.backtest_text import as_json, difference_lines, lines_of, print_table
    from monitor.cli.rules_desk import settings_for

    if diff and folder is None:
        raise MonitorError(
            "--diff needs something to compare with",
            hint="Copy the rules, edit the copy, and name it with --rules.",
        )
    settings = settings_for(context)
    sets = _rule_sets(settings, folder, diff=diff)
    candidates = _run(settings, sets, articles, since)
    outcome = candidates[-1].outcome
    compared = difference(candidates[0].outcome, outcome) if diff else None
    lines = lines_of(outcome, sets[-1])
    if form == "json":
        sys.stdout.write(as_json(lines, outcome, compared))
    else:
        print_table(lines, outcome)
        for line in difference_lines(compared) if compared else ():
            typer.echo(line)
    _end(lines)


def _rule_sets(settings: "Settings", folder: Path | None, *, diff: bool) -> "list[RuleSet]":
    """Return the sets to run: the one asked about comes last."""
    from monitor.cli.rules_desk import load_sound

    folders = [None, folder] if diff else [folder]
    return [as_if_stable(load_sound(settings, each).rules) for each in folders]


def as_if_stable(rules: "RuleSet") -> "RuleSet":
    """Return rules so that drafts and rules in test alert like the others; retired ones do not."""
    from monitor.rules.ruleset import RuleSet
    from monitor.rules.schema import RuleStatus
    from monitor.rules.trial_timed import as_if_running

    living = tuple(rule for rule in rules.rules if rule.rule.status is not RuleStatus.RETIRED)
    return as_if_running(RuleSet(living, rules.digest))


def asks_about_words(sets: "Sequence[RuleSet]") -> bool:
    """Tell whether any rule needs an article's text."""
    from monitor.rules.anchors import mentioned
    from monitor.rules.ruleset import Anchor

    return any(
        Anchor.TEXT in mentioned(condition)
        for rules in sets
        for rule in rules.rules
        for condition in (rule.rule.when, *rule.rule.unless.values())
    )


def _run(
    settings: "Settings", sets: "list[RuleSet]", articles: Path | None, since: str | None
) -> "list[Candidate]":
    from monitor.cli.backtest_past import read_articles, run_articles, run_log
    from monitor.cli.rules_stats import day_of

    start = day_of(since) if since else None
    if articles is not None:
        raw = read_articles(articles, start.date() if start else None)
        candidates = _candidates(sets, None, start, _reading_steps(settings))
        _watch(run_articles(raw, candidates), len(raw), candidates)
        return candidates
    from monitor.assembly.stores import reading_log

    with reading_log(settings) as log:
        candidates = _candidates(sets, log.body, start, list)
        words = asks_about_words(sets)
        _watch(run_log(log, candidates, start, words=words), log.head().position, candidates)
    return candidates


def _candidates(
    sets: "list[RuleSet]",
    bodies: "Bodies | None",
    since: datetime | None,
    steps: "Callable[[], Sequence[Step]]",
) -> "list[Candidate]":
    from monitor.cli.backtest_run import Candidate

    candidates = [Candidate(rules, bodies, before=steps()) for rules in sets]
    for candidate in candidates:
        candidate.count_from(since)
    return candidates


def _reading_steps(settings: "Settings") -> "Callable[[], Sequence[Step]]":
    """Return a maker of the steps from a raw article to incidents."""
    from monitor.articles.step import ArticlesStep
    from monitor.cli.rules_desk import reader_from
    from monitor.incidents.step import IncidentsStep
    from monitor.reading.step import ReadingStep

    reader = reader_from(settings, None)
    return lambda: [ArticlesStep(), ReadingStep(reader), IncidentsStep()]


def _watch(progress: Iterator[int], total: int, candidates: "list[Candidate]") -> None:
    """Drive a run, with a bar on a terminal."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bars:
        bar = bars.add_task("running the past", total=total)
        for number, done in enumerate(progress):
            if number % 200 == 0:
                bars.update(bar, completed=done)
    for candidate in candidates:
        candidate.finish()


def _end(lines: "list[Line]") -> None:
    loud = [line for line in lines if line.is_too_loud]
    if loud:
        told = "; ".join(
            f"{line.rule}: {line.alerts} alerts, {line.budget} allows {line.allowed}"
            for line in loud
        )
        raise ConfigurationError(f"{len(loud)} rules are louder than they may be: {told}")
