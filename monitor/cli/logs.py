"""Log lines: for people on a terminal, JSON for the journal."""

import logging
import sys


def configure(level: str) -> None:
    """Send log lines of a level and above to stderr; quiet the libraries that chatter."""
    import structlog

    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.dev.ConsoleRenderer()
            if sys.stderr.isatty()
            else structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    for name in ("httpx2", "httpcore2", "apscheduler", "watchfiles", "trafilatura"):
        logging.getLogger(name).setLevel(logging.ERROR)
