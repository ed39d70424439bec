"""Sources and refusals as text for a terminal, or as JSON."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from monitor.cli.alerts_text import as_json, as_text, plain_table

if TYPE_CHECKING:
    from monitor.views.source_health import Refusal, SourceRow

_NEVER: dict[str, Any] = {
    "state": "unknown",
    **dict.fromkeys(("items", "received", "refused", "attempts"), 0),
    **dict.fromkeys(("polled_at", "answered_at", "next_due", "received_at", "refusal")),
    **dict.fromkeys(("failing_since", "failure", "reason", "note")),
}
_UNITS = (("d", 86_400), ("h", 3600), ("min", 60))


def lines(names: Sequence[str], known: "Sequence[SourceRow]") -> "list[SourceRow]":
    """Return the health of the configured sources: failing first, those never asked as such."""
    from monitor.views.source_health import SourceRow

    rows = {row.source: row for row in known}
    found = [rows.get(name) or SourceRow(source=name, **_NEVER) for name in names]
    return sorted(found, key=lambda row: row.state != "failing")


def table(found: "Sequence[SourceRow]", form: str, now: datetime) -> str:
    """Return the sources as a table, JSON or JSON lines."""
    if form != "text":
        return as_json([asdict(row) for row in found], form)
    if not found:
        return "No sources are configured: add [[sources]] to the configuration.\n"
    head = ("source", "state", "answered", "articles", "last", "refused", "")
    return as_text(plain_table(head, [_row(row, now) for row in found]))


def _row(row: "SourceRow", now: datetime) -> tuple[str, ...]:
    return (
        row.source,
        "not asked yet" if row.state == "unknown" else row.state,
        ago(row.answered_at, now),
        str(row.received),
        ago(row.received_at, now),
        str(row.refused),
        _remark(row, now),
    )


def _remark(row: "SourceRow", now: datetime) -> str:
    if row.state == "failing":
        times = "once" if row.attempts == 1 else f"{row.attempts} times"
        since = ago(row.failing_since, now)
        again = (row.next_due or "")[:16].replace("T", " ")
        return f"failed {times} since {since}: {row.reason} Tried again at {again} UTC."
    refused = f"last refused: {row.refusal} (all: monitor sources --refused)" if row.refusal else ""
    return "; ".join(part for part in (row.note or "", refused) if part)


def ago(moment: str | None, now: datetime) -> str:
    """Return how long ago a moment was, in its largest unit: "3 h ago"."""
    if not moment:
        return "never"
    passed = max(now - datetime.fromisoformat(moment), timedelta(0)).total_seconds()
    for unit, seconds in _UNITS:
        if passed >= seconds:
            return f"{int(passed // seconds)} {unit} ago"
    return "just now"


def refusals(found: "Sequence[Refusal]", form: str) -> str:
    """Return what was refused, the newest first, and what to do about it."""
    if form != "text":
        return as_json([asdict(row) for row in found], form)
    if not found:
        return "Nothing was refused.\n"
    rows = [
        (row.at[:16].replace("T", " "), row.source, row.key, row.reason, row.hint) for row in found
    ]
    return as_text(plain_table(("at", "source", "item", "reason", "what to do"), rows))
