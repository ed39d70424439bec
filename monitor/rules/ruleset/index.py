"""Which rules may hold: found by what they need, so that cost does not grow with their number.

Every rule is filed under the rarest thing that must be there for it to hold: a place, a province, a
country, a figure, a word. A claim or a text looks up its own few keys and meets only those rules.
"""

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Generic, Protocol, TypeVar

from monitor.events.values import ClaimType
from monitor.rules.conditions.condition import All, Condition, Key, Option
from monitor.rules.conditions.subject import Subject
from monitor.rules.conditions.text import WordsIn
from monitor.rules.text.article_text import ArticleText
from monitor.rules.text.folding import name_key


class Indexable(Protocol):
    """What the index needs to know of a rule."""

    @property
    def anchor(self) -> str: ...

    @property
    def types(self) -> frozenset[ClaimType]: ...

    @property
    def when(self) -> Condition: ...


R = TypeVar("R", bound=Indexable)


WORDS = frozenset({"word", "literal", "pattern"})
"""The fields of keys that only a text has: a claim is never looked up by them."""


class Files(Generic[R]):
    """Rules under keys; numbers are bounds that a figure must reach (or a distance stay below).

    Rules are filed under nothing ``unseen``: whoever looks them up has no such keys.
    """

    def __init__(self, rules: Iterable[R], unseen: frozenset[str] = frozenset()) -> None:
        self._numbered: list[R] = list(rules)
        self._always: list[int] = []
        self._exact: dict[Key, list[int]] = {}
        self._bounds: dict[str, list[int]] = {}
        options = [rule.when.options() for rule in self._numbered]
        self._fill(
            [[o for o in several if unseen.isdisjoint(k for k, _ in o)] for several in options]
        )

    def _fill(self, options: list[Sequence[Option]]) -> None:
        wanted = Counter(key for several in options for option in several for key in option)
        fields = Counter(key[0] for several in options for option in several for key in option)

        def crowd(option: Option) -> int:
            return sum(
                wanted[key] - 1 if isinstance(key[1], str) else fields[key[0]] // 2
                for key in option
            )

        for number, several in enumerate(options):
            if several:
                self._file(number, min(several, key=crowd))
            else:
                self._always.append(number)

    def _file(self, number: int, option: Option) -> None:
        for key in option:
            self._exact.setdefault(key, []).append(number)
            if isinstance(key[1], int):
                bounds = self._bounds.setdefault(key[0], [])
                if key[1] not in bounds:
                    insort(bounds, key[1])

    @property
    def keys(self) -> Iterable[Key]:
        return self._exact

    def find(
        self,
        keys: Iterable[Key],
        reached: Iterable[tuple[str, float]] = (),
        below: Iterable[tuple[str, float]] = (),
    ) -> list[R]:
        """Return the rules filed under some keys, in the order of the rule set."""
        numbers = set(self._always)
        for key in keys:
            numbers.update(self._exact.get(key, ()))
        if not self._bounds:
            return self._in_order(numbers)
        for field, figure in reached:
            bounds = self._bounds.get(field, [])
            for bound in bounds[: bisect_right(bounds, figure)]:
                numbers.update(self._exact[field, bound])
        for field, figure in below:
            bounds = self._bounds.get(field, [])
            for bound in bounds[bisect_left(bounds, figure) :]:
                numbers.update(self._exact[field, bound])
        return self._in_order(numbers)

    def _in_order(self, numbers: set[int]) -> list[R]:
        return [self._numbered[number] for number in sorted(numbers)]


class RuleIndex(Generic[R]):
    """Finds the candidates for a happening or a text."""

    def __init__(self, rules: Sequence[R]) -> None:
        self._rules = rules

    @cached_property
    def _claims(self) -> dict[ClaimType, Files[R]]:
        anchored = [rule for rule in self._rules if rule.anchor == "claim"]
        return {
            kind: Files((rule for rule in anchored if not rule.types or kind in rule.types), WORDS)
            for kind in ClaimType
        }

    @cached_property
    def _texts(self) -> Files[R]:
        return Files(rule for rule in self._rules if rule.anchor == "text")

    def for_claim(self, subject: Subject) -> list[R]:
        """Return the rules that may hold for a happening."""
        if subject.claim is None:
            return []
        files = self._claims[subject.claim.type]
        return files.find(_exact(subject), _reached(subject), _distances(subject))

    def for_text(self, article: ArticleText) -> list[R]:
        """Return the rules whose words may be in a text."""
        if not self._rules:
            return []
        found = self._texts.find(self._keys_in(article))
        if not found:
            return found
        present, needed = article.vocabulary, self._needed
        return [rule for rule in found if _possible(needed[id(rule)], present)]

    @cached_property
    def _needed(self) -> dict[int, tuple[frozenset[str], ...]]:
        """For each rule the sets of words of which one each must be in the text."""
        return {
            id(rule): tuple(needed_words(rule.when))
            for rule in self._rules
            if rule.anchor == "text"
        }

    def _keys_in(self, article: ArticleText) -> Iterator[Key]:
        # Single words are looked up among the text's own; phrases and prefixes need a search.
        for word in self._words & article.vocabulary:
            yield ("word", word)
        for literal in self._literals.found_in(article.padded) if self._literals else ():
            yield ("literal", literal)
        for pattern in self._patterns.found_in(article.raw) if self._patterns else ():
            yield ("pattern", pattern)

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(str(key[1]) for key in self._texts.keys if key[0] == "word")

    @cached_property
    def _literals(self) -> "Finder | None":
        literals = sorted(str(key[1]) for key in self._texts.keys if key[0] == "literal")
        if not literals:
            return None
        from monitor.rules.text.literals_ahocorasick import LiteralSet  # noqa: PLC0415  (start-up)

        return LiteralSet(literals)

    @cached_property
    def _patterns(self) -> "Finder | None":
        patterns = sorted(str(key[1]) for key in self._texts.keys if key[0] == "pattern")
        if not patterns:
            return None
        from monitor.rules.text.patterns_re2 import PatternSet  # noqa: PLC0415  (start-up)

        return PatternSet(patterns)


class Finder(Protocol):
    """Tells which of many things a text holds."""

    def found_in(self, text: str) -> list[str]: ...


def _possible(needed: tuple[frozenset[str], ...], present: frozenset[str]) -> bool:
    for words in needed:  # noqa: SIM110  (any() would cost more than all that it asks)
        if words.isdisjoint(present):
            return False
    return True


def needed_words(condition: Condition) -> Iterator[frozenset[str]]:
    """Yield sets of words of which one each must be in every text that a condition holds for."""
    if isinstance(condition, All):
        for part in condition.parts:
            yield from needed_words(part)
    elif isinstance(condition, WordsIn):
        for group in condition.groups:
            if group.first_words is not None:
                yield group.first_words


def _exact(subject: Subject) -> Iterator[Key]:
    claim = subject.claim
    if claim is None:
        return
    for field, value in (
        ("type", claim.type),
        ("class", claim.actor_class),
        ("side", claim.actor_side),
        ("kind", claim.place_kind),
        ("country", claim.country),
        ("from", claim.origin),
        ("to", claim.to),
        ("said_by", claim.attribution.side if claim.attribution else None),
        ("name", name_key(claim.place) if claim.place else None),
        ("province", name_key(claim.province) if claim.province else None),
        ("id", claim.place_id),
    ):
        if value is not None:
            yield (field, str(value))


def _reached(subject: Subject) -> Iterator[tuple[str, float]]:
    for name, figures in (
        ("count", subject.count),
        ("killed", subject.killed),
        ("wounded", subject.wounded),
    ):
        if figures is not None:
            yield f"{name} at least", figures[1]
    yield "sources at least", len(subject.sources)


def _distances(subject: Subject) -> Iterator[tuple[str, float]]:
    claim = subject.claim
    if claim is None:
        return
    borders = set(claim.borders)
    if claim.border:
        borders.add(claim.border)
    if claim.origin and claim.to:
        borders.add("-".join(sorted((claim.origin, claim.to))))
    for border in borders:
        km = subject.km_to(border)
        known = km is not None and not subject.crosses(border)
        yield f"near {border}", km if km is not None and known else 0
