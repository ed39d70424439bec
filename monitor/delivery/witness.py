"""What the far side really answered: Apprise says only that it failed.

Runs inside the child that sends one message, so what is hooked here lasts as long as that message.
Both hooks sit in the standard library, below whatever client a plugin uses.
"""

import http.client
import smtplib
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from monitor.delivery.defuse import clean
from monitor.delivery.parcel import Answer

TRANSIENT_HTTP = frozenset({408, 423, 425, 429})
NOT_UNDERSTOOD = frozenset({500, 502, 504})  # to EHLO from an old server: smtplib says HELO then
LONGEST_WAIT = 24 * 3600.0


@dataclass(slots=True)
class Witness:
    """The last answers seen. ``retry_after`` is the header's text, ``at`` the server's own date."""

    http: int = 0
    retry_after: str = ""
    at: str = ""
    smtp: int = 0
    words: str = ""

    def failure(self) -> Answer:
        """Return how the attempt failed, as far as the far side said anything."""
        if self.smtp:
            reason = f"the mail server answered {self.smtp} {self.words}".rstrip()
            return Answer(sent=False, reason=reason, permanent=self.smtp >= 500)
        if 300 <= self.http < 400:
            reason = f"answered {self.http}, a redirection: not followed"
            return Answer(sent=False, reason=reason, permanent=True)
        if self.http >= 400:
            return Answer(
                sent=False,
                reason=f"answered HTTP {self.http}",
                permanent=self.http < 500 and self.http not in TRANSIENT_HTTP,
                retry_after=seconds(self.retry_after, self.at),
            )
        return Answer(sent=False, reason="could not connect, or the connection broke")


def watch() -> Witness:
    """Listen to what HTTP and SMTP servers answer in this process; return who heard it."""
    seen = Witness()
    _watch_http(seen)
    _watch_smtp(seen)
    return seen


def _watch_http(seen: Witness) -> None:
    original = http.client.HTTPConnection.getresponse

    def getresponse(self: Any, *args: Any, **kwargs: Any) -> Any:
        response = original(self, *args, **kwargs)
        seen.http = response.status
        seen.retry_after = response.headers.get("Retry-After", "")
        seen.at = response.headers.get("Date", "")
        return response

    http.client.HTTPConnection.getresponse = getresponse  # type: ignore[method-assign]


def _watch_smtp(seen: Witness) -> None:
    original = smtplib.SMTP.getreply

    def getreply(self: Any) -> tuple[int, bytes]:
        code, words = original(self)
        if code >= 400 and code not in NOT_UNDERSTOOD:
            seen.smtp, seen.words = code, clean(words.decode("utf-8", "replace"), limit=160)
        return code, words

    smtplib.SMTP.getreply = getreply  # type: ignore[method-assign]


def seconds(retry_after: str, at: str) -> float | None:
    """Return a Retry-After header's wait: seconds, or a date against the server's own clock."""
    text = retry_after.strip()
    if not text:
        return None
    if text.isascii() and text.isdigit():
        return min(float(text), LONGEST_WAIT)
    try:
        wait = (_date(text) - _date(at)).total_seconds()
    except (TypeError, ValueError):
        return None
    return min(max(wait, 0.0), LONGEST_WAIT)


def _date(text: str) -> datetime:
    moment = parsedate_to_datetime(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
