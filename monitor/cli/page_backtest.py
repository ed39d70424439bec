"""What a draft would have done to the log: ``monitor backtest --diff``, told to the page."""

from collections.abc import Iterator
from datetime import datetime

from monitor.alerts.options import AlertsOptions
from monitor.cli.backtest import as_if_stable
from monitor.cli.backtest_past import Past
from monitor.cli.backtest_run import Difference, Seen, difference
from monitor.eventlog.protocol import EventLog
from monitor.rules.ruleset.rules import RuleSet
from monitor.views.article_queries import claims_in
from monitor.views.view import Rows
from monitor.web import services


def tried_on_the_log(
    log: EventLog,
    rows: Rows,
    sets: tuple[RuleSet, RuleSet],
    since: datetime | None,
    alerts: AlertsOptions,
) -> services.Backtest:
    """Return the alerts of the rules before and after an edit, over the log since a moment."""
    past = Past(log)
    candidates = past.candidates([as_if_stable(rules) for rules in sets], since, alerts)
    for _ in past.run(candidates, since):
        pass
    old, new = (candidate.finish() for candidate in candidates)
    return services.Backtest(
        before=len(old.alerts),
        after=len(new.alerts),
        articles=_articles(rows, since),
        differences=tuple(_differences(difference(old, new), rows)),
    )


def _articles(rows: Rows, since: datetime | None) -> int:
    first = since.isoformat()[:10] if since else ""
    sql = "SELECT count(*) FROM article WHERE claims IS NOT NULL AND arrived_at >= ?"
    return int(next(rows.run(sql, (first,)))[0])


def _differences(found: Difference, rows: Rows) -> Iterator[services.Difference]:
    for seen in found.added:
        yield _told("+", seen, rows)
    for seen in found.lost:
        yield _told("-", seen, rows)
    for was, now in found.changed:
        yield _told("~", now, rows, f"was {was.level}")


def _told(mark: str, seen: Seen, rows: Rows, note: str = "") -> services.Difference:
    news = [claim for claim in claims_in(rows, seen.article) if claim.is_news]
    proof = (claim.evidence for claim in news if seen.place in (None, claim.place))
    return services.Difference(
        mark=mark,
        rule=seen.rule,
        level=seen.level,
        title=seen.subject,
        at=seen.time.isoformat(),
        article=seen.article,
        evidence=next(proof, ""),
        note=note,
    )
