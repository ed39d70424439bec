"""What an operator may choose about the life of alerts."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertsOptions:
    """``resolve_after`` holds for rules that give none.

    A resolved alert is remembered for ``remember_resolved``, so that a late denial still reaches
    those who were told. A source is alerted about after ``source_attempts`` failures in a row.
    """

    resolve_after: timedelta = timedelta(days=7)
    remember_resolved: timedelta = timedelta(days=30)
    source_attempts: int = 5
