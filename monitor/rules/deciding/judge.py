"""Whether one rule holds for one subject, and why or why not."""

from collections.abc import Iterator

import msgspec

from monitor.events.values import Level
from monitor.rules.conditions.claim import OneOf
from monitor.rules.conditions.condition import All
from monitor.rules.conditions.reasons import Failing, Reason
from monitor.rules.conditions.subject import Subject
from monitor.rules.ruleset.rules import CompiledRule, NamedCondition


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule says of a subject. ``exception`` is the one that kept it quiet or lowered it."""

    rule: str
    holds: bool
    level: Level
    exception: str | None = None
    failing: tuple[Failing, ...] = ()
    why: tuple[str, ...] = ()

    @property
    def reasons(self) -> frozenset[str]:
        """Return all names under which ``because`` may state why the rule is quiet."""
        if self.holds:
            return frozenset()
        if self.exception:
            return frozenset({self.exception})
        return frozenset(failing.reason for failing in self.failing)


def judge(
    rule: CompiledRule,
    subject: Subject,
    *,
    explain: bool = True,
    telling: bool = True,
    held: bool = False,
) -> Verdict:
    """Ask a rule. ``explain`` False leaves out why it does not hold, which few callers need.

    ``telling`` False leaves out why it holds; ``held`` says that its ``when`` is known to hold.
    """
    level = rule.rule.level
    if not held and not rule.when.holds(subject):
        failing = tuple(_failing(rule, subject)) if explain else ()
        return Verdict(rule=rule.id, holds=False, level=level, failing=failing)
    lowered: NamedCondition | None = None
    for exception in rule.exceptions:
        if not exception.condition.holds(subject):
            continue
        if exception.lower_to is None:
            return Verdict(
                rule=rule.id,
                holds=False,
                level=level,
                exception=exception.name,
                why=tuple(exception.condition.told(subject)),
            )
        if exception.lower_to.rank < level.rank:
            lowered, level = exception, exception.lower_to
    return Verdict(
        rule=rule.id,
        holds=True,
        level=level,
        exception=lowered.name if lowered else None,
        why=tuple(_why(rule, lowered, subject)) if telling else (),
    )


def _why(rule: CompiledRule, lowered: NamedCondition | None, subject: Subject) -> Iterator[str]:
    yield from rule.when.told(subject)
    if lowered:
        told = "; ".join(lowered.condition.told(subject))
        yield f"lowered to {lowered.lower_to} by the exception {lowered.name}: {told}"


def _failing(rule: CompiledRule, subject: Subject) -> Iterator[Failing]:
    """Yield what does not hold. A claim of another type fails for that alone."""
    kinds = _types_of(rule)
    if kinds and subject.claim is not None and subject.claim.type not in kinds:
        wanted = f"a claim of {' or '.join(sorted(kinds))}"
        yield Failing(Reason.TYPE, wanted, subject.claim.type)
        return
    if rule.types and subject.claim is None:
        yield Failing(Reason.NO_CLAIM, f"a claim of {' or '.join(sorted(rule.types))}", "none")
        return
    yield from rule.when.failing(subject)


def _types_of(rule: CompiledRule) -> frozenset[str]:
    """Return the types that the rule asks for at its top, so that any other is out of question."""
    parts = rule.when.parts if isinstance(rule.when, All) else (rule.when,)
    for part in parts:
        if isinstance(part, OneOf) and part.reason is Reason.TYPE:
            return part.values
    return frozenset(rule.types)
