"""Prints alerts to the terminal with rich: the transport where no destination is configured."""

import threading
from typing import IO

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from monitor.delivery.options import Destination
from monitor.delivery.transport import Failed, Outcome, Outgoing, Sent

COLOURS = {
    "critical": "bold white on red",
    "high": "bold red",
    "medium": "bold yellow",
    "low": "bold blue",
    "informational": "bold",
}
LOUD = ("Evidence", "Changed", "Denied by")
LABEL = 11  # the width of the labels in templates/terminal.txt.j2


class TerminalTransport:
    """Prints each message as a panel. Text is never read as markup."""

    def __init__(self, file: IO[str] | None = None, *, width: int | None = None) -> None:
        self._console = Console(file=file, width=width, highlight=False, soft_wrap=False)
        self._lock = threading.Lock()

    def send(self, destination: Destination, message: Outgoing) -> Outcome:  # noqa: ARG002
        style = COLOURS.get(message.level, "bold")
        panel = Panel(
            _body(message.text),
            title=Text(message.subject, style=style),
            title_align="left",
            border_style=style.removeprefix("bold ").partition(" on ")[0] or "none",
        )
        try:
            with self._lock:
                self._console.print(panel)
        except OSError as error:
            return Failed(reason=f"the terminal cannot be written: {error.strerror}")
        return Sent()

    def close(self) -> None:
        """Nothing is held open."""


def _body(text: str) -> Table:
    """Return labelled lines as two columns, so that long ones wrap below themselves."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for line in text.rstrip().splitlines():
        label, value = line[:LABEL].strip(), line[LABEL:]
        if line[LABEL - 1 : LABEL].strip() or (not label and not value):
            label, value = "", line
        style = "bold" if label in LOUD else ""
        grid.add_row(Text(label, style="dim"), Text(value, style=style))
    return grid
