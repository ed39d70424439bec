import os
import socket
from pathlib import Path

import pytest

from monitor.sources.options import DirectoryOptions


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    return made


@pytest.fixture
def put(folder, desk):
    """Write a file and let a minute pass, so that it has settled."""

    def write(name: str, text: str | bytes) -> Path:
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        stamp = desk.clock.now().timestamp() - 60
        os.utime(path, (stamp, stamp))
        return path

    return write


@pytest.fixture
def scan(desk, folder):
    """Make a poller over the folder and poll until it is done."""

    def run(**changes):
        poller = desk.open(DirectoryOptions(name="here", path=folder, **changes))
        desk.settle(poller)
        return poller

    return run


def test_text_markdown_and_html_files_are_handed_over_as_what_they_are(desk, put, scan):
    put("a.txt", "Plain words.")
    put("b.md", "# Title\n\nWords.")
    put("c.html", "<p>Words.</p>")
    put("d", "No suffix.")
    put("e.txt", "<!DOCTYPE html><html><p>Words.</p></html>")
    scan()
    assert {event.key: event.media_type for event in desk.received()} == {
        "a.txt": "text/plain",
        "b.md": "text/markdown",
        "c.html": "text/html",
        "d": "text/plain",
        "e.txt": "text/html",
    }
    assert not desk.refused()


def test_what_the_options_say_of_a_folder_goes_with_each_article(desk, put, scan):
    put("a.txt", "Words.")
    scan(outlet="Panj Observer", language="tg")
    (event,) = desk.received()
    assert (event.outlet, event.language, event.backlog) == ("Panj Observer", "tg", False)


def test_a_file_is_handed_over_once_whatever_is_restarted(desk, put, scan):
    put("a.txt", "Words.")
    poller = scan()
    desk.settle(poller)
    scan()
    assert len(desk.received()) == 1


def test_a_file_that_changes_comes_again_under_its_key(desk, put, scan):
    put("a.txt", "Three were killed.")
    poller = scan()
    put("a.txt", "Five were killed, it is now known.")
    desk.settle(poller)
    assert [event.key for event in desk.received()] == ["a.txt", "a.txt"]


def test_a_file_touched_without_change_does_not_come_again(desk, put, scan):
    path = put("a.txt", "Words.")
    poller = scan()
    os.utime(path, (1, 1))
    desk.settle(poller)
    assert len(desk.received()) == 1


def test_a_file_that_somebody_still_writes_is_left_alone(desk, folder, scan):
    with (folder / "a.txt").open("w") as half:
        half.write("The first half")
        half.flush()
        poller = desk.open(DirectoryOptions(name="here", path=folder))
        for _ in range(10):
            assert desk.poll(poller).again_in is not None
            desk.clock.advance(seconds=2)
        assert not desk.received()
        half.write(" and the second half.")
    desk.settle(poller)
    assert [desk.text(event) for event in desk.received()] == [
        "The first half and the second half."
    ]


def test_a_file_renamed_into_place_is_taken_whole(desk, folder, put, scan):
    part = put("a.txt.part", "Words of the article.")
    poller = scan()
    assert not desk.received()
    part.rename(folder / "a.txt")
    desk.settle(poller)
    assert len(desk.received()) == 1


def test_a_file_dated_in_the_future_is_taken_all_the_same(desk, put, scan):
    path = put("a.txt", "Words.")
    late = desk.clock.now().timestamp() + 10_000_000
    os.utime(path, (late, late))
    scan()
    assert len(desk.received()) == 1


def test_folders_below_are_read_only_when_asked(desk, put, scan):
    put("below/a.txt", "Words.")
    scan()
    assert not desk.received()
    scan(recursive=True)
    assert [event.key for event in desk.received()] == ["below/a.txt"]


def test_only_files_of_the_given_patterns_are_looked_at(desk, put, scan):
    put("a.txt", "Words.")
    put("b.pdf", b"%PDF-1.7")
    scan(patterns=("*.txt",))
    assert [event.key for event in desk.received()] == ["a.txt"]
    assert not desk.refused()


def test_hidden_and_unfinished_files_are_no_articles(desk, put, scan):
    for name in (".a.txt.swp", "a.txt~", "b.part", "c.tmp", ".hidden.txt"):
        put(name, "Words.")
    scan()
    assert not desk.received()
    assert not desk.refused()


REFUSED = {
    "empty.txt": (b"", "the file is empty"),
    "blank.txt": (b" \n\t\n", "the file is empty"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(500), "this is a picture, not text"),
    "paper.pdf": (b"%PDF-1.7 ...", "this is a PDF, not text"),
    "data.txt": (bytes(range(256)) * 10, "this is binary data, not text"),
    "old.txt": ("Пограничники задержали двоих".encode("cp1251"), "this is not UTF-8 text: byte 0"),
    "table.csv": (b"a,b\n1,2\n", "the name ends in .csv"),
    "large.txt": (b"x" * (6 * 1024 * 1024), "the file is 6.0 MiB, more than the limit of 5 MiB"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_article_is_refused_with_its_reason_and_once(desk, put, scan, name):
    content, reason = REFUSED[name]
    put(name, content)
    put("good.txt", "Words.")
    poller = scan()
    desk.clock.advance(hours=1)
    desk.settle(poller)
    scan()
    assert desk.refused()[name].startswith(reason)
    assert len(desk.events("item.refused")) == 1
    assert all(event.hint for event in desk.events("item.refused"))
    assert [event.key for event in desk.received()] == ["good.txt"]


def test_a_refused_file_that_is_mended_becomes_an_article(desk, put, scan):
    put("a.txt", "Слова".encode("cp1251"))
    poller = scan()
    put("a.txt", "Слова статьи")
    desk.settle(poller)
    assert [event.key for event in desk.received()] == ["a.txt"]


def test_fifty_megabytes_are_refused_without_being_read(desk, folder, scan):
    with (folder / "huge.txt").open("wb") as huge:
        huge.truncate(50 * 1024 * 1024)
    os.utime(folder / "huge.txt", (1, 1))
    scan()
    assert desk.refused() == {"huge.txt": "the file is 50.0 MiB, more than the limit of 5 MiB"}


def test_pipes_sockets_and_links_are_refused_and_block_nothing(desk, folder, put, scan, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("canary")
    (folder / "link.txt").symlink_to(secret)
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "away").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(folder / "socket.txt"))
        put("good.txt", "Words.")
        scan(recursive=True)
    assert desk.refused() == {
        "away": "this is a symbolic link",
        "link.txt": "this is a symbolic link",
        "loop.txt": "this is a symbolic link",
        "pipe.txt": "this is a named pipe, not a file",
        "socket.txt": "this is a socket, not a file",
    }
    assert [event.key for event in desk.received()] == ["good.txt"]
    assert not [r for r in desk.log.read() if b"canary" in r.data]


def test_names_that_are_not_text_are_shown_escaped(desk, folder, scan, put):
    put("line\nbreak.txt", "Words one.")
    path = os.fsencode(folder) + b"/\xff\xfe.txt"
    Path(os.fsdecode(path)).write_text("Words two.")
    os.utime(path, (1, 1))
    scan()
    assert {event.key for event in desk.received()} == {"line\\nbreak.txt", "\\xff\\xfe.txt"}


def test_byte_order_marks_and_charsets_declared_by_html_are_honoured(desk, put, scan):
    put("a.txt", b"\xef\xbb\xbfWords.")
    put("b.txt", "Слова статьи.".encode("utf-16"))
    put("c.html", "<html><meta charset=windows-1251><p>Слова".encode("cp1251"))
    scan()
    texts = {event.key: desk.text(event) for event in desk.received()}
    assert texts["a.txt"] == "Words."
    assert texts["b.txt"] == "Слова статьи."
    assert texts["c.html"].endswith("Слова")


def test_a_folder_that_is_missing_is_a_failure_that_heals_by_itself(desk, tmp_path):
    path = tmp_path / "later"
    poller = desk.open(DirectoryOptions(name="here", path=path))
    for _ in range(5):
        desk.poll(poller)
        desk.clock.advance(seconds=1)
    (failed,) = desk.failures()
    assert failed.failure == "missing"
    assert str(path) in failed.reason
    path.mkdir()
    desk.poll(poller)
    assert len(desk.events("source.recovered")) == 1


def test_a_folder_of_many_files_comes_in_several_transactions(desk, folder, scan):
    for number in range(700):
        (folder / f"{number}.txt").write_text(f"Words of article {number}.")
        os.utime(folder / f"{number}.txt", (1, 1))
    scan()
    assert len({event.key for event in desk.received()}) == 700


def test_a_process_killed_before_it_confirmed_loses_and_repeats_nothing(desk, put, folder):
    put("a.txt", "Words.")
    options = DirectoryOptions(name="here", path=folder)

    class KilledError(Exception):
        pass

    first = desk.open(options)
    append = desk.log.append

    def die_after(*arguments, **options):
        append(*arguments, **options)
        raise KilledError

    desk.log.append = die_after
    with pytest.raises(KilledError):
        desk.poll(first)
    desk.log.append = append
    assert desk.poll(desk.open(options)).new == 0
    assert desk.poll(first).new == 0
    assert len(desk.received()) == 1


def test_when_the_log_refuses_the_items_are_offered_again(desk, put, folder):
    put("a.txt", "Words.")
    poller = desk.open(DirectoryOptions(name="here", path=folder))
    append = desk.log.append

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    desk.log.append = full
    with pytest.raises(OSError, match="No space"):
        desk.poll(poller)
    desk.log.append = append
    assert desk.poll(poller).new == 1
