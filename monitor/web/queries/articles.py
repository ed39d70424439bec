"""What the log knows of one article, beyond the views."""

from dataclasses import dataclass

from monitor.eventlog.protocol import EventLog
from monitor.events.codec import decode
from monitor.events.envelope import Recorded
from monitor.events.matches import RuleMatched
from monitor.views.view import Rows

MOST_EVENTS = 200
MOST_SOURCES = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One event of an article's way down the river."""

    position: int
    type: str
    time: int


def stages(log: EventLog, article: str) -> list[Stage]:
    """Return the events of an article's stream, and what they caused, in the log's order."""
    seen: dict[int, Recorded] = {}
    waiting = log.read_stream(f"article/{article}")
    if waiting and waiting[0].causation_id and (received := log.get(waiting[0].causation_id)):
        seen[received.position] = received
    while waiting and len(seen) < MOST_EVENTS:
        recorded = waiting.pop(0)
        if recorded.position not in seen:
            seen[recorded.position] = recorded
            waiting += log.caused_by(recorded.id)
    return [Stage(position=r.position, type=r.type, time=r.time) for _, r in sorted(seen.items())]


def rules_that_matched(log: EventLog, found: list[Stage]) -> dict[str, str]:
    """Return the ids and titles of the rules that matched among an article's events."""
    matched: dict[str, str] = {}
    for stage in found:
        if stage.type == RuleMatched.TYPE:
            for recorded in log.read(stage.position - 1, limit=1):
                data = decode(recorded).data
                matched[data.rule] = data.title  # type: ignore[attr-defined]
    return matched


def source_names(rows: Rows) -> list[str]:
    sql = "SELECT source FROM source ORDER BY source LIMIT ?"
    return [row[0] for row in rows.run(sql, (MOST_SOURCES,))]
