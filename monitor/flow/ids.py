"""Deterministic ids: the same cause, handled by the same step, gives the same events."""

import hashlib
import uuid

NAMESPACE = uuid.UUID("5b4f2d2e-6c1f-5a9e-8d6c-3f0c1c7f9a10")
_SPACE = NAMESPACE.bytes


def event_id(*parts: str | int) -> str:
    """Return the UUIDv5 of what makes an event the one it is."""
    name = "\x1f".join(map(str, parts)).encode()
    # RFC 9562, 5.5, by hand: the standard library takes twice as long, and each event has an id.
    sum160 = bytearray(hashlib.sha1(_SPACE + name, usedforsecurity=False).digest())
    sum160[6] = sum160[6] & 0x0F | 0x50
    sum160[8] = sum160[8] & 0x3F | 0x80
    text = sum160.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:32]}"


def digest(data: bytes) -> str:
    """Return the SHA-256 of bytes, in hex: the name of an article's body."""
    return hashlib.sha256(data).hexdigest()


def short(*parts: str | int, length: int = 12) -> str:
    """Return a short stable name, for people to type: hex digits of a SHA-256."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:length]
