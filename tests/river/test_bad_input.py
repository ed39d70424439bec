"""Whatever is put into the folder: each thing is refused in words, and the rest goes on."""

import os
import resource

import pytest

GOOD = "Insurgents captured Ishkashim district in Badakhshan on Tuesday, an elder said."


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    secret = tmp_path / "secret.txt"
    secret.write_text("This text lies outside of the folder and must never be read by anybody.")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 64)
    (folder / "empty.txt").write_bytes(b"")
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    (folder / "latin.txt").write_bytes("Café très déçu à l'été, où ça? ".encode("latin-1") * 30)
    os.mkfifo(folder / "pipe.txt")
    (folder / "link.txt").symlink_to(secret)
    (folder / "good.txt").write_text(GOOD)
    (folder / "no-title-no-date.txt").write_text("Nothing much happened in the valley.")
    return folder


def test_each_bad_file_is_refused_in_words_and_the_good_one_alerts(folder, one_pass):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    def check(result):
        refused = {event.key: event.reason for event in result.events("item.refused")}
        assert {"binary.txt", "empty.txt", "huge.txt", "pipe.txt", "link.txt"} <= set(refused)
        assert all(reason.strip() for reason in refused.values())
        assert "article.received" not in str(refused)
        received = {event.key for event in result.events("article.received")}
        assert {"good.txt", "no-title-no-date.txt"} <= received
        assert not received & set(refused)
        assert any(match.place == "Ishkashim" for match in result.raised())
        assert result.events("step.failed") == []

    one_pass(folder, check)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 200 * 1024  # KiB: the 50 MB file was never read into memory


def test_an_undated_article_is_alerted_as_undated(folder, one_pass, capsys):
    def check(result):
        assert next(m for m in result.raised() if m.place == "Ishkashim").published is None

    one_pass(folder, check)
    assert "undated" in capsys.readouterr().out
