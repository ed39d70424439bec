"""Tell systemd how the service does; the only importer of cysystemd.

Without ``NOTIFY_SOCKET`` (started by hand) nothing is said. The watchdog's period comes from
``WATCHDOG_USEC``, which systemd sets from ``WatchdogSec=``.
"""

import os
from datetime import timedelta

import structlog

logger = structlog.get_logger(__name__)


class Notifier:
    """READY, STATUS, WATCHDOG, RELOADING and STOPPING in words instead of assignments."""

    def __init__(self) -> None:
        self._active = "NOTIFY_SOCKET" in os.environ
        if self._active:
            self._active = _importable()

    @property
    def period(self) -> timedelta | None:
        """How often systemd wants to hear from us: half of its limit, as it recommends."""
        limit = os.environ.get("WATCHDOG_USEC", "")
        return timedelta(microseconds=int(limit) / 2) if limit.isdecimal() else None

    def ready(self, status: str) -> None:
        self._say("READY")
        self._say("STATUS", status)

    def status(self, status: str) -> None:
        self._say("STATUS", status)

    def alive(self) -> None:
        self._say("WATCHDOG")

    def stopping(self) -> None:
        self._say("STOPPING")

    def _say(self, name: str, value: str | None = None) -> None:
        if not self._active:
            return
        from cysystemd.daemon import Notification, notify  # noqa: PLC0415  (an optional extra)

        if value is None:
            notify(Notification[name])
        else:
            notify(Notification[name], value)


def _importable() -> bool:
    try:
        import cysystemd.daemon  # noqa: F401, PLC0415  (an optional extra)
    except ImportError:
        logger.warning("systemd.extra_missing", hint="install border-monitor[systemd]")
        return False
    return True
