"""The cost of rules per article must not grow with their number: 10, 100, 1,000 and 10,000.

Run: python -m tests.bench.bench_rules

Half of the rules ask about claims (type, places, figures, distances), half about words. The
articles are of 340 words with three claims each; few of them match anything. All sizes are
measured in turns in one process; the figure is CPU time, the least over rounds (others work on
the same machine). The last line is a backtest over stored claims with the shipped rules.
"""

import random
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from msgspec.structs import replace

from monitor.cli.backtest_run import Candidate
from monitor.events.codec import decode_data, encode
from monitor.events.envelope import Envelope
from monitor.events.incidents import IncidentOpened
from monitor.events.readings import ArticleRead
from monitor.events.registry import Event
from monitor.events.values import (
    ActorClass,
    Claim,
    ClaimRef,
    ClaimType,
    Incident,
    IncidentState,
    Side,
    Status,
)
from monitor.flow.ids import digest
from monitor.rules.conditions.known import NOTHING_KNOWN
from monitor.rules.loader import load_folder, load_texts
from monitor.rules.ruleset.rules import RuleSet
from monitor.rules.step import RulesStep

SIZES = (10, 100, 1_000, 10_000)
ARTICLES = 400
ROUNDS = 7
STORED = 100_000
NOW = datetime(2021, 7, 5, 12, tzinfo=UTC)
LIMIT = 2.0

chance = random.Random(7)
LETTERS = "abcdefghijklmnoprstuvyz"
WORDS = [
    "".join(chance.choice(LETTERS) for _ in range(chance.randint(4, 9))) for _ in range(60_000)
]
COMMON = WORDS[:8_000]
RARE = WORDS[8_000:]
PLACES = [word.title() for word in RARE[:20_000]]
PROVINCES = [word.title() for word in RARE[20_000:25_000]]


def claim_rule(number: int) -> str:
    """A rule on claims, of one of five shapes."""
    kind = chance.choice(list(ClaimType))
    places = ", ".join(chance.sample(PLACES, 3))
    shapes = (
        f"  claim: {kind}\n  place: {{name: [{places}], near: AF-TJ, within_km: 50}}\n",
        f"  claim: {kind}\n  place: {{province: {chance.choice(PROVINCES)}, kind: district}}\n",
        f"  claim: {kind}\n  actor: {{class: militants}}\n  place: {{name: [{places}]}}\n",
        f'  claim: {kind}\n  killed: ">= {chance.randint(20, 5000)}"\n  place: {{near: AF-TJ}}\n',
        f'  claim: {kind}\n  count: ">= {chance.randint(2000, 90000)}"\n  to: TJ\n',
    )
    return _rule(number, shapes[number // 2 % len(shapes)])


def word_rule(number: int) -> str:
    """A rule on words: two groups in one sentence, the second of common words."""
    rare = ", ".join(chance.sample(RARE, 3))
    common = ", ".join(chance.sample(COMMON, 3))
    form = ", in_order: true" if number % 3 == 0 else ""
    groups = [f"[{rare}]", f"[{common}]"]
    chance.shuffle(groups)
    return _rule(number, f"  text: {{same_sentence: [{', '.join(groups)}]{form}}}\n")


def _rule(number: int, when: str) -> str:
    head = f"title: Rule {number}\nid: rule-{number}\nstatus: test\nlevel: low\nwhen:\n"
    return head + when


def rule_sets() -> dict[int, RuleSet]:
    texts = [claim_rule(n) if n % 2 else word_rule(n) for n in range(max(SIZES))]
    before = time.process_time()
    loaded = load_texts(
        {f"{n:05}.yml": text.encode() for n, text in enumerate(texts)}, NOTHING_KNOWN
    )
    took = time.process_time() - before
    assert not loaded.faults, loaded.faults[0]
    print(f"loading {max(SIZES):,} files: {took:.1f} s ({took / max(SIZES) * 1e3:.2f} ms a file)")
    return {size: RuleSet(loaded.rules.rules[:size], str(size)) for size in SIZES}


def article(number: int, *, sentences: int = 17) -> tuple[list[Envelope[Event]], bytes]:
    """An article as the step meets it: read, then three incidents opened."""
    body = ". ".join(a_sentence(index) for index in range(sentences)).encode()
    claims = tuple(a_claim() for _ in range(3))
    name = f"a{number}"
    read = ArticleRead(
        article=name,
        revision=0,
        source="s",
        outlet="o",
        title=a_sentence(1),
        body=digest(body),
        wire=name,
        claims=claims,
        reader="r",
    )
    events = [_envelope(read, number, 0)]
    for index, claim in enumerate(claims):
        ref = ClaimRef(
            article=name,
            revision=0,
            index=index,
            source="s",
            outlet="o",
            wire=name,
            status=claim.status,
        )
        incident = Incident(
            id=f"{name}-{index}",
            state=IncidentState.SINGLE,
            claim=claim,
            claims=(ref,),
            sources=("o",),
        )
        opened = IncidentOpened(incident=incident, article=name, reason="first")
        events.append(_envelope(opened, number, index + 1))
    return events, body


def a_sentence(index: int) -> str:
    """Twenty words; a rare one in every sixth sentence."""
    words = [chance.choice(COMMON) for _ in range(19)]
    words.append(chance.choice(RARE if index % 6 == 0 else COMMON))
    chance.shuffle(words)
    return " ".join(words).capitalize()


def a_claim() -> Claim:
    return Claim(
        type=chance.choice(list(ClaimType)),
        status=Status.ASSERTED,
        actor="Taliban fighters",
        actor_class=chance.choice(list(ActorClass)),
        actor_side=Side.NON_STATE,
        place=chance.choice(PLACES),
        place_kind="district",
        province=chance.choice(PROVINCES),
        country="AF",
        killed=(1, chance.randint(1, 19)),
        count=chance.randint(1, 1900),
        to=chance.choice(["TJ", None]),
        border="AF-TJ",
        border_km=12.0,
        borders={"AF-TJ": 12.0},
        evidence="x",
        span=(0, 1),
    )


def _envelope(event: Event, number: int, index: int, time: datetime = NOW) -> Envelope[Event]:
    return Envelope(
        position=number * 10 + index,
        id=f"{number}-{index}",
        type=event.TYPE,
        subject="x",
        version=1,
        time=time,
        recorded_at=time,
        correlation_id="c",
        causation_id=None,
        data=event,
    )


def one_pass(
    step: RulesStep, batch: list[tuple[list[Envelope[Event]], bytes]]
) -> tuple[float, int]:
    """Return seconds for an article, and how many matches there were."""
    matches = 0
    before = time.process_time()
    for events, body in batch:
        for event in events:
            matches += len(step.handle(event, lambda _: body))  # noqa: B023  (called at once)
    return (time.process_time() - before) / len(batch), matches


def growth() -> float:
    """Print the cost per article for each size; return the ratio of the largest to the smallest."""
    sets = rule_sets()
    steps = {size: RulesStep(rules) for size, rules in sets.items()}
    batch = [article(number) for number in range(ARTICLES)]
    times: dict[int, list[float]] = {size: [] for size in SIZES}
    found = dict.fromkeys(SIZES, 0)
    for size in SIZES:
        one_pass(steps[size], batch[:20])
    for _ in range(ROUNDS):
        for size in SIZES:
            took, found[size] = one_pass(steps[size], batch)
            times[size].append(took)
    print("  rules   us per article   matches per article")
    for size in SIZES:
        least = min(times[size]) * 1e6
        print(f"{size:7,} {least:16.1f} {found[size] / ARTICLES:21.3f}")
    return min(times[SIZES[-1]]) / min(times[SIZES[0]])


def stored_past() -> None:
    """Print how long a backtest over stored claims takes, as the shipped rules do it."""
    rules = load_folder(Path(__file__).parents[2] / "rules").rules
    candidate = Candidate(rules, None)
    stored = [encode(incident_event(number)) for number in range(STORED)]
    before = time.process_time()
    for number, data in enumerate(stored):
        event = decode_data("incident.opened", 1, data)
        moment = NOW + timedelta(minutes=5 * number)
        candidate.recorded(_envelope(event, number, 0, moment))
    took = time.process_time() - before
    raised = len(candidate.finish().alerts)
    print(f"backtest of {STORED:,} stored articles: {took:.1f} s, {raised:,} alerts")


def incident_event(number: int) -> IncidentOpened:
    """One stored article in fifty tells of a happening near the watched border."""
    event = article(number, sentences=0)[0][1].data
    assert isinstance(event, IncidentOpened)
    if number % 50 == 0:
        return event
    far = replace(event.incident.claim, border="AF-PK", to=None, borders={"AF-PK": 10.0})
    return replace(event, incident=replace(event.incident, claim=far))


def main() -> int:
    ratio = growth()
    print(
        f"from {SIZES[0]} to {SIZES[-1]:,} rules: {ratio:.2f} times (at most {LIMIT} are allowed)"
    )
    stored_past()
    return 0 if ratio <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
