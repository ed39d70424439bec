"""How the daemon does, asked from another process: is news being evaluated, and if not, why."""

from pathlib import Path

from monitor.assembly.orders import Reply, Request
from monitor.daemon.control import ask
from monitor.errors import MonitorError

HEALTH = "health"
PATIENCE = 3.0  # seconds; it answers at once, or something is wrong
NOBODY = "no monitor is running on this log, so nothing new is read (`monitor run` starts it)"


def answer(troubles: tuple[str, ...]) -> Reply:
    """Return what the daemon says of itself."""
    if troubles:
        return Reply(error="; ".join(troubles))
    return Reply(message="news is being evaluated")


def ask_troubles(state: Path) -> tuple[str, ...]:
    """Return why the daemon of a state directory evaluates no news; nothing where it does."""
    try:
        reply = ask(state, Request(verb=HEALTH, arguments={}), patience=PATIENCE)
    except MonitorError as error:
        return (str(error),)
    if reply is None:
        return (NOBODY,)
    return (reply.error,) if reply.error else ()
