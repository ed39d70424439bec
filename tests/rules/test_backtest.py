"""A backtest runs the daemon's own steps over the past, and shows what an edit changes."""

import json

import pytest

from monitor.cli.backtest_past import RawArticle, read_articles, run_articles
from monitor.cli.backtest_run import Candidate, difference
from monitor.cli.backtest_text import difference_lines, lines_of
from monitor.errors import ConfigurationError
from monitor.events.incidents import IncidentOpened
from monitor.events.values import Status
from tests.rules.conftest import at, claim, envelope, rule_text, sound
from tests.rules.river import incident, ref

CAPTURE = "claim: territory-captured"


def past(count=10, **changes):
    """Captures of ten places, one a day."""
    for number in range(count):
        said = claim(
            place=f"Place {number}", place_id=f"p{number}", killed=(number, number), **changes
        )
        happening = incident(ref("khovar", said=said), name=f"i{number}", said=said)
        event = IncidentOpened(incident=happening, article="article-khovar", reason="first")
        yield envelope(event, position=number + 1, time=at(days=number))


def run(text, events=None, since=None):
    rules = sound(text).rules
    candidate = Candidate(rules, None)
    candidate.count_from(since)
    for each in events or past():
        candidate.recorded(each)
    return candidate.finish(), rules


def test_it_counts_the_alerts_that_would_have_been_raised():
    outcome, rules = run(rule_text(CAPTURE))
    (line,) = lines_of(outcome, rules)
    assert (line.alerts, line.levels) == (10, {"high": 10})
    assert outcome.days == 9


def test_since_counts_only_later_alerts_but_remembers_the_earlier_ones():
    text = rule_text(
        CAPTURE, extra="count: {incidents: 3, within: 30d}\nalert: {one_per: place}"
    ).replace("one_per: place", "one_per: rule")
    outcome, _ = run(text, since=at(days=5))
    assert len(outcome.alerts) == 0
    outcome, _ = run(text)
    assert len(outcome.alerts) == 1


def test_one_alert_for_each_fingerprint_as_in_the_daemon():
    outcome, rules = run(rule_text(CAPTURE, extra="alert: {one_per: rule}"))
    (line,) = lines_of(outcome, rules)
    assert line.alerts == 1


def test_what_waits_at_the_end_is_let_go():
    hours = 'active: {from: "22:00", to: "23:00", timezone: UTC}'
    outcome, _ = run(rule_text(CAPTURE, extra=hours))
    assert len(outcome.alerts) == 10


def test_a_budget_is_exceeded_when_the_rule_is_too_loud():
    loud, rules = run(rule_text(CAPTURE, extra="at_most: 5 per month"))
    assert lines_of(loud, rules)[0].is_too_loud
    calm, rules = run(rule_text(CAPTURE, extra="at_most: 10 per month"))
    assert not lines_of(calm, rules)[0].is_too_loud


def test_an_edit_is_shown_as_alerts_that_come_go_and_change_their_level():
    before, _ = run(rule_text(CAPTURE + '\nkilled: "< 8"'))
    after, _ = run(
        rule_text(CAPTURE + "\nkilled: 2", extra="unless: {few: {killed: '< 4', lower_to: low}}")
    )
    compared = difference(before, after)
    assert (len(compared.added), len(compared.lost), len(compared.changed)) == (2, 2, 2)
    lines = list(difference_lines(compared))
    assert lines[0] == "+2 alerts, -2, 2 with another level"
    assert any("[high -> low]" in line for line in lines)
    assert difference(before, before).is_empty


def test_denials_and_plans_raise_nothing():
    outcome, _ = run(rule_text(CAPTURE), past(status=Status.DENIED))
    assert not outcome.alerts


class Words:
    """Stands for articles, reading and incidents: passes an article's text on to word rules."""

    name = "words"
    version = 1
    consumes = frozenset({"article.received"})
    remembers = frozenset()

    def remember(self, envelope):
        """Nothing."""

    def handle(self, envelope, bodies):
        from monitor.events.readings import ArticleRead
        from monitor.flow.step import Draft

        event = envelope.data
        read = ArticleRead(
            article=event.key,
            revision=0,
            source=event.source,
            outlet=event.source,
            title=event.title or "",
            body=event.body,
            wire=event.key,
            claims=(),
            reader="r",
        )
        return [Draft(event=read, subject=f"article/{event.key}")]


def test_raw_articles_run_in_the_order_of_their_publication():
    rules = sound(rule_text("text: shelling", because="text")).rules
    candidate = Candidate(rules, None, before=[Words()])
    articles = [
        RawArticle(id="late", text="Shelling went on.", published="2021-07-09"),
        RawArticle(id="early", text="Shelling began.", published="2021-07-01T10:00:00Z"),
        RawArticle(id="never", text="It rained.", published="2021-07-02"),
    ]
    assert list(run_articles(articles, [candidate])) == [1, 2, 3]
    seen = list(candidate.finish().alerts.values())
    assert [each.article for each in seen] == ["early", "late"]


def test_bad_lines_of_an_articles_file_are_told_with_their_place(tmp_path):
    path = tmp_path / "a.jsonl"
    good = json.dumps({"id": "a", "text": "x", "published": "2021-07-05"})
    path.write_text(f'{good}\n{{"id": 3}}\nnot json\n\n{good.replace("2021-07-05", "July")}\n')
    with pytest.raises(ConfigurationError) as error:
        read_articles(path, None)
    assert [fault.line for fault in error.value.faults] == [2, 3, 5]
