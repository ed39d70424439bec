"""Floors a little below the figures in docs/accuracy.md: a change that reads worse is seen."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from monitor.reading.reader import load_reader
from tests.accuracy.measure import CORPUS, predictions

FLOORS = {"ALL": 0.93, "territory-captured": 0.93, "border-crossing": 0.91, "armed-clash": 0.96,
          "cross-border-fire": 0.94, "diplomatic-contact": 0.92, "deployment": 0.94,
          "border-closure": 0.97, "border-reopening": 0.79, "drug-interdiction": 0.80}  # fmt: skip


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    target = tmp_path_factory.mktemp("accuracy") / "predictions.jsonl"
    predictions(load_reader(), target)
    command = [
        sys.executable, str(CORPUS / "score.py"), str(CORPUS / "labels.jsonl"), str(target),
        "--articles", str(CORPUS / "articles.jsonl"), "--only", "language=en", "--json",
    ]  # fmt: skip
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


@pytest.mark.parametrize(("kind", "floor"), list(FLOORS.items()))
def test_the_corpus_is_read_at_least_this_well(
    result: dict[str, Any], kind: str, floor: float
) -> None:
    assert result["types"][kind]["f1"] >= floor


def test_precision_comes_before_recall(result: dict[str, Any]) -> None:
    assert result["types"]["ALL"]["precision"] >= 0.96


def test_articles_that_report_nothing_stay_quiet(result: dict[str, Any]) -> None:
    assert result["noisy"] <= 0.04 * result["quiet"]


def test_most_of_the_dead_are_counted(result: dict[str, Any]) -> None:
    attributes = result["attributes"]
    assert attributes["killed right"] >= 0.8 * attributes["killed asked"]


def test_most_crossings_are_counted(result: dict[str, Any]) -> None:
    attributes = result["attributes"]
    assert attributes["count right"] >= 0.9 * attributes["count asked"]


def test_disputes_are_told_from_plain_claims(result: dict[str, Any]) -> None:
    attributes = result["attributes"]
    assert attributes["disputed right"] >= 0.94 * attributes["disputed asked"]


def test_the_corpus_is_there() -> None:
    assert all((CORPUS / name).is_file() for name in ("articles.jsonl", "labels.jsonl", "score.py"))
    assert Path(CORPUS / "score.py").read_text(encoding="utf-8").startswith("#!")
