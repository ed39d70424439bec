"""Silences: alerts of some kind are still raised, but nobody is told until an end."""

from datetime import datetime

import msgspec

from monitor.events.matches import RuleMatched
from monitor.events.silencing import fits, in_words, traits


class Silence(msgspec.Struct, frozen=True, kw_only=True):
    """``matcher`` holds a pattern for each field it names; all of them must fit."""

    id: str
    matcher: dict[str, str]
    by: str
    comment: str
    since: datetime
    until: datetime

    @property
    def reason(self) -> str:
        return in_words(self.id, self.matcher, self.by, self.comment)


def covers(silence: Silence, match: RuleMatched, at: datetime) -> bool:
    return silence.until > at and fits(silence.matcher, traits(match))
