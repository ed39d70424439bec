import json
import os


def test_sources_are_listed_with_what_they_brought_and_what_was_refused(monitor):
    os.mkfifo(monitor.folder / "inbox" / "pipe.txt")
    assert monitor("run", "--once").code == 0
    done = monitor("sources")
    assert done.code == 0
    assert "inbox" in done.out
    assert "pipe.txt: this is a named pipe" in done.out
    (row,) = json.loads(monitor("sources", "--format", "json").out)
    assert (row["state"], row["received"], row["refused"]) == ("ok", 1, 1)


def test_refusals_say_what_to_do(monitor):
    (monitor.folder / "inbox" / "old.txt").write_bytes("Слова".encode("cp1251"))
    monitor("run", "--once")
    done = monitor("sources", "--refused")
    assert "old.txt" in done.out
    assert "Convert it to UTF-8" in done.out


def test_a_source_that_fails_is_shown_with_its_reason_and_fails_the_command(monitor):
    (monitor.folder / "config.toml").write_text(
        '[[sources]]\nkind = "directory"\nname = "inbox"\npath = "inbox"\n'
        '[[sources]]\nkind = "directory"\nname = "away"\npath = "nowhere"\n'
    )
    monitor("run", "--once")
    done = monitor("sources")
    assert done.code == 1
    assert "nowhere cannot be read" in done.out
    assert done.out.index("away") < done.out.index("inbox")


def test_a_source_never_asked_is_listed_as_such(monitor):
    assert "not asked yet" in monitor("sources").out


def test_a_source_that_there_is_none_of_is_a_fault_in_words(monitor):
    done = monitor("sources", "--source", "nobody")
    assert done.code == 1
    assert "there is no source 'nobody'" in done.err
