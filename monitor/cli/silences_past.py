"""Silences with what each kept quiet, from the log: those in force, and those that have ended."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from monitor.alerts.silences import Silence
from monitor.eventlog.protocol import EventLog
from monitor.events.alerts import AlertSuppressed, SilenceCreated, SilenceExpired
from monitor.events.codec import decode
from monitor.events.deliveries import DeliverySilenced
from monitor.flow.replay import walk

TYPES = frozenset({"silence.created", "silence.expired", "alert.suppressed", "delivery.silenced"})


@dataclass(slots=True)
class PastSilence:
    """A silence, when it ended (None: in force), and the events of what nobody was told of."""

    silence: Silence
    ended: datetime | None
    kept_quiet: list[AlertSuppressed | DeliverySilenced]

    @property
    def alerts(self) -> list[str]:
        """Return the alerts that were kept quiet, each once, in their order."""
        return list(dict.fromkeys(name for event in self.kept_quiet if (name := _about(event))))


def past_silences(log: EventLog, *, ended: bool) -> list[PastSilence]:
    """Return the silences of a log, the oldest first; ``ended`` includes those that are over."""
    found: dict[str, PastSilence] = {}
    for recorded in walk(log, types=TYPES):
        envelope = decode(recorded)
        data: Any = envelope.data
        if isinstance(data, SilenceCreated):
            found[data.silence] = PastSilence(_silence(data, envelope.time), None, [])
        elif isinstance(data, SilenceExpired) and data.silence in found:
            found[data.silence].ended = envelope.time
        elif isinstance(data, AlertSuppressed | DeliverySilenced):
            for past in _by(data.reason, found):
                past.kept_quiet.append(data)
    return [past for past in found.values() if ended or past.ended is None]


def _by(reason: str, found: dict[str, PastSilence]) -> Iterator[PastSilence]:
    """Yield the silence that a reason names: "silence 5f2a (place=Ishkashim) by ann: drill"."""
    word, _, rest = reason.partition(" ")
    name = rest.partition(" ")[0]
    if word == "silence" and name in found:
        yield found[name]


def _silence(event: SilenceCreated, since: datetime) -> Silence:
    return Silence(
        id=event.silence,
        matcher=event.matcher,
        by=event.by,
        comment=event.comment,
        since=since,
        until=datetime.fromisoformat(event.until),
    )


def _about(event: AlertSuppressed | DeliverySilenced) -> str:
    return event.alert or (event.rule if isinstance(event, AlertSuppressed) else "")
