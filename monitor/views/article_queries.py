"""Search over articles, and the claims read in each."""

import re
from dataclasses import dataclass

import msgspec

from monitor.events.values import Claim
from monitor.views.view import Rows, select

# Marks around a hit in a snippet: no text holds them, so that a page can escape before it marks.
HIT, END = "\x02", "\x03"

_claim = msgspec.json.Decoder(Claim)
_PART = re.compile(r'"([^"]*)"|([^\s"]+)')
_WORD = re.compile(r"\w", re.UNICODE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """An article as it now stands. ``state``: accepted, repeated or rejected.

    ``note`` says of what it is a copy, or why it was rejected. ``claims`` and ``news`` are numbers
    of claims, None while it was not read. ``day`` is that of publication, else of arrival.
    """

    article: str
    number: int
    state: str
    revision: int
    source: str
    outlet: str
    title: str
    published: str | None
    day: str
    url: str | None
    language: str
    body: str | None
    wire: str | None
    note: str
    backlog: int
    arrived_at: str
    reader: str | None
    claims: int | None
    news: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article found, with the part of its text around the words (between HIT and END)."""

    article: ArticleRow
    snippet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFilter:
    """What an article must also be: ``place`` and ``type`` are those of a claim read in it."""

    place: str | None = None
    type: str | None = None
    source: str | None = None
    since: str | None = None
    until: str | None = None
    limit: int = 50


def fts_query(words: str) -> str:
    """Return an FTS5 query for what a person typed: all words, "phrases", prefixes*; never syntax.

    Empty where nothing searchable was typed.
    """
    # What a terminal could not decode, and NUL, end a statement instead of a word.
    words = words.encode("utf-8", errors="replace").decode().replace("\0", " ")
    parts = []
    for phrase, word in _PART.findall(words):
        text = phrase or word
        if not _WORD.search(text):
            continue
        star = "*" if word.endswith("*") else ""
        parts.append(f'"{text.rstrip("*")}"{star}')
    return " ".join(parts)


def _where(wanted: SearchFilter) -> tuple[str, list[str]]:
    asked = {
        "source = ?": wanted.source,
        "day >= ?": wanted.since,
        "day <= ?": wanted.until,
        "article IN (SELECT article FROM claim WHERE type = ?)": wanted.type,
        "article IN (SELECT article FROM claim "
        "WHERE ? COLLATE NOCASE IN (place, place_id, province))": wanted.place,
    }
    parts = [part for part, value in asked.items() if value is not None]
    return " AND ".join(parts) or "1", [value for value in asked.values() if value is not None]


def search(rows: Rows, words: str = "", wanted: SearchFilter | None = None) -> list[Hit]:
    """Return articles that hold all words, best first; without words, the latest first."""
    wanted = wanted or SearchFilter()
    condition, values = _where(wanted)
    query = fts_query(words)
    if not query:
        tail = f"WHERE {condition} ORDER BY day DESC, number DESC LIMIT ?"
        found = select(rows, ArticleRow, "article", tail, (*values, wanted.limit))
        return [Hit(article=row, snippet="") for row in found]
    # The plus keeps SQLite from looking each article up in the text index instead of the reverse.
    among = f"AND +rowid IN (SELECT number FROM article WHERE {condition})" if values else ""  # noqa: S608
    sql = f"SELECT rowid FROM article_text WHERE article_text MATCH ? {among} ORDER BY rank LIMIT ?"  # noqa: S608
    found_numbers = [int(row[0]) for row in rows.run(sql, (query, *values, wanted.limit))]
    return [_hit(rows, number, query) for number in found_numbers]


def _hit(rows: Rows, number: int, query: str) -> Hit:
    sql = (
        "SELECT snippet(article_text, 1, ?, ?, '…', 24) FROM article_text "
        "WHERE article_text MATCH ? AND rowid = ?"
    )
    snippet = next(rows.run(sql, (HIT, END, query, number)))[0]
    found = select(rows, ArticleRow, "article", "WHERE number = ?", (number,))
    return Hit(article=found[0], snippet=snippet)


def article(rows: Rows, name: str) -> ArticleRow | None:
    found = select(rows, ArticleRow, "article", "WHERE article = ?", (name,))
    return found[0] if found else None


def find_articles(rows: Rows, prefix: str) -> list[ArticleRow]:
    """Return the articles whose id begins so."""
    tail = "WHERE substr(article, 1, ?) = ? ORDER BY number"
    return select(rows, ArticleRow, "article", tail, (len(prefix), prefix))


def claims_in(rows: Rows, name: str) -> list[Claim]:
    """Return what was read in an article, news or not, in the reader's order."""
    sql = "SELECT claim FROM claim WHERE article = ? ORDER BY number"
    return [_claim.decode(row[0]) for row in rows.run(sql, (name,))]
