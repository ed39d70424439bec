"""The silences in force, as whoever sends knows them: asked again at the moment of the send."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from monitor.events.alerts import SilenceCreated, SilenceExpired
from monitor.events.silencing import Traits, fits, in_words

TYPES = frozenset({SilenceCreated.TYPE, SilenceExpired.TYPE})


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """A silence, and the words with which events name it."""

    id: str
    matcher: dict[str, str]
    until: datetime
    words: str


class Silences(msgspec.Struct, kw_only=True):
    """A fold of ``silence.*``; part of its owner's memory."""

    known: dict[str, Known] = {}

    def apply(self, event: Any) -> None:
        """Take note of a silence that began or ended; of other events nothing."""
        if isinstance(event, SilenceCreated):
            self.known[event.silence] = Known(
                id=event.silence,
                matcher=event.matcher,
                until=datetime.fromisoformat(event.until),
                words=in_words(event.silence, event.matcher, event.by, event.comment),
            )
        elif isinstance(event, SilenceExpired):
            self.known.pop(event.silence, None)

    def covering(self, alert: Traits, now: datetime) -> Known | None:
        """Return the silence because of which nobody is told of an alert now."""
        found = (each for each in self.known.values() if each.until > now)
        return next((each for each in found if fits(each.matcher, alert)), None)

    def covering_all(self, alerts: Sequence[Traits], now: datetime) -> Known | None:
        """Return a silence where each of some alerts is covered by one; None for no alerts."""
        if not self.known:
            return None
        found = [self.covering(alert, now) for alert in alerts]
        return found[0] if found and all(found) else None
