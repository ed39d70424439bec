"""``monitor backtest`` over a log that a pass has filled, as an analyst uses it."""

import json
import shutil

import pytest


@pytest.fixture
def after_a_pass(monitor):
    assert monitor("run", "--once").code == 0
    return monitor


def edit(monitor, old, new, folder="rules"):
    path = monitor.folder / folder / "falls.yml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_the_log_is_run_through_the_rules_on_disk(after_a_pass):
    (line,) = json.loads(after_a_pass("backtest", "--format", "json").out)["rules"]
    assert (line["rule"], line["alerts"], line["levels"]) == ("district-falls", 1, {"high": 1})


def test_diff_alone_compares_the_folder_with_the_rules_in_force(after_a_pass):
    assert "No alert comes, goes or changes its level." in after_a_pass("backtest", "--diff").out
    edit(after_a_pass, "level: high", "level: low")
    told = after_a_pass("backtest", "--diff").out
    assert "+0 alerts, -0, 1 with another level" in told
    assert "district-falls [high -> low] Ishkashim fell" in told
    edit(after_a_pass, "{claim: territory-captured}", "{claim: territory-captured, place: Darwaz}")
    told = after_a_pass("backtest", "--diff").out
    assert "+0 alerts, -1, 0 with another level" in told
    assert "- " in told
    assert "district-falls [high] Ishkashim fell" in told


def test_diff_with_a_folder_compares_it_with_the_configured_one(after_a_pass):
    shutil.copytree(after_a_pass.folder / "rules", after_a_pass.folder / "copy")
    edit(after_a_pass, "level: high", "level: critical", folder="copy")
    compared = json.loads(
        after_a_pass("backtest", "--rules", "copy", "--diff", "--format", "json").out
    )["difference"]
    assert [(each["level_before"], each["level"]) for each in compared["changed"]] == [
        ("high", "critical")
    ]


def test_diff_where_no_rules_were_ever_in_force_says_what_to_do(monitor):
    done = monitor("backtest", "--diff")
    assert done.code == 1
    assert "no rules were ever in force" in done.err
    assert "--rules" in done.err


def test_diff_tells_rules_in_force_that_no_longer_hold(after_a_pass):
    places = after_a_pass.folder / "config.toml"
    edit(after_a_pass, "alert: {one_per: place,", "alert: {notify: desk, one_per: place,")
    routed = '[destinations.d]\nurl = "json://localhost:1/"\n[routes.desk]\nto = ["d"]\n'
    before = places.read_text()
    places.write_text(before + routed)
    assert after_a_pass("rules", "check").code == 0
    assert after_a_pass("run", "--once").code == 0
    places.write_text(before + routed.replace("desk", "other"))
    edit(after_a_pass, "alert: {notify: desk, one_per: place,", "alert: {one_per: place,")
    done = after_a_pass("backtest", "--diff")
    assert done.code == 1
    assert "was a route or a place taken away?" in done.err


def test_raw_articles_are_read_for_it(monitor):
    lines = [
        {"id": "1", "text": "Taliban fighters captured Darwaz district on Monday, an elder said."},
        {"id": "2", "text": "It rained in Darwaz on Monday, an elder said, and the road closed."},
    ]
    path = monitor.folder / "articles.jsonl"
    path.write_text("\n".join(json.dumps({**line, "published": "2021-07-06"}) for line in lines))
    told = json.loads(monitor("backtest", "--articles", str(path), "--format", "json").out)
    assert [alert["subject"] for alert in told["alerts"]] == ["Darwaz fell"]


def test_a_rule_louder_than_its_budget_fails_the_command(after_a_pass):
    (after_a_pass.folder / "inbox" / "b.txt").write_text(
        "Taliban fighters captured Darwaz district in Badakhshan on Tuesday, an elder said."
    )
    assert after_a_pass("run", "--once").code == 0
    edit(after_a_pass, "level: high", "level: high\nat_most: 1 per month")
    done = after_a_pass("backtest")
    assert done.code == 1
    assert "district-falls: 2 alerts, 1 per month allows 1" in done.err
