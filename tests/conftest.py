import sys

import pytest
import structlog


@pytest.fixture(autouse=True)
def logging_as_it_was():
    """Undo what a command set up: log lines must not go to a stream that is closed by then.

    Nor into what the next test reads: a thread that one left behind may still have a line to say.
    """
    _log_aside()
    yield
    structlog.reset_defaults()
    _log_aside()


def _log_aside() -> None:
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(file=sys.__stderr__))
