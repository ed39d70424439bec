"""What the page shows and tries of rules: the folder's rules in words, drafts, and why not."""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import cached_property
from pathlib import Path

from monitor.assembly.known import known_to_rules
from monitor.assembly.rulebook import last_good
from monitor.assembly.trials import bench_of
from monitor.cli.page_atlas import borders_of
from monitor.cli.page_backtest import tried_on_the_log
from monitor.config.options import alerts_options, incident_options
from monitor.config.settings import Settings
from monitor.errors import Fault
from monitor.eventlog.protocol import EventLog
from monitor.reading.places.gazetteer import Gazetteer
from monitor.reading.reader import Reader
from monitor.rules.conditions.known import Known
from monitor.rules.conditions.words import condition_in_words, in_words
from monitor.rules.format.amounts import Budget
from monitor.rules.format.schema import RuleStatus
from monitor.rules.loader import Loaded, load_folder, load_texts
from monitor.rules.ruleset.rules import Anchor, CompiledRule
from monitor.rules.trial.examples import Bench, Kind, Result, try_rules
from monitor.rules.trial.text import Text, try_text
from monitor.views.article_queries import article, claims_in
from monitor.views.view import Rows
from monitor.web.services import Backtest, DraftCheck, Example, Rulebook, RuleCard, WhyNot

DRAFT = "draft.yml"
MONTH_DAYS = 30
ASKED_OF_ARTICLES = frozenset({Anchor.CLAIM, Anchor.TEXT})
# A rule that is quiet for these alone asks for something of another kind.
ELSEWHERE = frozenset({"type", "no_claim", "too_few"})


class Workbench:
    """The folder's rules and what may be tried with them. From any thread."""

    def __init__(
        self,
        settings: Settings,
        places: Gazetteer,
        make_reader: Callable[[], Reader],
        log: EventLog,
        rows: Rows,
    ) -> None:
        self._folder = settings.rules
        self._settings = settings
        self._places = places
        self._make_reader = make_reader
        self._log = log
        self._rows = rows
        self._one = threading.RLock()
        self._before: Loaded | None = None
        self._book: tuple[str, Rulebook] = ("", Rulebook())

    @cached_property
    def _known(self) -> Known:
        return known_to_rules(self._settings, self._places)

    @cached_property
    def _reader(self) -> Reader:
        return self._make_reader()

    @cached_property
    def _bench(self) -> Bench:
        return bench_of(self._reader, incident_options(self._settings))

    def _load(self) -> Loaded:
        self._before = load_folder(self._folder, self._known, before=self._before)
        return self._before

    def borders(self) -> tuple[str, ...]:
        """Return the borders that the rules in force watch."""
        with self._one:
            return borders_of(self._load().rules.running)

    def rulebook(self) -> Rulebook:
        """Return the rules; where the folder holds faults, the last good ones and the faults."""
        with self._one:
            loaded = self._load()
            if loaded.rules.digest != self._book[0]:
                self._book = (loaded.rules.digest, self._booked(loaded))
            return self._book[1]

    def _booked(self, loaded: Loaded) -> Rulebook:
        sound = self._sound(loaded)
        results = list(try_rules(sound, self._bench))
        cards = tuple(_card(rule, sound, results, self._folder) for rule in sound.rules.rules)
        return Rulebook(digest=sound.rules.digest, rules=cards, problems=self._named(loaded.faults))

    def _sound(self, loaded: Loaded) -> Loaded:
        if not loaded.faults:
            return loaded
        kept = last_good(self._log)
        return load_texts(kept, self._known, root=str(self._folder)) if kept else loaded

    def _named(self, faults: Sequence[Fault]) -> tuple[Fault, ...]:
        return tuple(replace(fault, file=_short(fault.file, self._folder)) for fault in faults)

    def check(self, draft: str) -> DraftCheck:
        """Check a draft beside the folder's other rules, and try its examples."""
        with self._one:
            loaded, own = self._with(draft)
            faults = tuple(fault for fault in loaded.faults if Path(fault.file).name == DRAFT)
            if faults or not own:
                return DraftCheck(faults=self._named(faults or loaded.faults))
            results = list(
                try_rules(
                    loaded,
                    self._bench,
                    only=[r.id for r in own],
                )
            )
            return DraftCheck(
                words=tuple(line for rule in own for line in _words(rule)),
                examples=tuple(_example(result) for result in results),
            )

    def backtest(self, draft: str, since: str) -> Backtest:
        """Return the alerts that the draft changes among those of the log's claims."""
        with self._one:
            loaded, _ = self._with(draft)
            if loaded.faults:
                return Backtest(before=0, after=0, articles=0, faults=self._named(loaded.faults))
            first = _midnight(since) if since else None
            sets, alerts = (self._load().rules, loaded.rules), alerts_options(self._settings)
            return tried_on_the_log(self._log, self._rows, sets, first, alerts)

    def _with(self, draft: str) -> tuple[Loaded, list[CompiledRule]]:
        """Return the folder's rules with a draft in the place of the rules it is a version of."""
        name = str(self._folder / DRAFT)
        drafted = {rule.id for rule in load_texts({name: draft.encode()}, self._known).rules.rules}
        present = self._load()
        replaced = {rule.file for rule in present.rules.rules if rule.id in drafted}
        texts = {
            file: "\n".join(parsed.lines).encode()
            for file, parsed in present.parsed.items()
            if file not in replaced
        }
        loaded = load_texts(texts | {name: draft.encode()}, self._known, root=str(self._folder))
        return loaded, [rule for rule in loaded.rules.rules if rule.file == name]

    def why_not(self, name: str) -> Sequence[WhyNot]:
        """Return, for each rule in force that an article does not meet, what stops it."""
        row = article(self._rows, name)
        if row is None or not row.body:
            return ()
        body = (self._rows.body(row.body) or b"").decode("utf-8", "replace")
        day = (row.published or row.arrived_at)[:10]
        text = Text(row.title, body, date.fromisoformat(day), row.source)
        claims = claims_in(self._rows, name)
        with self._one:
            running = self._load().rules.running
        found = (
            (rule, try_text(rule, text, claims))
            for rule in running
            if rule.anchor in ASKED_OF_ARTICLES
        )
        return [
            WhyNot(
                rule=rule.id,
                title=rule.rule.title,
                reason=", ".join(sorted(each.replace("_", " ") for each in tried.reasons)),
                detail=tried.why_quiet(),
                near=not tried.reasons <= ELSEWHERE,
            )
            for rule, tried in found
            if not tried.matches
        ]


def _midnight(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(), UTC)


def _monthly(budget: Budget | None) -> float | None:
    return budget.number * MONTH_DAYS / budget.days if budget else None


def _short(file: str, folder: Path) -> str:
    """Return a file as people call it: from the folder of rules on."""
    path = Path(file)
    return str(path.relative_to(folder.parent)) if path.is_relative_to(folder.parent) else file


def _card(rule: CompiledRule, loaded: Loaded, results: Sequence[Result], folder: Path) -> RuleCard:
    written = rule.rule
    located = loaded.located.get(rule.id)
    budget = written.at_most
    return RuleCard(
        id=rule.id,
        title=written.title,
        status=written.status.value,
        level=written.level.value,
        file=_short(rule.file, folder),
        line=located.node.mark.line if located else 0,
        words=tuple(_words(rule)),
        description=written.description or "",
        notify=written.alert.notify or "",
        budget=str(budget) if budget else "",
        budget_per_month=_monthly(budget),
        source="\n".join(located.parsed.lines) + "\n" if located else "",
        examples=tuple(_example(result) for result in results if result.rule == rule.id),
    )


def _words(rule: CompiledRule) -> Iterator[str]:
    yield f"When {'; '.join(condition_in_words(rule.when))}."
    for exception in rule.exceptions:
        lower = f" (then it is {exception.lower_to})" if exception.lower_to else ""
        asked = "; ".join(condition_in_words(exception.condition))
        yield f"Unless {exception.name}{lower}: {asked}."
    yield from (f"{line[:1].upper()}{line[1:]}." for line in in_words(rule.rule))
    if rule.rule.status is not RuleStatus.STABLE:
        yield f"Its status is {rule.rule.status.value}: nobody is told."


def _example(result: Result) -> Example:
    expected = {Kind.FIRES: "fires", Kind.QUIET: "stays quiet", Kind.KNOWN_GAPS: "known gap"}
    return Example(
        text=result.words,
        expected=expected[result.kind],
        passed=result.fault is None,
        found=result.fault.message if result.fault else result.skipped,
    )
