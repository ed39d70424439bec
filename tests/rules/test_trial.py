"""Examples: what fires must fire, what is quiet must be quiet for the reason it states."""

import pytest

from monitor.events.values import ClaimType, Status
from monitor.rules.trial.examples import Bench, try_rules
from tests.rules.conftest import claim, rule_text, sound
from tests.rules.fake_incidents import OneIncidentPerPlace

CAPTURE = "claim: territory-captured\nplace: {near: AF-TJ}"
UNLESS = "unless:\n  regained: {actor: {side: state}}\n  drill: {text: exercise, lower_to: low}\n"


def read(text):
    """A reader of four words: fell, denied, far, clash."""
    said = text.text
    if "fell" not in said and "clash" not in said:
        return ()
    kind = ClaimType.ARMED_CLASH if "clash" in said else ClaimType.TERRITORY_CAPTURED
    status = Status.DENIED if "denied" in said else Status.ASSERTED
    km = 400.0 if "far" in said else 2.0
    place = "Nusay" if "Nusay" in said else "Ishkashim"
    return (
        claim(
            kind,
            status=status,
            place=place,
            place_id=place,
            border_km=km,
            borders={"AF-TJ": km},
            evidence=said,
            actor_side="state" if "army" in said else "non-state",
            when=text.published.isoformat(),
        ),
    )


BENCH = Bench(read=read, steps=lambda: [OneIncidentPerPlace()])


def tried(examples, *, when=CAPTURE, extra="", others=(), bench=BENCH):
    text = rule_text(when, extra=extra, proof=False, status="test") + "examples:\n" + examples
    return list(try_rules(sound(text, *others), bench, only={"a-rule"}))


def failure(examples, **more):
    (result,) = tried(examples, **more)
    return result.fault.message if result.fault else None


def holds(examples, **more):
    return failure(examples, **more) is None


def test_an_example_that_fires_holds():
    assert holds("  fires: [It fell.]\n")
    assert holds(
        "  fires: [{text: It fell., expect: {place: ishkashim, level: high, country: AF}}]\n"
    )


def test_a_failure_names_example_sentence_condition_and_value():
    told = failure("  fires: [It fell far away.]\n")
    assert told == (
        'rule a-rule: "It fell far away." raises no alert: place: at most 50 km from the border '
        'AF-TJ is asked, the text has Ishkashim, 400 km from AF-TJ (at "It fell far away.")'
    )


def test_a_failure_points_at_the_example():
    (result,) = tried("  fires:\n    - It fell far away.\n")
    assert (result.fault.line, result.fault.column) == (11, 7)
    assert result.fault.excerpt.strip() == "- It fell far away."


def test_only_what_an_example_names_is_compared():
    assert failure("  fires: [{text: It fell., expect: {place: Nusay}}]\n").endswith(
        "raises an alert, but place is Ishkashim, not Nusay"
    )
    assert "level is high, not low" in failure(
        "  fires: [{text: It fell., expect: {level: low}}]\n"
    )


def test_a_lowered_alert_may_name_its_exception():
    text = "{text: It fell in an exercise., expect: {level: low, because: drill}}"
    assert holds(f"  fires: [{text}]\n", extra=UNLESS)
    told = failure("  fires: [{text: It fell., expect: {because: drill}}]\n", extra=UNLESS)
    assert "is not lowered by the exception drill" in told


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("They denied that it fell.", "denied"),
        ("It fell far away.", "place"),
        ("The army made it, it fell.", "regained"),
        ("It rained.", "no_claim"),
        ("A clash.", "type"),
        ("A clash.", "no_claim"),
    ],
)
def test_quiet_for_the_stated_reason_holds(text, because):
    assert holds(f"  quiet: [{{text: '{text}', because: {because}}}]\n", extra=UNLESS)


@pytest.mark.parametrize(
    ("text", "because", "told"),
    [
        ("They denied that it fell.", "place", "not because of place: denied"),
        ("It fell far away.", "regained", "not because of regained: place"),
        ("It rained.", "denied", "none that the reader finds"),
        ("It fell.", "denied", "must be quiet, but raises an alert (high, Ishkashim)"),
    ],
)
def test_quiet_for_another_reason_fails_and_says_which(text, because, told):
    assert told in failure(f"  quiet: [{{text: '{text}', because: {because}}}]\n", extra=UNLESS)


def test_a_known_gap_is_silent_until_it_holds():
    (open_gap, closed) = tried("  known_gaps: [It rained., It fell.]\n")
    assert (open_gap.fault, open_gap.note, closed.fault) == (None, None, None)
    assert "now holds" in closed.note.message


TWO = (
    "    - articles:\n"
    "        - {at: 0h, source: a, text: It fell.}\n"
    "        - {at: %s, source: b, text: It fell.%s}\n"
)
CONFIRM = "confirm: {sources: 2, within: 24h, level: critical}"


def test_several_articles_make_one_alert_that_rises():
    expect = "      expect: {alerts: 1, level: critical, sources: 2}\n"
    assert holds("  fires:\n" + TWO % ("5h", "") + expect, extra=CONFIRM)
    assert "level is high, not critical" in failure(
        "  fires:\n" + TWO % ("60h", "") + expect, extra=CONFIRM
    )


def test_a_copy_of_a_wire_story_is_no_second_source():
    expect = "      expect: {alerts: 1, level: high, sources: 1}\n"
    assert holds("  fires:\n" + TWO % ("5h", ", copy_of: a") + expect, extra=CONFIRM)


def test_too_few_in_the_window_is_a_reason():
    count = "count: {incidents: 2, within: 3d}\nalert: {one_per: rule}"
    two = (
        "    - articles:\n"
        "        - {at: 0d, text: It fell.}\n"
        "        - {at: %s, text: Nusay fell.}\n"
    )
    assert holds("  fires:\n" + two % "2d", extra=count)
    assert holds("  quiet:\n" + two % "5d" + "      because: too_few\n", extra=count)
    assert "raises no alert" in failure("  fires: [It fell.]\n", extra=count)


def test_what_follows_keeps_a_waiting_rule_quiet():
    wait = "not_followed_by: {rule: other, within: 2h}"
    other = rule_text("claim: armed-clash", proof=False, status="draft").replace("a-rule", "other")
    followed = (
        "    - articles: [{at: 0h, text: It fell.}, {at: 1h, text: A clash.}]\n"
        "      because: followed\n"
    )
    assert holds("  quiet:\n" + followed, extra=wait, others=[other])
    assert holds("  fires: [It fell.]\n", extra=wait, others=[other])


def test_hours_are_a_reason_until_they_begin():
    hours = 'active: {from: "12:00", to: "14:00", timezone: UTC}'
    early = "    - articles: [{at: 0h, text: It fell.}]\n"
    assert holds("  quiet:\n" + early + "      because: outside_hours\n", extra=hours)
    assert holds("  fires:\n" + early + "      silent_for: 5h\n", extra=hours)


def test_a_silent_source_can_be_an_example():
    silence = "silence: {source: khovar, for: 24h}"
    assert holds("  fires: [{silent_for: 25h}]\n", when=silence)
    assert holds("  quiet: [{silent_for: 23h, because: not_silent}]\n", when=silence)


def test_without_the_river_an_example_of_several_articles_is_left_out_and_says_so():
    (result,) = tried("  fires:\n" + TWO % ("5h", ""), bench=Bench(read=read))
    assert result.skipped
    assert result.fault is None
