"""What may go wrong, told to the person who can mend it.

A ``Fault`` is a value: one mistake in one place of a user's file. Checks collect all of them.
A ``MonitorError`` ends a command: its text says what happened, its hint what to do.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One mistake of a user, with its place (lines and columns count from 1; 0 = whole file)."""

    file: str
    line: int = 0
    column: int = 0
    message: str
    hint: str = ""
    excerpt: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        text = f"{place}: {self.message}"
        return f"{text.rstrip('.')}. {self.hint}" if self.hint else text

    def render(self) -> str:
        """Text for a terminal: the fault, and the line it is about with a caret below."""
        if not self.excerpt:
            return str(self)
        caret = " " * max(self.column - 1, 0) + "^"
        return f"{self}\n    {self.excerpt}\n    {caret}"


class MonitorError(Exception):
    """A failure that a user can act on; never shown as a traceback."""

    def __init__(self, message: str, *, hint: str = "", faults: Sequence[Fault] = ()) -> None:
        super().__init__(message)
        self.hint = hint
        self.faults = tuple(faults)


class ConfigurationError(MonitorError):
    """The configuration, the rules or the vocabulary hold faults."""


class LogError(MonitorError):
    """The event log cannot be used as asked."""


class WrongExpectedVersion(LogError):  # noqa: N818  (the name event stores use)
    """Somebody else appended to the stream first."""


class IdempotencyConflict(LogError):  # noqa: N818  (the same)
    """An event id that the log already holds came again with another payload."""


class LogFull(LogError):  # noqa: N818  (the same)
    """There is no room for more; nothing of the append was stored, and it may be tried again."""


class LogBroken(LogError):  # noqa: N818  (the same)
    """The disk or the file failed. Nobody knows what a retry would do: stop, and start anew."""


class LogCorrupt(LogError):  # noqa: N818  (the same)
    """The log's bytes are not what was once written."""


class LogInUse(LogError):  # noqa: N818  (the same)
    """Another process already writes this log."""
