"""What about a match is news to people who already have the alert, in words.

Only what people care about: another independent source, a denial, corrected figures, a retraction,
a later happening that overtakes it, a higher level. Each change has a key; a key told once is never
told again, whatever order the articles come in.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from monitor.alerts.alert import (
    OVER,
    Alert,
    Told,
    happening_of,
    is_over,
    says_again,
    sources_of,
    withdrawn,
)
from monitor.events.matches import RuleMatched

# The most telling first: it names the update.
KINDS = (
    "retracted",
    "superseded",
    "disputed",
    "level",
    "corrected",
    "further",
    "corroborated",
    "repeated",
)
CORRECTIONS = frozenset({"retracted", "superseded", "disputed", "corrected"})
ORDINALS = {2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    kind: str
    words: str
    key: str


def changes(alert: Alert, match: RuleMatched) -> list[Change]:
    """Return what people do not know yet, the most telling first; empty where all is known."""
    return [] if says_again(alert, match) else found_in(alert, match)


def found_in(alert: Alert, match: RuleMatched) -> list[Change]:
    """Return the same, having looked at all that a match says."""
    notices = (_closing, _denial, _level, _correction)
    found = [change for notice in notices for change in notice(alert, match)]
    if not is_over(match):
        # Who tells of another happening confirms nothing of the first.
        notice = _further if _is_another(alert, match) else _sources
        found.extend(notice(alert, match))
    found = [change for change in found if change.key not in alert.keys]
    return sorted(found, key=lambda change: KINDS.index(change.kind))


def in_words(found: list[Change]) -> str:
    return "; ".join(change.words for change in found)


def _closing(alert: Alert, match: RuleMatched) -> Iterator[Change]:
    if happening_of(match) not in alert.happenings:
        return
    if match.state not in OVER and not withdrawn(match):
        return
    by, of = match.outlet or match.source, _of(alert, match)
    if match.state == "retracted":
        words = (f"retracted by {by}" if by else "retracted") + of
        yield Change(kind="retracted", words=words, key=words)
    if match.state == "superseded":
        ended = match.reason or "no longer holds: a later report says otherwise"
        words = ended + (f" ({by})" if by else "") + of
        yield Change(kind="superseded", words=words, key=words)
    elif withdrawn(match) and match.state != "retracted":
        words = "; ".join(withdrawn(match)) + of
        yield Change(kind="corrected", words=words, key=words)


def _denial(alert: Alert, match: RuleMatched) -> Iterator[Change]:
    if match.state != "disputed":
        return
    before = any(told.state == "disputed" for told in _likewise(alert, match))
    who, of = match.denied_by.who if match.denied_by else "", _of(alert, match)
    if before and not who:
        return
    verb = "also" if before else "now"
    words = (f"{verb} denied by {_inside(who)}" if who else "now disputed") + of
    # A match that raised the alert, or came with other news, may have told of this denier.
    known = alert.match.denied_by.who if alert.match.denied_by else ""
    if not (before and who.casefold() == known.casefold()):
        yield Change(kind="disputed", words=words, key=f"denied by {who.casefold()}{of}")


def _inside(name: str) -> str:
    """Return a name as it stands inside a sentence: "the governor", not "The governor"."""
    return re.sub(r"^(The|A|An) ", lambda article: article[0].lower(), name)


def _likewise(alert: Alert, match: RuleMatched) -> list[Told]:
    """Return what was told of the happening of a match, or of those it may be one with."""
    known = alert.happenings.get(happening_of(match))
    if known is not None:
        return [known]
    return [told for told in alert.happenings.values() if not _differs(match, told)]


def _of(alert: Alert, match: RuleMatched) -> str:
    """Return words that tell happenings apart, where an alert tells of several."""
    others = [told for told in alert.happenings.values() if _differs(match, told)]
    told_apart = (match.place if any(told.place != match.place for told in others) else None,)
    names = [name for name in (*told_apart, match.when) if name]
    return f" (the report {' of '.join(['', *names]).strip()})" if others and names else ""


def _level(alert: Alert, match: RuleMatched) -> Iterator[Change]:
    if match.level.rank > alert.level.rank and not is_over(match):
        words = f"level now {match.level.value} (was {alert.level.value})"
        yield Change(kind="level", words=words, key=f"level:{match.level.value}")


def _correction(alert: Alert, match: RuleMatched) -> Iterator[Change]:
    known = alert.happenings.get(happening_of(match))
    if known is None or is_over(match):
        return
    for what, new, old in _corrected(known, match):
        words = f"{what} now {new}" + (f" (was {old})" if old else "")
        # Of figures that go to and fro, each step is told once.
        key = f"corrected:{happening_of(match)}:{what}:{old}>{new}"
        yield Change(kind="corrected", words=words, key=key)


def _corrected(known: Told, match: RuleMatched) -> Iterator[tuple[str, str, str]]:
    pairs = (
        ("killed", span(match.killed), span(known.killed)),
        ("people", span(match.count), span(known.count)),
        ("place", match.place or "", known.place or ""),
        ("date", match.when or "", known.when or ""),
    )
    for what, new, old in pairs:
        # A figure that a later article does not repeat is not withdrawn.
        if new and new != old:
            yield what, new, old


def _further(_: Alert, match: RuleMatched) -> Iterator[Change]:
    """Another happening under the same fingerprint: the date or the place is another one."""
    where = f" at {match.place}" if match.place else ""
    when = f" on {match.when}" if match.when else ""
    words = f"a further report{where}{when}"
    yield Change(kind="further", words=words, key=happening_of(match))


def _is_another(alert: Alert, match: RuleMatched) -> bool:
    """Tell whether a match is about a happening that differs from all that people were told of."""
    if match.incident is None or happening_of(match) in alert.happenings or not alert.happenings:
        return False
    return all(_differs(match, known) for known in alert.happenings.values())


def _differs(match: RuleMatched, known: Told) -> bool:
    # Written out: an alert may know of dozens of happenings, and each report asks about all.
    return bool(
        (match.when and known.when and match.when != known.when)
        or (match.place and known.place and match.place != known.place)
    )


def _sources(alert: Alert, match: RuleMatched) -> Iterator[Change]:
    known = {name.casefold() for name in alert.sources}
    new = [name for name in sources_of(match) if name.casefold() not in known]
    if not new:
        return
    words = _confirmed(new, len(alert.sources) + len(new), disputed=match.state == "disputed")
    keys = ",".join(sorted(name.casefold() for name in new))
    yield Change(kind="corroborated", words=words, key=f"sources:{keys}")


def _confirmed(new: list[str], total: int, *, disputed: bool) -> str:
    verb = "also reported" if disputed else "confirmed"
    names = ", ".join(new)
    if len(new) == 1 and total in ORDINALS:
        return f"{verb} by a {ORDINALS[total]} source: {names}"
    if len(new) == 1:
        return f"{verb} by another source: {names} ({total} in all)"
    return f"{verb} by {len(new)} more sources: {names}"


def in_days(span: timedelta) -> str:
    """Return a duration as people say it: "12 hours", "7 days"."""
    hours = round(span.total_seconds() / 3600)
    if hours < 48:
        return f"{hours} hour" if hours == 1 else f"{hours} hours"
    return f"{hours // 24} days"


def span(figures: tuple[int, int] | None) -> str:
    """Return a range of figures for people: "4", "4 to 7", "1,037"; empty where unknown."""
    if figures is None:
        return ""
    low, high = figures
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"
