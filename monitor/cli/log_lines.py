"""Lines for ``monitor log``: selection, one line of text an event, faults of bodies."""

import json
from collections.abc import Iterator, Sequence

from monitor.eventlog.protocol import EventLog
from monitor.events.envelope import Recorded, moment
from monitor.flow.ids import digest
from monitor.flow.replay import walk

WIDTH = 120
WITH_BODY = ("article.received", "article.accepted", "article.revised")


def selected(
    log: EventLog, types: Sequence[str] | None, subject: str | None, after: int
) -> Iterator[Recorded]:
    """Yield the events that were asked for, in order."""
    if subject is None:
        yield from walk(log, after=after, types=types or None)
        return
    for recorded in log.read_stream(subject):
        if recorded.position > after and (not types or recorded.type in types):
            yield recorded


def text_line(recorded: Recorded) -> str:
    """Return position, moment, type, stream and the start of the data."""
    when = moment(recorded.recorded_at).strftime("%Y-%m-%d %H:%M:%S")
    data = json.dumps(json.loads(recorded.data), ensure_ascii=False)
    cut = data if len(data) <= WIDTH else data[: WIDTH - 1] + "…"
    return f"{recorded.position:>8} {when} {recorded.type:22} {recorded.subject:28} {cut}"


def bodies_at_fault(log: EventLog) -> Iterator[str]:
    """Yield what is wrong with stored texts; a purged text is no fault."""
    for recorded in walk(log, types=WITH_BODY):
        name = json.loads(recorded.data)["body"]
        body = log.body(name)
        if body is not None and digest(body) != name:
            yield f"the text of event {recorded.position} ({recorded.subject}) was changed"
