"""What the page is given beside the log: rules, sources, drafts, reasons."""

from monitor.errors import Fault
from monitor.web.services import (
    Backtest,
    Difference,
    DraftCheck,
    Example,
    Rulebook,
    RuleCard,
    SourcePlan,
    WhyNot,
)

RULE = """title: District near the border falls
id: territory-captured-near-border
status: stable
level: high
when:
  claim: territory-captured
"""
BOOK = Rulebook(
    digest="abc",
    rules=(
        RuleCard(
            id="territory-captured-near-border",
            title="District near the border falls",
            status="stable",
            level="high",
            file="rules/frontier.yaml",
            line=3,
            words=("When a territory-captured is claimed at a district within 50 km of AF-TJ.",),
            description="A district within reach of the Tajik border is reported captured.",
            notify="border-desk",
            budget="2 per month",
            budget_per_month=2,
            source=RULE,
            examples=(
                Example(text="Taliban fighters overran Qala-e-Zal.", expected="fires", passed=True),
                Example(
                    text="The governor denied it.",
                    expected="quiet because denied",
                    passed=False,
                    found="fires",
                ),
            ),
        ),
    ),
    problems=(
        Fault(
            file="rules/new.yaml",
            line=4,
            column=8,
            message="'hihg' is not a level",
            hint="Did you mean high?",
            excerpt="level: hihg",
        ),
    ),
)
PLANS = (
    SourcePlan(name="ariana", kind="feed", address="https://ariana.example/rss", every=600),
    SourcePlan(name="khovar", kind="feed", address="https://khovar.example/rss", every=900),
    SourcePlan(name="drop", kind="directory", address="/srv/drop", every=1),
)


def check_draft(text):
    if "hihg" in text:
        return DraftCheck(faults=BOOK.problems)
    return DraftCheck(examples=BOOK.rules[0].examples[:1], words=BOOK.rules[0].words)


def backtest(text, since):
    return Backtest(
        before=12,
        after=13,
        articles=205,
        differences=(
            Difference(
                mark="+",
                rule="draft",
                level="high",
                title="Darqad <b>fell</b>",
                at="2021-07-02T10:00:00Z",
                evidence="Darqad fell",
            ),
            Difference(
                mark="-", rule="draft", level="low", title="Panj closed", note=f"since {since}"
            ),
        ),
    )


def why_not(article):
    return [
        WhyNot(
            rule="troops-cross",
            title="Troops cross the border",
            reason="type",
            detail="territory-captured",
        )
    ]
