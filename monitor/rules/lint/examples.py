"""Examples that contradict their rule before any text is read."""

from collections.abc import Iterator

from monitor.rules.conditions.reasons import Reason
from monitor.rules.files.located import Located
from monitor.rules.files.nodes import Path
from monitor.rules.files.notes import Note, fault, warning
from monitor.rules.files.suggest_rapidfuzz import suggestion
from monitor.rules.format.examples import Expect, FiringExample, QuietExample
from monitor.rules.format.schema import Rule, RuleStatus

_GIVES_REASONS = {"count", "if_earlier", "not_followed_by", "active"}


def example_notes(
    rule: Rule, located: Located, cut: frozenset[str] = frozenset()
) -> Iterator[Note]:
    """Yield what is wrong with a rule's examples.

    ``cut`` has the keys that are not as the analyst wrote them: nothing is held against those.
    """
    if cut.isdisjoint({"examples", "status"}):
        yield from _enough(rule, located)
    for kind, examples in (
        ("fires", rule.examples.fires),
        ("known_gaps", rule.examples.known_gaps),
    ):
        for number, example in enumerate(examples):
            path: Path = ("examples", kind, number)
            yield from _shape(example, path, located)
            if example.expect:
                yield from _expect(rule, example.expect, (*path, "expect"), located)
    for number, quiet in enumerate(rule.examples.quiet):
        path = ("examples", "quiet", number)
        yield from _shape(quiet, path, located)
        yield from _because(rule, quiet.because, (*path, "because"), located)
        if cut.isdisjoint(_GIVES_REASONS):
            yield from _possible(rule, quiet.because, (*path, "because"), located)


def _enough(rule: Rule, located: Located) -> Iterator[Note]:
    missing = [
        kind
        for kind, examples in (("fires", rule.examples.fires), ("quiet", rule.examples.quiet))
        if not examples
    ]
    if not missing:
        return
    message = f"this rule has no example under {' and none under '.join(missing)}"
    path: Path = ("examples",) if rule.examples.fires or rule.examples.quiet else ()
    if rule.status is RuleStatus.STABLE:
        hint = "Add both, or set status: draft."
        yield fault(located, path, message, hint)
    elif rule.status is RuleStatus.TEST:
        yield warning(located, path, message)


def _shape(example: FiringExample | QuietExample, path: Path, located: Located) -> Iterator[Note]:
    given = [example.articles is not None, example.text is not None or example.title is not None]
    if all(given):
        yield fault(located, path, "an example has either a text or articles, not both")
    if not any(given) and example.silent_for is None:
        yield fault(located, path, "an example needs a text, or articles")
    sources = {article.source for article in example.articles or ()}
    for number, article in enumerate(example.articles or ()):
        if article.copy_of and article.copy_of not in sources - {article.source}:
            message = f"no other article of this example is from {article.copy_of!r}"
            hint = suggestion(article.copy_of, sources - {article.source})
            yield fault(located, (*path, "articles", number, "copy_of"), message, hint)


def _because(rule: Rule, because: str, path: Path, located: Located) -> Iterator[Note]:
    exception = rule.unless.get(because)
    if exception is not None:
        if exception.lower_to:
            message = f"the exception {because!r} lowers the level, it does not keep quiet"
            hint = "Put the example under fires, with expect: {level: ...}."
            yield fault(located, path, message, hint)
        return
    if because in set(Reason):
        return
    known = [*rule.unless, *Reason]
    message = f"{because!r} is neither an exception of this rule nor a condition"
    yield fault(located, path, message, suggestion(because, known, most=0))


def _possible(rule: Rule, reason: str, path: Path, located: Located) -> Iterator[Note]:
    """Yield a fault for a reason that this rule can never give."""
    needs: dict[str, object] = {
        Reason.TOO_FEW: rule.count,
        Reason.NO_EARLIER: rule.if_earlier and not rule.if_earlier.level,
        Reason.FOLLOWED: rule.not_followed_by,
        Reason.OUTSIDE_HOURS: rule.active,
    }
    if reason not in rule.unless and reason in needs and not needs[reason]:
        message = f"this rule has nothing that could be quiet for the reason {reason}"
        yield fault(located, path, message)


def _expect(rule: Rule, expect: Expect, path: Path, located: Located) -> Iterator[Note]:
    if not expect.model_fields_set:
        yield fault(located, path, "this expects nothing")
    because = expect.because
    if because is None:
        return
    exception = rule.unless.get(because)
    if exception is None:
        hint = suggestion(because, rule.unless)
        told = f"this rule has no exception {because!r}"
        yield fault(located, (*path, "because"), told, hint)
    elif exception.lower_to is None:
        message = f"the exception {because!r} keeps quiet, so nothing can fire because of it"
        yield fault(located, (*path, "because"), message, "Put the example under quiet.")
