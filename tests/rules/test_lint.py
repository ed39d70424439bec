"""Rules whose values are all fine, and which still cannot be right."""

import pytest

from tests.rules.conftest import load, messages, rule_text, sound

CAPTURE = "claim: territory-captured"


@pytest.mark.parametrize(
    ("when", "extra", "told"),
    [
        (
            "status: asserted\nall: [{claim: border-crossing}, {claim: deployment}]",
            "",
            "never holds",
        ),
        ("not: {claim: deployment}", "", "asks about nothing in particular"),
        ("any: [{claim: deployment}, {text: shelling}]", "", "cannot be asked together"),
        (
            CAPTURE + "\nactor: {side: non-state}",
            "unless: {regained: {actor: {side: state}}}",
            "can never hold",
        ),
        (CAPTURE, "unless: {all: {claim: territory-captured}}", "always holds"),
        ("text: shelling", "unless: {regained: {actor: {side: state}}}", "sees no claims"),
        (CAPTURE, "unless: {nothing: {lower_to: low}}", "has no condition"),
        (CAPTURE, "unless: {far: {place: {near: AF-PK}, lower_to: critical}}", "not below"),
        (CAPTURE, "confirm: {sources: 2, level: low}", "not above"),
        (CAPTURE, "confirm: {sources: 1, level: critical}", "from 2 to 100"),
        (CAPTURE, "count: {within: 30d}", "nothing is counted"),
        (CAPTURE, "count: {incidents: '< 3', within: 30d}", "at least so many"),
        ("text: shelling", "count: {incidents: 3, within: 1d}", "Count articles"),
        (CAPTURE, "if_earlier: {rule: a-rule, within: 1d}", "cannot wait for itself"),
        (CAPTURE, "not_followed_by: {rule: b-rule, within: 1d}", "there is no rule 'b-rule'"),
        (
            CAPTURE,
            'active: {from: "06:00", to: "06:00", timezone: UTC}',
            "from and to are the same time",
        ),
        (CAPTURE, 'alert: {subject: "{plaice} fell"}', "Did you mean 'place'?"),
        (CAPTURE, 'alert: {subject: "{place.__class__}"}', "is no field"),
        (CAPTURE, 'alert: {subject: "{place!r}"}', "must stand alone"),
        (CAPTURE, 'alert: {subject: "{place"}', "braces do not match"),
        ("text: shelling", "alert: {one_per: place}", "has no place of its own"),
        ("place: {within_km: 5}\nclaim: deployment", "", "within_km needs to know from what"),
        ("silence: {source: khover, for: 1d}", "", "Did you mean 'khovar'?"),
    ],
)
def test_a_rule_that_cannot_be_right_is_told(when, extra, told):
    found = "\n".join(messages(rule_text(when, extra=extra, proof=False, status="draft")))
    assert told in found


def test_a_stable_rule_needs_examples_of_both_kinds():
    assert (
        "no example under fires and none under quiet"
        in messages(rule_text(CAPTURE, proof=False))[0]
    )
    assert not messages(rule_text(CAPTURE, proof=False, status="draft"))
    loaded = load(rule_text(CAPTURE, proof=False, status="test"))
    assert not loaded.faults
    assert loaded.warnings


@pytest.mark.parametrize(
    ("because", "told"),
    [
        ("denyed", "Did you mean 'denied'?"),
        ("too_few", "nothing that could be quiet for the reason too_few"),
        ("followed", "nothing that could be quiet"),
        ("drill", "lowers the level"),
    ],
)
def test_a_reason_that_the_rule_cannot_give_is_told(because, told):
    extra = "unless: {drill: {text: exercise, lower_to: low}}"
    assert told in "\n".join(messages(rule_text(CAPTURE, extra=extra, because=because)))


def test_examples_that_contradict_the_rule_are_told():
    text = rule_text(CAPTURE, proof=False, extra="unless: {drill: {text: exercise}}") + (
        "examples:\n"
        "  fires:\n"
        "    - {text: a, expect: {because: drill}}\n"
        "    - {text: a, expect: {because: dril}}\n"
        "    - {text: a, articles: [{text: b}]}\n"
        "    - {expect: {level: high}}\n"
        "    - {articles: [{text: b, copy_of: nobody}]}\n"
        "  quiet: [{text: b, because: drill}]\n"
    )
    told = "\n".join(messages(text))
    assert "keeps quiet, so nothing can fire because of it" in told
    assert "has no exception 'dril'" in told
    assert "not both" in told
    assert "needs a text" in told
    assert "no other article of this example is from 'nobody'" in told


def test_an_exception_that_may_hold_is_no_fault():
    extra = "unless: {regained: {actor: {side: state}}}"
    sound(rule_text(CAPTURE, extra=extra, because="regained"))
