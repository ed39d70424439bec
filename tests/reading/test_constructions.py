"""Each line of "What it must handle" has sentences that hold and near misses."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from monitor.events.values import Claim, ClaimType
from monitor.reading.document import Document
from monitor.reading.reader import Reader, load_reader

_FILES = sorted(Path(__file__).parent.glob("constructions*.yaml"))
GROUPS = {
    name: group
    for path in _FILES
    for name, group in YAML(typ="safe").load(path.read_text("utf-8")).items()
}
PUBLISHED = dt.date(2021, 7, 6)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


def news(reader: Reader, text: str) -> list[Claim]:
    document = Document(id="t", title="", text=text, published=PUBLISHED)
    return [claim for claim in reader.read(document) if claim.is_news]


def told(claim: Claim) -> set[str]:
    parts = {claim.place, claim.actor_class.value, None, *attributes(claim)}
    return {f"{claim.type} {part}" if part else claim.type.value for part in parts}


def attributes(claim: Claim) -> Iterator[str]:
    """What a claim tells besides: "in AF", "AF>TJ", "killed 3", "disputed", "on 2021-07-05"."""
    yield f"in {claim.country}"
    yield f"{claim.origin}>{claim.to}"
    yield f"count {claim.count}"
    yield f"on {claim.when}"
    low, high = claim.killed or (None, None)
    yield f"killed {low}" if low == high else f"killed {low} to {high}"
    yield claim.status.value


def cases(kind: str) -> Iterator[tuple[str, str, list[str]]]:
    return ((name, text, wanted) for name, group in GROUPS.items()
            for text, wanted in group[kind].items())  # fmt: skip


@pytest.mark.parametrize(("name", "text", "wanted"), list(cases("holds")))
def test_a_sentence_that_reports_is_read(
    reader: Reader, name: str, text: str, wanted: list[str]
) -> None:
    found = set().union(*(told(claim) for claim in news(reader, text)))
    assert set(wanted) <= found, f"{name}: {sorted(set(wanted) - found)} missing in {found}"


@pytest.mark.parametrize(("name", "text", "unwanted"), list(cases("quiet")))
def test_a_near_miss_stays_quiet(reader: Reader, name: str, text: str, unwanted: list[str]) -> None:
    found = set().union(*(told(claim) for claim in news(reader, text)))
    assert not set(unwanted) & found, f"{name}: {sorted(set(unwanted) & found)} reported"


@pytest.mark.parametrize("name", list(GROUPS))
def test_every_construction_has_three_sentences_of_each_kind(name: str) -> None:
    assert len(GROUPS[name]["holds"]) >= 3
    assert len(GROUPS[name]["quiet"]) >= 3


@pytest.mark.parametrize("name", list(GROUPS))
def test_every_sentence_asks_for_claims_that_there_are(name: str) -> None:
    """A label that no claim can bear, or none at all, would make a near miss pass for ever."""
    for kind in ("holds", "quiet"):
        for text, labels in GROUPS[name][kind].items():
            assert labels, text
            assert {label.partition(" ")[0] for label in labels} <= set(ClaimType), text
