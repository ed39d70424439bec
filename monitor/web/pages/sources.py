"""Sources: does each answer, how often does it bring something, and what went wrong, in words."""

from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from monitor.views.source_health import SourceRow, refusals, sources
from monitor.web.queries.sources import SHOWN_DAYS, cadence
from monitor.web.services import SourcePlan
from monitor.web.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """A source as configured (None: it no longer is), as it did, and its last days."""

    name: str
    plan: SourcePlan | None
    row: SourceRow | None
    days: tuple[int, ...]

    @property
    def state(self) -> str:
        if self.plan is None:
            return "gone"
        return self.row.state if self.row else "unknown"

    @property
    def bars(self) -> str:
        """Return the days as bars: the path of a picture 140 wide and 28 high."""
        tallest = max((*self.days, 1))
        tops = (round(27 - 26 * count / tallest, 1) for count in self.days)
        return "".join(f"M{at * 10 + 1} 28V{top:g}h8V28z" for at, top in enumerate(tops))


def routes(site: Site) -> list[Route]:
    return [Route("/sources", partial(many, site))]


def views(site: Site) -> list[SourceView]:
    """Return all sources, configured or once seen; the failing ones first."""
    rows = site.services.rows
    seen = {row.source: row for row in sources(rows)}
    plans = {plan.name: plan for plan in site.services.sources()}
    days = cadence(rows, site.services.clock.now().date())
    found = [
        SourceView(
            name=name,
            plan=plans.get(name) or (None if plans else _unplanned(name)),
            row=seen.get(name),
            days=tuple(days.get(name, [0] * SHOWN_DAYS)),
        )
        for name in {**seen, **plans}
    ]
    order = {"failing": 0, "unknown": 1, "ok": 2, "gone": 3}
    return sorted(found, key=lambda view: (order.get(view.state, 1), view.name))


def _unplanned(name: str) -> SourcePlan:
    """Where no configuration is at hand, every source seen counts as one of it."""
    return SourcePlan(name=name, kind="", address="", every=0)


def many(site: Site, request: Request) -> Response:
    return site.page(
        request,
        "sources.html.j2",
        sources=views(site),
        refusals=refusals(site.services.rows, limit=20),
    )
