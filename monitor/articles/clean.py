"""The whole way from a raw text to an article's own words."""

from dataclasses import replace

from monitor.articles import (
    captions,
    datelines,
    dates,
    frontmatter,
    furniture,
    languages,
    markdown,
    markup,
    paragraphs,
    stamps,
    strays,
    tails,
    titles,
)
from monitor.articles.ruamel_frontmatter import read
from monitor.articles.values import NO_FACTS, Cleaned, Cut, Facts, Pruned, Raw

LONGEST = 400_000
"""Characters. A book is no article: it is not cleaned, and the step does not take it."""


def clean(raw: Raw) -> Cleaned:
    """Return an article's words, and what is known of it.

    Where several know a thing: the front matter goes before the source, the source before the
    page's head, that before what stands in the text.
    """
    said, pruned = _opened(raw)
    facts = said.over(raw.facts).over(pruned.facts)
    if sum(map(len, pruned.paragraphs)) > LONGEST:
        return _made(facts, pruned)
    pruned = _after(pruned, stamps.prune(pruned.paragraphs))
    pruned = _after(pruned, captions.prune(pruned.paragraphs, facts.title))
    pruned = _after(pruned, furniture.prune(pruned.paragraphs))
    pruned = _after(pruned, titles.prune(pruned.paragraphs, facts.title))
    facts = Facts(title=pruned.facts.title).over(facts)
    pruned = _after(pruned, _undatelined(pruned.paragraphs, raw))
    pruned = _after(pruned, tails.prune(pruned.paragraphs))
    pruned = _after(pruned, strays.prune(pruned.paragraphs, facts.title))
    return _made(facts.over(pruned.facts), pruned)


def _made(facts: Facts, pruned: Pruned) -> Cleaned:
    text = "\n\n".join(pruned.paragraphs)
    title = titles.clean_title(facts.title)
    return Cleaned(
        title=title,
        text=text,
        language=languages.language(f"{title} {text}", facts.language),
        published=dates.parse(facts.published or ""),
        outlet=facts.outlet,
        url=_safe(facts.url),
        cuts=pruned.cuts,
    )


def _opened(raw: Raw) -> tuple[Facts, Pruned]:
    """Return what front matter says, and the paragraphs below it."""
    text = paragraphs.tidy(raw.text)
    if raw.media_type == "text/html":
        return Facts(), _tidied(markup.split(text, raw.received))
    said, body = frontmatter.split(text, read)
    if raw.media_type == "text/markdown":
        return said, markdown.split(body)
    return said, Pruned(paragraphs=paragraphs.split(body))


def _tidied(pruned: Pruned) -> Pruned:
    """Return paragraphs with what HTML's entities hid (zero-width blanks) taken out."""
    tidy = (paragraphs.tidy(paragraph).strip() for paragraph in pruned.paragraphs)
    return replace(pruned, paragraphs=tuple(paragraph for paragraph in tidy if paragraph))


def _undatelined(texts: tuple[str, ...], raw: Raw) -> Pruned:
    """Take the dateline off the first paragraph."""
    line = datelines.find(texts[0]) if texts else None
    if line is None:
        return Pruned(paragraphs=texts)
    rest = texts[0][line.length :]
    whole = "\n".join((rest, *texts[1:]))
    published = datelines.dated(line, whole, raw.received.date())
    return Pruned(
        paragraphs=(rest, *texts[1:]),
        cuts=(Cut("dateline", texts[0][: line.length].strip()),),
        facts=Facts(outlet=line.agency, published=published),
    )


def _after(before: Pruned, now: Pruned) -> Pruned:
    """Return what is left after one more kind of cleaning; what was learned first stays."""
    if now.paragraphs is before.paragraphs and now.facts is NO_FACTS:
        return before
    facts = before.facts
    if now.facts is not NO_FACTS:
        title = now.facts.title or facts.title
        facts = (replace(facts, title=title) if title != facts.title else facts).over(now.facts)
    return Pruned(paragraphs=now.paragraphs, cuts=before.cuts + now.cuts, facts=facts)


def _safe(url: str | None) -> str | None:
    """Return an address that may be shown as a link: http and https only."""
    text = (url or "").strip()
    plain = text.isprintable() and not any(c in text for c in ' "<>\\')
    return text if plain and text.lower().startswith(("http://", "https://")) else None
