"""Alerts, silences and deliveries as text for a terminal, or as JSON."""

import io
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import msgspec
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from monitor.delivery.defuse import clean
from monitor.delivery.wording import place_of, published_of, sentence_of

if TYPE_CHECKING:
    from monitor.alerts.silences import Silence
    from monitor.cli.silences_past import PastSilence
    from monitor.views.alert_queries import AlertRow
    from monitor.views.deliveries import DeliveryRow, GatheredRow

COLOURS = {"critical": "bold red", "high": "red", "medium": "yellow", "low": "blue"}


def render_alerts(found: "Sequence[AlertRow]", form: str) -> str:
    """Return alerts, the gravest first, as text, JSON or JSON lines."""
    if form != "text":
        return as_json([_alert_object(row) for row in found], form)
    if not found:
        return "No alerts. Wider: --state all.\n"
    return as_text(*(_alert(row) for row in found))


def _alert(row: "AlertRow") -> RenderableType:
    match = row.match
    head = Text.assemble(
        (row.level.upper(), COLOURS.get(row.level, "")),
        f"  {row.state}  ",
        (clean(match.subject or match.title, limit=200), "bold"),
        f"  {row.alert}",
    )
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for label, value in _lines(row):
        if value:
            style = "bold" if label in ("evidence", "denied by") else ""
            grid.add_row(Text(f"  {label}", style="dim"), Text(value, style=style))
    return Group(head, grid, Text(""))


def _lines(row: "AlertRow") -> Iterable[tuple[str, str]]:
    match = row.match
    yield "changed", clean(row.change)
    yield "rule", clean(match.title)
    yield "place", place_of(match)
    yield "said by", clean(match.attribution.who if match.attribution else "")
    yield "denied by", clean(match.denied_by.who if match.denied_by else "")
    yield "sources", ", ".join(clean(name) for name in row.sources)
    yield "published", published_of(match.published)
    yield "evidence", f"“{sentence_of(match)}”" if match.evidence else ""
    yield "link", clean(match.url, limit=2000)
    yield "acknowledged", _by(row.acknowledged_by, row.acknowledged_at, row.comment)
    yield "resolved", _by(row.resolved_by, row.resolved_at, row.resolved_reason)
    yield "silenced by", row.silenced_by or ""
    yield "verdict", _by(row.verdict_by, row.verdict, row.verdict_note)
    yield "look next", f"monitor why {row.alert}"


def _by(who: str | None, what: str | None, more: str | None) -> str:
    parts = (f"by {clean(who)}" if who and what else "", what or "", clean(more))
    return ", ".join(part for part in parts if part)


def _alert_object(row: "AlertRow") -> dict[str, Any]:
    named = {name: getattr(row, name) for name in row.__slots__ if name != "match"}
    return {**named, "state": row.state, "match": msgspec.to_builtins(row.match)}


def render_silences(found: "Sequence[PastSilence]", form: str) -> str:
    """Return silences, with what each kept quiet."""
    if form != "text":
        objects = [
            {
                **msgspec.to_builtins(past.silence),
                "ended": past.ended and past.ended.isoformat(),
                "kept_quiet": msgspec.to_builtins(past.kept_quiet),
            }
            for past in found
        ]
        return as_json(objects, form)
    if not found:
        return "No silence is in force.\n"
    rows = [
        [
            past.silence.id,
            _matcher(past.silence),
            f"{past.ended or past.silence.until:%Y-%m-%d %H:%M}Z",
            past.silence.by,
            past.silence.comment,
            ", ".join(past.alerts) or "nothing",
        ]
        for past in found
    ]
    head = ["silence", "about", "until", "by", "comment", "kept quiet"]
    return as_text(plain_table(head, rows))


def _matcher(silence: "Silence") -> str:
    return " ".join(f"{field}={pattern}" for field, pattern in sorted(silence.matcher.items()))


def render_deliveries(found: "Sequence[DeliveryRow]", form: str) -> str:
    """Return deliveries, the newest first, as text, JSON or JSON lines."""
    if form != "text":
        return as_json([asdict(row) for row in found], form)
    if not found:
        return "No deliveries.\n"
    rows = [
        [
            row.requested_at[:16].replace("T", " "),
            row.destination,
            row.state,
            str(row.attempts),
            clean(row.subject, limit=80),
            _fate(row),
            row.alert,
        ]
        for row in found
    ]
    head = ["requested", "destination", "state", "tries", "message", "", "alert"]
    return as_text(plain_table(head, rows))


def render_waiting(found: "Sequence[GatheredRow]", form: str) -> str:
    """Return what waits for a message that tells of several, the first due first."""
    if form != "text":
        return as_json([asdict(row) for row in found], form)
    if not found:
        return "Nothing waits for others.\n"
    rows = [
        [
            row.due[:16].replace("T", " "),
            row.destination,
            clean(row.subject, limit=80),
            row.why or "its route gathers",
            row.alert,
        ]
        for row in found
    ]
    return as_text(plain_table(["due", "destination", "message", "why it waits", "alert"], rows))


def _fate(row: "DeliveryRow") -> str:
    if row.state == "held" and row.not_before:
        return f"held until {row.not_before[:16]}"
    if row.state == "deferred":
        return f"{clean(row.reason)}; again at {(row.retry_at or '')[:16]}"
    return clean(row.reason) if row.state in ("abandoned", "silenced") else ""


def plain_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """Return a table without lines, whose cells are cleaned and fold."""
    table = Table(box=None, pad_edge=False)
    for name in head:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text(clean(cell, limit=400)) for cell in row))
    return table


def as_text(*parts: RenderableType) -> str:
    """Return what rich makes of its parts; in colour on a terminal only."""
    terminal = sys.stdout.isatty()
    console = Console(
        file=io.StringIO(),
        width=None if terminal else 160,
        force_terminal=terminal,
        highlight=False,
    )
    for part in parts:
        console.print(part)
    file = console.file
    assert isinstance(file, io.StringIO)
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines()) + "\n"


def as_json(objects: Sequence[Any], form: str) -> str:
    encode: Callable[[Any], str] = lambda value: json.dumps(  # noqa: E731
        value, ensure_ascii=False, default=str, indent=2 if form == "json" else None
    )
    if form == "json":
        return encode(list(objects)) + "\n"
    return "".join(encode(value) + "\n" for value in objects)
