"""A second process reads what comes; whatever becomes of it, the claims are the same."""

import os
import signal
import time
from collections.abc import Iterator

import pytest

from monitor.assembly.ahead import READER, process_of
from monitor.events.articles import ArticleAccepted
from monitor.flow.ahead import WORTH_IT, Ahead, Trade
from monitor.flow.ids import digest
from monitor.reading.reader import Reader, load_reader
from monitor.reading.second_reader import Claims, Setting
from monitor.reading.step import ReadingStep
from tests.bench.stream import some

pytestmark = pytest.mark.skipif(
    len(os.sched_getaffinity(0)) < 2, reason="one core: nothing is read ahead"
)
PATIENCE = 60.0


class Arrived:
    """As much of an envelope as the step looks at."""

    def __init__(self, number: int, text: str) -> None:
        self.id = f"event-{number}"
        self.text = text.encode()
        self.subject = f"article/{number}"
        self.data = ArticleAccepted(
            article=str(number),
            revision=1,
            source="wire",
            outlet="Wire",
            title="",
            body=digest(self.text),
            wire=str(number),
            published="2021-07-06",
        )


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


@pytest.fixture
def ahead() -> Iterator[Ahead]:
    made: Ahead = Ahead(Trade(start=process_of(READER), setting=Setting(), result=Claims))
    yield made
    made.close()


def arrived(count: int) -> list[Arrived]:
    return [Arrived(number, text) for number, text in enumerate(some(count, seed=7))]


def claims(step: ReadingStep, articles: list[Arrived]) -> list[object]:
    bodies = {each.data.body: each.text for each in articles}
    return [step.handle(each, bodies.get)[0].event for each in articles]  # type: ignore[arg-type]


def foresee(step: ReadingStep, articles: list[Arrived]) -> None:
    bodies = {each.data.body: each.text for each in articles}
    step.foresee(articles, bodies.get)  # type: ignore[arg-type]


def all_read(ahead: Ahead) -> bool:
    """Wait until nothing waits to be read ahead any more."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with ahead._changed:
            if not ahead._waiting and not ahead._doing:
                return bool(ahead._done)
        time.sleep(0.02)
    return False


def test_what_was_read_ahead_is_what_the_step_would_have_read(reader: Reader, ahead: Ahead) -> None:
    articles = arrived(WORTH_IT)
    step = ReadingStep(reader, ahead)
    foresee(step, articles)
    assert all_read(ahead)
    assert len(ahead._done) == len(articles)
    alone = claims(ReadingStep(reader), articles)
    assert claims(step, articles) == alone
    assert any(event.claims for event in alone)  # type: ignore[attr-defined]
    assert not ahead._done


def test_while_both_read_no_article_is_left_out(reader: Reader, ahead: Ahead) -> None:
    articles = arrived(3 * WORTH_IT)
    step = ReadingStep(reader, ahead)
    foresee(step, articles)
    foresee(step, articles)
    assert claims(step, articles) == claims(ReadingStep(reader), articles)


def test_the_step_reads_on_alone_when_the_other_process_dies(reader: Reader, ahead: Ahead) -> None:
    articles = arrived(2 * WORTH_IT)
    step = ReadingStep(reader, ahead)
    foresee(step, articles)
    end = time.monotonic() + PATIENCE
    while not (ahead._process and ahead._doing) and time.monotonic() < end:
        time.sleep(0.01)
    assert ahead._process
    os.kill(ahead._process.pid, signal.SIGKILL)
    assert claims(step, articles) == claims(ReadingStep(reader), articles)


def test_what_another_reader_read_is_not_used(reader: Reader, ahead: Ahead) -> None:
    tasks = arrived(WORTH_IT)
    step = ReadingStep(reader, ahead)
    foresee(step, tasks)
    assert all_read(ahead)
    ahead.begin("another reader", [])
    assert ahead.take(tasks[0].id) is None


def test_for_a_few_articles_no_process_is_started(reader: Reader, ahead: Ahead) -> None:
    articles = arrived(WORTH_IT - 1)
    step = ReadingStep(reader, ahead)
    foresee(step, articles)
    assert ahead._thread is None
    assert len(claims(step, articles)) == len(articles)


def test_the_process_is_let_go_when_nothing_comes(
    reader: Reader, ahead: Ahead, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.flow.ahead.IDLE", 0.1)
    articles = arrived(WORTH_IT)
    step = ReadingStep(reader, ahead)
    foresee(step, articles)
    claims(step, articles)
    end = time.monotonic() + PATIENCE
    while ahead._thread and time.monotonic() < end:
        time.sleep(0.02)
    assert ahead._process is None
