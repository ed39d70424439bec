"""Whether anything new is taken in: not while the disk is full, so that alerts can go on."""

from collections.abc import Mapping, Sequence

from monitor.errors import LogFull
from monitor.eventlog.passing import PassingLog
from monitor.eventlog.protocol import Checkpoint, EventLog, Expected
from monitor.eventlog.reserve import Reserve
from monitor.events.envelope import NewEvent, Recorded
from monitor.events.operations import IntakePaused, IntakeResumed
from monitor.events.registry import Event

STREAM = "intake"
REASON = "the disk is full"


class IntakeLog(PassingLog):
    """The log as the sources see it: closed from the moment on at which the disk was full."""

    def __init__(self, log: EventLog, reserve: Reserve) -> None:
        super().__init__(log)
        self._reserve = reserve

    def append(
        self,
        events: Sequence[NewEvent],
        *,
        expected: Sequence[Expected] = (),
        checkpoint: Checkpoint | None = None,
        bodies: Mapping[str, bytes] | None = None,
    ) -> list[Recorded]:
        if not self._reserve.held:
            raise LogFull(f"nothing is taken in: {REASON}", hint="Make room; it goes on by itself.")
        try:
            return super().append(events, expected=expected, checkpoint=checkpoint, bodies=bodies)
        except LogFull:
            self._reserve.release()
            raise


class Intake:
    """Opens and closes the intake with the room on the disk, and says so once."""

    def __init__(self, log: EventLog, reserve: Reserve) -> None:
        self._reserve = reserve
        told = log.read_stream(STREAM)
        self._paused = bool(told) and told[-1].type == IntakePaused.TYPE

    @property
    def paused(self) -> bool:
        return self._paused

    def make_room(self) -> bool:
        """Give the log the room kept back, and take nothing in; tell whether there was any."""
        return self._reserve.release()

    def news(self) -> Event | None:
        """Return what is to be said: that the intake pauses, or that it goes on."""
        paused = not self._reserve.renew()
        if paused == self._paused:
            return None
        return IntakePaused(reason=REASON) if paused else IntakeResumed()

    def told(self, news: Event) -> None:
        """Take note that it was said: what the log refused is said again."""
        self._paused = isinstance(news, IntakePaused)
