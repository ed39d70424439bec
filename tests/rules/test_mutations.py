"""A thousand random edits of the shipped rules: never a traceback, never silently accepted."""

import random
import re
from pathlib import Path

import pytest

from monitor.rules.loader import load_texts

RULES = Path(__file__).parents[2] / "rules"
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in sorted(RULES.glob("*.yml"))}
LISTS = {
    f"lists/{path.name}": path.read_bytes() for path in sorted((RULES / "lists").glob("*.yml"))
}
KEY = re.compile(r"^( *)([a-z_]+):", re.MULTILINE)
ENUM = re.compile(r"(?<=[:\[ ])(stable|high|medium|low|critical|militants|troops|district|state)\b")
# In a free text anything may stand: an edit there is no mistake that a check could see.
FREE = re.compile(
    r"id: |text: |title: |id: |description: |subject: |- \{|owner|tags|falsepositives|#"
)


def _lines(text, wanted):
    lines = text.split("\n")
    numbers = [n for n, line in enumerate(lines) if wanted(line)]
    return lines, numbers


def misspell_a_key(text, chance):
    found = list(KEY.finditer(text))
    key = chance.choice(found)
    word = key.group(2)
    place = chance.randrange(len(word))
    letter = chance.choice([c for c in "qzjx" if c != word[place]])
    start = key.start(2)
    return text[:start] + word[:place] + letter + word[place + 1 :] + text[start + len(word) :]


def repeat_a_key(text, chance):
    lines, numbers = _lines(text, lambda line: re.match(r" *[a-z_]+: \S", line))
    number = chance.choice(numbers)
    return "\n".join([*lines[: number + 1], lines[number], *lines[number + 1 :]])


def put_a_tab(text, chance):
    lines, numbers = _lines(text, lambda line: line.startswith("  "))
    number = chance.choice(numbers)
    lines[number] = "\t" + lines[number].lstrip()
    return "\n".join(lines)


def misspell_a_value(text, chance):
    found = [m for m in ENUM.finditer(text) if not FREE.search(_line_of(text, m.start()))]
    value = chance.choice(found)
    return text[: value.start()] + value.group() + "q" + text[value.end() :]


def _line_of(text, place):
    return text[text.rfind("\n", 0, place) + 1 : text.find("\n", place)]


def drop_a_needed_line(text, chance):
    word = chance.choice(["title", "id", "status", "level", "because"])
    return re.sub(rf"^ *{word}:.*\n", "", text, count=1, flags=re.MULTILINE)


def leave_a_value_out(text, chance):
    lines, numbers = _lines(text, lambda line: re.match(r" *[a-z_]+: [^{\[]", line))
    number = chance.choice(numbers)
    lines[number] = lines[number].split(":")[0] + ":"
    return "\n".join(lines)


def put_an_alias(text, chance):
    lines, numbers = _lines(text, lambda line: re.match(r" *[a-z_]+: [^{\[]", line))
    number = chance.choice(numbers)
    lines[number] = lines[number].split(":")[0] + ": *other"
    return "\n".join(lines)


def open_a_bracket(text, chance):
    lines, numbers = _lines(text, lambda line: re.match(r" *[a-z_]+: [^{\[]", line))
    number = chance.choice(numbers)
    lines[number] = lines[number].split(":")[0] + ": ["
    return "\n".join(lines)


def change_a_type(text, chance):
    lines, numbers = _lines(
        text,
        lambda line: re.match(r" *(claim|level|status|id|one_per|killed|repeat_every): ", line),
    )
    number = chance.choice(numbers)
    lines[number] = lines[number].split(":")[0] + ": {a: {b: c}}"
    return "\n".join(lines)


def break_the_words_apart(text, chance):
    word = chance.choice(["when", "examples", "alert"])
    return re.sub(rf"^{word}:", f"{word}", text, count=1, flags=re.MULTILINE)


EDITS = [
    misspell_a_key,
    repeat_a_key,
    put_a_tab,
    misspell_a_value,
    drop_a_needed_line,
    leave_a_value_out,
    put_an_alias,
    open_a_bracket,
    change_a_type,
    break_the_words_apart,
]


def check(name, text):
    return load_texts({name: text.encode(), **LISTS}, before=BEFORE)


BEFORE = load_texts(LISTS)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_a_hundred_mistakes_of_a_kind_are_all_told_with_their_line(edit):
    chance = random.Random(edit.__name__)
    silent = []
    for _ in range(100):
        name = chance.choice(sorted(TEXTS))
        changed = edit(TEXTS[name], chance)
        if changed == TEXTS[name]:
            continue
        loaded = check(name, changed)
        if not loaded.faults:
            silent.append((name, changed))
        assert all(fault.line for fault in loaded.faults)
    assert not silent, f"{len(silent)} edits were accepted silently, the first:\n{silent[0][1]}"


def test_random_characters_never_make_a_traceback():
    chance = random.Random(2021)
    for _ in range(300):
        name = chance.choice(sorted(TEXTS))
        text = TEXTS[name]
        place = chance.randrange(len(text))
        piece = chance.choice(
            ["", "\n", "\t", ": ", "- ", "}", "[", '"', "'", "&a ", "*a", "\x00", "é"]
        )
        cut = chance.choice([0, 1, 5])
        loaded = check(name, text[:place] + piece + text[place + cut :])
        for fault in loaded.faults:
            fault.render()
