"""The five originals, where they lie beside the repository; they are never copied into it."""

from pathlib import Path

import pytest

from tests.articles.builders import Mill, cleaned, cuts

FOLDER = Path(__file__).parents[3] / "shared" / "seeds"

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the originals are not here")


def original(number: str):
    (path,) = FOLDER.glob(f"{number}_*.txt")
    return cleaned(path.read_text(encoding="utf-8"))


def test_dates_are_found_where_there_are_any():
    found = {number: original(number).published for number in ("000", "002", "003", "004")}
    assert found == {"000": "2017-05-08", "002": "2022-07-14", "003": None, "004": None}


def test_the_wire_copy_loses_its_captions_dateline_and_comment_policy():
    found = original("001")
    assert found.title.startswith("Tajikistan strengthens security")
    assert found.outlet == "ANI"
    assert found.text.startswith("Tajikistan President Emomali Rahmon on Tuesday has ordered")
    assert found.text.endswith("a former Soviet republic.")
    assert len(found.text.split("\n\n")) == 6


def test_the_headline_of_another_story_goes_and_nothing_else():
    assert list(cuts(original("004"))) == ["foreign headline"]
    assert len(original("004").text.split("\n\n")) == 9


def test_texts_without_furniture_keep_every_paragraph():
    assert not original("003").cuts
    assert len(original("003").text.split("\n\n")) == 14
    assert len(original("000").text.split("\n\n")) == 13


def test_all_five_are_accepted_and_none_is_a_copy():
    mill = Mill()
    for path in sorted(FOLDER.glob("*.txt")):
        (event,) = mill.take(path.read_text(encoding="utf-8"), key=path.name)
        assert event.TYPE == "article.accepted"
        assert event.wire == event.article
