"""An analyst's words are compiled once; what is kept is used only if it is whole and of them."""

import time
from pathlib import Path

import msgspec
import pytest

from monitor.reading.vocabulary import load as vocabulary_load
from monitor.reading.vocabulary.cache import VocabularyCache
from monitor.reading.vocabulary.compiled import Compiled
from monitor.reading.vocabulary.load import load_vocabulary

WORDS = "people:\n  militants: [brigand]\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "vocabulary"
    found.mkdir()
    (found / "mine.yaml").write_text(WORDS, encoding="utf-8")
    return found


@pytest.fixture
def state(tmp_path: Path) -> Path:
    found = tmp_path / "state"
    found.mkdir()
    return found


@pytest.fixture
def made(monkeypatch) -> list[str]:
    """The digests of what was compiled, in order; what is shipped stands for what they make."""
    found: list[str] = []
    shipped = load_vocabulary()

    def compile_now(files, digest: str) -> Compiled:
        found.append(digest)
        return msgspec.structs.replace(shipped, digest=digest)

    monkeypatch.setattr(vocabulary_load, "compile_now", compile_now)
    return found


def kept(state: Path) -> Path:
    return VocabularyCache(state, "en").path


def test_the_second_start_compiles_nothing_and_reads_the_same_words(folder, state, made):
    first = load_vocabulary([folder], kept_in=state)
    assert load_vocabulary([folder], kept_in=state) == first
    assert made == [first.digest]
    assert [path.name for path in state.iterdir()] == [kept(state).name]


def test_an_edited_word_is_compiled_and_kept_instead(folder, state, made):
    first = load_vocabulary([folder], kept_in=state)
    (folder / "mine.yaml").write_text(WORDS.replace("brigand", "raider"), encoding="utf-8")
    second = load_vocabulary([folder], kept_in=state)
    assert load_vocabulary([folder], kept_in=state) == second != first
    assert made == [first.digest, second.digest]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data + b"\0",
        lambda data: b"of another program" + data,
        lambda data: data[:5000] + bytes([data[5000] ^ 1]) + data[5001:],
        lambda data: data[:20] + bytes([data[20] ^ 1]) + data[21:],
        lambda data: bytes([data[0] ^ 1]) + data[1:],
    ],
    ids=["empty", "cut", "longer", "foreign", "a bit of it", "its checksum", "its key"],
)
def test_a_damaged_or_foreign_file_is_passed_over_and_replaced(folder, state, made, spoil):
    first = load_vocabulary([folder], kept_in=state)
    whole = kept(state).read_bytes()
    kept(state).write_bytes(spoil(whole))
    assert load_vocabulary([folder], kept_in=state) == first
    assert made == [first.digest] * 2
    assert kept(state).read_bytes() == whole


def test_where_nothing_can_be_kept_it_is_compiled_each_time(folder, tmp_path, made):
    nowhere = tmp_path / "not yet made"
    assert load_vocabulary([folder], kept_in=nowhere) == load_vocabulary([folder], kept_in=nowhere)
    assert len(made) == 2
    assert not nowhere.exists()


def test_the_shipped_words_alone_need_no_file(state, made):
    load_vocabulary(kept_in=state)
    assert made == []
    assert list(state.iterdir()) == []


def test_the_analysts_word_is_known_at_both_starts_and_the_second_takes_a_fraction(folder, state):
    seconds = []
    for _ in range(2):
        start = time.process_time()
        found = load_vocabulary([folder], kept_in=state)
        seconds.append(time.process_time() - start)
        assert any(form.key == ("brigands",) for form in found.words)
    assert seconds[1] < seconds[0] / 4
