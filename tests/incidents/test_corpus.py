"""How well claims merge on the labelled corpus: floors a little below what was measured."""

import pytest

from tests.incidents import corpus

pytestmark = pytest.mark.skipif(corpus.folder() is None, reason="the corpus is not at hand")


@pytest.fixture(scope="module")
def gold():
    return corpus.gold()


def test_labelled_events_merge_into_the_happenings_that_a_person_judged(gold, record_property):
    score = corpus.happenings(gold)
    record_property("happenings", (round(score.precision, 3), round(score.recall, 3)))
    assert score.precision >= 0.97
    assert score.recall >= 0.90


def test_articles_of_one_story_are_joined(gold, record_property):
    score = corpus.stories(gold)
    record_property("stories", (round(score.precision, 3), round(score.recall, 3)))
    assert score.precision >= 0.97
    assert score.recall >= 0.90


def test_what_the_reader_reads_in_several_articles_merges_as_a_person_would(record_property):
    claims_of = corpus.reader_claims()
    told = corpus.merged(claims_of)
    stories = corpus.stories(told, languages=("en",))
    happenings = corpus.read_rightly(claims_of, told)
    for name, score in (("stories", stories), ("happenings", happenings)):
        record_property(name, (round(score.precision, 3), round(score.recall, 3)))
    assert stories.precision >= 0.97
    assert happenings.precision >= 0.95
    assert happenings.recall >= 0.90


def test_a_restart_after_the_corpus_remembers_the_same(gold):
    before = gold.step.dump()
    gold.restart()
    assert gold.step.dump() == before
