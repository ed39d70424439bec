"""Whether what the page shows is the news of now: asked anew for machines, kept for people."""

from monitor.web.queries.health import PATIENCE, lag
from monitor.web.services import Services


def problems_of(services: Services) -> tuple[str, ...]:
    """Return in words why news is not being evaluated, or does not reach the page."""
    found = services.health().problems
    waited = lag(services.rows, services.log, services.clock.now())
    if waited > PATIENCE:
        late = f"an event has been waiting {waited.total_seconds():.0f} s for the views"
        found = (*found, late)
    return found


class Pulse:
    """The last answer, which every page shows without asking the monitor each time."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.problems: tuple[str, ...] = ()

    def feel(self) -> bool:
        """Ask anew; tell whether the answer is another one."""
        before, self.problems = self.problems, problems_of(self._services)
        return bool(before) != bool(self.problems)
