"""The rules step in the river: what it makes of incidents, articles and time."""

import pytest

from monitor.events.values import ActorClass, Attribution, ClaimType, IncidentState, Side, Status
from tests.rules.conftest import at, claim, rule_text, sound
from tests.rules.river import Run, incident, kinds, plain, ref

CAPTURE = "claim: territory-captured\nplace: {near: AF-TJ}"


def run(*texts, **changes):
    return Run(sound(*texts, **changes).rules)


def test_an_opened_incident_that_fits_is_matched_with_all_that_people_are_told():
    river = run(
        rule_text(
            CAPTURE,
            extra="alert: {notify: border-desk, repeat_every: 12h, resolve_after: 7d, "
            'subject: "{place} fell to {actor} ({sources} sources, {km} km)"}',
        )
    )
    (match,) = river.change("opened", incident(killed=(1, 3)))
    assert (match.rule, match.change, match.level) == ("a-rule", "opened", "high")
    assert match.subject == "Ishkashim fell to Taliban fighters (1 source, 2 km)"
    assert (match.place, match.place_id, match.border, match.border_km) == (
        "Ishkashim",
        "af-ishkashim",
        "AF-TJ",
        2.0,
    )
    assert (match.incident, match.state, match.type) == ("i-1", "single", "territory-captured")
    assert (match.article, match.source, match.outlet) == ("article-khovar", "khovar", "khovar")
    assert (match.notify, match.repeat_every, match.resolve_after) == (
        "border-desk",
        43_200,
        604_800,
    )
    assert match.killed == (1, 3)
    assert match.sources == ("khovar",)
    assert not match.silent
    assert "2 km from AF-TJ" in match.why


def test_drafts_and_retired_rules_are_not_asked_and_rules_in_test_are_silent():
    for status, silent in (("draft", None), ("retired", None), ("test", True)):
        found = run(rule_text(CAPTURE, status=status)).change("opened", incident())
        assert [match.silent for match in found] == ([] if silent is None else [silent])


def test_a_backlog_matches_nothing():
    river = run(rule_text(CAPTURE), rule_text("text: fell", because="text").replace("a-r", "b-r"))
    assert river.change("opened", incident(), backlog=True) == []
    assert river.read("It fell.", backlog=True) == []


def test_every_change_is_matched_and_belongs_to_the_same_alert():
    river = run(rule_text(CAPTURE))
    first = river.change("opened", incident())[0]
    both = (ref("khovar"), ref("amu"))
    second = river.change("corroborated", incident(*both))[0]
    denial = claim(status=Status.DENIED, evidence="The governor denied it")
    three = (*both, ref("tolo", said=denial, attribution=Attribution(who="the governor")))
    third = river.change("disputed", incident(*three, state=IncidentState.DISPUTED))[0]
    fourth = river.change("closed", incident(*three, state=IncidentState.SUPERSEDED))[0]
    assert [m.change for m in (second, third, fourth)] == ["corroborated", "disputed", "closed"]
    assert len({m.fingerprint for m in (first, second, third, fourth)}) == 1
    assert second.outlet == "amu"
    assert (third.state, third.evidence) == ("disputed", "The governor denied it")
    assert third.denied_by == Attribution(who="the governor")
    assert fourth.state == "superseded"


def test_a_retraction_reaches_the_alert_although_the_rule_no_longer_holds():
    river = run(rule_text(CAPTURE))
    first = river.change("opened", incident())[0]
    last = river.change("closed", incident(state=IncidentState.RETRACTED))[0]
    assert (last.change, last.state, last.fingerprint) == ("closed", "retracted", first.fingerprint)
    assert last.why[0].startswith("no longer holds: denied")


def test_a_correction_that_takes_the_rule_away_reaches_the_alert_too():
    river = run(rule_text('claim: territory-captured\nkilled: ">= 5"'))
    first = river.change("opened", incident(killed=(7, 7)))[0]
    last = river.change("amended", incident(killed=(2, 2)))[0]
    assert last.fingerprint == first.fingerprint
    assert last.why == ("no longer holds: killed: killed >= 5 is asked, the text has 2",)


def test_what_was_over_before_the_rule_ever_held_is_no_news():
    river = run(rule_text(CAPTURE))
    assert river.change("closed", incident(state=IncidentState.SUPERSEDED)) == []
    assert river.change("disputed", incident(state=IncidentState.RETRACTED)) == []


def test_a_place_that_becomes_more_exact_stays_the_same_alert():
    river = run(rule_text(CAPTURE))
    vague = claim(place=None, place_id=None, province="Badakhshan")
    first = river.change("opened", incident(said=vague))[0]
    second = river.change("amended", incident())[0]
    assert (first.place, second.place) == (None, "Ishkashim")
    assert first.fingerprint == second.fingerprint


def test_two_places_are_two_alerts_and_two_incidents_of_a_place_are_one():
    river = run(rule_text(CAPTURE))
    one = river.change("opened", incident())[0]
    again = river.change("opened", incident(name="i-2"))[0]
    other = claim(place="Nusay", place_id="af-nusay")
    two = river.change("opened", incident(name="i-3", said=other))[0]
    assert one.fingerprint == again.fingerprint != two.fingerprint


def test_without_a_place_the_crossing_itself_is_what_there_is_one_alert_per():
    river = run(rule_text("claim: border-crossing"))

    def crossed(name, **way):
        said = claim(ClaimType.BORDER_CROSSING, place=None, place_id=None, **way)
        return river.change("opened", incident(name=name, said=said))[0].fingerprint

    there = crossed("a", origin="AF", to="TJ")
    assert crossed("b", origin="AF", to="TJ") == there
    assert crossed("c", origin="TJ", to="AF") != there


def test_confirmation_raises_the_level_of_the_same_alert_and_keeps_it():
    extra = "confirm: {sources: 2, within: 72h, level: critical}"
    river = run(rule_text(CAPTURE, extra=extra))
    first = river.change("opened", incident())[0]
    both = incident(ref("khovar"), ref("amu", published=at(hours=71)))
    second = river.change("corroborated", both, time=at(hours=71))[0]
    assert (first.level, second.level) == ("high", "critical")
    assert any("confirmed by 2 independent sources" in why for why in second.why)
    third = river.change("amended", incident(), time=at(hours=80))[0]
    assert third.level == "critical"


def test_sources_too_far_apart_confirm_nothing():
    river = run(rule_text(CAPTURE, extra="confirm: {sources: 2, within: 24h, level: critical}"))
    late = incident(ref("khovar"), ref("amu", published=at(hours=25)))
    assert river.change("corroborated", late, time=at(hours=25))[0].level == "high"


def clash(number, day, killed=(1, 1)):
    said = claim(ClaimType.ARMED_CLASH, killed=killed, when=at(days=day).date().isoformat())
    own = ref(f"outlet-{number}", published=at(days=day), said=said)
    return incident(own, name=f"clash-{number}", said=said, when=said.when)


COUNT = rule_text(
    "claim: armed-clash\nkilled: 1",
    extra="count: {incidents: 3, within: 30d}\nalert: {one_per: rule}",
    because="too_few",
)


def test_counting_speaks_at_the_third_incident_within_the_window():
    river = run(COUNT)
    assert kinds(river.change("opened", clash(1, 0), time=at(days=0))) == ["rule.counted"]
    assert kinds(river.change("opened", clash(2, 9), time=at(days=9))) == ["rule.counted"]
    counted, match = river.change("opened", clash(3, 20), time=at(days=20))
    assert counted.TYPE == "rule.counted"
    assert "within 30 days: 3 incidents (>= 3 asked)" in match.why


def test_counting_goes_by_when_it_happened_not_by_when_it_was_told():
    river = run(COUNT)
    for number, day in enumerate((0, 40, 80)):
        found = river.change("opened", clash(number, day), time=at(days=100))
        assert kinds(found) == ["rule.counted"]
    late = river.change("opened", clash(7, 30), time=at(days=101))
    assert kinds(late) == ["rule.counted"]
    assert kinds(river.change("opened", clash(8, 20), time=at(days=101)))[-1] == "rule.matched"


def test_the_same_incident_told_twice_counts_once():
    river = run(COUNT)
    for outlet in ("a", "b", "c"):
        said = claim(ClaimType.ARMED_CLASH, killed=(1, 1))
        found = river.change("corroborated", incident(ref(outlet, said=said), said=said))
        assert kinds(found) == ["rule.counted"]


def test_killed_are_summed_over_incidents_by_their_latest_figure():
    river = run(
        rule_text(
            "claim: armed-clash",
            extra="count: {killed: 10, within: 7d}\nalert: {one_per: rule}",
            because="too_few",
        )
    )
    assert kinds(river.change("opened", clash(1, 0, (4, 6)))) == ["rule.counted"]
    assert kinds(river.change("amended", clash(1, 0, (4, 4)))) == ["rule.counted"]
    assert kinds(river.change("opened", clash(2, 1, (5, 5)), time=at(days=1))) == ["rule.counted"]
    assert kinds(river.change("opened", clash(3, 2), time=at(days=2)))[-1] == "rule.matched"


def test_articles_and_independent_sources_are_counted_without_copies_of_a_wire_story():
    river = run(
        rule_text(
            "text: bridge",
            extra="count: {articles: 3, sources: 2, within: 24h}",
            because="too_few",
        )
    )
    assert kinds(river.read("The bridge.", outlet="a", name="one")) == ["rule.counted"]
    assert kinds(river.read("The bridge.", outlet="b", wire="one")) == ["rule.counted"]
    assert kinds(river.read("The bridge.", outlet="a", wire="one")) == ["rule.counted"]
    assert kinds(river.read("A bridge.", outlet="c"))[-1] == "rule.matched"


def test_a_rise_is_measured_against_the_fortnight_before():
    text = rule_text(
        "text: bridge",
        extra="count: {articles: 3, within: 1d, times_normal: 3}",
        because="too_few",
    )
    quiet, busy = run(text), run(text)
    for day in range(16):
        quiet.read("The bridge.", time=at(days=day))
        for _ in range(2):
            busy.read("The bridge.", time=at(days=day))
    for river, expected in ((quiet, True), (busy, False)):
        found = [river.read("The bridge.", time=at(days=16, hours=n)) for n in range(4)]
        assert any("rule.matched" in kinds(each) for each in found) == expected


EARLIER = rule_text("claim: cross-border-fire").replace("a-rule", "fire")


def fire(time, name="f", **changes):
    said = claim(ClaimType.CROSS_BORDER_FIRE, **changes)
    return incident(ref("khovar", published=time, said=said), name=name, said=said)


def test_another_rule_before_raises_the_level():
    extra = "if_earlier: {rule: fire, within: 24h, same: province, level: critical}"
    river = run(rule_text(CAPTURE, extra=extra), EARLIER)
    river.change("opened", fire(at(hours=-5)), time=at(hours=-5))
    near = river.change("opened", incident())[0]
    assert (near.level, "fire held 5 hours before" in near.why) == ("critical", True)
    far = incident(name="far", said=claim(province="Kunduz"))
    assert river.change("opened", far)[0].level == "high"


def test_without_a_level_the_other_rule_is_a_condition():
    river = run(rule_text(CAPTURE, extra="if_earlier: {rule: fire, within: 24h}"), EARLIER)
    assert river.change("opened", incident()) == []
    river.change("opened", fire(at(hours=-30)), time=at(hours=-30))
    assert river.change("opened", incident(name="b")) == []
    river.change("opened", fire(at(hours=-3), "g"), time=at(hours=-3))
    assert kinds(river.change("opened", incident(name="c"))) == ["rule.matched"]


WAIT = rule_text(CAPTURE, extra="not_followed_by: {rule: fire, within: 30m, same: place}")


def test_a_rule_that_waits_speaks_when_nothing_followed():
    river = run(WAIT, EARLIER)
    (held,) = river.change("opened", incident())
    assert (held.TYPE, held.waits_for) == ("rule.held", "fire")
    assert river.step.due(at()) == at(hours=0.5)
    assert river.sweep(at(hours=0.4)) == []
    (match,) = river.sweep(at(hours=0.5))
    assert (match.TYPE, match.fingerprint) == ("rule.matched", held.match.fingerprint)
    assert river.sweep(at(hours=0.6)) == []
    assert river.step.due(at()) is None


def test_a_rule_that_waits_says_nothing_when_the_other_followed():
    river = run(WAIT, EARLIER)
    river.change("opened", incident())
    river.change("opened", fire(at(hours=0.2)), time=at(hours=0.2))
    (dropped,) = river.sweep(at(hours=0.5))
    assert (dropped.TYPE, dropped.reason) == ("rule.dropped", "followed by fire")


def test_another_place_does_not_count_as_following():
    river = run(WAIT, EARLIER)
    river.change("opened", incident())
    river.change("opened", fire(at(), place="Nusay", place_id="af-nusay"), time=at(hours=0.2))
    assert kinds(river.sweep(at(hours=0.5))) == ["rule.matched"]


HOURS = 'active: {days: mon-fri, from: "06:00", to: "22:00", timezone: Asia/Dushanbe, outside: %s}'


def test_outside_the_hours_a_match_is_held_and_sent_when_they_begin():
    river = run(rule_text(CAPTURE, extra=HOURS % "hold"))
    night = at(hours=8)  # 20:00 UTC is 01:00 in Dushanbe, a Tuesday
    (held,) = river.change("opened", incident(), time=night)
    assert held.until == at(hours=13).isoformat()
    both = incident(ref("khovar"), ref("amu"))
    river.change("corroborated", both, time=at(hours=9))
    (match,) = river.sweep(at(hours=13))
    assert match.sources == ("khovar", "amu")


def test_the_weekend_is_outside_too_and_a_level_may_break_through():
    river = run(
        rule_text(CAPTURE, extra=HOURS % "hold"),
        rule_text(CAPTURE, extra=(HOURS % "hold").replace("}", ", except: high}")).replace(
            "a-rule", "loud"
        ),
    )
    saturday = at(days=5)
    found = river.change("opened", incident(), time=saturday)
    assert sorted(kinds(found)) == ["rule.held", "rule.matched"]
    held = next(event for event in found if event.TYPE == "rule.held")
    assert held.until == at(days=6, hours=13).isoformat()


def test_hours_may_drop_instead_and_that_is_recorded():
    river = run(rule_text(CAPTURE, extra=HOURS % "drop", because="outside_hours"))
    (dropped,) = river.change("opened", incident(), time=at(hours=8))
    assert (dropped.TYPE, dropped.reason) == ("rule.dropped", "outside_hours")


def test_hours_may_end_after_midnight():
    hours = 'active: {from: "22:00", to: "04:00", timezone: UTC, outside: drop}'
    river = run(rule_text(CAPTURE, extra=hours, because="outside_hours"))
    spoken = [
        kinds(river.change("opened", incident(name=f"i{hour}"), time=at(hours=hour)))[0]
        for hour in (9, 10, 15.9, 16)
    ]
    assert spoken == ["rule.dropped", "rule.matched", "rule.matched", "rule.dropped"]


def test_a_source_that_falls_silent_is_told_once_for_each_silence():
    silence = rule_text("silence: {source: [khovar, amu], for: 24h}", because="not_silent")
    river = run(silence)
    river.receive("khovar", at())
    river.receive("amu", at(hours=20))
    river.river.refresh()
    assert river.step.due(at(hours=20)) == at(hours=24)
    assert river.sweep(at(hours=23)) == []
    (match,) = river.sweep(at(hours=24))
    assert (match.source, match.change) == ("khovar", "silence")
    assert match.evidence == (
        "khovar has handed over nothing new since 2021-07-05 12:00 UTC, for 1 day"
    )
    assert river.sweep(at(hours=25)) == []
    assert [m.source for m in river.sweep(at(hours=44))] == ["amu"]
    river.receive("khovar", at(hours=45))
    assert [m.source for m in river.sweep(at(hours=70))] == ["khovar"]


def test_words_are_matched_with_their_article_and_sources_gather():
    extra = "alert: {one_per: rule}\nconfirm: {sources: 2, level: critical}"
    river = run(rule_text("text: shelling", extra=extra, because="text"))
    (first,) = river.read("Shelling was heard. It rained.", outlet="a", title="News")
    (second,) = river.read("More shelling.", outlet="b", time=at(hours=1))
    assert (first.evidence, first.span, first.change) == ("Shelling was heard.", (0, 19), "read")
    assert (first.level, second.level) == ("high", "critical")
    assert second.sources == ("a", "b")
    assert first.fingerprint == second.fingerprint


def test_words_beside_a_claim_are_looked_for_in_its_article():
    river = run(rule_text("claim: territory-captured\ntext: helicopters"))
    river.read("They fled in helicopters.", name="article-khovar")
    river.read("They fled on foot.", name="article-amu", outlet="amu")
    assert kinds(river.change("opened", incident())) == ["rule.matched"]
    assert river.change("opened", incident(ref("amu"), name="b")) == []


def test_a_regained_district_is_quiet_by_its_exception():
    river = run(rule_text(CAPTURE, extra="unless: {regained: {actor: {side: state}}}"))
    said = claim(actor="Afghan commandos", actor_class=ActorClass.TROOPS, actor_side=Side.STATE)
    assert river.change("opened", incident(said=said)) == []


def _story(river, restart):
    """A long story; with ``restart`` the step is made anew before every event."""
    for number in range(3):
        river.change("opened", clash(number, number), time=at(days=number))
        restart()
        both = incident(ref("khovar"), ref("amu", published=at(days=number)), name="i-1")
        river.change("corroborated", both, time=at(days=number, hours=1))
        restart()
        river.read(f"The bridge {number}.", time=at(days=number, hours=2), name=f"r{number}")
        restart()
        river.sweep(at(days=number, hours=3))
        restart()
    return plain(river.outputs())


@pytest.mark.parametrize("snapshot", [False, True])
def test_a_restart_at_any_moment_changes_nothing(snapshot):
    texts = (
        COUNT,
        EARLIER,
        WAIT.replace("a-rule", "waits"),
        rule_text(CAPTURE, extra="confirm: {sources: 2, level: critical}").replace("a-r", "c-r"),
        rule_text("text: bridge", extra="count: {articles: 2, within: 3d}", because="text").replace(
            "a-rule", "bridge"
        ),
    )
    rules = sound(*texts).rules
    steady, shaken = Run(rules), Run(rules)
    expected = _story(steady, lambda: None)
    found = _story(shaken, lambda: shaken.restart(snapshot=snapshot))
    assert found == expected
    assert len(expected) > 10
