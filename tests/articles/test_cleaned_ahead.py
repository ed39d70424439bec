"""Another process cleans what comes; whatever becomes of it, the events are the same."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice

import pytest

from monitor.articles.second_cleaner import own_digest
from monitor.articles.step import ArticlesStep
from monitor.assembly.ahead import Cleaning, cleaning
from monitor.events.codec import encode
from monitor.events.envelope import Envelope
from monitor.events.sources import ArticleReceived
from monitor.flow.ahead import WORTH_IT
from monitor.flow.ids import digest
from tests.accuracy.measure import articles
from tests.bench.stream import some

pytestmark = pytest.mark.skipif(
    len(os.sched_getaffinity(0)) < 2, reason="one core: nothing is cleaned ahead"
)
NOW = datetime(2021, 7, 8, 6, 30, 0, 5, tzinfo=UTC)
HTML = (
    "<html><head><title>Fire at the border - The News</title></head><body><p>{}</p></body></html>"
)


@pytest.fixture
def ahead() -> Iterator[Cleaning]:
    made = cleaning()
    yield made
    made.close()


def texts() -> Iterator[tuple[str, str]]:
    """Yield texts of all kinds, with their copies, and what is no article."""
    prose = [*(row["text"] for row in islice(articles(), 60)), *some(40, seed=3)]
    for text in prose:
        yield text, "text/plain"
        yield f"{text} Nobody was hurt, 17 said.", "text/plain"
        yield f"# Title\n\n{text}\n\nAlso read: *more*", "text/markdown"
        yield HTML.format(text), "text/html"
    yield "...", "text/plain"
    yield "word " * 90_000, "text/plain"
    yield "Caf\u00e9 \u2014 \u043b\u0435\u0442 \U0001f6a8 in three words", "text/plain"


def received() -> tuple[list[Envelope[ArticleReceived]], dict[str, bytes]]:
    found, bodies = [], {}
    for number, (text, kind) in enumerate(texts()):
        body = text.encode()
        bodies[digest(body)] = body
        data = ArticleReceived(
            source="wire",
            key=f"{number // 3}.txt",
            body=digest(body),
            media_type=kind,
            language=(None, "en", "EN")[number % 3],
        )
        found.append(
            Envelope(
                number + 1,
                f"event-{number}",
                data.TYPE,
                "article/x",
                1,
                NOW,
                NOW,
                "root",
                None,
                data,
            )
        )
    return found, bodies


def told(step: ArticlesStep, ahead: bool) -> list[tuple[str, bytes, dict[str, bytes]]]:
    """Return every event that the step makes of all texts, remembering what it accepts."""
    envelopes, bodies = received()
    if ahead:
        step.foresee(envelopes, bodies.get)
    found = []
    for each in envelopes:
        for draft in step.handle(each, bodies.get):
            found.append((draft.event.TYPE, encode(draft.event), draft.bodies))
            bodies |= draft.bodies
            if draft.event.TYPE in step.remembers:
                made = Envelope(0, "", draft.event.TYPE, "", 1, NOW, NOW, "", None, draft.event)
                step.remember(made)
    return found


def test_what_was_cleaned_ahead_comes_to_the_same_events(ahead: Cleaning) -> None:
    alone = told(ArticlesStep(), ahead=False)
    assert {kind.removeprefix("article.") for kind, _, _ in alone} == {
        "accepted",
        "revised",
        "repeated",
        "rejected",
    }
    step = ArticlesStep(ahead)
    envelopes, bodies = received()
    step.foresee(envelopes, bodies.get)
    with ahead._changed:  # until the other process has done it all
        assert ahead._changed.wait_for(lambda: not (ahead._waiting or ahead._doing), 60)
        assert all(ahead._done.values())
        assert len(ahead._done) == len(envelopes)
    assert told(step, ahead=True) == alone


def test_while_both_clean_no_article_is_left_out(ahead: Cleaning) -> None:
    assert told(ArticlesStep(ahead), ahead=True) == told(ArticlesStep(), ahead=False)


def test_what_another_release_cleaned_is_not_used(ahead: Cleaning) -> None:
    step = ArticlesStep(ahead)
    envelopes, bodies = received()
    step._digest = "another release"
    step.foresee(envelopes[: 2 * WORTH_IT], bodies.get)
    with ahead._changed:
        assert ahead._changed.wait_for(lambda: ahead._thread is None, 60)
    assert not ahead._done
    assert own_digest() != "another release"
