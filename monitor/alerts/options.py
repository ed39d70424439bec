"""What an operator may choose about the life of alerts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceWatch:
    """What is expected of a source: to be asked each ``interval``, and to bring something new.

    ``expects`` is whether its silence is worth an alert; ``expect_every`` says after how long, and
    without it the source's own rhythm does.
    """

    interval: timedelta
    expects: bool = True
    expect_every: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertsOptions:
    """``resolve_after`` holds for rules that give none.

    A resolved alert is remembered for ``remember_resolved``, so that a late denial still reaches
    those who were told. A source is alerted about after ``source_attempts`` failures in a row, or
    when it brings nothing for longer than ``sources`` says; all of them together after
    ``all_silent_after`` without anything new.
    """

    resolve_after: timedelta = timedelta(days=7)
    remember_resolved: timedelta = timedelta(days=30)
    source_attempts: int = 5
    sources: Mapping[str, SourceWatch] = field(default_factory=dict)
    all_silent_after: timedelta = timedelta(days=1)
