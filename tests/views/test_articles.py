"""Articles can be searched, and show what was read in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.events.articles import (
    ArticleAccepted,
    ArticleRejected,
    ArticleRepeated,
    ArticleRevised,
)
from monitor.events.readings import ArticleRead
from monitor.views.article_queries import (
    END,
    HIT,
    SearchFilter,
    article,
    claims_in,
    find_articles,
    fts_query,
    search,
)
from tests.incidents.builders import claim
from tests.views.scenes import Scene


@pytest.fixture
def scene():
    return Scene()


def accepted(scene, name, text, kind=ArticleAccepted, **slots):
    fields = {"source": "wire", "outlet": "Wire", "published": "2021-07-04", "revision": 1}
    fields |= {"title": f"Title of {name}"} | slots
    return kind(article=name, body=scene.body(text), wire=name, **fields)


def read(name, *claims):
    return ArticleRead(
        article=name,
        revision=1,
        source="wire",
        outlet="Wire",
        title="t",
        body="b",
        wire=name,
        reader="reader-1",
        claims=claims,
    )


def found(rows, words="", **asked):
    return [hit.article.article for hit in search(rows, words, SearchFilter(**asked))]


def test_words_of_title_and_text_find_an_article_with_a_snippet(scene, show):
    rows = show(
        accepted(scene, "a", "The Taliban overran Nusay district on Saturday."),
        accepted(scene, "b", "Markets reopened in Khorog.", title="Nusay calm"),
        scene=scene,
    )
    assert set(found(rows, "nusay")) == {"a", "b"}
    assert found(rows, "nusay saturday") == ["a"]
    assert found(rows, '"overran Nusay"') == ["a"]
    assert found(rows, '"Nusay overran"') == []
    assert found(rows, "reop*") == ["b"]
    (hit,) = search(rows, "overran")
    assert f"{HIT}overran{END}" in hit.snippet


def test_without_words_the_latest_come_first(scene, show):
    rows = show(
        accepted(scene, "old", "x", published="2020-01-01"),
        accepted(scene, "new", "y"),
        scene=scene,
    )
    assert found(rows) == ["new", "old"]
    assert found(rows, "  !? ") == ["new", "old"]


def test_place_type_source_and_date_narrow_a_search(scene, show):
    rows = show(
        accepted(scene, "a", "one thing"),
        accepted(scene, "b", "one other", source="feed", published="2021-08-01"),
        read("a", claim(place="Nusay")),
        read("b", claim("armed-clash", place="Maimay")),
        scene=scene,
    )
    assert found(rows, "one", place="nusay") == ["a"]
    assert found(rows, "one", type="armed-clash") == ["b"]
    assert found(rows, "one", source="feed") == ["b"]
    assert found(rows, "one", since="2021-07-15") == ["b"]
    assert found(rows, "one", until="2021-07-15") == ["a"]


def test_a_revision_replaces_text_and_claims(scene, show):
    rows = show(
        accepted(scene, "a", "first words"),
        read("a", claim(), claim(place="Maimay")),
        accepted(scene, "a", "second words", ArticleRevised, revision=2),
        scene=scene,
    )
    assert found(rows, "first") == []
    assert found(rows, "second") == ["a"]
    assert article(rows, "a").revision == 2
    assert claims_in(rows, "a") == []


def test_claims_of_every_status_are_kept(scene, show):
    rows = show(
        accepted(scene, "a", "x"), read("a", claim(), claim(status="historical")), scene=scene
    )
    assert [c.status for c in claims_in(rows, "a")] == ["asserted", "historical"]
    row = article(rows, "a")
    assert (row.claims, row.news, row.reader) == (2, 1, "reader-1")


def test_copies_and_rejected_articles_say_what_stopped_them(show):
    rows = show(
        ArticleRepeated(
            article="copy", source="s", outlet="o", title="t", original="a", share=0.95
        ),
        ArticleRejected(article="bad", source="s", reason="no text", hint="Look at it."),
    )
    assert (article(rows, "copy").state, article(rows, "copy").note) == (
        "repeated",
        "a copy of a (95%)",
    )
    assert (article(rows, "bad").state, article(rows, "bad").note) == (
        "rejected",
        "no text Look at it.",
    )
    assert [row.article for row in find_articles(rows, "co")] == ["copy"]


def test_a_purged_text_leaves_the_article_to_be_found_by_its_title(show):
    event = ArticleAccepted(
        article="a", revision=1, source="s", outlet="o", title="Nusay", body="0" * 64, wire="a"
    )
    assert found(show(event), "nusay") == ["a"]


@given(words=st.text(max_size=40))
def test_nothing_that_is_typed_is_taken_for_query_syntax(words):
    import sqlite3

    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE t USING fts5(x)")
    query = fts_query(words)
    if query:
        db.execute("SELECT * FROM t WHERE t MATCH ?", (query,)).fetchall()
    db.close()


@pytest.mark.parametrize(
    "typed", ["a OR b", "title:x", 'un"closed', "NEAR(a b)", "-a", "a* b*", "^x", "*"]
)
def test_operators_are_words_like_others(scene, show, typed):
    rows = show(accepted(scene, "a", "nothing of it"), scene=scene)
    search(rows, typed)
