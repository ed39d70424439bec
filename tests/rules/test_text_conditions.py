"""Words in articles: whole, inflected, together where asked, and quick to find."""

import re
import time

import pytest

from monitor.rules.conditions.subject import Provenance, Subject
from monitor.rules.deciding.judge import judge
from monitor.rules.deciding.matched import Circumstances, matched
from monitor.rules.text.article_text import ArticleText
from monitor.rules.text.inflection import forms
from tests.rules.conftest import NOON, one, rule_text, sound

ORIGIN = Provenance(article="a", source="khovar", outlet="Khovar")


def asked(words, body, title="", lists=()):
    text = rule_text(f"text: {words}", because="text")
    loaded = sound(text, *lists)
    rule = loaded.rules.by_id["a-rule"]
    article = ArticleText(title, body)
    candidate = rule in loaded.rules.index.for_text(article)
    found = judge(rule, Subject(ORIGIN, text=lambda: article))
    assert candidate or not found.holds, "the index lost a match"
    return found


def holds(words, body, title="", lists=()):
    return asked(words, body, title, lists).holds


@pytest.mark.parametrize(
    ("words", "body"),
    [
        ("fall", "Ishkashim fell at dawn."),
        ("seize", "They were SEIZING the road."),
        ("[shell, village]", "The village was shelled."),
        ("'\"push back\"'", "The guards pushed back."),
        ("Qala-e-Zal", "They left Qala e Zal."),
        ("Shir Khan Bandar", "At Shir Khan Bandar's gate."),
        ("=UN", "The UN said so."),
        ("jihad*", "Jihadists came."),
        ("/shell(ing|ed) of [a-z]+/", "The shelling of Panj went on."),
        ("militants", "A militant was seen."),
        ("café", "At the cafe."),
        ("граница", "Граница закрыта."),
        ("don't", "They don't know."),
        ("{title: [falls]}", "nothing"),
        ("{same_sentence: [bridge, [close, mine]]}", "It rained. The bridge was mined."),
        ("{same_paragraph: [bridge, mine]}", "A bridge. It was mined.\n\nIt rained."),
        ("{anywhere: [bridge, mine]}", "A bridge.\n\nIt was mined."),
        ("{same_sentence: [troops, cross], in_order: true}", "Troops have crossed it."),
        ("{same_sentence: [troops, cross], within_words: 3}", "Crossed by troops."),
    ],
)
def test_words_are_found(words, body):
    assert holds(words, body, title="Ishkashim falls" if "title" in words else "")


@pytest.mark.parametrize(
    ("words", "body"),
    [
        ("hts", "The flights and rights of knights."),
        ("assad", "The ambassador spoke."),
        ("=UN", "Un homme."),
        ("[shell, village]", "The village was calm."),
        ("Shir Khan Bandar", "Khan Shir Bandar."),
        ("{title: [fall]}", "It fell."),
        ("{same_sentence: [bridge, mine]}", "The bridge stood. It was mined."),
        ("{same_paragraph: [bridge, mine]}", "A bridge.\n\nIt was mined."),
        (
            "{same_sentence: [troops, cross], in_order: true}",
            "Traders crossed the border; troops watched.",
        ),
        ("{same_sentence: [troops, cross], within_words: 3}", "Troops whom we saw there crossed."),
        ("fall", "In the Fallujah foothills."),
        ("jihad*", "No word of it."),
    ],
)
def test_what_only_looks_alike_is_not_found(words, body):
    found = asked(words, body)
    assert not found.holds
    assert found.reasons == {"text"}


def test_the_headlines_that_fooled_a_rival_do_not_fool_us():
    words = "{same_sentence: [[strike, attack], [border, Afghanistan]]}"
    assert not holds(words, "OpenAI strikes deal with Pentagon.")
    assert holds(words, "Air strikes hit the Afghanistan side.")


def test_a_list_gives_the_proper_name_of_the_spelling_that_was_found():
    lists = ("lists:\n  places:\n    Ishkashim: [Eshkashim, Ashkashim]\n    Darwaz: [Darvaz]\n",)
    words = "{same_sentence: [{place: $places}, fall]}"
    text = rule_text(f"text: {words}", extra='alert: {subject: "{place} fell"}', because="text")
    rule = sound(text, *lists).rules.by_id["a-rule"]
    subject = Subject(ORIGIN, text=lambda: ArticleText("News", "It rained. Ashkashim has fallen."))
    verdict = judge(rule, subject)
    around = Circumstances(change="read", happened=NOON, level=verdict.level)
    match = matched(rule, subject, verdict, around)
    assert (match.place, match.subject, match.evidence) == (
        "Ishkashim",
        "Ishkashim fell",
        "Ashkashim has fallen.",
    )
    body = "It rained. Ashkashim has fallen."
    assert body[match.span[0] : match.span[1]] == match.evidence


def test_evidence_from_the_title_is_marked():
    rule = one(rule_text("text: fall", because="text"))
    subject = Subject(ORIGIN, text=lambda: ArticleText("Ishkashim falls", "A long story."))
    verdict = judge(rule, subject)
    match = matched(
        rule, subject, verdict, Circumstances(change="read", happened=NOON, level=verdict.level)
    )
    assert (match.evidence, match.in_title, match.span) == ("Ishkashim falls", True, (0, 15))


def test_sentences_do_not_end_at_initials_and_titles():
    article = ArticleText(
        "", "Gen. A. Dostum met Mr. Karzai on Oct. 5 in the U.S. embassy. He left."
    )
    numbers = {article.sentence_of(word) for word in range(len(article.words))}
    assert len(numbers) == 2


def test_the_failing_group_is_named():
    (failing,) = asked("{same_sentence: [bridge, [close, mine]]}", "The bridge stood.").failing
    assert failing.actual == "no close or mine"


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("fall", {"falls", "fell", "fallen", "falling"}),
        ("fell", {"fall", "fallen"}),
        ("seize", {"seized", "seizing", "seizes"}),
        ("carry", {"carries", "carried", "carrying"}),
        ("stop", {"stopped", "stopping"}),
        ("troops", {"troop"}),
        ("bus", {"buses"}),
        ("overrun", {"overran"}),
        ("flee", {"fled", "fleeing"}),
        ("militia", {"militias"}),
    ],
)
def test_a_word_stands_for_its_forms(word, found):
    assert found <= forms(word)


def test_short_and_foreign_words_have_no_forms_but_their_own():
    assert forms("un") == {"un"}
    assert forms("граница") == {"граница"}


def test_a_users_pattern_runs_in_linear_time():
    words = "['/(a+)+b/']"
    rule = one(rule_text(f"text: {{anywhere: {words}}}", because="text"))
    subject = Subject(ORIGIN, text=lambda: ArticleText("", "a" * 50_000))
    before = time.perf_counter()
    assert not judge(rule, subject).holds
    assert time.perf_counter() - before < 1


def test_a_word_in_a_text_of_two_megabytes_is_found_quickly():
    body = "troops watched the border and " * 70_000
    rule = one(rule_text("text: {same_sentence: [troops, nothing, border]}", because="text"))
    subject = Subject(ORIGIN, text=lambda: ArticleText("", body))
    before = time.perf_counter()
    assert not judge(rule, subject).holds
    assert time.perf_counter() - before < 10


def test_the_padded_text_and_the_words_agree():
    article = ArticleText("O’Neil’s café", "Qala-e-Zal, don't; it's Å 5.6 km.")
    assert article.padded.split() == article.words
    assert not re.search(r"\s\s", article.padded)
