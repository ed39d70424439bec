"""An index of happenings by type, place and time: what may match is found without a search."""

from itertools import islice

from monitor.events.values import ClaimType
from monitor.incidents.options import IncidentOptions
from monitor.incidents.places import PAIRED, may_hold
from monitor.incidents.profile import Profile

Address = tuple[str, str]
Key = tuple[ClaimType, str, str, int]
Shelf = tuple[str, ...] | dict[str, None]

# A claim that names no place looks at no more than this many of its region, the latest first.
_REGION_REACH = 100
# A row of more names than this becomes a table.
_ROW = 8


def _addresses(profile: Profile) -> list[Address]:
    """Return where a happening stands: under its place names, province and regions."""
    spot = profile.spot
    if spot.names:
        found = [("at", name) for name in sorted(spot.names)]
        found += [("in", spot.province)] if spot.province else []
        return found + [("along", region) for region in spot.regions]
    found = [("somewhere-in", spot.province)] if spot.province else []
    return found + [("somewhere-along", region) for region in spot.regions]


def _questions(profile: Profile) -> tuple[list[Address], list[Address]]:
    """Return where to look for a claim: narrow shelves first, then wide ones."""
    spot = profile.spot
    narrow = [("at", name) for name in sorted(spot.names)]
    wide: list[Address] = []
    if spot.province:
        wide += [("somewhere-in", spot.province)]
        wide += [("in", spot.province)] if spot.vague or may_hold(profile.claim) else []
    for region in spot.regions:
        wide += [("somewhere-along", region)]
        # Another named place counts only on the other bank, for what goes over a border.
        wide += [("along", region)] if spot.vague or profile.type in PAIRED else []
    return narrow, wide


class Shelves:
    """Names of happenings by (type, place or region, stretch of days).

    Most shelves hold one name or two: those are a row, and only a long one is a table.
    """

    def __init__(self, options: IncidentOptions) -> None:
        self._options = options
        self._shelves: dict[Key, Shelf] = {}

    def put(self, name: str, profile: Profile) -> None:
        """Put up a name that does not stand here; it is found by its profile again."""
        for key in _keys(profile, self._width(profile)):
            shelf = self._shelves.get(key, ())
            if isinstance(shelf, dict):
                shelf[name] = None
            elif len(shelf) < _ROW:
                self._shelves[key] = (*shelf, name)
            else:
                self._shelves[key] = dict.fromkeys((*shelf, name))

    def drop(self, name: str, profile: Profile) -> None:
        """Take down a name that was put up with this profile."""
        for key in _keys(profile, self._width(profile)):
            shelf = self._shelves[key]
            if isinstance(shelf, dict):
                del shelf[name]
            else:
                shelf = self._shelves[key] = tuple(known for known in shelf if known != name)
            if not shelf:
                del self._shelves[key]

    def find(self, profile: Profile) -> list[str]:
        """Return names of what may be the same happening, each once, in a fixed order."""
        width = self._width(profile)
        narrow, wide = _questions(profile)
        found: dict[str, None] = {}
        for address in narrow:
            for key in _stretches(profile, width, address):
                found.update(dict.fromkeys(self._shelves.get(key, ())))
        left = _REGION_REACH
        for address in wide:
            for key in _stretches(profile, width, address):
                shelf = self._shelves.get(key, ())
                found.update(dict.fromkeys(islice(reversed(shelf), left)))
                left = max(0, left - len(shelf))
        return list(found)

    def _width(self, profile: Profile) -> int:
        """Return how many days a shelf holds."""
        return self._options.window(profile.type).lookback + 1


def _keys(profile: Profile, width: int) -> tuple[Key, ...]:
    """Return the shelves on which a happening stands, each once."""
    kind, stretch = profile.type, profile.span.last // width
    return tuple(dict.fromkeys((kind, *address, stretch) for address in _addresses(profile)))


def _stretches(profile: Profile, width: int, address: Address) -> list[Key]:
    kind = profile.type
    first = (profile.span.first - width) // width
    # A happening told vaguely stands under its last day, up to a month after its first.
    last = (profile.span.last + width + 15) // width
    return [(kind, *address, stretch) for stretch in range(last, first - 1, -1)]
