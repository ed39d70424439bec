"""Rules made ready: what they ask, when they are asked, and all of them together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from monitor.events.values import ClaimType, Level
from monitor.rules.conditions.condition import Condition
from monitor.rules.conditions.control import Frontier
from monitor.rules.format.schema import Rule, RuleStatus
from monitor.rules.ruleset.index import RuleIndex


class Anchor(StrEnum):
    """What makes a rule be asked: a happening, an article, or time that passes."""

    CLAIM = "claim"
    TEXT = "text"
    SILENCE = "silence"
    CONTROL = "control"


@dataclass(frozen=True, slots=True)
class NamedCondition:
    """An exception, ready to be asked."""

    name: str
    condition: Condition
    lower_to: Level | None


@dataclass(frozen=True, kw_only=True)
class CompiledRule:
    """One rule; nothing of it ever changes. ``digest`` covers its text and the lists it uses."""

    rule: Rule
    digest: str
    file: str
    anchor: Anchor
    types: frozenset[ClaimType]
    when: Condition
    exceptions: tuple[NamedCondition, ...]
    borders: tuple[str, ...] = ()
    frontier: Frontier | None = None
    countries: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def id(self) -> str:  # asked for millions of times in a backtest
        return self.rule.id

    @cached_property
    def asked(self) -> frozenset[ClaimType]:
        """The types of happenings that it is asked about: none where it is not about happenings."""
        if self.anchor is Anchor.CONTROL:
            return frozenset({ClaimType.TERRITORY_CAPTURED})
        if self.anchor is Anchor.CLAIM:
            return self.types or frozenset(ClaimType)
        return frozenset()

    @property
    def runs(self) -> bool:
        """Tell whether the daemon asks it: drafts and retired rules are left alone."""
        return self.rule.status in {RuleStatus.TEST, RuleStatus.STABLE}


class RuleSet:
    """All rules of a folder, indexed. ``digest`` covers every file that shaped them."""

    def __init__(self, rules: tuple[CompiledRule, ...], digest: str) -> None:
        self.rules = rules
        self.digest = digest

    @cached_property
    def by_id(self) -> dict[str, CompiledRule]:
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def running(self) -> tuple[CompiledRule, ...]:
        return tuple(rule for rule in self.rules if rule.runs)

    @cached_property
    def index(self) -> RuleIndex[CompiledRule]:
        """Find the rules that a claim or a text may concern."""
        return RuleIndex(self.running)

    @cached_property
    def _by_anchor(self) -> dict[Anchor, tuple[CompiledRule, ...]]:
        return {
            anchor: tuple(rule for rule in self.running if rule.anchor is anchor)
            for anchor in Anchor
        }

    def anchored(self, anchor: Anchor) -> tuple[CompiledRule, ...]:
        """Return the rules in force that something makes be asked."""
        return self._by_anchor[anchor]


EMPTY = RuleSet((), "")
