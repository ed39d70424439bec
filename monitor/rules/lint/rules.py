"""What a schema cannot see: rules that contradict themselves, or name what does not exist."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from monitor.errors import Fault
from monitor.rules.conditions.known import Known
from monitor.rules.files.located import Located
from monitor.rules.files.notes import Note, fault, warning
from monitor.rules.files.suggest_rapidfuzz import suggestion
from monitor.rules.format.conditions import Condition
from monitor.rules.format.salvage import Salvaged
from monitor.rules.format.schema import Rule, Scope
from monitor.rules.format.templates import FIELDS, template_faults
from monitor.rules.lint.conditions import condition_notes
from monitor.rules.lint.examples import example_notes
from monitor.rules.ruleset.anchors import anchors
from monitor.rules.ruleset.rules import Anchor


@dataclass(frozen=True, slots=True)
class Scene:
    """The rule in question, and all that is around it."""

    rule: Rule
    located: Located
    rules: Mapping[str, Rule]
    known: Known


def duplicate_ids(written: Sequence[tuple[Rule, Located]]) -> Iterator[Fault]:
    """Yield a fault for every rule whose id another rule has already."""
    first: dict[str, Located] = {}
    for rule, located in written:
        if earlier := first.get(rule.id):
            there = earlier.fault(("id",), "")
            told = f"the id {rule.id!r} is taken by {there.file}:{there.line}"
            yield located.fault(("id",), told, "Every rule needs an id of its own.")
        first.setdefault(rule.id, located)


def lint(
    rule: Rule, located: Located, *, rules: Mapping[str, Rule], known: Known
) -> Iterator[Note]:
    """Yield everything that is wrong with a rule although each of its values is fine."""
    scene = Scene(rule, located, rules, known)
    yield from _anchor(scene)
    yield from condition_notes(rule, located, known)
    yield from _levels(scene)
    yield from _counts(scene)
    yield from _others(scene)
    yield from _hours(scene)
    yield from _alert(scene)
    yield from example_notes(rule, located)


def lint_rest(
    left: Salvaged, located: Located, *, rules: Mapping[str, Rule], known: Known
) -> Iterator[Note]:
    """Yield what is wrong with a rule that the schema has refused, as far as it can be told.

    Each check is made only where all that it compares is as the analyst wrote it.
    """
    scene = Scene(left.rule, located, rules, known)
    yield from alert_notes(left.rule, located, known)
    if left.whole("when"):
        yield from _anchor(scene)
        yield from _scopes(scene)
    if left.whole("when", "unless"):
        yield from condition_notes(left.rule, located, known)
    if left.whole("level", "unless", "confirm", "if_earlier"):
        yield from _levels(scene)
    if left.whole("when", "count"):
        yield from _counts(scene)
    yield from _others(scene)
    yield from _hours(scene)
    if left.whole("unless"):
        yield from example_notes(left.rule, located, left.cut)


def _anchor(scene: Scene) -> Iterator[Note]:
    found = anchors(scene.rule.when)
    if not found:
        hint = "Add a claim, or text with words."
        yield fault(scene.located, ("when",), "this asks about nothing in particular", hint)
    if len(found) > 1:
        names = " and ".join(sorted(found))
        message = f"{names} cannot be asked together like this"
        yield fault(scene.located, ("when",), message, "Write two rules.")
    if scene.rule.count and not found <= {Anchor.CLAIM, Anchor.TEXT}:
        yield fault(scene.located, ("count",), "only claims and words can be counted")


def _levels(scene: Scene) -> Iterator[Note]:
    rule, located = scene.rule, scene.located
    for name, exception in rule.unless.items():
        if exception.lower_to and exception.lower_to.rank >= rule.level.rank:
            told = f"lower_to {exception.lower_to} is not below the rule's level {rule.level}"
            yield fault(located, ("unless", name, "lower_to"), told)
    if rule.confirm and rule.confirm.level.rank <= rule.level.rank:
        told = f"the level {rule.confirm.level} is not above the rule's level {rule.level}"
        yield fault(located, ("confirm", "level"), told)
    earlier = rule.if_earlier
    if earlier and earlier.level and earlier.level.rank <= rule.level.rank:
        told = f"the level {earlier.level} is not above the rule's level {rule.level}"
        yield fault(located, ("if_earlier", "level"), told)


def _counts(scene: Scene) -> Iterator[Note]:
    count = scene.rule.count
    if count is None:
        return
    bounds = (count.incidents, count.articles, count.sources, count.killed)
    if not any(bounds):
        hint = "Add incidents, articles, sources or killed, as in incidents: 3."
        yield fault(scene.located, ("count",), "nothing is counted here", hint)
    for name in ("incidents", "articles", "sources", "killed"):
        bound = getattr(count, name)
        if bound and (bound.percent or "<" in bound.symbol or bound.number < 1):
            message = "a count must ask for at least so many, as in 3 or '>= 3'"
            yield fault(scene.located, ("count", name), message)
    if count.incidents and Anchor.TEXT in anchors(scene.rule.when):
        message = "a rule about words finds articles, not incidents"
        yield fault(scene.located, ("count", "incidents"), message, "Count articles.", key=True)


def _others(scene: Scene) -> Iterator[Note]:
    rule, located = scene.rule, scene.located
    for key, other in (
        ("if_earlier", rule.if_earlier),
        ("not_followed_by", rule.not_followed_by),
    ):
        if other is None:
            continue
        if other.rule == rule.id:
            yield fault(located, (key, "rule"), "a rule cannot wait for itself")
        elif other.rule not in scene.rules:
            hint = suggestion(other.rule, scene.rules)
            yield fault(located, (key, "rule"), f"there is no rule {other.rule!r}", hint)
        elif not _runs_with(rule, scene.rules[other.rule]):
            status = scene.rules[other.rule].status
            yield warning(located, (key, "rule"), f"{other.rule!r} is {status}: it never holds")


def _runs_with(rule: Rule, other: Rule) -> bool:
    return rule.status not in {"test", "stable"} or other.status in {"test", "stable"}


def _hours(scene: Scene) -> Iterator[Note]:
    active = scene.rule.active
    if active and active.from_ == active.to:
        message = "from and to are the same time: is that all day, or never?"
        hint = "Leave active out for all day."
        yield fault(scene.located, ("active", "to"), message, hint)


def _alert(scene: Scene) -> Iterator[Note]:
    yield from alert_notes(scene.rule, scene.located, scene.known)
    yield from _scopes(scene)


def alert_notes(rule: Rule, located: Located, known: Known) -> Iterator[Note]:
    """Yield what is wrong with whom a rule tells, and with its heading."""
    alert, routes = rule.alert, known.routes
    if alert.notify and routes is not None and alert.notify not in routes:
        hint = suggestion(alert.notify, routes)
        told = f"the configuration has no route {alert.notify!r}"
        yield fault(located, ("alert", "notify"), told, hint)
    for message, field in template_faults(alert.subject or ""):
        hint = suggestion(field, FIELDS, most=20) if field else ""
        yield fault(located, ("alert", "subject"), message, hint)


def _scopes(scene: Scene) -> Iterator[Note]:
    scopes = scene.rule.alert.one_per or ()
    if Anchor.TEXT not in anchors(scene.rule.when):
        return
    roles = set(roles_in(scene.rule.when))
    for scope in scopes:
        if scope in {Scope.INCIDENT, Scope.PROVINCE, Scope.COUNTRY, Scope.BORDER} or (
            scope in {Scope.PLACE, Scope.ACTOR} and scope not in roles
        ):
            message = f"a rule about words has no {scope} of its own"
            hint = "Use article or rule, or words marked with place: or actor:."
            yield fault(scene.located, ("alert", "one_per"), message, hint)


def roles_in(written: Condition) -> Iterator[str]:
    """Yield ``place`` and ``actor`` where words of a condition are marked with them."""
    text = written.text
    for terms in (
        (text.anywhere, text.title, text.same_sentence, text.same_paragraph) if text else ()
    ):
        for group in terms or ():
            if group.place:
                yield "place"
            if group.actor:
                yield "actor"
    for part in (*(written.all or ()), *(written.any or ())):
        yield from roles_in(part)
