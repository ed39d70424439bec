"""Everything linguistic is data: an analyst adds words, and mistakes are pointed out."""

import datetime as dt
import time
from pathlib import Path

import pytest

from monitor.errors import ConfigurationError
from monitor.reading.document import Document
from monitor.reading.reader import load_reader
from monitor.reading.vocabulary_load import SHIPPED, load_vocabulary
from monitor.reading.vocabulary_source import source_digest, vocabulary_files

OVERLAY = """\
people:
  militants: [brigand]
frames:
  - id: bag-a-town
    type: territory-captured
    verbs: [hoover up]
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
    text = "Brigands hoovered up Imam Sahib district on Monday."
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
