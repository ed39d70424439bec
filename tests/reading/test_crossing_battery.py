"""Every wording of a crossing in every construction: ``crossing_battery.yaml``."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from monitor.events.values import Claim
from monitor.reading.document import Document
from monitor.reading.reader import Reader, load_reader

BATTERY = YAML(typ="safe").load(
    (Path(__file__).parent / "crossing_battery.yaml").read_text("utf-8")
)
DAY = dt.date(2021, 7, 6)
LEAD = "Residents described a tense week on the frontier of Afghanistan and Tajikistan. "
PEOPLE = {"troops": "soldiers", "civilians": "villagers", "militants": "militants"}
# Share of the sentences that hold; of the wordings some are only said of soldiers ("interned").
FLOORS = {"troops": 0.98, "civilians": 0.94, "militants": 0.94}
EACH_FLOOR = 0.88  # of each construction
STEPS = {"troops": 1, "civilians": 4, "militants": 4}  # every sentence, or every fourth


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


def crossings(reader: Reader, text: str) -> list[Claim]:
    document = Document(id="b", title="", text=LEAD + text, published=DAY)
    return [claim for claim in reader.read(document)
            if claim.is_news and claim.type.value == "border-crossing"]  # fmt: skip


def wordings() -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield the way (AF to TJ, or back), the voice and the parts of each wording."""
    for past, participle, gerund, rest in BATTERY["went"]:
        yield "AF TJ", "active", {"p": past, "pp": participle, "i": gerund, "r": rest}
    for participle, rest in BATTERY["taken_in"]:
        yield "AF TJ", "passive", {"pp": participle, "r": rest}
    for participle, rest in BATTERY["sent_back"]:
        yield "TJ AF", "passive", {"pp": participle, "r": rest}


def sentences(people: str) -> Iterator[tuple[str, str, str]]:
    """Yield the construction, the way and the sentence."""
    who = f"about 40 Afghan {people}"
    for way, voice, parts in wordings():
        for name, pattern in BATTERY[voice].items():
            text = pattern.format(N=who.capitalize().replace("afghan", "Afghan"), n=who, **parts)
            yield f"{voice} {name}", way, text


@pytest.mark.parametrize("group", PEOPLE)
def test_wordings_of_a_crossing_hold_in_every_construction(reader: Reader, group: str) -> None:
    asked, held = Counter[str](), Counter[str]()
    for name, way, text in islice(sentences(PEOPLE[group]), 0, None, STEPS[group]):
        asked[name] += 1
        held[name] += any(
            claim.actor_class.value == group and f"{claim.origin} {claim.to}" == way
            for claim in crossings(reader, text)
        )
    assert sum(asked.values()) > 500
    assert {name: held[name] / asked[name] for name in asked
            if held[name] < EACH_FLOOR * asked[name]} == {}  # fmt: skip
    assert sum(held.values()) / sum(asked.values()) >= FLOORS[group]


def quiet() -> Iterator[str]:
    who = "about 40 Afghan soldiers"
    for _, voice, parts in wordings():
        if voice != "active":
            continue
        for pattern in BATTERY["quiet"].values():
            yield pattern.format(
                N=who.capitalize().replace("afghan", "Afghan"),
                n=who,
                bare="Afghan soldiers",
                **parts,
            )


def test_denials_fears_plans_histories_and_other_movers_are_quiet(reader: Reader) -> None:
    assert [text for text in quiet() if crossings(reader, text)] == []
