"""The demo's stage: the real application on a clock that walks through the articles' days."""

import contextlib
import io
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from monitor.assembly.build import Built, build
from monitor.assembly.external import external
from monitor.assembly.orders import Reply, Request
from monitor.cli.demo_articles import DemoArticle
from monitor.config.settings import Settings
from monitor.events.envelope import EPOCH
from monitor.events.registry import Event
from monitor.events.sources import ArticleReceived, SourcePolled
from monitor.flow.ids import digest, event_id
from monitor.flow.step import Draft

RULES = Path("rules")
UNSENT = "SELECT count(*) FROM delivery WHERE state IN ('requested', 'started')"


class DemoClock:
    """Runs like any clock, but from a moment that the demo sets; it never goes back."""

    def __init__(self, start: datetime) -> None:
        self._base = start
        self._set = time.monotonic()

    def now(self) -> datetime:
        return self._base + timedelta(seconds=time.monotonic() - self._set)

    def jump(self, moment: datetime) -> None:
        if moment > self.now():
            self._base, self._set = moment, time.monotonic()


class Stage:
    """Everything behind the demo's page. ``order`` may be called from any thread."""

    def __init__(
        self, folder: Path, articles: Sequence[DemoArticle], until: date, rules: Path = RULES
    ) -> None:
        self._waiting = list(articles)
        self._until = until
        first = self._waiting[0].moment if self._waiting else EPOCH
        self.clock = DemoClock(first)
        self.settings = Settings(state=folder / "state", rules=rules.absolute())
        self._one = threading.Lock()
        self._stop = threading.Event()
        self._stack = ExitStack()
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        self._built: Built = self._stack.enter_context(build(self.settings, self.clock, {}))
        self._built.app.restore()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop.set()
        if self._thread:
            self._thread.join()
        self._stack.__exit__(kind, error, trace)

    @property
    def waiting_before(self) -> int:
        """How many articles the filling will read."""
        return sum(each.moment.date() <= self._until for each in self._waiting)

    def fill(self) -> None:
        """Read every article up to the day; what alerts would print is not shown."""
        with contextlib.redirect_stdout(io.StringIO()):
            while month := self._next_month():
                for article in month:
                    self._arrive(article)
                self._advance()
            self._wait_for_messages()

    def _next_month(self) -> list[DemoArticle]:
        """Take the articles of one month off those that wait."""
        fitting = [each for each in self._waiting if each.moment.date() <= self._until]
        if not fitting:
            return []
        first = fitting[0].moment
        month = [e for e in fitting if (e.moment.year, e.moment.month) == (first.year, first.month)]
        self._waiting = self._waiting[len(month) :]
        return month

    def _wait_for_messages(self) -> None:
        """Let the messages of the filling be printed away, but not for ever."""
        for _ in range(200):
            self._advance()
            if not next(self._built.app.views.rows.run(UNSENT))[0]:
                return
            time.sleep(0.05)

    def go_on(self, every: float) -> None:
        """Let the other articles arrive one by one, in a thread; never, where ``every`` is 0."""
        if every:
            self._thread = threading.Thread(target=self._live, args=(every,), name="demo")
            self._thread.start()

    def order(self, request: Request) -> Reply:
        with self._one:
            reply = self._built.app.obey(request)
        self._advance()
        return reply

    def troubles(self) -> tuple[str, ...]:
        """Say why the demo stands still though it should not."""
        ended = self._thread is not None and not self._thread.is_alive()
        return ("the demo has ended",) if ended else ()

    def _live(self, every: float) -> None:
        """Let time pass in steps of a second at most; messages and sweeps need it too."""
        step, waited = min(every, 1.0), 0.0
        while not self._stop.wait(step):
            waited += step
            if self._waiting and waited >= every:
                self._arrive(self._waiting.pop(0))
                waited = 0.0
            self._advance()

    def _arrive(self, article: DemoArticle) -> None:
        self.clock.jump(article.moment)
        body = article.text.encode()
        received = ArticleReceived(
            source=article.source,
            key=article.key,
            body=digest(body),
            media_type=article.media_type,
            title=article.title,
            published=article.published,
            language=article.language,
        )
        with self._one:
            self._say(SourcePolled(source=article.source, items=1, new=1), article, {})
            self._say(received, article, {digest(body): body})

    def _say(self, event: Event, article: DemoArticle, bodies: dict[str, bytes]) -> None:
        draft = Draft(event=event, subject=f"source/{article.source}")
        name = event_id("demo", event.TYPE, article.key)
        self._built.app.log.append([external(draft, name, self.clock.now())], bodies=bodies)

    def _advance(self) -> None:
        with self._one:
            self._built.app.advance()
