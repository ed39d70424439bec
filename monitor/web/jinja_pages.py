"""The templates, by Jinja2: everything is escaped; a missing name is a fault, not a blank."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from monitor.views.article_queries import END, HIT
from monitor.web import moments, texts, words

TEMPLATES = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """Return the environment of all templates; compiled ones are kept."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {
        "when": when,
        "day": day,
        "calm": texts.calm,
        "line": texts.one_line,
        "sealed": texts.without_links_to_act,
        "link": texts.safe_link,
        "stream": texts.short_stream,
        "type_words": words.of_type,
        "state_words": words.of_state,
        "status_words": words.of_status,
        "country": words.country,
        "holder": words.holder,
        "km": words.kilometres,
        "span": moments.span,
        "snippet": snippet,
        "thousands": lambda number: f"{number:,}",
        "percent": lambda share: f"{share:.0%}",
        "data": data,
    }
    made.globals |= {
        "figure": words.figure,
        "TYPES": words.TYPES,
        "STATES": words.STATES,
        "LEVEL_SIGNS": words.LEVEL_SIGNS,
        "STATE_SIGNS": words.STATE_SIGNS,
        "TYPE_LETTERS": words.TYPE_LETTERS,
        "DAY_FROM": words.DAY_FROM,
    }
    return made


def compile_all() -> None:
    """Compile every template now rather than at the first visit."""
    for name in environment().list_templates():
        environment().get_template(name)


def render(name: str, context: Mapping[str, Any]) -> str:
    return environment().get_template(name).render(context)


def when(stamp: str | datetime | None, now: datetime | None = None) -> Markup:
    """Return a moment as an element that the page's script turns into the reader's zone.

    With ``now`` its age is shown, and the moment on hover.
    """
    found = moments.moment_of(stamp) if isinstance(stamp, str) else stamp
    if found is None:
        return day(stamp if isinstance(stamp, str) else None)
    text = moments.age(found, now) if now else moments.utc(found)
    kind = "age" if now else "moment"
    return Markup('<time class="{}" datetime="{}" title="{}">{}</time>').format(
        kind, moments.machine(found), moments.utc(found), text
    )


def day(stamp: str | None) -> Markup:
    found = moments.day_of(stamp)
    if found is None:
        return Markup('<span class="none">{}</span>').format(stamp or "undated")
    return Markup('<time datetime="{0}">{0}</time>').format(found.isoformat())


def snippet(text: str) -> Markup:
    """Return a piece of an article with the words that were searched for marked."""
    joined = " ".join(text.split())
    safe = escape(texts.calm(joined.replace(HIT, "\n").replace(END, "\n\n")))
    # Marks became line breaks, of which none was left, so that calming leaves them alone.
    marked = str(safe).replace("\n\n", "</mark>").replace("\n", "<mark>")
    return Markup(marked)  # noqa: S704  (escaped two lines above)


def data(value: Any) -> str:
    """Return a value as JSON for a data attribute; it is escaped like any other text."""
    return msgspec.json.encode(value).decode()
