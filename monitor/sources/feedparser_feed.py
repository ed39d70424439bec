"""Parses feeds (the only importer of feedparser). Bytes in; it never fetches.

Runs in the worker process only: see ``worker``.
"""

import re
from calendar import timegm
from collections import Counter
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

import feedparser

from monitor.flow.ids import short
from monitor.sources.parsed import Entry, Feed

_ENTRIES = 2000
_TITLE = 1000
_CONTENT = 1_000_000
_KEY = 500
_TAGS = re.compile(r"<[^<>]{0,2000}>")
# What is shorter than this, or ends like that, is a summary of something longer.
_WHOLE = 700
_CUT_OFF = re.compile(
    r"(?:\.\.\.|…|\[\s*(?:…|\.\.\.|&#8230;|&hellip;)\s*\]|(?:read|continue|далее)[^.]{0,40})\W*$",
    re.IGNORECASE,
)


def parse(body: bytes, *, url: str, content_type: str) -> Feed:
    """Return what a feed holds: at most 2,000 items, the first ones."""
    # Without the address: else ids would be resolved against it, and change when the feed moves.
    found = feedparser.parse(body, response_headers={"content-type": content_type})
    entries = found.entries[:_ENTRIES]
    keys = Counter(str(entry.get("id") or "") for entry in entries)
    fault = found.get("bozo_exception") if found.bozo else None
    return Feed(
        kind=found.version or "",
        title=_text(found.feed.get("title"))[:_TITLE],
        language=_text(found.feed.get("language"))[:20] or None,
        entries=tuple(_entry(entry, keys, url) for entry in entries),
        # Served as ASCII or Latin-1 and read as what it says itself: normal, and right.
        fault=None if _is_harmless(fault) else f"{type(fault).__name__}: {fault}"[:300],
        dropped=len(found.entries) - len(entries),
    )


def _is_harmless(fault: object) -> bool:
    return fault is None or isinstance(
        fault, feedparser.CharacterEncodingOverride | feedparser.NonXMLContentType
    )


def _entry(entry: Any, keys: Counter[str], base: str) -> Entry:
    content, is_html = _content(entry)
    title = _text(entry.get("title"))[:_TITLE]
    link = _link(entry, base)
    plain = _TAGS.sub("", content).strip()
    return Entry(
        key=_key(entry, keys, title, plain),
        title=title,
        link=link,
        content=content,
        html=is_html,
        is_summary=len(plain) < _WHOLE or bool(_CUT_OFF.search(plain[-80:])),
        published=_published(entry),
    )


def _content(entry: Any) -> tuple[str, bool]:
    """Return the longest text of an entry, and whether it is HTML."""
    parts = [part for part in entry.get("content", ()) if part.get("value")]
    if entry.get("summary_detail", {}).get("value"):
        parts.append(entry["summary_detail"])
    if not parts:
        return "", False
    best = max(parts, key=lambda part: len(part["value"]))
    return best["value"][:_CONTENT], "html" in (best.get("type") or "html")


def _key(entry: Any, keys: Counter[str], title: str, plain: str) -> str:
    """Return what names an item in its feed: its id, else its link, else its words.

    Some feeds give all their items one id; then it takes the link as well.
    """
    name, link = _text(entry.get("id")), _text(entry.get("link"))
    if name and keys[name] == 1:
        return name if len(name) <= _KEY else short(name, length=32)
    if name and link and name != link:
        return f"{short(name)}:{link}"[:_KEY]
    return (link if len(link) <= _KEY else "") or f"text:{short(title, plain, length=32)}"


def _link(entry: Any, base: str) -> str | None:
    try:
        link = urljoin(base, _text(entry.get("link"))) if entry.get("link") else ""
    except ValueError:
        return None
    return link if link.lower().startswith(("http://", "https://")) and len(link) < 2000 else None


def _published(entry: Any) -> str | None:
    for name in ("published_parsed", "updated_parsed", "created_parsed"):
        parts = entry.get(name)
        if parts:
            try:
                return datetime.fromtimestamp(timegm(parts), UTC).isoformat()
            except (ValueError, OverflowError, OSError):
                continue
    return None


def _text(value: object) -> str:
    return " ".join(str(value).split()) if value else ""
