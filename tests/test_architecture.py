"""The house rules that a tool can check: directions, sizes, and what must not stand in any file."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "monitor").rglob("*.py"))
LONGEST_MODULE = 300
LONGEST_FUNCTION = 60
# Debts: longer than the house allows, waiting to be split by noun. They may shrink, never grow.
LONG_MODULES: dict[str, int] = {}
LONG_FUNCTIONS = {"monitor/reading/words/parts_of_speech.py": 80}


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def test_the_import_contracts_hold():
    command = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run(
        [command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_and_functions_stay_small(path):
    text = path.read_text(encoding="utf-8")
    name = str(path.relative_to(ROOT))
    assert len(text.splitlines()) <= LONG_MODULES.get(name, LONGEST_MODULE)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            limit = LONG_FUNCTIONS.get(name, LONGEST_FUNCTION)
            assert node.end_lineno - node.lineno < limit, node.name


def test_every_room_has_a_door_sign():
    for init in (ROOT / "monitor").glob("*/**/__init__.py"):
        words = ast.get_docstring(ast.parse(init.read_text(encoding="utf-8")))
        assert words, f"{init} says nothing"
        assert "In:" in words, init
        assert "Out:" in words, init
        assert "import" not in init.read_text(encoding="utf-8").split('"""')[2], init


def test_lock_files_hold_hashes_and_no_addresses():
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-bench.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        for requirement in re.findall(r"^[a-z0-9][^\n]*==[^\n]*", text, flags=re.MULTILINE):
            assert requirement.endswith("\\"), requirement


def test_no_file_names_a_package_registry_or_this_machine():
    # Written in parts, so that this file does not name them either.
    words = [
        "pypi" + ".org",
        "files.pythonhosted" + ".org",
        "registry.npmjs" + ".org",
        "/wo" + "rk/",
    ]
    for path in tracked():
        data = path.read_bytes()
        found = [word for word in words if word.encode() in data]
        assert not found, f"{path}: {found}"
