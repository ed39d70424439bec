"""The index finds every rule that holds, whatever the rules and the claim."""

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.events.values import ActorClass, ClaimType, Side
from monitor.rules.conditions.subject import Provenance, Subject
from monitor.rules.deciding.judge import judge
from monitor.rules.text.article_text import ArticleText
from tests.rules.conftest import claim, load, rule_text

ORIGIN = Provenance(article="a", source="khovar", outlet="Khovar")

PARTS = [
    "actor: {class: militants}",
    "actor: {class: [troops, civilians]}",
    "actor: {side: state}",
    "actor: {country: TJ}",
    "place: {near: AF-TJ, within_km: 5}",
    "place: {near: [AF-TJ, AF-PK], within_km: 60}",
    "place: Ishkashim",
    "place: {province: Kunduz}",
    "place: {kind: [town, district]}",
    "from: AF",
    "to: TJ",
    'count: ">= 100"',
    "killed: 3",
    'killed: "< 3"',
    "sources: 2",
    "any: [{killed: 3}, {place: Ishkashim}]",
    "any: [{killed: 3}, {not: {place: Ishkashim}}]",
    "not: {actor: {side: state}}",
    "text: {anywhere: [[bridge, Shir Khan]]}",
    "any: [{place: Ishkashim}, {text: {anywhere: [[bridge]]}}]",
]
TYPES = ["territory-captured", "border-crossing", "[deployment, armed-clash]"]

whens = st.builds(
    lambda kind, parts: "\n".join(
        [f"claim: {kind}", *{part.split(":")[0]: part for part in parts}.values()]
    ),
    st.sampled_from(TYPES),
    st.lists(st.sampled_from(PARTS), max_size=4),
)
claims = st.builds(
    claim,
    st.sampled_from(ClaimType),
    actor=st.sampled_from(["Taliban", "Tajik guards", None]),
    actor_class=st.sampled_from(ActorClass),
    actor_side=st.sampled_from(Side),
    place=st.sampled_from(["Ishkashim", "Panj", None]),
    place_id=st.none(),
    place_kind=st.sampled_from(["town", "district", "province", None]),
    province=st.sampled_from(["Kunduz", "Badakhshan", None]),
    origin=st.sampled_from(["AF", "TJ", None]),
    to=st.sampled_from(["TJ", "UZ", None]),
    count=st.sampled_from([None, 5, 100, 2000]),
    killed=st.sampled_from([None, (0, 0), (1, 3), (9, 9)]),
    border=st.sampled_from(["AF-TJ", "AF-PK", None]),
    border_km=st.sampled_from([None, 0.0, 4.9, 5.0, 55.5, 99.0]),
    borders=st.dictionaries(st.sampled_from(["AF-TJ", "AF-PK"]), st.floats(0, 120), max_size=2),
)


@given(st.lists(whens, min_size=1, max_size=12), claims)
@settings(max_examples=150, deadline=None)
def test_no_rule_that_holds_for_a_claim_is_missed(written, said):
    texts = [
        rule_text(when).replace("a-rule", f"rule-{number}") for number, when in enumerate(written)
    ]
    rules = load(*texts).rules
    article = ArticleText("", "The bridge at Panj.")
    subject = Subject(ORIGIN, claim=said, text=lambda: article)
    holding = {rule.id for rule in rules.running if judge(rule, subject).holds}
    assert holding <= {rule.id for rule in rules.index.for_claim(subject)}


WORDS = ["troops", "cross", "border", "=UN", "jihad*", "/pan[jz]/", "Shir Khan", "bridge", "fall"]
groups = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3), min_size=1, max_size=3)
TEXT = [
    "troops",
    "crossed",
    "UN",
    "un",
    "jihadists",
    "Panj",
    "Shir",
    "Khan",
    "bridges",
    "fell",
    ".",
]


@given(st.lists(groups, min_size=1, max_size=10), st.lists(st.sampled_from(TEXT), max_size=25))
@settings(max_examples=150, deadline=None)
def test_no_rule_that_holds_for_a_text_is_missed(written, words):
    import json

    texts = [
        rule_text(f"text: {{anywhere: {json.dumps(each)}}}", because="text").replace(
            "a-rule", f"rule-{number}"
        )
        for number, each in enumerate(written)
    ]
    rules = load(*texts).rules
    article = ArticleText("", " ".join(words))
    subject = Subject(ORIGIN, text=lambda: article)
    holding = {rule.id for rule in rules.running if judge(rule, subject).holds}
    assert holding <= {rule.id for rule in rules.index.for_text(article)}


def test_a_claim_meets_only_rules_that_could_hold():
    texts = [
        rule_text(f"claim: territory-captured\nplace: {{province: Province{number}}}")
        .replace("a-rule", f"rule-{number}")
        .replace("province: P", "country: AF, kind: district, province: P")
        for number in range(50)
    ]
    from monitor.rules.conditions.known import NOTHING_KNOWN

    rules = load(*texts, known=NOTHING_KNOWN).rules
    assert rules.index.for_claim(Subject(ORIGIN, claim=claim())) == []
    found = rules.index.for_claim(Subject(ORIGIN, claim=claim(province="Province7")))
    assert [rule.id for rule in found] == ["rule-7"]
