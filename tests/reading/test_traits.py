"""Traits: what frames say of themselves. An analyst may use them, and no builder knows an id."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.errors import ConfigurationError
from monitor.reading.vocabulary.load import SHIPPED, load_vocabulary
from monitor.reading.vocabulary.traits import TRAITS
from tests.reading.test_vocabulary import folder, news

DOCS = Path(__file__).parents[2] / "docs" / "frames.md"
LISTED = {trait for traits in TRAITS.values() for trait in traits}
FRAME = """\
frames:
  - id: zelve-in
    type: border-crossing
    verbs: [zelve]
    traits: {traits}
    roles:
      mover: {{at: [subj], is: people, needed: true}}
"""


def trees() -> Iterator[ast.Module]:
    for path in SHIPPED.parent.rglob("*.py"):
        yield ast.parse(path.read_text(encoding="utf-8"))


def strings(node: ast.AST) -> set[str]:
    found = (one.value for one in ast.walk(node) if isinstance(one, ast.Constant))
    return {value for value in found if isinstance(value, str)}


def constants(tree: ast.Module) -> dict[str, set[str]]:
    """Return the strings of what a module names at its top."""
    return {
        target.id: strings(node.value)
        for node in tree.body if isinstance(node, ast.Assign)
        for target in node.targets if isinstance(target, ast.Name)
    }  # fmt: skip


def asked_for(tree: ast.Module) -> Iterator[str]:
    """Yield what a module hands to ``has``: words, or tables of words in or above the function."""
    above = constants(tree)
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        for call in ast.walk(function):
            if not isinstance(call, ast.Call) or getattr(call.func, "attr", "") != "has":
                continue
            for given in call.args:
                yield from strings(given)
            if not all(isinstance(given, ast.Constant) for given in call.args):
                names = {one.id for one in ast.walk(function) if isinstance(one, ast.Name)}
                yield from set().union(strings(function), *(above.get(name, ()) for name in names))


def test_every_trait_is_asked_for_by_some_builder() -> None:
    asked = {trait for tree in trees() for trait in asked_for(tree)}
    assert LISTED - asked == set()


def test_every_trait_is_listed_and_told_of_some_frame() -> None:
    """The list is what an analyst may write; a shipped frame shows each at work."""
    frames = load_vocabulary().frames
    assert {trait for frame in frames for trait in frame.traits} == LISTED
    unlisted = [(frame.id, trait) for frame in frames for trait in frame.traits
                if trait not in TRAITS[frame.type]]  # fmt: skip
    assert unlisted == []


def test_no_builder_asks_for_a_frame_by_its_id() -> None:
    """It would break where an analyst renames a frame, and be deaf to another of its kind."""
    compared = [
        ast.unparse(node)
        for tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare) and "frame.id" in ast.unparse(node)
    ]
    assert compared == []


@pytest.mark.parametrize(
    ("traits", "told"),
    [
        ("[lines]", "Unknown trait 'lines' of border-crossing. Did you mean 'line'?"),
        ("[deadly]", "Unknown trait 'deadly' of border-crossing. Known: abroad, across"),
        ("{line: true}", "`traits` is a list"),
    ],
)
def test_an_unknown_trait_is_a_fault_with_its_line(tmp_path: Path, traits: str, told: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load_vocabulary([folder(tmp_path, FRAME.format(traits=traits))])
    (fault,) = caught.value.faults
    assert fault.line == 5
    assert told in fault.message


@pytest.mark.parametrize(
    ("traits", "text", "expected"),
    [
        ("[]", "Sixty Afghan policemen zelved on Monday.", []),
        ("[line]", "Sixty Afghan policemen zelved on Monday.", ["border-crossing"]),
        ("[line]", "Afghan policemen zelved on Monday.", ["border-crossing"]),
        ("[line, counted]", "Sixty Afghan policemen zelved on Monday.", ["border-crossing"]),
        ("[line, counted]", "Afghan policemen zelved on Monday.", []),
    ],
)
def test_a_trait_of_an_overlay_rules_how_its_frame_is_read(
    tmp_path: Path, traits: str, text: str, expected: list[str]
) -> None:
    text = f"{text} The bridge at Panji Poyon in Tajikistan was quiet."
    assert news(folder(tmp_path, FRAME.format(traits=traits)), text) == expected


def test_the_documents_list_every_trait_with_its_meaning() -> None:
    text = DOCS.read_text(encoding="utf-8")
    missing = [
        row
        for traits in TRAITS.values()
        for trait, meaning in traits.items()
        if (row := f"| `{trait}` | {meaning} |") not in text
    ]
    assert missing == []
    assert text.count("\n| `") == len(
        {(trait, meaning) for traits in TRAITS.values() for trait, meaning in traits.items()}
    )
