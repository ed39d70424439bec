"""Reload: all or nothing, the last good set stays, and people are told where they look."""

import os

from monitor.rules.loader import load_folder, rule_files
from monitor.rules.reload import (
    PROBLEMS,
    Activated,
    Rejected,
    problems_text,
    reload,
    write_problems,
)
from monitor.rules.trial.examples import Bench
from tests.rules.conftest import KNOWN, claim, rule_text

GOOD = rule_text("claim: territory-captured", because="no_claim")


class CountingReader:
    """Reads a capture out of every text with "fell", and counts how often it was asked."""

    def __init__(self):
        self.asked = 0

    def __call__(self, text):
        self.asked += 1
        return (claim(),) if "fell" in text.text else ()


def write(folder, **files):
    for name, text in files.items():
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")


def test_a_sound_folder_comes_into_force_with_a_digest(tmp_path):
    write(tmp_path, a=GOOD, b=GOOD.replace("a-rule", "b-rule"))
    outcome = reload(None, tmp_path, known=KNOWN, bench=Bench(read=CountingReader()), reader="r1")
    assert isinstance(outcome, Activated)
    assert outcome.event.rules == ("a-rule", "b-rule")
    assert outcome.event.reader == "r1"
    assert outcome.event.digest == load_folder(tmp_path).rules.digest


def test_one_fault_rejects_all_of_it(tmp_path):
    write(tmp_path, a=GOOD, b=GOOD)
    outcome = reload(None, tmp_path, known=KNOWN)
    assert isinstance(outcome, Rejected)
    assert outcome.event.digest
    assert "is taken by" in outcome.event.faults[0]


def test_an_example_that_does_not_hold_rejects_too(tmp_path):
    write(tmp_path, a=GOOD.replace("It fell.", "It stood."))
    outcome = reload(None, tmp_path, known=KNOWN, bench=Bench(read=CountingReader()))
    assert isinstance(outcome, Rejected)
    assert "raises no alert" in outcome.event.faults[0]


def test_only_what_changed_is_read_and_tried_anew(tmp_path):
    write(tmp_path, a=GOOD, b=GOOD.replace("a-rule", "b-rule"))
    reader = CountingReader()
    first = reload(None, tmp_path, known=KNOWN, bench=Bench(read=reader))
    assert isinstance(first, Activated)
    assert reader.asked == 4
    write(tmp_path, b=GOOD.replace("a-rule", "b-rule").replace("level: high", "level: low"))
    second = reload(first.loaded, tmp_path, known=KNOWN, bench=Bench(read=reader))
    assert isinstance(second, Activated)
    assert reader.asked == 6
    names = list(first.loaded.parsed)
    assert second.loaded.parsed[names[0]] is first.loaded.parsed[names[0]]
    assert second.loaded.parsed[names[1]] is not first.loaded.parsed[names[1]]


def test_the_digest_follows_every_file_and_its_name(tmp_path):
    write(tmp_path, a=GOOD)
    one = load_folder(tmp_path).rules.digest
    (tmp_path / "a.yml").rename(tmp_path / "b.yml")
    two = load_folder(tmp_path).rules.digest
    (tmp_path / "lists.yml").write_text("lists: {words: [a]}\n")
    three = load_folder(tmp_path).rules.digest
    assert len({one, two, three}) == 3


def test_a_shared_list_is_part_of_the_digest_of_the_rules_that_use_it(tmp_path):
    write(
        tmp_path,
        a=rule_text("text: $words", because="text"),
        b=GOOD.replace("a-rule", "b-rule"),
        lists="lists: {words: [shelling]}\n",
    )
    before = {rule.id: rule.digest for rule in load_folder(tmp_path).rules.rules}
    write(tmp_path, lists="lists: {words: [shelling, mortar]}\n")
    after = {rule.id: rule.digest for rule in load_folder(tmp_path).rules.rules}
    assert before["a-rule"] != after["a-rule"]
    assert before["b-rule"] == after["b-rule"]


def test_a_half_saved_file_a_pipe_and_a_link_are_never_loaded(tmp_path):
    write(tmp_path, a=GOOD)
    (tmp_path / ".a.yml.swp").write_text("half")
    (tmp_path / "a.yml~").write_text("half")
    (tmp_path / "schema").mkdir()
    (tmp_path / "schema" / "x.yml").write_text("no rule")
    os.mkfifo(tmp_path / "pipe.yml")
    (tmp_path / "link.yml").symlink_to("/etc/hostname")
    assert [path.name for path in rule_files(tmp_path)] == ["a.yml"]
    (tmp_path / "b.yml").write_text(GOOD.replace("a-rule", "b-rule")[:60])
    assert isinstance(reload(None, tmp_path, known=KNOWN), Rejected)


def test_a_folder_that_is_gone_is_told(tmp_path):
    outcome = reload(None, tmp_path / "gone")
    assert isinstance(outcome, Rejected)
    assert "does not exist" in outcome.event.faults[0]


def test_an_unreadable_file_is_a_fault_and_no_traceback(tmp_path):
    write(tmp_path, a=GOOD)
    (tmp_path / "dir.yml").mkdir()
    assert isinstance(reload(None, tmp_path, known=KNOWN), Activated)


def test_the_problems_lie_beside_the_rules_until_they_are_mended(tmp_path):
    write(tmp_path, a=GOOD.replace("level: high", "level: hihg"))
    outcome = reload(None, tmp_path, known=KNOWN)
    assert isinstance(outcome, Rejected)
    write_problems(tmp_path, problems_text(outcome, "2021-07-05 12:00 UTC"))
    text = (tmp_path / PROBLEMS).read_text()
    assert "1 fault in these rules. They are not in force." in text
    assert "2021-07-05 12:00 UTC" in text
    assert "Did you mean 'high'?" in text
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".")]
    write_problems(tmp_path, None)
    assert not (tmp_path / PROBLEMS).exists()
    write_problems(tmp_path, None)


def test_problems_that_cannot_be_written_stop_nothing(tmp_path):
    write_problems(tmp_path / "gone", "text")
