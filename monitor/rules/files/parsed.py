"""What a file's YAML came to: its documents, and what is wrong with it."""

from dataclasses import dataclass, field

from monitor.errors import Fault
from monitor.rules.files.nodes import Mark, Node


@dataclass(slots=True)
class Parsed:
    """The documents of one file, and what is wrong with its YAML.

    ``unfinished``: something is not in the tree because it could not be read; what the tree lacks
    may well stand in the file.
    """

    file: str
    lines: list[str]
    documents: list[Node] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    data_digest: str = ""
    unfinished: bool = False

    def fault(self, mark: Mark, message: str, hint: str = "") -> Fault:
        """Return a fault at a place of this file, with the line it is about."""
        excerpt = self.lines[mark.line - 1] if 0 < mark.line <= len(self.lines) else ""
        return Fault(
            file=self.file,
            line=mark.line,
            column=mark.column,
            message=message,
            hint=hint,
            excerpt=excerpt,
        )
