"""Examples, run: does the rule alert where it must, and is it quiet for the stated reason."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from monitor.errors import Fault
from monitor.events.values import Claim
from monitor.flow.step import Step
from monitor.rules.files.located import Located
from monitor.rules.files.nodes import Path
from monitor.rules.format.examples import Expect, FiringExample, QuietExample
from monitor.rules.format.schema import RuleStatus
from monitor.rules.loader import Loaded
from monitor.rules.ruleset.rules import CompiledRule, RuleSet
from monitor.rules.trial.expectations import unmet
from monitor.rules.trial.text import Text, Tried, try_text
from monitor.rules.trial.timed import Tools, try_timed


class Kind(StrEnum):
    """Under which heading an example stands."""

    FIRES = "fires"
    QUIET = "quiet"
    KNOWN_GAPS = "known_gaps"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What examples are tried with, handed in because this room knows no other.

    ``read`` gives a text's claims. ``steps`` makes fresh steps that turn article.read into
    incidents (in the order of the river); without it, examples with several articles are not run.
    """

    read: Callable[[Text], Sequence[Claim]]
    steps: Callable[[], Sequence[Step]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One example, tried. ``fault`` is None where it holds."""

    rule: str
    kind: Kind
    number: int
    words: str
    fault: Fault | None = None
    note: Fault | None = None
    skipped: str = ""

    @property
    def name(self) -> str:
        return f"{self.rule} {self.kind} {self.number + 1}"


def try_rules(
    loaded: Loaded, bench: Bench, *, only: Collection[str] | None = None
) -> Iterator[Result]:
    """Yield the result of every example of every rule (or of some) that is not retired."""
    for rule in loaded.rules.rules:
        if only is not None and rule.id not in only:
            continue
        if rule.rule.status is not RuleStatus.RETIRED:
            yield from try_rule(rule, loaded, bench)


def try_rule(rule: CompiledRule, loaded: Loaded, bench: Bench) -> Iterator[Result]:
    """Yield the result of every example of one rule."""
    examples = rule.rule.examples
    tester = _Tester(rule, loaded, bench)
    for number, firing in enumerate(examples.fires):
        yield tester.firing(firing, number)
    for number, quiet in enumerate(examples.quiet):
        yield tester.quiet(quiet, number)
    for number, gap in enumerate(examples.known_gaps):
        yield tester.gap(gap, number)


Example = FiringExample | QuietExample


def words_of(example: Example) -> str:
    """Return an example's text in one line, for a message."""
    if example.articles:
        return " | ".join(article.text for article in example.articles)
    if example.text or example.title:
        return " ".join(f"{example.title or ''} {example.text or ''}".split())
    return "(nothing is handed over)"


class _Tester:
    """Tries the examples of one rule."""

    def __init__(self, rule: CompiledRule, loaded: Loaded, bench: Bench) -> None:
        self._rule = rule
        self._all = loaded.rules
        self._located: Located = loaded.located[rule.id]
        self._bench = bench

    def firing(self, example: FiringExample, number: int) -> Result:
        tried = self._try(example)
        missed = self._missed(tried, example.expect)
        return self._result(Kind.FIRES, number, example, tried, missed)

    def quiet(self, example: QuietExample, number: int) -> Result:
        tried = self._try(example)
        return self._result(
            Kind.QUIET, number, example, tried, _loud(tried) or _other(tried, example.because)
        )

    def gap(self, example: FiringExample, number: int) -> Result:
        tried = self._try(example)
        path: Path = ("examples", "known_gaps", number)
        note = None
        if not tried.skipped and self._missed(tried, example.expect) is None:
            hint = "Move it to fires."
            note = self._located.fault(path, f"this known gap now holds: {_short(example)}", hint)
        return Result(
            rule=self._rule.id,
            kind=Kind.KNOWN_GAPS,
            number=number,
            words=words_of(example),
            note=note,
            skipped=tried.skipped,
        )

    def _missed(self, tried: Tried, expect: Expect | None) -> str | None:
        if not tried.matches:
            return f"raises no alert: {tried.why_quiet()}"
        return unmet(expect, tried.matches, tried.exceptions) if expect else None

    def _try(self, example: Example) -> Tried:
        day: date = example.published or self._rule.rule.examples.published
        if example.articles is None and example.silent_for is None and not self._is_timed():
            text = Text(example.title or "", example.text or "", day)
            return try_text(self._rule, text, self._bench.read(text))
        if self._bench.steps is None:
            return Tried(skipped="several articles in time need the whole river")
        tools = Tools(self._bench.read, self._bench.steps)
        return try_timed(self._rule, example, day, self._trial_set(), tools)

    def _is_timed(self) -> bool:
        """Tell whether one text alone can never show what the rule does."""
        rule = self._rule.rule
        return bool(
            rule.count
            or rule.if_earlier
            or rule.not_followed_by
            or rule.active
            or rule.when.control
        )

    def _trial_set(self) -> RuleSet:
        """Return this rule, and those it asks about, as if all of them ran."""
        rule = self._rule.rule
        others = [other.rule for other in (rule.if_earlier, rule.not_followed_by) if other]
        asked = dict.fromkeys([self._rule.id, *others])
        known = self._all.by_id
        return RuleSet(tuple(known[name] for name in asked if name in known), "trial")

    def _result(
        self, kind: Kind, number: int, example: Example, tried: Tried, missed: str | None
    ) -> Result:
        path: Path = ("examples", kind.value, number)
        fault = None
        if missed is not None and not tried.skipped:
            fault = self._located.fault(path, f"rule {self._rule.id}: {_short(example)} {missed}")
        return Result(
            rule=self._rule.id,
            kind=kind,
            number=number,
            words=words_of(example),
            fault=fault,
            skipped=tried.skipped,
        )


def _short(example: Example) -> str:
    words = words_of(example)
    return f'"{words if len(words) <= 160 else words[:157] + "..."}"'


def _loud(tried: Tried) -> str | None:
    if not tried.matches:
        return None
    match = tried.matches[0]
    told = "; ".join(match.why)
    return (
        f"must be quiet, but raises an alert ({match.level}, {match.place or 'no place'}): {told}"
    )


def _other(tried: Tried, because: str) -> str | None:
    if because in tried.reasons:
        return None
    return f"is quiet, but not because of {because}: {tried.why_quiet()}"
