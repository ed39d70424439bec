"""Signed links: whoever holds one may do one thing to one alert until it expires.

A mail program may fetch links on its own, so opening one must not act yet: the page behind it asks,
and only the answer acts.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from monitor.delivery.options import Secret
from monitor.events.envelope import EPOCH

LASTING = timedelta(days=7)
VERBS = ("acknowledge", "resolve", "silence")
PATH = "signed"
_SIGNATURE = 32  # hex digits: 128 bits


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    verb: str
    alert: str
    until: datetime


def sign(key: Secret, *, verb: str, alert: str, until: datetime) -> str:
    """Return a token that permits a verb on an alert until a moment (whole seconds)."""
    body = f"{verb}.{alert}.{int((until - EPOCH).total_seconds())}"
    return f"{body}.{_signature(key, body)}"


def read(key: Secret, token: str, now: datetime) -> Permission | str:
    """Return what a token permits, or in words why it permits nothing."""
    body, _, signature = token.rpartition(".")
    if not hmac.compare_digest(signature.encode(), _signature(key, body).encode()):
        return "this link was not made here, or was changed on its way"
    verb, alert, seconds = body.split(".")
    until = EPOCH + timedelta(seconds=int(seconds))
    if now >= until:
        return f"this link was good until {until:%Y-%m-%d %H:%M} UTC"
    return Permission(verb=verb, alert=alert, until=until)


def addresses(page: str, key: Secret, *, alert: str, raised: datetime) -> dict[str, str]:
    """Return a message's links by their verbs; good for a week after the event it is about."""
    until = raised + LASTING
    return {
        verb: f"{page.rstrip('/')}/{PATH}/{sign(key, verb=verb, alert=alert, until=until)}"
        for verb in VERBS
    }


def _signature(key: Secret, body: str) -> str:
    return hmac.new(key.reveal().encode(), body.encode(), sha256).hexdigest()[:_SIGNATURE]
