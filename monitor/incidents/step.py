"""The step: articles read, in; what became of incidents, out."""

from collections.abc import Sequence
from typing import Any

import msgspec

from monitor.events.envelope import Envelope
from monitor.events.incidents import IncidentChanged
from monitor.events.readings import ArticleRead
from monitor.flow.step import Bodies, Draft
from monitor.incidents.dating import arrival_day
from monitor.incidents.denials import Denials, Heard
from monitor.incidents.desk import Desk
from monitor.incidents.memory import Kept, Memory
from monitor.incidents.options import IncidentOptions
from monitor.incidents.profile import mention_of

_CHANGES = frozenset(
    {
        "incident.opened",
        "incident.corroborated",
        "incident.disputed",
        "incident.amended",
        "incident.closed",
    }
)


class _Snapshot(msgspec.Struct, frozen=True):
    incidents: list[Kept]
    denials: list[Heard]


class IncidentsStep:
    """Merges claims into incidents. Pure: its memory is a fold of the log."""

    name = "incidents"
    version = 1
    memory_version = "1"
    consumes = frozenset({"article.read"})
    remembers = _CHANGES | {"article.read"}

    def __init__(self, options: IncidentOptions | None = None) -> None:
        self._options = options or IncidentOptions()
        self._memory = Memory(self._options)
        self._denials = Denials(self._options)

    def remember(self, envelope: Envelope[Any]) -> None:
        day = arrival_day(envelope.time)
        if isinstance(envelope.data, IncidentChanged):
            self._memory.keep(envelope.data.incident, day)
        elif isinstance(envelope.data, ArticleRead):
            self._denials.hear(envelope.position, day, envelope.data)

    def handle(self, envelope: Envelope[Any], bodies: Bodies) -> Sequence[Draft]:  # noqa: ARG002
        article: ArticleRead = envelope.data
        if not article.claims and not self._memory.of_article(article.article):
            return []
        day = arrival_day(envelope.time)
        desk = Desk(self._memory, self._denials, self._options, position=envelope.position, day=day)
        mentions = [
            mention_of(article, index, day, self._options.window(claim.type))
            for index, claim in enumerate(article.claims)
        ]
        desk.take(article.article, mentions)
        return [
            Draft(
                event=event(
                    incident=incident,
                    article=article.article,
                    reason=reason,
                    backlog=article.backlog,
                ),
                subject=f"incident/{incident.id}",
            )
            for event, incident, reason in desk.changes(article.outlet or article.source)
        ]

    def dump(self) -> bytes:
        snapshot = _Snapshot(incidents=self._memory.dump(), denials=self._denials.dump())
        return msgspec.msgpack.encode(snapshot)

    def load(self, state: bytes) -> None:
        snapshot = msgspec.msgpack.decode(state, type=_Snapshot)
        memory, denials = Memory(self._options), Denials(self._options)
        memory.load(snapshot.incidents)
        denials.load(snapshot.denials)
        self._memory, self._denials = memory, denials
