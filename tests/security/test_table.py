"""The threat table names tests that exist, and leaves no row without one."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d+) \|.*\| ([^|]*) \|$", TEXT, flags=re.MULTILINE)


@cache
def named_in(path):
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    names = (node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    return frozenset(name for name in names if name.startswith("test_"))


def test_the_table_has_all_rows():
    assert [int(number) for number, _ in ROWS] == list(range(1, 23))


@pytest.mark.parametrize(("number", "shown"), ROWS, ids=[number for number, _ in ROWS])
def test_every_row_names_tests_that_exist(number, shown):
    named = re.findall(r"`(tests/[^`]+)`", shown)
    assert named, f"row {number} names no test"
    for name in named:
        path, _, test = name.partition("::")
        assert named_in(path), f"{path} holds no tests"
        assert not test or test in named_in(path), f"{name} does not exist"
