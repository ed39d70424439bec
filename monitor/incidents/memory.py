"""What the room remembers: recent incidents, and what stands at a place until the next change."""

from collections import OrderedDict
from collections.abc import Iterable

import msgspec

from monitor.events.values import Incident
from monitor.incidents.options import IncidentOptions
from monitor.incidents.profile import Profile, profile_of
from monitor.incidents.record import Record, Warm, decoded
from monitor.incidents.shelves import Shelves
from monitor.incidents.succession import holding_keys, holds

_MOST_HOLDINGS = 5_000
AT_HAND = 256
"""So many of the incidents used last are not packed."""


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """A record as a snapshot holds it; ``incident`` is an ``Incident``."""

    incident: msgspec.Raw
    opened: int
    touched: int
    key: str = ""


class Memory:
    """Bounded: forgets incidents by the day of their last change, and the oldest beyond a cap."""

    def __init__(self, options: IncidentOptions) -> None:
        self._options = options
        self._clear()

    def _clear(self) -> None:
        self._records: OrderedDict[str, Record] = OrderedDict()
        self._shelves = Shelves(self._options)
        # Most articles are part of one incident: names in a row take a quarter of a dict of them.
        self._articles: dict[str, tuple[str, ...]] = {}
        self._holdings: OrderedDict[str, Record] = OrderedDict()
        self._warm = Warm(AT_HAND)

    def __len__(self) -> int:
        return len(self._records)

    def get(self, name: str) -> Record | None:
        return self._records.get(name)

    def record(self, incident: Incident, opened: int, touched: int) -> Record:
        window = self._options.window(incident.claim.type)
        return Record(incident, opened, touched, profile_of(incident, opened, window))

    def of_article(self, article: str) -> list[Record]:
        """Return the incidents that an article's claims are part of."""
        return [self._records[name] for name in self._articles.get(article, ())]

    def candidates(self, profile: Profile) -> dict[str, Record]:
        """Return by their names the incidents that may be the same happening."""
        return {name: self._records[name] for name in self._shelves.find(profile)}

    def holder(self, keys: Iterable[str]) -> Record | None:
        """Return the latest capture of a place (the latest closing or reopening of a crossing)."""
        return next((self._holdings[key] for key in keys if key in self._holdings), None)

    def keep(self, incident: Incident, day: int) -> None:
        """Fold an incident as it now stands."""
        before = self._records.get(incident.id)
        record = self.record(incident, before.opened if before else day, day)
        self._place(record)
        self._hold(record)
        self._forget(day)

    def _place(self, record: Record) -> None:
        incident = record.incident
        self._drop(incident.id)
        record.settle(self._warm)
        self._records[incident.id] = record
        self._shelves.put(incident.id, record.profile)
        for ref in incident.claims:
            names = self._articles.get(ref.article, ())
            if incident.id not in names:
                self._articles[ref.article] = (*names, incident.id)

    def _hold(self, record: Record) -> None:
        for key in holding_keys(record.profile):
            held = self._holdings.get(key)
            mine = held is not None and held.incident.id == record.incident.id
            if mine and not holds(record.incident.state):
                del self._holdings[key]
            elif holds(record.incident.state) and (mine or held is None or _later(record, held)):
                self._holdings[key] = record
                self._holdings.move_to_end(key)
        while len(self._holdings) > _MOST_HOLDINGS:
            self._holdings.popitem(last=False)

    def _drop(self, name: str) -> None:
        record = self._records.pop(name, None)
        if record is None:
            return
        self._shelves.drop(name, record.profile)
        for article in {ref.article for ref in record.incident.claims}:
            names = tuple(known for known in self._articles.pop(article, ()) if known != name)
            if names:
                self._articles[article] = names

    def _forget(self, day: int) -> None:
        oldest_day = day - self._options.remember_days
        while self._records:
            name, record = next(iter(self._records.items()))
            if record.touched >= oldest_day and len(self._records) <= self._options.most_open:
                return
            self._drop(name)

    def dump(self) -> list[Kept]:
        """Return all that is remembered, oldest first; holdings carry their key."""
        kept = [_kept(record) for record in self._records.values()]
        return kept + [_kept(record, key) for key, record in self._holdings.items()]

    def load(self, kept: Iterable[Kept]) -> None:
        """Replace what is remembered."""
        self._clear()
        held = []
        for item in kept:
            record = self.record(decoded(item.incident), item.opened, item.touched)
            if item.key:
                record.settle(self._warm)
                held.append((item.key, record))
            else:
                self._place(record)
        self._holdings = OrderedDict(held)


def _later(record: Record, held: Record) -> bool:
    return record.profile.span.last >= held.profile.span.last


def _kept(record: Record, key: str = "") -> Kept:
    return Kept(msgspec.Raw(record.encoded), record.opened, record.touched, key)
