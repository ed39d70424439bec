"""Messages kept small: one that is out is asked for again only if it could not be delivered."""

import zlib

import msgspec

from monitor.events.deliveries import DeliveryRequested

_read = msgspec.msgpack.Decoder(DeliveryRequested).decode


def packed(request: DeliveryRequested) -> bytes:
    return zlib.compress(msgspec.msgpack.encode(request), 1)


def unpacked(kept: bytes) -> DeliveryRequested:
    return _read(zlib.decompress(kept))
