"""``rules/_PROBLEMS.txt``: the faults of a refused change, where analysts look."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import structlog

from monitor.errors import Fault

NAME = "_PROBLEMS.txt"

logger = structlog.get_logger(__name__)


def write_problems(folder: Path, faults: Sequence[Fault], now: datetime) -> None:
    """Write the faults beside the rules; a folder that cannot be written is only logged."""
    head = (
        f"{now:%Y-%m-%d %H:%M} UTC: the rules in this folder were NOT put in force.\n"
        "The last good set still is. Mend these, and save:\n\n"
    )
    text = head + "\n".join(fault.render() for fault in faults) + "\n"
    try:
        (folder / NAME).write_text(text, encoding="utf-8")
    except OSError as error:
        logger.warning("problems.not_written", error=str(error))


def clear_problems(folder: Path) -> None:
    try:
        (folder / NAME).unlink(missing_ok=True)
    except OSError as error:
        logger.warning("problems.not_cleared", error=str(error))
