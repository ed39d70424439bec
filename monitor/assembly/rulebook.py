"""The rule set in force: loaded, tried, put in force as a whole or not at all."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

import msgspec
import structlog

from monitor.assembly.external import external
from monitor.assembly.readers import VOCABULARY
from monitor.assembly.trials import bench_of
from monitor.errors import ConfigurationError, Fault
from monitor.eventlog.protocol import EventLog
from monitor.events.codec import decode
from monitor.events.matches import RuleSetActivated, RuleSetRejected
from monitor.events.registry import Event
from monitor.flow.ids import digest, event_id
from monitor.flow.step import Draft
from monitor.incidents.options import IncidentOptions
from monitor.reading.reader import Reader
from monitor.reading.vocabulary.source import source_digest, vocabulary_files
from monitor.rules.conditions.known import Known
from monitor.rules.loader import Loaded, load_texts
from monitor.rules.reload import Activated, Rejected, problems_text, reload, write_problems
from monitor.rules.ruleset.rules import EMPTY, RuleSet

logger = structlog.get_logger(__name__)


class Rulebook:
    """Holds the last good set of a folder of rules; a faulty change never replaces it.

    The vocabulary below the folder is part of the set: a change of it makes the reader anew.
    """

    def __init__(
        self,
        folder: Path,
        known: Known,
        make_reader: Callable[[], Reader],
        incidents: IncidentOptions | None = None,
    ) -> None:
        self._folder = folder
        self._known = known
        self._make_reader = make_reader
        self._incidents = incidents
        self._refused: tuple[str, str] | None = None
        self._in_force: Loaded | None = None
        self._since = "the start"
        self._vocabulary = self._vocabulary_digest()
        self.reader = make_reader()

    @property
    def rules(self) -> RuleSet:
        return self._in_force.rules if self._in_force else EMPTY

    def open(self, log: EventLog, now: datetime) -> None:
        """Put the folder's rules in force; if they hold faults, the last good ones of the log.

        Raises ``ConfigurationError`` with every fault where there was never a good set.
        """
        faults = self.reload(log, now)
        if not faults:
            return
        kept = last_good(log)
        if kept is None:
            raise ConfigurationError(
                "the rules hold faults, and there is no earlier set to go on with", faults=faults
            )
        self._in_force = load_texts(kept, self._known, root=str(self._folder))
        logger.warning("rules.last_good_set_in_force", digest=self.rules.digest)

    def reload(self, log: EventLog, now: datetime) -> tuple[Fault, ...]:
        """Read the folder again; put what it holds in force, or return why not."""
        vocabulary = self._vocabulary_digest()
        try:
            reader = self.reader if vocabulary == self._vocabulary else self._make_reader()
        except ConfigurationError as error:
            faults = error.faults or (Fault(file=str(self._folder), message=str(error)),)
            words = tuple(str(fault) for fault in faults)
            event = RuleSetRejected(digest=self.rules.digest, faults=words)
            self._refuse(Rejected(faults=faults, event=event), vocabulary, log, now)
            return faults
        found = reload(
            self._in_force if reader is self.reader else None,
            self._folder,
            known=self._known,
            bench=bench_of(reader, self._incidents),
            reader=reader.digest,
        )
        if isinstance(found, Rejected):
            self._refuse(found, vocabulary, log, now)
            return found.faults
        self.reader, self._vocabulary = reader, vocabulary
        self._activate(found, log, now)
        return ()

    def _vocabulary_digest(self) -> str:
        folder = self._folder / VOCABULARY
        return source_digest(vocabulary_files([folder])) if folder.is_dir() else ""

    def _activate(self, found: Activated, log: EventLog, now: datetime) -> None:
        body = _packed(found.loaded)
        event = msgspec.structs.replace(found.event, body=digest(body))
        if not _is_last(log, event):
            _say(log, event, now, {digest(body): body})
            self._since = f"{now:%Y-%m-%d %H:%M} UTC"
            logger.info("rules.activated", digest=event.digest, rules=len(event.rules))
        write_problems(self._folder, None)
        self._refused = None
        self._in_force = found.loaded

    def _refuse(self, found: Rejected, vocabulary: str, log: EventLog, now: datetime) -> None:
        state = (found.event.digest, vocabulary)
        if state == self._refused:
            return
        self._refused = state
        _say(log, found.event, now, {})
        write_problems(self._folder, problems_text(found, self._since))
        logger.error("rules.rejected", digest=found.event.digest, faults=len(found.faults))


def _say(log: EventLog, event: Event, now: datetime, bodies: Mapping[str, bytes]) -> None:
    draft = Draft(event=event, subject="ruleset")
    name = event_id(event.TYPE, now.isoformat())
    log.append([external(draft, name, now)], bodies=bodies)


def _packed(loaded: Loaded) -> bytes:
    held = {name: "\n".join(each.lines) for name, each in loaded.parsed.items()}
    return msgspec.json.encode(held, order="deterministic")


def _latest(log: EventLog, kind: str) -> RuleSetActivated | None:
    found = [recorded for recorded in log.read_stream("ruleset") if recorded.type == kind]
    return decode(found[-1]).data if found else None  # type: ignore[return-value]


def _is_last(log: EventLog, event: RuleSetActivated) -> bool:
    stream = log.read_stream("ruleset")
    return bool(stream) and decode(stream[-1]).data == event


def last_good(log: EventLog) -> dict[str, bytes] | None:
    """Return the files of the last set that came into force, as the log keeps them."""
    activated = _latest(log, RuleSetActivated.TYPE)
    body = log.body(activated.body) if activated else None
    if body is None:
        return None
    held = msgspec.json.decode(body, type=dict[str, str])
    return {name: text.encode() for name, text in held.items()}
