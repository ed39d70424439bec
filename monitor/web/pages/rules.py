"""Rules: each in words with its record; and a pane that tries a draft before it is saved."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from monitor.errors import MonitorError
from monitor.web.forms import Form, own_form
from monitor.web.moments import day_of, machine
from monitor.web.queries.alerts import RuleRecord, rule_records
from monitor.web.services import RuleCard
from monitor.web.site import Site, chosen, wants_fragment

MONTH = timedelta(days=30)
MOST_DIFFERENCES = 200
STARTER = """\
title: District near the border falls
id: my-first-rule
status: test
level: high
when:
  claim: territory-captured
  place: {near: AF-TJ, within_km: 50}
unless:
  regained: {actor: {side: state}}
alert:
  one_per: place
examples:
  fires:
    - text: "Taliban fighters captured Imam Sahib district in Kunduz on Thursday."
  quiet:
    - text: "Sangin district in Helmand fell to the Taliban."
      because: place
"""
_UNHEARD = {"fired": 0, "recent": 0, "last": "", "true": 0, "false": 0, "suppressed": 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleView:
    """A rule with its record; ``loud`` where it raises more than its budget allows."""

    card: RuleCard
    record: RuleRecord

    @property
    def loud(self) -> bool:
        budget = self.card.budget_per_month
        return budget is not None and self.record.recent > budget

    @property
    def failing(self) -> int:
        return sum(not example.passed for example in self.card.examples)


def routes(site: Site) -> list[Route]:
    return [
        Route("/rules", partial(many, site)),
        Route("/rules/draft", partial(draft, site)),
        Route("/rules/draft", partial(try_draft, site), methods=["POST"]),
        Route("/rules/{rule}", partial(one, site)),
    ]


def views(site: Site) -> list[RuleView]:
    since = machine(site.services.clock.now() - MONTH)
    records = rule_records(site.services.rows, since)
    return [
        RuleView(card=card, record=records.get(card.id) or RuleRecord(rule=card.id, **_UNHEARD))  # type: ignore[arg-type]
        for card in site.services.rulebook().rules
    ]


def many(site: Site, request: Request) -> Response:
    book = site.services.rulebook()
    return site.page(request, "rules.html.j2", book=book, rules=views(site), can_try=_can_try(site))


def one(site: Site, request: Request) -> Response:
    name = request.path_params["rule"]
    found = next((view for view in views(site) if view.card.id == name), None)
    if found is None:
        raise HTTPException(404, f"There is no rule {name[:40]!r} in force.")
    return site.page(request, "rule.html.j2", view=found, can_try=_can_try(site))


def _can_try(site: Site) -> bool:
    return site.services.check_draft is not None


def draft(site: Site, request: Request) -> Response:
    """Show the pane, with a rule to begin from."""
    if not _can_try(site):
        raise HTTPException(404, "Drafts cannot be tried here.")
    name = chosen(request.query_params, "rule")
    card = next((c for c in site.services.rulebook().rules if c.id == name), None)
    text = card.source if card else STARTER
    return site.page(request, "draft.html.j2", text=text, rule=card, since="", **_untried(site))


def _untried(site: Site) -> dict[str, Any]:
    return {
        "check": None,
        "backtest": None,
        "can_backtest": site.services.backtest is not None,
        "most": MOST_DIFFERENCES,
    }


async def try_draft(site: Site, request: Request) -> Response:
    """Check a draft and run its examples; with the other button, against the log as well."""
    form = await own_form(request, site.seal)
    return await run_in_threadpool(_tried, site, request, form)


def _tried(site: Site, request: Request, form: Form) -> Response:
    if site.services.check_draft is None:
        raise HTTPException(404, "Drafts cannot be tried here.")
    text, since = form.long_text("draft"), form.text("since", 10)
    context = _untried(site) | {"text": text, "rule": None, "since": since}
    try:
        context["check"] = site.services.check_draft(text)
        if (
            form.text("verb") == "backtest"
            and site.services.backtest
            and not context["check"].faults
        ):
            day = day_of(since)
            context["backtest"] = site.services.backtest(text, day.isoformat() if day else "")
    except MonitorError as error:
        raise HTTPException(422, f"{error} {error.hint}".strip()) from error
    if wants_fragment(request):
        return Response(site.fragment(request, "_tried.html.j2", **context), media_type="text/html")
    return site.page(request, "draft.html.j2", **context)
