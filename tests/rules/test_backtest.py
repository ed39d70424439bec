"""A backtest runs the daemon's own steps over the past, and shows what an edit changes."""

import json

import pytest

from monitor.cli.backtest_parts import shares, together
from monitor.cli.backtest_raw import RawArticle, read_articles, run_articles
from monitor.cli.backtest_reading import Reading
from monitor.cli.backtest_run import Candidate, difference
from monitor.cli.backtest_text import difference_lines, lines_of
from monitor.errors import ConfigurationError, MonitorError
from monitor.events.incidents import IncidentOpened
from monitor.events.readings import ArticleRead
from monitor.events.values import Status
from monitor.flow.step import Draft
from monitor.incidents.step import IncidentsStep
from monitor.reading.reader import load_reader
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


@pytest.fixture(scope="module")
def reader():
    return load_reader()


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


def as_read(arrivals):
    """Stands for cleaning and reading: every article is read, and claims nothing."""
    for arrival in arrivals:
        event = arrival.event
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
        yield [Draft(event=read, subject=f"article/{event.key}", bodies=arrival.draft.bodies)]


def test_raw_articles_run_in_the_order_of_their_publication():
    rules = sound(rule_text("text: shelling", because="text")).rules
    candidate = Candidate(rules, None)
    articles = [
        RawArticle(id="late", text="Shelling went on.", published="2021-07-09"),
        RawArticle(id="early", text="Shelling began.", published="2021-07-01T10:00:00Z"),
        RawArticle(id="never", text="It rained.", published="2021-07-02"),
    ]
    assert list(run_articles(articles, [candidate], as_read)) == [1, 2, 3]
    seen = list(candidate.finish().alerts.values())
    assert [each.article for each in seen] == ["early", "late"]


def test_articles_read_in_several_processes_are_read_alike_and_in_order(reader):
    texts = [
        f"Taliban fighters captured {place} district on Sunday, a council member said. Note {n}."
        for n in range(150)
        for place in ("Imam Sahib", "Ishkashim")
    ]
    articles = [
        RawArticle(id=f"a{n}", text=text, published=at(days=n // 10).date().isoformat())
        for n, text in enumerate(texts)
    ]

    def told(number):
        made = []

        def reading(arrivals):
            for drafts in Reading(reader, number)(arrivals):
                made.append([(draft.event, draft.subject) for draft in drafts])
                yield drafts

        rules = sound(rule_text(CAPTURE, extra="alert: {one_per: incident}")).rules
        candidate = Candidate(rules, None, before=[IncidentsStep()])
        list(run_articles(articles, [candidate], reading))
        return made, candidate.finish()

    assert told(2) == told(1)
    assert any(told(1)[0])


def named(name, when=CAPTURE, extra=""):
    return rule_text(when, extra=extra).replace("id: a-rule", f"id: {name}")


RELATED = (
    named("a", extra="alert: {one_per: place}"),
    named("b", CAPTURE + '\nkilled: ">= 5"', "if_earlier: {rule: a, within: 5d}"),
    named("c", CAPTURE + '\nkilled: "< 4"'),
    named("d", extra="not_followed_by: {rule: c, within: 1h}"),
    named("e", extra="count: {incidents: 2, within: 30d}\nat_most: 5 per month"),
)


def test_rules_that_ask_about_each_other_stay_in_one_share():
    rules = sound(*RELATED).rules
    parts = shares(rules, 2)
    assert sorted(rule.id for part in parts for rule in part.rules) == ["a", "b", "c", "d", "e"]
    for part in parts:
        held = {rule.id for rule in part.rules}
        assert len(held & {"a", "b"}) != 1
        assert len(held & {"c", "d"}) != 1


def test_rules_that_look_back_at_what_they_counted_are_spread_over_the_shares():
    counting = "count: {incidents: 2, within: 30d}\nalert: {one_per: rule}"
    extras = (counting, counting, "", "", "", "")
    rules = sound(*(named(f"r{at}", extra=extra) for at, extra in enumerate(extras))).rules
    parts = shares(rules, 2)
    assert [len(part.rules) for part in parts] == [3, 3]
    assert [sum(bool(rule.rule.count) for rule in part.rules) for part in parts] == [1, 1]


def test_rules_about_the_same_happenings_are_best_in_one_share():
    whens = (CAPTURE, CAPTURE, "claim: armed-clash", "claim: armed-clash")
    rules = sound(*(named(f"r{at}", when) for at, when in enumerate(whens))).rules
    found = [{rule.id for rule in part.rules} for part in shares(rules, 2)]
    assert sorted(map(sorted, found)) == [["r0", "r1"], ["r2", "r3"]]


def test_shares_of_the_rules_in_processes_of_their_own_come_to_the_outcome_of_the_whole():
    rules = sound(*RELATED).rules

    def over_the_past(sets):
        candidates = [Candidate(each, None) for each in sets]
        for event in past(30):
            for candidate in candidates:
                candidate.recorded(event)
            yield event.position
        yield [candidate.finish() for candidate in candidates]

    *_, [whole] = together([rules], over_the_past, 1)
    *progress, [parted] = together([rules], over_the_past, 3)
    assert parted == whole
    assert len(whole.alerts) > 30
    assert all(isinstance(done, int) for done in progress)


def test_a_process_that_fails_ends_the_backtest_with_its_reason():
    def failing(sets):
        yield 1
        raise MonitorError("the log is damaged at 7")

    with pytest.raises(MonitorError, match="damaged at 7"):
        list(together([sound(*RELATED).rules], failing, 2))


def test_bad_lines_of_an_articles_file_are_told_with_their_place(tmp_path):
    path = tmp_path / "a.jsonl"
    good = json.dumps({"id": "a", "text": "x", "published": "2021-07-05"})
    path.write_text(f'{good}\n{{"id": 3}}\nnot json\n\n{good.replace("2021-07-05", "July")}\n')
    with pytest.raises(ConfigurationError) as error:
        read_articles(path, None)
    assert [fault.line for fault in error.value.faults] == [2, 3, 5]
