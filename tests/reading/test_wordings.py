"""Seven types in many wordings: facts woven into constructions, and their near misses."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from monitor.reading.document import Document
from monitor.reading.reader import Reader, load_reader
from tests.reading.wordings import facts, told, untold

TYPES: dict[str, dict[str, Any]] = YAML(typ="safe").load(
    (Path(__file__).parent / "wordings.yaml").read_text("utf-8")
)
DAY = dt.date(2025, 7, 8)
EVERY = 2  # a fact's constructions are taken by turns, so that the test stays short


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


def reports(reader: Reader, kind: str, text: str) -> bool:
    claims = reader.read(Document(id="w", title="", text=text, published=DAY))
    return any(claim.is_news and claim.type.value == kind for claim in claims)


@pytest.mark.parametrize("kind", list(TYPES))
def test_most_wordings_of_a_type_are_read(reader: Reader, kind: str) -> None:
    woven = [f"{name}: {text}" for at, fact in enumerate(facts(TYPES[kind]["facts"]))
             for name, text in list(told(fact))[at % EVERY :: EVERY]]  # fmt: skip
    cases = [*woven, *(f"told: {text}" for text in TYPES[kind]["told"])]
    missed = [case for case in cases if not reports(reader, kind, case.partition(": ")[2])]
    share = 1 - len(missed) / len(cases)
    assert share >= TYPES[kind]["floor"], f"{share:.3f}: {missed[:20]}"


@pytest.mark.parametrize("kind", list(TYPES))
def test_what_is_denied_feared_or_long_ago_is_no_news(reader: Reader, kind: str) -> None:
    leaks = [f"{name}: {text}" for fact in facts(TYPES[kind]["facts"])
             for name, text in untold(fact) if reports(reader, kind, text)]  # fmt: skip
    assert leaks == []


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, group in TYPES.items() for text in group["quiet"]]
)
def test_a_near_miss_of_a_wording_is_not_reported(reader: Reader, kind: str, text: str) -> None:
    assert not reports(reader, kind, text)
