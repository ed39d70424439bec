"""``monitor serve`` and ``monitor demo``: the page put together from the real rooms."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from datetime import date

import pytest

from monitor.assembly.orders import Request
from monitor.cli.demo_articles import read_corpus
from monitor.cli.demo_stage import Stage
from monitor.cli.page import Given, page, web_options
from monitor.config.settings import FeedSource, Settings, Web
from monitor.errors import MonitorError
from monitor.web.options import WebOptions
from monitor.web.pages.rules import STARTER
from tests.fakes.clock import FixedClock
from tests.web.conftest import Client
from tests.web.scene import filled
from tests.web.test_guard import FORM, visit
from tests.web.world import NOON, World

RULE = """\
title: District near the border falls
id: district-falls
status: test
level: high
at_most: 2 per week
when:
  claim: territory-captured
  place: {near: AF-TJ, within_km: 50}
alert:
  one_per: place
"""
ARTICLES = [
    ("d1", "2021-07-01", "Taliban fighters captured Imam Sahib district in Kunduz on Thursday."),
    ("d2", "2021-07-02", "Taliban fighters captured Qala-e-Zal district in Kunduz on Friday."),
    ("d3", "2021-07-05", "Taliban fighters captured Dasht-e-Archi district in Kunduz on Monday."),
]


@pytest.fixture
def rules(tmp_path):
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "falls.yml").write_text(RULE)
    return folder


@pytest.fixture
def settings(tmp_path, rules):
    state = tmp_path / "state"
    state.mkdir()
    filled(World(state)).close()
    feed = {
        "kind": "feed",
        "name": "ariana",
        "url": "https://u:secret@ariana.example/rss?key=secret",
    }
    return Settings(state=state, rules=rules, sources=(FeedSource.model_validate(feed),))


@pytest.fixture
def corpus(tmp_path):
    lines = [
        json.dumps(
            {"id": id_, "source": "baktria", "title": text[:40], "text": text, "published": day}
        )
        for id_, day, text in ARTICLES
    ]
    (tmp_path / "articles.jsonl").write_text("\n".join(lines) + "\n")
    return tmp_path


@pytest.fixture
def alone(settings):
    with page(settings, FixedClock(NOON), WebOptions(port=0)) as server:
        server.start()
        yield Client(server.url)


def test_the_page_stands_alone_on_a_log_that_nobody_writes(alone):
    assert "Imam Sahib reported" in alone.ask("/").text
    answer = alone.ask("/healthz")
    assert (answer.status, "no monitor is running" in answer.text) == (503, True)
    assert "Wakhan" in alone.ask("/map?on=2021-07-06").text, "the shipped frontier"


def test_without_a_daemon_a_verb_is_carried_out_on_the_log_itself(alone):
    cookie, token = visit(alone)
    first = json.loads(alone.ask("/api/alerts").text)["alerts"][0]["alert"]
    named = f"{cookie}; monitor_name=Ada"
    body = f"form_token={token}&verb=acknowledge"
    alone.ask(f"/alerts/{first}/do", data=body, Cookie=named, **FORM)
    assert json.loads(alone.ask(f"/api/alerts/{first}").text)["acknowledged_by"] == "Ada"
    again = alone.ask(f"/alerts/{first}/do", data=body, Cookie=named, **FORM)
    assert "was%20acknowledged%20by%20Ada" in again.cookies["monitor_said"]


def test_rules_come_with_words_file_and_budget(alone):
    text = alone.ask("/rules/district-falls").text
    assert "rules/falls.yml:1" in text
    assert "territory-captured" in text
    assert "2 per week" in text
    assert "nobody is told" in text


def test_a_broken_folder_shows_its_faults_in_place(alone, rules):
    (rules / "falls.yml").write_text(RULE.replace("level: high", "level: hihg"))
    text = alone.ask("/rules").text
    assert "The last reload was refused" in text
    assert "rules/falls.yml:4:8" in text
    assert str(rules) not in text


def test_a_draft_replaces_its_rule_and_is_tried_on_the_log(alone):
    cookie, token = visit(alone, "/rules/draft")
    draft = RULE.replace("level: high", "level: low").replace(" ", "+").replace("\n", "%0A")
    body = f"form_token={token}&verb=backtest&draft={draft}"
    text = alone.ask("/rules/draft", data=body, Cookie=cookie, **FORM).text
    assert "It reads well" in text
    assert "alerts with the rules in force" in text


def test_an_article_tells_which_condition_of_which_rule_stopped_it(alone):
    text = alone.ask("/articles/a0000005").text
    assert "District near the border falls" in text
    assert "status" in text or "hypothetical" in text


def test_nothing_secret_of_a_feeds_address_is_shown(alone):
    text = alone.ask("/sources").text
    assert "https://ariana.example/rss" in text
    assert "secret" not in text


def test_the_token_comes_from_its_file(tmp_path):
    file = tmp_path / "token"
    file.write_text("a-token-of-enough-length\n")
    chosen = web_options(Settings(web=Web(host="0.0.0.0", token_file=file)), port=9)
    assert (chosen.token, chosen.port, chosen.host) == ("a-token-of-enough-length", 9, "0.0.0.0")
    with pytest.raises(MonitorError, match="cannot be read"):
        web_options(Settings(web=Web(token_file=tmp_path / "none")))


def test_a_port_in_use_is_told_in_words(settings):
    clock = FixedClock(NOON)
    with page(settings, clock, WebOptions(port=0)) as first:
        port = int(first.url.rsplit(":", 1)[1].strip("/"))
        with pytest.raises(MonitorError, match="cannot listen"):  # noqa: SIM117
            with page(settings, clock, WebOptions(port=port)):
                pass


def test_the_demo_fills_a_log_and_then_lives_on(corpus, rules, tmp_path, capsys):
    articles = list(read_corpus(corpus))
    with Stage(tmp_path / "demo", articles, date(2021, 7, 2), rules) as stage:
        assert stage.waiting_before == 2
        stage.fill()
        given = Given(order=stage.order, troubles=stage.troubles)
        with page(stage.settings, stage.clock, WebOptions(port=0), given) as server:
            server.start()
            client = Client(server.url)
            found = json.loads(client.ask("/api/articles").text)["articles"]
            assert [a["published"] for a in found] == ["2021-07-02", "2021-07-01"]
            stage.go_on(0.05)
            for _ in range(100):
                found = json.loads(client.ask("/api/articles").text)["articles"]
                if len(found) == 3:
                    break
                time.sleep(0.1)
            assert found[0]["published"] == "2021-07-05"
            assert stage.clock.now().date() == date(2021, 7, 5)
            assert stage.order(Request(verb="none", arguments={})).error
    assert "captured" not in capsys.readouterr().out


def test_a_corpus_that_is_none_is_told_in_words(tmp_path):
    with pytest.raises(MonitorError, match="there is no corpus"):
        list(read_corpus(tmp_path))
    (tmp_path / "articles.jsonl").write_text('{"id": 1}\n')
    with pytest.raises(MonitorError, match=r"articles.jsonl:1: this is not an article"):
        list(read_corpus(tmp_path))


def test_serve_ends_with_a_signal_and_a_good_exit_code(settings, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    config = tmp_path / "config.toml"
    config.write_text(
        f'state = "{settings.state}"\nrules = "{settings.rules}"\n[web]\nport = {port}\n'
    )
    code = (
        "import typer; from monitor.cli.serve import serve; from monitor.cli.context import Before;"
    )
    code += "app = typer.Typer(); app.command()(serve);"
    code += "app(obj=Before(config=__import__('pathlib').Path(__import__('sys').argv.pop())))"
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(config)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert f"http://127.0.0.1:{port}/" in process.stdout.readline()
    for _ in range(50):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/login", timeout=1) as answer:
                assert answer.status == 200
            break
        except OSError:
            time.sleep(0.1)
    process.terminate()
    assert process.wait(timeout=10) in (0, -15)
    process.stdout.close()


def test_the_draft_that_one_begins_with_reads_well(alone):
    cookie, token = visit(alone, "/rules/draft")
    body = urllib.parse.urlencode({"form_token": token, "verb": "check", "draft": STARTER})
    text = alone.ask("/rules/draft", data=body, Cookie=cookie, **FORM).text
    assert "It reads well" in text
    assert "All 2 examples come out as stated" in text
