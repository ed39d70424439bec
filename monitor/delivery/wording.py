"""What a message says: every field cleaned, in the words that people read first."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime

from monitor.delivery.defuse import clean, clip, for_chat, link
from monitor.events.alerts import AlertRaised, AlertResolved, AlertUpdated
from monitor.events.envelope import Envelope
from monitor.events.matches import RuleMatched
from monitor.events.values import Level

LONGEST_SUBJECT = 119
SHOWN_SOURCES = 12
AT_THE_BORDER_KM = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One alert event that people are told of. ``change`` is empty for a first message."""

    event: str
    alert: str
    kind: str
    change: str
    match: RuleMatched
    level: Level
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """All that a template may show; texts are clean, and empty where nothing is known."""

    alert: str
    delivery: str
    level: str
    subject: str
    title: str
    heading: str
    change: str
    place: str
    when: str
    actor: str
    figures: str
    sentence: str
    quote: tuple[str, str, str]
    evidence: str
    said_by: str
    denied_by: str
    state: str
    sources: tuple[str, ...]
    outlet: str
    published: str
    link: str
    why: tuple[str, ...]
    routed: str
    look: str
    page: str
    acknowledge: str
    resolve: str
    silence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What a message says about itself: its key, why it came here, links to the page.

    ``links`` are signed ones, by what they let people do: acknowledge, resolve, silence.
    """

    delivery: str
    routed: str
    page: str = ""
    links: Mapping[str, str] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)


def news_of(
    envelope: Envelope[AlertRaised] | Envelope[AlertUpdated] | Envelope[AlertResolved],
    match: RuleMatched,
    level: Level,
) -> News:
    """Return what an alert event tells."""
    data = envelope.data
    if isinstance(data, AlertUpdated):
        kind, change = data.kind, data.change
    elif isinstance(data, AlertResolved):
        kind, change = "resolved", f"resolved: {data.reason}"
    else:
        kind, change = "raised", ""
    return News(
        event=envelope.id,
        alert=data.alert,
        kind=kind,
        change=change,
        match=match,
        level=level,
        at=envelope.time,
    )


def message_of(news: News, about: Circumstances) -> Message:
    """Return the message for mail, web hooks and terminals."""
    match = news.match
    heading = clean(match.subject or match.title, limit=200)
    change = clean(news.change, limit=300)
    return Message(
        alert=news.alert,
        delivery=about.delivery,
        level=news.level.value,
        subject=subject_of(news.level, heading, change),
        title=clean(match.title, limit=200),
        heading=heading,
        change=change,
        place=place_of(match, about.countries),
        when=clean(match.when, limit=40),
        actor=actor_of(match, about.countries),
        figures=figures_of(match),
        sentence=sentence_of(match),
        quote=quote_of(match),
        evidence=clean(match.evidence, limit=900),
        said_by=clean(match.attribution.who if match.attribution else "", limit=160),
        denied_by=clean(match.denied_by.who if match.denied_by else "", limit=160),
        state=clean(match.state, limit=40),
        sources=sources_of(match),
        outlet=clean(match.outlet or match.source, limit=80),
        published=published_of(match.published),
        link=link(match.url),
        why=tuple(clean(reason, limit=200) for reason in match.why[:12]),
        routed=clean(about.routed, limit=300),
        look=f"monitor why {news.alert}",
        page=link(f"{about.page.rstrip('/')}/alerts/{news.alert}") if about.page else "",
        acknowledge=link(about.links.get("acknowledge")),
        resolve=link(about.links.get("resolve")),
        silence=link(about.links.get("silence")),
    )


def subject_of(level: Level, heading: str, change: str) -> str:
    """Return a subject line under 120 characters, what changed first."""
    head = f"[{level.value.upper()}] "
    text = f"{_capital(change)}: {heading}" if change else _capital(heading)
    return clip(head + text, LONGEST_SUBJECT)


def sentence_of(match: RuleMatched) -> str:
    """Return the sentence that proves it; the evidence alone where the sentence is not known."""
    return clean(match.sentence, limit=900) or clean(match.evidence, limit=900)


def quote_of(match: RuleMatched) -> tuple[str, str, str]:
    """Return the sentence as what stands before the evidence, the evidence, and what follows."""
    sentence, evidence = sentence_of(match), clean(match.evidence, limit=900)
    before, found, after = sentence.partition(evidence) if evidence else ("", "", sentence)
    return (before, found, after) if found else ("", sentence, "")


def place_of(match: RuleMatched, countries: Mapping[str, str] | None = None) -> str:
    """Return the place in full: "Qala-e-Zal, Kunduz, Afghanistan (12 km from the border AF-TJ)"."""
    country = (countries or {}).get(match.country or "", match.country)
    names = [clean(name, limit=80) for name in (match.place, match.province, country)]
    text = ", ".join(dict.fromkeys(name for name in names if name))
    border = clean(match.border, limit=20)
    if match.border_km is None:
        between = f"border {border}" if border else ""
        return f"{text} ({between})" if text and between else text or between
    distance = _distance(match.border_km)
    return f"{text} ({distance} the border {border})".replace("  ", " ").replace(" )", ")")


def _distance(km: float) -> str:
    # The border line is good to a few kilometres: no false precision.
    return "at" if km < AT_THE_BORDER_KM else f"{km:,.0f} km from"


def actor_of(match: RuleMatched, countries: Mapping[str, str]) -> str:
    actor = clean(match.actor, limit=120)
    origin, to = (countries.get(code or "", code) for code in (match.origin, match.to))
    way = f"from {origin} to {to}" if origin and to else ""
    return ", ".join(part for part in (actor, way) if part)


def figures_of(match: RuleMatched) -> str:
    parts = []
    if match.count:
        parts.append(f"{span(match.count)} people")
    if match.killed:
        parts.append(f"{span(match.killed)} killed")
    return ", ".join(parts)


def span(figures: tuple[int, int]) -> str:
    low, high = figures
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def sources_of(match: RuleMatched) -> tuple[str, ...]:
    names = match.sources or tuple(name for name in (match.outlet or match.source,) if name)
    shown = tuple(clean(name, limit=80) for name in names[:SHOWN_SOURCES])
    more = len(names) - SHOWN_SOURCES
    return (*shown, f"and {more} more") if more > 0 else shown


def published_of(published: str | None) -> str:
    """Return a publication date for people ("8 May 2017"), or "undated"."""
    if not published:
        return "undated"
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return clean(published, limit=40)
    day = f"{moment.day} {moment:%B %Y}"
    return day if len(published) <= len("2017-05-08") else f"{day}, {moment:%H:%M %Z}".rstrip()


# Fields with words of articles, rules or routes; the others are ours, or links already made safe.
_STRANGERS_WORDS = (
    "title",
    "heading",
    "change",
    "place",
    "when",
    "actor",
    "figures",
    "sentence",
    "evidence",
    "said_by",
    "denied_by",
    "outlet",
    "published",
    "routed",
)


_STRANGERS_LISTS = ("sources", "why", "quote")


def chat_message(message: Message) -> Message:
    """Return the same message with every text defused for chat services."""
    heading, change = for_chat(message.heading), for_chat(message.change)
    texts = {name: for_chat(getattr(message, name)) for name in _STRANGERS_WORDS}
    lists = {name: tuple(map(for_chat, getattr(message, name))) for name in _STRANGERS_LISTS}
    subject = subject_of(Level(message.level), heading, change)
    return replace(message, **(texts | lists | {"subject": subject}))  # type: ignore[arg-type]


def subject_for(message: Message, kind: str) -> str:
    """Return the subject alone, in the form that a kind of destination takes."""
    return chat_message(message).subject if kind == "chat" else message.subject


def example() -> Message:
    """Return a message with every field filled, to try templates with."""
    filled = {each.name: f"some {each.name}" for each in fields(Message)}
    lists = {"sources": ("Tolo", "Khaama"), "why": ("the claim is territory-captured",)}
    lists["quote"] = ("Before ", "the evidence", " and after.")
    known = {"level": Level.HIGH.value, "link": "https://example.org/article"}
    return Message(**(filled | lists | known))  # type: ignore[arg-type]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
