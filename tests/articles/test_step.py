from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.articles.step import ArticlesStep
from monitor.articles.window import SPAN
from monitor.events.articles import (
    ArticleAccepted,
    ArticleRejected,
    ArticleRepeated,
    ArticleRevised,
)
from monitor.flow.runner import River
from tests.articles.builders import Mill

WIRE = (
    "Taliban fighters captured the district of Qala-e-Zal in the northern province of Kunduz on "
    "Saturday after two days of heavy fighting, a member of the provincial council said.\n\n"
    "The police chief of the district and nine of his men were killed when the attackers stormed "
    "the compound of the governor shortly before dawn, according to the council member.\n\n"
    "The district borders Tajikistan, where officials said that the guard on the river had been "
    "doubled and that the crossing at the old ferry would stay closed until further notice.\n\n"
    "Some three hundred families fled to the provincial capital, where they found shelter in "
    "schools and mosques, a relief worker said by telephone."
)
PARAGRAPHS = WIRE.split("\n\n")
OTHER = (
    "A bridge over the Panj was opened by the presidents of both countries on Wednesday.\n\n"
    "It was built in three years and will carry a thousand lorries a day, the ministry of "
    "transport said, and the customs houses on both banks are to work around the clock."
)


@pytest.fixture
def mill() -> Mill:
    return Mill()


def only(events, kind):
    (event,) = events
    assert type(event) is kind
    return event


def test_an_article_is_accepted_with_its_cleaned_text(mill):
    event = only(mill.take(f"Guards open a bridge\n\n{OTHER}", key="a.txt"), ArticleAccepted)
    assert (event.title, event.revision, event.outlet) == ("Guards open a bridge", 1, "folder")
    assert event.wire == event.article
    assert mill.text(event) == OTHER


def test_the_same_text_again_says_nothing(mill):
    mill.take(OTHER, key="a.txt")
    assert mill.take(f" date 2026-01-18 {OTHER}", key="a.txt", title=None) == []


def test_another_text_under_the_same_key_is_a_revision(mill):
    first = only(mill.take(OTHER, key="a.txt"), ArticleAccepted)
    second = only(mill.take(OTHER.replace("three", "four"), key="a.txt"), ArticleRevised)
    third = only(mill.take(OTHER.replace("three", "five"), key="a.txt"), ArticleRevised)
    assert [second.revision, third.revision] == [2, 3]
    assert first.article == second.article == third.wire


def test_a_copy_by_another_outlet_is_repeated(mill):
    first = only(mill.take(WIRE, key="1", source="wire"), ArticleAccepted)
    copy = f"KUNDUZ (Baktria): {WIRE} (ANI)"
    event = only(mill.take(copy, key="x", source="paper", outlet="Paper"), ArticleRepeated)
    assert (event.original, event.outlet) == (first.article, "Paper")
    assert event.share == 1.0


def test_a_copy_that_was_cut_is_repeated(mill):
    first = only(mill.take(WIRE, key="1", source="wire"), ArticleAccepted)
    for number, cut in enumerate((PARAGRAPHS[:2], PARAGRAPHS[:1], PARAGRAPHS[1:])):
        event = only(mill.take("\n\n".join(cut), key=str(number), source="paper"), ArticleRepeated)
        assert event.original == first.article


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("nine of his men were killed", "eleven of his men were killed"),
        ("Taliban fighters captured", "Taliban fighters failed to capture"),
        ("of the provincial council said", "of the provincial council denied"),
        ("had been doubled", "had not been doubled"),
        ("the district of Qala-e-Zal", "the district of Imam Sahib"),
    ],
)
def test_a_copy_with_another_figure_name_or_verdict_is_read(mill, old, new):
    first = only(mill.take(WIRE, key="1", source="wire"), ArticleAccepted)
    assert old in WIRE
    event = only(mill.take(WIRE.replace(old, new), key="2", source="paper"), ArticleAccepted)
    assert event.wire == first.article


def test_a_copy_with_a_sentence_of_its_own_is_read_but_is_no_source_of_its_own(mill):
    first = only(mill.take(WIRE, key="1", source="wire"), ArticleAccepted)
    more = f"{WIRE}\n\nthe spokesman of the army called the report an invention of the enemy."
    event = only(mill.take(more, key="2", source="paper"), ArticleAccepted)
    assert event.wire == first.article


def test_a_copy_under_a_title_that_denies_is_read(mill):
    first = only(mill.take(WIRE, key="1", source="wire"), ArticleAccepted)
    event = only(
        mill.take(WIRE, key="2", source="paper", title="Army denies loss of district"),
        ArticleAccepted,
    )
    assert event.wire == first.article


def test_a_story_that_takes_over_half_of_another_names_it_as_its_wire(mill):
    first = only(mill.take(WIRE, key="1", source="wire"), ArticleAccepted)
    mixed = f"{OTHER}\n\n{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}"
    second = only(mill.take(mixed, key="2", source="paper"), ArticleAccepted)
    assert second.wire == first.article
    third = only(
        mill.take(f"{mixed}\n\nNobody else said so.", key="3", source="p"), ArticleAccepted
    )
    assert third.wire == first.article


def test_two_stories_about_one_thing_are_two_sources(mill):
    mill.take(WIRE, key="1", source="wire")
    own = (
        "Qala-e-Zal, a district on the Tajik border, fell to the Taliban on Saturday, two people "
        "who live there told this newspaper. They saw white flags over the bazaar at noon."
    )
    event = only(mill.take(own, key="2", source="paper"), ArticleAccepted)
    assert event.wire == event.article


BRIEF = "Border guards in {} district detained {} men with {} kg of {} on {}, the agency said."


def test_short_notices_of_one_form_are_different_stories(mill):
    for number, words in enumerate(
        [
            ("Shuroobod", "two", "12", "opium", "Tuesday"),
            ("Panj", "three", "8", "hashish", "Friday"),
            ("Hamadoni", "four", "31", "opium", "Monday"),
        ]
    ):
        event = only(mill.take(BRIEF.format(*words), key=str(number)), ArticleAccepted)
        assert event.wire == event.article


def test_a_short_notice_copied_word_by_word_is_repeated(mill):
    brief = BRIEF.format("Shuroobod", "two", "12", "opium", "Tuesday")
    mill.take(brief, key="1", source="wire")
    only(mill.take(brief, key="2", source="paper"), ArticleRepeated)


def test_copies_are_known_for_two_weeks(mill):
    mill.take(WIRE, key="1", source="wire")
    mill.clock.moment += SPAN
    only(mill.take(WIRE, key="2", source="paper"), ArticleRepeated)
    mill.clock.moment += timedelta(hours=1)
    event = only(mill.take(WIRE, key="3", source="paper"), ArticleAccepted)
    assert event.wire == event.article


def test_copies_inside_one_batch_are_folded_as_those_of_two(mill):
    mill.receive(WIRE, key="1", source="wire")
    mill.receive(WIRE, key="2", source="paper")
    mill.receive(WIRE.replace("nine", "ten"), key="1", source="wire")
    mill.river.flow()
    kinds = [r.type for r in mill.log.read() if r.type != "article.received"]
    assert kinds == ["article.accepted", "article.repeated", "article.revised"]


def test_backlog_and_what_the_source_said_go_through(mill):
    event = only(
        mill.take(
            OTHER,
            key="1",
            backlog=True,
            url="https://example.org/1",
            published="2026-01-06T05:00:00+00:00",
            language="en-us",
            outlet="Panj Observer",
        ),
        ArticleAccepted,
    )
    assert event.backlog
    assert (event.url, event.language) == ("https://example.org/1", "en")
    assert (event.published, event.outlet) == ("2026-01-06T05:00:00+00:00", "Panj Observer")


def test_what_holds_no_words_is_rejected_with_a_reason(mill):
    assert only(mill.take("* * *\n---", key="1"), ArticleRejected).reason
    assert "characters" in only(mill.take("word " * 100_000, key="2"), ArticleRejected).reason


def test_an_article_without_date_and_title_is_accepted_without_them(mill):
    event = only(mill.take(OTHER, key="1"), ArticleAccepted)
    assert (event.title, event.published) == ("", None)


def test_an_article_whose_text_was_purged_is_rejected_and_stops_nothing(mill):
    mill.receive(OTHER, key="1")
    mill.log._bodies.clear()
    mill.river.flow()
    assert [r.type for r in mill.log.read()][1:] == ["article.rejected"]


actions = st.lists(
    st.tuples(
        st.sampled_from("abc"),
        st.sampled_from(["wire", "paper"]),
        st.lists(st.sampled_from([*PARAGRAPHS, *OTHER.split("\n\n")]), min_size=1, max_size=4),
        st.sampled_from(["", "restart", "snapshot", "batch"]),
    ),
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(actions)
def test_restarts_snapshots_and_batches_change_nothing(steps):
    plain, broken = Mill(), Mill()
    for key, source, paragraphs, what in steps:
        text = "\n\n".join(paragraphs)
        plain.take(text, key=key, source=source)
        broken.receive(text, key=key, source=source)
        if what == "batch":
            continue
        broken.river.flow()
        if what == "snapshot":
            broken.river.save()
        if what:
            broken.restart()
    broken.river.flow()

    def outputs(mill: Mill) -> list[tuple[str, bytes]]:
        return sorted((r.id, r.data) for r in mill.log.read() if r.type != "article.received")

    assert outputs(plain) == outputs(broken)
    assert bool(outputs(plain)) == bool(steps)


def test_memory_stays_bounded(mill, monkeypatch):
    monkeypatch.setattr("monitor.articles.window.MOST", 20)
    monkeypatch.setattr("monitor.articles.memory.MOST", 20)
    monkeypatch.setattr("monitor.articles.memory._KNOWN", 30)
    step = ArticlesStep()
    mill.river = River(mill.log, [step])
    for number in range(100):
        words = " ".join(f"word{number}x{n}" for n in range(40))
        mill.take(f"Story {number}: {words}.", key=str(number))
    assert len(step._memory._window) <= 20
    assert len(step._memory._known) <= 30
    assert len(step._memory._window._index) <= 20 * 40
    assert not step._memory._waiting or len(step._memory._waiting) == 1
