"""What people order: each verb decides with the alert board and appends one event, or refuses."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import msgspec

from monitor.alerts import verbs
from monitor.alerts.board import AlertsBoard
from monitor.alerts.verbs import Refusal
from monitor.assembly.external import external
from monitor.clock import Clock
from monitor.eventlog.protocol import EventLog
from monitor.flow.ids import event_id
from monitor.flow.step import Draft


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """A verb (``acknowledge``, ``silence``, ...) and its arguments, as JSON can carry them."""

    verb: str
    arguments: dict[str, Any]


class Reply(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What came of a request: a message, or an error and what to do."""

    message: str = ""
    error: str | None = None
    hint: str = ""


Decision = Callable[[AlertsBoard, Mapping[str, Any], datetime], Draft | Refusal]


def _acknowledge(board: AlertsBoard, given: Mapping[str, Any], _: datetime) -> Draft | Refusal:
    return verbs.acknowledge(
        board, given["alert"], by=given["by"], comment=given.get("comment", "")
    )


def _resolve(board: AlertsBoard, given: Mapping[str, Any], _: datetime) -> Draft | Refusal:
    return verbs.resolve(board, given["alert"], by=given["by"], reason=given.get("comment", ""))


def _judge(board: AlertsBoard, given: Mapping[str, Any], _: datetime) -> Draft | Refusal:
    return verbs.judge(
        board,
        given["alert"],
        verdict=given["verdict"],
        by=given["by"],
        note=given.get("comment", ""),
    )


def _silence(_: AlertsBoard, given: Mapping[str, Any], now: datetime) -> Draft | Refusal:
    until = datetime.fromisoformat(given["until"])
    return verbs.silence(
        given["matcher"], by=given["by"], comment=given["comment"], until=until, now=now
    )


def _unsilence(board: AlertsBoard, given: Mapping[str, Any], _: datetime) -> Draft | Refusal:
    return verbs.unsilence(board, given["silence"], by=given["by"])


DECISIONS: Mapping[str, Decision] = {
    "acknowledge": _acknowledge,
    "resolve": _resolve,
    "judge": _judge,
    "silence": _silence,
    "unsilence": _unsilence,
}


def obey(request: Request, *, board: AlertsBoard, log: EventLog, clock: Clock) -> Reply:
    """Carry out one order. ``board`` must know the log up to its head."""
    decide = DECISIONS.get(request.verb)
    if decide is None:
        known = ", ".join(DECISIONS)
        return Reply(error=f"there is no verb {request.verb!r}", hint=f"There is: {known}.")
    now = clock.now()
    try:
        decision = decide(board, request.arguments, now)
    except (KeyError, ValueError) as error:
        return Reply(error=f"{request.verb} cannot be done with these arguments: {error}")
    if isinstance(decision, Refusal):
        return Reply(error=decision.reason, hint=decision.hint)
    name = event_id(request.verb, decision.subject, now.isoformat())
    log.append([external(decision, name, now)])
    return Reply(message=f"{decision.event.TYPE} {decision.subject.partition('/')[2]}")
