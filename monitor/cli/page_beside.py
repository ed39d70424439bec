"""The page beside the daemon, where the configuration wants it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from monitor.assembly.build import Built


@contextmanager
def beside(built: Built, troubles: Callable[[], tuple[str, ...]]) -> Iterator[None]:
    """Serve the page in a thread while the daemon runs; its reader is the daemon's own.

    ``troubles`` says in words why the daemon evaluates no news; nothing where it does.
    """
    settings = built.app.settings
    if not settings.web.enabled:
        yield
        return
    # The page's libraries cost memory and time: only where somebody looks.
    from monitor.cli.page import Given, page, web_options

    given = Given(reader=lambda: built.rulebook.reader, troubles=troubles)
    with page(settings, built.app.clock, web_options(settings), given) as server:
        server.start()
        yield
