"""Seals: values that a browser hands back and cannot have made up."""

import base64
import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

SESSION_LASTS = timedelta(days=30)


class Seal:
    """Signs with a key: the token's digest, so that sessions outlive a restart, else by chance."""

    def __init__(self, token: str = "") -> None:
        self._token = token.encode()
        self._key = (
            hashlib.sha256(b"page:" + self._token).digest() if token else secrets.token_bytes()
        )

    def is_token(self, text: str) -> bool:
        return bool(self._token) and hmac.compare_digest(text.encode(), self._token)

    def new_visit(self) -> str:
        """Return a random name for a browser: forms are bound to it."""
        return secrets.token_urlsafe(18)

    def form_token(self, visit: str) -> str:
        return self._sign("form", visit)

    def fits(self, form_token: str, visit: str) -> bool:
        """Tell whether a form was made for this browser by this page."""
        return bool(visit) and hmac.compare_digest(
            form_token.encode(), self.form_token(visit).encode()
        )

    def session(self, now: datetime) -> str:
        until = str(int((now + SESSION_LASTS).timestamp()))
        return f"{until}.{self._sign('session', until)}"

    def is_session(self, text: str, now: datetime) -> bool:
        until, _, signature = text.partition(".")
        signed = hmac.compare_digest(signature.encode(), self._sign("session", until).encode())
        return signed and until.isdecimal() and now.timestamp() < int(until)

    def _sign(self, purpose: str, value: str) -> str:
        found = hmac.digest(self._key, f"{purpose}\x1f{value}".encode(), "sha256")
        return base64.urlsafe_b64encode(found).decode().rstrip("=")
