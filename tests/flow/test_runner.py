"""A toy river: received articles are accepted, accepted ones are counted."""

import json

import msgspec
import pytest

from monitor.errors import LogError
from monitor.eventlog.memory import MemoryLog
from monitor.events.articles import ArticleAccepted, ArticleRejected
from monitor.events.codec import decode, encode
from monitor.events.envelope import NewEvent
from monitor.events.sources import ArticleReceived
from monitor.flow.ahead import WORTH_IT
from monitor.flow.ids import event_id
from monitor.flow.replay import replay
from monitor.flow.runner import BATCH, River, StepRunner
from monitor.flow.snapshots import keep
from monitor.flow.step import Draft
from tests.fakes.clock import FixedClock


class Accepting:
    """Accepts each article once per key; remembers what it accepted."""

    name, version = "accepting", 1
    consumes = frozenset({"article.received"})
    remembers = frozenset({"article.accepted"})

    def __init__(self):
        self.seen = []
        self.handled = 0

    def remember(self, envelope):
        self.seen.append(envelope.data.article)

    def handle(self, envelope, bodies):
        self.handled += 1
        key = envelope.data.key
        if key == "poison":
            raise ValueError("no such article")
        if key in self.seen:
            rejected = ArticleRejected(article=key, source="s", reason="seen before")
            return [Draft(event=rejected, subject=f"article/{key}")]
        accepted = ArticleAccepted(
            article=key, revision=1, source="s", outlet="o", title="t", body="d", wire=key
        )
        return [Draft(event=accepted, subject=f"article/{key}", bodies={"d": b"text"})]

    def dump(self):
        return json.dumps(self.seen).encode()

    def load(self, state):
        self.seen = json.loads(state)


class Rejections:
    """Listens to the first step's outputs; has no memory."""

    name, version = "rejections", 1
    consumes = frozenset({"article.rejected"})
    remembers = frozenset()

    def remember(self, envelope):
        raise AssertionError

    def handle(self, envelope, bodies):
        return []


@pytest.fixture
def log():
    return MemoryLog(FixedClock())


def receive(log, *keys):
    for number, key in enumerate(keys, start=log.head().position):
        name = event_id("s", key, number)
        log.append(
            [
                NewEvent(
                    id=name,
                    type="article.received",
                    schema_version=1,
                    subject=f"article/{key}",
                    time=1_700_000_000_000_000 + number,
                    correlation_id=name,
                    causation_id=None,
                    data=encode(
                        ArticleReceived(source="s", key=key, body="d", media_type="text/plain")
                    ),
                )
            ]
        )


def types(log):
    return [r.type for r in log.read() if r.type != "article.received"]


def test_outputs_carry_their_cause_and_its_time(log):
    receive(log, "a")
    StepRunner(log, Accepting()).run_once()
    cause, output = log.read()
    assert output.causation_id == cause.id
    assert output.correlation_id == cause.correlation_id
    assert output.time == cause.time
    assert log.body("d") == b"text"


def test_each_event_is_handled_once_across_restarts(log):
    receive(log, "a", "b")
    first = Accepting()
    River(log, [first]).flow()
    second = Accepting()
    river = River(log, [second])
    river.restore()
    assert river.flow() == 0
    assert second.handled == 0
    assert second.seen == first.seen == ["a", "b"]


def test_memory_sees_the_steps_own_outputs_within_one_batch(log):
    receive(log, "a", "a")
    River(log, [Accepting()]).flow()
    assert types(log) == ["article.accepted", "article.rejected"]


def test_memory_after_a_restart_equals_memory_that_never_stopped(log):
    live = Accepting()
    river = River(log, [live])
    for key in ("a", "b", "a", "c"):
        receive(log, key)
        river.flow()
    restarted = Accepting()
    River(log, [restarted]).restore()
    assert restarted.seen == live.seen


def test_a_snapshot_saves_folding_the_history_again(log):
    receive(log, "a", "b")
    river = River(log, [Accepting()])
    river.flow()
    river.save()
    receive(log, "c")
    River(log, [Accepting()]).flow()

    class Watching(Accepting):
        remembered = 0

        def remember(self, envelope):
            Watching.remembered += 1
            super().remember(envelope)

    step = Watching()
    River(log, [step]).restore()
    assert step.seen == ["a", "b", "c"]
    assert Watching.remembered == 1


def test_a_poison_event_is_parked_and_the_river_flows_on(log):
    receive(log, "a", "poison", "b")
    River(log, [Accepting()]).flow()
    assert types(log) == ["article.accepted", "step.failed", "article.accepted"]
    parked = decode(log.read(types={"step.failed"})[0])
    assert parked.data.step == "accepting"
    assert "no such article" in parked.data.error


def test_a_crash_before_the_commit_changes_nothing_and_is_made_good(log):
    receive(log, "a", "b")
    append = log.append

    def failing(*args, **kwargs):
        raise LogError("disk full")

    log.append = failing
    with pytest.raises(LogError):
        River(log, [Accepting()]).flow()
    log.append = append
    assert types(log) == []
    River(log, [Accepting()]).flow()
    assert types(log) == ["article.accepted", "article.accepted"]


def test_the_same_history_gives_the_same_ids():
    def history():
        log = MemoryLog(FixedClock())
        receive(log, "a", "b", "a")
        River(log, [Accepting(), Rejections()]).flow()
        return [(r.id, r.data, r.hash) for r in log.read()]

    assert history() == history()


def test_replay_tells_a_fold_of_the_types_it_consumes(log):
    receive(log, "a", "b")
    River(log, [Accepting()]).flow()

    class Count:
        consumes = frozenset({"article.accepted"})
        total = 0

        def apply(self, envelope):
            self.total += 1

    count = Count()
    assert replay(log, count) == 4
    assert count.total == 2


class Foreseeing(Accepting):
    """Takes down what it is shown ahead of its turn."""

    def __init__(self):
        super().__init__()
        self.foreseen, self.unforeseen = set(), []

    def foresee(self, envelopes, bodies):
        self.foreseen.update(envelope.data.key for envelope in envelopes)

    def handle(self, envelope, bodies):
        if envelope.data.key not in self.foreseen:
            self.unforeseen.append(envelope.data.key)
        return super().handle(envelope, bodies)


def test_a_step_that_foresees_is_shown_each_event_first_and_makes_of_it_what_others_make(log):
    keys = [f"k{number % 500}" for number in range(700)]
    receive(log, *keys)
    step, other = Foreseeing(), MemoryLog(FixedClock())
    first = River(log, [step])
    assert first.round() == 256
    assert (len(step.foreseen), step.handled) == (256, 0)  # begun with: others have their turn
    assert first.round() == 256
    assert (len(step.foreseen), step.handled) == (500, 256)  # the next batch was shown already
    first.flow()
    assert not step.unforeseen
    receive(other, *keys)
    River(other, [Accepting()]).flow()
    assert [event.id for event in log.read(limit=2000)] == [
        event.id for event in other.read(limit=2000)
    ]


def test_a_few_events_are_handled_in_the_round_in_which_they_come(log):
    step = Foreseeing()
    receive(log, *map(str, range(BATCH - 1)))
    assert River(log, [step]).round() == BATCH - 1
    assert step.handled == BATCH - 1


def test_while_more_waits_in_the_steps_before_many_events_are_only_begun_with(log):
    step = Foreseeing()
    runner = StepRunner(log, step)
    receive(log, *map(str, range(WORTH_IT)))
    assert (runner.run_once(busy=True), step.handled) == (WORTH_IT, 0)
    assert (runner.run_once(busy=True), step.handled) == (WORTH_IT, WORTH_IT)
    receive(log, *map(str, range(WORTH_IT - 1)))
    assert (runner.run_once(busy=True), step.handled) == (WORTH_IT - 1, 2 * WORTH_IT - 1)


def runner_of(log, step):
    runner = StepRunner(log, step)
    runner.restore()
    return runner


def spoiled(state):
    return state[:-1] + bytes([state[-1] ^ 1])


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param({}, None, id="as it was kept"),
        pytest.param({"version": "0"}, "version", id="of another version"),
        pytest.param({"state": spoiled}, "bytes", id="with a bit turned"),
        pytest.param({"state": lambda state: b""}, "bytes", id="empty"),
        pytest.param({"position": 10_000}, "beyond", id="from another log"),
    ],
)
def test_a_snapshot_that_does_not_fit_is_dropped_and_the_memory_folded_anew(
    log, change, reason, capsys
):
    receive(log, "a", "b", "c")
    runner = StepRunner(log, Accepting())
    runner.run_once()
    runner.save()
    kept = log.snapshot("accepting@1")
    changed = {
        name: value(kept.state) if callable(value) else value for name, value in change.items()
    }
    log.save_snapshot(msgspec.structs.replace(kept, **changed))
    loaded = []

    class Watched(Accepting):
        def load(self, state):
            loaded.append(state)
            super().load(state)

    step = Watched()
    runner_of(log, step)
    assert step.seen == ["a", "b", "c"]
    assert bool(loaded) == (reason is None)
    assert (reason or "") in capsys.readouterr().out


def test_a_snapshot_that_its_step_cannot_read_is_dropped(log):
    receive(log, "a", "b")
    runner = StepRunner(log, Accepting())
    runner.run_once()
    keep(log, "accepting@1", "1", 3, b"no JSON")
    step = Accepting()
    runner_of(log, step)
    assert step.seen == ["a", "b"]
