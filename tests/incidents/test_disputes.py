"""Denials, retractions, recaptures: what becomes of an incident once it is open."""

import pytest

from monitor.events.values import Attribution, SourceClass
from monitor.incidents import state
from tests.incidents.builders import Room, article, claim, kinds


@pytest.fixture
def room():
    return Room()


def one(changes):
    (change,) = changes
    return change


def denied(**slots):
    return claim(status="denied", **slots)


def test_a_denial_disputes_an_open_incident(room):
    room.tell(article("a", claim()))
    change = one(room.tell(article("b", denied(denied_by="the governor's office"))))
    assert (change.TYPE, change.reason) == (
        "incident.disputed",
        "denied by the governor's office",
    )
    assert (change.incident.state, change.incident.sources) == ("disputed", ("Outlet a",))
    assert change.incident.claims[-1].denied_by.who == "the governor's office"


def test_a_claim_that_carries_its_denial_opens_a_disputed_incident(room):
    change = one(room.tell(article("a", claim(status="disputed", denied_by="the ministry"))))
    assert (change.TYPE, change.incident.state) == ("incident.opened", "disputed")
    assert change.reason == "first report: Outlet a; denied by the ministry"


def test_a_disputed_claim_of_another_outlet_disputes_and_corroborates_at_once(room):
    room.tell(article("a", claim()))
    change = one(room.tell(article("b", claim(status="disputed", denied_by="the ministry"))))
    assert change.TYPE == "incident.disputed"
    assert change.reason == "denied by the ministry; second source: Outlet b"
    assert change.incident.sources == ("Outlet a", "Outlet b")


def test_a_second_denial_by_the_same_party_is_no_news(room):
    room.tell(article("a", claim()))
    room.tell(article("b", denied(denied_by="the governor")))
    change = one(room.tell(article("c", denied(denied_by="The Governor"))))
    assert (change.TYPE, change.reason) == ("incident.amended", "said again by Outlet c")


def test_a_denial_by_another_party_is_news(room):
    room.tell(article("a", claim()))
    room.tell(article("b", denied(denied_by="the governor")))
    change = one(room.tell(article("c", denied(denied_by="the ministry"))))
    assert (change.TYPE, change.reason) == ("incident.disputed", "denied by the ministry")


def test_a_second_source_of_a_disputed_incident_corroborates_and_leaves_it_disputed(room):
    room.tell(article("a", claim()))
    room.tell(article("b", denied(denied_by="the governor")))
    change = one(room.tell(article("c", claim())))
    assert (change.TYPE, change.incident.state) == ("incident.corroborated", "disputed")


def test_who_denied_and_now_says_so_lifts_the_dispute(room):
    room.tell(article("a", claim()))
    room.tell(article("b", denied(denied_by="the governor")))
    change = one(room.tell(article("c", claim(attribution="the governor"))))
    assert change.incident.state == "corroborated"
    assert "no longer denied by the governor" in change.reason


def test_a_denial_that_finds_nothing_opens_nothing(room):
    assert room.tell(article("a", denied(denied_by="the governor"))) == []


def test_a_later_assertion_of_what_was_denied_is_disputed_at_once(room):
    room.tell(article("a", denied(denied_by="the governor")))
    change = one(room.tell(article("b", claim(), published="2021-07-05")))
    assert (change.TYPE, change.incident.state) == ("incident.opened", "disputed")
    assert "denied by the governor" in change.reason
    assert [ref.article for ref in change.incident.claims] == ["a", "b"]


@pytest.mark.parametrize(
    ("later", "published"),
    [
        (claim(place="Maimay"), "2021-07-04"),
        (claim(), "2021-07-20"),
        (claim(when="2021-07-07", time_precision=1), "2021-07-07"),
    ],
    ids=["another place", "long after", "what happened after the denial"],
)
def test_a_denial_disputes_nothing_else(room, later, published):
    room.tell(article("a", denied(denied_by="the governor")))
    change = one(room.tell(article("b", later, published=published)))
    assert change.incident.state == "single"


def test_a_denial_withdrawn_in_a_revision_no_longer_counts(room):
    room.tell(article("a", denied(denied_by="the governor")))
    room.tell(article("a", revision=2))
    assert one(room.tell(article("b", claim()))).incident.state == "single"


def test_a_denial_does_not_count_for_what_came_before_it_in_the_log(room):
    # Both wait in the log when the room wakes up: it must decide as if it had been awake.
    room.put(article("a", claim()))
    room.put(article("b", denied(denied_by="the governor")))
    assert kinds(room.flow()) == ["opened", "disputed"]


def test_a_vague_denial_that_fits_two_districts_disputes_neither(room):
    room.tell(article("a", claim(), claim(place="Maimay")))
    assert room.tell(article("b", denied(place=None, denied_by="the governor"))) == []


def test_an_outlet_that_takes_its_only_report_back_retracts_the_incident(room):
    room.tell(article("a", claim(), outlet="Tolo"))
    change = one(room.tell(article("b", denied(), outlet="Tolo")))
    assert (change.TYPE, change.reason) == ("incident.closed", "withdrawn by Tolo")
    assert change.incident.state == "retracted"


def test_an_outlet_that_reports_another_partys_denial_does_not_retract(room):
    room.tell(article("a", claim(), outlet="Tolo"))
    change = one(room.tell(article("b", denied(denied_by="the governor"), outlet="Tolo")))
    assert (change.TYPE, change.incident.state) == ("incident.disputed", "disputed")


def test_a_speaker_who_takes_back_what_he_said_retracts_it(room):
    room.tell(article("a", claim(attribution="Haji Daud")))
    change = one(room.tell(article("b", denied(denied_by="Haji Daud"))))
    assert change.incident.state == "retracted"


def test_one_outlet_taking_its_report_back_leaves_the_others_disputed(room):
    room.tell(article("a", claim(), outlet="Tolo"))
    room.tell(article("b", claim(), outlet="Ariana"))
    change = one(room.tell(article("c", denied(), outlet="Tolo")))
    assert (change.incident.state, change.incident.sources) == ("disputed", ("Ariana",))


def test_what_was_retracted_and_is_said_by_another_is_disputed_not_new(room):
    room.tell(article("a", claim(), outlet="Tolo"))
    room.tell(article("b", denied(), outlet="Tolo"))
    change = one(room.tell(article("c", claim(), outlet="Ariana")))
    assert (change.incident.state, change.incident.sources) == ("disputed", ("Ariana",))


def test_the_voice_of_the_media_is_the_outlets_own(room):
    room.tell(article("a", claim(), outlet="Tolo"))
    voice = Attribution(who="this newspaper", side=SourceClass.MEDIA)
    change = one(room.tell(article("b", denied(denied_by=voice), outlet="Tolo")))
    assert change.incident.state == "retracted"


# Recapture.

ARMY = {"actor": "Afghan forces", "actor_class": "troops"}


def test_a_recapture_supersedes_the_capture(room):
    fell = one(room.tell(article("a", claim()))).incident
    changes = room.tell(article("b", claim(**ARMY), published="2021-07-06"))
    assert kinds(changes) == ["opened", "closed"]
    back, closed = changes
    assert (closed.incident.id, closed.incident.state) == (fell.id, "superseded")
    assert closed.incident.superseded_by == back.incident.id
    assert closed.reason == "retaken by Afghan forces"
    assert back.incident.state == "single"


def test_a_third_change_supersedes_the_second(room):
    room.tell(article("a", claim()))
    room.tell(article("b", claim(**ARMY), published="2021-07-06"))
    third = claim(when="2021-07-12", time_precision=1)
    changes = room.tell(article("c", third, published="2021-07-12"))
    assert kinds(changes) == ["opened", "closed"]
    states = sorted(incident.state for incident in room.incidents().values())
    assert states == ["single", "superseded", "superseded"]


def test_a_recapture_of_another_place_supersedes_nothing(room):
    room.tell(article("a", claim()))
    changes = room.tell(article("b", claim(place="Maimay", **ARMY), published="2021-07-06"))
    assert kinds(changes) == ["opened"]


def test_a_late_report_of_a_capture_that_was_undone_joins_or_opens_as_superseded(room):
    room.tell(article("b", claim(**ARMY), published="2021-07-06"))
    dated = claim(when="2021-07-01", time_precision=1)
    change = one(room.tell(article("c", dated, published="2021-07-07")))
    assert (change.TYPE, change.incident.state) == ("incident.opened", "superseded")


def test_another_report_of_the_first_capture_joins_it_after_the_recapture(room):
    room.tell(article("a", claim()))
    room.tell(article("b", claim(**ARMY), published="2021-07-06"))
    change = one(room.tell(article("c", claim(), published="2021-07-05")))
    assert (change.TYPE, change.incident.state) == ("incident.corroborated", "superseded")


def test_both_changes_in_one_article_are_put_in_the_order_they_happened(room):
    lead = claim(**ARMY, evidence="Forces retook Nusay.", span=(0, 20))
    background = claim(evidence="It had fallen the day before.", span=(900, 930))
    changes = room.tell(article("a", lead, background))
    states = {c.incident.claim.actor: c.incident.state for c in changes}
    assert states == {"Taliban": "superseded", "Afghan forces": "single"}


def test_in_one_sentence_the_later_words_tell_the_later_change(room):
    first = claim(evidence="Nusay fell", span=(0, 10))
    then = claim(**ARMY, evidence="and was retaken", span=(11, 26))
    changes = room.tell(article("a", first, then))
    states = {c.incident.claim.actor: c.incident.state for c in changes}
    assert states == {"Taliban": "superseded", "Afghan forces": "single"}


def test_the_taliban_are_not_opposed_to_themselves_when_they_become_a_state(room):
    room.tell(article("a", claim(), published="2021-08-10"))
    later = claim(actor="Taliban forces", actor_class="troops")
    assert kinds(room.tell(article("b", later, published="2021-08-16"))) == ["corroborated"]


def test_a_reopening_ends_a_closure_and_a_new_closure_a_reopening(room):
    shut = {"place": "Panji Poyon", "actor_class": "officials", "actor": "Tajikistan"}
    room.tell(article("a", claim("border-closure", **shut)))
    changes = room.tell(article("b", claim("border-reopening", **shut), published="2021-07-09"))
    assert [(c.TYPE, c.reason) for c in changes][1] == ("incident.closed", "reopened")
    again = room.tell(article("c", claim("border-closure", **shut), published="2021-07-20"))
    assert [(c.TYPE, c.reason) for c in again][1] == ("incident.closed", "closed again")


def test_a_capture_of_years_ago_is_not_undone_by_todays(room):
    room.tell(article("a", claim(), published="2017-05-08"))
    assert kinds(room.tell(article("b", claim(**ARMY), published="2021-07-06"))) == ["opened"]


def test_only_denials_are_asked_what_they_take_back(room, monkeypatch):
    """If each claim were compared with each, the last of many would cost as much as all."""
    asked = []

    def asking(denial, asserted):
        asked.append(denial.article)
        return withdraws(denial, asserted)

    withdraws = state._withdraws
    monkeypatch.setattr(state, "_withdraws", asking)
    for number in range(20):
        room.tell(article(f"a{number}", claim()))
    assert not asked
    room.tell(article("b", denied(denied_by="the governor")))
    assert set(asked) == {"b"}
    assert len(asked) < 100
