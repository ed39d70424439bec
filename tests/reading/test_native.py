"""The compiled reader: optional, never older than its sources, and the same to the last byte."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from monitor.assembly.ahead import READER
from monitor.errors import ConfigurationError
from monitor.reading import native

ROOT = Path(__file__).parents[2]


def dumped(folder: Path) -> bytes:
    """Return every claim and explanation as the reader of a copy of the project gives them."""
    out = folder / "dump.jsonl"
    command = [sys.executable, "-m", "tests.reading.dump", str(out)]
    subprocess.run(command, cwd=folder, env={"PYTHONPATH": str(folder)}, check=True, timeout=900)
    return out.read_bytes()


def copied(folder: Path, *, compiled: bool) -> Path:
    leave = shutil.ignore_patterns("__pycache__", *(() if compiled else ("*.so", "native.json")))
    for name in ("monitor", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=leave)
    return folder


@pytest.mark.skipif(native.compiled_digest() is None, reason="`make fast` compiles; CI does")
def test_the_compiled_reader_says_what_the_pure_one_says_byte_for_byte(tmp_path):
    pure = copied(tmp_path / "pure", compiled=False)
    compiled = copied(tmp_path / "compiled", compiled=True)
    assert list((compiled / "monitor" / "reading").rglob("*.so"))
    assert dumped(compiled) == dumped(pure)


def test_what_is_to_be_compiled_is_there():
    assert [path.name for path in native.sources() if not path.is_file()] == []


def test_what_is_started_by_its_name_is_not_compiled():
    assert native.ROOM / f"{READER.rpartition('.')[2]}.py" not in native.sources()
    started = [path for path in native.sources() if '__name__ == "__main__"' in path.read_text()]
    assert not started  # a compiled module cannot be


def test_nothing_compiled_is_no_fault(tmp_path, monkeypatch):
    monkeypatch.setattr(native, "STAMP", tmp_path / "native.json")
    native.check()


def test_a_compiled_reader_of_these_sources_is_no_fault(tmp_path, monkeypatch):
    stamp = tmp_path / "native.json"
    monkeypatch.setattr(native, "STAMP", stamp)
    stamp.write_text(f'{{"digest": "{native.digest()}"}}')
    native.check()


def test_a_compiled_reader_of_other_sources_is_a_fault_that_says_what_to_do(tmp_path, monkeypatch):
    stamp = tmp_path / "native.json"
    monkeypatch.setattr(native, "STAMP", stamp)
    stamp.write_text('{"digest": "of an older day"}')
    with pytest.raises(ConfigurationError, match="not of these sources") as told:
        native.check()
    assert "make fast" in str(told.value.hint)


def test_removing_takes_the_stamp_and_every_compiled_module_away(tmp_path, monkeypatch):
    monkeypatch.setattr(native, "ROOM", tmp_path)
    monkeypatch.setattr(native, "STAMP", tmp_path / "native.json")
    (tmp_path / "words").mkdir()
    for name in ("native.json", "reader.so", "words/tagger.so", "words/tagger.py"):
        (tmp_path / name).write_text("{}")
    native.remove()
    left = [path.name for path in tmp_path.rglob("*") if path.is_file()]
    assert left == ["tagger.py"]
