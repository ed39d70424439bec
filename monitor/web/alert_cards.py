"""An alert as a card: what the board holds, with the proof in its sentence."""

from collections.abc import Mapping
from dataclasses import dataclass

from monitor.views.alert_queries import AlertRow
from monitor.views.article_queries import article
from monitor.views.view import Rows
from monitor.web.texts import Quote, calm, one_line, quote
from monitor.web.words import country


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertCard:
    """One alert to be drawn."""

    row: AlertRow
    heading: str
    place: str
    proof: Quote
    said_by: str
    denied_by: str

    @property
    def id(self) -> str:
        return self.row.alert


def card(rows: Rows, row: AlertRow, names: Mapping[str, str]) -> AlertCard:
    """Return an alert as a card; ``names`` are those of countries by code."""
    match = row.match
    province = match.province if match.province != match.place else None
    named = [match.place, province, country(match.country, names)]
    return AlertCard(
        row=row,
        heading=one_line(match.subject or match.title, 200),
        place=", ".join(part for part in named if part) or (match.border or ""),
        proof=_proof(rows, row),
        said_by=match.attribution.who if match.attribution else "",
        denied_by=match.denied_by.who if match.denied_by else "",
    )


def _proof(rows: Rows, row: AlertRow) -> Quote:
    """Return the evidence within its sentence: as people were told, else as the article reads."""
    match = row.match
    before, found, after = match.sentence.partition(match.evidence)
    if found and match.evidence:
        return Quote(*map(calm, (before, found, after)))
    if match.in_title:
        return quote(match.title, match.span, match.evidence)
    told = article(rows, match.article)
    body = rows.body(told.body) if told and told.body else None
    return quote((body or b"").decode("utf-8", "replace"), match.span, match.evidence)
