"""What a rule about claims asks, and the reason it gives where it does not hold."""

import pytest

from monitor.events.values import (
    ActorClass,
    Attribution,
    ClaimType,
    Incident,
    IncidentState,
    Side,
    SourceClass,
    Status,
)
from monitor.rules.conditions.subject import Provenance, Subject
from monitor.rules.deciding.judge import judge
from tests.rules.conftest import claim, one, rule_text

ORIGIN = Provenance(article="a", source="khovar", outlet="Khovar")


def verdict(when, said=None, *, incident=None, extra="", because="denied"):
    rule = one(rule_text(when, extra=extra, because=because))
    return judge(rule, Subject(ORIGIN, claim=said or claim(), incident=incident))


def crossing(**changes):
    values = {"place": None, "place_id": None, "border_km": None, "borders": {}, "border": None}
    return claim(ClaimType.BORDER_CROSSING, origin="AF", to="TJ", **{**values, **changes})


HOLDS = [
    ("claim: territory-captured", claim()),
    ("claim: [deployment, territory-captured]", claim()),
    ("claim: territory-captured", claim(status=Status.DISPUTED)),
    ("claim: territory-captured\nstatus: denied", claim(status=Status.DENIED)),
    ("claim: territory-captured\nplace: Ishkashim", claim()),
    ("claim: territory-captured\nplace: {name: Eshkashim}", claim()),
    ("claim: territory-captured\nplace: {province: badakhshan}", claim()),
    ("claim: territory-captured\nplace: {near: TJ-AF}", claim()),
    ("claim: territory-captured\nplace: {near: [AF-TJ, AF-PK], within_km: 3}", claim()),
    ("claim: territory-captured\nplace: {kind: [district], country: AF}", claim()),
    ("claim: territory-captured\nactor: {name: taliban}", claim()),
    ("claim: territory-captured\nactor: {class: militants, side: non-state}", claim()),
    ("claim: territory-captured\nactor: {country: AF}", claim()),
    ("claim: border-crossing\nactor: {country: SS}", crossing(actor="the South Sudanese army")),
    ("claim: border-crossing\nactor: {country: AF}", crossing(actor="forty gunmen")),
    ("claim: border-crossing\nplace: {near: AF-TJ}", crossing()),
    ("claim: border-crossing\nfrom: AF\nto: [TJ, UZ]", crossing()),
    ('claim: border-crossing\ncount: ">= 100"', crossing(count=1037)),
    ('claim: border-crossing\ncount: "< 100"', crossing(count=4)),
    ("claim: border-crossing\nkilled: 1", crossing(killed=(0, 3))),
    ("claim: territory-captured\nany: [{killed: 1}, {place: {near: AF-TJ}}]", claim()),
    ("claim: territory-captured\nnot: {actor: {side: state}}", claim()),
    ("claim: territory-captured\noutlet: khovar", claim()),
    (
        "claim: territory-captured\nsaid_by: [state]",
        claim(attribution=Attribution(who="the governor", side=SourceClass.STATE)),
    ),
    ("place: {near: AF-TJ}", claim(ClaimType.DEPLOYMENT, border="AF-TJ", borders={})),
]


@pytest.mark.parametrize(("when", "said"), HOLDS)
def test_what_is_asked_and_said_holds(when, said):
    found = verdict(when, said)
    assert found.holds, found.failing
    assert found.why


QUIET = [
    ("claim: deployment", claim(), "type"),
    ("claim: territory-captured", claim(status=Status.DENIED), "denied"),
    ("claim: territory-captured", claim(status=Status.HISTORICAL), "historical"),
    ("claim: territory-captured", claim(status=Status.PLANNED), "planned"),
    ("claim: territory-captured", claim(status=Status.HYPOTHETICAL), "hypothetical"),
    ("claim: territory-captured\nstatus: disputed", claim(), "status"),
    ("claim: territory-captured\nplace: {near: AF-TJ, within_km: 1}", claim(), "place"),
    ("claim: territory-captured\nplace: {kind: town}", claim(), "place"),
    ("claim: territory-captured\nplace: Ishkoshim", claim(), "place"),
    ("claim: territory-captured\nplace: {province: Kunduz}", claim(), "place"),
    ("claim: territory-captured\nplace: {near: AF-TJ}", claim(border=None, borders={}), "place"),
    ("claim: territory-captured\nactor: {class: troops}", claim(), "actor"),
    ("claim: territory-captured\nactor: {name: Tal}", claim(), "actor"),
    ("claim: border-crossing\nfrom: TJ", crossing(), "from"),
    ("claim: border-crossing\nto: UZ", crossing(), "to"),
    ('claim: border-crossing\ncount: ">= 100"', crossing(count=99), "count"),
    ('claim: border-crossing\ncount: ">= 100"', crossing(), "count"),
    ("claim: border-crossing\nkilled: 1", crossing(killed=(0, 0)), "killed"),
    ("claim: territory-captured\nsources: 2", claim(), "sources"),
    ("claim: territory-captured\noutlet: amu", claim(), "outlet"),
    ("claim: territory-captured\nsaid_by: state", claim(), "said_by"),
    ("claim: territory-captured\nnot: {actor: {side: non-state}}", claim(), "not"),
]


@pytest.mark.parametrize(("when", "said", "reason"), QUIET)
def test_what_does_not_hold_gives_its_reason_alone(when, said, reason):
    found = verdict(when, said)
    assert not found.holds
    assert found.reasons == {reason}


def test_a_claim_of_another_type_fails_for_that_alone():
    found = verdict("claim: deployment\nplace: Ishkoshim", claim(status=Status.DENIED))
    assert found.reasons == {"type"}


def test_an_exception_keeps_quiet_under_its_own_name():
    extra = "unless: {regained: {actor: {side: state}}}"
    when = "claim: territory-captured"
    said = claim(actor_side=Side.STATE, actor_class=ActorClass.TROOPS)
    found = verdict(when, said, extra=extra)
    assert (found.holds, found.exception, found.reasons) == (False, "regained", {"regained"})
    assert verdict(when, extra=extra).holds


def test_an_exception_may_lower_instead_and_says_so():
    extra = "unless: {far: {not: {place: {near: AF-TJ, within_km: 1}}, lower_to: low}}"
    found = verdict("claim: territory-captured", extra=extra)
    assert (found.holds, found.level, found.exception) == (True, "low", "far")
    assert any("lowered to low" in why for why in found.why)


def incident(state=IncidentState.SINGLE, **changes):
    values = {"claim": claim(), "claims": (), "sources": ("Khovar", "Amu")}
    return Incident(id="i", state=state, **{**values, **changes})


def test_an_incident_has_the_sources_and_ranges_of_all_its_claims():
    merged = incident(killed=(2, 7), count=(10, 200))
    assert verdict("claim: territory-captured\nsources: 2", incident=merged).holds
    assert verdict('claim: territory-captured\nkilled: ">= 7"', incident=merged).holds
    assert not verdict('claim: territory-captured\nkilled: "< 2"', incident=merged).holds


def test_a_disputed_incident_is_still_news_and_a_retracted_one_is_denied():
    when = "claim: territory-captured"
    assert verdict(when, incident=incident(IncidentState.DISPUTED)).holds
    assert verdict(
        when + "\nstatus: asserted", incident=incident(IncidentState.DISPUTED)
    ).reasons == {"status"}
    assert verdict(when, incident=incident(IncidentState.RETRACTED)).reasons == {"denied"}


def test_the_reason_says_what_was_asked_and_what_was_found():
    found = verdict("claim: territory-captured\nplace: {near: AF-TJ, within_km: 1}")
    (failing,) = found.failing
    assert str(failing) == (
        "place: at most 1 km from the border AF-TJ is asked, "
        "the text has Ishkashim, 2 km from AF-TJ"
    )
