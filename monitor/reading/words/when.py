"""A time expression of a sentence, as days back from the day of publication."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

PAST: Final = "past"
FUTURE: Final = "future"
HISTORY: Final = "history"
FAR: Final = 100_000  # days


@dataclass(frozen=True, slots=True)
class When:
    """A time expression: tokens ``s`` to ``e``; ``near`` to ``far`` days before publication."""

    s: int
    e: int
    kind: str
    near: int
    far: int
    precision: int

    def date(self, day: dt.date | None) -> str | None:
        """Return the ISO date of the day nearest to publication, or None."""
        if day is None or self.kind != PAST or self.near >= FAR:
            return None
        return (day - dt.timedelta(days=self.near)).isoformat()
