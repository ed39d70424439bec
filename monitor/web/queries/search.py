"""Search that stays quick when a word stands in every article: then the newest come first."""

from monitor.views.article_queries import END, HIT, ArticleRow, Hit, SearchFilter, fts_query
from monitor.views.view import Rows, select

# Ranking looks at every article found; more than so many and the day matters more than the rank.
MOST_RANKED = 1500
_ASKED = {
    "source": "a.source = ?",
    "since": "a.day >= ?",
    "until": "a.day <= ?",
    "type": "EXISTS (SELECT 1 FROM claim c WHERE c.article = a.article AND c.type = ?)",
    "place": "EXISTS (SELECT 1 FROM claim c WHERE c.article = a.article "
    "AND ? COLLATE NOCASE IN (c.place, c.place_id, c.province))",
}


def find(rows: Rows, words: str, wanted: SearchFilter, skip: int) -> list[Hit]:
    """Return articles that hold all words, best first (or newest first, if there are very many).

    Without words, the latest first. ``skip`` leaves out so many; ``wanted.limit`` bounds the rest.
    """
    asked = [(part, getattr(wanted, name)) for name, part in _ASKED.items()]
    condition = " AND ".join(part for part, value in asked if value is not None) or "1"
    values = [value for _, value in asked if value is not None]
    query = fts_query(words)
    if not query:
        tail = f"AS a WHERE {condition} ORDER BY a.day DESC, a.number DESC LIMIT ? OFFSET ?"
        found = select(rows, ArticleRow, "article", tail, (*values, wanted.limit, skip))
        return [Hit(article=row, snippet="") for row in found]
    order = "rowid DESC" if _are_many(rows, query) else "rank"
    sql = (
        "SELECT rowid, snippet(article_text, 1, ?, ?, '…', 24) FROM article_text "  # noqa: S608
        "WHERE article_text MATCH ? AND EXISTS (SELECT 1 FROM article a "
        f"WHERE a.number = article_text.rowid AND {condition}) ORDER BY {order} LIMIT ? OFFSET ?"
    )
    hits = rows.run(sql, (HIT, END, query, *values, wanted.limit, skip))
    return [Hit(article=_numbered(rows, int(hit[0])), snippet=hit[1]) for hit in hits]


def _are_many(rows: Rows, query: str) -> bool:
    sql = "SELECT count(*) FROM (SELECT 1 FROM article_text WHERE article_text MATCH ? LIMIT ?)"
    return bool(next(rows.run(sql, (query, MOST_RANKED + 1)))[0] > MOST_RANKED)


def _numbered(rows: Rows, number: int) -> ArticleRow:
    return select(rows, ArticleRow, "article", "WHERE number = ?", (number,))[0]
