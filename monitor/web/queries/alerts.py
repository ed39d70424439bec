"""Questions to the alert board that only the page asks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from monitor.events.matches import RuleMatched
from monitor.views.alert_queries import AlertRow
from monitor.views.view import Rows, select

_match = msgspec.json.Decoder(RuleMatched)


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingCount:
    """How many alerts of a level are not yet over, and how many of them nobody took."""

    level: str
    standing: int
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceRow:
    """A silence in force: its patterns by field."""

    silence: str
    matcher: dict[str, str]
    author: str
    comment: str
    since: str
    until: str

    @property
    def words(self) -> str:
        return ", ".join(f"{name}: {pattern}" for name, pattern in sorted(self.matcher.items()))


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRecord:
    """What became of a rule: alerts raised in all and since a day, verdicts, matches not told."""

    rule: str
    fired: int
    recent: int
    last: str
    true: int
    false: int
    suppressed: int


def latest(rows: Rows, limit: int) -> list[AlertRow]:
    """Return the alerts of any state that changed last, the newest first."""
    return _alerts(rows, "ORDER BY updated_at DESC, position DESC LIMIT ?", (limit,))


def alert(rows: Rows, name: str) -> AlertRow | None:
    found = _alerts(rows, "WHERE alert = ?", (name,))
    return found[0] if found else None


def _alerts(rows: Rows, tail: str, values: Sequence[Any]) -> list[AlertRow]:
    # The table holds the match as JSON; the class holds it decoded.
    found: list[Any] = select(rows, AlertRow, "alert", tail, values)
    return [replace(row, match=_match.decode(row.match)) for row in found]


def standing(rows: Rows) -> list[StandingCount]:
    """Return the counts of each level that has any, the gravest first."""
    sql = (
        "SELECT level, count(*), sum(acknowledged_by IS NULL) FROM alert "
        "WHERE resolved_at IS NULL GROUP BY rank, level ORDER BY rank DESC"
    )
    return [StandingCount(level=r[0], standing=r[1], waiting=r[2]) for r in rows.run(sql)]


def silences(rows: Rows, now: str) -> list[SilenceRow]:
    """Return the silences in force at a moment (ISO 8601 UTC), the one that ends first first."""
    sql = (
        "SELECT silence, matcher, author, comment, since, until FROM silence "
        "WHERE ended_at IS NULL AND julianday(until) > julianday(?) ORDER BY julianday(until)"
    )
    return [
        SilenceRow(
            silence=r[0],
            matcher=msgspec.json.decode(r[1], type=dict[str, str]),
            author=r[2],
            comment=r[3],
            since=r[4],
            until=r[5],
        )
        for r in rows.run(sql, (now,))
    ]


def rule_records(rows: Rows, since: str) -> dict[str, RuleRecord]:
    """Return what became of every rule that ever matched; ``since`` bounds ``recent``."""
    sql = (
        "SELECT rule, count(*), sum(raised_at >= ?), max(updated_at), sum(verdict IS 'true'), "
        "sum(verdict IS 'false') FROM alert GROUP BY rule"
    )
    kept = {r[0]: r for r in rows.run(sql, (since,))}
    silent = rows.run("SELECT rule, count(*) FROM suppressed GROUP BY rule")
    dropped = {r[0]: int(r[1]) for r in silent}
    return {
        rule: _record(rule, kept.get(rule), dropped.get(rule, 0)) for rule in {**kept, **dropped}
    }


def _record(rule: str, row: tuple[object, ...] | None, suppressed: int) -> RuleRecord:
    _, fired, recent, last, true, false = row or (rule, 0, 0, "", 0, 0)
    return RuleRecord(
        rule=rule,
        fired=int(str(fired)),
        recent=int(str(recent)),
        last=str(last),
        true=int(str(true)),
        false=int(str(false)),
        suppressed=suppressed,
    )
