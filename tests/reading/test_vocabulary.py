"""Everything linguistic is data: an analyst adds words, and mistakes are pointed out."""

import datetime as dt
import time
from collections import Counter
from pathlib import Path

import pytest

from monitor.errors import ConfigurationError
from monitor.events.values import SourceClass
from monitor.reading.document import Document
from monitor.reading.reader import load_reader
from monitor.reading.vocabulary.load import SHIPPED, load_vocabulary
from monitor.reading.vocabulary.source import read_source, source_digest, vocabulary_files

OVERLAY = """\
people:
  militants: [brigand]
frames:
  - id: bag-a-town
    type: territory-captured
    verbs: [zelve]
    roles:
      theme: {at: [obj], is: territory, needed: true}
      agent: {at: [subj], is: anybody}
"""


def folder(tmp_path: Path, text: str) -> Path:
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def news(reader_folder: Path | None, text: str) -> list[str]:
    reader = load_reader([reader_folder] if reader_folder else [])
    document = Document(id="v", title="", text=text, published=dt.date(2021, 7, 6))
    return [claim.type.value for claim in reader.read(document) if claim.is_news]


def test_an_overlay_teaches_the_reader_new_words(tmp_path: Path) -> None:
    text = "Brigands zelved Imam Sahib district on Monday."
    assert news(None, text) == []
    assert news(folder(tmp_path, OVERLAY), text) == ["territory-captured"]


def test_an_overlay_changes_the_digest(tmp_path: Path) -> None:
    assert load_reader([folder(tmp_path, OVERLAY)]).digest != load_reader().digest


def test_the_compiled_vocabulary_is_the_one_of_the_yaml() -> None:
    files = vocabulary_files([SHIPPED / "en"])
    assert load_vocabulary().digest == source_digest(files)
    assert (SHIPPED / "en" / "compiled.json").is_file()


def test_every_frame_evokes_something_and_names_its_type() -> None:
    for frame in load_vocabulary().frames:
        assert frame.verbs or frame.nouns
        assert frame.roles


def test_full_paradigms_leave_no_irregular_form_out() -> None:
    forms = {form.key for form in load_vocabulary().words if form.verb}
    for word in ("fallen", "fell", "shot", "fled", "fought", "struck", "slain", "overran", "withdrew",  # noqa: E501  (a sentence)
                 "swum", "swam", "crossed", "crossing", "seizes", "retook", "retaken"):  # fmt: skip
        assert (word,) in forms


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("framez: []\n", 1, "Unknown section"),
        ("people: [soldier]\n", 1, "mapping"),
        ("people:\n  militants: brigand\n", 1, "list of words"),
        ("frames:\n  - id: x\n    type: fish\n    verbs: [go]\n", 3, "Unknown type"),
        ("frames:\n  - id: x\n    type: deployment\n", 2, "needs `verbs`"),
        (
            "frames:\n  - id: x\n    type: deployment\n    verbs: [go]\n    rolls: {}\n",
            5,
            "Unknown key",
        ),
        ("frames:\n" + 2 * "- {id: x, type: deployment, verbs: [go]}\n", 3, "Two frames"),
        ("people:\n  militants: [a\n", 3, ""),
        ("actors:\n  - name: X\n", 2, "spellings"),
    ],
)
def test_a_mistake_is_told_with_its_file_and_line(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load_vocabulary([folder(tmp_path, text)])
    fault = caught.value.faults[0]
    assert fault.file.endswith("mine.yaml")
    assert fault.line == line
    assert words in fault.message


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load_vocabulary([folder(tmp_path, "framez: []\npeople: [x]\n")])
    assert len(caught.value.faults) == 2


def test_starting_up_neither_parses_yaml_nor_inflects() -> None:
    start = time.process_time()
    load_vocabulary()
    assert time.process_time() - start < 1.0


SETS = """\
sets:
  border_officials: [river warden]
people:
  officials: [river warden]
"""
LINES = """\
lines:
  AF-TJ: [crooked creek]
places:
  river: [crooked creek]
"""
VERBS = """\
verb_groups:
  on_water: [punt]
frames:
  - id: punt-over
    type: border-crossing
    verbs: ["@on_water"]
    roles:
      mover: {at: [subj], is: people, needed: true}
      goal: {at: ["@to"], is: abroad, needed: true}
"""


def test_an_overlay_adds_a_word_to_a_set_that_a_rule_asks_for(tmp_path: Path) -> None:
    text = "The river wardens met on the bridge at Ishkashim on Monday."
    assert news(None, text) == []
    assert news(folder(tmp_path, SETS), text) == ["diplomatic-contact"]


def test_an_overlay_names_the_line_between_two_countries(tmp_path: Path) -> None:
    text = "Sixty Afghan policemen crossed the Crooked Creek on Monday."
    assert news(None, text) == []
    assert news(folder(tmp_path, LINES), text) == ["border-crossing"]


def test_a_frame_takes_a_group_of_verbs_that_an_overlay_declares(tmp_path: Path) -> None:
    text = "Sixty Afghan policemen punted over to Tajikistan on Monday."
    assert news(None, text) == []
    assert news(folder(tmp_path, VERBS), text) == ["border-crossing"]


def test_a_set_that_no_rule_asks_for_is_a_fault_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as raised:
        load_reader([folder(tmp_path, "people:\n  set: [throng]\nsets:\n  envoy: [herald]\n")])
    found = [(fault.line, "Unknown set 'envoy'" in fault.message) for fault in raised.value.faults]
    assert found == [(3, True)]


@pytest.mark.parametrize(
    ("overlay", "told"),
    [
        ("lines:\n  staying: [remain]\n", "'staying': A key of this section is a border's codes"),
        ("lines:\n  AF-TAJ: [panj]\n", "'AF-TAJ': A key"),
        (
            "peoples:\n  Afghanistan: [pamiri]\n",
            "'Afghanistan': A key of this section is a country",
        ),
    ],
)
def test_a_key_that_is_no_code_is_a_fault(tmp_path: Path, overlay: str, told: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        load_reader([folder(tmp_path, overlay)])
    (fault,) = raised.value.faults
    assert fault.line == 1
    assert told in fault.message


@pytest.mark.parametrize(
    ("overlay", "told"),
    [
        ("adjectives: [brave, true]\n", 'true without quotes is a value, not a word: write "true"'),
        ("sets:\n  untrue: [rumoured, false]\n", "false without quotes"),
        ("sets:\n  untrue: [rumoured, null]\n", "null without quotes"),
    ],
)
def test_a_word_that_yaml_takes_for_a_value_is_a_fault(
    tmp_path: Path, overlay: str, told: str
) -> None:
    with pytest.raises(ConfigurationError) as raised:
        load_reader([folder(tmp_path, overlay)])
    (fault,) = raised.value.faults
    assert told in fault.message


def test_a_group_of_verbs_that_does_not_exist_is_a_fault(tmp_path: Path) -> None:
    text = VERBS.replace('["@on_water"]', '["@on_ice"]')
    with pytest.raises(ConfigurationError) as raised:
        load_reader([folder(tmp_path, text)])
    assert "Unknown group of verbs '@on_ice'" in str(raised.value.faults[0].message)


DOMAIN = """\
domains:
  sport: [kokboru, kokboru rider, goat carcass, serke]
"""


def test_an_overlay_adds_a_sport_whose_towns_are_not_taken(tmp_path: Path) -> None:
    text = ("Khorugh fell to Kunduz in the kokboru. The best kokboru rider carried the goat "
            "carcass eleven times; the serke was heavy.")  # fmt: skip
    assert news(None, text) == ["territory-captured"]
    assert news(folder(tmp_path, DOMAIN), text) == []


def test_an_overlay_adds_a_speaker(tmp_path: Path) -> None:
    text = "Khwahan fell to the Taliban on Monday, according to a beekeeper."
    overlay = folder(tmp_path, "people:\n  civilians: [beekeeper]\nsets:\n  media: [beekeeper]\n")
    document = Document(id="t", title="", text=text, published=dt.date(2021, 7, 6))
    sides = [load_reader(folders).read(document)[0].attribution for folders in ([], [overlay])]
    assert [side and side.side for side in sides] == [None, SourceClass.MEDIA]


RULING = """\
nouns:
  imagined: [puppet show]
sentence:
  hypothetical: ["came # hours ... of"]
general: [thunder]
"""


@pytest.mark.parametrize(
    "text",
    [
        "In the puppet show, Taliban fighters captured Imam Sahib district.",
        "They came two hours short of it: the Taliban captured Imam Sahib district.",
    ],
)
def test_an_overlay_adds_what_makes_a_sentence_no_news(tmp_path: Path, text: str) -> None:
    assert news(None, text) == ["territory-captured"]
    assert news(folder(tmp_path, RULING), text) == []


@pytest.fixture(scope="module")
def code() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in SHIPPED.parent.rglob("*.py"))


def test_every_shipped_set_is_asked_for_by_some_rule(code: str) -> None:
    """A set that nothing asks for would silently do nothing."""
    assert [name for name in load_vocabulary().sets if f'"{name}"' not in code] == []


def test_no_shipped_frame_takes_the_place_of_another() -> None:
    """A frame replaces one of its type and id: so may an overlay, but no other shipped file."""
    sections = read_source(vocabulary_files([SHIPPED / "en"])).of("frames")
    names = Counter((entry["type"], entry["id"]) for one in sections for entry in one.value)
    assert [name for name, times in names.items() if times > 1] == []
