"""Rule files are read with positions; what YAML allows and rules do not is told, never guessed."""

import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.rules.files import ruamel_reader
from monitor.rules.files.nodes import Mapping, plain
from monitor.rules.files.ruamel_reader import MAX_BYTES, MAX_DEPTH, parse

RULES = Path(__file__).parents[2] / "rules"


def faults(text):
    data = text if isinstance(text, bytes) else text.encode()
    return parse("r.yml", data).faults


def test_every_value_stays_text_but_true_and_false():
    parsed = parse("r.yml", b"a: 007\nb: 2021-07-05\nc: 1e3\nd: true\ne: 0x10\n")
    assert plain(parsed.documents[0]) == {
        "a": "007",
        "b": "2021-07-05",
        "c": "1e3",
        "d": True,
        "e": "0x10",
    }


def test_a_key_and_its_value_know_where_they_stand():
    node = parse("r.yml", b"title: x\nwhen:\n  claim: y\n").documents[0]
    assert isinstance(node, Mapping)
    inner = node.items["when"]
    assert isinstance(inner, Mapping)
    assert (inner.keys["claim"].line, inner.keys["claim"].column) == (3, 3)
    assert (inner.items["claim"].mark.line, inner.items["claim"].mark.column) == (3, 10)


def test_a_key_that_stands_twice_is_told_with_both_places():
    (fault,) = faults("title: a\nid: b\ntitle: c\n")
    assert (fault.line, fault.column) == (3, 1)
    assert "first in line 1" in fault.message


def test_bare_times_and_bare_no_must_be_quoted():
    told = [str(fault) for fault in faults("a: 22:00\nb: no\nc: [Yes, off]\nd: NO\n")]
    assert len(told) == 5
    assert all("quotes" in line for line in told)
    assert not faults('a: "22:00"\nb: "no"\nc: ["Yes"]\n')


def test_a_tab_in_the_indentation_is_told_with_its_column():
    (fault,) = faults("a:\n \tb: 1\n")
    assert (fault.line, fault.column) == (2, 2)
    assert "tab" in fault.message
    assert fault.render().endswith("\n     ^")


def test_aliases_anchors_and_tags_are_refused():
    assert "anchors" in faults("a: &x 1\n")[0].message
    assert "aliases" in faults("a: *x\n")[0].message
    assert "tags" in faults("a: !!python/object:os.system 1\n")[0].message
    assert "tags" in faults("a: !thing {b: 1}\n")[0].message


def test_anchors_and_aliases_are_told_one_by_one_and_the_rest_is_read():
    parsed = parse("r.yml", b"a: &x 1\nb: *x\nc: [*x, 2]\nd: no\n")
    told = [(fault.line, fault.column) for fault in parsed.faults]
    assert told == [(1, 4), (2, 4), (3, 5), (4, 4)]
    assert set(parsed.documents[0].items) == {"a", "c", "d"}
    assert parsed.unfinished


def test_a_flood_of_aliases_is_cut_off():
    assert len(faults("a: &x 1\n" + "".join(f"b{n}: *x\n" for n in range(5000)))) < 50


def test_what_cannot_be_read_leaves_the_tree_unfinished():
    assert parse("r.yml", b"title: x\n  id: y\n").unfinished
    assert not parse("r.yml", b"title: x\n").unfinished


def test_an_alias_bomb_costs_no_time():
    bomb = "a: &a [x, x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
    )
    before = time.perf_counter()
    assert faults(bomb)
    assert time.perf_counter() - before < 0.5


def test_a_file_that_is_too_large_or_too_deep_is_refused():
    assert "limit" in faults(b"a: " + b"x" * MAX_BYTES)[0].message
    assert f"more than {MAX_DEPTH}" in faults("[" * 200 + "]" * 200)[0].message


def test_bytes_that_are_not_utf8_are_told_with_their_line():
    (fault,) = faults(b"a: 1\nb: \xff\n")
    assert (fault.line, fault.column) == (2, 4)
    assert "UTF-8" in fault.message


def test_a_control_character_is_told():
    (fault,) = faults("a: x\x07y\n")
    assert (fault.line, fault.column) == (1, 5)


def test_syntax_errors_say_what_to_do():
    (fault,) = faults("title: It fell: all of it\n")
    assert fault.line == 1
    assert "quotes" in fault.hint


def test_an_empty_file_and_a_comment_hold_nothing_and_no_fault():
    assert parse("r.yml", b"").documents == []
    assert parse("r.yml", b"# nothing\n").faults == []


def test_two_documents_in_a_file_are_two_trees():
    assert len(parse("r.yml", b"a: 1\n---\nb: 2\n").documents) == 2


@given(st.binary(max_size=300))
@settings(max_examples=300, deadline=None)
def test_no_bytes_whatever_raise(data):
    parse("r.yml", data)


@given(st.text(alphabet="ab:-[]{}#&*!|>'\"%@`?, \n\t", max_size=80))
@settings(max_examples=500, deadline=None)
def test_no_text_whatever_raises_and_faults_have_a_line(text):
    for fault in faults(text):
        assert fault.line >= 1


def test_long_garbage_is_read_in_bounded_time():
    noise = random.Random(7)
    text = "".join(noise.choice("ab:-[]{}#'\" \n") for _ in range(20_000))
    before = time.perf_counter()
    faults(text)
    assert time.perf_counter() - before < 5


def a_slip(text, chance):
    """A slip of the fingers: letters out, a sign in, a line moved."""
    at, what = chance.randrange(len(text)), chance.random()
    if what < 0.35:
        return text[:at] + text[at + chance.randint(1, 3) :]
    if what < 0.8:
        return text[:at] + chance.choice(" :-#,[]{}\"'|>&*!%@`\n\t?abn0é—") + text[at:]
    lines = text.split("\n")
    line = chance.randrange(len(lines))
    lines[line] = f" {lines[line]}" if what < 0.9 else lines[line].lstrip()
    return "\n".join(lines)


@pytest.mark.skipif(ruamel_reader.CParser is None, reason="libyaml is not there")
def test_the_quick_parser_reads_slips_exactly_as_the_careful_one(monkeypatch):
    chance = random.Random(11)
    texts = [path.read_text(encoding="utf-8") for path in sorted(RULES.rglob("*.yml"))]
    slipped = [a_slip(a_slip(chance.choice(texts), chance), chance).encode() for _ in range(150)]
    quick = [parse("r.yml", each) for each in slipped]
    monkeypatch.setattr(ruamel_reader, "CParser", None)
    assert quick == [parse("r.yml", each) for each in slipped]
    assert len([each for each in quick if not each.faults]) > 30


@pytest.mark.skipif(ruamel_reader.CParser is None, reason="libyaml is not there")
def test_libyaml_makes_reading_several_times_as_fast(monkeypatch):
    texts = [path.read_bytes() for path in sorted(RULES.rglob("*.yml"))]

    def took():
        before = time.process_time()
        for text in texts:
            parse("r.yml", text)
        return time.process_time() - before

    quick = min(took() for _ in range(3))
    monkeypatch.setattr(ruamel_reader, "CParser", None)
    assert min(took() for _ in range(2)) > 2 * quick
