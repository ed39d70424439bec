"""What people do with alerts: each verb gives an event to append, or a refusal with a reason."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from monitor.alerts.alert import Alert
from monitor.alerts.board import AlertsBoard
from monitor.events.alerts import (
    AlertAcknowledged,
    AlertJudged,
    AlertResolved,
    SilenceCreated,
    SilenceExpired,
)
from monitor.events.silencing import FIELDS
from monitor.flow.ids import short
from monitor.flow.step import Draft

VERDICTS = ("true", "false")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a verb does nothing, and what to do instead."""

    reason: str
    hint: str = ""


def obey(
    board: AlertsBoard, verb: str, arguments: Mapping[str, Any], now: datetime
) -> Draft | Refusal:
    """Return what a verb with its arguments by name comes to, as a command or a link asks for it.

    Verbs: acknowledge, resolve, judge, silence, unsilence; an unknown verb, or arguments that do
    not fit it, are refused. ``until`` may be text in ISO 8601.
    """
    about_alerts: dict[str, Callable[..., Draft | Refusal]] = {
        "acknowledge": acknowledge,
        "resolve": resolve,
        "judge": judge,
        "unsilence": unsilence,
    }
    try:
        if verb == "silence":
            return silence(**_with_end(arguments), now=now)
        if verb in about_alerts:
            return about_alerts[verb](board, **arguments)
        return Refusal(reason=f"there is no verb {verb!r}")
    except (TypeError, ValueError, AttributeError) as error:
        return Refusal(reason=f"{verb}: the arguments do not fit: {error}")


def _with_end(arguments: Mapping[str, Any]) -> dict[str, Any]:
    until = arguments.get("until", "")
    end = until if isinstance(until, datetime) else datetime.fromisoformat(until)
    if end.tzinfo is None:
        raise ValueError("the end of a silence needs its time zone")
    return {**arguments, "until": end}


def acknowledge(board: AlertsBoard, alert: str, *, by: str, comment: str = "") -> Draft | Refusal:
    """Somebody takes care: no more repetitions and no escalation. ``alert`` may be a prefix."""
    found = _one(board, alert)
    if isinstance(found, Refusal):
        return found
    if not found.is_open:
        return Refusal(reason=f"alert {found.id} is already resolved: {found.resolved_reason}")
    if found.acknowledged_by:
        return Refusal(reason=f"alert {found.id} was acknowledged by {found.acknowledged_by}")
    event = AlertAcknowledged(alert=found.id, by=by, comment=comment)
    return Draft(event=event, subject=f"alert/{found.id}")


def resolve(board: AlertsBoard, alert: str, *, by: str, reason: str = "") -> Draft | Refusal:
    """Somebody says it is over; a later match of the same fingerprint raises a new alert."""
    found = _one(board, alert)
    if isinstance(found, Refusal):
        return found
    if not found.is_open:
        return Refusal(reason=f"alert {found.id} is already resolved: {found.resolved_reason}")
    event = AlertResolved(alert=found.id, reason=reason or f"resolved by {by}", by=by)
    return Draft(event=event, subject=f"alert/{found.id}")


def judge(
    board: AlertsBoard, alert: str, *, verdict: str, by: str, note: str = ""
) -> Draft | Refusal:
    """Record an analyst's verdict on an alert: ``true`` or ``false``."""
    found = _one(board, alert)
    if isinstance(found, Refusal):
        return found
    if verdict not in VERDICTS:
        return Refusal(reason=f"{verdict!r} is not a verdict", hint="Say true or false.")
    event = AlertJudged(alert=found.id, verdict=verdict, by=by, note=note)
    return Draft(event=event, subject=f"alert/{found.id}")


def silence(
    matcher: Mapping[str, str], *, by: str, comment: str, until: datetime, now: datetime
) -> Draft | Refusal:
    """Tell nobody about alerts that fit a matcher, until an end (an aware moment)."""
    refusal = _unfit(matcher, by=by, comment=comment)
    if refusal:
        return refusal
    if until <= now:
        return Refusal(reason="the end of the silence has passed", hint="Give a later end.")
    wanted = tuple(f"{field}={value}" for field, value in sorted(matcher.items()))
    name = short(*wanted, by, comment, now.isoformat(), length=8)
    event = SilenceCreated(
        silence=name, matcher=dict(matcher), by=by, comment=comment, until=until.isoformat()
    )
    return Draft(event=event, subject=f"silence/{name}")


def unsilence(board: AlertsBoard, silence_id: str, *, by: str) -> Draft | Refusal:
    """End a silence before its time. ``silence_id`` may be a prefix."""
    found = [s for s in board.silences() if silence_id and s.id.startswith(silence_id)]
    if len(found) != 1:
        known = ", ".join(s.id for s in board.silences()) or "none"
        problem = "names several silences" if found else "names no silence"
        return Refusal(reason=f"{silence_id!r} {problem}", hint=f"In force: {known}.")
    event = SilenceExpired(silence=found[0].id, by=by)
    return Draft(event=event, subject=f"silence/{found[0].id}")


def _unfit(matcher: Mapping[str, str], *, by: str, comment: str) -> Refusal | None:
    known = ", ".join(FIELDS)
    if not matcher:
        return Refusal(
            reason="a silence needs a matcher: it would cover every alert",
            hint=f"Name one or more of {known}, as in place=Ishkashim.",
        )
    for field, pattern in matcher.items():
        if field not in FIELDS:
            return Refusal(reason=f"a silence cannot match {field!r}", hint=f"Use {known}.")
        if not pattern.strip(" ,"):
            return Refusal(reason=f"the silence's pattern for {field} is empty")
    if not by.strip() or not comment.strip():
        return Refusal(
            reason="a silence needs an author and a comment",
            hint="Say why: whoever misses an alert will look here.",
        )
    return None


def _one(board: AlertsBoard, prefix: str) -> Alert | Refusal:
    found = board.find(prefix) if prefix else []
    if not found:
        hint = "`monitor alerts` lists those that are known."
        return Refusal(reason=f"there is no alert {prefix!r}", hint=hint)
    exact = [alert for alert in found if alert.id == prefix]
    if len(found) > 1 and not exact:
        listed = ", ".join(sorted(alert.id for alert in found)[:5])
        return Refusal(reason=f"{prefix!r} begins several alerts: {listed}")
    return exact[0] if exact else found[0]
