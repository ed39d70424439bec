"""The rule set in force: loaded, tried, put in force as a whole or not at all."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

import msgspec
import structlog

from monitor.assembly.external import external
from monitor.assembly.problems import clear_problems, write_problems
from monitor.assembly.trials import bench_of
from monitor.errors import ConfigurationError, Fault
from monitor.eventlog.protocol import EventLog
from monitor.events.codec import decode
from monitor.events.matches import RuleSetActivated, RuleSetRejected
from monitor.events.registry import Event
from monitor.flow.ids import digest, event_id
from monitor.flow.step import Draft
from monitor.reading.reader import Reader
from monitor.reading.vocabulary_source import source_digest, vocabulary_files
from monitor.rules.known import Known
from monitor.rules.loader import Loaded, load_folder, load_texts
from monitor.rules.ruleset import EMPTY, RuleSet
from monitor.rules.trial import try_rules

VOCABULARY = "vocabulary"

logger = structlog.get_logger(__name__)


class Rulebook:
    """Holds the last good set of a folder of rules; a faulty change never replaces it."""

    def __init__(self, folder: Path, known: Known, make_reader: Callable[[], Reader]) -> None:
        self._folder = folder
        self._known = known
        self._make_reader = make_reader
        self._refused = ""
        self._vocabulary = self._vocabulary_digest()
        self.reader = make_reader()
        self.rules: RuleSet = EMPTY

    def open(self, log: EventLog, now: datetime) -> None:
        """Put the folder's rules in force; if they hold faults, the last good ones of the log.

        Raises ``ConfigurationError`` with every fault where there was never a good set.
        """
        if self.reload(log, now):
            return
        kept = last_good(log)
        if kept is None:
            raise ConfigurationError(
                "the rules hold faults, and there is no earlier set to go on with",
                faults=faults_of(self._load(), self.reader),
            )
        self.rules = load_texts(kept, self._known, root=str(self._folder)).rules
        logger.warning("rules.last_good_set_in_force", digest=self.rules.digest)

    def reload(self, log: EventLog, now: datetime) -> bool:
        """Read the folder again; return whether what it holds now is in force.

        The vocabulary below it is part of the set: a change of it makes the reader anew.
        """
        loaded, vocabulary = self._load(), self._vocabulary_digest()
        state = f"{loaded.rules.digest} {vocabulary}"
        if (loaded.rules.digest, vocabulary) == (self.rules.digest, self._vocabulary):
            return True
        if state == self._refused:
            return False
        try:
            reader = self.reader if vocabulary == self._vocabulary else self._make_reader()
            faults = faults_of(loaded, reader)
        except ConfigurationError as error:
            faults = error.faults or (Fault(file=str(self._folder), message=str(error)),)
        if faults:
            self._refuse(loaded, faults, log, now)
            self._refused = state
            return False
        self.reader, self._vocabulary = reader, vocabulary
        self._activate(loaded, log, now)
        return True

    def _vocabulary_digest(self) -> str:
        folder = self._folder / VOCABULARY
        return source_digest(vocabulary_files([folder])) if folder.is_dir() else ""

    def _load(self) -> Loaded:
        return load_folder(self._folder, self._known)

    def _activate(self, loaded: Loaded, log: EventLog, now: datetime) -> None:
        body = _packed(loaded)
        event = RuleSetActivated(
            digest=loaded.rules.digest,
            rules=tuple(rule.id for rule in loaded.rules.rules),
            reader=self.reader.digest,
            body=digest(body),
        )
        if not _in_force(log, event):
            _say(log, event, now, {digest(body): body})
        clear_problems(self._folder)
        self._refused = ""
        self.rules = loaded.rules
        logger.info("rules.activated", digest=loaded.rules.digest, rules=len(loaded.rules.rules))

    def _refuse(
        self, loaded: Loaded, faults: tuple[Fault, ...], log: EventLog, now: datetime
    ) -> None:
        event = RuleSetRejected(
            digest=loaded.rules.digest, faults=tuple(str(fault) for fault in faults)
        )
        _say(log, event, now, {})
        write_problems(self._folder, faults, now)
        logger.error("rules.rejected", digest=loaded.rules.digest, faults=len(faults))


def faults_of(loaded: Loaded, reader: Reader) -> tuple[Fault, ...]:
    """Return every fault of a set, its examples' included once it has no others."""
    if loaded.faults:
        return loaded.faults
    results = try_rules(loaded, bench_of(reader))
    return tuple(result.fault for result in results if result.fault)


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


def _in_force(log: EventLog, event: RuleSetActivated) -> bool:
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
