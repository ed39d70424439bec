"""The page's numbers in Prometheus' format, read from the views whenever somebody asks."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import partial

from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from monitor.web.moments import moment_of
from monitor.web.pulse import problems_of
from monitor.web.queries.health import Counts, counts, lag, position
from monitor.web.services import Services
from monitor.web.site import Site

KEPT_FOR = timedelta(seconds=10)


class Numbers(Collector):
    """Collects when scraped: no counter of its own can drift from the log."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._kept: tuple[datetime, Counts] | None = None

    def collect(self) -> Iterable[Metric]:
        services = self._services
        now = services.clock.now()
        found = self._counts(now)
        yield _by(("level", "state"), "monitor_alerts", "Alerts", found.alerts)
        yield _by_state("monitor_deliveries", "Deliveries", found.deliveries)
        yield _by_state("monitor_sources", "Sources", found.sources)
        yield _by_state("monitor_articles", "Articles", found.articles)
        yield _by_state("monitor_incidents", "Incidents", found.incidents)
        head = services.log.head().position
        yield _one("monitor_log_position", "Position of the last event", head)
        read = position(services.rows)
        yield _one("monitor_views_position", "Position up to which the views read", read)
        seconds = lag(services.rows, services.log, now).total_seconds()
        yield _one("monitor_views_lag_seconds", "How long an event waits for the views", seconds)
        newest = moment_of(found.newest_article)
        if newest:
            age = (now - newest).total_seconds()
            yield _one("monitor_newest_article_age_seconds", "Age of the last article", age)
        evaluating = float(not problems_of(services))
        yield _one("monitor_evaluating", "1 while news is being evaluated", evaluating)

    def _counts(self, now: datetime) -> Counts:
        """Return the counts, at most some seconds old: they look at every article there is."""
        if self._kept is None or not timedelta() <= now - self._kept[0] < KEPT_FOR:
            self._kept = (now, counts(self._services.rows))
        return self._kept[1]


def _by(
    labels: tuple[str, ...], name: str, help_: str, values: Mapping[tuple[str, ...], int]
) -> Metric:
    family = GaugeMetricFamily(name, f"{help_} by {' and '.join(labels)}", labels=labels)
    for key, value in sorted(values.items()):
        family.add_metric(key, value)
    return family


def _by_state(name: str, help_: str, values: dict[str, int]) -> Metric:
    return _by(("state",), name, help_, {(state,): value for state, value in values.items()})


def _one(name: str, help_: str, value: float) -> Metric:
    return GaugeMetricFamily(name, help_, value=value)


def routes(site: Site) -> list[Route]:
    registry = CollectorRegistry()
    registry.register(Numbers(site.services))
    return [
        Route("/metrics", partial(metrics, registry)),
        Route("/healthz", partial(healthz, site)),
    ]


def metrics(registry: CollectorRegistry, _: Request) -> Response:
    return Response(generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_LATEST})


def healthz(site: Site, _: Request) -> Response:
    """200 while news is evaluated and shown; else 503, with the reasons in words."""
    problems = problems_of(site.services)
    status = {"evaluating": not problems, "problems": problems}
    return JSONResponse(status, status_code=503 if problems else 200)
