"""The page beside the daemon, where the configuration wants it."""

from collections.abc import Iterator
from contextlib import contextmanager

from monitor.assembly.build import Built


@contextmanager
def beside(built: Built) -> Iterator[None]:
    """Serve the page in a thread while the daemon runs; its reader is the daemon's own."""
    settings = built.app.settings
    if not settings.web.enabled:
        yield
        return
    # The page's libraries cost memory and time: only where somebody looks.
    from monitor.cli.page import page, web_options

    options = web_options(settings)
    with page(settings, built.app.clock, options, reader=lambda: built.rulebook.reader) as server:
        server.start()
        yield
