"""Claims of different articles about one happening become one incident; others do not."""

import pytest

from tests.incidents.builders import Room, article, claim, kinds


@pytest.fixture
def room():
    return Room()


def one(changes):
    (change,) = changes
    return change


# What is one happening.


def test_a_first_claim_opens_an_incident_that_carries_it_whole(room):
    said = claim(count=2, killed=(1, 2), attribution="a council member")
    change = one(room.tell(article("a", said, outlet="Tolo")))
    assert (change.TYPE, change.reason) == ("incident.opened", "first report: Tolo")
    incident = change.incident
    assert (incident.state, incident.sources, incident.killed) == ("single", ("Tolo",), (1, 2))
    assert incident.claim == said
    assert (incident.claims[0].article, incident.claims[0].attribution.who) == (
        "a",
        "a council member",
    )


def test_the_same_claim_by_another_outlet_corroborates(room):
    room.tell(article("a", claim()))
    change = one(room.tell(article("b", claim(), outlet="Tolo")))
    assert (change.TYPE, change.reason) == ("incident.corroborated", "second source: Tolo")
    assert change.incident.state == "corroborated"
    assert len(change.incident.claims) == 2


def test_one_with_the_district_and_one_with_the_province_only_are_one(room):
    room.tell(article("a", claim()))
    vague = claim(place=None)
    assert kinds(room.tell(article("b", vague))) == ["corroborated"]


def test_the_more_exact_claim_leads_whichever_came_first(room):
    room.tell(article("a", claim(place=None)))
    change = one(room.tell(article("b", claim())))
    assert change.incident.claim.place == "Nusay"
    assert "place now Nusay" in change.reason


def test_a_twin_spelling_is_the_same_place(room):
    twin = claim(place="Ishkashim", place_id="af-ishkashim", place_alternatives=("tj-ishkoshim",))
    other = claim(place="Ishkoshim", place_id="tj-ishkoshim", country="TJ", province="GBAO")
    room.tell(article("a", twin))
    assert kinds(room.tell(article("b", other))) == ["corroborated"]


def test_names_without_ids_match_in_any_spelling_of_case_and_hyphens(room):
    room.tell(article("a", claim(place="Qala-e-Zal", place_id=None)))
    assert kinds(room.tell(article("b", claim(place="Qala-e Zal", place_id=None)))) == [
        "corroborated"
    ]


def test_a_missing_date_of_publication_does_not_keep_the_same_story_apart(room):
    evidence = "the flag over Nusay was lowered by forty gunmen on motorcycles"
    room.tell(article("a", claim(evidence=evidence)))
    assert kinds(room.tell(article("b", claim(evidence=evidence), published=None))) == [
        "corroborated"
    ]


def test_a_village_and_the_district_named_with_it_are_one(room):
    village = claim(
        "armed-clash",
        place="Sayod",
        place_kind="village",
        evidence="near Sayod in Hamadoni district",
    )
    district = claim("armed-clash", place="Hamadoni", place_kind="district")
    room.tell(article("a", village))
    assert kinds(room.tell(article("b", district))) == ["corroborated"]


def test_a_crossing_told_from_either_bank_is_one_if_its_figures_agree(room):
    way = {"actor": "Afghan soldiers", "actor_class": "troops", "origin": "AF", "to": "TJ"}
    panj = {"place": "Panj", "country": "TJ", "province": "Khatlon", **way}
    here = claim("border-crossing", place="Shir Khan", count=141, evidence="they swam", **way)
    room.tell(article("a", here))
    there = claim("border-crossing", count=138, evidence="all were taken in", **panj)
    assert kinds(room.tell(article("b", there))) == ["corroborated"]


@pytest.mark.parametrize("count", [None, 300], ids=["no figure", "another figure"])
def test_a_crossing_told_from_either_bank_without_a_common_figure_stays_two(room, count):
    way = {"actor": "Afghan soldiers", "actor_class": "troops", "origin": "AF", "to": "TJ"}
    panj = {"place": "Panj", "country": "TJ", "province": "Khatlon", **way}
    here = claim("border-crossing", place="Shir Khan", count=141, evidence="they swam", **way)
    room.tell(article("a", here))
    there = claim("border-crossing", count=count, evidence="all were taken in", **panj)
    assert kinds(room.tell(article("b", there))) == ["opened"]


def test_a_round_figure_on_the_other_bank_proves_nothing(room):
    way = {"actor": "Afghan soldiers", "actor_class": "troops", "origin": "AF", "to": "TJ"}
    here = claim("border-crossing", place="Shighnan", count=300, evidence="they swam", **way)
    room.tell(article("a", here))
    there = claim(
        "border-crossing",
        **(way | {"place": "Darvoz", "country": "TJ", "province": "GBAO", "count": 300}),
    )
    assert kinds(room.tell(article("b", there))) == ["opened"]


# What is not.


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {"place": "Maimay"}),
        ({"when": "2021-07-01", "time_precision": 1}, {"when": "2021-07-20", "time_precision": 1}),
        ({}, {"kind": "armed-clash"}),
        ({"place": None}, {"place": None, "province": "Takhar"}),
        ({"place": None, "count": 10}, {}),
    ],
    ids=["place", "date", "type", "province", "a count of places"],
)
def test_claims_that_contradict_each_other_stay_two(room, first, second):
    room.tell(article("a", claim(**first)))
    assert kinds(room.tell(article("b", claim(**second)))) == ["opened"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"actor_class": "troops", "actor": "soldiers"}, {"actor_class": "civilians"}),
        ({"origin": "AF", "to": "TJ"}, {"origin": "TJ", "to": "AF"}),
        ({"count": 134}, {"count": 1600}),
    ],
    ids=["actor", "direction", "count"],
)
def test_crossings_at_one_place_by_others_the_other_way_or_in_other_numbers_stay_two(
    room, first, second
):
    room.tell(article("a", claim("border-crossing", **first)))
    assert kinds(room.tell(article("b", claim("border-crossing", **second)))) == ["opened"]


def test_two_districts_on_one_day_in_one_article_stay_two(room):
    changes = room.tell(article("a", claim(), claim(place="Maimay")))
    assert kinds(changes) == ["opened", "opened"]
    again = room.tell(article("b", claim(), claim(place="Maimay")))
    assert kinds(again) == ["corroborated", "corroborated"]


def test_a_claim_for_a_province_joins_none_of_two_districts_that_fit_equally(room):
    room.tell(article("a", claim(), claim(place="Maimay")))
    assert kinds(room.tell(article("b", claim(place=None)))) == ["opened"]


def test_two_claims_of_one_article_are_not_one_for_want_of_a_place(room):
    way = {"actor_class": "troops", "origin": "AF", "to": "TJ"}
    changes = room.tell(
        article(
            "a",
            claim("border-crossing", place="Shighnan", count=300, **way),
            claim("border-crossing", place=None, **way),
        )
    )
    assert kinds(changes) == ["opened", "opened"]


def test_publication_dates_years_apart_keep_articles_apart_that_arrive_together(room):
    room.tell(article("a", claim(), published="2017-05-08"))
    assert kinds(room.tell(article("b", claim(), published="2021-07-06"))) == ["opened"]


def test_undated_articles_do_not_merge_across_different_texts(room):
    first = claim(evidence="militants stormed the bazaar of Nusay at noon")
    other = claim(evidence="after long talks elders handed over their keys")
    room.tell(article("a", first, published=None))
    assert kinds(room.tell(article("b", other, published=None))) == ["opened"]


def test_undated_articles_merge_when_a_figure_agrees(room):
    room.tell(article("a", claim(killed=(4, 4), evidence="four died"), published=None))
    again = claim(killed=(4, 4), evidence="a toll of 4 was given")
    assert kinds(room.tell(article("b", again, published=None))) == ["corroborated"]


@pytest.mark.parametrize("status", ["historical", "planned", "hypothetical"])
def test_what_is_no_news_opens_nothing_and_adds_nothing(room, status):
    assert room.tell(article("a", claim(status=status))) == []
    room.tell(article("b", claim()))
    assert room.tell(article("c", claim(status=status))) == []


# Time.


def test_an_exact_day_joins_a_report_printed_the_day_after(room):
    room.tell(article("a", claim("armed-clash"), published="2021-07-05"))
    dated = claim("armed-clash", when="2021-07-04", time_precision=1)
    change = one(room.tell(article("b", dated, published="2021-07-12")))
    assert (change.TYPE, change.incident.when) == ("incident.corroborated", "2021-07-04")
    assert "date now 2021-07-04" in change.reason


def test_a_report_printed_before_the_day_is_of_something_else(room):
    room.tell(article("a", claim("armed-clash"), published="2021-07-01"))
    dated = claim("armed-clash", when="2021-07-04", time_precision=1)
    assert kinds(room.tell(article("b", dated, published="2021-07-05"))) == ["opened"]


def test_reports_do_not_drift_from_day_to_day_into_one(room):
    found = [
        kinds(room.tell(article(f"a{day}", claim("armed-clash"), published=f"2021-07-{day:02}")))
        for day in range(1, 9)
    ]
    assert found.count(["opened"]) == 2


def test_a_standing_capture_told_again_weeks_later_is_the_same(room):
    room.tell(article("a", claim()))
    assert kinds(room.tell(article("b", claim(), published="2021-07-25"))) == ["corroborated"]
    assert kinds(room.tell(article("c", claim(), published="2021-09-25"))) == ["opened"]


# Sources.


def test_copies_of_one_wire_story_are_one_source(room):
    room.tell(article("a", claim(), outlet="Agency"))
    change = one(room.tell(article("b", claim(), outlet="Daily", wire="a")))
    assert (change.TYPE, change.reason) == ("incident.amended", "also carried by Daily")
    assert (change.incident.state, change.incident.sources) == ("single", ("Agency",))


def test_an_outlet_counts_once_however_often_it_tells_a_story(room):
    room.tell(article("a", claim(), outlet="Tolo"))
    change = one(room.tell(article("b", claim(), outlet="TOLO")))
    assert (change.TYPE, change.reason) == ("incident.amended", "said again by TOLO")
    assert change.incident.sources == ("Tolo",)


def test_an_outlet_that_copied_first_counts_with_a_story_of_its_own(room):
    room.tell(article("a", claim(), outlet="Agency"))
    room.tell(article("b", claim(), outlet="Daily", wire="a"))
    change = one(room.tell(article("c", claim(), outlet="Daily")))
    assert change.incident.sources == ("Agency", "Daily")


def test_a_third_source_is_called_third(room):
    for name in "ab":
        room.tell(article(name, claim()))
    assert one(room.tell(article("c", claim(), outlet="Ariana"))).reason == "third source: Ariana"


# Figures.


def test_figures_are_ranges_over_outlets_with_who_gave_them(room):
    room.tell(article("a", claim("armed-clash", killed=(2, 2), wounded=(5, 5)), outlet="Tolo"))
    change = one(room.tell(article("b", claim("armed-clash", killed=(3, 4)), outlet="Ariana")))
    incident = change.incident
    assert (incident.killed, incident.wounded) == ((2, 4), (5, 5))
    assert {ref.outlet: ref.killed for ref in incident.claims} == {
        "Tolo": (2, 2),
        "Ariana": (3, 4),
    }


def test_a_corrected_toll_of_the_same_outlet_replaces_the_first(room):
    room.tell(article("a", claim("armed-clash", killed=(2, 2)), outlet="Tolo"))
    again = claim("armed-clash", killed=(3, 3))
    change = one(room.tell(article("b", again, outlet="Tolo", published="2021-07-05")))
    assert (change.TYPE, change.reason) == ("incident.amended", "killed now 3, before 2")
    assert change.incident.killed == (3, 3)


def test_an_older_article_of_an_outlet_does_not_undo_its_correction(room):
    late = claim("armed-clash", killed=(3, 3))
    room.tell(article("b", late, outlet="Tolo", published="2021-07-05"))
    early = claim("armed-clash", killed=(2, 2))
    change = one(room.tell(article("a", early, outlet="Tolo", published="2021-07-04")))
    assert change.incident.killed == (3, 3)


# Articles told again.


def test_a_revision_replaces_what_the_article_said(room):
    room.tell(article("a", claim("armed-clash", killed=(2, 2))))
    change = one(room.tell(article("a", claim("armed-clash", killed=(5, 5)), revision=2)))
    assert (change.TYPE, change.incident.killed) == ("incident.amended", (5, 5))
    assert [ref.revision for ref in change.incident.claims] == [2]


def test_the_same_reading_again_changes_nothing(room):
    for name in "ab":
        room.tell(article(name, claim(), claim(place="Maimay")))
    assert room.tell(article("a", claim(), claim(place="Maimay"))) == []


def test_a_revision_that_drops_its_claim_withdraws_a_single_incident(room):
    room.tell(article("a", claim(), outlet="Tolo"))
    change = one(room.tell(article("a", revision=2, outlet="Tolo")))
    assert (change.TYPE, change.reason) == ("incident.closed", "withdrawn by Tolo")
    assert change.incident.state == "retracted"
    assert change.incident.claims


def test_a_revision_that_drops_its_claim_leaves_what_others_say(room):
    room.tell(article("a", claim(evidence="the first words"), outlet="Tolo"))
    room.tell(article("b", claim(evidence="other words"), outlet="Ariana"))
    change = one(room.tell(article("a", revision=2, outlet="Tolo")))
    assert (change.TYPE, change.reason) == ("incident.amended", "withdrawn by Tolo")
    assert (change.incident.state, change.incident.sources) == ("single", ("Ariana",))
    assert change.incident.claim.evidence == "other words"


def test_a_revision_that_corrects_the_place_closes_the_one_and_opens_the_other(room):
    room.tell(article("a", claim()))
    changes = room.tell(article("a", claim(place="Maimay"), revision=2))
    assert kinds(changes) == ["opened", "closed"]
    assert len(room.incidents()) == 2


def test_a_withdrawn_incident_is_not_revived_by_others_but_opened_anew(room):
    first = one(room.tell(article("a", claim()))).incident
    room.tell(article("a", revision=2))
    change = one(room.tell(article("b", claim())))
    assert change.TYPE == "incident.opened"
    assert change.incident.id != first.id


def test_an_article_that_says_it_once_more_after_all_takes_up_its_own_incident(room):
    first = one(room.tell(article("a", claim()))).incident
    room.tell(article("a", revision=2))
    change = one(room.tell(article("a", claim(), revision=3)))
    assert (change.incident.id, change.incident.state) == (first.id, "single")


# Backlog.


def test_what_an_article_from_before_the_first_poll_changed_is_marked(room):
    assert one(room.tell(article("a", claim(), backlog=True))).backlog
    assert not one(room.tell(article("b", claim()))).backlog


# Identity.


def test_the_name_of_an_incident_follows_from_its_first_claim():
    names = {next(iter(_told())) for _ in range(2)}
    assert len(names) == 1


def _told():
    room = Room()
    room.tell(article("a", claim()))
    return room.incidents()


def test_one_incident_keeps_a_bounded_number_of_claims():
    from monitor.incidents.options import IncidentOptions

    room = Room(IncidentOptions(most_claims=5))
    for number in range(9):
        room.tell(article(f"a{number}", claim()))
    (incident,) = room.incidents().values()
    assert len(incident.claims) == 5
