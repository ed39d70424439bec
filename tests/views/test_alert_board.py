"""The board shows each alert as it stands, and its life."""

from monitor.events.alerts import (
    AlertAcknowledged,
    AlertJudged,
    AlertResolved,
    AlertSuppressed,
    SilenceCreated,
    SilenceExpired,
)
from monitor.events.values import Attribution, Level
from monitor.views.alert_queries import (
    AlertFilter,
    alerts,
    alerts_of_incident,
    find_alerts,
    history,
    suppressed_of_article,
)
from tests.views.scenes import raised, updated


def test_a_raised_alert_shows_all_that_people_were_told(show):
    said = Attribution(who="a council member")
    rows = show(raised(sources=("Wire", "Tolo"), attribution=said, border="AF-TJ", border_km=2.0))
    (alert,) = alerts(rows)
    assert (alert.state, alert.level, alert.kind, alert.updates) == ("open", "high", "raised", 0)
    assert alert.sources == ("Wire", "Tolo")
    assert alert.match.evidence == "Nusay fell"
    assert alert.match.attribution == said
    assert alert.match.border_km == 2.0
    assert alert.raised_at == "2021-07-01T12:01:00Z"


def test_an_alert_without_counted_sources_names_its_outlet(show):
    assert alerts(show(raised()))[0].sources == ("Wire",)


def test_an_update_shows_what_changed_and_keeps_the_highest_level(show):
    rows = show(raised(level=Level.CRITICAL), updated(level=Level.LOW, state="disputed"))
    (alert,) = alerts(rows)
    assert (alert.level, alert.change, alert.kind) == (
        "critical",
        "denied by the governor",
        "disputed",
    )
    assert alert.updates == 1
    assert alert.match.state == "disputed"


def test_a_reminder_hides_neither_the_last_change_nor_its_moment(show):
    reminder = updated(kind="repeated", change="still open, nothing new for 12 hours")
    told = alerts(show(raised(), updated()))
    assert alerts(show(raised(), updated(), reminder)) == told
    assert told[0].change == "denied by the governor"
    assert history(show(raised(), reminder), "al1")[-1].kind == "repeated"


def test_a_higher_level_of_an_update_counts(show):
    (alert,) = alerts(show(raised(level=Level.LOW), updated(kind="level", level=Level.HIGH)))
    assert alert.level == "high"


def test_acknowledged_resolved_and_judged_alerts_say_by_whom(show):
    rows = show(
        raised(),
        AlertAcknowledged(alert="al1", by="Ann", comment="on it"),
        AlertJudged(alert="al1", verdict="false", by="Bo", note="old news"),
    )
    (alert,) = alerts(rows)
    assert (alert.state, alert.acknowledged_by, alert.comment) == ("acknowledged", "Ann", "on it")
    assert (alert.verdict, alert.verdict_by, alert.verdict_note) == ("false", "Bo", "old news")
    rows = show(raised(), AlertResolved(alert="al1", reason="nothing new for 7 days"))
    (alert,) = alerts(rows)
    assert (alert.state, alert.resolved_reason) == ("resolved", "nothing new for 7 days")


def test_the_life_of_an_alert_is_told_in_order(show):
    rows = show(raised(), updated(), AlertAcknowledged(alert="al1", by="Ann", comment="seen"))
    assert [(m.kind, m.words, m.who) for m in history(rows, "al1")] == [
        ("raised", "Nusay reported fallen", None),
        ("disputed", "denied by the governor", None),
        ("acknowledged", "seen", "Ann"),
    ]


def test_standing_alerts_come_first_then_the_gravest(show):
    rows = show(
        raised("low", level=Level.LOW),
        raised("over", level=Level.CRITICAL),
        raised("high", level=Level.HIGH),
        AlertResolved(alert="over", reason="done"),
    )
    assert [alert.alert for alert in alerts(rows)] == ["high", "low", "over"]


def test_alerts_are_filtered_by_state_level_rule_place_source_and_time(show):
    rows = show(
        raised("one", place="Nusay", province="Badakhshan"),
        raised("two", rule="other", level=Level.LOW, source="feed"),
        AlertAcknowledged(alert="two", by="Ann"),
    )

    def found(**asked):
        return [alert.alert for alert in alerts(rows, AlertFilter(**asked))]

    assert found(state="open") == ["one"]
    assert found(state="acknowledged") == ["two"]
    assert found(state="standing") == ["one", "two"]
    assert found(state="resolved") == []
    assert found(level="low") == ["two"]
    assert found(rule="other") == ["two"]
    assert found(place="Badakhshan") == ["one"]
    assert found(source="feed") == ["two"]
    assert found(since="2021-07-01T12:02:00Z") == ["two"]
    assert found(limit=1) == ["one"]


def test_the_beginning_of_an_id_finds_its_alerts(show):
    rows = show(raised("ab1"), raised("ab2"), raised("cd"))
    assert [alert.alert for alert in find_alerts(rows, "ab")] == ["ab1", "ab2"]
    assert find_alerts(rows, "%") == []


def test_an_alert_is_found_by_each_incident_it_told_of(show):
    rows = show(raised(incident="i1"), updated(incident="i2"))
    assert [a.alert for a in alerts_of_incident(rows, "i1")] == ["al1"]
    assert [a.alert for a in alerts_of_incident(rows, "i2")] == ["al1"]
    assert alerts_of_incident(rows, "i3") == []


def test_a_suppressed_match_says_why(show):
    rows = show(
        AlertSuppressed(alert=None, fingerprint="f", rule="r", article="a1", reason="rule in test")
    )
    assert [s.reason for s in suppressed_of_article(rows, "a1")] == ["rule in test"]


def test_silences_are_kept_with_their_end(show):
    rows = show(
        SilenceCreated(
            silence="s1",
            matcher={"rule": "r"},
            by="Ann",
            comment="exercise",
            until="2021-07-02T00:00:00Z",
        ),
        SilenceExpired(silence="s1", by="Bo"),
    )
    sql = "SELECT author, matcher, ended_by FROM silence"
    assert list(rows.run(sql)) == [("Ann", '{"rule":"r"}', "Bo")]
