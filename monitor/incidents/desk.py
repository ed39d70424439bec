"""One article's claims laid beside what is known: nothing is remembered until it is in the log."""

import msgspec

from monitor.events.incidents import IncidentChanged, IncidentClosed
from monitor.events.values import NEWS, Incident, IncidentState, Status
from monitor.flow.ids import short
from monitor.incidents.changes import change
from monitor.incidents.choice import Found, chosen
from monitor.incidents.denials import Denials
from monitor.incidents.likeness import Fit, compare
from monitor.incidents.memory import Memory
from monitor.incidents.merging import incident_id, joined, opened, settled, steadied, without
from monitor.incidents.options import IncidentOptions
from monitor.incidents.profile import Mention, Profile
from monitor.incidents.record import Record
from monitor.incidents.shelves import Shelves
from monitor.incidents.succession import contrary, holding_keys, holds, told_in_order, words

# A capture told again in passing within this many days is still the same one.
_REPEAT_DAYS = 30
# A happening that comes to light so many days after what undid it is history, not news.
_LATE_DAYS = 60


class Desk:
    """Works through one article. ``position`` is where the log holds it, ``day`` when it came."""

    def __init__(
        self, memory: Memory, denials: Denials, options: IncidentOptions, *, position: int, day: int
    ) -> None:
        self._memory = memory
        self._denials = denials
        self._options = options
        self._position = position
        self._day = day
        self._before: dict[str, Incident | None] = {}
        self._now: dict[str, Record] = {}
        self._fresh = Shelves(options)
        self._ended: dict[str, str] = {}

    def take(self, article: str, mentions: list[Mention]) -> None:
        """Replace what an article said before by what it says now."""
        for record in self._memory.of_article(article):
            self._set(without(record.incident, article), record)
        for mention in told_in_order([m for m in mentions if m.claim.status in NEWS]):
            self._assert(mention)
        for mention in mentions:
            if mention.claim.status is Status.DENIED:
                self._deny(mention)

    def changes(self, outlet: str) -> list[tuple[type[IncidentChanged], Incident, str]]:
        """Return what became of each incident touched: the event, the incident, the reason."""
        found = []
        for name, before in self._before.items():
            after = self._final(name, before)
            told = change(before, after, outlet)
            if name in self._ended and told:
                told = (IncidentClosed, self._ended[name]) if before else told
            if told:
                found.append((told[0], after, told[1]))
        # What ends another happening is told before the end of the other.
        return sorted(found, key=lambda item: item[0] is IncidentClosed)

    def _final(self, name: str, before: Incident | None) -> Incident:
        after = self._now[name].incident
        if before is None:
            return after
        if after.claims:
            return steadied(before, after)
        # Its last article took it back: the claims stay to be seen, the state says what they are.
        return msgspec.structs.replace(before, state=IncidentState.RETRACTED)

    def _assert(self, mention: Mention) -> None:
        record = self._match(mention) or self._repeated(mention.profile)
        if record:
            incident = joined(record.incident, mention, self._options.most_claims)
        else:
            denials = self._denials.about(mention.profile, mention.ref.article, self._position)
            incident = opened(mention, denials, self._name(mention))
        self._succeed(self._set(incident, record))

    def _deny(self, mention: Mention) -> None:
        record = self._match(mention)
        if record:
            self._set(joined(record.incident, mention, self._options.most_claims), record)

    def _name(self, mention: Mention) -> str:
        name = incident_id(mention)
        while self._get(name):
            name = short(name, "again")
        return name

    def _get(self, name: str) -> Record | None:
        return self._now.get(name) or self._memory.get(name)

    def _set(self, incident: Incident, known: Record | None) -> Record:
        first = known.opened if known else self._day
        record = self._memory.record(incident, first, self._day)
        if incident.id not in self._before:
            self._before[incident.id] = known.incident if known else None
        self._stand(incident.id, record)
        return record

    def _stand(self, name: str, record: Record) -> None:
        before = self._now.get(name)
        if before:
            self._fresh.drop(name, before.profile)
        self._now[name] = record
        self._fresh.put(name, record.profile)

    def _match(self, mention: Mention) -> Record | None:
        profile = mention.profile
        window = self._options.window(profile.type)
        found: list[Found] = []
        for record in self._candidates(profile):
            fit = compare(profile, record.profile, window)
            if isinstance(fit, Fit) and self._open_to(mention, record):
                found.append(Found(record, fit))
        return chosen(found, mention)

    def _candidates(self, profile: Profile) -> list[Record]:
        found = self._memory.candidates(profile)
        for name in self._fresh.find(profile):
            found[name] = self._now[name]
        return [self._now.get(name, record) for name, record in found.items()]

    def _open_to(self, mention: Mention, record: Record) -> bool:
        """Whether an incident still takes claims: not once it was taken back or outlived."""
        incident = record.incident
        if incident.state is IncidentState.RETRACTED and incident.claims:
            return any(ref.status is Status.DENIED for ref in incident.claims)
        successor = self._get(incident.superseded_by) if incident.superseded_by else None
        if successor is None:
            return True
        return mention.profile.span.last <= successor.profile.span.last + 1

    def _standing(self, profile: Profile) -> list[Record]:
        """Return the captures that stand at a place (what a crossing's last change was)."""
        keys = holding_keys(profile)
        found = [r for r in self._now.values() if set(holding_keys(r.profile)) & set(keys)]
        held = self._memory.holder(keys)
        if held and held.incident.id not in self._now:
            found.append(held)
        return [r for r in found if holds(r.incident.state) and r.profile.span.dated]

    def _repeated(self, profile: Profile) -> Record | None:
        """Return the standing capture that is told again without its date, if there is one."""
        if profile.span.exact or not profile.span.dated:
            return None
        for held in self._standing(profile):
            later = profile.span.last - held.profile.span.last
            same = held.profile.type is profile.type and not contrary(profile, held.profile)
            if same and 0 <= later <= _REPEAT_DAYS:
                return held
        return None

    def _succeed(self, new: Record) -> None:
        """Close what the new happening undid, or mark it as undone by a later one."""
        if not holds(new.incident.state) or not new.profile.span.dated:
            return
        against = [r for r in self._standing(new.profile) if contrary(new.profile, r.profile)]
        if not against:
            return
        held = max(against, key=lambda record: record.profile.span.last)
        later = new.profile.span.last - held.profile.span.last
        if 0 <= later <= self._options.supersede_days:
            self._end(held, new)
        elif -_LATE_DAYS <= later < 0:
            self._end(new, held)

    def _end(self, old: Record, new: Record) -> None:
        incident = msgspec.structs.replace(old.incident, superseded_by=new.incident.id)
        self._set(settled(incident, incident.claims), old)
        self._ended[incident.id] = words(new.profile)
