"""A remark of the checks: a fault, or a mild one that stops nothing."""

from dataclasses import dataclass

from monitor.errors import Fault
from monitor.rules.files.located import Located
from monitor.rules.files.nodes import Path


@dataclass(frozen=True, slots=True)
class Note:
    fault: Fault
    mild: bool = False


def fault(located: Located, path: Path, message: str, hint: str = "", *, key: bool = False) -> Note:
    """Return a note that makes the rule set unusable."""
    return Note(located.fault(path, message, hint, key=key))


def warning(located: Located, path: Path, message: str, hint: str = "") -> Note:
    """Return a note that is told, and stops nothing."""
    return Note(located.fault(path, message, hint), mild=True)
