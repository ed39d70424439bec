"""From a verdict to the match that goes into the log."""

from collections.abc import Callable
from datetime import datetime

import msgspec

from monitor.events.matches import RuleMatched
from monitor.events.values import Attribution, Claim, Level, Status
from monitor.rules.conditions.subject import Subject
from monitor.rules.conditions.text_found import Quote, found_in_text
from monitor.rules.deciding.fingerprints import fingerprint
from monitor.rules.deciding.judge import Verdict
from monitor.rules.format.schema import RuleStatus
from monitor.rules.format.templates import fields_in, filled
from monitor.rules.ruleset.rules import CompiledRule


class Circumstances(msgspec.Struct, frozen=True, kw_only=True):
    """What the match has beside the verdict: where it comes from and what the memory added."""

    change: str
    happened: datetime
    level: Level
    why: tuple[str, ...] = ()
    fingerprint: str | None = None
    sources: tuple[str, ...] | None = None
    in_words: bool = True
    reason: str = ""


def matched(
    rule: CompiledRule, subject: Subject, verdict: Verdict, around: Circumstances
) -> RuleMatched:
    """Return the event of a rule that holds."""
    quote = _quote(rule, subject)
    claim, origin = subject.claim, subject.origin
    border = _border(rule, subject)
    sources = around.sources if around.sources is not None else subject.sources
    values = _of_claim(claim, quote)
    return RuleMatched(
        rule=rule.id,
        rule_digest=rule.digest,
        fingerprint=around.fingerprint or fingerprint(rule, subject, quote.names),
        change=around.change,
        level=around.level,
        title=rule.rule.title,
        subject=_heading(_About(rule, subject, border, sources, values)),
        article=origin.article,
        source=origin.source,
        outlet=origin.outlet,
        evidence=quote.text,
        incident=subject.incident.id if subject.incident else None,
        state=str(subject.incident.state) if subject.incident else None,
        type=str(claim.type) if claim else None,
        place=values["place"],
        place_id=claim.place_id if claim else None,
        province=values["province"],
        country=values["country"],
        border=border,
        border_km=subject.km_to(border) if border else None,
        actor=values["actor"],
        actor_class=str(claim.actor_class) if claim else None,
        origin=values["from"],
        to=values["to"],
        count=subject.count,
        killed=subject.killed,
        when=(subject.incident and subject.incident.when) or (claim.when if claim else None),
        published=origin.published,
        url=origin.url,
        span=quote.span,
        in_title=quote.in_title,
        sentence=_sentence(subject, quote) if around.in_words else "",
        attribution=claim.attribution if claim else None,
        denied_by=_denied_by(subject),
        sources=sources,
        notify=rule.rule.alert.notify,
        repeat_every=rule.rule.alert.repeat_every,
        resolve_after=rule.rule.alert.resolve_after,
        silent=rule.rule.status is RuleStatus.TEST,
        why=(*verdict.why, *around.why),
        wire=origin.wire or None,
        happened=around.happened.isoformat(),
        reason=around.reason,
    )


def _quote(rule: CompiledRule, subject: Subject) -> Quote:
    ref = subject.reference
    if ref is not None and ref.evidence:
        return Quote(text=ref.evidence, span=ref.span, in_title=ref.in_title)
    claim = subject.claim
    if claim is not None:
        return Quote(text=claim.evidence, span=claim.span, in_title=claim.in_title)
    return found_in_text(rule.when, subject.text)


def _sentence(subject: Subject, quote: Quote) -> str:
    """Return the whole sentence, or sentences, that a quotation stands in; empty if purged."""
    text = subject.text
    if not quote.text or not text.body:
        return ""
    shift = 0 if quote.in_title else text.body_start
    start, end = (offset + shift for offset in quote.span)
    if end > len(text.raw):
        return quote.text
    return text.sentences_of(start, end)


def _denied_by(subject: Subject) -> Attribution | None:
    ref = subject.reference
    if ref is not None and ref.status is Status.DENIED:
        return ref.attribution or ref.denied_by
    return subject.claim.denied_by if subject.claim else None


def _border(rule: CompiledRule, subject: Subject) -> str | None:
    """Return the border that the rule watches, where the claim is near it; else the claim's own."""
    claim = subject.claim
    if claim is None:
        return None
    for border in rule.borders:
        if border in claim.borders or border == claim.border or subject.crosses(border):
            return border
    return claim.border


def _of_claim(claim: Claim | None, quote: Quote) -> dict[str, str | None]:
    if claim is None:
        nothing = dict.fromkeys(("province", "country", "from", "to"))
        return {**nothing, "place": quote.names.get("place"), "actor": quote.names.get("actor")}
    return {
        "place": claim.place,
        "province": claim.province,
        "country": claim.country,
        "actor": claim.actor,
        "from": claim.origin,
        "to": claim.to,
    }


class _About(msgspec.Struct, frozen=True):
    """What a heading may tell of."""

    rule: CompiledRule
    subject: Subject
    border: str | None
    sources: tuple[str, ...]
    values: dict[str, str | None]

    @property
    def km(self) -> str | None:
        km = self.subject.km_to(self.border) if self.border else None
        return None if km is None else f"{km:.0f}"

    @property
    def state(self) -> str | None:
        return str(self.subject.incident.state) if self.subject.incident else None

    @property
    def share(self) -> str | None:
        return None if self.subject.share is None else f"{self.subject.share:.0f}%"

    def country(self, field: str) -> str | None:
        """Return a country by name, as people read it in a heading."""
        code = self.values[field]
        return self.rule.countries.get(code or "", code)


_FIELDS: dict[str, Callable[[_About], str | None]] = {
    "place": lambda about: about.values["place"],
    "province": lambda about: about.values["province"],
    "actor": lambda about: about.values["actor"],
    "country": lambda about: about.country("country"),
    "from": lambda about: about.country("from"),
    "to": lambda about: about.country("to"),
    "sources": lambda about: str(len(about.sources)),
    "count": lambda about: _spoken(about.subject.count),
    "killed": lambda about: _spoken(about.subject.killed),
    "border": lambda about: about.border,
    "km": lambda about: about.km,
    "state": lambda about: about.state,
    "source": lambda about: about.subject.origin.outlet or about.subject.origin.source,
    "share": lambda about: about.share,
}
"""How each field of a heading is found: most headings name two or three."""


def _heading(about: _About) -> str:
    rule = about.rule.rule
    template = rule.alert.subject or _escaped(rule.title)
    if not rule.alert.subject and about.values["place"]:
        template = "{place}: " + template
    return filled(template, {field: _FIELDS[field](about) for field in fields_in(template)})


def _escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _spoken(figures: tuple[int, int] | None) -> str | None:
    if figures is None:
        return None
    low, high = figures
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"
