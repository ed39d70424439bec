"""``--format``: what a command can print, said in one way by all of them."""

from enum import StrEnum
from typing import Annotated

import typer

_FORMAT = typer.Option("--format", "-f", help="How to print it.")


class Form(StrEnum):
    """How a command prints what it found."""

    TEXT = "text"
    JSON = "json"


class LineForm(StrEnum):
    """Also one JSON object a line, for what may be long."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"


class TableForm(StrEnum):
    """Also what a spreadsheet reads."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


class LogForm(StrEnum):
    """Events are printed one a line, never as one array."""

    TEXT = "text"
    JSONL = "jsonl"


AnyForm = Annotated[Form, _FORMAT]
AnyLineForm = Annotated[LineForm, _FORMAT]
AnyTableForm = Annotated[TableForm, _FORMAT]
AnyLogForm = Annotated[LogForm, _FORMAT]
