"""Sources that have fallen silent."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import msgspec

from monitor.events.envelope import Envelope
from monitor.events.matches import RuleMatched
from monitor.events.registry import Event
from monitor.rules.conditions.subject import Provenance, Subject
from monitor.rules.deciding.decide import by_hours
from monitor.rules.deciding.judge import Verdict
from monitor.rules.deciding.matched import Circumstances, matched
from monitor.rules.format.amounts import spoken
from monitor.rules.format.conditions import SilenceCondition
from monitor.rules.memory.past import RulesMemory
from monitor.rules.ruleset.rules import CompiledRule


def silent_sources(
    rule: CompiledRule, memory: RulesMemory, envelope: Envelope[Any]
) -> Iterator[Event]:
    """Yield a match for each source that is silent for too long, once for each silence."""
    asked = rule.rule.when.silence
    if asked is None:
        return
    for source in _sources(asked, memory):
        since = memory.last_word(source, envelope.position) or memory.began
        if since is None or envelope.time - since < timedelta(seconds=asked.for_):
            continue
        match = _match(rule, source, since, envelope.time)
        if not _told(memory, match, since):
            yield by_hours(rule, match, envelope.time)


def _sources(asked: SilenceCondition, memory: RulesMemory) -> list[str]:
    if "*" in asked.source:
        return memory.sources()
    return list(asked.source)


def silent_at(rule: CompiledRule, memory: RulesMemory) -> Iterator[datetime]:
    """Yield the moments at which sources will have been silent for too long."""
    asked = rule.rule.when.silence
    for source in _sources(asked, memory) if asked else ():
        since = memory.last_word(source) or memory.began
        if asked and since and not _told(memory, _match(rule, source, since, since), since):
            yield since + timedelta(seconds=asked.for_)


def _told(memory: RulesMemory, match: RuleMatched, since: datetime) -> bool:
    """Tell whether this silence was matched already, or waits to be."""
    held = any(hold.match.fingerprint == match.fingerprint for hold in memory.holds())
    return held or any(
        past.fingerprint == match.fingerprint and past.at >= since
        for past in memory.past(match.rule)
    )


def _match(rule: CompiledRule, source: str, since: datetime, now: datetime) -> RuleMatched:
    subject = Subject(Provenance(article="", source=source, outlet=source))
    hours = spoken(int((now - since).total_seconds()) // 3600 * 3600 or 3600)
    told = f"{source} has handed over nothing new since {since:%Y-%m-%d %H:%M} UTC, for {hours}"
    verdict = Verdict(rule=rule.id, holds=True, level=rule.rule.level, why=(told,))
    around = Circumstances(change="silence", happened=since, level=rule.rule.level)
    match = matched(rule, subject, verdict, around)
    return msgspec.structs.replace(match, evidence=told, in_title=False, span=(0, 0))
