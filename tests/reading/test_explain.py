"""The explanation tells what was read, and what stopped the rest."""

import datetime as dt
import json

from monitor.reading.document import Document
from monitor.reading.explain import Explanation, Finding
from monitor.reading.reader import load_reader

READER = load_reader()


def explain(text: str) -> Explanation:
    day = dt.date(2021, 7, 6)
    return READER.explain(Document(id="x", title="", text=text, published=day))


def findings(text: str) -> list[Finding]:
    return [finding for sentence in explain(text).sentences for finding in sentence.findings]


def test_a_reported_claim_shows_its_frame_its_roles_and_its_status() -> None:
    reported = [
        f for f in findings("The Taliban captured Zebak on Monday.") if f.outcome == "reported"
    ]
    assert reported
    assert reported[0].type == "territory-captured"
    assert reported[0].roles["theme"] == "Zebak"
    assert reported[0].status == "asserted"


def test_a_denied_claim_shows_the_cue() -> None:
    found = findings("The governor denied that Zebak had fallen to the Taliban.")
    assert any(f.status == "denied" and "denied" in f.cues for f in found)


def test_what_was_not_reported_names_the_step_that_stopped_it() -> None:
    found = findings("The Taliban captured a fox near Zebak.")
    assert any(f.outcome.startswith("stopped: no theme") for f in found)


def test_an_article_that_the_gate_stops_says_so() -> None:
    explanation = explain("The choir sang two songs.")
    assert explanation.sentences == ()
    assert explanation.gate.startswith("no ")


def test_the_explanation_has_the_claims_of_the_reading() -> None:
    text = "The Taliban captured Zebak on Monday."
    day = dt.date(2021, 7, 6)
    document = Document(id="x", title="", text=text, published=day)
    assert READER.explain(document).claims == READER.read(document)


def test_it_renders_as_text_with_markup_and_as_json() -> None:
    explanation = explain("The Taliban captured Zebak [sic] on Monday.")
    assert "capture" in explanation.text()
    assert "[green]" in explanation.text(markup=True)
    assert json.loads(explanation.json())["claims"]
