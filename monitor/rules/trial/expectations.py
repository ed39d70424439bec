"""What an example expects, compared with what came: only what it names."""

from collections.abc import Callable, Sequence
from itertools import chain

from monitor.events.matches import RuleMatched
from monitor.rules.format.examples import Expect
from monitor.rules.text.folding import name_key

Getter = Callable[[RuleMatched], object]

_PLAIN: dict[str, Getter] = {
    "level": lambda match: match.level,
    "country": lambda match: match.country,
    "type": lambda match: match.type,
    "actor_class": lambda match: match.actor_class,
    "from_": lambda match: match.origin,
    "to": lambda match: match.to,
    "state": lambda match: match.state,
    "disputed": lambda match: match.state == "disputed",
    "sources": lambda match: len(match.sources),
    "subject": lambda match: match.subject,
}
_NAMES: dict[str, Getter] = {
    "place": lambda match: match.place,
    "province": lambda match: match.province,
}
_FIGURES: dict[str, Callable[[RuleMatched], tuple[int, int] | None]] = {
    "count": lambda match: match.count,
    "killed": lambda match: match.killed,
}


def unmet(expect: Expect, matches: Sequence[RuleMatched], exceptions: frozenset[str]) -> str | None:
    """Return in words how the matches fall short; None if one of them is as expected.

    With several articles an alert has several matches: its last one counts.
    """
    latest = {match.fingerprint: match for match in matches}
    if expect.alerts is not None and len(latest) != expect.alerts:
        return f"raises {len(latest)} alerts, not {expect.alerts}"
    if expect.because is not None and expect.because not in exceptions:
        return f"is not lowered by the exception {expect.because}"
    misses = [list(_misses(expect, match)) for match in latest.values()]
    fewest = min(misses, key=len)
    return f"raises an alert, but {'; '.join(fewest)}" if fewest else None


def _misses(expect: Expect, match: RuleMatched) -> chain[str]:
    return chain(_plain(expect, match), _named(expect, match), _figured(expect, match))


def _plain(expect: Expect, match: RuleMatched) -> list[str]:
    wanted = {key: value for key in _PLAIN if (value := getattr(expect, key)) is not None}
    return [
        _miss(key, value, _PLAIN[key](match))
        for key, value in wanted.items()
        if value != _PLAIN[key](match)
    ]


def _named(expect: Expect, match: RuleMatched) -> list[str]:
    wanted = {key: value for key in _NAMES if (value := getattr(expect, key)) is not None}
    misses = [
        _miss(key, value, _NAMES[key](match))
        for key, value in wanted.items()
        if name_key(value) != name_key(str(_NAMES[key](match) or ""))
    ]
    if expect.actor and f" {name_key(expect.actor)} " not in f" {name_key(match.actor or '')} ":
        misses.append(_miss("actor", expect.actor, match.actor))
    return misses


def _figured(expect: Expect, match: RuleMatched) -> list[str]:
    misses: list[str] = []
    for key, get in _FIGURES.items():
        wanted, found = getattr(expect, key), get(match)
        if wanted is not None and (found is None or not found[0] <= wanted <= found[1]):
            misses.append(_miss(key, wanted, found))
    return misses


def _miss(key: str, wanted: object, found: object) -> str:
    return f"{key.rstrip('_')} is {found if found is not None else 'not known'}, not {wanted}"
