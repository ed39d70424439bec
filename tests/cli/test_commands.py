"""A newcomer's walk: one pass, then every command that looks at what came of it."""

import json
import re

import pytest
import typer.main

from monitor.cli.main import app


@pytest.fixture
def after_a_pass(monitor):
    done = monitor("run", "--once")
    assert done.code == 0, done.err
    return monitor


def alert_of(monitor):
    (row,) = json.loads(monitor("alerts", "--format", "json").out)
    return row["alert"]


def test_one_pass_prints_the_alert_with_its_evidence_and_where_to_look_next(monitor):
    done = monitor("run", "--once")
    assert done.code == 0
    for wanted in ("HIGH", "Ishkashim", "an elder said", "undated", "monitor why", "1 alert"):
        assert wanted in done.out, wanted


def test_a_second_pass_says_that_nothing_is_new_and_what_is_open(after_a_pass):
    done = after_a_pass("run", "--once")
    assert done.code == 0
    assert "Nothing new to alert" in done.out
    assert "Ishkashim fell" in done.out


def test_why_leads_from_the_alert_to_the_sentence(after_a_pass):
    alert = alert_of(after_a_pass)
    told = after_a_pass("why", alert[:5]).out
    for wanted in ("article.received", "a.txt", "article.read", "rule.matched", "alert.raised"):
        assert wanted in told
    assert "captured Ishkashim district" in told
    assert told.rstrip().endswith("It was alerted.")


def why_after(monitor, text: str) -> str:
    """Read one more article and return what ``why`` tells of it."""
    (monitor.folder / "inbox" / "b.txt").write_text(text)
    monitor("run", "--once")
    return monitor("why", "b.txt").out


def test_why_tells_what_stopped_an_article(monitor):
    told = why_after(
        monitor, "The governor denied on Monday that Shighnan district had fallen to the Taliban."
    )
    assert "denied" in told
    assert "It holds no claim that is news" in told


def test_why_names_the_country_where_an_article_names_no_place(monitor):
    told = why_after(
        monitor,
        "Tajikistan closed its border with Afghanistan on Monday, officials in Dushanbe said.",
    )
    assert "1 claim, 1 of them news" in told
    assert "border-closure at TJ: asserted" in told
    assert "border-closure at TJ: single" in told


def test_why_of_an_unknown_thing_says_what_to_do(after_a_pass):
    done = after_a_pass("why", "nothing-of-the-kind")
    assert done.code == 1
    assert "monitor alerts" in done.err


def test_the_log_shows_verifies_and_exports(after_a_pass):
    shown = after_a_pass("log", "show").out
    assert re.search(r"alert\.raised +alert/", shown)
    assert "The log holds" in after_a_pass("log", "verify").out
    lines = [json.loads(line) for line in after_a_pass("log", "export").out.splitlines()]
    assert all(line["specversion"] == "1.0" for line in lines)
    assert [int(line["sequence"]) for line in lines] == list(range(1, len(lines) + 1))
    only = after_a_pass("log", "export", "--type", "alert.raised").out.splitlines()
    assert len(only) == 1


def test_the_views_are_rebuilt_the_same(after_a_pass):
    before = after_a_pass("alerts", "--format", "json").out
    assert "folded anew" in after_a_pass("log", "rebuild").out
    assert after_a_pass("alerts", "--format", "json").out == before
    (after_a_pass.folder / "var" / "views.db").unlink()
    assert after_a_pass("alerts", "--format", "json").out == before


def test_an_alert_is_acknowledged_and_judged(after_a_pass):
    alert = alert_of(after_a_pass)
    assert after_a_pass("ack", alert, "--by", "Ada", "-m", "on it").code == 0
    (row,) = json.loads(after_a_pass("alerts", "--format", "json").out)
    assert row["acknowledged_by"] == "Ada"
    assert after_a_pass("verdict", alert, "true", "--by", "Ada").code == 0
    assert after_a_pass("resolve", alert, "--by", "Ada").code == 0
    assert json.loads(after_a_pass("alerts", "--format", "json").out) == []


def test_a_silence_keeps_people_from_being_told(after_a_pass):
    done = after_a_pass("silence", "place=Shighnan", "--for", "4h", "-m", "exercise")
    assert done.code == 0, done.err
    (after_a_pass.folder / "inbox" / "b.txt").write_text(
        "Taliban fighters captured Shighnan district in Badakhshan on Friday, officials said."
    )
    done = after_a_pass("run", "--once")
    assert "Shighnan fell" not in done.out.split("Nothing new")[0]
    assert "exercise" in after_a_pass("silences").out


def test_check_says_what_it_looked_at(monitor):
    done = monitor("check")
    assert done.code == 0, done.err
    assert "rules: 1, examples: 2" in done.out


def test_check_tells_every_fault_with_its_place_at_once(monitor):
    rules = monitor.folder / "rules" / "falls.yml"
    rules.write_text(rules.read_text().replace("level: high", "levle: high"))
    done = monitor("check")
    assert done.code == 1
    assert "falls.yml:4:1" in done.err
    assert "level" in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    "words",
    [
        ("alerts",),
        ("why", "x"),
        ("log", "show"),
        ("log", "verify"),
        ("tally",),
        ("deliveries",),
        ("sources",),
    ],
)
def test_before_the_first_pass_a_command_says_what_to_do(monitor, words):
    done = monitor(*words)
    assert "Traceback" not in done.err
    assert done.code == 0 or "monitor run" in done.err


@pytest.mark.parametrize(
    "words",
    [
        ("--config", "missing.toml", "check"),
        ("--config", "inbox", "check"),
        ("silence", "place", "-m", "x", "--for", "1h"),
        ("silence", "place=X", "-m", "x", "--for", "soon"),
        ("ack", "zzzz"),
        ("log", "show", "--after", "many"),
        ("nonsense",),
        ("read", "missing.txt"),
    ],
)
def test_a_users_mistake_is_told_in_words(monitor, words):
    done = monitor(*words)
    assert done.code in (1, 2)
    assert done.err.strip()
    assert "Traceback" not in done.err


def printing():
    """Yield every command that prints in several ways, with an argument where it needs one."""

    def within(group, words):
        for name, command in group.commands.items():
            here = (*words, name)
            if hasattr(command, "commands"):
                yield from within(command, here)
            elif any("--format" in parameter.opts for parameter in command.params):
                needed = [
                    p for p in command.params if p.param_type_name == "argument" and p.required
                ]
                yield (*here, *("x" for _ in needed))

    yield from within(typer.main.get_command(app), ())


@pytest.mark.parametrize("words", list(printing()), ids=" ".join)
def test_every_command_refuses_a_format_that_it_does_not_print(monitor, words):
    done = monitor(*words, "--format", "xml")
    assert done.code == 2
    assert "'xml' is not one of 'text', 'json" in done.err
