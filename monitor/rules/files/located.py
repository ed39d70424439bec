"""A part of a file that knows how to tell faults about itself."""

from dataclasses import dataclass

from monitor.errors import Fault
from monitor.rules.files.nodes import Node, Path, find
from monitor.rules.files.parsed import Parsed


@dataclass(frozen=True, slots=True)
class Located:
    """A document of a file."""

    parsed: Parsed
    node: Node

    def fault(self, path: Path, message: str, hint: str = "", *, key: bool = False) -> Fault:
        """Return a fault at a path below this document (at its last key, if ``key``)."""
        return self.parsed.fault(find(self.node, path, key=key), message, hint)
