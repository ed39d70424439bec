"""The processes that work ahead of this one, on the machine's second core."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from monitor.articles import second_cleaner
from monitor.articles.prepare import Prepared
from monitor.assembly.readers import VOCABULARY
from monitor.config.settings import Settings
from monitor.flow.ahead import Ahead, Trade
from monitor.reading import second_reader
from monitor.reading.second_reader import Claims

CLEANER, READER = "monitor.articles.second_cleaner", "monitor.reading.second_reader"
Process = Callable[[], "subprocess.Popen[bytes]"]
Cleaning = Ahead[second_cleaner.Task, Prepared]
Reading = Ahead[second_reader.Task, Claims]


def process_of(module: str) -> Process:
    """Return what starts a module of ours as a process that is asked over its input."""
    root = Path(__file__).resolve().parents[2]

    def start() -> "subprocess.Popen[bytes]":
        return subprocess.Popen(  # noqa: S603  (a module of ours)
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=root,
            env={"PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8"},
        )

    return start


def cleaning() -> Cleaning:
    """Return what cleans texts beside this process."""
    setting = second_cleaner.Setting()
    start = process_of(CLEANER)
    # A burst of some hundred is cleaned before another process has begun.
    return Ahead(Trade(start=start, setting=setting, result=Prepared, worth=256, at_once=16))


def reading(settings: Settings) -> Reading:
    """Return what reads beside this process, made of the same folders."""
    setting = second_reader.Setting(
        vocabulary=(str(settings.rules / VOCABULARY),),
        places=(str(settings.places),) if settings.places else (),
        kept_in=str(settings.state),
    )
    return Ahead(Trade(start=process_of(READER), setting=setting, result=Claims))
