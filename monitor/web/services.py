"""What the page is given: tables to read, verbs to pass on, and optional helpers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from monitor.clock import Clock
from monitor.errors import Fault
from monitor.eventlog.protocol import EventLog
from monitor.views.view import Rows
from monitor.web.atlas import Atlas


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a verb: a message, or an error and what to do about it."""

    message: str = ""
    error: str = ""
    hint: str = ""


Act = Callable[[str, Mapping[str, Any]], Outcome]
"""Verbs and their arguments, as the command line sends them to the daemon.

acknowledge(alert, by, comment), resolve(alert, by, comment), judge(alert, verdict, by, comment),
silence(matcher, by, comment, until), unsilence(silence, by).
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An example of a rule and how it came out. ``expected``: fires, or quiet because of what."""

    text: str
    expected: str
    passed: bool
    found: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCard:
    """A rule for people: ``words`` are its sentences, ``source`` its YAML as it stands."""

    id: str
    title: str
    status: str
    level: str
    file: str
    line: int
    words: tuple[str, ...] = ()
    description: str = ""
    notify: str = ""
    budget: str = ""
    budget_per_month: float | None = None
    source: str = ""
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """The rules in force, and what the last reload refused."""

    digest: str = ""
    rules: tuple[RuleCard, ...] = ()
    problems: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftCheck:
    """What is wrong with a draft, and how its examples come out. No faults: it would load."""

    faults: tuple[Fault, ...] = ()
    examples: tuple[Example, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One alert that a draft changes: ``mark`` is + (new), - (gone), ~ (differs) or = (as was)."""

    mark: str
    rule: str
    level: str
    title: str
    at: str = ""
    article: str = ""
    evidence: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backtest:
    """The alerts a draft would have raised, beside those of the rules in force."""

    before: int
    after: int
    articles: int
    differences: tuple[Difference, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNot:
    """Why a rule stayed quiet about an article: the condition that failed, and the value found.

    ``near`` tells that it asks for something like what was read, and failed for another reason.
    """

    rule: str
    title: str
    reason: str
    detail: str = ""
    near: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePlan:
    """A configured source: what it is, where, and how often it is asked (seconds)."""

    name: str
    kind: str
    address: str
    every: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """What a signed link lets its holder do: a verb on one alert."""

    verb: str
    alert: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Whether news is being evaluated: ``problems`` says in words why not."""

    problems: tuple[str, ...] = ()

    @property
    def evaluating(self) -> bool:
        return not self.problems


def _healthy() -> Health:
    return Health()


def _no_rules() -> Rulebook:
    return Rulebook()


def _no_atlases() -> Sequence[Atlas]:
    return (Atlas(),)


def _no_sources() -> Sequence[SourcePlan]:
    return ()


def _nothing_to_do() -> None:
    """Somebody else keeps the views up to date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """All that the page may use. What is None is not offered on it.

    ``countries`` names countries by code. ``atlases`` gives the ground of the map for each border
    that is watched, at least one. ``catch_up`` folds what is new in the log into the views, where
    this process keeps them.
    ``check_draft`` and ``backtest`` take a rule as YAML text; ``backtest`` also an ISO date from
    which on the log is looked at. ``why_not`` takes an article's id. ``permission`` reads the token
    of a signed link: what it permits, or in words why it permits nothing.
    """

    rows: Rows
    log: EventLog
    clock: Clock
    act: Act
    countries: Mapping[str, str] = field(default_factory=dict)
    atlases: Callable[[], Sequence[Atlas]] = _no_atlases
    rulebook: Callable[[], Rulebook] = _no_rules
    sources: Callable[[], Sequence[SourcePlan]] = _no_sources
    check_draft: Callable[[str], DraftCheck] | None = None
    backtest: Callable[[str, str], Backtest] | None = None
    why_not: Callable[[str], Sequence[WhyNot]] | None = None
    permission: Callable[[str], Permission | str] | None = None
    health: Callable[[], Health] = _healthy
    catch_up: Callable[[], object] = _nothing_to_do
