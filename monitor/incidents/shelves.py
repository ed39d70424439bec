"""An index of happenings by type, place and time: what may match is found without a search."""

from collections.abc import Iterator

from monitor.events.values import ClaimType
from monitor.incidents.options import Window
from monitor.incidents.places import PAIRED, may_hold
from monitor.incidents.profile import Profile

Key = tuple[ClaimType, str, str, int]

# A claim that names no place looks at no more than this many of its region, the latest first.
_REGION_REACH = 100


def _addresses(profile: Profile) -> list[tuple[str, str]]:
    """Return where a happening stands: under its place names, province and regions."""
    spot = profile.spot
    if spot.names:
        found = [("at", name) for name in sorted(spot.names)]
        found += [("in", spot.province)] if spot.province else []
        return found + [("along", region) for region in spot.regions]
    found = [("somewhere-in", spot.province)] if spot.province else []
    return found + [("somewhere-along", region) for region in spot.regions]


def _questions(profile: Profile) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return where to look for a claim: narrow shelves first, then wide ones."""
    spot = profile.spot
    narrow = [("at", name) for name in sorted(spot.names)]
    wide: list[tuple[str, str]] = []
    if spot.province:
        wide += [("somewhere-in", spot.province)]
        wide += [("in", spot.province)] if spot.vague or may_hold(profile.claim) else []
    for region in spot.regions:
        wide += [("somewhere-along", region)]
        # Another named place counts only on the other bank, for what goes over a border.
        wide += [("along", region)] if spot.vague or profile.type in PAIRED else []
    return narrow, wide


class Shelves:
    """Names of happenings by (type, place or region, stretch of days)."""

    def __init__(self) -> None:
        self._shelves: dict[Key, dict[str, None]] = {}
        self._where: dict[str, tuple[Key, ...]] = {}

    def put(self, name: str, profile: Profile, window: Window) -> None:
        self.drop(name)
        width = window.lookback + 1
        stretch = profile.span.last // width
        keys = tuple((profile.type, kind, value, stretch) for kind, value in _addresses(profile))
        for key in keys:
            self._shelves.setdefault(key, {})[name] = None
        self._where[name] = keys

    def drop(self, name: str) -> None:
        for key in self._where.pop(name, ()):
            shelf = self._shelves[key]
            shelf.pop(name, None)
            if not shelf:
                del self._shelves[key]

    def find(self, profile: Profile, window: Window) -> list[str]:
        """Return names of what may be the same happening, each once, in a fixed order."""
        narrow, wide = _questions(profile)
        found: dict[str, None] = {}
        for kind, value in narrow:
            for key in _stretches(profile, window, kind, value):
                found.update(self._shelves.get(key, {}))
        for name in self._latest(profile, window, wide):
            found[name] = None
        return list(found)

    def _latest(
        self, profile: Profile, window: Window, wide: list[tuple[str, str]]
    ) -> Iterator[str]:
        left = _REGION_REACH
        for kind, value in wide:
            for key in _stretches(profile, window, kind, value):
                for name in reversed(self._shelves.get(key, {})):
                    if left == 0:
                        return
                    left -= 1
                    yield name


def _stretches(profile: Profile, window: Window, kind: str, value: str) -> list[Key]:
    width = window.lookback + 1
    first = (profile.span.first - width) // width
    # A happening told vaguely stands under its last day, up to a month after its first.
    last = (profile.span.last + width + 15) // width
    return [(profile.type, kind, value, stretch) for stretch in range(last, first - 1, -1)]
