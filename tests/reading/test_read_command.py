"""`monitor read`: every line answered in order, every mistake told with its place."""

import json
import sys
from pathlib import Path

import pytest
import structlog
import typer
from typer.testing import CliRunner

from monitor.cli.read import read

APP = typer.Typer()
APP.command()(read)
RUN = CliRunner()
FALL = "Taliban fighters captured Imam Sahib district on Monday."


@pytest.fixture(autouse=True)
def logs_aside() -> None:
    """A thread that another test left behind may still have a line to say: not into the JSON."""
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(file=sys.__stderr__))


def line(**fields: object) -> str:
    record = {"id": "a", "title": "", "text": FALL, "published": "2021-07-06", **fields}
    return json.dumps(record)


def test_jsonl_in_is_jsonl_out_in_the_same_order(tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text("\n".join([line(id="one"), line(id="two", text="Rain."), line(id="three")]))
    result = RUN.invoke(APP, [str(file), "--format", "jsonl"])
    rows = [json.loads(row) for row in result.stdout.splitlines()]
    assert [row["id"] for row in rows] == ["one", "two", "three"]
    assert [len(row["claims"]) for row in rows] == [1, 0, 1]
    assert result.exit_code == 0


def test_a_bad_line_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text(
        "\n".join([line(id="one"), '{"id": "two", "text": 3}', "{broken", line(id="four")])
    )
    result = RUN.invoke(APP, [str(file), "--format", "jsonl"])
    rows = [json.loads(row) for row in result.stdout.splitlines()]
    assert [row["id"] for row in rows] == ["one", "two", "four"]
    assert f"{file}:2:" in result.stderr
    assert f"{file}:3:2:" in result.stderr
    assert result.exit_code == 1


def test_a_text_file_has_its_first_line_as_title(tmp_path: Path) -> None:
    file = tmp_path / "story.md"
    file.write_text(f"# Imam Sahib falls\n\n{FALL}\n")
    result = RUN.invoke(APP, [str(file), "--published", "2021-07-06"])
    assert "territory-captured" in result.stdout
    assert "Imam Sahib" in result.stdout


def test_front_matter_tells_the_day_and_the_title(tmp_path: Path) -> None:
    file = tmp_path / "story.md"
    file.write_text(f"---\ntitle: Imam Sahib falls\ndate: 2021-07-06\n---\n{FALL}\n")
    result = RUN.invoke(APP, [str(file), "--format", "json"])
    (claim,) = json.loads(result.stdout)["claims"]
    assert (claim["place"], claim["when"]) == ("Imam Sahib", "2021-07-05")
    told = RUN.invoke(APP, [str(file), "--format", "json", "--published", "2021-07-13"])
    assert json.loads(told.stdout)["claims"][0]["when"] == "2021-07-12"


@pytest.mark.parametrize("name", ["story.html", "story.xhtml", "saved.txt"])
def test_a_page_is_read_without_its_furniture(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    menu = "<nav><ul><li><a href='/x'>Taliban capture Kunduz</a></li></ul></nav>"
    calm = "<p>Shops in the bazaar were open again on Tuesday, and buses ran to the north.</p>" * 4
    story = f"<article><h1>A district falls</h1><p>{FALL}</p>{calm}</article>"
    file.write_text(f"<html><body>{menu}{story}</body></html>")
    result = RUN.invoke(APP, [str(file), "--format", "json"])
    assert [claim["place"] for claim in json.loads(result.stdout)["claims"]] == ["Imam Sahib"]


def test_standard_input_is_read(tmp_path: Path) -> None:
    result = RUN.invoke(APP, ["-", "--format", "json"], input=line())
    assert json.loads(result.stdout)["claims"][0]["place"] == "Imam Sahib"


def test_russian_gives_no_claims_and_no_crash() -> None:
    result = RUN.invoke(APP, ["-", "--format", "jsonl"], input=line(language="ru"))
    assert json.loads(result.stdout)["claims"] == []
    assert result.exit_code == 0


@pytest.mark.parametrize("format_", ["text", "json"])
def test_explain_shows_the_frames(format_: str) -> None:
    result = RUN.invoke(APP, ["-", "--explain", "--format", format_], input=line())
    assert "capture" in result.stdout
    assert result.exit_code == 0


def test_a_missing_file_is_told_without_a_traceback(tmp_path: Path) -> None:
    result = RUN.invoke(APP, [str(tmp_path / "none.txt")])
    assert result.exit_code == 1
    assert "No such file" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_binary_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.bin"
    file.write_bytes(b"\x00\x01\x02")
    result = RUN.invoke(APP, [str(file)])
    assert result.exit_code == 1
    assert "not text" in result.stderr
