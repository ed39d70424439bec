"""An incident as the room remembers it: small, for there are thousands and few are asked for again.

What is compared stays open; the incident itself, with every claim behind it, is packed once others
have been used since.
"""

import zlib
from collections import deque
from weakref import ref

import msgspec

from monitor.events.values import Claim, Incident
from monitor.incidents.places import is_small
from monitor.incidents.profile import Profile
from monitor.incidents.sharing import same, shared

decoded = msgspec.msgpack.Decoder(Incident).decode


class Warm:
    """The records whose incidents are at hand; the one that was used longest ago cools down.

    It keeps none alive: what an incident was before its last change is not packed, but gone.
    """

    def __init__(self, most: int) -> None:
        self._records: deque[ref[Record]] = deque()
        self._most = most

    def add(self, record: "Record") -> None:
        self._records.append(ref(record))
        if len(self._records) > self._most:
            longest_ago = self._records.popleft()()
            if longest_ago:
                longest_ago.cool()


class Record:
    """An incident with the days it was first and last heard of, and its comparable side."""

    __slots__ = ("__weakref__", "_incident", "_packed", "_warm", "opened", "profile", "touched")

    def __init__(self, incident: Incident, opened: int, touched: int, profile: Profile) -> None:
        self.opened = opened
        self.touched = touched
        self.profile = profile
        self._incident: Incident | None = incident
        self._packed = b""
        self._warm: Warm | None = None

    @property
    def incident(self) -> Incident:
        found = self._incident
        if found is None:
            found = self._incident = decoded(zlib.decompress(self._packed))
            if self._warm:
                self._warm.add(self)
        return found

    @property
    def encoded(self) -> bytes:
        """The incident as MessagePack."""
        if self._incident is None:
            return zlib.decompress(self._packed)
        return msgspec.msgpack.encode(self._incident)

    def settle(self, warm: Warm) -> None:
        """Make ready for being kept: without what is not compared, names shared with others."""
        self.profile = _lean(self.profile)
        self._warm = warm
        warm.add(self)

    def cool(self) -> None:
        """Pack the incident, until it is asked for."""
        if not self._packed:
            self._packed = zlib.compress(self.encoded, 1)
        self._incident = None


def _lean(profile: Profile) -> Profile:
    return Profile(
        claim=_gist(profile.claim),
        span=same(profile.span),
        spot=same(profile.spot),
        told=profile.told,
        killed=profile.killed,
        count=profile.count,
    )


def _gist(claim: Claim) -> Claim:
    """Return of a claim what others are compared with."""
    return Claim(
        type=claim.type,
        status=claim.status,
        actor=shared(claim.actor),
        actor_class=claim.actor_class,
        actor_side=claim.actor_side,
        place=shared(claim.place),
        place_kind=shared(claim.place_kind),
        country=shared(claim.country),
        origin=shared(claim.origin),
        to=shared(claim.to),
        evidence=claim.evidence if is_small(claim) else "",
        span=claim.span,
    )
